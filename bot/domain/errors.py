"""Errors by remedy: who can mend it, or whether it mends itself.

ChancenlotseError
├── PersonError      the person can do it differently
├── EditorError      an editor can mend a file (carries the problems)
├── OperatorError    the operator can mend a setting or the machine
└── TryLaterError    passes by itself: network, locked database
"""

from bot.domain.problem import Problem


class ChancenlotseError(Exception):
    """Root of everything this program raises on purpose."""


class PersonError(ChancenlotseError):
    """The person can do it differently; the text never reaches them untranslated."""


class EditorError(ChancenlotseError):
    """A file of the knowledge cannot be used."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Carry all problems found, not only the first."""
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class OperatorError(ChancenlotseError):
    """A setting, a right or the machine keeps the program from working."""


class TryLaterError(ChancenlotseError):
    """Something outside failed in a way that passes."""
