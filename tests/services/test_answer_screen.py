from datetime import date

import pytest

from bot.domain.destination import Destination, Screen
from bot.domain.entry import Entry, EntryId
from bot.domain.knowledge import Knowledge
from bot.domain.locale import Language
from bot.domain.reply import Reply
from bot.services.answer_screen import entry_screen, title_choice
from tests.services.small_values import (
    ARABIC,
    ENGLISH,
    GERMAN,
    TODAY,
    PlainVoice,
    choices,
    contact,
    entry,
    knowledge,
    labels,
    lines,
    text,
)

POLICE = contact("Polizei", kind="emergency", phones=["110"])
ADVICE = contact("Beratung", phones=["03571 1", "03571 2"], website="https://example.org/")
NOT_ADVICE = "(This is information, not legal advice.)"
SOURCES = "(Sources: § 60a AufenthG. Last checked on 2026-11-01.)"


def show(known: Knowledge, *, language: Language = GERMAN, today: date = TODAY) -> Reply:
    return entry_screen(known, PlainVoice(language), known.entries[EntryId("a")], today)


def full_entry(**more: object) -> Entry:
    german = text("Darf ich das?", answer="Ja.\n\nAber nur so.", steps=["Fragen", "Warten"])
    texts = {"de": german, "en": text("May I?")}
    values = {"contacts": ["police", "advice"], "texts": texts, "related": ["b"], **more}
    return entry("a", **values)


def test_an_answer_has_all_its_parts_in_this_order() -> None:
    known = knowledge(full_entry(), entry("b"), police=POLICE, advice=ADVICE)
    assert lines(show(known)) == [
        "# Darf ich das?",
        "Ja.",
        "Aber nur so.",
        "## What you can do",
        "1. Fragen",
        "2. Warten",
        "## Where you get help",
        "• Polizei",
        "📞 110",
        "• Beratung",
        "📞 03571 1 / 03571 2",
        SOURCES,
        NOT_ADVICE,
    ]


def test_an_urgent_answer_begins_with_the_numbers_and_does_not_repeat_them() -> None:
    urgent = full_entry(urgent=True, call_first=["police"])
    known = knowledge(urgent, entry("b"), police=POLICE, advice=ADVICE)
    shown = lines(show(known))
    assert shown[:3] == ["## Call first", "📞 110 – Polizei", "# Darf ich das?"]
    assert shown.count("• Polizei") == 0
    assert "• Beratung" in shown


def test_an_answer_without_steps_and_contacts_has_no_empty_headings() -> None:
    assert lines(show(knowledge(entry("a")))) == [
        "# a auf Deutsch",
        "Answer to: a auf Deutsch",
        SOURCES,
        NOT_ADVICE,
    ]


def test_all_sources_are_named() -> None:
    sources = [{"title": "§ 60a AufenthG"}, {"title": "BAMF", "url": "https://bamf.de/"}]
    shown = lines(show(knowledge(entry("a", sources=sources))))
    assert "(Sources: § 60a AufenthG; BAMF. Last checked on 2026-11-01.)" in shown


def test_the_buttons_lead_to_places_questions_rating_languages_menu_and_advice() -> None:
    known = knowledge(full_entry(), entry("b"), police=POLICE, advice=ADVICE)
    reply = show(known)
    assert labels(reply) == [
        ["📍 Addresses and hours"],
        ["❔ b auf Deutsch"],
        ["👍 That was right", "👎 Not my question"],
        ["🌐 Other language"],
        ["☰ Menu", "🙋 Personal advice"],
    ]
    assert [choice.leads_to for choice in choices(reply)] == [
        Destination(Screen.ENTRY_CONTACTS, "a"),
        Destination(Screen.ENTRY, "b"),
        Destination(Screen.RATE, "a", "yes"),
        Destination(Screen.RATE, "a", "no"),
        Destination(Screen.ENTRY_LANGUAGES, "a"),
        Destination(Screen.MENU),
        Destination(Screen.ADVICE),
    ]


def test_at_most_three_related_entries_are_offered_and_none_that_is_withheld() -> None:
    related = ["old", "b", "c", "d", "e"]
    others = [entry(name) for name in "bcde"]
    known = knowledge(entry("a", related=related), entry("old", valid_until="2026-11-22"), *others)
    offered = [choice.label for choice in choices(show(known)) if choice.label.startswith("❔")]
    assert offered == ["❔ b auf Deutsch", "❔ c auf Deutsch", "❔ d auf Deutsch"]


@pytest.mark.parametrize("dates", [{"valid_until": "2026-11-23"}, {"valid_from": "2026-11-23"}])
def test_both_bounds_are_days_on_which_the_answer_is_shown(dates: dict[str, str]) -> None:
    assert "Answer to: a auf Deutsch" in lines(show(knowledge(entry("a", **dates))))


