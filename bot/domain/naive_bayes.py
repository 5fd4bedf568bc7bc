"""Complement-aware naive Bayes: how much more each class uses a feature than all others do.

Weighing is closed-form, so nothing is trained: the weight of feature f for class c is the
logarithm of (mass of f in c) over (mass of f in all other classes), both smoothed, the masses
being those of text vectors of equal length (after Rennie et al., Tackling the poor assumptions
of naive Bayes text classifiers, ICML 2003; and Wang & Manning, Baselines and bigrams, ACL 2012).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.domain.arrays import Numbers, Weights, add_up, count_up, flatten_ranges
from bot.domain.features import Bag

SMOOTHING = 0.04


@dataclass(frozen=True, slots=True)
class NaiveBayes:
    """For each feature, the classes that use it and the evidence it is for each of them."""

    starts: Numbers
    classes: Numbers
    evidence: Weights
    lean: Weights
    """What every unit of weight adds to a class, whatever the feature."""

    def score(self, bag: Bag) -> Weights:
        """Add up the evidence of a text for each class."""
        starts = self.starts[bag.features]
        lengths = self.starts[bag.features + 1] - starts
        places = flatten_ranges(starts, lengths)
        gains = self.evidence[places] * np.repeat(bag.weights, lengths)
        scores = add_up(self.classes[places], gains, len(self.lean))
        return scores + self.lean * float(bag.weights.sum())


def weigh_evidence(masses: Sequence[Bag], size: int) -> NaiveBayes:
    """Compare what the examples of each class add up to with all others; size: of features."""
    total = np.full(size, SMOOTHING)
    for mass in masses:
        total[mass.features] += mass.weights
    used = sum((count_up(mass.features, size) for mass in masses), np.zeros(size, dtype=np.int64))
    starts = np.concatenate(([0], np.cumsum(used)))
    classes = np.empty(starts[-1], dtype=np.uint16)
    evidence = np.empty(starts[-1], dtype=np.float32)
    free = starts[:-1].copy()
    for number, mass in enumerate(masses):
        places = free[mass.features]
        classes[places], evidence[places] = number, _compare(mass, total)
        free[mass.features] += 1
    return NaiveBayes(starts.astype(np.int32), classes, evidence, _find_lean(masses, size))


def _compare(mass: Bag, total: Weights) -> Weights:
    """Weigh a class's features, relative to a class that lacks them."""
    everything = total[mass.features]
    own = mass.weights + SMOOTHING
    others = np.maximum(everything - mass.weights, SMOOTHING)
    return np.asarray(np.log(own / others * (everything / SMOOTHING)))


def _find_lean(masses: Sequence[Bag], size: int) -> Weights:
    own = np.array([mass.weights.sum() for mass in masses]) + SMOOTHING * size
    return np.asarray(np.log(own.sum() - own + SMOOTHING * size) - np.log(own))
