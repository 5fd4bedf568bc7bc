"""Rules that knowledge as a whole must keep: cross-references, dates, completeness, wording.

A rule is a function from the knowledge and the day to findings; ``RULES`` lists them all.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.contact import EXPECTED_FIELDS
from bot.domain.entry import Entry, EntryText
from bot.domain.knowledge import Knowledge
from bot.domain.locale import SOURCE, Locale
from bot.domain.problem import Level

Day = date

MAX_TITLE = 60
MAX_TOPIC_TITLE = 30
MAX_READABLE = 2_000
MAX_TRANSLATED = 2_250
"""Most languages need more letters than German for the same."""

MIN_PHRASINGS = dict.fromkeys(map(Locale, ("de", "en", "ar", "ru", "fa", "es", "uk")), 15)
"""What the languages most people here read need; the others need the fewest."""

FEWEST_PHRASINGS = 10
WARN_BEFORE = timedelta(days=60)
CHECK_AGAIN_AFTER = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule: in which document (an entry's id, or a table's name), where, and what."""

    document: str
    spot: tuple[str | int, ...]
    message: str
    hint: str = ""
    level: Level = Level.ERROR
    name: str = ""
    known: Collection[str] = ()
    """The name found, and the names that would have been right: the nearest one is offered."""


def references_exist(knowledge: Knowledge, _: Day) -> Iterator[Finding]:
    """Every topic, contact and related entry named must exist."""
    for entry in knowledge.entries.values():
        if entry.topic not in knowledge.topics:
            yield _unknown(entry, ("topic",), "topic", entry.topic, knowledge.topics)
        for key in ("contacts", "call_first"):
            for position, name in enumerate(getattr(entry, key)):
                if name not in knowledge.contacts:
                    yield _unknown(entry, (key, position), "contact", name, knowledge.contacts)
        for position, name in enumerate(entry.related):
            if name not in knowledge.entries:
                yield _unknown(entry, ("related", position), "entry", name, knowledge.entries)
            elif name == entry.id:
                yield Finding(entry.id, ("related", position), "an entry is not related to itself")


def urgent_entries_name_numbers(knowledge: Knowledge, _: Day) -> Iterator[Finding]:
    """An urgent entry says whom to call first; others do not; the contact has a number."""
    for entry in knowledge.entries.values():
        if entry.urgent != bool(entry.call_first):
            hint = "add call_first" if entry.urgent else "set urgent: true or remove call_first"
            yield Finding(entry.id, (), "urgent and call_first belong together", hint)
        for position, name in enumerate(entry.first_calls):
            contact = knowledge.contacts.get(name)
            if contact is not None and not contact.phones:
                yield Finding(entry.id, ("call_first", position), f"“{name}” has no number")
            elif contact is not None and "phones" in contact.old:
                message = f"the number of “{name}” is old or unsure"
                yield _warning(entry, ("call_first", position), message, "check it first of all")


def dates_are_plausible(knowledge: Knowledge, today: Day) -> Iterator[Finding]:
    """Dates lie in order; what expires soon or was checked long ago is said in time."""
    for entry in knowledge.entries.values():
        if entry.checked_on > today:
            yield Finding(entry.id, ("checked_on",), f"{entry.checked_on} is still to come")
        elif today - entry.checked_on > CHECK_AGAIN_AFTER:
            days = (today - entry.checked_on).days
            yield _warning(entry, ("checked_on",), f"last checked {days} days ago")
        if entry.valid_until is None:
            continue
        if entry.valid_from and entry.valid_from > entry.valid_until:
            yield Finding(entry.id, ("valid_until",), "ends before it begins (valid_from)")
        if today > entry.valid_until:
            yield _warning(entry, ("valid_until",), f"expired on {entry.valid_until}: withheld")
        elif today + WARN_BEFORE > entry.valid_until:
            yield _warning(entry, ("valid_until",), f"will be withheld after {entry.valid_until}")


def texts_are_complete(knowledge: Knowledge, _: Day) -> Iterator[Finding]:
    """German is there, every language is there, each with enough phrasings of its own."""
    for entry in knowledge.entries.values():
        if SOURCE not in entry.texts:
            yield Finding(entry.id, ("texts",), "the German text is missing")
        for locale in knowledge.locales:
            if locale not in entry.texts:
                yield _warning(entry, ("texts",), f"no text in “{locale}”")
        for locale, text in entry.texts.items():
            if locale not in knowledge.locales:
                yield _unknown(entry, ("texts", locale), "language", locale, knowledge.locales)
            wanted = MIN_PHRASINGS.get(locale, FEWEST_PHRASINGS)
            if len(text.phrasings) < wanted:
                message = f"{len(text.phrasings)} phrasings in “{locale}”, {wanted} are wanted"
                yield _warning(entry, ("texts", locale, "phrasings"), message)


