"""``check``: everything an editor must or should mend, each with its place."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.schemas import write_schemas
from bot.content.catalogs import read_catalogs
from bot.content.knowledge import read_knowledge
from bot.content.utterances import check_utterances
from bot.domain.errors import EditorError
from bot.domain.problem import Level, Problem


def check(
    *,
    strict: Annotated[bool, typer.Option(help="Warnings count as problems too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    schemas: Annotated[
        bool, typer.Option("--write-schemas", help="Write the JSON Schemas for editors' tools.")
    ] = False,
) -> None:
    """Check the knowledge: one line a problem, with file, line and column.

    Example: chancenlotse check --strict
    """
    from bot.app import make_clock
    from bot.settings import read_settings

    settings = read_settings()
    if schemas:
        write_schemas(settings.knowledge_dir / "schemas")
    _, today = make_clock(settings)
    problems, entries = _find_problems(settings.knowledge_dir, settings.locales_dir, today())
    errors = sum(problem.level is Level.ERROR for problem in problems)
    if as_json:
        print(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1))
    else:
        _print_report(problems, errors, entries)
    if errors or (strict and problems):
        raise typer.Exit(1)


def _find_problems(knowledge: Path, locales: Path, today: date) -> tuple[list[Problem], int]:
    """Find all problems, and count the entries that could be read."""
    try:
        catalogs = read_catalogs(locales)
    except EditorError as error:
        return sorted(error.problems), 0
    preparing = catalogs.preparing
    reading = read_knowledge(
        knowledge, catalogs.languages, today, preparing=preparing, thorough=True
    )
    found = (*reading.problems, *check_utterances(knowledge, reading.knowledge, preparing))
    return sorted(found), len(reading.knowledge.entries)


def _print_report(problems: list[Problem], errors: int, entries: int) -> None:
    for problem in problems:
        print(problem)
    warnings = len(problems) - errors
    print(f"{entries} entries: {errors} errors, {warnings} warnings")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(check)
