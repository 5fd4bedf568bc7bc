"""Formatted text: a plain text with its entities, counted and found as Telegram does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.preview.refusals import Payload

_DOMAIN_ENDINGS = (
    "academy|app|at|berlin|be|bg|biz|by|ch|cloud|com|cz|de|dev|dk|es|eu|fi|fr|ge|gov|gr|help|"
    "hr|hu|ie|il|in|info|int|io|ir|it|jobs|lt|lu|lv|me|mil|net|nl|no|online|org|pk|pl|pro|pt|"
    "ro|rs|ru|se|si|site|sk|social|support|sy|tr|ua|uk|us|wiki|work|xyz"
)
_FOUND_BY_THEMSELVES = re.compile(
    rf"""
      (?P<email>(?<![\w.+-])[\w.+-]{{1,64}}@(?:[\w-]+\.)+[a-z]{{2,24}}(?!\w))
    | (?P<url>(?:https?|tg)://[^\s<>"']+
      | (?<![\w@./-])(?:[\w-]+\.)+(?:{_DOMAIN_ENDINGS})(?![\w-]|\.\w)(?:[/?\#][^\s<>"']*)?)
    | (?P<bot_command>(?<![\w/<>@.:-])/[a-z0-9_]{{1,64}}(?:@[a-z0-9_]{{3,32}})?(?![\w/]))
    | (?P<mention>(?<!\w)@[a-z][a-z0-9_]{{3,31}}(?!\w))
    | (?P<hashtag>(?<!\w)\#\w*[^\W\d_]\w*)
    | (?P<phone_number>(?<![\w+])\+\d(?:[ ()/.-]{{0,2}}\d){{6,14}}(?!\w))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TRAILING = ".,;:!?'\"»“”…"
_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "url"})
_OUTER_FIRST = ("expandable_blockquote", "blockquote", "pre", "code", "spoiler", "text_link")


@dataclass(frozen=True, slots=True)
class Entity:
    """A marked stretch of text; offset and length are UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str = ""
    language: str = ""

    @property
    def end(self) -> int:
        """Offset of the first unit behind it."""
        return self.offset + self.length

    def payload(self) -> Payload:
        """Give it as the Bot API does."""
        fields: Payload = {"type": self.type, "offset": self.offset, "length": self.length}
        if self.url:
            fields["url"] = self.url
        if self.language:
            fields["language"] = self.language
        return fields


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities, outer ones first."""

    text: str
    entities: tuple[Entity, ...] = ()

    def payload(self, name: str = "text") -> Payload:
        """Give it as fields of a message: text and entities, or caption and caption_entities."""
        if not self.text:
            return {}
        marks = "entities" if name == "text" else f"{name}_entities"
        fields: Payload = {name: self.text}
        if self.entities:
            fields[marks] = [entity.payload() for entity in self.entities]
        return fields


def read_formatted(fields: Payload, name: str = "text") -> Formatted:
    """Read a formatted text back from the fields of a message."""
    marks = "entities" if name == "text" else f"{name}_entities"
    entities = tuple(read_entity(each) for each in fields.get(marks, ()))
    return Formatted(fields.get(name, ""), entities)


def read_entity(fields: Payload) -> Entity:
    """Read one entity from its JSON."""
    place = (int(fields["offset"]), int(fields["length"]))
    return Entity(str(fields["type"]), *place, fields.get("url", ""), fields.get("language", ""))


def utf16_length(text: str) -> int:
    """Count UTF-16 code units, the unit of all offsets and limits."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def find_entities(text: str) -> tuple[Entity, ...]:
    """Find what Telegram marks without being asked: links, commands, numbers, names."""
    return tuple(_found(text, match) for match in _FOUND_BY_THEMSELVES.finditer(text))


def with_found(formatted: Formatted) -> Formatted:
    """Add what Telegram finds by itself, leaving code and links alone."""
    given = formatted.entities
    opaque = [entity for entity in given if entity.type in _OPAQUE]
    found = [new for new in find_entities(formatted.text) if not _touches(new, opaque)]
    return Formatted(formatted.text, in_order((*given, *found))) if found else formatted


def in_order(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Sort entities so that an outer one precedes those inside it."""
    return tuple(sorted(entities, key=_outer_first))


def trimmed(formatted: Formatted) -> Formatted:
    """Cut white space at both ends and what entities had of it."""
    text = formatted.text.strip()
    if text == formatted.text:
        return formatted
    lead = len(formatted.text) - len(formatted.text.lstrip())
    shift = utf16_length(formatted.text[:lead])
    return Formatted(text, tuple(_shifted(formatted.entities, shift, utf16_length(text))))


def _found(text: str, match: re.Match[str]) -> Entity:
    kind = str(match.lastgroup)
    shown = match.group().rstrip(_TRAILING) if kind == "url" else match.group()
    if kind == "url" and shown.endswith(")") and "(" not in shown:
        shown = shown.rstrip(")" + _TRAILING)
    return Entity(kind, utf16_length(text[: match.start()]), utf16_length(shown))


def _touches(new: Entity, others: Iterable[Entity]) -> bool:
    return any(new.offset < other.end and other.offset < new.end for other in others)


def _outer_first(entity: Entity) -> tuple[int, int, int]:
    known = entity.type in _OUTER_FIRST
    rank = _OUTER_FIRST.index(entity.type) if known else len(_OUTER_FIRST)
    return (entity.offset, -entity.length, rank)


def _shifted(entities: Iterable[Entity], shift: int, limit: int) -> Iterator[Entity]:
    for old in entities:
        start, end = max(old.offset - shift, 0), min(old.end - shift, limit)
        if start < end:
            yield Entity(old.type, start, end - start, old.url, old.language)
