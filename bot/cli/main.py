"""The command line: parses, calls, prints, and turns results into exit statuses.

0: fine; 1: problems found; 2: wrong usage.
"""

import io
import sys
from importlib import import_module

import typer

from bot.domain.errors import ChancenlotseError

_COMMANDS = (
    "run",
    "preview",
    "check",
    "ask",
    "evaluate",
    "coverage",
    "gaps",
    "stamp",
    "doctor",
    "migrate",
)
"""Modules of this package, in the order of the help page; each adds its command."""

_MODULE_OF = {"eval": "evaluate"}


def make_app(wanted: str | None) -> typer.Typer:
    """Make the application; of one command wanted only the module is loaded, to start fast."""
    app = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help="Chancenlotse answers migrants' questions in Telegram from files people can read.",
    )
    app.callback()(_keep_command_names)
    names = [_MODULE_OF.get(wanted or "", wanted or "")]
    for name in names if names[0] in _COMMANDS else _COMMANDS:
        import_module(f"bot.cli.{name}").register(app)
    return app


def main() -> None:
    """Run the command of the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = sys.argv[1:]
    wanted = next((word for word in arguments if not word.startswith("-")), None)
    try:
        make_app(wanted)(prog_name="chancenlotse")
    except ChancenlotseError as error:
        print(f"chancenlotse: {error}", file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _keep_command_names() -> None:
    """Keep commands by name even when only one is registered."""
