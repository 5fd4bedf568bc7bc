"""The knowledge that ships: complete, and found by people's own words."""

from collections import Counter

import pytest

from bot.content.knowledge import read_knowledge
from bot.content.library import FileLibrary
from bot.content.utterances import check_utterances, read_utterances
from bot.domain.locale import Locale
from bot.domain.match import Action, Outcome
from bot.domain.problem import Level
from bot.services.evaluating import Report, evaluate
from tests.conftest import PROJECT, TODAY

WRITTEN = (Locale("de"), Locale("en"))
FOLDER = PROJECT / "knowledge"


@pytest.fixture(scope="module")
def report(library: FileLibrary) -> Report:
    utterances, problems = read_utterances(FOLDER, library.catalogs.preparing)
    assert problems == ()
    return evaluate(library.shelf.matcher, utterances)


def test_all_questions_have_an_entry_in_german_and_english(library: FileLibrary) -> None:
    entries = library.shelf.knowledge.entries.values()
    assert len(entries) >= 79
    for entry in entries:
        for locale in WRITTEN:
            assert len(entry.texts[locale].phrasings) >= 15, (entry.id, locale)


def test_nothing_is_wrong_beyond_warnings(library: FileLibrary) -> None:
    catalogs = library.catalogs
    preparing = catalogs.preparing
    reading = read_knowledge(FOLDER, catalogs.languages, TODAY, preparing=preparing)
    found = [*reading.problems, *check_utterances(FOLDER, reading.knowledge, preparing)]
    assert [problem for problem in found if problem.level is Level.ERROR] == []


def test_there_are_enough_utterances_to_judge_by(library: FileLibrary) -> None:
    utterances, _ = read_utterances(FOLDER, library.catalogs.preparing)
    for locale in WRITTEN:
        here = [utterance for utterance in utterances if utterance.locale == locale]
        count = Counter(utterance.expected for utterance in here)
        assert count[None] >= 60
        for target in (*library.shelf.knowledge.entries, *Action):
            assert count[target] >= 3, (locale, target)


@pytest.mark.parametrize("locale", WRITTEN)
def test_people_reach_what_they_mean(report: Report, locale: Locale) -> None:
    (measures,) = (row.measures for row in report.by_locale if row.locale == locale)
    assert measures.helped >= 0.90
    assert measures.misled <= 0.04
    assert measures.declined >= 0.90
    assert measures.danger_reached >= 0.95
    assert measures.language_right >= 0.95


def test_near_misses_never_get_the_entry_they_only_look_like(library: FileLibrary) -> None:
    matcher = library.shelf.matcher
    for entry in library.shelf.knowledge.entries.values():
        for text in entry.texts.values():
            for miss in text.not_this:
                match = matcher.match(miss, None)
                assert (match.outcome, match.entry) != (Outcome.ANSWER, entry.id), miss


def test_nothing_urgent_speaks_of_law_before_the_number(library: FileLibrary) -> None:
    for entry in library.shelf.knowledge.entries.values():
        for locale, text in entry.texts.items() if entry.urgent else ():
            first = text.answer.split("\n\n")[0]
            assert "§" not in first, (entry.id, locale)
