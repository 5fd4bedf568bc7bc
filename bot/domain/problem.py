"""What an editor must (error) or should (warning) mend, with the place where it stands."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Errors keep a file from being used; warnings do not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One line for an editor; lines and columns count from 1."""

    path: str
    line: int
    column: int
    level: Level
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Write the problem so that a terminal makes the place clickable."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.level}: {self.message}{hint}"
