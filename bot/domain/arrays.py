"""The few steps on arrays that counting many texts at once is made of."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.integer[Any]]
Weights = NDArray[np.floating[Any]]
Hashes = NDArray[np.uint32]


def add_up(places: Numbers, weights: Weights, size: int) -> Weights:
    """Add up the weights that fall on each of so many places."""
    return np.bincount(places, weights, minlength=size).astype(np.float64, copy=False)


def count_up(places: Numbers, size: int) -> Numbers:
    """Count what falls on each of so many places."""
    return np.bincount(places, minlength=size)


def find_used(weights: Weights) -> Numbers:
    """List the places that something fell on."""
    return np.flatnonzero(weights).astype(np.int32)


def flatten_ranges(starts: Numbers, lengths: Numbers) -> Numbers:
    """List all positions of some ranges, one range after the other."""
    offsets = np.cumsum(lengths) - lengths
    return np.repeat(starts - offsets, lengths) + np.arange(int(lengths.sum()))
