"""Judges a match by what was expected of it."""

from enum import StrEnum
from typing import assert_never

from bot.domain.match import Match, Outcome, Target


class Verdict(StrEnum):
    """How well a person was served."""

    RIGHT = "right"
    OFFERED = "offered"
    """Not asserted, but among the entries the bot asked back with."""

    MISSED = "missed"
    MISLED = "misled"
    """A wrong entry or action was asserted."""


def judge(match: Match, expected: Target) -> Verdict:
    """Compare a match with where the message should lead."""
    match match.outcome:
        case Outcome.ANSWER:
            return Verdict.RIGHT if match.entry == expected else Verdict.MISLED
        case Outcome.ACTION:
            return Verdict.RIGHT if match.action == expected else Verdict.MISLED
        case Outcome.CLARIFY | Outcome.NONE if expected is None:
            return Verdict.RIGHT
        case Outcome.CLARIFY:
            return Verdict.OFFERED if expected in match.offered else Verdict.MISSED
        case Outcome.NONE:
            return Verdict.MISSED
        case _:
            assert_never(match.outcome)
