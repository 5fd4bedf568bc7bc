import pytest

from bot.domain.glossary import Glossary, Term, TermId
from bot.domain.locale import Locale
from bot.domain.text import list_words


def term(word: str, *, forms: list[str] | None = None, written: list[str] | None = None) -> Term:
    return Term.model_validate(
        {
            "term": word,
            "forms": forms or [],
            "written": written or [],
            "entries": ["a"],
            "texts": {"de": "Ein Wort.", "ar": "كلمة."},
        }
    )


GLOSSARY = Glossary(
    {
        TermId("duldung"): term("Duldung", written=["дульдунг"]),
        TermId("agency"): term("Agentur für Arbeit", forms=["Arbeitsagentur"]),
        TermId("work"): term("Arbeit"),
    }
)


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Duldung", "duldung"),
        ("duldung?", "duldung"),
        ("Duldungen", "duldung"),
        ("Дульдунг", "duldung"),
        ("agentur fur arbeit", "agency"),
        ("arbeitsagentr", "agency"),
        ("Darf ich mit Duldung arbeiten", None),
        ("", None),
    ],
)
def test_a_message_of_one_word_is_found_whatever_its_spelling(
    message: str, found: str | None
) -> None:
    assert GLOSSARY.find_word(list_words(message)) == found


def test_the_words_of_a_text_come_in_its_order_and_once() -> None:
    text = "Die Agentur für Arbeit prüft Ihre Duldung. Die Duldung gilt weiter."
    assert GLOSSARY.find_in(text) == ("agency", "duldung")


def test_how_people_spell_a_word_is_not_looked_for_in_german_texts() -> None:
    assert GLOSSARY.find_in("дульдунг") == ()


def test_an_explanation_comes_in_the_best_readable_language() -> None:
    word = GLOSSARY.terms[TermId("duldung")]
    assert word.text(Locale("ar")) == "كلمة."
    assert word.text(Locale("fa")) == "Ein Wort."
