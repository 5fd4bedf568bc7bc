"""What matching is asked and what it says: examples, utterances, candidates and the match."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.entry import EntryId
from bot.domain.glossary import TermId
from bot.domain.locale import Locale

MOST_OFFERED = 3
"""Candidates that a person is shown when the bot asks back."""

MOST_CANDIDATES = 5


class Outcome(StrEnum):
    """What the bot does with a message."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    NONE = "none"
    ACTION = "action"


class Action(StrEnum):
    """What a message may ask of the bot itself."""

    ADVISER = "adviser"
    LANGUAGE = "language"
    DELETE_DATA = "delete-data"
    GREETING = "greeting"
    MENU = "menu"


Target = EntryId | Action | None
"""Where a message leads; ``None`` where no entry answers it."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text the matcher learns from."""

    text: str
    target: Target
    locale: Locale
    weight: float = 1.0
    """How much it counts: a phrasing 1, a sentence of the answer itself less."""


@dataclass(frozen=True, slots=True)
class NotThis:
    """A text that looks like an entry but belongs elsewhere."""

    text: str
    entry: EntryId
    locale: Locale


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence that judges the matching: what somebody may type, and where it should lead."""

    text: str
    expected: Target
    locale: Locale


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry and how sure the match is of it, from 0 to 1."""

    entry: EntryId
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """What a message leads to."""

    outcome: Outcome
    entry: EntryId | None
    action: Action | None
    urgent: bool
    locale: Locale
    candidates: tuple[Candidate, ...]
    concepts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """The words that were matched, after repair of their spelling."""

    term: TermId | None = None
    """The office word that the message consists of."""

    is_foreign: bool = False
    """The message is in none of the bot's languages."""

    @property
    def offered(self) -> tuple[EntryId, ...]:
        """List the entries a person is shown when the bot asks back."""
        return tuple(candidate.entry for candidate in self.candidates[:MOST_OFFERED])
