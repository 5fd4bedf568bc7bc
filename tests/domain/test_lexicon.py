import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lexicon import Concept, Lexicon
from bot.domain.text import list_words

LEXICON = Lexicon(
    (
        Concept("deportation", ("abschieb", "deport", "ترحيل")),
        Concept("passport", ("mein pass", "passport", "جواز")),
        Concept("expires", ("läuft ab", "expire")),
        Concept("self", ("i",)),
        Concept("empty", ("!!!",)),
    )
)


def find(text: str) -> list[str]:
    return [LEXICON.names[number] for number in LEXICON.find_concepts(list_words(text))]


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("Abschiebung?", ["deportation"]),
        ("meinen Passierschein", ["passport"]),
        ("mein alter Pass", []),
        ("Passport expires", ["passport", "expires"]),
        ("meine Karte läuft ab", ["expires"]),
        ("die Karten laufen abends", []),
        ("unabschiebbar", []),
        ("والترحيل بجواز", ["deportation", "passport"]),
        ("abschieben, deport, Abschiebung", ["deportation"]),
        ("", []),
        ("läuft", []),
    ],
)
def test_an_expression_counts_where_words_begin_with_it(text: str, concepts: list[str]) -> None:
    assert find(text) == concepts


def test_a_very_short_word_stands_for_itself_only() -> None:
    assert find("i") == ["self"]
    assert find("it is") == []


def test_looking_words_up_ahead_changes_nothing() -> None:
    words = list_words("mein pass läuft ab und abschiebung droht")
    before = LEXICON.find_concepts(words)
    LEXICON.learn(words)
    assert LEXICON.find_concepts(words) == before


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    assert len(set(find(text))) == len(find(text))
