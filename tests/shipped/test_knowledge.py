"""The knowledge that ships: complete, and found by people's own words."""

from collections import Counter

import pytest

from bot.content.knowledge import read_knowledge
from bot.content.library import FileLibrary
from bot.content.utterances import check_utterances, read_utterances
from bot.domain.agreement import facts_agree
from bot.domain.locale import Locale
from bot.domain.match import Action, Outcome
from bot.domain.problem import Level
from bot.services.evaluating import Report, evaluate
from tests.conftest import PROJECT, TODAY

WRITTEN = (Locale("de"), Locale("en"))
"""Languages with the longest exam; the others have two sentences for each entry."""

LOCALES = [
    Locale(path.stem)
    for path in sorted((PROJECT / "knowledge/utterances").glob("*.yaml"))
    if not (PROJECT / "locales" / path.stem / "PREPARING").exists()
]
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


def test_every_language_has_an_exam_of_its_own(library: FileLibrary) -> None:
    utterances, _ = read_utterances(FOLDER, library.catalogs.preparing)
    assert set(LOCALES) == set(library.shelf.knowledge.locales)
    for locale in LOCALES:
        count = Counter(u.expected for u in utterances if u.locale == locale)
        assert count[None] >= 30
        for target in library.shelf.knowledge.entries:
            assert count[target] >= 2, (locale, target)


def test_translations_say_what_the_german_says(library: FileLibrary) -> None:
    knowledge = library.shelf.knowledge
    assert [f"{f.document} {f.spot} {f.message}" for f in facts_agree(knowledge, TODAY)] == []


def test_check_finds_nothing_to_mend_but_what_time_brings(library: FileLibrary) -> None:
    catalogs = library.catalogs
    reading = read_knowledge(
        FOLDER, catalogs.languages, TODAY, preparing=catalogs.preparing, thorough=True
    )
    found = [str(problem) for problem in reading.problems]
    assert [problem for problem in found if "will be withheld after" not in problem] == []


@pytest.mark.parametrize("locale", LOCALES)
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
