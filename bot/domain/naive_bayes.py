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


def weigh_evidence(masses: Sequence[Bag], against: Sequence[Bag], size: int) -> NaiveBayes:
    """Compare each class with all others.

    Args:
        masses: what the examples of each class add up to.
        against: what the near misses of each class add up to; they count as others' mass.
        size: the number of features.
    """
    total = np.full(size, SMOOTHING)
    for mass in masses:
        total[mass.features] += mass.weights
    used = [_join_features(*pair) for pair in zip(masses, against, strict=True)]
    starts = np.concatenate(([0], np.cumsum(sum(count_up(each, size) for each in used))))
    model = NaiveBayes(
        starts.astype(np.int32),
        np.empty(starts[-1], dtype=np.uint16),
        np.empty(starts[-1], dtype=np.float32),
        _find_lean(masses, size),
    )
    free = starts[:-1].copy()
    for number, features in enumerate(used):
        places = free[features]
        model.classes[places] = number
        model.evidence[places] = _compare(features, masses[number], against[number], total)
        free[features] += 1
    return model


def _join_features(mass: Bag, against: Bag) -> Numbers:
    if not len(against.features):
        return mass.features
    return np.union1d(mass.features, against.features)


def _find_lean(masses: Sequence[Bag], size: int) -> Weights:
    own = np.array([mass.weights.sum() for mass in masses]) + SMOOTHING * size
    return np.asarray(np.log(own.sum() - own + SMOOTHING * size) - np.log(own))


def _compare(features: Numbers, mass: Bag, against: Bag, total: Weights) -> Weights:
    """Weigh the features for a class, relative to a class that lacks them."""
    own, other = np.full_like(total, SMOOTHING), total.copy()
    own[mass.features] += mass.weights
    other[mass.features] -= mass.weights
    other[against.features] += against.weights
    ratio = own[features] / np.maximum(other[features], SMOOTHING)
    return np.asarray(np.log(ratio * (total[features] / SMOOTHING)))
