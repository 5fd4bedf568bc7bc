"""A page in a real browser: the stand-in behind uvicorn, and a tiny bot that polls it."""

from __future__ import annotations

import asyncio
import json
import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import async_playwright

from bot.preview.server import preview_app
from bot.preview.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from playwright.async_api import Browser, Page

TOKEN = "1:browser"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WELCOME = {
    "de": "<b>Willkommen!</b>\nIch beantworte Fragen zu Aufenthalt und Arbeit. Ein Thema:",
    "ar": "<b>أهلاً وسهلاً!</b>\nأجيب عن أسئلة الإقامة والعمل. اختر موضوعاً:",
}
TOPICS = {
    "de": ("📄 Aufenthalt", "💼 Arbeit", "🗺 Hilfe vor Ort", "🧑 Mit einem Menschen sprechen"),
    "ar": ("📄 الإقامة", "💼 العمل", "🗺 المساعدة المحلية", "🧑 التحدث إلى إنسان"),
}
LAW = "https://www.gesetze-im-internet.de/aufenthg_2004"
ANSWERS = {
    "de": (
        "<b>Chancen-Aufenthaltsrecht (§ 104c AufenthG)</b>\n\n"
        "Wer am 31.10.2022 seit fünf Jahren geduldet war, konnte eine Aufenthaltserlaubnis für"
        " 18 Monate bekommen.\n• Antrag bei der <i>Ausländerbehörde</i>\n• Telefon:"
        f" +49 3571 456789\n• <a href='{LAW}/__104c.html'>Gesetzestext</a>\n\n"
        "<blockquote expandable>Danach kommt § 25b oder § 25a in Betracht.\n"
        "Dafür zählen Sprache, Lebensunterhalt und Identität.\nWas noch fehlt, sagt Ihnen die"
        " Beratung.\nStand: 3. November 2026</blockquote>\nKennwort:"
        " <tg-spoiler>Lausitz</tg-spoiler>, Formular <code>AE-104c</code>, Menü: /start"
    ),
    "ar": (
        "<b>حق الإقامة بعد الفرصة: § 25b AufenthG</b>\n\n"
        "يمكنك التقدم بطلب بعد \u2068§ 25b AufenthG\u2069 إذا كنت تعيش في ألمانيا منذ ست"
        " سنوات.\n• مكتب الأجانب: <i>Ausländerbehörde Bautzen</i>\n"
        "• الهاتف: \u2068+49 3591 525132000\u2069\n"
        f"• <a href='{LAW}/__25b.html'>نص القانون</a>\n\n"
        "<blockquote expandable>المطلوب مستوى \u2068A2\u2069 وتأمين المعيشة بنسبة"
        " \u206851 %\u2069.\nجواز السفر أو ما يثبت الهوية.\n"
        "اختبار \u2068„Leben in Deutschland“\u2069.\nآخر مراجعة: 3 نوفمبر 2026</blockquote>\n"
        "كلمة السر: <tg-spoiler>لاوزيتس</tg-spoiler>، القائمة: /start"
    ),
}
BACK = {"de": ("⬅ Zurück", "🏠 Menü"), "ar": ("رجوع ➡", "🏠 القائمة")}


