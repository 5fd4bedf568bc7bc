"""Telegram refuses, is slow or forgets: nobody's answer is lost, nobody waits for another."""

import asyncio

import pytest

from bot.domain.errors import OperatorError
from bot.domain.locale import Locale
from bot.preview.faults import Fault, FaultKind
from bot.preview.world import World
from bot.services.ports import ChatId, Outgoing
from bot.storage.tallies import StoredTallies
from tests.conftest import Stage


@pytest.mark.parametrize(
    "kind",
    [FaultKind.SERVER_ERROR, FaultKind.BAD_GATEWAY, FaultKind.DROP_BEFORE, FaultKind.FLOOD],
)
async def test_a_failed_send_is_tried_again(world: World, kind: FaultKind) -> None:
    mina = world.person("Mina", language_code="en")
    world.faults.plan(Fault(kind, "sendMessage", times=2, seconds=1))
    await mina.starts("lang_en")
    await mina.sees("Welcome!", within=10)
    world.calls.clear()


async def test_a_slow_chat_holds_up_no_other(world: World) -> None:
    slow = world.person("Slow", language_code="en")
    quick = world.person("Quick", language_code="en")
    world.faults.plan(Fault(FaultKind.DELAY, "sendMessage", slow.id, times=9, seconds=3))
    await slow.starts("lang_en")
    for _ in range(3):
        await quick.says("/menu")
        await quick.sees("Choose a topic", within=2)


async def test_a_flooded_chat_waits_alone(world: World) -> None:
    flooded = world.person("Flooded", language_code="en")
    other = world.person("Other", language_code="en")
    world.faults.plan(Fault(FaultKind.FLOOD, "sendMessage", flooded.id, seconds=3))
    await flooded.says("/menu")
    await other.says("/menu")
    await other.sees("Choose a topic", within=2)
    await flooded.sees("Choose a topic", within=8)
    world.calls.clear()


async def test_answers_of_one_chat_keep_their_order(world: World) -> None:
    mina = world.person("Mina", language_code="en")
    await mina.starts("lang_en")
    await mina.sees("Welcome!")
    world.faults.plan(Fault(FaultKind.SERVER_ERROR, "sendMessage", mina.id))
    for command in ("/privacy", "/help", "/contacts"):
        await mina.says(command)
    await mina.sees("Contacts", within=10)
    shown = mina.transcript
    assert shown.index("Your data") < shown.index("How this bot works") < shown.rindex("Contacts")
    world.calls.clear()


async def test_polling_survives_failures(world: World) -> None:
    mina = world.person("Mina", language_code="en")
    for kind in (FaultKind.SERVER_ERROR, FaultKind.BAD_GATEWAY, FaultKind.DROP_AFTER):
        world.faults.plan(Fault(kind, "getUpdates"))
    await mina.says("/menu")
    await mina.sees("Choose a topic", within=15)
    world.calls.clear()


async def test_an_update_that_makes_no_sense_is_passed_over(world: World) -> None:
    mina = world.person("Mina", language_code="en")
    broken: tuple[tuple[str, object], ...] = (
        ("message", None),
        ("message", {"message_id": "x"}),
        ("message", {"message_id": 1, "date": 0, "chat": None}),
        ("message", {"message_id": 1, "date": 10**30, "chat": {"id": mina.id, "type": "private"}}),
        ("callback_query", {"id": "1"}),
        ("callback_query", 7),
        ("a_kind_of_tomorrow", {"anything": []}),
    )
    for kind, payload in broken:
        world.updates.put(kind, payload, mina.id)  # type: ignore[arg-type]
    await mina.says("/menu")
    await mina.sees("Choose a topic")


async def test_updates_that_come_twice_take_effect_once(stage: Stage) -> None:
    mina = stage.world.person("Mina", language_code="en")
    async with stage.bot() as program:
        await mina.says("/menu")
        await mina.sees("Choose a topic")
        inbox = program.polling.inbox
        message = {
            "message_id": 5,
            "date": 1,
            "chat": {"id": mina.id, "type": "private", "first_name": "Mina"},
            "from": {"id": mina.id, "is_bot": False, "first_name": "Mina"},
            "text": "/help",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        }
        update = {"update_id": 99, "message": message}
        await inbox.receive([update, update])
        await inbox.receive([update])
        await mina.sees("How this bot works")
    assert mina.transcript.count("How this bot works") == 1


class BrokenTallies(StoredTallies):
    async def add(self, kind: str, subject: str, locale: Locale) -> None:
        raise ZeroDivisionError(kind, subject, locale)


async def test_a_bug_costs_one_update_an_apology_and_the_others_nothing(stage: Stage) -> None:
    people = [stage.world.person(name, language_code="en") for name in ("Mina", "Omid", "Sara")]
    for person, text in zip(people, ("/menu", "may i work with duldung", "/help"), strict=True):
        await person.says(text)
    async with stage.bot() as program:
        answering = program.polling.inbox.chat.room.answering
        object.__setattr__(answering, "tallies", BrokenTallies(answering.today))
        mina, omid, sara = people
        await mina.sees("Choose a topic")
        await omid.sees("Something went wrong here")
        await sara.sees("How this bot works")
        await program.outbox.wait_until_empty()
    assert [person.transcript.count("bot: ") for person in people] == [1, 1, 1]


async def test_what_is_handed_over_twice_is_sent_once(stage: Stage) -> None:
    mina = stage.world.person("Mina", language_code="en")
    async with stage.bot() as program:
        await mina.starts("lang_en")
        await mina.sees("Welcome!")
        call = Outgoing(ChatId(mina.id), "sendMessage", {"chat_id": mina.id, "text": "once"})
        async with program.database.transaction():
            posted = await program.mailbox.post([call])
        program.outbox.hand_over(posted)
        program.outbox.hand_over(posted)
        await mina.sees("once")
        await program.outbox.wait_until_empty()
    assert mina.transcript.count("bot: once") == 1


async def test_a_revoked_token_stops_the_program_and_says_so(stage: Stage) -> None:
    stage.settings = stage.settings.model_copy(
        update={"telegram_bot_token": type(stage.settings.telegram_bot_token)("1:wrong")}  # type: ignore[misc]
    )
    with pytest.raises(OperatorError, match="TELEGRAM_BOT_TOKEN"):
        async with stage.bot():
            await asyncio.sleep(5)


async def test_what_was_not_sent_is_sent_after_the_next_start(stage: Stage) -> None:
    mina = stage.world.person("Mina", language_code="en")
    stage.world.faults.plan(Fault(FaultKind.DELAY, "sendMessage", times=1, seconds=30))
    async with stage.bot() as program:
        await mina.says("/menu")
        while not program.outbox._queues:  # noqa: ASYNC110 - the outbox has no event for it
            await asyncio.sleep(0.01)
    stage.world.faults.clear()
    async with stage.bot():
        await mina.sees("Choose a topic")
