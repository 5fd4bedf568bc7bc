"""Decides what a ranking is worth: an answer, a question back, an action or nothing."""

from dataclasses import dataclass, replace

from bot.domain.entry import EntryId
from bot.domain.locale import Locale
from bot.domain.match import MOST_CANDIDATES, Action, Candidate, Match, Outcome


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure is sure enough; all from 0 to 1. `eval --calibrate` fits them."""

    answer: float = 0.6
    """An entry is asserted from this score on ..."""

    margin: float = 0.8
    """... if it leads the next best by this much."""

    clarify: float = 0.03
    """Below this score of the best entry the bot says that it does not know."""

    action: float = 0.4
    urgent: float = 0.15
    """From this score of all urgent entries together on, they are offered whatever else is."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How likely a message means each entry, an action, or nothing that is known."""

    locale: Locale
    candidates: tuple[Candidate, ...] = ()
    action: Action | None = None
    action_score: float = 0.0
    none_score: float = 0.0
    is_near_miss: bool = False
    """The message is one that editors wrote down as *not* the best entry."""

    concepts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def decide(ranking: Ranking, thresholds: Thresholds, urgent: frozenset[EntryId]) -> Match:
    """Choose the outcome; danger is offered long before anything is asserted."""
    best = ranking.candidates[0] if ranking.candidates else Candidate(EntryId(""), 0.0)
    dangers = [candidate for candidate in ranking.candidates if candidate.entry in urgent]
    is_alarmed = sum(danger.score for danger in dangers) >= thresholds.urgent
    offered = _bring_forward(dangers, ranking.candidates) if is_alarmed else ranking.candidates
    found = Match(
        Outcome.NONE,
        entry=None,
        action=None,
        urgent=is_alarmed,
        locale=ranking.locale,
        candidates=offered[:MOST_CANDIDATES],
        concepts=ranking.concepts,
        words=ranking.words,
    )
    if _is_sure(ranking, thresholds) and (best in dangers or not is_alarmed):
        return replace(found, outcome=Outcome.ANSWER, entry=best.entry)
    if _is_action(ranking, thresholds.answer if is_alarmed else thresholds.action):
        return replace(found, outcome=Outcome.ACTION, urgent=False, action=ranking.action)
    if is_alarmed or best.score >= max(thresholds.clarify, ranking.none_score):
        return replace(found, outcome=Outcome.CLARIFY)
    return found


def _is_sure(ranking: Ranking, thresholds: Thresholds) -> bool:
    if not ranking.candidates or ranking.is_near_miss:
        return False
    best, *others = (candidate.score for candidate in ranking.candidates)
    next_best = max(*others, ranking.action_score, ranking.none_score, 0.0)
    return best >= thresholds.answer and best - next_best >= thresholds.margin


def _is_action(ranking: Ranking, threshold: float) -> bool:
    likeliest = max((candidate.score for candidate in ranking.candidates), default=0.0)
    return ranking.action is not None and ranking.action_score >= max(threshold, likeliest)


def _bring_forward(
    dangers: list[Candidate], candidates: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """Leave the likeliest in its place, let the likeliest danger follow, then all others."""
    forward = list(dict.fromkeys((*candidates[:1], *dangers[:1])))
    return (*forward, *(candidate for candidate in candidates if candidate not in forward))
