"""Learns classes from example texts and scores new texts for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from bot.domain.arrays import Weights
from bot.domain.corpus import build_corpus
from bot.domain.features import Reading, Vocabulary
from bot.domain.naive_bayes import NaiveBayes, weigh_evidence


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text that speaks for a class, and how much."""

    reading: Reading
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Classifier:
    """A vocabulary and the evidence that its features are."""

    vocabulary: Vocabulary
    model: NaiveBayes

    def score(self, reading: Reading) -> Weights | None:
        """Weigh a text for each class; ``None`` if nothing of it is known."""
        bag = self.vocabulary.weigh(reading)
        return self.model.score(bag) if len(bag.features) else None


def learn_classes(lessons: Sequence[Sequence[Lesson]]) -> Classifier:
    """Learn from the lessons of each class."""
    taught = tuple(chain.from_iterable(lessons))
    corpus = build_corpus([lesson.reading for lesson in taught])
    weights = np.array([lesson.weight for lesson in taught])
    ends = np.cumsum([len(run) for run in lessons])
    masses = [
        corpus.sum_texts(end - len(run), end, weights)
        for run, end in zip(lessons, ends, strict=True)
    ]
    return Classifier(corpus.vocabulary, weigh_evidence(masses, sum(corpus.vocabulary.sizes)))
