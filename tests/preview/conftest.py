"""The stand-in in process: a world, its Bot API, and python-telegram-bot over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import pytest_asyncio
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.preview.server import bot_api_app
from bot.preview.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.applications import Starlette

    from bot.preview.people import Person

TOKEN = "1:preview"
BASE_URL = "http://telegram.test/bot"


@dataclass(slots=True)
class Clock:
    """A clock that tests move."""

    now: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        """Give the time."""
        return self.now

    def advance(self, **duration: float) -> None:
        """Let time pass."""
        self.now += timedelta(**duration)


@dataclass(frozen=True, slots=True)
class Api:
    """Calls methods over HTTP and gives what came back."""

    client: httpx.AsyncClient

    async def __call__(self, method: str, /, **parameters: object) -> Any:
        """Call a method; gives the whole body."""
        url = f"{BASE_URL}{TOKEN}/{method}"
        return (await self.client.post(url, json=parameters)).json()

    async def refused(self, method: str, /, **parameters: object) -> str:
        """Call a method that must be refused; gives code and description."""
        body = await self(method, **parameters)
        assert not body["ok"], body
        return f"{body['error_code']} {body['description']}"


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands still."""
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    """Give an empty world that records every call."""
    return World(clock, strict_log=True)


@pytest.fixture
def amira(world: World) -> Person:
    """Give a person who has started the bot; the bot has not heard of it yet."""
    person = world.person("Amira", language_code="ar")
    person.seat.start()
    return person


@pytest.fixture
def app(world: World) -> Starlette:
    """Give the Bot API."""
    return bot_api_app(world, token=TOKEN)


@pytest_asyncio.fixture
async def client(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """Give an HTTP client of the Bot API."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app)) as client:
        yield client


@pytest.fixture
def api(client: httpx.AsyncClient) -> Api:
    """Give the Bot API as a bot without a library would call it."""
    return Api(client)


@pytest_asyncio.fixture
async def bot(app: Starlette) -> AsyncIterator[Bot]:
    """Give python-telegram-bot's bot, in process."""
    first, second = (
        HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(app=app)}) for _ in range(2)
    )
    async with Bot(TOKEN, BASE_URL, request=first, get_updates_request=second) as bot:
        yield bot