def test_an_expired_answer_is_withheld_and_says_since_when() -> None:
    known = knowledge(
        full_entry(valid_until="2026-11-22"), entry("b"), police=POLICE, advice=ADVICE
    )
    reply = show(known)
    shown = lines(reply)
    assert shown[0] == "# Darf ich das?"
    assert "The answer was valid until 2026-11-22." in shown[1]
    assert not any(hidden in "\n".join(shown) for hidden in ("Ja.", "Aber nur so.", "Fragen"))
    assert "• Beratung" in shown
    assert Destination(Screen.ADVICE) in [choice.leads_to for choice in choices(reply)]
    assert Destination(Screen.MENU) in [choice.leads_to for choice in choices(reply)]


def test_an_expired_urgent_answer_still_shows_the_numbers_first() -> None:
    urgent = entry("a", urgent=True, call_first=["police"], valid_until="2026-11-22")
    shown = lines(show(knowledge(urgent, police=POLICE)))
    assert shown[:2] == ["## Call first", "📞 110 – Polizei"]


def test_an_answer_that_is_not_valid_yet_is_withheld_and_says_so() -> None:
    shown = lines(show(knowledge(entry("a", valid_from="2026-11-24"))))
    assert "This answer is not valid yet, so it is not shown." in shown
    assert not any(line.startswith("Answer to") for line in shown)


def test_an_answer_is_shown_again_from_the_day_it_becomes_valid() -> None:
    known = knowledge(entry("a", valid_from="2027-01-01", valid_until="2027-01-02"))
    valid = [
        day
        for day in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3))
        if "Answer to: a auf Deutsch" in lines(show(known, today=day))
    ]
    assert valid == [date(2027, 1, 1), date(2027, 1, 2)]


def test_an_answer_is_shown_in_the_language_of_the_person() -> None:
    shown = lines(show(knowledge(entry("a")), language=ENGLISH))
    assert shown[0] == "# a in English"
    assert not any("not yet there in your language" in line for line in shown)


def test_a_missing_language_falls_back_to_english_and_says_so() -> None:
    known = knowledge(entry("a"), languages=(GERMAN, ENGLISH, ARABIC))
    reply = show(known, language=ARABIC)
    assert lines(reply)[0] == "# a in English"
    assert "(This answer is not yet there in your language.)" in lines(reply)
    assert reply.language == ARABIC


def test_without_english_the_german_text_is_shown() -> None:
    shown = lines(show(knowledge(entry("a", texts={"de": text("Nur so")})), language=ARABIC))
    assert shown[0] == "# Nur so"
    assert "(This answer is not yet there in your language.)" in shown


def stale_texts() -> dict[str, object]:
    return {"de": text("Neu"), "en": text("Old", translated_from="00000000")}


def test_a_stale_translation_says_so() -> None:
    shown = lines(show(knowledge(entry("a", texts=stale_texts())), language=ENGLISH))
    assert "(The German text is newer than this translation.)" in shown


def test_german_is_never_stale() -> None:
    shown = lines(show(knowledge(entry("a", texts=stale_texts()))))
    assert not any("newer" in line for line in shown)


def test_a_stale_text_somebody_falls_back_to_says_both() -> None:
    shown = lines(show(knowledge(entry("a", texts=stale_texts())), language=ARABIC))
    assert "(This answer is not yet there in your language.)" in shown
    assert "(The German text is newer than this translation.)" in shown


@pytest.mark.parametrize(
    ("language", "note"),
    [
        (GERMAN, "(Draft: no specialist has read this text yet.)"),
        (ENGLISH, "(Draft: nobody has checked this translation yet.)"),
    ],
)
def test_a_draft_says_that_nobody_has_read_it(language: Language, note: str) -> None:
    texts = {"de": text("A", state="draft"), "en": text("B", state="draft")}
    shown = lines(show(knowledge(entry("a", texts=texts)), language=language))
    assert [line for line in shown if "Draft" in line] == [note]
    assert shown[-1] == NOT_ADVICE


def test_a_reviewed_text_does_not_call_itself_a_draft() -> None:
    assert not any("Draft" in line for line in lines(show(knowledge(entry("a")))))


def test_an_old_number_within_an_answer_carries_the_caution() -> None:
    unsure = contact("Beratung", phones=["03571 1"], old=["phones"])
    shown = lines(show(knowledge(entry("a", contacts=["advice"]), advice=unsure)))
    assert "📞 03571 1 (old information, please check before you go)" in shown


def test_the_button_to_an_entry_is_in_the_language_of_the_person() -> None:
    known = knowledge(entry("a"))
    assert title_choice(known, PlainVoice(ENGLISH), EntryId("a")).label == "a in English"
    assert title_choice(known, PlainVoice(ARABIC), EntryId("a")).label == "a in English"
