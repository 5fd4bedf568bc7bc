"""Receives updates: each takes effect once, and all its effects are stored together."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import Update

from bot.chat.application import Chat
from bot.chat.bot_api import BotApi
from bot.chat.outbox import Outbox
from bot.chat.ports import Transaction
from bot.domain.errors import TryLaterError
from bot.services.ports import Mailbox, Outgoing

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

    async def receive(self, updates: Sequence[RawUpdate]) -> None:
        """Store the effects of updates, in their order, then have their messages sent.

        A database that is busy is waited for; no update is given up.
        """
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                await self._store(updates)
            except TryLaterError as error:
                log.warning("updates cannot be stored yet", cause=str(error))
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            else:
                return

    async def _store(self, updates: Sequence[RawUpdate]) -> None:
        """Store a batch in one transaction; where a bug stops it, each update by itself."""
        try:
            async with self.transaction():
                posted = await self.mailbox.post(
                    [call for raw in await self._fresh(updates) for call in await self._calls(raw)]
                )
        except TryLaterError:
            raise
        except Exception as error:
            log.exception("not handled", cause=type(error).__name__, updates=len(updates))
            if len(updates) == 1:
                await self._store_apology(updates[0])
            else:
                for raw in updates:
                    await self._store([raw])
        else:
            self.outbox.hand_over(posted)

    async def _fresh(self, updates: Sequence[RawUpdate]) -> list[RawUpdate]:
        """Claim the updates and keep those that nobody has claimed before, each once."""
        by_id = {raw["update_id"]: raw for raw in updates}
        return [by_id[number] for number in await self.mailbox.claim(tuple(by_id))]

    async def _calls(self, raw: RawUpdate) -> tuple[Outgoing, ...]:
        update = self._understood(raw)
        return await self.chat.respond(update) if update else ()

    async def _store_apology(self, raw: RawUpdate) -> None:
        update = self._understood(raw)
        async with self.transaction():
            calls = self.chat.apologise(update) if update and await self._fresh([raw]) else ()
            posted = await self.mailbox.post(calls)
        self.outbox.hand_over(posted)

    def _understood(self, raw: RawUpdate) -> Update | None:
        """Read an update; one that makes no sense is logged once and passed over."""
        try:
            return Update.de_json(dict(raw), self.bot)
        except (TypeError, ValueError, KeyError, AttributeError, OverflowError) as error:
            kinds = sorted(key for key in raw if key != "update_id")
            log.warning("an update makes no sense", cause=type(error).__name__, kinds=kinds)
            return None
