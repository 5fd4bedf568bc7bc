"""The stand-in as web applications: the Bot API alone, or together with the page."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette

from bot.preview.bot_api import bot_api_routes, not_found
from bot.preview.page import page_routes
from bot.preview.webhook import delivering

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from bot.preview.page import Explain
    from bot.preview.world import World


def bot_api_app(world: World, *, token: str) -> Starlette:
    """Make the Bot API alone, for tests in process and for a bot elsewhere."""
    return _app(world, bot_api_routes(world, token))


def preview_app(world: World, *, token: str, explain: Explain | None = None) -> Starlette:
    """Make the Bot API and the page in which a person talks to the bot.

    The page and a bot hold connections open: call ``world.close()`` before the server stops.
    """
    return _app(world, [*bot_api_routes(world, token), *page_routes(world, explain)])


def _app(world: World, routes: Sequence[BaseRoute]) -> Starlette:
    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with delivering(world):
            yield

    return Starlette(routes=routes, lifespan=lifespan, exception_handlers={404: _answer_missing})


async def _answer_missing(_request: Request, _error: Exception) -> Response:
    return not_found()
