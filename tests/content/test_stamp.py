from datetime import date
from pathlib import Path

import pytest

from bot.content.knowledge import read_knowledge
from bot.content.stamp import stamp_file
from bot.domain.entry import Entry, EntryId
from bot.domain.errors import EditorError
from bot.domain.locale import Locale
from tests.small_knowledge import LANGUAGES, WORK, edit, write_knowledge

TODAY = date(2026, 11, 23)
EN = Locale("en")
STAMP = '    translated_from: "'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_knowledge(tmp_path / "knowledge")


def entry(folder: Path) -> Entry:
    return read_knowledge(folder, LANGUAGES, TODAY).knowledge.entries[EntryId("duldung-work")]


def stamp(folder: Path) -> tuple[Locale, ...]:
    return stamp_file(folder / WORK, entry(folder), (EN,))


def read_lines(folder: Path) -> list[bytes]:
    return (folder / WORK).read_bytes().splitlines(keepends=True)


def change_german(folder: Path) -> None:
    edit(folder / WORK, "Nur mit Erlaubnis.", "Nur mit schriftlicher Erlaubnis.")


def remove_stamp(folder: Path) -> None:
    kept = [line for line in read_lines(folder) if b"translated_from" not in line]
    (folder / WORK).write_bytes(b"".join(kept))


def warnings(folder: Path) -> list[str]:
    return [problem.message for problem in read_knowledge(folder, LANGUAGES, TODAY).problems]


def test_a_translation_is_stale_from_the_day_the_german_changes_until_it_is_stamped(
    folder: Path,
) -> None:
    assert not entry(folder).is_stale(EN)
    change_german(folder)
    assert entry(folder).is_stale(EN)
    assert warnings(folder) == ["the German text is newer"]
    assert stamp(folder) == (EN,)
    assert not entry(folder).is_stale(EN)
    assert warnings(folder) == []


def test_only_the_digest_changes_and_remarks_and_layout_stay(folder: Path) -> None:
    change_german(folder)
    before = read_lines(folder)
    stamp(folder)
    after = read_lines(folder)
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    digest = entry(folder).texts[Locale("de")].digest
    ((_, new),) = changed
    assert new.decode() == f'{STAMP}{digest}"  # Ana, in the evening\n'


def test_a_missing_stamp_is_written_below_the_state(folder: Path) -> None:
    before = read_lines(folder)
    remove_stamp(folder)
    edit(folder / WORK, "    state: draft\n", "    state: draft  # not yet read\n")
    assert stamp(folder) == (EN,)
    after = read_lines(folder)
    assert len(after) == len(before)
    position = after.index(b"    state: draft  # not yet read\n")
    assert after[position + 1].decode() == (
        f'{STAMP}{entry(folder).texts[Locale("de")].digest}"\n'
    )
    assert warnings(folder) == []


def test_what_is_current_is_left_alone(folder: Path) -> None:
    path = folder / WORK
    before = path.stat().st_mtime_ns
    assert stamp(folder) == ()
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("has_stamp", [True, False])
def test_line_ends_of_windows_stay(folder: Path, *, has_stamp: bool) -> None:
    change_german(folder)
    if not has_stamp:
        remove_stamp(folder)
    path = folder / WORK
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert stamp(folder) == (EN,)
    assert all(line.endswith(b"\r\n") for line in read_lines(folder))
    assert warnings(folder) == []


def test_the_stamp_is_found_wherever_it_stands_in_the_text(folder: Path) -> None:
    remove_stamp(folder)
    edit(folder / WORK, "    title: May", "    translated_from: 'old'\n    title: May")
    edit(folder / WORK, "    title: May", "    # checked twice\n    title: May")
    assert stamp(folder) == (EN,)
    assert (folder / WORK).read_text(encoding="utf-8").count("translated_from") == 1
    assert warnings(folder) == []


def test_any_indentation_is_kept(folder: Path) -> None:
    change_german(folder)
    remove_stamp(folder)
    path = folder / WORK
    text = path.read_text(encoding="utf-8")
    head, english = text.split("  en:\n")
    deeper = english.replace("\n    ", "\n         ").replace("    state", "         state", 1)
    path.write_text(f"{head}  en:\n{deeper}", encoding="utf-8")
    assert stamp(folder) == (EN,)
    assert '\n         translated_from: "' in path.read_text(encoding="utf-8")
    assert warnings(folder) == []


def test_a_state_on_the_last_line_is_stamped_too(folder: Path) -> None:
    text = (folder / WORK).read_text(encoding="utf-8")
    state = "    state: draft\n"
    lines = [
        line for line in text.replace(state, "").splitlines() if "translated_from" not in line
    ]
    (folder / WORK).write_text("\n".join([*lines, state.rstrip()]), encoding="utf-8")
    assert stamp(folder) == (EN,)
    assert warnings(folder) == []


def test_a_text_that_looks_like_a_stamp_is_not_touched(folder: Path) -> None:
    edit(
        folder / WORK,
        "      Only with permission.",
        '      state: draft\n      translated_from: "abc"\n      Only with permission.',
    )
    change_german(folder)
    assert stamp(folder) == (EN,)
    assert '\n      translated_from: "abc"\n' in (folder / WORK).read_text(encoding="utf-8")


def test_a_translation_on_one_line_cannot_be_stamped_and_says_so(folder: Path) -> None:
    path = folder / WORK
    text = path.read_text(encoding="utf-8")
    head, _ = text.split("  en:\n")
    path.write_text(f"{head}  en: {{state: draft, title: T, answer: A}}\n", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(EditorError, match=r":29:8: error: the stamp cannot be set here"):
        stamp(folder)
    assert path.read_bytes() == before
