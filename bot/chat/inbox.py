"""Receives updates: each takes effect once, and all its effects are stored together."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import Update

from bot.chat.application import Chat
from bot.chat.bot_api import BotApi
from bot.chat.outbox import Outbox
from bot.chat.ports import Transaction
from bot.domain.errors import TryLaterError
from bot.services.ports import Mailbox, Outgoing, Posted

FIRST_PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 5.0

log = structlog.get_logger()

RawUpdate = Mapping[str, Any]
"""An update as JSON gave it: nothing about it is known to be right."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """Where updates come in."""

    bot: BotApi
    chat: Chat
    mailbox: Mailbox
    transaction: Transaction
    outbox: Outbox

    async def receive_all(self, updates: Iterable[RawUpdate]) -> None:
        """Receive a batch: the updates of a chat in order, different chats side by side."""
        by_chat: dict[object, list[RawUpdate]] = {}
        for update in updates:
            by_chat.setdefault(_chat_id(update), []).append(update)
        async with asyncio.TaskGroup() as group:
            for queue in by_chat.values():
                group.create_task(self._receive_in_order(queue))

    async def receive(self, raw: RawUpdate) -> None:
        """Store an update's effects, then have its messages sent.

        A database that is busy is waited for; the update is not given up.
        """
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                posted = await self._store(raw)
            except TryLaterError as error:
                log.warning("an update cannot be stored yet", cause=str(error))
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            else:
                self.outbox.hand_over(posted)
                return

    async def _receive_in_order(self, updates: Sequence[RawUpdate]) -> None:
        for update in updates:
            await self.receive(update)

    async def _store(self, raw: RawUpdate) -> tuple[Posted, ...]:
        update = self._understood(raw)
        if update is None:
            return await self._store_calls(raw, ())
        try:
            async with self.transaction():
                if not await self.mailbox.claim(update.update_id):
                    return ()
                return await self.mailbox.post(await self.chat.respond(update))
        except TryLaterError:
            raise
        except Exception as error:
            log.exception("an update was not handled", cause=type(error).__name__)
            return await self._store_calls(raw, self.chat.apologise(update))

    async def _store_calls(self, raw: RawUpdate, calls: Sequence[Outgoing]) -> tuple[Posted, ...]:
        async with self.transaction():
            if not await self.mailbox.claim(raw["update_id"]):
                return ()
            return await self.mailbox.post(calls)

    def _understood(self, raw: RawUpdate) -> Update | None:
        """Read an update; one that makes no sense is logged once and passed over."""
        try:
            return Update.de_json(dict(raw), self.bot)
        except (TypeError, ValueError, KeyError, AttributeError, OverflowError) as error:
            kinds = sorted(key for key in raw if key != "update_id")
            log.warning("an update makes no sense", cause=type(error).__name__, kinds=kinds)
            return None


def _chat_id(raw: RawUpdate) -> object:
    """Find the chat an update belongs to, as far as it can be read."""
    for part in raw.values():
        if isinstance(part, dict):
            message = part.get("message", part)
            chat = message.get("chat") if isinstance(message, dict) else None
            if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                return chat["id"]
    return None
