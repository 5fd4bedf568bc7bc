import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.language import Tongues, learn_tongues
from bot.domain.locale import FALLBACK, Locale
from bot.domain.text import list_words

DE, EN, AR, RU = Locale("de"), Locale("en"), Locale("ar"), Locale("ru")
TEXTS = {
    DE: ("wie lange gilt die duldung", "ich brauche einen termin und habe keine wohnung"),
    EN: ("how long is the duldung valid", "i need an appointment and have no flat"),
    AR: ("كم مدة الاقامة", "احتاج الى موعد"),
    RU: ("сколько действует разрешение", "мне нужна встреча"),
}
TONGUES = learn_tongues(
    {locale: [list_words(text) for text in texts] for locale, texts in TEXTS.items()}
)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("ich habe keinen pass", DE),
        ("i have no passport", EN),
        ("ليس لدي جواز", AR),
        ("у меня нет паспорта", RU),
        ("у меня duldung", RU),
    ],
)
def test_the_language_of_a_message_is_found(text: str, locale: Locale) -> None:
    assert TONGUES.detect(list_words(text), None) == locale


@pytest.mark.parametrize("own", [DE, EN])
def test_a_word_of_ones_own_examples_is_no_sign_of_another_language(own: Locale) -> None:
    assert TONGUES.detect(("duldung",), own) == own


def test_a_clear_message_outweighs_the_own_language() -> None:
    words = list_words("ich brauche eine wohnung und einen termin")
    assert TONGUES.detect(words, EN) == DE


@pytest.mark.parametrize("text", ["", "😀", "12345", "ማን ነው"])
def test_what_no_language_can_be_stays_in_the_own_one(text: str) -> None:
    assert TONGUES.detect(list_words(text), RU) == RU
    assert TONGUES.detect(list_words(text), None) == FALLBACK


def test_without_examples_the_fallback_remains() -> None:
    nothing: Tongues = learn_tongues({})
    assert nothing.detect(("hello",), None) == FALLBACK


@given(st.text(max_size=200), st.sampled_from([None, DE, EN, AR, RU, Locale("xx")]))
def test_every_text_gets_a_language(text: str, own: Locale | None) -> None:
    assert TONGUES.detect(list_words(text), own) in {*TEXTS, own, FALLBACK}