def topics_speak_every_language(knowledge: Knowledge, _: Day) -> Iterator[Finding]:
    """A topic has its title in every language."""
    for topic_id, topic in knowledge.topics.items():
        for locale in knowledge.locales:
            if locale not in topic.texts:
                message = f"no title in “{locale}”"
                yield Finding("topics", (topic_id, "texts"), message, level=Level.WARNING)


def shown_tables_speak_known_languages(knowledge: Knowledge, _: Day) -> Iterator[Finding]:
    """Topics, contacts and office words are written in languages that the bot speaks."""
    shown = (
        *(("topics", name, topic.texts) for name, topic in knowledge.topics.items()),
        *(("contacts", name, contact.texts) for name, contact in knowledge.contacts.items()),
        *(("glossary", name, term.texts) for name, term in knowledge.glossary.terms.items()),
    )
    for document, name, texts in shown:
        for locale in texts:
            if locale not in knowledge.locales:
                message = f"there is no language “{locale}”"
                spot = (name, "texts", locale)
                yield Finding(document, spot, message, name=locale, known=knowledge.locales)


def translations_are_current(knowledge: Knowledge, _: Day) -> Iterator[Finding]:
    """A translation names the state of the German text it was made from."""
    for entry, locale, text in _texts(knowledge):
        if locale == SOURCE:
            continue
        if text.translated_from is None:
            hint = "run chancenlotse stamp when the translation agrees with the German"
            yield _warning(entry, ("texts", locale), "translated_from is missing", hint)
        elif entry.is_stale(locale):
            hint = "compare, then run chancenlotse stamp"
            yield _warning(
                entry, ("texts", locale, "translated_from"), "the German text is newer", hint
            )


def texts_fit_a_phone(knowledge: Knowledge, _: Day) -> Iterator[Finding]:
    """Titles fit a button, answers a screen and a half."""
    for entry, locale, text in _texts(knowledge):
        spot = ("texts", locale)
        if len(text.title) > MAX_TITLE:
            message = f"the title has {len(text.title)} characters, {MAX_TITLE} fit"
            yield _warning(entry, (*spot, "title"), message)
        length = len(text.answer) + sum(map(len, text.steps))
        most = MAX_READABLE if locale == SOURCE else MAX_TRANSLATED
        if length > most:
            message = f"answer and steps have {length} characters, {most} fit"
            yield _warning(entry, (*spot, "answer"), message)
    for topic_id, topic in knowledge.topics.items():
        for locale, shown in topic.texts.items():
            if len(shown.title) > MAX_TOPIC_TITLE:
                message = f"the title has {len(shown.title)} characters, {MAX_TOPIC_TITLE} fit"
                place = (topic_id, "texts", locale, "title")
                yield Finding("topics", place, message, level=Level.WARNING)


_MARKUP = re.compile(r"</?[a-z]+>|\*\*|\[[^\]]+\]\(|^#+ ", re.MULTILINE)


def texts_are_plain(knowledge: Knowledge, _: Day) -> Iterator[Finding]:
    """Texts are plain: no markup, no invisible control characters."""
    for entry, locale, text in _texts(knowledge):
        for key in ("title", "answer"):
            value: str = getattr(text, key)
            if found := _MARKUP.search(value):
                message = f"“{found.group()}” would be shown as it stands"
                yield Finding(entry.id, ("texts", locale, key), message, "write plain text")
            odd = next(
                (c for c in value if unicodedata.category(c) in _UNWANTED and c != "\n"), ""
            )
            if odd and odd not in _JOINERS:
                message = f"the invisible character U+{ord(odd):04X} stands here"
                yield Finding(entry.id, ("texts", locale, key), message, "remove it")


_UNWANTED = ("Cc", "Cf", "Co", "Cs")
_JOINERS = "\u200c\u200d"
"""Persian, Urdu and Pashto spelling needs the zero-width (non-)joiner."""


