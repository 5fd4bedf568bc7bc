"""Planned faults: what python-telegram-bot makes of them, and what took effect."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.preview.faults import Fault, FaultKind

if TYPE_CHECKING:
    from telegram import Bot

    from bot.preview.people import Person
    from bot.preview.world import World


@pytest.fixture(autouse=True)
def _waits_as_durations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the library warns of its older way


async def test_a_flood_says_how_long_to_wait(world: World, bot: Bot, amira: Person) -> None:
    world.faults.plan(Fault(FaultKind.FLOOD, "sendMessage", times=2, seconds=7))
    for _ in range(2):
        with pytest.raises(RetryAfter) as caught:
            await bot.send_message(amira.id, "x")
        assert "7" in str(caught.value)
    await bot.send_message(amira.id, "x")
    assert amira.transcript.count("bot: x") == 1


@pytest.mark.parametrize("kind", [FaultKind.SERVER_ERROR, FaultKind.BAD_GATEWAY])
async def test_server_errors_pass(world: World, bot: Bot, amira: Person, kind: FaultKind) -> None:
    world.faults.plan(Fault(kind))
    with pytest.raises(TelegramError):
        await bot.send_message(amira.id, "x")
    await bot.send_message(amira.id, "y")
    assert amira.screen.text == "y"


@pytest.mark.parametrize(
    ("kind", "arrived"), [(FaultKind.DROP_BEFORE, 0), (FaultKind.DROP_AFTER, 1)]
)
async def test_a_lost_connection_hides_whether_the_message_arrived(
    world: World, bot: Bot, amira: Person, kind: FaultKind, arrived: int
) -> None:
    world.faults.plan(Fault(kind, "sendMessage"))
    with pytest.raises(NetworkError):
        await bot.send_message(amira.id, "x")
    assert amira.transcript.count("bot: x") == arrived


async def test_a_fault_can_be_meant_for_one_chat(world: World, bot: Bot, amira: Person) -> None:
    jonas = world.person("Jonas")
    jonas.seat.start()
    world.faults.plan(Fault(FaultKind.FLOOD, chat_id=amira.id))
    await bot.send_message(jonas.id, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(amira.id, "x")


async def test_a_delayed_call_takes_effect_late(world: World, bot: Bot, amira: Person) -> None:
    world.faults.plan(Fault(FaultKind.DELAY, "sendMessage", seconds=0.1))
    began = time.monotonic()
    await bot.send_message(amira.id, "x")
    assert time.monotonic() - began >= 0.1


async def test_polling_is_spared_unless_it_is_named(world: World, bot: Bot) -> None:
    world.faults.plan(Fault(FaultKind.SERVER_ERROR))
    await bot.get_updates()
    world.faults.plan(Fault(FaultKind.SERVER_ERROR, "getUpdates"))
    with pytest.raises(NetworkError):
        await bot.get_updates()
    world.faults.clear()
    await bot.get_me()
