import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import LONGEST_TEXT, list_words, normalise


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Ausländerbehörde, STRASSE & Straße!", "auslanderbehorde strasse strasse"),
        ("don't", "dont"),
        ("İstanbul ısı", "istanbul isi"),
        ("Ёлка й и\u0306", "елка й й"),
        ("Їжак і\u0308", "їжак ї"),
        ("الإقامة إلى مدرسة ـــ", "الاقامه الي مدرسه"),
        ("می‌خواهم کار", "ميخواهم كار"),
        ("٢٠٢٦ ۲۰۲۶ २०२६", "2026 2026 2026"),
        ("z̸̧a̷l̶g̵o h\u200be\u200dl\u2060p \u202earabic", "zalgo help arabic"),
        ("ﬁne ｆｕｌｌ", "fine full"),
        ("😀🏳️‍🌈", ""),
    ],
)
def test_a_text_is_folded_to_plain_words(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


@pytest.mark.parametrize(
    "typed", ["§ 25 b", "§25b", "25b", "25 b", "25б", "25ب", "٢٥ب", "§ 25-B", "§§ 25 б", "25 (b)"]
)
def test_a_section_is_written_in_one_way(typed: str) -> None:
    assert normalise(typed) == "25b"


@pytest.mark.parametrize("typed", ["i am 25 a student", "мне 25 в июне", "25 apples"])
def test_a_word_after_a_number_is_no_section(typed: str) -> None:
    assert normalise(typed) == typed


def test_the_sign_makes_any_letter_a_section() -> None:
    assert normalise("§ 25 a") == "25a"


@given(st.text(max_size=300))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(st.sampled_from("25§ abсвبа-\u0306и\u0308"), max_size=30))
def test_normalising_twice_changes_nothing_around_sections(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=200))
def test_words_are_plain_letters_and_digits(text: str) -> None:
    assert all(word and not word.isspace() and word == word.strip() for word in list_words(text))


@pytest.mark.parametrize(
    "flood", ["a" + "\u0301" * 10_000, "ﷺ" * 5_000, "x" * 9_000, "\U000e0041" * 5_000]
)
def test_a_flood_stays_short(flood: str) -> None:
    assert len(normalise(flood)) <= LONGEST_TEXT