def phrasings_differ(knowledge: Knowledge, _: Day) -> Iterator[Finding]:
    """No phrasing stands twice, none is at once a near miss of its own entry."""
    first: dict[str, tuple[str, Locale]] = {}
    for entry, locale, text in _texts(knowledge):
        misses = {_plain(miss) for miss in text.not_this}
        seen: set[str] = set()
        for position, phrasing in enumerate(text.phrasings):
            spot = ("texts", locale, "phrasings", position)
            plain = _plain(phrasing)
            if plain in misses:
                yield Finding(entry.id, spot, f"“{phrasing}” stands under not_this as well")
            other, language = first.setdefault(plain, (entry.id, locale))
            if other != entry.id or (language == locale and plain in seen):
                message = f"“{phrasing}” is a phrasing of “{other}” already"
                yield Finding(entry.id, spot, message, level=Level.WARNING)
            seen.add(plain)


def contacts_are_complete(knowledge: Knowledge, _: Day) -> Iterator[Finding]:
    """What a person looks for in a contact and no source gave is for an editor to find."""
    for contact_id, contact in knowledge.contacts.items():
        missing = [
            name
            for name in EXPECTED_FIELDS[contact.kind]
            if not contact.has_field(name) and name not in contact.unknown
        ]
        if missing:
            message = f"missing: {', '.join(missing)}"
            hint = "fill in what a source names, put what you looked for in vain under unknown"
            yield _contact_warning(contact_id, (), message, hint)
        if contact.state == "outdated":
            message = "called outdated, and still shown"
            yield _contact_warning(contact_id, ("state",), message, "mend it or take it out")
        for position, name in enumerate(contact.old):
            if not contact.has_field(name):
                message = f"“{name}” is called old but is not there"
                yield Finding("contacts", (contact_id, "old", position), message)
        for position, name in enumerate(contact.unknown):
            if contact.has_field(name):
                message = f"“{name}” is called unknown but is there"
                yield Finding("contacts", (contact_id, "unknown", position), message)
        for locale in knowledge.locales:
            if locale not in contact.texts:
                message = f"no description in “{locale}”"
                yield _contact_warning(contact_id, ("texts",), message)


def terms_are_complete(knowledge: Knowledge, _: Day) -> Iterator[Finding]:
    """An office word stands once, leads to entries that exist and is explained everywhere."""
    first: dict[str, str] = {}
    for term_id, term in knowledge.glossary.terms.items():
        for position, name in enumerate(term.entries):
            if name not in knowledge.entries:
                spot = (term_id, "entries", position)
                message = f"there is no entry “{name}”"
                yield Finding("glossary", spot, message, name=name, known=knowledge.entries)
        for spelling in {_plain(word) for word in (term.term, *term.forms, *term.written)}:
            if (other := first.setdefault(spelling, term_id)) != term_id:
                message = f"“{spelling}” is a spelling of “{other}” already"
                yield Finding("glossary", (term_id,), message, level=Level.WARNING)
        for locale in knowledge.locales:
            if locale not in term.texts:
                message = f"no explanation in “{locale}”"
                yield Finding("glossary", (term_id, "texts"), message, level=Level.WARNING)


RULES: tuple[Callable[[Knowledge, Day], Iterator[Finding]], ...] = (
    references_exist,
    urgent_entries_name_numbers,
    dates_are_plausible,
    texts_are_complete,
    topics_speak_every_language,
    shown_tables_speak_known_languages,
    translations_are_current,
    texts_fit_a_phone,
    texts_are_plain,
    contacts_are_complete,
    terms_are_complete,
)


def _texts(knowledge: Knowledge) -> Iterator[tuple[Entry, Locale, EntryText]]:
    for entry in knowledge.entries.values():
        for locale, text in entry.texts.items():
            yield entry, locale, text


def _unknown(
    entry: Entry, spot: tuple[str | int, ...], kind: str, name: str, known: Collection[str]
) -> Finding:
    message = f"there is no {kind} “{name}”"
    return Finding(entry.id, spot, message, name=name, known=known)


def _warning(entry: Entry, spot: tuple[str | int, ...], message: str, hint: str = "") -> Finding:
    return Finding(entry.id, spot, message, hint, Level.WARNING)


def _contact_warning(
    contact_id: str, spot: tuple[str | int, ...], message: str, hint: str = ""
) -> Finding:
    return Finding("contacts", (contact_id, *spot), message, hint, Level.WARNING)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
