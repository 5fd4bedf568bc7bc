"""Whether an entry may be shown on a day."""

from datetime import date
from enum import StrEnum

from bot.domain.entry import Entry


class Validity(StrEnum):
    """An entry's standing on a day."""

    VALID = "valid"
    NOT_YET = "not yet"
    EXPIRED = "expired"


def judge_validity(entry: Entry, today: date) -> Validity:
    """Judge an entry by its dates; both bounds are days on which it may be shown."""
    if entry.valid_until is not None and today > entry.valid_until:
        return Validity.EXPIRED
    if entry.valid_from is not None and today < entry.valid_from:
        return Validity.NOT_YET
    return Validity.VALID
