"""Telegram's refusals: what a call is answered with when it cannot be done."""

from __future__ import annotations

from typing import Any, NoReturn, TypeAlias

# JSON of the Bot API, in the shape in which it goes over the wire.
Payload: TypeAlias = dict[str, Any]


class ApiError(Exception):
    """A call that Telegram refuses: HTTP status, description, for floods the wait in seconds."""

    def __init__(self, code: int, description: str, *, retry_after: int = 0) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def payload(self) -> Payload:
        """Give the body of the answer."""
        body: Payload = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def refuse(reason: str) -> NoReturn:
    """Refuse a call that is wrong in itself (400)."""
    raise ApiError(400, f"Bad Request: {reason}")


def forbid(reason: str) -> NoReturn:
    """Refuse a call that the bot may not make (403)."""
    raise ApiError(403, f"Forbidden: {reason}")


def flood_error(retry_after: int) -> ApiError:
    """Make the refusal for too many calls (429); *retry_after* is in seconds."""
    text = f"Too Many Requests: retry after {retry_after}"
    return ApiError(429, text, retry_after=retry_after)


def conflict_error(reason: str) -> ApiError:
    """Make the refusal for a second reader of the updates (409)."""
    return ApiError(409, f"Conflict: {reason}")
