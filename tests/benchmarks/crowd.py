"""A stand-in Telegram with a crowd in it, as a process of its own.

``python -m tests.benchmarks.crowd PORT PEOPLE MESSAGES [PER_SECOND]``: each person asks, waits for
the answer and asks again, or all together ask PER_SECOND times a second. Prints what was measured
as one line of JSON and ends.
"""

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Sequence

import uvicorn

from bot.preview.people import Person
from bot.preview.server import bot_api_app
from bot.preview.world import World
from tests.conftest import TOKEN

QUESTIONS = (
    "Kann ich den Chancen-Aufenthalt noch beantragen?",
    "may i work with duldung",
    "my card ends in six weeks and i have no appointment",
    "Ich habe einen Brief mit Frist bekommen. Was soll ich tun?",
)
PATIENCE_SECONDS = 60


async def ask(person: Person, number: int, waits: list[float]) -> None:
    began = time.perf_counter()
    await person.says(QUESTIONS[number % len(QUESTIONS)])
    await person.sees("", within=PATIENCE_SECONDS)
    waits.append(time.perf_counter() - began)


async def ask_in_turn(people: Sequence[Person], messages: int) -> list[float]:
    waits: list[float] = []

    async def keep_asking(person: Person) -> None:
        for number in range(messages):
            await ask(person, number, waits)

    await asyncio.gather(*map(keep_asking, people))
    return waits


async def ask_steadily(people: Sequence[Person], messages: int, per_second: float) -> list[float]:
    waits: list[float] = []
    async with asyncio.TaskGroup() as group:
        for number in range(messages):
            group.create_task(ask(people[number % len(people)], number, waits))
            await asyncio.sleep(1 / per_second)
    return waits


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def main(port: int, count: int, messages: int, per_second: float = 0.0) -> None:
    world = World()
    app = bot_api_app(world, token=TOKEN)
    config = uvicorn.Config(app, port=port, log_level="critical", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    people = [world.person(f"P{number}", language_code="en") for number in range(count)]
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    say("listening")
    await ask(people[0], 0, [])  # the bot has started
    began = time.perf_counter()
    if per_second:
        waits = await ask_steadily(people, messages, per_second)
    else:
        waits = await ask_in_turn(people, messages)
    seconds = time.perf_counter() - began
    measured = {
        "messages": len(waits),
        "per_second": len(waits) / seconds,
        "median_ms": statistics.median(waits) * 1000,
        "p95_ms": statistics.quantiles(waits, n=20)[-1] * 1000,
    }
    say(json.dumps(measured))
    world.close()
    server.should_exit = True
    await serving


if __name__ == "__main__":
    port, count, messages, *rest = sys.argv[1:]
    asyncio.run(main(int(port), int(count), int(messages), *map(float, rest)))
