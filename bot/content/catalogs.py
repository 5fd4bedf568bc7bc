"""Reads locales/: the interface in every language, with plural forms, dates and lists by Babel."""

import gettext
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Formatter

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from bot.domain.errors import EditorError
from bot.domain.locale import FALLBACK, SOURCE, Language, Locale
from bot.domain.problem import Level, Problem

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


MARK_OF_PREPARATION = "PREPARING"
"""A file of this name in a language's folder keeps the language from being offered."""


@dataclass(frozen=True, slots=True)
class CatalogVoice:
    """The interface in one language; what a catalog lacks is said in English."""

    language: Language
    _messages: gettext.NullTranslations
    _babel: BabelLocale

    def say(self, message: str, **values: object) -> str:
        """Say a message (the English msgid) with its values."""
        return self._filled(self._messages.gettext(message), values)

    def plural(self, singular: str, plural: str, count: int) -> str:
        """Say a message in the plural form that ``count`` needs; it fills ``{count}``."""
        return self._filled(self._messages.ngettext(singular, plural, count), {"count": count})

    def date(self, day: date) -> str:
        """Write a day in full, as the language does."""
        return format_date(day, "long", locale=self._babel)

    def listing(self, items: tuple[str, ...]) -> str:
        """Join items with commas and an “and”."""
        return format_list(items, locale=self._babel)

    def language_name(self, locale: Locale) -> str:
        """Name another language in this one."""
        found = find_language(locale)
        return (found.get_display_name(self._babel) if found else None) or locale

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        if not values:
            return text
        if not self.language.right_to_left:
            return text.format(**values)
        isolated = {
            key: f"{_FIRST_STRONG_ISOLATE}{value}{_POP_ISOLATE}" for key, value in values.items()
        }
        return text.format(**isolated)


@dataclass(frozen=True, slots=True)
class Catalogs:
    """The voices of all languages found in the folder."""

    voices: Mapping[Locale, CatalogVoice]
    preparing: frozenset[Locale] = frozenset()
    """Languages that translators are at work on: their texts are kept, not offered."""

    @property
    def languages(self) -> tuple[Language, ...]:
        """List the languages: German and English first, then by their own names."""
        languages = (voice.language for voice in self.voices.values())
        return tuple(sorted(languages, key=_picker_order))

    def voice(self, locale: Locale) -> CatalogVoice:
        """Give the voice of a language, or the English one."""
        return self.voices.get(locale) or self.voices[FALLBACK]


def read_catalogs(folder: Path) -> Catalogs:
    """Read every ``<locale>/LC_MESSAGES/messages.po`` of the folder.

    Raises:
        EditorError: catalogs are broken (all their problems), or English is not there.
    """
    voices: dict[Locale, CatalogVoice] = {}
    preparing = {Locale(mark.parent.name) for mark in folder.glob(f"*/{MARK_OF_PREPARATION}")}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        try:
            voice = _read_voice(path, path.parts[-3])
        except EditorError as error:
            problems += error.problems
        else:
            if voice.language.locale not in preparing:
                voices[voice.language.locale] = voice
    if FALLBACK not in voices and not problems:
        problems.append(_error(folder, 1, "there is no English catalog (en)"))
    if problems:
        raise EditorError(tuple(problems))
    return Catalogs(voices, frozenset(preparing))


def find_language(code: str) -> BabelLocale | None:
    """Find what is known of a language by its code (BCP 47), such as ``de`` or ``fa-AF``."""
    try:
        return BabelLocale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _read_voice(path: Path, code: str) -> CatalogVoice:
    babel = find_language(code)
    if babel is None:
        raise EditorError((_error(path, 1, f"“{code}” is no language code"),))
    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale=babel, abort_invalid=True)
        messages = _compiled(catalog)
    except PoFileError as error:
        message = str(error).removesuffix(f" on {error.lineno}")  # Babel counts lines from 0
        raise EditorError((_error(path, error.lineno + 1, message),)) from error
    except (ValueError, LookupError, OSError) as error:
        raise EditorError((_error(path, 1, f"cannot be read: {error}"),)) from error
    if problems := tuple(_wrong_placeholders(path, catalog)):
        raise EditorError(problems)
    name = babel.get_display_name(babel) or code
    language = Language(
        Locale(code), name[0].upper() + name[1:], babel.character_order == "right-to-left"
    )
    return CatalogVoice(language, messages, babel)


def _compiled(catalog: Catalog) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _wrong_placeholders(path: Path, catalog: Catalog) -> Iterator[Problem]:
    """Find placeholders that the English text does not fill: saying them would fail."""
    for message in catalog:
        if not message.id or message.fuzzy:
            continue
        known = {name for text in _forms(message.id) for name in _placeholders(text)}
        for text in _forms(message.string):
            for name in _placeholders(text):
                if name not in known:
                    found = f"the placeholder “{name}” is not in the English text"
                    yield _error(path, message.lineno or 1, found)


def _forms(text: str | Iterable[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _placeholders(text: str) -> Iterator[str]:
    try:
        parts = tuple(Formatter().parse(text))
    except ValueError:
        yield "{"
    else:
        yield from (name for _, name, _, _ in parts if name is not None)


def _error(path: Path, line: int, message: str) -> Problem:
    return Problem(str(path), line, 1, Level.ERROR, message)


def _picker_order(language: Language) -> tuple[int, str]:
    first = {SOURCE: 0, FALLBACK: 1}
    return first.get(language.locale, 2), language.native_name
