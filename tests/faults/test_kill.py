"""The bot as a process of its own: killed at any instant, or asked to stop."""

import asyncio
import os
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
import uvicorn

from bot.preview.faults import Fault, FaultKind
from bot.preview.people import Person
from bot.preview.server import bot_api_app
from bot.preview.world import World
from tests.conftest import PROJECT, TOKEN

PEOPLE, QUESTIONS_EACH = 20, 10


@pytest.fixture
async def telegram() -> AsyncIterator[tuple[World, str]]:
    """A stand-in Telegram on a port of its own, and its address."""
    world = World()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        bot_api_app(world, token=TOKEN), log_level="critical", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server._serve([listener]))
    yield world, f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await serving
    listener.close()


@asynccontextmanager
async def bot_process(url: str, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "TELEGRAM_RATE_LIMIT": "0",
        "DATABASE_URL": f"sqlite:///{folder}/bot.db",
        "LOG_LEVEL": "WARNING",
    }
    with (folder / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=PROJECT, env=environment, stderr=log
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def answers(world: World, person: Person) -> int:
    return sum(message.sender.id == world.bot.id for message in person.chat.messages.values())


async def wait_for_answers(world: World, people: list[Person], number: int) -> None:
    async with asyncio.timeout(60):
        while sum(answers(world, person) for person in people) < number:
            await world.bell.wait(0.1)


async def greeted_person(world: World) -> Person:
    mina = world.person("Mina", language_code="en")
    await mina.starts("lang_en")
    await mina.sees("Welcome!", within=30)
    return mina


async def test_after_a_kill_in_the_middle_every_question_has_its_answer(
    telegram: tuple[World, str], tmp_path: Path
) -> None:
    world, url = telegram
    people = [world.person(f"P{number}", language_code="de") for number in range(PEOPLE)]
    for _ in range(QUESTIONS_EACH):
        for person in people:
            await person.says("Darf ich mit Duldung arbeiten?")
    for killed_after in (20, 60, 120):
        async with bot_process(url, tmp_path) as process:
            await wait_for_answers(world, people, killed_after)
            process.kill()
    async with bot_process(url, tmp_path):
        async with asyncio.timeout(60):
            while any(answers(world, person) < QUESTIONS_EACH for person in people):
                await world.bell.wait(0.1)
    total = sum(answers(world, person) for person in people)
    assert total <= PEOPLE * QUESTIONS_EACH * 1.5


async def test_sigterm_finishes_what_is_in_hand_and_exits_with_zero(
    telegram: tuple[World, str], tmp_path: Path
) -> None:
    world, url = telegram
    async with bot_process(url, tmp_path) as process:
        mina = await greeted_person(world)
        world.faults.plan(Fault(FaultKind.DELAY, "sendMessage", seconds=1))
        await mina.says("/menu")
        await asyncio.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            assert await process.wait() == 0
    await mina.sees("Choose a topic")


async def test_sigterm_is_obeyed_while_the_database_is_locked(
    telegram: tuple[World, str], tmp_path: Path
) -> None:
    world, url = telegram
    async with bot_process(url, tmp_path) as process:
        mina = await greeted_person(world)
        with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await mina.says("/menu")
            await asyncio.sleep(0.5)
            process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(12):
                assert await process.wait() == 0
    async with bot_process(url, tmp_path):
        await mina.sees("Choose a topic", within=30)


async def test_a_wrong_token_exits_with_a_reason(
    telegram: tuple[World, str], tmp_path: Path
) -> None:
    _, url = telegram
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=PROJECT,
        env={
            **os.environ,
            "TELEGRAM_BOT_TOKEN": "1:wrong",
            "TELEGRAM_API_URL": url,
            "DATABASE_URL": f"sqlite:///{tmp_path}/bot.db",
        },
        stderr=asyncio.subprocess.PIPE,
    )
    _, stderr = await process.communicate()
    assert process.returncode == 1
    assert b"chancenlotse: TELEGRAM_BOT_TOKEN" in stderr
    assert b"Traceback" not in stderr
