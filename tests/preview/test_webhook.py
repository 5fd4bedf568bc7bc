"""Updates are posted to a webhook with its secret, in order within a chat, until accepted."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.preview.webhook import delivering
from tests.preview.conftest import Api

if TYPE_CHECKING:
    from bot.preview.people import Person
    from bot.preview.world import World

HOOK = "https://bot.example/hook"
SECRET = "s3cret_-"


@dataclass(slots=True)
class Receiver:
    """A bot's web server: refuses as often as told, can be slow for one chat."""

    refusals: int = 0
    slow_chat: int = 0
    texts: list[str] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        """Take one update."""
        message = json.loads(request.content)["message"]
        if message["chat"]["id"] == self.slow_chat:
            await asyncio.sleep(0.1)
        self.secrets.add(request.headers.get("x-telegram-bot-api-secret-token", ""))
        self.texts.append(message["text"])
        self.refusals -= 1
        return httpx.Response(503 if self.refusals >= 0 else 200)


async def delivered(world: World, receiver: Receiver) -> None:
    """Deliver until nothing is left."""
    transport = httpx.MockTransport(receiver)
    async with delivering(world, transport=transport, retry_after=0.01):
        async with asyncio.timeout(5):
            while len(world.updates):
                await world.updates.arrivals.wait(0.05)


async def test_updates_arrive_with_the_secret(api: Api, world: World, amira: Person) -> None:
    await api("setWebhook", url=HOOK, secret_token=SECRET)
    amira.seat.say("one")
    receiver = Receiver()
    await delivered(world, receiver)
    assert (receiver.texts, receiver.secrets) == (["/start", "one"], {SECRET})


async def test_a_refused_update_is_delivered_again(api: Api, world: World, amira: Person) -> None:
    await api("setWebhook", url=HOOK)
    amira.seat.say("one")
    receiver = Receiver(refusals=2)
    await delivered(world, receiver)
    assert receiver.texts == ["/start", "/start", "/start", "one"]
    info = (await api("getWebhookInfo"))["result"]
    wrong = "Wrong response from the webhook: 503 Service Unavailable"
    assert (info["last_error_message"], info["pending_update_count"]) == (wrong, 0)


async def test_a_slow_chat_holds_up_no_other(api: Api, world: World, amira: Person) -> None:
    await api("setWebhook", url=HOOK)
    world.person("Jonas").seat.say("quick")
    receiver = Receiver(slow_chat=amira.id)
    await delivered(world, receiver)
    assert receiver.texts == ["quick", "/start"]


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"url": "http://bot.example"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": HOOK, "secret_token": "ä"}, "secret token contains unallowed characters"),
        ({"url": HOOK, "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_wrong_webhooks_are_refused(
    api: Api, parameters: dict[str, object], refusal: str
) -> None:
    assert await api.refused("setWebhook", **parameters) == f"400 Bad Request: {refusal}"


async def test_a_webhook_on_this_machine_may_be_plain_http(api: Api) -> None:
    assert (await api("setWebhook", url="http://127.0.0.1:8080/hook", max_connections=3))["ok"]
    info = (await api("getWebhookInfo"))["result"]
    assert (info["url"], info["max_connections"]) == ("http://127.0.0.1:8080/hook", 3)


async def test_pending_updates_can_be_dropped(api: Api, world: World, amira: Person) -> None:
    assert amira.chat.bot_status.is_inside
    await api("deleteWebhook", drop_pending_updates=True)
    assert len(world.updates) == 0
