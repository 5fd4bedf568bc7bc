"""Sends what stands in the outbox: in order for each chat, no chat waiting for another.

A call stays in the database until Telegram has taken it. What Telegram refuses for good is
logged and removed; what fails for now is tried again with growing pauses.
"""

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

import structlog
from aiolimiter import AsyncLimiter
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.chat.bot_api import BotApi, retry_seconds
from bot.chat.ports import Transaction
from bot.domain.errors import OperatorError, TryLaterError
from bot.services.ports import ChatId, Mailbox, Outgoing, Posted

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 60.0
AT_ONCE = 32

log = structlog.get_logger()


@dataclass(slots=True)
class Outbox:
    """The calls that wait, chat by chat, and the tasks that make them."""

    bot: BotApi
    mailbox: Mailbox
    transaction: Transaction
    messages_per_second: int
    _queues: dict[ChatId, deque[Posted]] = field(default_factory=dict)
    _taken: set[int] = field(default_factory=set)
    _sent: list[int] = field(default_factory=list)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _idle: asyncio.Event = field(default_factory=asyncio.Event)
    _new_chats: list[ChatId] = field(default_factory=list)

    def hand_over(self, posted: Iterable[Posted]) -> None:
        """Take calls that are stored already, each once; they are made as soon as possible."""
        for item in posted:
            if item.outbox_id in self._taken:
                continue
            self._taken.add(item.outbox_id)
            if item.call.chat_id not in self._queues:
                self._queues[item.call.chat_id] = deque()
                self._new_chats.append(item.call.chat_id)
            self._queues[item.call.chat_id].append(item)
            self._idle.clear()
        self._wake.set()

    async def wait_until_empty(self) -> None:
        """Wait until everything is sent and noted as sent."""
        await self._idle.wait()

    async def run(self) -> None:
        """Send until cancelled, beginning with what an earlier run left.

        Raises:
            OperatorError: the token is not valid (any more).
        """
        self._idle.set()
        self.hand_over(await self._left_over())
        limiter = AsyncLimiter(self.messages_per_second, 1) if self.messages_per_second else None
        places = asyncio.Semaphore(AT_ONCE)
        async with asyncio.TaskGroup() as group:
            while True:
                await self._wake.wait()
                self._wake.clear()
                for chat_id in self._new_chats:
                    group.create_task(self._serve(chat_id, limiter, places))
                self._new_chats.clear()
                await self._note_sent()
                if not self._queues and not self._sent:
                    self._idle.set()

    async def _left_over(self) -> tuple[Posted, ...]:
        while True:
            try:
                async with self.transaction():
                    return await self.mailbox.waiting()
            except TryLaterError as error:
                log.warning("the outbox cannot be read yet", cause=str(error))
                await asyncio.sleep(FIRST_PAUSE_SECONDS)

    async def _serve(
        self, chat_id: ChatId, limiter: AsyncLimiter | None, places: asyncio.Semaphore
    ) -> None:
        queue = self._queues[chat_id]
        while queue:
            await self._deliver(queue[0], limiter, places)
            self._sent.append(queue.popleft().outbox_id)
            self._wake.set()
        del self._queues[chat_id]

    async def _deliver(
        self, posted: Posted, limiter: AsyncLimiter | None, places: asyncio.Semaphore
    ) -> None:
        pause = FIRST_PAUSE_SECONDS
        call: Outgoing | None = posted.call
        while call is not None:
            try:
                async with places:
                    if limiter is not None:
                        await limiter.acquire()
                    await self.bot.call(call.method, call.payload)
            except RetryAfter as error:
                await asyncio.sleep(retry_seconds(error))
            except InvalidToken as error:
                raise OperatorError(f"TELEGRAM_BOT_TOKEN: Telegram says “{error}”") from error
            except (BadRequest, Forbidden, ChatMigrated) as error:
                call = _second_try(call, error)
            except TelegramError as error:
                log.warning("sending failed, trying again", cause=type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            else:
                return

    async def _note_sent(self) -> None:
        sent, self._sent = self._sent, []
        if not sent:
            return
        try:
            async with self.transaction():
                await self.mailbox.remove(sent)
        except TryLaterError as error:
            log.warning("sent messages could not be noted, trying again", cause=str(error))
            self._sent += sent
            await asyncio.sleep(FIRST_PAUSE_SECONDS)
            self._wake.set()
        else:
            self._taken.difference_update(sent)


def _second_try(call: Outgoing, error: TelegramError) -> Outgoing | None:
    """Send anew what can no longer be edited; give up on anything else that is refused."""
    if "not modified" in error.message.lower():
        return None
    if call.method == "editMessageText" and isinstance(error, BadRequest):
        payload = {key: value for key, value in call.payload.items() if key != "message_id"}
        return Outgoing(call.chat_id, "sendMessage", payload)
    log.warning("Telegram refuses a message", method=call.method, cause=error.message)
    return None
