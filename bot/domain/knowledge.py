"""All knowledge of one moment, with the lookups the services need."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.domain.contact import Contact, ContactId, ContactKind
from bot.domain.entry import Entry, EntryId, EntryText
from bot.domain.glossary import Glossary, TermId
from bot.domain.locale import FALLBACK, SOURCE, Language, Locale
from bot.domain.topic import Topic, TopicId, TopicText

Phrases = Mapping[Locale, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything editors wrote, read and checked; never changed, only replaced."""

    languages: tuple[Language, ...]
    topics: Mapping[TopicId, Topic]
    entries: Mapping[EntryId, Entry]
    contacts: Mapping[ContactId, Contact]
    actions: Mapping[str, Phrases] = field(default_factory=dict)
    out_of_scope: Phrases = field(default_factory=dict)
    concepts: Mapping[str, Phrases] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)
    units: Mapping[str, Phrases] = field(default_factory=dict)
    """Words for months and for what is counted, by which the facts of a text are read."""

    _terms: dict[EntryId, tuple[TermId, ...]] = field(default_factory=dict, repr=False)
    """Office words of the entries that were asked for: each answer names them."""

    @property
    def locales(self) -> tuple[Locale, ...]:
        """List the languages the bot speaks, in the order of the picker."""
        return tuple(language.locale for language in self.languages)

    def terms_of(self, entry: Entry) -> tuple[TermId, ...]:
        """List the office words that an entry's German text uses, in their order in it."""
        if entry.id not in self._terms:
            text = entry.texts[SOURCE]
            words = " ".join((text.title, text.answer, *text.steps))
            self._terms[entry.id] = self.glossary.find_in(words)
        return self._terms[entry.id]

    def entries_of(self, topic_id: TopicId) -> tuple[Entry, ...]:
        """List a topic's entries in the order of their ids' files."""
        return tuple(entry for entry in self.entries.values() if entry.topic_id == topic_id)

    def contacts_of(self, kind: ContactKind) -> Iterator[tuple[ContactId, Contact]]:
        """Go through the contacts of one kind in the order of the file."""
        return ((key, contact) for key, contact in self.contacts.items() if contact.kind == kind)


def readable_text(entry: Entry, locale: Locale) -> tuple[Locale, EntryText]:
    """Find the text a person who chose ``locale`` can best read, and its language."""
    for candidate in (locale, FALLBACK, SOURCE):
        if candidate in entry.texts:
            return candidate, entry.texts[candidate]
    return next(iter(entry.texts.items()))


def topic_text(topic: Topic, locale: Locale) -> TopicText:
    """Find a topic's text in the best readable language."""
    texts = topic.texts
    return texts.get(locale) or texts.get(FALLBACK) or next(iter(texts.values()))
