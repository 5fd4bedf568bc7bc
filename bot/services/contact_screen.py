"""The screens of contacts: the groups, a group, one contact with phone, address, hours and pin."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from bot.domain.contact import Contact, ContactId, ContactKind, ContactText
from bot.domain.destination import Destination, Screen
from bot.domain.locale import FALLBACK, Locale
from bot.domain.reply import (
    Choice,
    Fact,
    Facts,
    Heading,
    Link,
    Note,
    Paragraph,
    Reply,
    Row,
    Venue,
)
from bot.services.ports import Voice

_ICONS = {
    ContactKind.EMERGENCY: "🚨",
    ContactKind.HELPLINE: "📞",
    ContactKind.ADVICE: "💬",
    ContactKind.OFFICE: "🏛",
    ContactKind.WORK: "🧰",
    ContactKind.ORGANISATION: "🤝",
    ContactKind.COURT: "⚖️",
    ContactKind.ONLINE: "💻",
}


def kind_label(voice: Voice, kind: ContactKind) -> str:
    """Name a group of contacts, with its sign."""
    names = {
        ContactKind.EMERGENCY: voice.say("Emergency"),
        ContactKind.HELPLINE: voice.say("Helplines"),
        ContactKind.ADVICE: voice.say("Advice centres"),
        ContactKind.OFFICE: voice.say("Offices"),
        ContactKind.WORK: voice.say("Help with work"),
        ContactKind.ORGANISATION: voice.say("Organisations"),
        ContactKind.COURT: voice.say("Courts"),
        ContactKind.ONLINE: voice.say("Online"),
    }
    return f"{_ICONS[kind]} {names[kind]}"


def emergency_facts(voice: Voice, contacts: Iterable[Contact]) -> Facts:
    """List numbers to call before reading on."""
    lines = (
        Fact(
            "📞", _cautious(voice, contact, "phones", f"{phone} – {contact.name}"), is_strong=True
        )
        for contact in contacts
        for phone in contact.phones
    )
    return Facts(tuple(lines), voice.say("Call first"))


def short_lines(voice: Voice, contact: Contact) -> Iterator[Fact]:
    """Write a contact within an answer: name, numbers, address."""
    yield Fact("•", contact.name, str(contact.website) if contact.website else None)
    yield from _ways_there(voice, contact)


def _ways_there(voice: Voice, contact: Contact) -> Iterator[Fact]:
    """Write numbers in a form that a phone makes tappable, and the address."""
    if contact.phones:
        yield Fact("📞", _cautious(voice, contact, "phones", " / ".join(contact.phones)))
    if contact.address:
        yield Fact("🏠", _cautious(voice, contact, "address", contact.address.line))


def contact_screen(voice: Voice, contact: Contact, back: Row) -> Reply:
    """Show all that is known of one contact."""
    text = contact_text(contact, voice.language.locale)
    blocks = (
        Heading(contact.name),
        Paragraph(text.description),
        Facts(tuple(_lines(voice, contact, text))),
        Note(_source(voice, contact)),
    )
    return Reply(voice.language, blocks, (*_link_rows(voice, contact), back), _venue(contact))


def contact_choice(contact_id: ContactId, contact: Contact) -> Choice:
    """Make a button that leads to a contact."""
    return Choice(contact.name, Destination(Screen.CONTACT, contact_id))


def contact_text(contact: Contact, locale: Locale) -> ContactText:
    """Find a contact's text in the best readable language."""
    texts = contact.texts
    return texts.get(locale) or texts.get(FALLBACK) or next(iter(texts.values()))


def _lines(voice: Voice, contact: Contact, text: ContactText) -> Iterator[Fact]:
    yield from _ways_there(voice, contact)
    if contact.email:
        yield Fact("✉️", _cautious(voice, contact, "email", contact.email))
    if text.hours:
        yield Fact("🕘", _cautious(voice, contact, "hours", text.hours))
    if contact.languages:
        names = tuple(voice.language_name(locale) for locale in contact.languages)
        yield Fact("🗣", _cautious(voice, contact, "languages", voice.listing(names)))
    if contact.website:
        host = contact.website.host or ""
        yield Fact("🔗", _cautious(voice, contact, "website", host), str(contact.website))


def _cautious(voice: Voice, contact: Contact, field: str, value: str) -> str:
    if field not in contact.old:
        return value
    caution = voice.say("old information, please check before you go")
    return f"{value} ({caution})"


def _source(voice: Voice, contact: Contact) -> str:
    if contact.source_date == "undated":
        return voice.say("Source: {source} (without a date).", source=contact.source)
    return voice.say("Source: {source} ({date}).", source=contact.source, date=contact.source_date)


def _link_rows(voice: Voice, contact: Contact) -> Iterator[Row]:
    links = []
    if contact.website:
        links.append(Link("🔗 " + voice.say("Website"), str(contact.website)))
    if contact.address and contact.address.street and not contact.position:
        links.append(Link("🗺 " + voice.say("Map"), _map_url(contact.address.line)))
    if links:
        yield tuple(links)


def _map_url(address: str) -> str:
    return "https://www.openstreetmap.org/search?" + urlencode({"query": address})


def _venue(contact: Contact) -> Venue | None:
    if contact.position is None:
        return None
    address = contact.address.line if contact.address else contact.name
    return Venue(contact.name, address, contact.position)
