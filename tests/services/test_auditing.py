from bot.domain.entry import EntryId
from bot.domain.locale import Locale
from bot.services.auditing import Gap, TextState, find_gaps, survey_coverage
from bot.services.ports import Tally
from tests.services.small_values import (
    AR,
    ARABIC,
    DE,
    EN,
    ENGLISH,
    GERMAN,
    entry,
    knowledge,
    text,
)

ALL = (GERMAN, ENGLISH, ARABIC)


def test_coverage_tells_missing_draft_stale_and_reviewed_apart() -> None:
    german = text("A")
    digest = entry("x", texts={"de": german}).texts[DE].digest
    texts = {
        "de": german,
        "en": text("B", state="draft", translated_from=digest),
        "ar": text("C", translated_from="00000000"),
    }
    known = knowledge(entry("a", texts=texts), entry("b", texts={"de": german}), languages=ALL)
    states = survey_coverage(known).states
    assert states[EntryId("a")] == {
        DE: TextState.REVIEWED,
        EN: TextState.DRAFT,
        AR: TextState.STALE,
    }
    assert states[EntryId("b")] == {
        DE: TextState.REVIEWED,
        EN: TextState.MISSING,
        AR: TextState.MISSING,
    }


def test_a_language_is_scored_by_the_shares_that_are_there_and_reviewed() -> None:
    stale = text("C", translated_from="00000000")
    known = knowledge(
        entry("a", texts={"de": text("A"), "en": text("B")}),
        entry("b", texts={"de": text("A"), "en": text("B", state="draft")}),
        entry("c", texts={"de": text("A"), "en": stale}),
        entry("d", texts={"de": text("A", state="draft")}),
        languages=ALL,
    )
    scores = survey_coverage(known).scores
    assert scores[DE] == {"there": 1.0, "reviewed": 0.75}
    assert scores[EN] == {"there": 0.75, "reviewed": 0.25}
    assert scores[AR] == {"there": 0.0, "reviewed": 0.0}


def test_knowledge_without_entries_has_nothing_covered() -> None:
    assert survey_coverage(knowledge()).scores[DE] == {"there": 0.0, "reviewed": 0.0}


def test_what_was_asked_in_vain_is_a_gap_with_its_nearest_entry() -> None:
    tallies = (Tally("none", "a", DE, 7), Tally("none", "", EN, 2), Tally("answer", "a", DE, 90))
    assert find_gaps(knowledge(entry("a")), tallies) == (
        Gap("unanswered, nearest entry", "a", DE, 7),
        Gap("unanswered, nearest entry", "–", EN, 2),
    )


def test_a_missing_language_is_a_gap() -> None:
    known = knowledge(entry("a"), entry("b", texts={"de": text("B")}), languages=ALL)
    assert find_gaps(known, ()) == (
        Gap("no text", "a", AR, 1),
        Gap("no text", "b", EN, 1),
        Gap("no text", "b", AR, 1),
    )


def test_an_entry_rated_wrong_often_is_a_gap_and_one_rated_wrong_seldom_is_not() -> None:
    tallies = (
        Tally("rated-yes", "a", DE, 7),
        Tally("rated-no", "a", DE, 3),
        Tally("rated-yes", "b", DE, 8),
        Tally("rated-no", "b", DE, 3),
        Tally("rated-yes", "b", EN, 1),
        Tally("rated-no", "b", EN, 1),
    )
    assert find_gaps(knowledge(entry("a"), entry("b")), tallies) == (
        Gap("rated as not the question", "a", DE, 3),
        Gap("rated as not the question", "b", EN, 1),
    )


def test_an_entry_that_lacks_a_review_is_a_gap() -> None:
    draft = text("A", state="draft")
    gaps = find_gaps(knowledge(entry("a", texts={"de": draft, "en": text("B")})), ())
    assert [(gap.subject, gap.locale) for gap in gaps] == [("a", Locale("de"))]
