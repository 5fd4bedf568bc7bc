"""`coverage`, `gaps` and `eval`: what editors look at to know what to do next."""

import asyncio
import json
from datetime import date
from pathlib import Path

from bot.domain.locale import Locale
from bot.storage.database import open_database
from bot.storage.tallies import StoredTallies
from tests.cli.conftest import Run
from tests.small_knowledge import DANGER, WORK, edit, write_catalog


async def count(url: str, *asked: tuple[str, str, str]) -> None:
    database = open_database(url)
    await database.migrate()
    async with database.transaction():
        for kind, subject, locale in asked:
            await StoredTallies(lambda: date(2026, 11, 23)).add(kind, subject, Locale(locale))
    await database.close()


def test_coverage_shows_the_state_of_each_entry_in_each_language(run: Run, folder: Path) -> None:
    edit(folder / WORK, "Nur mit Erlaubnis.", "Nur mit schriftlicher Erlaubnis.")
    result = run("coverage")
    assert result.status == 0
    assert result.out.splitlines() == [
        "domestic-violence  de reviewed  en draft",
        "duldung-work       de reviewed  en stale",
        "de: there 100%, reviewed 100%",
        "en: there 100%, reviewed 0%",
    ]


def test_coverage_as_json(run: Run, tmp_path: Path) -> None:
    write_catalog(tmp_path / "locales", "ar", "")
    found = json.loads(run("coverage", "--json").out)
    assert found == {
        "entries": {
            "domestic-violence": {"de": "reviewed", "en": "draft", "ar": "missing"},
            "duldung-work": {"de": "reviewed", "en": "draft", "ar": "missing"},
        },
        "locales": {
            "de": {"there": 1.0, "reviewed": 1.0},
            "en": {"there": 1.0, "reviewed": 0.0},
            "ar": {"there": 0.0, "reviewed": 0.0},
        },
    }


def test_gaps_count_what_was_asked_in_vain(run: Run, environment: dict[str, str]) -> None:
    asked = [("none", "duldung-work", "de")] * 3 + [("rated-no", "domestic-violence", "en")]
    asyncio.run(count(environment["DATABASE_URL"], *asked))
    result = run("gaps")
    assert result.status == 0
    shown = result.out.splitlines()
    assert shown[0] == "     3  unanswered, nearest entry: duldung-work (de)"
    assert "     1  rated as not the question: domestic-violence (en)" in shown
    found = json.loads(run("gaps", "--json").out)
    assert found[0] == {
        "kind": "unanswered, nearest entry",
        "subject": "duldung-work",
        "locale": "de",
        "count": 3,
    }
    assert shown[-1] == f"{len(found)} gaps"


def test_a_language_somebody_forgot_is_a_gap(run: Run, folder: Path) -> None:
    text = (folder / DANGER).read_text(encoding="utf-8")
    (folder / DANGER).write_text(text[: text.index("  en:\n")], encoding="utf-8")
    assert "     1  no text: domestic-violence (en)" in run("gaps").out.splitlines()


def test_gaps_of_a_new_database_make_it(run: Run, tmp_path: Path) -> None:
    assert run("gaps").status == 0
    assert (tmp_path / "bot.db").is_file()


def test_eval_judges_by_the_utterances(run: Run) -> None:
    result = run("eval", "--json")
    assert result.status == 0
    assert isinstance(json.loads(result.out), dict)
    assert run("eval").out


def test_eval_tells_broken_utterances(run: Run, folder: Path) -> None:
    edit(folder / "utterances/de.yaml", "none:", "nothing:")
    result = run("eval")
    assert (result.status, result.out) == (1, "")
    assert f"{folder}/utterances/de.yaml:4:1: error: unknown key “nothing”" in result.err


def test_fitted_thresholds_are_sound_knowledge(run: Run, folder: Path) -> None:
    assert run("eval", "--calibrate").status == 0
    assert (folder / "thresholds.yaml").is_file()
    assert run("check", "--strict").status == 0
    assert run("ask", "arbeiten mit duldung").status == 0
