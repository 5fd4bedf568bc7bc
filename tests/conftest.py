"""The seams every test shares: a stand-in Telegram, a fresh SQLite file, a settled calendar."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import pytest

from bot.app import Program, build_program
from bot.content.library import FileLibrary
from bot.logs import configure_logs
from bot.preview.server import bot_api_app
from bot.preview.world import World
from bot.settings import Settings

PROJECT = Path(__file__).parent.parent
TOKEN = "123456789:stand-in-for-tests-0123456789abcdef"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session", autouse=True)
def _no_settings_of_this_machine() -> None:
    """Keep the operator's environment and .env out of the tests."""
    for name in Settings.model_fields:
        os.environ.pop(name.upper(), None)
    Settings.model_config["env_file"] = None
    configure_logs("ERROR", "console")


def make_settings(folder: Path) -> Settings:
    return Settings.model_validate(
        {
            "telegram_bot_token": TOKEN,
            "telegram_api_url": "http://telegram.test",
            "telegram_rate_limit": 0,
            "database_url": f"sqlite:///{folder}/bot.db",
            "knowledge_dir": PROJECT / "knowledge",
            "locales_dir": PROJECT / "locales",
            "today": TODAY,
        }
    )


@pytest.fixture(scope="session")
def library() -> FileLibrary:
    """The knowledge that ships, read once for all tests."""
    opened = FileLibrary(PROJECT / "knowledge", PROJECT / "locales", lambda: TODAY)
    opened.open()
    return opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path)


@dataclass
class Stage:
    """A stand-in Telegram with the bot on it; the bot can be stopped and started again."""

    world: World
    settings: Settings
    library: FileLibrary

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Program]:
        transport = httpx.ASGITransport(app=bot_api_app(self.world, token=TOKEN))
        program = build_program(self.settings, self.library, transport)
        stopping = asyncio.Event()
        running = asyncio.create_task(program.run(stopping))
        try:
            yield program
        finally:
            stopping.set()
            await running


@pytest.fixture
def stage(settings: Settings, library: FileLibrary) -> Stage:
    return Stage(World(strict_log=True), settings, library)


@pytest.fixture
async def world(stage: Stage) -> AsyncIterator[World]:
    """A stand-in Telegram with the bot running on it; it must not have been refused anything."""
    async with stage.bot():
        yield stage.world
    assert [record for record in stage.world.calls if record.refusal] == []
