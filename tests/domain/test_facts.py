import pytest

from bot.domain.facts import FactReader
from bot.domain.glossary import Glossary, Term, TermId
from bot.domain.locale import Locale

UNITS: dict[str, dict[Locale, tuple[str, ...]]] = {
    "month": {Locale("de"): ("Monat",), Locale("ar"): ("شهر", "أشهر"), Locale("ru"): ("месяц",)},
    "week": {Locale("de"): ("Woche",), Locale("ar"): ("أسبوع",), Locale("ru"): ("недел",)},
    "year": {Locale("de"): ("Jahr",), Locale("ru"): ("год", "лет")},
    "euro": {Locale("de"): ("Euro",), Locale("ar"): ("يورو",), Locale("ru"): ("евро",)},
    "2 week": {Locale("ar"): ("أسبوعين",)},
    "june": {
        Locale("de"): ("Juni",),
        Locale("ru"): ("июн",),
        Locale("ar"): ("يونيو",),
        Locale("ps"): ("جون",),
        Locale("ka"): ("ივნის",),
    },
}
JOBCENTER = Term.model_validate(
    {"term": "Jobcenter", "forms": ["Jobcenters"], "entries": ["a"], "texts": {"de": "Ein Amt."}}
)
READER = FactReader(UNITS, Glossary({TermId("jobcenter"): JOBCENTER}))


def differences(german: str, translation: str, locale: str) -> list[str]:
    return [str(one) for one in READER.compare([german], [translation], Locale(locale))]


@pytest.mark.parametrize(
    ("german", "translation", "locale"),
    [
        ("Es sind 259 € im Monat.", "هو ٢٥٩ يورو في الشهر.", "ar"),
        ("Es kostet 1.250 Euro.", "Это стоит 1 250 €.".replace(" 250", "\u00a0250"), "ru"),
        ("Bis zum 12.6.2026.", "До 12 июня 2026 года.", "ru"),
        ("Am 12. Juni 2026.", "د 2026 کال د جون په 12.", "ps"),
        ("Im Juni 2026.", "2026-ის ივნისში.", "ka"),
        ("Im Juni 2026.", "في يونيو (Juni) 2026.", "ar"),
        ("Nach 18 Monaten.", "بعد 18 شهرًا.", "ar"),
        ("Binnen 2 Wochen.", "خلال أسبوعين.", "ar"),
        ("Nach § 25b Abs. 5 AufenthG.", "По § 25b Abs. 5 AufenthG.", "ru"),
        ("Tel. 03571 456-789", "Тел. 03571 456 789", "ru"),
        ("Ab 9:00 Uhr, siehe www.hoyerswerda.de.", "С 9 часов, см. hoyerswerda.de", "ru"),
        ("Ihr Jobcenter hilft.", "Вам поможет Jobcenter.", "ru"),
        ("Zwei Wochen warten.", "Ждите 2 недели.".replace("2", "две"), "ru"),
    ],
)
def test_the_same_facts_in_another_language_agree(
    german: str, translation: str, locale: str
) -> None:
    assert differences(german, translation, locale) == []


@pytest.mark.parametrize(
    ("german", "translation", "locale", "found"),
    [
        (
            "Es sind 259 €.",
            "هو 295 يورو.",
            "ar",
            [
                "the amount “259 euro” of the German text is missing",
                "the amount “295 euro” is not in the German text",
            ],
        ),
        (
            "Nach 18 Monaten.",
            "Через 18 недель.",
            "ru",
            [
                "the amount “18 month” of the German text is missing",
                "the amount “18 week” is not in the German text",
            ],
        ),
        (
            "Nach § 25b.",
            "По § 25a.",
            "ru",
            [
                "the number “25b” of the German text is missing",
                "the number “25a” is not in the German text",
            ],
        ),
        (
            "Rufen Sie 03571 456789 an.",
            "Звоните 03571 456780.",
            "ru",
            [
                "the phone number “03571456789” of the German text is missing",
                "the phone number “03571456780” is not in the German text",
            ],
        ),
        (
            "Nach dem AufenthG.",
            "По закону.",
            "ru",
            ["the law “AufenthG” of the German text is missing"],
        ),
        (
            "Das Jobcenter zahlt.",
            "Центр занятости платит.",
            "ru",
            ["the German term “Jobcenter” of the German text is missing"],
        ),
    ],
)
def test_a_fact_that_differs_is_named(
    german: str, translation: str, locale: str, found: list[str]
) -> None:
    assert differences(german, translation, locale) == found


def test_a_slip_without_a_fact_stays_silent() -> None:
    assert differences("Nach 18 Monaten.", "Черес 18 месяцев!", "ru") == []


def test_a_difference_is_placed_in_its_segment() -> None:
    german, russian = ["Titel", "Antwort", "Nach 3 Monaten"], ["Заголовок", "Ответ", "4 месяца"]
    found = list(READER.compare(german, russian, Locale("ru")))
    assert [one.segment for one in found] == [2, 2]
