"""The glossary: German office words, each explained by one plain sentence in every language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NewType

from pydantic import Field
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.locale import FALLBACK, Locale
from bot.domain.record import Flag, Record, Slug, Text
from bot.domain.text import list_words

TermId = NewType("TermId", str)

LONGEST_TERM = 4
"""Words of the longest term, such as “Agentur für Arbeit”."""

SHORTEST_REPAIRED = 7
"""Letters from which on a term is recognised although it is misspelled."""

LIKENESS = 0.88
"""How like a term a misspelled one must be (optimal string alignment, 0 to 1)."""

_ENDINGS = ("", "s", "es", "n", "en", "e", "er")


class Term(Record):
    """A German office word."""

    term: Text = Field(description="The word as offices write it; never translated.")
    forms: tuple[Text, ...] = Field((), description="Other words for it in German texts.")
    written: tuple[Text, ...] = Field((), description="How people spell it, in any script.")
    entries: tuple[Slug, ...] = Field(min_length=1, description="What fits, best first.")
    translated: Flag = Field(
        default=False, description="Translations may say it in their own words only."
    )
    reviewed: tuple[Locale, ...] = Field((), description="Languages a person has read.")
    texts: Mapping[Locale, Text] = Field(min_length=1)

    def text(self, locale: Locale) -> str:
        """Give the explanation in the best readable language."""
        texts = self.texts
        return texts.get(locale) or texts.get(FALLBACK) or next(iter(texts.values()))


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms, found by what stands in a text or by what a person typed."""

    terms: Mapping[TermId, Term] = field(default_factory=dict)
    _spellings: Mapping[str, TermId] = field(init=False, repr=False)
    _typed: Mapping[str, TermId] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Spell every term once, as plain words with one space between them."""
        spellings = {
            plain + ending: term_id
            for term_id, term in self.terms.items()
            for plain in _spell(term.term, *term.forms)
            for ending in _ENDINGS
        }
        exact = {plain: key for key, term in self.terms.items() for plain in _spell(term.term)}
        typed = {plain: key for key, term in self.terms.items() for plain in _spell(*term.written)}
        object.__setattr__(self, "_spellings", {**spellings, **exact})
        object.__setattr__(self, "_typed", {**typed, **spellings, **exact})

    def find_word(self, words: Sequence[str]) -> TermId | None:
        """Find the term that a message of plain words consists of, if need be misspelled."""
        if not words or len(words) > LONGEST_TERM:
            return None
        text = " ".join(words)
        if text in self._typed or len(text) < SHORTEST_REPAIRED:
            return self._typed.get(text)
        found = process.extractOne(
            text, self._typed.keys(), scorer=OSA.normalized_similarity, score_cutoff=LIKENESS
        )
        return self._typed[found[0]] if found else None

    def find_in(self, text: str) -> tuple[TermId, ...]:
        """List the terms that a German text uses, in their order in it."""
        words, found, position = list_words(text), dict[TermId, None](), 0
        while position < len(words):
            term_id, length = self._find_at(words, position)
            if term_id is not None:
                found[term_id] = None
            position += length
        return tuple(found)

    def _find_at(self, words: Sequence[str], position: int) -> tuple[TermId | None, int]:
        """Find the longest term that begins here, and how many words to go on by."""
        for length in range(LONGEST_TERM, 0, -1):
            found = self._spellings.get(" ".join(words[position : position + length]))
            if found is not None:
                return found, min(length, len(words) - position)
        return None, 1


def _spell(*texts: str) -> Iterator[str]:
    return (" ".join(list_words(text)) for text in texts)
