"""``doctor``: tries what an operator may have forgotten, and names the mend."""

import asyncio
from collections.abc import Awaitable, Callable

import typer

from bot.app import make_library
from bot.chat.bot_api import connect
from bot.domain.errors import ChancenlotseError
from bot.settings import Settings, read_settings, require_token
from bot.storage.database import open_database


def doctor() -> None:
    """Check settings, knowledge, database and the connection to Telegram.

    Example: chancenlotse doctor
    """
    settings = read_settings()
    print("settings: fine")
    raise typer.Exit(asyncio.run(_examine(_checks(settings))))


def _checks(settings: Settings) -> dict[str, Callable[[], Awaitable[str]]]:
    async def knowledge() -> str:
        library = make_library(settings)
        await asyncio.to_thread(library.open)
        return f"{len(library.shelf.knowledge.entries)} entries"

    async def database() -> str:
        opened = open_database(settings.database_url)
        try:
            await opened.migrate()
            async with opened.transaction():
                return "can be written"
        finally:
            await opened.close()

    async def telegram() -> str:
        bot = connect(require_token(settings), settings.telegram_api_url)
        return await bot.say_who_you_are()

    return {"knowledge": knowledge, "database": database, "telegram": telegram}


async def _examine(checks: dict[str, Callable[[], Awaitable[str]]]) -> int:
    failed = 0
    for name, check in checks.items():
        try:
            print(f"{name}: {await check()}")
        except ChancenlotseError as error:
            failed = 1
            print(f"{name}: {error}")
    return failed


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(doctor)
