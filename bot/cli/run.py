"""``run``: the bot in real operation."""

import asyncio

import typer


def run() -> None:
    """Run the bot (long polling) until it is told to stop.

    Needs TELEGRAM_BOT_TOKEN in the environment or in .env.

    Example: chancenlotse run
    """
    from bot.app import build_program, make_library, run_until_signal
    from bot.logs import configure_logs
    from bot.settings import read_settings

    settings = read_settings()
    configure_logs(settings.log_level, settings.log_format)
    library = make_library(settings)
    library.open()
    asyncio.run(run_until_signal(build_program(settings, library)))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(run)
