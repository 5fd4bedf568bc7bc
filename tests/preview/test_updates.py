"""Updates come again until they are confirmed, to one poller at a time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.preview.conftest import Api

if TYPE_CHECKING:
    from bot.preview.people import Person
    from bot.preview.world import World


def texts(body: dict[str, list[dict[str, dict[str, str]]]]) -> list[str]:
    """Read the texts of messages in an answer to getUpdates."""
    return [update["message"]["text"] for update in body["result"]]


async def test_updates_come_again_until_an_offset_confirms_them(api: Api, amira: Person) -> None:
    amira.seat.say("one")
    first = await api("getUpdates")
    assert texts(first) == texts(await api("getUpdates")) == ["/start", "one"]
    offset = first["result"][0]["update_id"] + 1
    assert texts(await api("getUpdates", offset=offset)) == ["one"]
    assert texts(await api("getUpdates")) == ["one"]
    assert texts(await api("getUpdates", offset=offset + 1)) == []


async def test_a_limit_and_a_negative_offset_choose_the_first_and_the_last(
    api: Api, amira: Person
) -> None:
    amira.seat.say("one")
    amira.seat.say("two")
    assert texts(await api("getUpdates", limit=1)) == ["/start"]
    assert texts(await api("getUpdates", offset=-1)) == ["two"]
    assert texts(await api("getUpdates")) == ["two"]


async def test_a_poll_waits_for_the_first_update(api: Api, world: World) -> None:
    waiting = asyncio.ensure_future(api("getUpdates", timeout=10))
    await asyncio.sleep(0.02)
    world.person("Jonas").seat.start("abc")
    assert texts(await waiting) == ["/start abc"]


async def test_a_second_poller_turns_the_first_one_away(api: Api, amira: Person) -> None:
    offset = (await api("getUpdates"))["result"][-1]["update_id"] + 1
    first = asyncio.ensure_future(api.refused("getUpdates", offset=offset, timeout=10))
    await asyncio.sleep(0.02)
    second = asyncio.ensure_future(api("getUpdates", offset=offset, timeout=10))
    assert await first == (
        "409 Conflict: terminated by other getUpdates request;"
        " make sure that only one bot instance is running"
    )
    amira.seat.say("hello")
    assert texts(await second) == ["hello"]


async def test_only_the_kinds_asked_for_are_queued(api: Api, amira: Person) -> None:
    await api("getUpdates", offset=-1, allowed_updates=["callback_query"])
    amira.seat.say("unheard")
    assert len((await api("getUpdates"))["result"]) == 1
    await api("getUpdates", allowed_updates=[])
    amira.seat.say("heard")
    assert texts(await api("getUpdates")) == ["/start", "heard"]


async def test_a_webhook_and_a_poller_exclude_each_other(api: Api) -> None:
    waiting = asyncio.ensure_future(api.refused("getUpdates", timeout=10))
    await asyncio.sleep(0.02)
    await api("setWebhook", url="https://bot.example/hook")
    assert await waiting == "409 Conflict: terminated by setWebhook request"
    refusal = await api.refused("getUpdates")
    assert refusal.startswith("409 Conflict: can't use getUpdates method while webhook is active")
    await api("deleteWebhook")
    assert (await api("getUpdates"))["ok"]


async def test_a_cancelled_poll_leaves_no_trace(api: Api, amira: Person) -> None:
    offset = (await api("getUpdates"))["result"][-1]["update_id"] + 1
    waiting = asyncio.ensure_future(api("getUpdates", offset=offset, timeout=10))
    await asyncio.sleep(0.02)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    amira.seat.say("hello")
    assert texts(await api("getUpdates", offset=offset, timeout=10)) == ["hello"]


async def test_a_closed_world_keeps_nobody_waiting(api: Api, world: World) -> None:
    waiting = asyncio.ensure_future(api("getUpdates", timeout=10))
    await asyncio.sleep(0.02)
    world.close()
    assert (await waiting)["result"] == []
