import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.spelling import MOST_REPAIRS, Spelling

WORDS = ("aufenthaltserlaubnis", "duldung", "pass", "hilfe", "termin", "konto", "25b")
SPELLING = Spelling(WORDS)


@pytest.mark.parametrize(
    ("typed", "repaired"),
    [
        ("aufenthaltserlabnis", "aufenthaltserlaubnis"),
        ("aufentahltserlaubnsi", "aufenthaltserlaubnis"),
        ("duldugn", "duldung"),
        ("tduldung", "duldung"),
        ("duldungg", "duldung"),
        ("hilfeeeee", "hilfe"),
        ("hillllfe", "hilfe"),
    ],
)
def test_a_slip_is_repaired(typed: str, repaired: str) -> None:
    assert SPELLING.repair((typed,)) == (repaired,)


@pytest.mark.parametrize("word", ["pass", "oma", "26b", "fahrrad", "wohnung", "10000"])
def test_known_short_and_other_words_stay(word: str) -> None:
    assert SPELLING.repair((word,)) == (word,)


def test_only_so_many_words_are_repaired() -> None:
    typed = tuple(f"duldun{chr(97 + number)}" for number in range(26))
    assert SPELLING.repair(typed).count("duldung") == MOST_REPAIRS + 1


@given(st.lists(st.text("abcdeлмнعش", min_size=1, max_size=12), max_size=40))
def test_there_are_as_many_words_after_as_before(words: list[str]) -> None:
    assert len(SPELLING.repair(words)) == len(words)


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=30))
def test_a_repaired_word_needs_no_repair(word: str) -> None:
    once = SPELLING.repair((word,))
    assert SPELLING.repair(once) == once
