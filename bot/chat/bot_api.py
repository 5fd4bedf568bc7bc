"""Telegram's Bot API through python-telegram-bot: raw calls, errors classed by remedy."""

import os
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
from httpx_aiohttp import AiohttpTransport
from telegram import Bot
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.domain.errors import OperatorError

os.environ.setdefault("PTB_TIMEDELTA", "true")  # else each flood warns of a coming change

CONNECTIONS = 64
LONG_POLL_SECONDS = 25
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


class BotApi(Bot):
    """A bot whose calls are plain data, as they stand in the outbox."""

    async def call(self, method: str, payload: Mapping[str, object]) -> object:
        """Call a method with JSON parameters.

        Raises:
            telegram.error.TelegramError: Telegram refuses or is out of reach.
        """
        return await self._post(method, dict(payload))

    async def say_who_you_are(self) -> str:
        """Ask Telegram for the bot's name.

        Raises:
            OperatorError: Telegram does not know the token, or cannot be reached.
        """
        try:
            return f"@{(await self.get_me()).username}"
        except InvalidToken as error:
            message = "TELEGRAM_BOT_TOKEN is not valid: ask @BotFather for a new one"
            raise OperatorError(message) from error
        except TelegramError as error:
            message = f"Telegram cannot be reached: {error.message}"
            raise OperatorError(message) from error
        finally:
            await self.close_connections()

    async def close_connections(self) -> None:
        """Close what is open; the bot cannot be used any more."""
        for request in self._request:
            await request.shutdown()

    async def fetch_updates(self, offset: int | None) -> list[Any]:
        """Wait for updates and give them as they came: whether they make sense is not known yet.

        Raises:
            telegram.error.TelegramError: Telegram refuses or is out of reach.
        """
        payload: dict[str, object] = {
            "timeout": LONG_POLL_SECONDS,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        if offset is not None:
            payload["offset"] = offset
        updates: object = await self._post(
            "getUpdates", payload, read_timeout=LONG_POLL_SECONDS + 10
        )
        return updates if isinstance(updates, list) else []


def connect(token: str, api_url: str, transport: httpx.AsyncBaseTransport | None = None) -> BotApi:
    """Make a bot that talks to ``{api_url}/bot{token}``; tests hand in a transport."""

    def make_request() -> HTTPXRequest:
        options = {"transport": transport or AiohttpTransport()}
        return HTTPXRequest(connection_pool_size=CONNECTIONS, httpx_kwargs=options)

    return BotApi(
        token,
        base_url=f"{api_url.rstrip('/')}/bot",
        request=make_request(),
        get_updates_request=make_request(),
    )


def retry_seconds(error: RetryAfter) -> float:
    """Read how long Telegram wants us to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
