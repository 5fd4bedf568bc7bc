from datetime import date
from pathlib import Path

import pytest

from bot.content.knowledge import read_knowledge
from bot.content.utterances import check_utterances, read_utterances
from bot.domain.locale import Locale
from bot.domain.match import Action
from tests.small_knowledge import LANGUAGES, WORK, edit, write_knowledge

GERMAN = "utterances/de.yaml"
BAKERY = "Ab wann lässt mich das Amt mit der Duldung in einer Bäckerei anfangen?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_knowledge(tmp_path / "knowledge")


def problems(folder: Path) -> list[str]:
    knowledge = read_knowledge(folder, LANGUAGES, date(2026, 11, 23)).knowledge
    found = check_utterances(folder, knowledge)
    return [str(problem).removeprefix(f"{folder}/") for problem in found]


def test_sentences_lead_to_entries_actions_or_nowhere(folder: Path) -> None:
    utterances, found = read_utterances(folder)
    assert found == ()
    assert [(one.text, one.expected, one.locale) for one in utterances] == [
        (BAKERY, "duldung-work", Locale("de")),
        ("Wo kaufe ich ein Fahrrad?", None, Locale("de")),
        (
            "He beats me every evening and I do not know where to go.",
            "domestic-violence",
            Locale("en"),
        ),
        ("take me back to all the topics", Action.MENU, Locale("en")),
    ]


def test_a_sound_folder_has_no_problems(folder: Path) -> None:
    assert problems(folder) == []


def test_a_folder_without_utterances_is_fine(folder: Path) -> None:
    for path in (folder / "utterances").iterdir():
        path.unlink()
    assert read_utterances(folder) == ((), ())
    assert problems(folder) == []


def test_an_unknown_entry_offers_the_nearest(folder: Path) -> None:
    edit(folder / GERMAN, "  duldung-work:", "  duldung-werk:")
    assert problems(folder) == [
        f"{GERMAN}:2:3: error: there is no entry “duldung-werk” (did you mean “duldung-work”?)"
    ]


def test_an_entry_that_only_cannot_be_read_is_not_called_unknown(folder: Path) -> None:
    edit(folder / WORK, "state: reviewed", "state: done")
    assert problems(folder) == []


@pytest.mark.parametrize(
    "copy",
    ["arbeiten mit duldung bald", "Arbeiten mit Duldung: BALD!", "arbeiten mit duldungg bald"],
)
def test_a_copied_phrasing_judges_nothing(folder: Path, copy: str) -> None:
    edit(folder / GERMAN, BAKERY, f'"{copy}"')
    assert problems(folder) == [
        (
            f"{GERMAN}:3:7: error: almost the phrasing “arbeiten mit duldung bald”: "
            "it would judge nothing"
        )
    ]


def test_the_same_words_in_another_language_are_no_copy(folder: Path) -> None:
    edit(folder / GERMAN, BAKERY, "work with a duldung heute")
    assert problems(folder) == []


def test_an_unknown_action_and_an_unknown_key_have_their_places(folder: Path) -> None:
    edit(folder / "utterances/en.yaml", "  menu:", "  menus:")
    edit(folder / GERMAN, "none:", "nothing:")
    assert [line.split(" (")[0] for line in problems(folder)] == [
        f"{GERMAN}:4:1: error: unknown key “nothing”",
        "utterances/en.yaml:5:3: error: “menus” is not known here",
    ]
    assert [problem.line for problem in read_utterances(folder)[1]] == [4, 5]


def test_a_broken_file_is_told_and_gives_nothing(folder: Path) -> None:
    (folder / GERMAN).write_text("entries: {a: [\n", encoding="utf-8")
    utterances, found = read_utterances(folder)
    assert {one.locale for one in utterances} == {Locale("en")}
    assert len(found) == 1


def test_a_language_nobody_speaks_offers_the_nearest(folder: Path) -> None:
    (folder / GERMAN).rename(folder / "utterances/deu.yaml")
    assert problems(folder) == [
        "utterances/deu.yaml:1:1: error: there is no language “deu” (did you mean “de”?)"
    ]
