"""Measures how well the matching serves, by utterances whose right answer is known."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.calibration import Bounds, Rated, calibrate
from bot.domain.decision import Thresholds
from bot.domain.entry import EntryId
from bot.domain.judgement import Verdict, judge
from bot.domain.locale import Locale
from bot.domain.match import Action, Match, Target, Utterance
from bot.domain.matching import Matcher

MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class Measures:
    """What came out for some utterances; shares from 0 to 1 of those each one concerns."""

    asked: int
    """Utterances that an entry answers; the next four are shares of these."""

    first: float
    """The right entry stands first, however sure the match is."""

    helped: float
    """The right entry is the answer, or among the entries offered."""

    answered: float
    misled: float
    declined: float
    """Of the utterances out of scope, those that got no answer."""

    acted: float
    """Of the requests to the bot itself, those understood."""

    danger_reached: float
    """Of the utterances about danger, those that reach the right entry."""

    language_right: float


@dataclass(frozen=True, slots=True)
class Confusion:
    """One entry takes another one's utterances."""

    expected: str
    found: str
    count: int


@dataclass(frozen=True, slots=True)
class EntryMeasure:
    """How often one entry's utterances were helped."""

    entry: EntryId
    asked: int
    helped: float


@dataclass(frozen=True, slots=True)
class LocaleMeasures:
    """The measures of one language."""

    locale: Locale
    measures: Measures


@dataclass(frozen=True, slots=True)
class Report:
    """All that the utterances say about the matching."""

    overall: Measures
    by_locale: tuple[LocaleMeasures, ...]
    confusions: tuple[Confusion, ...]
    worst_entries: tuple[EntryMeasure, ...]


@dataclass(frozen=True, slots=True)
class _Trial:
    utterance: Utterance
    match: Match
    verdict: Verdict

    @property
    def is_helped(self) -> bool:
        return self.verdict in {Verdict.RIGHT, Verdict.OFFERED}

    @property
    def is_first(self) -> bool:
        first = self.match.candidates[:1]
        return any(candidate.entry == self.utterance.expected for candidate in first)


def evaluate(matcher: Matcher, utterances: Sequence[Utterance]) -> Report:
    """Match every utterance, as somebody would whose language is not known, and sum up."""
    trials = [_try(matcher, utterance) for utterance in utterances]
    by_locale: defaultdict[Locale, list[_Trial]] = defaultdict(list)
    for trial in trials:
        by_locale[trial.utterance.locale].append(trial)
    return Report(
        overall=_measure(trials, matcher.urgent),
        by_locale=tuple(
            LocaleMeasures(locale, _measure(some, matcher.urgent))
            for locale, some in by_locale.items()
        ),
        confusions=_list_confusions(trials),
        worst_entries=_list_worst(trials),
    )


def fit_thresholds(
    matcher: Matcher, utterances: Sequence[Utterance], bounds: Bounds | None = None
) -> Thresholds:
    """Fit the thresholds to the utterances in languages the matcher has learned."""
    rated = [
        Rated(matcher.rank(utterance.text, None), utterance.expected)
        for utterance in utterances
        if utterance.locale in matcher.locales
    ]
    return calibrate(rated, matcher.urgent, bounds)


def _try(matcher: Matcher, utterance: Utterance) -> _Trial:
    match = matcher.match(utterance.text, None)
    return _Trial(utterance, match, judge(match, utterance.expected))


def _measure(trials: Sequence[_Trial], urgent: frozenset[EntryId]) -> Measures:
    asked = [trial for trial in trials if _is_entry(trial.utterance.expected)]
    stray = [trial for trial in trials if trial.utterance.expected is None]
    requests = [trial for trial in trials if isinstance(trial.utterance.expected, Action)]
    danger = [trial for trial in asked if trial.utterance.expected in urgent]
    return Measures(
        asked=len(asked),
        first=_share(trial.is_first for trial in asked),
        helped=_share(trial.is_helped for trial in asked),
        answered=_share(trial.verdict is Verdict.RIGHT for trial in asked),
        misled=_share(trial.verdict is Verdict.MISLED for trial in asked),
        declined=_share(trial.is_helped for trial in stray),
        acted=_share(trial.is_helped for trial in requests),
        danger_reached=_share(trial.is_helped for trial in danger),
        language_right=_share(trial.match.locale == trial.utterance.locale for trial in trials),
    )


def _list_confusions(trials: Iterable[_Trial]) -> tuple[Confusion, ...]:
    counted = Counter(
        (_name(trial.utterance.expected), _name(trial.match.candidates[0].entry))
        for trial in trials
        if trial.match.candidates and _is_entry(trial.utterance.expected) and not trial.is_first
    )
    return tuple(
        Confusion(expected, found, count)
        for (expected, found), count in counted.most_common(MOST_LISTED)
    )


def _list_worst(trials: Iterable[_Trial]) -> tuple[EntryMeasure, ...]:
    by_entry: defaultdict[str, list[_Trial]] = defaultdict(list)
    for trial in trials:
        if _is_entry(trial.utterance.expected):
            by_entry[_name(trial.utterance.expected)].append(trial)
    measured = [
        EntryMeasure(EntryId(entry), len(some), _share(trial.is_helped for trial in some))
        for entry, some in by_entry.items()
    ]
    return tuple(sorted(measured, key=lambda one: (one.helped, one.entry))[:MOST_LISTED])


def _is_entry(target: Target) -> bool:
    return target is not None and not isinstance(target, Action)


def _name(target: Target) -> str:
    return str(target) if target is not None else "none"


def _share(verdicts: Iterable[bool]) -> float:
    counted = tuple(verdicts)
    return sum(counted) / len(counted) if counted else 0.0
