"""What of a text counts: its character n-grams, words and concepts, each block of one length."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.domain.arrays import Hashes, Numbers, Weights

LONGEST_GRAM = 5
WORD_BLOCK = 0.8
CONCEPT_BLOCK = 1.0
_EDGE = 32
_FACTOR = np.uint32(0x01000193)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is compared: its plain words and the numbers of its concepts."""

    words: tuple[str, ...]
    concepts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bag:
    """Features and their weights; a feature stands in it once."""

    features: Numbers
    weights: Weights

    def shift(self, offset: int) -> "Bag":
        """Number the features from an offset on."""
        return Bag(self.features + offset, self.weights)

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


def join_bags(bags: Sequence[Bag]) -> Bag:
    """Put bags of different features into one."""
    return Bag(
        np.concatenate([bag.features for bag in bags]),
        np.concatenate([bag.weights for bag in bags]),
    )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All features, numbered n-grams first, then words, then concepts, with their rarity."""

    words: dict[str, int]
    hashes: Hashes
    gram_rarity: Weights
    word_rarity: Weights
    concept_rarity: Weights

    @property
    def size(self) -> int:
        """Count all features."""
        return len(self.gram_rarity) + len(self.word_rarity) + len(self.concept_rarity)

    def weigh(self, reading: Reading) -> Bag:
        """Weigh what is known of a text; unknown words and n-grams drop out."""
        words = [self.words[word] for word in reading.words if word in self.words]
        return self.join_blocks(
            _weigh(self._find_grams(reading.words), self.gram_rarity, damped=False).scale(1),
            _weigh(np.array(words, dtype=np.int64), self.word_rarity).scale(WORD_BLOCK),
            _weigh(np.array(reading.concepts, dtype=np.int64), self.concept_rarity).scale(
                CONCEPT_BLOCK
            ),
        )

    def join_blocks(self, grams: Bag, words: Bag, concepts: Bag) -> Bag:
        """Put the three blocks side by side."""
        first_word = len(self.gram_rarity)
        first_concept = first_word + len(self.word_rarity)
        return join_bags((grams, words.shift(first_word), concepts.shift(first_concept)))

    def _find_grams(self, words: tuple[str, ...]) -> Numbers:
        hashes = hash_grams(words).hashes
        places = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return places[self.hashes[places] == hashes] if len(self.hashes) else places[:0]


def _weigh(found: Numbers, rarity: Weights, *, damped: bool = True) -> Bag:
    features, counts = np.unique(found, return_counts=True)
    often = 1 + np.log(counts) if damped else counts
    return Bag(features, often * rarity[features])
