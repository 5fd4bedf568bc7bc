"""The whole bot against python-telegram-bot's bare echo bot, measured in the same run."""

import asyncio
import json
import os
import socket
import sys
from pathlib import Path

from tests.conftest import PROJECT, TOKEN

PEOPLE, MESSAGES_EACH = 20, 20
ROUNDS = 4


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def messages_per_second(bot: tuple[str, ...], folder: Path) -> float:
    port = free_port()
    environment = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": f"http://127.0.0.1:{port}",
        "TELEGRAM_RATE_LIMIT": "0",
        "DATABASE_URL": f"sqlite:///{folder}/{port}.db",
        "LOG_LEVEL": "ERROR",
    }
    crowd = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.benchmarks.crowd"),
        *(str(port), str(PEOPLE), str(MESSAGES_EACH)),
        cwd=PROJECT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert crowd.stdout is not None
    await crowd.stdout.readline()  # it listens now
    with (folder / "log").open("ab") as log:
        running = await asyncio.create_subprocess_exec(
            sys.executable, *bot, cwd=PROJECT, env=environment, stderr=log
        )
    out = await crowd.stdout.read()
    await crowd.wait()
    running.kill()
    await running.wait()
    return float(json.loads(out)["per_second"])


async def test_the_bot_reaches_half_the_throughput_of_an_echo_bot(tmp_path: Path) -> None:
    best = 0.0
    for _ in range(ROUNDS):
        echo = await messages_per_second(("tests/benchmarks/echo.py",), tmp_path)
        bot = await messages_per_second(("-m", "bot", "run"), tmp_path)
        best = max(best, bot / echo)
        if best >= 0.5:
            break
    assert best >= 0.5
