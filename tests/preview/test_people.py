"""Journeys: people talk to a small bot built with python-telegram-bot, which polls in process."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import httpx
import pytest
import pytest_asyncio
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    CommandHandler,
    ExtBot,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.preview.chats import MemberStatus
from tests.preview.conftest import BASE_URL, TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import Any

    from starlette.applications import Starlette

    from bot.preview.people import Person
    from bot.preview.world import World

Context: TypeAlias = (
    "CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]"
)


async def greet(update: Update, context: Context) -> None:
    """Greet, and offer two buttons."""
    assert update.effective_message
    keys = [
        [InlineKeyboardButton("Weiter ➡", callback_data="next")],
        [InlineKeyboardButton("Einladung", url="https://t.me/chancenlotse_bot?start=invited")],
    ]
    payload = " ".join(context.args or ["nobody"])
    markup = InlineKeyboardMarkup(keys)
    await update.effective_message.reply_html(f"<b>Hello</b> {payload}", reply_markup=markup)


async def echo(update: Update, _context: Context) -> None:
    """Say the same again."""
    assert update.effective_message
    await update.effective_message.reply_text(f"You said: {update.effective_message.text}")


async def turn_page(update: Update, _context: Context) -> None:
    """Change the message in its place, and say so."""
    assert update.callback_query
    await update.callback_query.edit_message_text("Page 2")
    await update.callback_query.answer("Turned")


@pytest_asyncio.fixture(autouse=True)
async def echo_bot(app: Starlette) -> AsyncIterator[None]:
    """Run the bot."""
    first, second = (
        HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(app=app)}) for _ in range(2)
    )
    builder = Application.builder().token(TOKEN).base_url(BASE_URL)
    application = builder.request(first).get_updates_request(second).build()
    application.add_handler(CommandHandler("start", greet))
    application.add_handler(MessageHandler(filters.TEXT & filters.UpdateType.MESSAGE, echo))
    application.add_handler(CallbackQueryHandler(turn_page))
    assert application.updater
    async with application:
        await application.start()
        await application.updater.start_polling(timeout=1)
        yield
        await application.updater.stop()
        await application.stop()


async def test_a_person_talks_and_the_transcript_tells_it(world: World) -> None:
    amira = world.person("Amira", language_code="ar")
    await amira.starts()
    screen = await amira.sees("Hello nobody")
    assert screen.html == "<b>Hello</b> nobody"
    assert screen.buttons == (("Weiter ➡",), ("Einladung",))
    await amira.presses("Weiter")
    await amira.sees("Page 2")
    await amira.sees("Turned")
    assert (amira.screen.text, amira.screen.buttons) == ("Page 2", ())
    await amira.says("مرحبا\nzwei")
    await amira.sees("You said: مرحبا")
    assert amira.transcript == (
        "Amira: /start\n"
        "bot: Hello nobody [Weiter ➡] [Einladung]\n"
        "Amira presses [Weiter ➡]\n"
        "bot edits: Page 2\n"
        "bot notes to Amira: Turned\n"
        "Amira: مرحبا\n  zwei\n"
        "bot: You said: مرحبا\n  zwei"
    )
    assert not world.refused


async def test_a_deep_link_starts_the_bot_with_its_payload(world: World) -> None:
    boris = world.person("Boris")
    await boris.starts("desk_7")
    await boris.sees("Hello desk_7")
    await boris.presses("Einladung")
    await boris.sees("Hello invited")
    with pytest.raises(ValueError, match="no deep link carries"):
        await boris.starts("zu lang ü")


async def test_what_was_seen_before_does_not_count_again(world: World) -> None:
    amira = world.person("Amira")
    await amira.says("one")
    await amira.sees("You said: one")
    await amira.says("two")
    with pytest.raises(AssertionError, match="did not see 'You said: one'"):
        await amira.sees("You said: one", within=0.1)
    await amira.sees("You said: two")


async def test_a_disappointed_person_tells_the_whole_story(world: World) -> None:
    amira = world.person("Amira")
    await amira.says("one")
    with pytest.raises(AssertionError) as caught:
        await amira.sees("Goodbye", within=0.1)
    assert "Amira: one\nbot: You said: one" in str(caught.value)


async def test_an_edit_that_nobody_answers_shows_nothing(world: World) -> None:
    amira = world.person("Amira")
    await amira.says("one")
    await amira.sees("one")
    await amira.edits("two")
    await amira.sees_nothing(within=0.1)
    assert amira.transcript.endswith("Amira edits: two")


async def test_in_a_group_the_bot_hears_what_it_may(world: World) -> None:
    jana, omar = world.person("Jana"), world.person("Omar")
    group = world.group("Desk", [jana, omar], bot_status=MemberStatus.MEMBER)
    at_desk = jana.within(group)
    await at_desk.says("to nobody")
    await at_desk.sees_nothing(within=0.1)
    await at_desk.says("/start x")
    await at_desk.sees("Hello x")
    await omar.within(group).presses("Weiter")
    await omar.within(group).sees("Turned")
    assert jana.within(group).toast == ""
    answer = group.last_from(world.bot.id)
    await at_desk.says("to you", reply_to=answer)
    await at_desk.sees("You said: to you")


async def test_supergroups_count_their_own_messages(world: World) -> None:
    jana = world.person("Jana")
    group = world.group("Desk", [jana])
    await jana.starts()
    await jana.sees("Hello")
    assert jana.within(group).seat.say("first").id == 1


async def test_the_person_can_change_the_language(world: World, amira: Person) -> None:
    world.change_language(amira.id, "uk")
    message = amira.seat.say("x")
    assert message.payload["from"]["language_code"] == "uk"
