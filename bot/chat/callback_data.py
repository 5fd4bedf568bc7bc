"""Buttons carry their whole meaning: a version, a screen and its arguments in at most 64 bytes."""

from bot.domain.destination import Destination, Screen

VERSION = "1"
MAX_BYTES = 64
_SEPARATOR = ":"
_MOST_PARTS = 4


def encode_destination(destination: Destination) -> str:
    """Write a destination into a button.

    Raises:
        ValueError: it does not fit (a bug: ids are limited to 48 characters).
    """
    parts = [VERSION, destination.screen.value, destination.subject, destination.detail]
    data = _SEPARATOR.join(parts).rstrip(_SEPARATOR)
    if len(data.encode()) > MAX_BYTES:
        message = f"a button holds {MAX_BYTES} bytes: {data}"
        raise ValueError(message)
    return data


def decode_destination(data: str | None) -> Destination | None:
    """Read a button; ``None`` for one that is forged or of another version."""
    parts = (data or "").split(_SEPARATOR)
    if len(parts) > _MOST_PARTS or parts[0] != VERSION:
        return None
    screen, subject, detail = (*parts[1:], "", "", "")[:3]
    try:
        return Destination(Screen(screen), subject, detail)
    except ValueError:
        return None
