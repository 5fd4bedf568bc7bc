"""All examples as arrays: the vocabulary they use, and what a run of examples says together."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.domain.arrays import Hashes, Numbers, Weights, add_up, count_up, find_used, flatten_ranges
from bot.domain.features import (
    CONCEPT_BLOCK,
    NATIVE_BLOCK,
    PAIR_BLOCK,
    WORD_BLOCK,
    Bag,
    Block,
    Mark,
    Reading,
    Vocabulary,
    hash_grams,
    join_bags,
    mark_native,
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
    marks: tuple[Incidence, ...]
    """Words, concepts, pairs of concepts and native words."""

    def sum_texts(self, first: int, last: int, weights: Weights) -> Bag:
        """Add up the features of the texts from first to before last."""
        sizes = self.vocabulary.sizes
        spelled = self.spelled.sum_rows(first, last, weights, width=sizes[1])
        grams = self.spellings.spread(spelled, self.vocabulary.gram_rarity)
        sums = (
            marks.sum_rows(first, last, weights, width=width)
            for marks, width in zip(self.marks, sizes[1:], strict=True)
        )
        return join_bags((grams, *sums), sizes)


def build_corpus(readings: Sequence[Reading]) -> Corpus:
    """Count and weigh all features of the examples."""
    words, counts = _count((reading.words for reading in readings), WORD_BLOCK)
    concepts, fired = _count((reading.concepts for reading in readings), CONCEPT_BLOCK)
    pairs, met = _count((reading.pairs for reading in readings), PAIR_BLOCK)
    native, seen = _mark_native(words, counts, [reading.locale for reading in readings])
    spellings, hashes = _spell(tuple(str(word) for word in words.numbers))
    word_texts = count_up(counts.columns, len(words.rarity)).astype(float)
    gram_texts = add_up(spellings.grams, np.repeat(word_texts, spellings.lengths), len(hashes))
    gram_rarity = weigh_rarity(gram_texts, len(readings))
    squares = _square_lengths(spellings, gram_rarity)[counts.columns]
    return Corpus(
        Vocabulary(hashes, gram_rarity, words, concepts, pairs, native),
        spellings,
        _scale(counts, counts.values, counts.values**2 * squares, length=1.0),
        (
            _weigh(counts, words),
            _weigh(fired, concepts),
            _weigh(met, pairs),
            _weigh(seen, native),
        ),
    )


def _count(texts: Iterable[Sequence[Mark]], length: float) -> tuple[Block, Incidence]:
    """Number the marks of texts as they appear, and count each in each text."""
    numbers: dict[Mark, int] = {}
    sizes: list[int] = []
    flat = array("q")
    for marks in texts:
        sizes.append(len(marks))
        flat.extend([numbers.setdefault(mark, len(numbers)) for mark in marks])
    width = max(len(numbers), 1)
    keys = np.repeat(np.arange(len(sizes)), sizes) * width + np.frombuffer(flat, dtype=np.int64)
    both, counts = np.unique(keys, return_counts=True)
    rows, columns = np.divmod(both, width)
    texts_with = count_up(columns, len(numbers)).astype(float)
    block = Block(numbers, weigh_rarity(texts_with, len(sizes)), length)
    values = counts.astype(np.float32)
    return block, Incidence(rows.astype(np.int32), columns.astype(np.int32), values)


def _mark_native(
    words: Block, counts: Incidence, locales: Sequence[str]
) -> tuple[Block, Incidence]:
    """Count each word once more as a word of its text's language."""
    known = tuple(dict.fromkeys(locales))
    spoken = np.array([known.index(locale) for locale in locales])[counts.rows]
    keys, columns = np.unique(counts.columns * len(known) + spoken, return_inverse=True)
    spelled = tuple(words.numbers)
    marks = (mark_native(str(spelled[key // len(known)]), known[key % len(known)]) for key in keys)
    rarity = weigh_rarity(count_up(columns, len(keys)).astype(float), len(locales))
    block = Block({mark: number for number, mark in enumerate(marks)}, rarity, NATIVE_BLOCK)
    return block, Incidence(counts.rows, columns.astype(np.int32), counts.values)


def _weigh(counts: Incidence, block: Block) -> Incidence:
    values = (1 + np.log(counts.values)) * block.rarity[counts.columns]
    return _scale(counts, values, values**2, length=block.length)


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


def _scale(counts: Incidence, values: Weights, squares: Weights, *, length: float) -> Incidence:
    """Give each text the same length, told the squares that its values count for."""
    norms = np.sqrt(add_up(counts.rows, squares, 0))
    scaled = values * (length / norms[counts.rows])
    return Incidence(counts.rows, counts.columns, scaled.astype(np.float32))
