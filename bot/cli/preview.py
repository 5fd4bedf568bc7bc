"""``preview``: the real bot against a stand-in Telegram, with a page to talk to it."""

import asyncio
import signal
import socket
import tempfile
import webbrowser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from pydantic import SecretStr

from bot.app import build_program, make_library
from bot.cli.ask import describe_match
from bot.content.library import FileLibrary
from bot.domain.errors import OperatorError
from bot.domain.locale import nearest_locale
from bot.logs import configure_logs
from bot.preview.server import preview_app
from bot.preview.world import World
from bot.settings import Settings, read_settings

USUAL_PORT = 8321
STAND_IN_TOKEN = "1234567890:stand-in-for-the-preview-0123456789"  # noqa: S105 - opens nothing


def preview(
    *,
    port: Annotated[int | None, typer.Option(min=1, max=65_535, help="Port of the page.")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
) -> None:
    """Try the bot without Telegram: no token, no network; what is written is forgotten.

    Example: chancenlotse preview --port 9000
    """
    listener = _listen(port)
    address = _address(listener)
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings().model_copy(
            update={
                "telegram_bot_token": SecretStr(STAND_IN_TOKEN),
                "telegram_api_url": address,
                "database_url": f"sqlite:///{Path(folder) / 'preview.db'}",
            }
        )
        configure_logs(settings.log_level, settings.log_format)
        library = make_library(settings)
        library.open()
        asyncio.run(_serve(settings, library, listener, None if no_browser else address))
    print("The preview has stopped.")


async def _serve(
    settings: Settings, library: FileLibrary, listener: socket.socket, browse: str | None
) -> None:
    async def explain(text: str, language_tag: str) -> Mapping[str, object]:
        shelf = library.shelf
        locale = nearest_locale(language_tag, shelf.knowledge.locales)
        match = shelf.matcher.match(text, locale)
        return {**describe_match(text, match), "concepts": match.concepts}

    world = World()
    world.person("Amira", language_code="de")
    page = preview_app(world, token=STAND_IN_TOKEN, explain=explain)
    server = _Server(uvicorn.Config(page, log_level="critical", timeout_graceful_shutdown=1))
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopping.set)
    serving = asyncio.create_task(server.serve([listener]))
    print(f"The preview runs at {_address(listener)} (stop it with Ctrl-C)", flush=True)
    if browse:
        await asyncio.to_thread(webbrowser.open, browse)
    try:
        await build_program(settings, library).run(stopping)
    finally:
        world.close()
        server.should_exit = True
        await serving


class _Server(uvicorn.Server):
    """A server that leaves signals to us."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing."""
        yield


def _listen(port: int | None) -> socket.socket:
    """Take the port asked for; unasked, the usual one or any that is free.

    Raises:
        OperatorError: the port asked for is taken.
    """
    for wanted in (port,) if port else (USUAL_PORT, 0):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", wanted))
        except OSError:
            listener.close()
        else:
            return listener
    raise OperatorError(f"port {port} is taken; choose another with --port")


def _address(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(preview)
