"""What editors want to know of the knowledge: states of translations, and gaps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.entry import Entry, EntryId, ReviewState
from bot.domain.knowledge import Knowledge
from bot.domain.locale import SOURCE, Locale
from bot.services.ports import Tally

MANY_WRONG = 0.3
"""From this share of “not my question” on, an entry draws the wrong questions."""


class TextState(StrEnum):
    """An entry's standing in one language."""

    MISSING = "missing"
    DRAFT = "draft"
    STALE = "stale"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Coverage:
    """States by entry and locale, and per locale the shares that are there and reviewed (0-1)."""

    states: Mapping[EntryId, Mapping[Locale, TextState]]
    scores: Mapping[Locale, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something people needed and did not find."""

    kind: str
    subject: str
    locale: Locale
    count: int


def survey_coverage(knowledge: Knowledge) -> Coverage:
    """Look at every entry in every language."""
    states = {
        entry.id: {locale: _state(entry, locale) for locale in knowledge.locales}
        for entry in knowledge.entries.values()
    }
    scores = {
        locale: {
            "there": _share(states, locale, set(TextState) - {TextState.MISSING}),
            "reviewed": _share(states, locale, {TextState.REVIEWED}),
        }
        for locale in knowledge.locales
    }
    return Coverage(states, scores)


def find_gaps(knowledge: Knowledge, tallies: tuple[Tally, ...]) -> tuple[Gap, ...]:
    """List what was asked in vain, rated wrong too often, lacks a language or a review."""
    unanswered = [
        Gap("unanswered, nearest entry", tally.subject or "–", tally.locale, tally.count)
        for tally in tallies
        if tally.kind == "none"
    ]
    missing = [
        Gap("no text", str(entry.id), locale, 1)
        for entry in knowledge.entries.values()
        for locale in knowledge.locales
        if locale not in entry.texts
    ]
    unreviewed = [
        Gap("not reviewed", entry.id, locale, 1)
        for entry in knowledge.entries.values()
        for locale, text in entry.texts.items()
        if text.state is not ReviewState.REVIEWED
    ]
    return (*unanswered, *_often_wrong(tallies), *_unsure(knowledge), *missing, *unreviewed)


def _unsure(knowledge: Knowledge) -> Iterator[Gap]:
    """List what of a contact no source gave, or an old one only: ask the place."""
    for contact_id, contact in knowledge.contacts.items():
        for kind, names in (("no source for", contact.unknown), ("old source for", contact.old)):
            yield from (Gap(f"{kind} {name}", str(contact_id), SOURCE, 1) for name in names)


def _often_wrong(tallies: tuple[Tally, ...]) -> tuple[Gap, ...]:
    right = {(t.subject, t.locale): t.count for t in tallies if t.kind == "rated-yes"}
    return tuple(
        Gap("rated as not the question", tally.subject, tally.locale, tally.count)
        for tally in tallies
        if tally.kind == "rated-no"
        and tally.count >= MANY_WRONG * (tally.count + right.get((tally.subject, tally.locale), 0))
    )


def _state(entry: Entry, locale: Locale) -> TextState:
    text = entry.texts.get(locale)
    if text is None:
        return TextState.MISSING
    if entry.is_stale(locale):
        return TextState.STALE
    return TextState.REVIEWED if text.state is ReviewState.REVIEWED else TextState.DRAFT


def _share(
    states: Mapping[EntryId, Mapping[Locale, TextState]], locale: Locale, wanted: set[TextState]
) -> float:
    found = sum(by_locale[locale] in wanted for by_locale in states.values())
    return found / len(states) if states else 0.0
