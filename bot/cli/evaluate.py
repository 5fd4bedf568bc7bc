"""``eval``: how well messages reach their entries, judged by the utterance files."""

import json
from dataclasses import asdict, fields
from typing import Annotated

import typer

from bot.content.utterances import read_utterances
from bot.domain.errors import EditorError
from bot.services.evaluating import Measures, Report, evaluate, fit_thresholds


def evaluate_matching(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    calibrate: Annotated[
        bool,
        typer.Option("--calibrate", help="First fit the thresholds and write them to the file."),
    ] = False,
) -> None:
    """Judge the matching by the sentences in knowledge/utterances.

    helped: the right entry is the answer or among those offered; misled: a wrong one is asserted;
    declined: messages out of scope that got no answer.

    Example: chancenlotse eval --calibrate
    """
    from bot.app import make_library
    from bot.settings import read_settings

    settings = read_settings()
    library = make_library(settings)
    library.open()
    utterances, problems = read_utterances(settings.knowledge_dir, library.catalogs.preparing)
    if problems:
        raise EditorError(problems)
    if calibrate:
        thresholds = fit_thresholds(library.shelf.matcher, utterances)
        lines = (f"{name}: {value:g}" for name, value in asdict(thresholds).items())
        text = "# Written by `chancenlotse eval --calibrate`.\n" + "\n".join(lines) + "\n"
        (settings.knowledge_dir / "thresholds.yaml").write_text(text, encoding="utf-8")
        library.open()
    report = evaluate(library.shelf.matcher, utterances)
    if as_json:
        print(json.dumps(asdict(report), ensure_ascii=False, indent=1))
    else:
        _print_report(report)


def _print_report(report: Report) -> None:
    columns = [field.name for field in fields(Measures)]
    print(" ".join(f"{name:>15}" for name in ("language", *columns)))
    for row in report.by_locale:
        _print_row(row.locale, row.measures)
    _print_row("all", report.overall)
    print("\nMost confused:")
    for confusion in report.confusions:
        print(f"{confusion.count:6}  {confusion.expected} taken for {confusion.found}")
    print("\nLeast helped:")
    for entry in report.worst_entries:
        print(f"{entry.helped:6.0%}  {entry.entry}")


def _print_row(name: str, measures: Measures) -> None:
    asked, *shares = (getattr(measures, field.name) for field in fields(measures))
    cells = " ".join(f"{share:15.1%}" for share in shares)
    print(f"{name:>15} {asked:15} {cells}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("eval")(evaluate_matching)
