import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.decision import Ranking, Thresholds, decide
from bot.domain.entry import EntryId
from bot.domain.lexicon import Concept, Lexicon
from bot.domain.locale import Locale
from bot.domain.match import Action, Candidate, Example, NotThis, Outcome
from bot.domain.matching import Matcher

DE, EN = Locale("de"), Locale("en")
WORK, HOUSING, LICENCE, DANGER = map(EntryId, ("work", "housing", "licence", "danger"))
EXAMPLES = (
    Example("darf ich arbeiten", WORK, DE),
    Example("wie bekomme ich eine arbeitserlaubnis", WORK, DE),
    Example("may i work here", WORK, EN),
    Example("i found a job and need the work permit", WORK, EN),
    Example("ich suche eine wohnung", HOUSING, DE),
    Example("wer zahlt die miete", HOUSING, DE),
    Example("i am looking for a flat", HOUSING, EN),
    Example("who pays my rent", HOUSING, EN),
    Example("führerschein umschreiben", LICENCE, DE),
    Example("gilt mein ausländischer führerschein", LICENCE, DE),
    Example("is my driving licence valid", LICENCE, EN),
    Example("mein mann schlägt mich", DANGER, DE),
    Example("my husband beats me", DANGER, EN),
    Example("he threatened me with a knife", DANGER, EN),
    Example("ich will mit einem menschen sprechen", Action.ADVISER, DE),
    Example("talk to an adviser", Action.ADVISER, EN),
    Example("wie wird das wetter", None, DE),
    Example("tell me a joke", None, EN),
)
NOT_THIS = (NotThis("darf ich am sonntag in der wohnung bohren", HOUSING, DE),)
LEXICON = Lexicon((Concept("employment", ("arbeit", "job", "work", "beschäftig")),))
MATCHER = Matcher.build(EXAMPLES, NOT_THIS, lexicon=LEXICON, urgent=frozenset({DANGER}))


@pytest.mark.parametrize(
    ("text", "entry", "locale"),
    [
        ("Darf ich arbeiten?", WORK, DE),
        ("ARBEITSERLAUBNISS", WORK, DE),
        ("Who pays the rent of my flat?", HOUSING, EN),
        ("fürerschein", LICENCE, DE),
        ("My husband is beating me", DANGER, EN),
    ],
)
def test_a_question_finds_its_entry(text: str, entry: EntryId, locale: Locale) -> None:
    match = MATCHER.match(text, None)
    assert (match.candidates[0].entry, match.locale) == (entry, locale)


def test_a_concept_finds_what_no_word_names() -> None:
    match = MATCHER.match("Beschäftigung", DE)
    assert match.candidates[0].entry == WORK
    assert match.concepts == ("employment",)


def test_a_request_to_the_bot_is_an_action() -> None:
    match = MATCHER.match("I want to talk to an adviser", EN)
    assert (match.outcome, match.action, match.entry) == (Outcome.ACTION, Action.ADVISER, None)


@pytest.mark.parametrize("text", ["", "😀😀", "???", "ማን ነው", "wie wird das wetter heute"])
def test_what_nothing_answers_gets_no_answer(text: str) -> None:
    match = MATCHER.match(text, EN)
    assert (match.outcome, match.entry) == (Outcome.NONE, None)


def test_danger_is_marked_urgent() -> None:
    match = MATCHER.match("mein mann schlägt mich", DE)
    assert (match.outcome, match.entry, match.urgent) == (Outcome.ANSWER, DANGER, True)


@pytest.mark.parametrize("text", [miss.text for miss in NOT_THIS])
def test_a_near_miss_is_never_answered_by_its_entry(text: str) -> None:
    match = MATCHER.match(text.upper(), DE)
    assert (match.outcome, match.entry) != (Outcome.ANSWER, HOUSING)


def test_repaired_words_are_told() -> None:
    assert MATCHER.match("Fürerschein", DE).words == ("fuhrerschein",)


@settings(deadline=None)
@given(st.text(max_size=400), st.sampled_from([None, DE, EN, Locale("ar")]))
def test_no_text_is_too_odd_to_match(text: str, locale: Locale | None) -> None:
    match = MATCHER.match(text, locale)
    assert match == MATCHER.match(text, locale)
    assert all(0 <= candidate.score <= 1 for candidate in match.candidates)
    assert len(match.candidates) <= 5


def test_the_order_of_examples_does_not_matter() -> None:
    other = Matcher.build(EXAMPLES[::-1], NOT_THIS, lexicon=LEXICON, urgent=frozenset({DANGER}))
    for example in EXAMPLES:
        assert other.match(example.text, None).entry == MATCHER.match(example.text, None).entry


def test_a_language_with_few_examples_is_not_judged_by() -> None:
    stray = Example("hablar con una persona", Action.ADVISER, Locale("es"))
    assert Matcher.build((*EXAMPLES, stray)).locales == {DE, EN}


def test_without_examples_nothing_is_answered() -> None:
    assert Matcher.build(()).match("darf ich arbeiten", DE).outcome is Outcome.NONE


THRESHOLDS = Thresholds(answer=0.6, margin=0.3, clarify=0.1, action=0.5, urgent=0.06)


def rank(*scores: float, danger: float = 0.0, action: float = 0.0, none: float = 0.0) -> Ranking:
    named = zip((WORK, HOUSING, LICENCE, EntryId("other")), scores, strict=False)
    candidates = [Candidate(entry, score) for entry, score in named]
    candidates += [Candidate(DANGER, danger)] if danger else []
    ordered = tuple(sorted(candidates, key=lambda candidate: -candidate.score))
    return Ranking(DE, ordered, Action.MENU if action else None, action, none)


@pytest.mark.parametrize(
    ("ranking", "outcome"),
    [
        (rank(0.9, 0.05), Outcome.ANSWER),
        (rank(0.6, 0.35), Outcome.CLARIFY),
        (rank(0.5, 0.1), Outcome.CLARIFY),
        (rank(0.05, 0.04), Outcome.NONE),
        (rank(0.3, none=0.6), Outcome.NONE),
        (rank(0.2, action=0.6), Outcome.ACTION),
        (rank(0.2, action=0.3), Outcome.CLARIFY),
        (rank(0.9, danger=0.07), Outcome.CLARIFY),
        (rank(0.1, danger=0.06, none=0.8), Outcome.CLARIFY),
        (rank(0.1, danger=0.06, action=0.8), Outcome.ACTION),
        (rank(danger=0.9), Outcome.ANSWER),
        (Ranking(DE), Outcome.NONE),
    ],
)
def test_thresholds_decide_what_a_ranking_is_worth(ranking: Ranking, outcome: Outcome) -> None:
    assert decide(ranking, THRESHOLDS, frozenset({DANGER})).outcome is outcome


def test_danger_is_offered_though_others_are_likelier() -> None:
    match = decide(rank(0.4, 0.3, 0.1, 0.09, danger=0.06), THRESHOLDS, frozenset({DANGER}))
    assert match.urgent
    assert match.offered == (WORK, DANGER, HOUSING)
