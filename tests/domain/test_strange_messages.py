"""Messages in no language of the bot, office words alone, and what few known words allow."""

from dataclasses import replace

import pytest

from bot.domain.entry import EntryId
from bot.domain.glossary import Glossary, Term, TermId
from bot.domain.language import learn_tongues
from bot.domain.locale import Locale
from bot.domain.match import Example, Outcome
from bot.domain.matching import Matcher
from bot.domain.text import list_words

DE, EN, RU, KA = Locale("de"), Locale("en"), Locale("ru"), Locale("ka")
WORK, PERMIT = EntryId("work"), EntryId("permit")
TERM = Term.model_validate(
    {
        "term": "Duldung",
        "written": ["дульдунг"],
        "entries": [PERMIT],
        "texts": {"de": "Die Abschiebung ist ausgesetzt."},
    }
)
MATCHER = replace(
    Matcher.build(
        (
            Example("darf ich mit duldung arbeiten", WORK, DE),
            Example("was ist eine duldung", PERMIT, DE),
            Example("may i work here", WORK, EN),
            Example("можно ли работать с разрешением", WORK, RU),
            Example("что такое разрешение", PERMIT, RU),
            Example("შემიძლია მუშაობა", WORK, KA),
            Example("რა არის ნებართვა", PERMIT, KA),
        )
    ),
    glossary=Glossary({TermId("duldung"): TERM}),
)


@pytest.mark.parametrize(
    "text", ["ስራሕ ክሰርሕ እደሊ", "我想工作", "waxaan rabaa inaan shaqeeyo halkan"]
)
def test_a_message_in_no_language_of_the_bot_is_foreign(text: str) -> None:
    match = MATCHER.match(text, None)
    assert (match.outcome, match.is_foreign) == (Outcome.NONE, True)


@pytest.mark.parametrize("text", ["Darf ich arbeiten?", "можно работать", "112", "?!", "xyz"])
def test_what_is_known_or_too_short_to_tell_is_not_foreign(text: str) -> None:
    assert not MATCHER.match(text, None).is_foreign


def test_a_script_of_one_language_is_never_foreign() -> None:
    assert not MATCHER.match("სახლი ქუჩა ბაღი ხიდი", None).is_foreign


@pytest.mark.parametrize(
    ("text", "own", "locale"),
    [("Duldung", KA, KA), ("duldung?", None, DE), ("дульдунг", KA, RU)],
)
def test_an_office_word_is_explained_in_the_language_of_who_typed_it(
    text: str, own: Locale | None, locale: Locale
) -> None:
    match = MATCHER.match(text, own)
    assert (match.outcome, match.term, match.locale) == (Outcome.CLARIFY, "duldung", locale)
    assert match.offered[0] == PERMIT


def test_a_language_typed_in_latin_letters_is_told_by_what_is_written_so() -> None:
    texts = {
        DE: ["wie lange gilt meine karte", "ich suche eine wohnung und arbeit"],
        RU: ["сколько действует карта", "ya ishchu rabotu", "kak prodlit kartu", "gde zhit"],
    }
    tongues = learn_tongues({code: [list_words(t) for t in some] for code, some in texts.items()})
    assert tongues.detect(list_words("ishchu kartu"), None) == RU
    assert tongues.detect(list_words("suche karte"), None) == DE
    assert tongues.detect(list_words("карта"), None) == RU
