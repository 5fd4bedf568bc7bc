"""What the services need from outside: words, knowledge, memory and a clock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType, Protocol

from bot.domain.knowledge import Knowledge
from bot.domain.locale import Language, Locale
from bot.domain.matching import Matcher

ChatId = NewType("ChatId", int)

Today = Callable[[], date]
Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Person:
    """All that is remembered of somebody who writes to the bot."""

    chat_id: ChatId
    locale: Locale
    has_chosen: bool
    """The language is the person's own choice, not a guess."""


class Voice(Protocol):
    """The interface in one language. The methods' names are what catalogs are extracted by."""

    @property
    def language(self) -> Language:
        """The language spoken."""

    def say(self, message: str, **values: object) -> str:
        """Say a message (the English msgid) with its values."""

    def plural(self, singular: str, plural: str, count: int) -> str:
        """Say a message in the plural form that ``count`` needs."""

    def date(self, day: date) -> str:
        """Write a day in full."""

    def listing(self, items: tuple[str, ...]) -> str:
        """Join items with commas and an “and”."""

    def language_name(self, locale: Locale) -> str:
        """Name another language in this one."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The knowledge of one moment and the matcher built from it."""

    knowledge: Knowledge
    matcher: Matcher


class Library(Protocol):
    """Where the current knowledge stands; it may be replaced between two calls."""

    @property
    def shelf(self) -> Shelf:
        """The newest sound knowledge."""

    def voice(self, locale: Locale) -> Voice:
        """The interface in a language, or in English."""


class People(Protocol):
    """Who has written to the bot."""

    async def find(self, chat_id: ChatId) -> Person | None:
        """Find a person and note that they were seen now."""

    async def save(self, person: Person) -> None:
        """Remember a person, or what has changed of them."""

    async def erase(self, chat_id: ChatId) -> None:
        """Forget a person and all that hangs on them."""


class Tallies(Protocol):
    """Counts without persons: what was asked, answered and rated on a day."""

    async def add(self, kind: str, subject: str, locale: Locale) -> None:
        """Count one more."""

    async def totals(self) -> tuple["Tally", ...]:
        """Sum up over all days, most frequent first."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something happened."""

    kind: str
    subject: str
    locale: Locale
    count: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A call to the messenger that must be made: its method and its parameters (JSON)."""

    chat_id: ChatId
    method: str
    payload: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Posted:
    """A call that stands in the outbox until the messenger has taken it."""

    outbox_id: int
    call: Outgoing


class Mailbox(Protocol):
    """What came in and what must go out, both kept in the database."""

    async def claim(self, update_ids: Sequence[int]) -> tuple[int, ...]:
        """Take updates; give those whose effects are not stored yet, in the same order."""

    async def post(self, calls: Sequence[Outgoing]) -> tuple[Posted, ...]:
        """Put calls into the outbox, in order."""

    async def waiting(self) -> tuple[Posted, ...]:
        """List what has not been sent yet, oldest first."""

    async def remove(self, outbox_ids: Sequence[int]) -> None:
        """Delete what has been sent or can never be."""
