from urllib.parse import parse_qs, urlsplit

import pytest

from bot.domain.contact import Contact, ContactKind
from bot.domain.destination import Destination, Screen
from bot.domain.locale import Language
from bot.domain.reply import Choice, Reply
from bot.services.contact_screen import contact_screen, emergency_facts, kind_label
from tests.services.small_values import (
    ARABIC,
    ENGLISH,
    GERMAN,
    PlainVoice,
    contact,
    labels,
    lines,
    links,
)

CAUTION = " (old information, please check before you go)"
BACK = (Choice("back", Destination(Screen.CONTACTS)),)

FULL = {
    "phones": ["03571 1", "03571 2"],
    "email": "rat@example.org",
    "website": "https://example.org/rat",
    "address": {"place": "Zuse-Haus", "street": "Markt 1", "postcode": "02977", "city": "Hoy"},
    "languages": ["de", "ar"],
    "texts": {
        "de": {"description": "Beratung.", "hours": "Di 9-12"},
        "en": {"description": "Advice.", "hours": "Tue 9-12"},
    },
}
LINES = {
    "phones": "📞 03571 1 / 03571 2",
    "email": "✉️ rat@example.org",
    "address": "🏠 Zuse-Haus, Markt 1, 02977 Hoy",
    "hours": "🕘 Di 9-12",
    "languages": "🗣 language de, language ar",
    "website": "🔗 example.org",
}


def show(one: Contact) -> Reply:
    return contact_screen(PlainVoice(), one, BACK)


def test_all_that_is_known_is_shown_with_its_source() -> None:
    shown = lines(show(contact("Beratung", **FULL)))
    assert shown[:2] == ["# Beratung", "Beratung."]
    assert set(shown[2:-1]) == set(LINES.values())
    assert shown[-1] == "(Source: example.org (2026-10).)"


@pytest.mark.parametrize("field", list(LINES))
def test_an_old_field_carries_the_caution_and_no_other_does(field: str) -> None:
    shown = lines(show(contact("Beratung", **FULL, old=[field])))
    assert [line for line in shown if CAUTION in line] == [LINES[field] + CAUTION]


def test_fields_no_source_gave_are_left_out() -> None:
    shown = lines(show(contact("Beratung", phones=["1"])))
    assert shown == ["# Beratung", "Was Beratung tut.", "📞 1", "(Source: example.org (2026-10).)"]


def test_a_source_without_a_date_says_so() -> None:
    shown = lines(show(contact("Polizei", phones=["110"], source_date="undated")))
    assert shown[-1] == "(Source: example.org (without a date).)"


def test_an_address_has_a_link_to_the_map() -> None:
    reply = show(contact("Beratung", **FULL))
    assert labels(reply) == [["🔗 Website", "🗺 Map"], ["back"]]
    website, map_link = links(reply)
    assert website.url == "https://example.org/rat"
    parts = urlsplit(map_link.url)
    assert parts.netloc == "www.openstreetmap.org"
    assert parse_qs(parts.query) == {"query": ["Zuse-Haus, Markt 1, 02977 Hoy"]}
    assert reply.venue is None


def test_a_known_position_is_a_pin_instead_of_a_link() -> None:
    position = {"latitude": 51.4334, "longitude": 14.2432}
    reply = show(contact("Beratung", **FULL, position=position))
    assert labels(reply) == [["🔗 Website"], ["back"]]
    assert reply.venue is not None
    assert reply.venue.title == "Beratung"
    assert reply.venue.address == "Zuse-Haus, Markt 1, 02977 Hoy"
    assert reply.venue.position.latitude == 51.4334


def test_a_pin_without_an_address_has_the_name() -> None:
    reply = show(contact("Treff", position={"latitude": 51.4, "longitude": 14.2}))
    assert reply.venue is not None
    assert reply.venue.address == "Treff"


def test_a_town_alone_is_no_place_on_the_map() -> None:
    assert links(show(contact("Beratung", address={"city": "Kamenz"}))) == []


@pytest.mark.parametrize(
    ("language", "hours"), [(GERMAN, "Di 9-12"), (ENGLISH, "Tue 9-12"), (ARABIC, "Tue 9-12")]
)
def test_hours_are_in_the_language_of_the_person_or_in_english(
    language: Language, hours: str
) -> None:
    shown = lines(contact_screen(PlainVoice(language), contact("Beratung", **FULL), BACK))
    assert f"🕘 {hours}" in shown


def test_every_number_to_call_first_has_its_own_strong_line() -> None:
    contacts = [contact("Polizei", phones=["110"]), contact("Rettung", phones=["112", "19222"])]
    facts = emergency_facts(PlainVoice(), contacts)
    assert [fact.text for fact in facts.lines] == [
        "110 – Polizei",
        "112 – Rettung",
        "19222 – Rettung",
    ]
    assert all(fact.is_strong for fact in facts.lines)


def test_an_old_number_to_call_first_carries_the_caution() -> None:
    unsure = contact("Notruf", phones=["0800 1"], old=["phones"])
    (fact,) = emergency_facts(PlainVoice(), [unsure]).lines
    assert fact.text == "0800 1 – Notruf" + CAUTION


def test_every_kind_of_contact_has_a_sign_and_a_name_of_its_own() -> None:
    named = {kind_label(PlainVoice(), kind) for kind in ContactKind}
    assert len(named) == len(ContactKind)
