"""Long polling: the offset moves only past updates whose effects are stored."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chat.bot_api import BotApi, retry_seconds
from bot.chat.inbox import Inbox
from bot.domain.errors import OperatorError

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Polling:
    """Fetches updates and hands them to the inbox."""

    bot: BotApi
    inbox: Inbox

    async def run(self, stopping: asyncio.Event) -> None:
        """Fetch until ``stopping`` is set; what was fetched by then is still stored.

        Raises:
            OperatorError: the token is not valid (any more).
        """
        offset: int | None = None
        pause = FIRST_PAUSE_SECONDS
        while not stopping.is_set():
            try:
                fetched = await _until(stopping, self.bot.fetch_updates(offset))
            except InvalidToken as error:
                raise OperatorError(f"TELEGRAM_BOT_TOKEN: Telegram says “{error}”") from error
            except TelegramError as error:
                _log_failure(error)
                await _until(stopping, asyncio.sleep(_pause_for(error, pause)))
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
                continue
            updates = list(_numbered(fetched or ()))
            await self.inbox.receive(updates)
            offset = max((raw["update_id"] + 1 for raw in updates), default=offset)
            if updates or not fetched:
                pause = FIRST_PAUSE_SECONDS
            else:
                log.warning("updates without a number cannot be confirmed", count=len(fetched))
                await _until(stopping, asyncio.sleep(pause))
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


def _numbered(fetched: Iterable[Any]) -> Iterable[dict[str, Any]]:
    for raw in fetched:
        if isinstance(raw, dict) and type(raw.get("update_id")) is int:
            yield raw


async def _until(stopping: asyncio.Event, work: Any) -> Any:
    """Do the work, or drop it when the program is to stop."""
    task = asyncio.ensure_future(work)
    stop = asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait((task, stop), return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        task.cancel()
        stop.cancel()


def _pause_for(error: TelegramError, pause: float) -> float:
    return retry_seconds(error) if isinstance(error, RetryAfter) else pause


def _log_failure(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        log.error("a second program fetches this bot's updates; stop one of the two")
    else:
        log.warning("fetching updates failed, trying again", cause=type(error).__name__)
