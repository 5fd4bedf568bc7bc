"""All examples as arrays: the vocabulary they use, and what a run of examples says together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from bot.domain.arrays import Hashes, Numbers, Weights, add_up, count_up, find_used, flatten_ranges
from bot.domain.features import (
    CONCEPT_BLOCK,
    WORD_BLOCK,
    Bag,
    Reading,
    Vocabulary,
    hash_grams,
    weigh_rarity,
)


@dataclass(frozen=True, slots=True)
class Incidence:
    """Which text (row) has which feature (column) and how strongly, in the order of the texts."""

    rows: Numbers
    columns: Numbers
    values: Weights

    def sum_rows(self, first: int, last: int, weights: Weights, *, width: int) -> Bag:
        """Add up the texts from first to before last, each with its weight."""
        begin, end = np.searchsorted(self.rows, (first, last))
        rows, columns = self.rows[begin:end], self.columns[begin:end]
        sums = add_up(columns, self.values[begin:end] * weights[rows], width)
        features = find_used(sums)
        return Bag(features, sums[features].astype(np.float32))


@dataclass(frozen=True, slots=True)
class Spellings:
    """The n-grams of each word, one word after the other."""

    grams: Numbers
    starts: Numbers
    lengths: Numbers

    def spread(self, bag: Bag, rarity: Weights) -> Bag:
        """Hand the weights of words on to their n-grams."""
        lengths = self.lengths[bag.features]
        grams = self.grams[flatten_ranges(self.starts[bag.features], lengths)]
        sums = add_up(grams, np.repeat(bag.weights, lengths), len(rarity))
        features = find_used(sums)
        return Bag(features, (sums[features] * rarity[features]).astype(np.float32))


@dataclass(frozen=True, slots=True)
class Corpus:
    """The examples, their features weighed within each text as the vocabulary weighs messages."""

    vocabulary: Vocabulary
    spellings: Spellings
    spelled: Incidence
    words: Incidence
    concepts: Incidence

    def sum_texts(self, first: int, last: int, weights: Weights) -> Bag:
        """Add up the features of the texts from first to before last."""
        known = self.vocabulary
        width = len(known.word_rarity)
        spelled = self.spelled.sum_rows(first, last, weights, width=width)
        words = self.words.sum_rows(first, last, weights, width=width)
        concepts = self.concepts.sum_rows(first, last, weights, width=len(known.concept_rarity))
        grams = self.spellings.spread(spelled, known.gram_rarity)
        return known.join_blocks(grams, words, concepts)


def build_corpus(readings: Sequence[Reading], concepts: int) -> Corpus:
    """Count and weigh all features of the examples."""
    texts = len(readings)
    numbers: dict[str, int] = {}
    tokens = (numbers.setdefault(w, len(numbers)) for each in readings for w in each.words)
    words = _count(tokens, [len(reading.words) for reading in readings])
    marks = chain.from_iterable(reading.concepts for reading in readings)
    fired = _count(marks, [len(reading.concepts) for reading in readings])
    spellings, hashes = _spell(tuple(numbers))
    word_texts = count_up(words.columns, len(numbers)).astype(float)
    gram_texts = add_up(spellings.grams, np.repeat(word_texts, spellings.lengths), len(hashes))
    concept_texts = count_up(fired.columns, concepts).astype(float)
    vocabulary = Vocabulary(
        words=numbers,
        hashes=hashes,
        gram_rarity=weigh_rarity(gram_texts, texts),
        word_rarity=weigh_rarity(word_texts, texts),
        concept_rarity=weigh_rarity(concept_texts, texts),
    )
    squares = _square_lengths(spellings, vocabulary.gram_rarity)
    return Corpus(
        vocabulary,
        spellings,
        _scale(words, words.values, words.values**2 * squares[words.columns], length=1.0),
        _scale_rare(words, vocabulary.word_rarity, WORD_BLOCK),
        _scale_rare(fired, vocabulary.concept_rarity, CONCEPT_BLOCK),
    )


def _count(features: Iterable[int], sizes: Sequence[int]) -> Incidence:
    """Count the features of texts, given one text after the other and the texts' sizes."""
    columns = np.fromiter(features, dtype=np.int64, count=sum(sizes))
    width = int(columns.max(initial=0)) + 1
    keys = np.repeat(np.arange(len(sizes)), sizes) * width + columns
    pairs, counts = np.unique(keys, return_counts=True)
    rows, columns = np.divmod(pairs, width)
    return Incidence(rows.astype(np.int32), columns.astype(np.int32), counts.astype(np.float32))


def _spell(words: tuple[str, ...]) -> tuple[Spellings, Hashes]:
    grams = hash_grams(words)
    by_word = np.argsort(grams.owners, kind="stable")
    hashes, numbers = np.unique(grams.hashes[by_word], return_inverse=True)
    lengths = count_up(grams.owners, len(words))
    return Spellings(numbers.astype(np.int32), np.cumsum(lengths) - lengths, lengths), hashes


def _square_lengths(spellings: Spellings, rarity: Weights) -> Weights:
    """Square the length of each word as a bag of n-grams."""
    owners = np.repeat(np.arange(len(spellings.lengths)), spellings.lengths)
    return add_up(owners, rarity[spellings.grams] ** 2, len(spellings.lengths))


def _scale_rare(counts: Incidence, rarity: Weights, length: float) -> Incidence:
    values = (1 + np.log(counts.values)) * rarity[counts.columns]
    return _scale(counts, values, values**2, length=length)


def _scale(counts: Incidence, values: Weights, squares: Weights, *, length: float) -> Incidence:
    """Give each text the same length, told the squares that its values count for."""
    norms = np.sqrt(add_up(counts.rows, squares, 0))
    scaled = values * (length / norms[counts.rows])
    return Incidence(counts.rows, counts.columns, scaled.astype(np.float32))
