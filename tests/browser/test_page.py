"""The page in a real browser: a person talks to a tiny bot, on a phone and at a desk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Locator, Page, expect

from bot.preview.transcripts import write_transcript
from tests.browser.conftest import CHROMIUM, answered, browsing, served

if TYPE_CHECKING:
    from bot.preview.world import World

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium: apt-get install chromium")


def key(page: Page, label: str) -> Locator:
    """Find the newest button under a bubble."""
    return page.locator(".key").filter(has_text=label).last


def newest(page: Page) -> Locator:
    """Find the newest bubble."""
    return page.locator("#log article").last


async def write(page: Page, text: str) -> None:
    """Type a message and send it."""
    await page.fill("#text", text)
    await page.press("#text", "Enter")


async def switch_to(page: Page, name: str) -> None:
    """Choose another person in the drawer."""
    await page.click("#show-people")
    await page.locator(".seats button").filter(has_text=name).click()
    await expect(page.locator("#status")).to_contain_text(name)


async def is_wider_than_the_screen(page: Page) -> bool:
    """Tell whether anything makes the page scroll sideways."""
    return bool(await page.evaluate("document.documentElement.scrollWidth > innerWidth"))


async def test_before_the_start_the_bot_describes_itself(page: Page) -> None:
    about = page.locator(".about-bot")
    await expect(about).to_contain_text("يجيب هذا الروبوت")
    await expect(page.locator("#composer")).to_be_hidden()
    await page.select_option("#language", "de")
    await expect(about).to_contain_text("Dieser Bot beantwortet Fragen")
    await page.get_by_role("button", name="START").click()
    await expect(newest(page)).to_contain_text("Willkommen!")
    await expect(about).to_have_count(0)


async def test_a_menu_is_answered_in_its_place(page: Page, world: World) -> None:
    await page.click("#start")
    await key(page, "الإقامة").click()
    answer = newest(page)
    await expect(answer).to_contain_text("حق الإقامة بعد الفرصة")
    await expect(answer.locator("time")).to_have_count(1)
    await expect(answer).to_contain_text("edited")
    await expect(page.locator("#toast")).to_have_class(re.compile("shown"))
    await expect(page.locator("#log article")).to_have_count(2)
    assert not world.refused


async def test_arabic_runs_from_the_right_and_numbers_keep_their_order(page: Page) -> None:
    await page.click("#start")
    await key(page, "الإقامة").click()
    paragraph = newest(page).locator("p").filter(has_text="الهاتف")
    assert await paragraph.evaluate("each => getComputedStyle(each).direction") == "rtl"
    number = paragraph.locator("a")
    await expect(number).to_have_attribute("href", "tel:+493591525132000")
    assert await _left_of(number, 1) < await _left_of(number, 14)
    assert not await is_wider_than_the_screen(page)


async def test_quotations_unfold_and_spoilers_open_by_keyboard(page: Page) -> None:
    await switch_to(page, "Jonas")
    await page.click("#start")
    await key(page, "Aufenthalt").click()
    quotation = newest(page).locator("blockquote")
    await expect(quotation).to_have_class(re.compile("folded"))
    await newest(page).get_by_role("button", name="Show more").press("Enter")
    await expect(quotation).not_to_have_class(re.compile("folded"))
    spoiler = newest(page).locator(".spoiler")
    await spoiler.press("Enter")
    await expect(spoiler).to_have_class(re.compile("shown"))
    await newest(page).locator(".command").click()
    await expect(newest(page)).to_contain_text("Willkommen!")


async def test_an_alert_waits_for_ok(page: Page) -> None:
    await page.click("#start")
    await key(page, "التحدث إلى إنسان").click()
    await expect(page.locator("#alert")).to_contain_text("Heute von 9 bis 16 Uhr.")
    await page.locator("#alert button").click()
    await expect(page.locator("#alert")).to_be_hidden()
    await expect(page.locator(".key.waiting")).to_have_count(0)


async def test_texts_are_sent_edited_and_answered(page: Page, world: World) -> None:
    await switch_to(page, "Jonas")
    await page.click("#start")
    await write(page, "Zeile eins")
    await expect(newest(page)).to_contain_text("Sie schrieben: Zeile eins")
    await page.press("#text", "ArrowUp")
    await expect(page.locator("#note")).to_contain_text("Zeile eins")
    await write(page, "Zeile zwei")
    await expect(page.locator("article.mine").last).to_contain_text("Zeile zwei")
    jonas = next(chat for chat in world.chats.values() if chat.title == "Jonas")
    assert [each.kind.value for each in jonas.happenings][-1] == "edited"


async def test_other_things_are_sent_from_the_menu(page: Page) -> None:
    await page.click("#start")
    await expect(newest(page)).to_contain_text("أهلاً")
    for label in ("Voice message", "Photo", "Document", "Sticker", "Location"):
        await page.click("#attach-button")
        await page.get_by_role("menuitem", name=label, exact=True).click()
    await expect(page.locator("article.mine")).to_have_count(6)
    await page.click("#attach-button")
    await page.get_by_role("menuitem", name="Forwarded message").click()
    await page.fill("#ask-input", "Bescheid")
    await page.get_by_role("button", name="Send").last.click()
    await expect(page.locator(".origin")).to_contain_text("Oksana K.")


async def test_places_typing_and_reply_keyboards_are_shown(page: Page) -> None:
    await page.click("#start")
    await write(page, "/place")
    await expect(newest(page)).to_contain_text("Musterstraße 1")
    link = newest(page).get_by_role("link", name="Open the map")
    await expect(link).to_have_attribute("href", re.compile("openstreetmap.*51.4381"))
    await write(page, "/typing")
    await expect(page.locator("#status")).to_have_text("typing…")
    await write(page, "/keys")
    await page.locator(".reply-keyboard .key").filter(has_text="Weiß nicht").click()
    await expect(newest(page)).to_contain_text("Sie schrieben: Weiß nicht")


async def test_commands_come_in_the_language_of_the_person(page: Page) -> None:
    await page.click("#start")
    await page.click("#commands-button")
    await expect(page.get_by_role("menuitem")).to_contain_text("القائمة")
    await page.keyboard.press("Escape")
    await page.select_option("#language", "uk")
    await page.click("#commands-button")
    await expect(page.get_by_role("menuitem")).to_contain_text("Menü")
    await page.get_by_role("menuitem").click()
    await expect(newest(page)).to_contain_text("Willkommen!")


async def test_the_bot_can_be_blocked_and_started_with_a_payload(page: Page, world: World) -> None:
    await page.click("#start")
    await page.click("#attach-button")
    await page.get_by_role("menuitem", name="Start with a payload").click()
    await page.fill("#ask-input", "desk_7")
    await page.press("#ask-input", "Enter")
    await expect(page.locator("article.mine").last).to_contain_text("/start desk_7")
    await page.click("#attach-button")
    await page.get_by_role("menuitem", name="Block the bot").click()
    await page.get_by_role("button", name="UNBLOCK AND RESTART").click()
    await expect(newest(page)).to_contain_text("أهلاً")
    assert "Amira blocks the bot" in _story(world, "Amira")


async def test_a_new_person_starts_afresh_and_others_show_what_is_new(page: Page) -> None:
    await page.click("#start")
    await page.click("#show-people")
    await page.fill("#new-name", "Nino")
    await page.select_option("#new-language", "ka")
    await page.get_by_role("button", name="Add").click()
    await expect(page.locator("#status")).to_contain_text("Nino")
    await expect(page.locator("#start")).to_be_visible()
    await switch_to(page, "Amira")
    await expect(newest(page)).to_contain_text("أهلاً")


async def test_the_panel_explains_the_last_text(page: Page) -> None:
    await page.click("#start")
    await write(page, "Droht mir eine Abschiebung?")
    await page.click("#show-panel")
    panel = page.locator("#panel")
    await expect(panel.locator(".badge.is-answer")).to_have_text("answer")
    await expect(panel.locator(".badge.is-urgent")).to_have_text("urgent")
    await expect(panel.locator(".bar.chosen")).to_contain_text("chancen-aufenthalt")
    await expect(panel.get_by_role("meter")).to_have_count(3)
    await expect(panel).to_contain_text("Was ist der Chancenaufenthalt?")
    await page.keyboard.press("Escape")
    await expect(panel).to_be_hidden()


async def test_without_an_explanation_the_panel_says_so(world: World) -> None:
    async with served(world, explains=False) as address, browsing() as browser:
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        await page.goto(address)
        await page.click("#start")
        await write(page, "Hallo")
        await expect(page.locator("#panel")).to_contain_text("No explanation is connected")


async def test_nothing_is_wider_than_a_phone_and_nothing_fails(world: World) -> None:
    async with served(world) as address, answered(address), browsing() as browser:
        page = await browser.new_page(viewport={"width": 320, "height": 600})
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("requestfailed", lambda request: problems.append(request.url))
        await page.goto(address)
        await page.click("#start")
        await write(page, "x" * 300)
        await expect(newest(page)).to_contain_text("Sie schrieben")
        assert not await is_wider_than_the_screen(page)
        assert problems == []


async def test_every_control_has_a_name_and_room_for_a_thumb(page: Page) -> None:
    await page.click("#start")
    await expect(newest(page)).to_contain_text("أهلاً")
    for control in await page.locator("button:visible, select:visible").all():
        name = await control.get_attribute("aria-label") or await control.inner_text()
        box = await control.bounding_box()
        assert name.strip()
        assert box is not None
        assert box["height"] >= 40, name


async def _left_of(link: Locator, at: int) -> float:
    script = """(link, at) => {
        const range = document.createRange();
        range.setStart(link.firstChild, at);
        range.setEnd(link.firstChild, at + 1);
        return range.getBoundingClientRect().left;
    }"""
    return float(await link.evaluate(script, at))


def _story(world: World, name: str) -> str:
    chat = next(chat for chat in world.chats.values() if chat.title == name)
    return "\n".join(write_transcript(chat, world.people))
