"""``coverage``: which entry is there in which language, and in which state."""

import json
from typing import Annotated

import typer

from bot.services.auditing import Coverage, survey_coverage


def coverage(
    *, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False
) -> None:
    """Show each entry's state in each language: missing, draft, stale or reviewed.

    Example: chancenlotse coverage --json
    """
    from bot.app import make_library
    from bot.settings import read_settings

    library = make_library(read_settings())
    library.open()
    surveyed = survey_coverage(library.shelf.knowledge)
    if as_json:
        print(json.dumps({"entries": surveyed.states, "locales": surveyed.scores}, indent=1))
    else:
        _print_table(surveyed)


def _print_table(surveyed: Coverage) -> None:
    width = max(map(len, surveyed.states), default=0)
    for entry_id, states in surveyed.states.items():
        cells = "  ".join(f"{locale} {state:<8}" for locale, state in states.items())
        print(f"{entry_id:<{width}}  {cells}".rstrip())
    for locale, score in surveyed.scores.items():
        print(f"{locale}: there {score['there']:.0%}, reviewed {score['reviewed']:.0%}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(coverage)