@dataclass(frozen=True, slots=True)
class TinyBot:
    """Answers with keyboards, edits in place, and speaks German and Arabic."""

    client: httpx.AsyncClient

    async def work(self) -> None:
        """Poll for ever."""
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=10):
                offset = update["update_id"] + 1
                await self.answer(update)

    async def call(self, method: str, **parameters: object) -> Any:
        """Call a method; gives its result."""
        answer = await self.client.post(f"/bot{TOKEN}/{method}", json=parameters)
        body = answer.json()
        assert body["ok"], body
        return body["result"]

    async def answer(self, update: Mapping[str, Any]) -> None:
        """Answer one update."""
        if "callback_query" in update:
            await self.answer_press(update["callback_query"])
        elif "text" in update.get("message", {}):
            await self.answer_text(update["message"])

    async def answer_text(self, message: Mapping[str, Any]) -> None:
        """Answer a text: a menu, a place, a reply keyboard, or what was said."""
        chat_id, text = message["chat"]["id"], message["text"]
        locale = locale_of(message["from"])
        match text.partition(" ")[0]:
            case "/start":
                await self.show_menu(chat_id, locale)
            case "/typing":
                await self.call("sendChatAction", chat_id=chat_id, action="typing")
            case "/place":
                place = {"latitude": 51.4381, "longitude": 14.2353, "title": "Bürgeramt"}
                address = "Musterstraße 1, 02977 Hoyerswerda"
                await self.call("sendVenue", chat_id=chat_id, address=address, **place)
            case "/keys":
                keyboard = {"keyboard": [["Ja", "Nein"], ["Weiß nicht"]]}
                await self.call("sendMessage", chat_id=chat_id, text="?", reply_markup=keyboard)
            case _:
                await self.call("sendMessage", chat_id=chat_id, text=f"Sie schrieben: {text}")

    async def show_menu(self, chat_id: int, locale: str) -> None:
        """Show the topics."""
        *topics, human = TOPICS[locale]
        keys = [[button(topic, "topic")] for topic in topics]
        keyboard = {"inline_keyboard": [*keys, [button(human, "alert")]]}
        text = WELCOME[locale]
        markup = {"parse_mode": "HTML", "reply_markup": keyboard}
        await self.call("sendMessage", chat_id=chat_id, text=text, **markup)

    async def answer_press(self, query: Mapping[str, Any]) -> None:
        """Answer a press: an alert, or an answer in the place of the menu."""
        locale, message = locale_of(query["from"]), query["message"]
        if query["data"] == "alert":
            alert = {"text": "Heute von 9 bis 16 Uhr.", "show_alert": True}
            await self.call("answerCallbackQuery", callback_query_id=query["id"], **alert)
            return
        place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        rows = [[button(each, "back") for each in BACK[locale]]]
        rows.append([{"text": "gesetze-im-internet.de", "url": "https://gesetze-im-internet.de"}])
        markup = {"parse_mode": "HTML", "reply_markup": {"inline_keyboard": rows}}
        await self.call("editMessageText", text=ANSWERS[locale], **place, **markup)
        await self.call("answerCallbackQuery", callback_query_id=query["id"], text="✓")


def button(text: str, data: str) -> dict[str, str]:
    """Make one inline button."""
    return {"text": text, "callback_data": data}


def locale_of(user: Mapping[str, Any]) -> str:
    """Choose the language for a person."""
    return "ar" if user.get("language_code") == "ar" else "de"


async def explain(text: str, language: str) -> Mapping[str, object]:
    """Explain a text as the composition root would."""
    candidates = [
        {"entry": "chancen-aufenthalt", "score": 0.83},
        {"entry": "bleiberecht-25b", "score": 0.61},
        {"entry": "duldung-verlaengern", "score": 0.2},
    ]
    nearest = [{"text": "Was ist der Chancenaufenthalt?", "entry": "chancen-aufenthalt"}]
    return {
        "text": text,
        "outcome": "answer",
        "entry": "chancen-aufenthalt",
        "action": None,
        "urgent": "abschieb" in text.lower(),
        "locale": language,
        "candidates": candidates,
        "concepts": ["residence permit", "toleration"],
        "words": text.split(),
        "nearest": nearest,
    }


@asynccontextmanager
async def served(world: World, *, explains: bool = True) -> AsyncIterator[str]:
    """Serve the preview on a free port of this machine; gives its address."""
    app = preview_app(world, token=TOKEN, explain=explain if explains else None)
    config = uvicorn.Config(
        app, port=0, log_level="error", timeout_graceful_shutdown=1, ws="none", lifespan="on"
    )
    server = uvicorn.Server(config)
    running = asyncio.ensure_future(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        world.close()
        server.should_exit = True
        await running


@asynccontextmanager
async def answered(address: str) -> AsyncIterator[TinyBot]:
    """Let the tiny bot work at an address."""
    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        bot = TinyBot(client)
        for language, word in (("", "Menü"), ("ar", "القائمة")):
            commands = json.dumps([{"command": "start", "description": word}])
            await bot.call("setMyCommands", commands=commands, language_code=language)
        german = "Dieser Bot beantwortet Fragen zu Aufenthalt und Arbeit.\nKostenlos."
        await bot.call("setMyDescription", description=german)
        arabic = "يجيب هذا الروبوت عن أسئلة الإقامة (§ 25b) والعمل.\nمجاناً."
        await bot.call("setMyDescription", description=arabic, language_code="ar")
        work = asyncio.ensure_future(bot.work())
        try:
            yield bot
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """Start the system's Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()


@pytest.fixture
def world() -> World:
    """Give a world with two people."""
    world = World(strict_log=True)
    world.person("Amira", language_code="ar")
    world.person("Jonas", language_code="de")
    return world


@pytest_asyncio.fixture
async def page(world: World) -> AsyncIterator[Page]:
    """Open the page on a phone, the tiny bot being at work."""
    if not CHROMIUM:
        pytest.skip("no Chromium is installed: apt-get install chromium")
    async with served(world) as address, answered(address), browsing() as browser:
        page = await browser.new_page(viewport={"width": 360, "height": 740})
        await page.goto(address)
        yield page
