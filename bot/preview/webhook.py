"""Delivery of updates to a webhook: in order within a chat, at once across chats."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.preview.updates import Update
    from bot.preview.world import World

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
_READ_TIMEOUT = 60.0  # seconds


@dataclass(slots=True)
class Webhook:
    """Where updates are sent, and how that went; no URL means the bot polls."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error_at: int = 0
    last_error: str = ""


@asynccontextmanager
async def delivering(
    world: World, *, transport: httpx.AsyncBaseTransport | None = None, retry_after: float = 1.0
) -> AsyncIterator[None]:
    """Deliver updates to the webhook, whenever one is set, while the context is open."""
    async with httpx.AsyncClient(transport=transport, timeout=_READ_TIMEOUT) as client:
        courier = _Courier(world, client, retry_after)
        round_trip = asyncio.ensure_future(courier.work())
        try:
            yield
        finally:
            round_trip.cancel()
            with suppress(asyncio.CancelledError):
                await round_trip


class _Courier:
    def __init__(self, world: World, client: httpx.AsyncClient, retry_after: float) -> None:
        self._world = world
        self._client = client
        self._retry_after = retry_after
        self._busy: set[int] = set()

    async def work(self) -> None:
        async with asyncio.TaskGroup() as group:
            while True:
                for update in self._ready():
                    self._busy.add(update.chat_id)
                    group.create_task(self._deliver(update))
                await self._world.updates.arrivals.wait(self._retry_after)

    def _ready(self) -> list[Update]:
        hook, ready, seen = self._world.webhook, [], set(self._busy)
        for update in self._world.updates if hook.url else ():
            if update.chat_id not in seen and len(seen) < hook.max_connections:
                seen.add(update.chat_id)
                ready.append(update)
        return ready

    async def _deliver(self, update: Update) -> None:
        problem = await self._post(update)
        if problem:
            self._world.webhook.last_error = problem
            self._world.webhook.last_error_at = self._world.now
            await asyncio.sleep(self._retry_after)
        else:
            self._world.updates.confirm(update.id)
        self._busy.discard(update.chat_id)
        self._world.updates.arrivals.ring()

    async def _post(self, update: Update) -> str:
        hook = self._world.webhook
        headers = {_SECRET_HEADER: hook.secret_token} if hook.secret_token else {}
        try:
            answer = await self._client.post(hook.url, json=update.payload, headers=headers)
        except httpx.HTTPError as error:
            return f"Connection failed: {type(error).__name__}"
        if answer.is_success:
            return ""
        return f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
