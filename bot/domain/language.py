"""Tells which language a message is written in, from the words of the knowledge itself."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.domain.arrays import Hashes, Numbers, Weights, add_up
from bot.domain.features import hash_grams
from bot.domain.locale import FALLBACK, Locale

OWN_LANGUAGE = 4.0
"""How far a person's own language is preferred, in natural logarithms of likelihood."""

_LONGEST_GRAM = 4
_BITS = 15
_SCATTER = np.uint32(0x9E3779B1)
_SMOOTHING = 0.5


@dataclass(frozen=True, slots=True)
class Tongues:
    """How likely each n-gram is in each language, and which writing each language uses."""

    locales: tuple[Locale, ...]
    likelihoods: Weights
    scripts: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]

    def detect(self, words: Sequence[str], own: Locale | None) -> Locale:
        """Name the likeliest language of the message's script; in doubt, the person's own.

        People name German offices in any language, so words that stand in the examples of
        one's own language are no sign of another.
        """
        if own in self.locales and self.words[self.locales.index(own)].issuperset(words):
            return own
        readable = self._list_readable("".join(words))
        if not readable:
            return own or FALLBACK
        scores = self.likelihoods[:, _hash(words)].sum(axis=1)
        if own in self.locales:
            scores[self.locales.index(own)] += OWN_LANGUAGE
        return self.locales[max(readable, key=lambda number: scores[number])]

    def can_read(self, words: Sequence[str]) -> bool:
        """Tell whether any language is written in the message's script."""
        return bool(self._list_readable("".join(words)))

    def _list_readable(self, letters: str) -> list[int]:
        script = _find_main_script(letters)
        return [number for number, known in enumerate(self.scripts) if script in known]


def learn_tongues(texts: Mapping[Locale, Iterable[Sequence[str]]]) -> Tongues:
    """Learn the languages from plain words written in them."""
    locales = tuple(texts)
    counts = [Counter(word for words in texts[locale] for word in words) for locale in locales]
    tables = [_count_grams(words) for words in counts]
    likelihoods = [np.log((table + _SMOOTHING) / (table + _SMOOTHING).sum()) for table in tables]
    scripts = tuple(_list_scripts(words) for words in counts)
    table = np.array(likelihoods).reshape(len(locales), 1 << _BITS)
    return Tongues(locales, table, scripts, tuple(map(frozenset, counts)))


def find_script(letter: str) -> str:
    """Name the script of a plain letter by the first letters of its Unicode block."""
    code = ord(letter)
    return next((name for first, last, name in _SCRIPTS if first <= code <= last), "")


_SCRIPTS = (
    (0x0061, 0x024F, "Latin"),
    (0x0370, 0x03FF, "Greek"),
    (0x0400, 0x052F, "Cyrillic"),
    (0x0530, 0x058F, "Armenian"),
    (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x08FF, "Arabic"),
    (0x0900, 0x0DFF, "Indic"),
    (0x10A0, 0x10FF, "Georgian"),
    (0x1200, 0x139F, "Ethiopic"),
    (0x1E00, 0x1EFF, "Latin"),
    (0x3040, 0x9FFF, "Han"),
    (0xAC00, 0xD7AF, "Hangul"),
)
_COMMON_SHARE = 0.2


def _find_main_script(letters: str) -> str:
    """Name the script of a message; German office words stand in Latin in every other script."""
    counted: Counter[str] = Counter()
    for letter, count in Counter(letters).items():
        counted[find_script(letter)] += count
    del counted[""]
    others = {name: count for name, count in counted.items() if name != "Latin"}
    script = max(others, key=lambda name: others[name], default="")
    if counted[script] and counted[script] >= _COMMON_SHARE * counted.total():
        return script
    return "Latin" if counted["Latin"] else ""


def _list_scripts(words: Counter[str]) -> frozenset[str]:
    """List the scripts that a fair share of a language's letters belong to."""
    letters: Counter[str] = Counter()
    for word, count in words.items():
        letters[find_script(word[0])] += count
    return frozenset(s for s in letters if s and letters[s] >= _COMMON_SHARE * letters.total())


def _count_grams(words: Counter[str]) -> Weights:
    grams = hash_grams(tuple(words), _LONGEST_GRAM)
    often = np.array(list(words.values()), dtype=float)[grams.owners]
    return add_up(_shorten(grams.hashes), often, 1 << _BITS)


def _hash(words: Sequence[str]) -> Numbers:
    return _shorten(hash_grams(words, _LONGEST_GRAM).hashes)


def _shorten(hashes: Hashes) -> Numbers:
    return ((hashes * _SCATTER) >> np.uint32(32 - _BITS)).astype(np.int64)
