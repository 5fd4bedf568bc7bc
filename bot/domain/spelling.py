"""Repairs words nobody knows by the nearest word that the knowledge uses."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST_SIMILARITY = 0.78
SHORTEST_WORD = 4
MOST_REPAIRS = 16
_STRETCHED = re.compile(r"([^\W\d])\1{2,}")


class Spelling:
    """Known words by length and first or last letter: a slip rarely hits both ends."""

    def __init__(self, words: Iterable[str]) -> None:
        """Index the words; of two equally near, the one named first wins."""
        self._known: set[str] = set()
        self._starting: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        self._ending: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        for word in words:
            self._known.add(word)
            if _is_repairable(word):
                self._starting[len(word), word[0]].append(word)
                self._ending[len(word), word[-1]].append(word)

    def repair(self, words: Sequence[str]) -> tuple[str, ...]:
        """Replace unknown words by near known ones; at most a few, however long the text."""
        odd = [word for word in dict.fromkeys(words) if word not in self._known]
        repairs = {word: self._find_nearest(word) for word in odd[:MOST_REPAIRS]}
        return tuple(repairs.get(word, word) for word in words)

    def share_known(self, words: Sequence[str]) -> float:
        """Tell which share of the words is known as it is written, from 0 to 1."""
        return sum(word in self._known for word in words) / len(words) if words else 1.0

    def _find_nearest(self, word: str) -> str:
        short = _STRETCHED.sub(r"\1", word)
        if short in self._known or not _is_repairable(short):
            return short
        nearest, best = short, LEAST_SIMILARITY
        for length in _list_lengths(len(short)):
            starting = self._starting.get((length, short[0]), [])
            for choices in (starting, self._ending.get((length, short[-1]), [])):
                found = process.extractOne(
                    short, choices, scorer=OSA.normalized_similarity, score_cutoff=best
                )
                if found and (found[1] > best or nearest == short):
                    nearest, best = found[0], found[1]
        return nearest


def _is_repairable(word: str) -> bool:
    return len(word) >= SHORTEST_WORD and word.isalpha()


def _list_lengths(length: int) -> list[int]:
    """List the lengths of words that can be near enough, the same length first."""
    shortest, longest = int(length * LEAST_SIMILARITY) + 1, int(length / LEAST_SIMILARITY)
    return sorted(range(shortest, longest + 1), key=lambda other: abs(other - length))
