"""An entry: one question of people, its answer in every language, and what backs it."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from typing import NewType

from pydantic import Field, HttpUrl

from bot.domain.contact import ContactId
from bot.domain.locale import SOURCE, Locale
from bot.domain.record import Day, Flag, Record, Slug, Text
from bot.domain.topic import TopicId

EntryId = NewType("EntryId", str)


class ReviewState(StrEnum):
    """How far a text has been checked; only a person sets ``reviewed``."""

    DRAFT = "draft"
    REVIEWED = "reviewed"


class Source(Record):
    """What an answer rests on: a law with its paragraph, or a page with its date."""

    title: Text
    url: HttpUrl | None = None
    seen_on: Day | None = Field(None, description="The day the source was read or dated.")


class EntryText(Record):
    """An entry in one language."""

    state: ReviewState
    translated_from: Text | None = Field(
        None, description="Digest of the German text this was made from; `stamp` writes it."
    )
    title: Text
    answer: Text = Field(description="Plain text; a blank line between paragraphs.")
    steps: tuple[Text, ...] = ()
    phrasings: tuple[Text, ...] = Field((), description="How people ask for this entry.")
    not_this: tuple[Text, ...] = Field((), description="What only looks like this entry.")

    @property
    def digest(self) -> str:
        """Name this state of the text in eight hexadecimal digits."""
        readable = "\x1f".join((self.title, self.answer, *self.steps))
        return hashlib.sha256(readable.encode()).hexdigest()[:8]


class EntryFile(Record):
    """An entry as its file states it; the file's name is its id."""

    topic: Slug
    checked_on: Day = Field(description="The day the facts were last checked.")
    valid_from: Day | None = None
    valid_until: Day | None = Field(None, description="The last day the answer may be shown.")
    urgent: Flag = False
    call_first: tuple[Slug, ...] = Field((), description="Contacts whose numbers stand on top.")
    sources: tuple[Source, ...] = Field(min_length=1)
    contacts: tuple[Slug, ...] = ()
    related: tuple[Slug, ...] = ()
    texts: Mapping[Locale, EntryText]


class Entry(EntryFile):
    """An entry with its id."""

    id: EntryId

    @property
    def topic_id(self) -> TopicId:
        """Name the topic whose menu shows this entry."""
        return TopicId(self.topic)

    @property
    def contact_ids(self) -> tuple[ContactId, ...]:
        """List where help is, most useful first."""
        return tuple(ContactId(name) for name in self.contacts)

    @property
    def first_calls(self) -> tuple[ContactId, ...]:
        """List whom to call before reading on."""
        return tuple(ContactId(name) for name in self.call_first)

    @property
    def related_ids(self) -> tuple[EntryId, ...]:
        """List what people ask next."""
        return tuple(EntryId(name) for name in self.related)

    def is_stale(self, locale: Locale) -> bool:
        """Tell whether the German text changed after this translation was made."""
        text = self.texts.get(locale)
        if text is None or locale == SOURCE or SOURCE not in self.texts:
            return False
        return text.translated_from not in (None, self.texts[SOURCE].digest)
