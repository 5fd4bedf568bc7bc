"""What of a text counts: its character n-grams, words and concepts, each block of one length."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from bot.domain.arrays import Hashes, Numbers, Weights

LONGEST_GRAM = 5
WORD_BLOCK = 0.8
CONCEPT_BLOCK = 0.8
PAIR_BLOCK = 0.8
NATIVE_BLOCK = 0.8
"""How long each block is beside the n-grams, whose length is 1."""

_MOST_CONCEPTS = 1 << 16
_EDGE = 32
_FACTOR = np.uint32(0x01000193)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is compared: its plain words and the numbers of its concepts."""

    words: tuple[str, ...]
    concepts: tuple[int, ...] = ()
    locale: str = ""

    @property
    def native_words(self) -> tuple[str, ...]:
        """Mark each word by the language it stands in: “hat” is German or English, not both."""
        return tuple([mark_native(word, self.locale) for word in self.words])

    @property
    def pairs(self) -> tuple[int, ...]:
        """Number which concepts meet in the text: what tells neighbouring entries apart."""
        meeting = combinations(sorted(self.concepts), 2)
        return tuple([first * _MOST_CONCEPTS + second for first, second in meeting])


def mark_native(word: str, locale: str) -> str:
    """Name a word as one of a language."""
    return f"{locale}:{word}"


@dataclass(frozen=True, slots=True)
class Bag:
    """Features and their weights; a feature stands in it once."""

    features: Numbers
    weights: Weights

    def scale(self, length: float) -> "Bag":
        """Give the weights this Euclidean length."""
        norm = float(np.sqrt(self.weights @ self.weights))
        return Bag(self.features, self.weights * (length / norm)) if norm else self


@dataclass(frozen=True, slots=True)
class Grams:
    """N-grams of a list of words: the hash of each, and the number of the word it stands in."""

    hashes: Hashes
    owners: Numbers


def hash_grams(words: Sequence[str], longest: int = LONGEST_GRAM) -> Grams:
    """Hash the n-grams inside each word, from two letters on; the word's edge is a letter too."""
    letters = np.frombuffer(f" {' '.join(words)} ".encode("utf-32-le"), dtype=np.uint32)
    edges = letters == _EDGE
    owners = np.cumsum(edges, dtype=np.int32) - 1
    mixed, crosses = letters, edges & False
    hashes, numbers = [letters[:0]], [owners[:0]]
    for length in range(2, longest + 1):
        ends = letters[length - 1 :]
        mixed = mixed[: len(ends)] * _FACTOR + ends
        inside = ~crosses[: len(ends)] & (owners[: len(ends)] < len(words))
        hashes.append(mixed[inside])
        numbers.append(owners[: len(ends)][inside])
        crosses = crosses[: len(ends)] | edges[length - 1 :]
    return Grams(np.concatenate(hashes), np.concatenate(numbers))


def weigh_rarity(texts_with: Weights, texts: int) -> Weights:
    """Weigh features by how few texts have them (smoothed inverse document frequency)."""
    return np.log((1 + texts) / (1 + np.minimum(texts_with, texts))) + 1


def join_bags(bags: Sequence[Bag], sizes: Sequence[int]) -> Bag:
    """Put blocks of so many features each side by side."""
    offsets = np.cumsum((0, *sizes))
    numbers = [bag.features + offset for bag, offset in zip(bags, offsets, strict=False)]
    return Bag(np.concatenate(numbers), np.concatenate([bag.weights for bag in bags]))


Mark = str | int
"""A word, or the number of a concept or of two that meet."""


@dataclass(frozen=True, slots=True)
class Block:
    """One kind of marks: their numbers, their rarity, and the length a text has in them."""

    numbers: Mapping[Mark, int]
    rarity: Weights
    length: float

    def weigh(self, marks: Sequence[Mark]) -> Bag:
        """Weigh the marks of a text that are known."""
        known = [self.numbers[mark] for mark in marks if mark in self.numbers]
        features, counts = np.unique(np.array(known, dtype=np.int64), return_counts=True)
        return Bag(features, (1 + np.log(counts)) * self.rarity[features]).scale(self.length)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All features: n-grams first, then words, concepts, pairs of concepts, native words."""

    hashes: Hashes
    gram_rarity: Weights
    words: Block
    concepts: Block
    pairs: Block
    native: Block

    @property
    def sizes(self) -> tuple[int, ...]:
        """Count the features of each block."""
        blocks = (self.words, self.concepts, self.pairs, self.native)
        return (len(self.gram_rarity), *(len(block.rarity) for block in blocks))

    def weigh(self, reading: Reading) -> Bag:
        """Weigh what is known of a text; unknown words and n-grams drop out."""
        bags = (
            self._weigh_grams(reading.words),
            self.words.weigh(reading.words),
            self.concepts.weigh(reading.concepts),
            self.pairs.weigh(reading.pairs),
            self.native.weigh(reading.native_words),
        )
        return join_bags(bags, self.sizes)

    def _weigh_grams(self, words: tuple[str, ...]) -> Bag:
        hashes = hash_grams(words).hashes
        places = np.searchsorted(self.hashes, hashes)
        found = places[places < len(self.hashes)]
        known = found[self.hashes[found] == hashes[places < len(self.hashes)]]
        features, counts = np.unique(known, return_counts=True)
        return Bag(features, counts * self.gram_rarity[features]).scale(1)
