"""Fits the thresholds to utterances whose right answer is known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from bot.domain.decision import Ranking, Thresholds, decide
from bot.domain.entry import EntryId
from bot.domain.judgement import Verdict, judge
from bot.domain.locale import Locale
from bot.domain.match import Match, Target


@dataclass(frozen=True, slots=True)
class Rated:
    """An utterance's ranking and where it should lead."""

    ranking: Ranking
    expected: Target


@dataclass(frozen=True, slots=True)
class Bounds:
    """What must not be exceeded, as shares from 0 to 1."""

    misled: float = 0.02
    """Questions that have an answer and get a wrong one, in the language where most do."""

    answered: float = 0.12
    """Messages out of scope that get an answer all the same."""

    alarmed: float = 0.06
    """Questions without danger that are met with emergency numbers."""


OFFERED_WORTH = 0.7
"""What the right entry among those offered is worth beside the right answer at once."""

_ANSWER = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_MARGIN = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
_CLARIFY = (0.03, 0.05, 0.08)
_URGENT = (0.05, 0.07, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3)


def calibrate(
    rated: Sequence[Rated], urgent: frozenset[EntryId], bounds: Bounds | None = None
) -> Thresholds:
    """Choose the thresholds that help most within the bounds; without any, keep the defaults.

    The alarm for urgent entries is set first, as early as its bound allows.
    """
    within = bounds or Bounds()
    start = _set_alarm(rated, urgent, within)
    best, most = start, 0.0
    for answer, margin, clarify in product(_ANSWER, _MARGIN, _CLARIFY):
        thresholds = replace(start, answer=answer, margin=margin, clarify=clarify)
        tally = _count(rated, thresholds, urgent)
        if tally.worth > most and tally.keeps(within):
            best, most = thresholds, tally.worth
    return best


@dataclass(frozen=True, slots=True)
class _Tally:
    """How utterances were served, as shares of those it concerns."""

    worth: float
    misled: float
    answered: float
    alarmed: float

    def keeps(self, bounds: Bounds) -> bool:
        return self.misled <= bounds.misled and self.answered <= bounds.answered


# A wrong answer that sounds sure is worse than none.
_WORTH = {
    Verdict.RIGHT: 1.0,
    Verdict.OFFERED: OFFERED_WORTH,
    Verdict.MISSED: 0.0,
    Verdict.MISLED: -1.5,
}


def _set_alarm(rated: Sequence[Rated], urgent: frozenset[EntryId], bounds: Bounds) -> Thresholds:
    settings: Iterator[Thresholds] = (replace(Thresholds(), urgent=score) for score in _URGENT)
    quiet = (s for s in settings if _count(rated, s, urgent).alarmed <= bounds.alarmed)
    return next(quiet, Thresholds()) if rated else Thresholds()


def _count(rated: Sequence[Rated], thresholds: Thresholds, urgent: frozenset[EntryId]) -> _Tally:
    served = [(decide(one.ranking, thresholds, urgent), one.expected) for one in rated]
    verdicts = [judge(match, expected) for match, expected in served if expected is not None]
    stray = [judge(match, None) for match, expected in served if expected is None]
    calm = [match.urgent for match, expected in served if expected and expected not in urgent]
    return _Tally(
        worth=_mean(_WORTH[verdict] for verdict in verdicts),
        misled=_find_worst(served),
        answered=_mean(verdict is Verdict.MISLED for verdict in stray),
        alarmed=_mean(calm),
    )


def _find_worst(served: Sequence[tuple[Match, Target]]) -> float:
    """Find the share of misled questions in the language where it is highest."""
    misled: defaultdict[Locale, list[bool]] = defaultdict(list)
    for match, expected in served:
        if expected is not None:
            misled[match.locale].append(judge(match, expected) is Verdict.MISLED)
    return max(map(_mean, misled.values()), default=0.0)


def _mean(values: Iterable[float]) -> float:
    counted = tuple(values)
    return sum(counted) / len(counted) if counted else 0.0
