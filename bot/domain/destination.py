"""Where a button leads: a screen and what it shows, independent of any channel."""

from dataclasses import dataclass
from enum import StrEnum


class Screen(StrEnum):
    """Everything a button can lead to; the values are short because buttons carry them."""

    MENU = "m"
    TOPIC = "t"
    ENTRY = "e"
    ENTRY_LANGUAGES = "el"
    ENTRY_CONTACTS = "ec"
    RATE = "r"
    WORD = "w"
    WORDS = "ws"
    LANGUAGES = "ls"
    LANGUAGE = "l"
    CONTACTS = "cs"
    CONTACT_KIND = "ck"
    CONTACT = "c"
    ADVICE = "a"
    NONE_OF_THESE = "n"
    HELP = "h"
    PRIVACY = "p"
    ERASE = "x"
    ERASE_NOW = "xx"


@dataclass(frozen=True, slots=True)
class Destination:
    """A screen with at most two arguments (ids or codes)."""

    screen: Screen
    subject: str = ""
    detail: str = ""
