from pathlib import Path

from tests.cli.conftest import Run
from tests.small_knowledge import DANGER, WORK, edit


def forget_stamp(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "translated_from" not in line), "utf-8")


def change_german(folder: Path) -> None:
    edit(folder / WORK, "Nur mit Erlaubnis.", "Nur mit schriftlicher Erlaubnis.")


def test_translations_without_a_stamp_are_stamped_and_others_left_alone(
    run: Run, folder: Path
) -> None:
    forget_stamp(folder / DANGER)
    change_german(folder)
    result = run("stamp")
    assert (result.status, result.out) == (0, "1 translations stamped\n")
    check = run("check")
    assert "the German text is newer" in check.out
    assert "translated_from is missing" not in check.out


def test_a_stale_translation_is_stamped_when_it_is_named(run: Run, folder: Path) -> None:
    change_german(folder)
    assert run("stamp", "duldung-work").out == "0 translations stamped\n"
    assert run("stamp", "duldung-work", "--locale", "en", "--stale").out == (
        "1 translations stamped\n"
    )
    assert run("check", "--strict").status == 0


def test_nobody_ends_all_staleness_at_once(run: Run, folder: Path) -> None:
    change_german(folder)
    result = run("stamp", "--stale")
    assert result.status == 2
    assert "name the entries you have compared" in result.err


def test_unknown_entries_and_languages_are_wrong_usage(run: Run) -> None:
    result = run("stamp", "duldung-werk", "duldung-work")
    assert result.status == 2
    assert "no such entry: duldung-werk" in result.err
    for locale in ("tlh", "de"):
        result = run("stamp", "--locale", locale)
        assert result.status == 2
        assert f"no language to translate into: {locale}" in result.err


def test_a_text_on_one_line_is_told_with_its_place(run: Run, folder: Path) -> None:
    text = (folder / WORK).read_text(encoding="utf-8")
    head, _ = text.split("  en:\n")
    (folder / WORK).write_text(f"{head}  en: {{state: draft, title: T, answer: A}}\n", "utf-8")
    result = run("stamp")
    assert result.status == 1
    assert "the stamp cannot be set here (give each key of the translation its own" in result.err
