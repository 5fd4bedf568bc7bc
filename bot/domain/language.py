"""Tells which language a message is written in, from the words of the knowledge itself."""

from collections import Counter, defaultdict
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
_PRIOR = 2.0
"""How much more a language that is mostly written in a script is expected in it."""


@dataclass(frozen=True, slots=True)
class Tongues:
    """How likely each n-gram is in each language, apart for each script it is written in."""

    locales: tuple[Locale, ...]
    scripts: tuple[str, ...]
    likelihoods: Weights
    """A row for each language and script, in the order of the two above."""

    priors: Weights
    """How much is written so: the logarithm of its words among the examples."""

    words: Mapping[Locale, frozenset[str]]

    def detect(self, words: Sequence[str], own: Locale | None) -> Locale:
        """Name the likeliest language of the message's script; in doubt, the person's own.

        People name German offices in any language, so words that stand in the examples of
        one's own language are no sign of another.
        """
        if own is not None and self.words.get(own, frozenset()).issuperset(words):
            return own
        script = _find_main_script("".join(words))
        rows = np.array([row for row, known in enumerate(self.scripts) if known == script], int)
        if not len(rows):
            return own or FALLBACK
        written = [word for word in words if find_script(word[0]) == script] or words
        scores = self.priors[rows] + self.likelihoods[np.ix_(rows, _hash(written))].sum(axis=1)
        scores += [OWN_LANGUAGE * (self.locales[row] == own) for row in rows]
        return self.locales[int(rows[scores.argmax()])]

    def list_readers(self, words: Sequence[str]) -> tuple[Locale, ...]:
        """List the languages that are written in the message's script."""
        script = _find_main_script("".join(words))
        pairs = zip(self.locales, self.scripts, strict=True)
        return tuple(locale for locale, known in pairs if known == script)


def learn_tongues(texts: Mapping[Locale, Iterable[Sequence[str]]]) -> Tongues:
    """Learn the languages from plain words written in them."""
    counts = {
        locale: Counter(word for words in some for word in words) for locale, some in texts.items()
    }
    tables: dict[tuple[Locale, str], Weights] = {}
    totals: list[int] = []
    for locale, words in counts.items():
        by_script: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for word, count in words.items():
            by_script[find_script(word[0])][word] = count
        for script, some in by_script.items():
            if script and some.total() >= _COMMON_SHARE_OF_WORDS * words.total():
                tables[locale, script] = _count_grams(some) + _SMOOTHING
                totals.append(some.total())
    likelihoods = [np.log(table / table.sum()).astype(np.float32) for table in tables.values()]
    return Tongues(
        tuple(locale for locale, _ in tables),
        tuple(script for _, script in tables),
        np.array(likelihoods).reshape(len(tables), 1 << _BITS),
        _PRIOR * np.log(np.array(totals, dtype=float)),
        {locale: frozenset(words) for locale, words in counts.items()},
    )


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
_COMMON_SHARE_OF_WORDS = 0.05
"""From this share on a language counts as written in a script, such as Urdu in Latin letters."""


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


def _count_grams(words: Counter[str]) -> Weights:
    grams = hash_grams(tuple(words), _LONGEST_GRAM)
    often = np.array(list(words.values()), dtype=float)[grams.owners]
    return add_up(_shorten(grams.hashes), often, 1 << _BITS)


def _hash(words: Sequence[str]) -> Numbers:
    return _shorten(hash_grams(words, _LONGEST_GRAM).hashes)


def _shorten(hashes: Hashes) -> Numbers:
    return ((hashes * _SCATTER) >> np.uint32(32 - _BITS)).astype(np.int64)
