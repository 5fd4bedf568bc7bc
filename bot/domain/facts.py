"""The facts of a text that every translation must repeat: numbers, money, dates, laws, terms.

A fact is read the same way in every language: digits of any writing system, months and what is
counted by the words that editors list (`units.yaml`), everything else by its form.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from bot.domain.glossary import Glossary
from bot.domain.locale import SOURCE, Locale
from bot.domain.text import normalise


class FactKind(StrEnum):
    """What a fact is."""

    LINK = "link"
    PHONE = "phone number"
    DATE = "date"
    LAW = "law"
    COUNT = "amount"
    SPOKEN = "amount in words"
    """Such as the Arabic dual: it may stand for an amount in figures, and is never required."""

    NUMBER = "number"
    TERM = "German term"


class Fact(NamedTuple):
    """One fact in a form that does not depend on the language, such as (COUNT, “18 month”)."""

    kind: FactKind
    value: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that a translation lacks, or says where the German text does not."""

    fact: Fact
    is_missing: bool
    segment: int
    """Which of the compared texts (title, answer, each step) it concerns, from 0."""

    def __str__(self) -> str:
        """Say what is wrong, for an editor."""
        kind, value = self.fact
        if self.is_missing:
            return f"the {kind} “{value}” of the German text is missing"
        return f"the {kind} “{value}” is not in the German text"


@dataclass(frozen=True, slots=True)
class FactReader:
    """Reads facts out of texts of all languages."""

    units: Mapping[str, Mapping[Locale, tuple[str, ...]]]
    glossary: Glossary
    _words: dict[Locale, "_Words"] = field(default_factory=dict)

    def compare(
        self, german: Sequence[str], translation: Sequence[str], locale: Locale
    ) -> Iterator[Difference]:
        """Hold a translation's segments against the German ones."""
        wanted = [Counter(self.read(text, SOURCE)) for text in german]
        found = [Counter(self.read(text, locale)) for text in translation]
        for fact in _list_lacking(wanted, found):
            yield Difference(fact, is_missing=True, segment=_find_place(fact, wanted, found))
        for fact in _list_lacking(found, wanted):
            yield Difference(fact, is_missing=False, segment=_find_place(fact, found, wanted))
        yield from self._list_lost_terms(german, translation)

    def read(self, text: str, locale: Locale) -> Iterator[Fact]:
        """Read all facts but the German terms, in no particular order."""
        if locale not in self._words:
            self._words[locale] = _Words.of(self.units, locale)
        words = self._words[locale]
        rest = _plain(_DIGITS_APART.sub("", text))
        rest = yield from _take(rest, _LINK, lambda m: (Fact(FactKind.LINK, _bare(m[0])),))
        rest = yield from _take(rest, _PHONE, lambda m: (Fact(FactKind.PHONE, _digits(m[0])),))
        rest = yield from _take(rest, _DATE, lambda m: _date(m[1], m[2], m[3]))
        yield from (Fact(FactKind.LAW, law) for law in _LAW.findall(rest))
        rest = _CLOCK.sub(r"\1", rest.casefold())
        rest = yield from _take(rest, words.year_first_pattern, words.read_year_first)
        rest = yield from _take(rest, words.month_pattern, words.read_month)
        rest = yield from _take(rest, words.count_pattern, words.read_count)
        yield from (Fact(FactKind.NUMBER, _number(found)) for found in _NUMBER.findall(rest))

    def _list_lost_terms(
        self, german: Sequence[str], translation: Sequence[str]
    ) -> Iterator[Difference]:
        """Find official terms that the translation only says in its own words."""
        said = f" {normalise(' '.join(translation))}"
        for segment, text in enumerate(german):
            for term_id in self.glossary.find_in(text):
                term = self.glossary.terms[term_id]
                spellings = (term.term, *term.forms)
                if not term.translated and not any(
                    f" {normalise(spelling)}" in said for spelling in spellings
                ):
                    fact = Fact(FactKind.TERM, term.term)
                    place = min(segment, len(translation) - 1)
                    yield Difference(fact, is_missing=True, segment=place)


_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_SAID_ONCE = (FactKind.LAW, FactKind.LINK)
"""Facts that a translation may repeat, or leave to a pronoun, as its language does."""

_FIRST_YEAR = 1900
_SHORTEST_BEGINNING = 3
_DIGITS_APART = re.compile(r"(?<=\d)[.,\u00a0\u202f](?=\d{3}(?!\d))")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+[\w/]|\b[\w-]+(?:\.[\w-]+)*\.(?:de|org|eu|com)\b(?:/\S*\w)?"
)
_PHONE = re.compile(r"(?<![\d.])(?:\+\d{2}|0\d{2,})[\d /()-]{3,}\d|\b116 ?\d{3}\b")
_DATE = re.compile(r"\b(\d{1,2})[./] ?(\d{1,2})[./] ?(\d{4})\b")
_CLOCK = re.compile(r"\b(\d{1,2})[:.]00\b")
_LAW = re.compile(r"\b(?:[A-Z][a-zäöü]+)*[A-Z][a-zäöü]*(?:[a-zäöü]G|[a-zäöü]V|GB|PO|GO|AG|GG)\b")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)?(?:[a-z](?![a-z]))?")

