import json
from pathlib import Path

import jsonschema
import yaml

from tests.cli.conftest import Run
from tests.small_knowledge import WORK, edit, write_catalog


def test_a_sound_folder_is_fine(run: Run) -> None:
    result = run("check", "--strict")
    assert (result.status, result.out) == (0, "2 entries: 0 errors, 0 warnings\n")


def test_warnings_are_no_reason_to_fail_unless_strict(run: Run, folder: Path) -> None:
    edit(folder / WORK, "checked_on: 2026-11-01", "checked_on: 2026-01-01")
    result = run("check")
    assert result.status == 0
    assert result.out.splitlines() == [
        f"{folder}/{WORK}:2:1: warning: last checked 326 days ago",
        "2 entries: 0 errors, 1 warnings",
    ]
    assert run("check", "--strict").status == 1


def test_problems_of_knowledge_and_utterances_are_listed_together(run: Run, folder: Path) -> None:
    edit(folder / WORK, "state: reviewed", "state: done")
    edit(folder / "utterances/de.yaml", "  duldung-work:", "  duldung-werk:")
    result = run("check")
    assert result.status == 1
    assert [line.split(":")[0] for line in result.out.splitlines()[:-1]] == [
        f"{folder}/{WORK}",
        f"{folder}/utterances/de.yaml",
    ]
    assert result.out.splitlines()[-1] == "1 entries: 2 errors, 0 warnings"


def test_json_has_the_parts_of_each_problem(run: Run, folder: Path) -> None:
    assert json.loads(run("check", "--json").out) == []
    edit(folder / WORK, "\nrelated:", "\nrelatet:")
    result = run("check", "--json")
    assert result.status == 1
    assert json.loads(result.out) == [
        {
            "path": f"{folder}/{WORK}",
            "line": 6,
            "column": 1,
            "level": "error",
            "message": "unknown key “relatet”",
            "hint": "did you mean “related”?",
        }
    ]


def test_a_broken_catalog_is_told_in_both_forms(run: Run, tmp_path: Path) -> None:
    path = write_catalog(tmp_path / "locales", "de", 'msgid "Menu"\n')
    result = run("check")
    assert result.status == 1
    assert result.out.startswith(f"{path}:5:1: error: missing msgstr")
    (problem,) = json.loads(run("check", "--json").out)
    assert (problem["path"], problem["line"]) == (str(path), 5)


def test_the_day_of_today_is_the_one_of_the_settings(run: Run, folder: Path) -> None:
    edit(folder / WORK, "sources:", "valid_until: 2026-11-22\nsources:")
    assert "expired on 2026-11-22: withheld" in run("check").out


def test_schemas_are_written_and_accept_the_folder(run: Run, folder: Path) -> None:
    assert run("check", "--write-schemas").status == 0
    schema = json.loads((folder / "schemas/entry.schema.json").read_text(encoding="utf-8"))
    text = (folder / WORK).read_text(encoding="utf-8")
    entry = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes plain text only
    validator = jsonschema.Draft202012Validator(schema)
    assert list(validator.iter_errors(entry)) == []
    entry["texts"]["de"]["anwser"] = "x"
    assert not validator.is_valid(entry)
    assert run("check", "--strict").status == 0
