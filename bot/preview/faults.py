"""Faults that tests plan for coming calls: floods, server errors, lost connections, slowness."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class FaultKind(StrEnum):
    """The ways in which Telegram fails its bots."""

    FLOOD = "flood"  # 429 with retry_after
    SERVER_ERROR = "server error"  # 500 with Telegram's JSON
    BAD_GATEWAY = "bad gateway"  # 502 with a page of HTML
    DROP_BEFORE = "drop before"  # the connection breaks, nothing was done
    DROP_AFTER = "drop after"  # the call took effect, the answer is lost
    DELAY = "delay"  # the call is done, late


@dataclass(frozen=True, slots=True)
class Fault:
    """One planned fault: which calls it meets, how often, and its seconds to wait.

    *method* ``*`` means every method but getUpdates; *chat_id* None means every chat.
    """

    kind: FaultKind
    method: str = "*"
    chat_id: int | None = None
    times: int = 1
    seconds: float = 1.0

    def meets(self, method: str, chat_id: int) -> bool:
        """Tell whether a call falls under this fault."""
        is_method = method != "getupdates" if self.method == "*" else method == self.method.lower()
        return is_method and self.chat_id in {None, chat_id}


class Faults:
    """The faults still to come."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []

    def plan(self, fault: Fault) -> None:
        """Let the next calls that it meets fail."""
        self._planned.append(fault)

    def clear(self) -> None:
        """Let Telegram be well again."""
        self._planned.clear()

    def take(self, method: str, chat_id: int) -> Fault | None:
        """Use up one occurrence of the first fault that meets this call."""
        for place, fault in enumerate(self._planned):
            if fault.meets(method, chat_id):
                left = [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
                self._planned[place : place + 1] = left
                return fault
        return None