_Facts = Generator[Fact, None, str]


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's words for months and for what is counted."""

    months: Mapping[str, str]
    units: Mapping[str, str]
    year_first_pattern: re.Pattern[str]
    month_pattern: re.Pattern[str]
    count_pattern: re.Pattern[str]

    @classmethod
    def of(cls, table: Mapping[str, Mapping[Locale, tuple[str, ...]]], locale: Locale) -> "_Words":
        found = {
            _plain(word).casefold(): unit
            for unit, words in table.items()
            for word in (*words.get(locale, ()), *words.get(SOURCE, ()))
        }
        found.setdefault("€", "euro")
        months = {
            word: str(_MONTHS.index(unit) + 1) for word, unit in found.items() if unit in _MONTHS
        }
        units = {word: unit for word, unit in found.items() if unit not in _MONTHS}
        month = rf"(?:{_alternatives(months)})\w*"
        named = rf"({month[3:]}(?: ?[/(] ?{month}\)?)*"
        after = r"(?:(?:,| [a-z]{2})? ?(\d{4}))?"
        year = r"(\d{4})(?:-[^\d\s]{1,3})? (?:[^\d\sa-z]+ ){0,2}"
        year_first = rf"{year}{named}(?: \w{{1,3}} (\d{{1,2}})\b)?"
        return cls(
            months,
            units,
            re.compile(year_first),
            re.compile(rf"(\d{{1,2}})?\.?[ -]?(?:\b[a-z]{{2}} )?{named}{after}"),
            re.compile(rf"(?:(\d+(?:[.,]\d+)?)[ -]?)?({_alternatives(units)})"),
        )

    def read_year_first(self, found: re.Match[str]) -> tuple[Fact, ...]:
        year, month, day = found.groups()
        return _date(day, self.months[month], year)

    def read_month(self, found: re.Match[str]) -> tuple[Fact, ...]:
        day, month, year = found.groups()
        return _date(day, self.months[month], year) if day or year else ()

    def read_count(self, found: re.Match[str]) -> tuple[Fact, ...]:
        spoken, _, unit = self.units[found[2]].rpartition(" ")
        number = _number(found[1] or "")
        if not number:
            return (Fact(FactKind.SPOKEN, f"{spoken} {unit}"),) if spoken else ()
        if unit == "year" and float(number) >= _FIRST_YEAR:
            return (Fact(FactKind.NUMBER, number),)
        return (Fact(FactKind.COUNT, f"{number} {unit}"),)


def _take(
    text: str, pattern: re.Pattern[str], read: Callable[[re.Match[str]], tuple[Fact, ...]]
) -> _Facts:
    """Read what a pattern finds and give back the text without it."""
    for found in pattern.finditer(text):
        yield from read(found)
    return pattern.sub(lambda found: " ; " if read(found) else found[0], text)


def _list_lacking(wanted: Sequence[Counter[Fact]], found: Sequence[Counter[Fact]]) -> list[Fact]:
    """List what all wanted segments say more often than all found ones."""
    lacking = sum(wanted, Counter[Fact]()) - sum(found, Counter[Fact]())
    surplus = sum(found, Counter[Fact]()) - sum(wanted, Counter[Fact]())
    said = {fact for facts in found for fact in facts}
    return [
        fact
        for fact in lacking
        if fact.kind is not FactKind.SPOKEN
        and not (fact.kind in _SAID_ONCE and fact in said)
        and not _is_counted(fact, surplus)
    ]


def _is_counted(fact: Fact, surplus: Counter[Fact]) -> bool:
    """Tell whether the other side has the amount in words, or counts what no list names."""
    number, _, _ = fact.value.partition(" ")
    if fact.kind is FactKind.COUNT:
        return (
            Fact(FactKind.NUMBER, number) in surplus
            or Fact(FactKind.SPOKEN, fact.value) in surplus
        )
    return fact.kind is FactKind.NUMBER and any(
        other.kind is FactKind.COUNT and other.value.startswith(f"{number} ") for other in surplus
    )


def _find_place(
    fact: Fact, wanted: Sequence[Counter[Fact]], found: Sequence[Counter[Fact]]
) -> int:
    """Name the first segment in which a fact stands more often on one side."""
    pairs = enumerate(zip(wanted, found, strict=False))
    return next((place for place, (one, other) in pairs if one[fact] > other[fact]), 0)


def _plain(text: str) -> str:
    """Write digits of every system as 0-9, spaces as spaces, and leave invisible marks out."""
    return "".join(map(_plain_letter, text))


def _plain_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return str(unicodedata.decimal(letter))
    return {"Zs": " ", "Cf": "", "Pd": "-"}.get(kind, letter)


def _alternatives(words: Mapping[str, str]) -> str:
    """Match the longest of some beginnings of words; nothing if there are none."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(map(_begin_word, longest_first)) or r"(?!)"


def _begin_word(word: str) -> str:
    """Match what begins with a word; a short one, such as “may”, stands for itself only."""
    if len(word) < _SHORTEST_BEGINNING and word.isalpha():
        return rf"\b{re.escape(word)}\b"
    return re.escape(word)


def _date(day: str | None, month: str, year: str | None) -> tuple[Fact, ...]:
    """Read a date; its year is a number by itself, as languages set it apart."""
    parts = [str(int(part)) for part in (day, month) if part]
    dated = Fact(FactKind.DATE, ".".join(parts))
    return (dated, Fact(FactKind.NUMBER, year)) if year else (dated,)


def _number(text: str) -> str:
    return text.replace(",", ".")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _bare(link: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", link).rstrip("/.,")
