"""Languages as people choose them: a code, the language's own name, its direction."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

Locale = NewType("Locale", str)

SOURCE = Locale("de")
"""The language every text is written in first."""

FALLBACK = Locale("en")
"""What a person gets when nothing is known of the languages they read."""

_ALIASES = {"prs": "fa", "pes": "fa", "pus": "ps", "pbu": "ps"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language the bot speaks."""

    locale: Locale
    native_name: str
    right_to_left: bool


def nearest_locale(tag: str | None, known: Iterable[Locale]) -> Locale | None:
    """Find the locale that serves a BCP 47 tag such as ``de-AT`` or ``prs``."""
    if not tag:
        return None
    language = tag.replace("_", "-").split("-", maxsplit=1)[0].lower()
    wanted = _ALIASES.get(language, language)
    return next((locale for locale in known if locale == wanted), None)
