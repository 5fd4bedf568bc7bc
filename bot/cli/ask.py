"""``ask``: what the bot would do with a message, for editors and tests."""

import json
import sys
from typing import Annotated

import typer

from bot.domain.locale import Locale
from bot.domain.match import Match
from bot.services.ports import Shelf


def ask(
    text: Annotated[str | None, typer.Argument(help="The message.")] = None,
    *,
    locale: Annotated[str | None, typer.Option(help="The person's language, such as en.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    batch: Annotated[
        bool, typer.Option("--batch", help="Read a message a line from standard input.")
    ] = False,
) -> None:
    """Match a message as the chat does: what this says is what a person gets.

    Example: chancenlotse ask "Darf ich mit Duldung arbeiten?" --json
    """
    if batch == (text is not None):
        raise typer.BadParameter("give a text, or --batch and the messages on standard input")
    from bot.app import make_library
    from bot.settings import read_settings

    library = make_library(read_settings())
    library.open()
    shelf = library.shelf
    if locale is not None and locale not in shelf.knowledge.locales:
        known = ", ".join(shelf.knowledge.locales)
        raise typer.BadParameter(f"--locale {locale}: known are {known}")
    if text is not None:
        _print_match(shelf, text, _match(shelf, text, locale), as_json=as_json)
        return
    for line in sys.stdin.buffer:
        message = line.decode("utf-8", "replace").rstrip("\r\n")
        print(_match_json(message, _match(shelf, message, locale)), flush=True)


def describe_match(text: str, match: Match) -> dict[str, object]:
    """Put a match into the fields that others rely on."""
    return {
        "text": text,
        "outcome": match.outcome,
        "entry": match.entry,
        "action": match.action,
        "urgent": match.urgent,
        "locale": match.locale,
        "candidates": [
            {"entry": candidate.entry, "score": round(candidate.score, 4)}
            for candidate in match.candidates
        ],
    }


def _match_json(text: str, match: Match) -> str:
    return json.dumps(describe_match(text, match), ensure_ascii=False)


def _match(shelf: Shelf, text: str, locale: str | None) -> Match:
    return shelf.matcher.match(text, Locale(locale) if locale else None)


def _print_match(shelf: Shelf, text: str, match: Match, *, as_json: bool) -> None:
    if as_json:
        print(_match_json(text, match))
        return
    urgent = ", urgent" if match.urgent else ""
    print(f"{match.outcome}: {match.entry or match.action or '–'} ({match.locale}{urgent})")
    for candidate in match.candidates:
        print(f"  {candidate.score:6.3f}  {candidate.entry}")
    print(f"  concepts: {', '.join(match.concepts) or '–'}")
    if match.entry is not None:
        entry_text = shelf.knowledge.entries[match.entry].texts
        print(f"\n{entry_text.get(match.locale, next(iter(entry_text.values()))).title}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(ask)
