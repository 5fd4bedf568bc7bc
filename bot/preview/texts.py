"""Texts of a call: cleaned, parsed, measured, and marked as Telegram would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.preview.entities import (
    Formatted,
    in_order,
    read_entity,
    trimmed,
    utf16_length,
    with_found,
)
from bot.preview.links import checked_link
from bot.preview.markup import clean, parse_html
from bot.preview.refusals import refuse

if TYPE_CHECKING:
    from bot.preview.entities import Entity
    from bot.preview.parameters import Call

TEXT_LIMIT = 4096  # UTF-16 code units, after parsing
CAPTION_LIMIT = 1024
_RAW_LIMIT = 1 << 15  # bytes, before parsing


def read_text(call: Call) -> Formatted:
    """Read the text of a message; refuses empty, overlong and wrongly marked ones."""
    if not call.has("text"):
        refuse("message text is empty")
    formatted = _read(call, "text", "entities")
    if not formatted.text:
        refuse("text must be non-empty")
    if utf16_length(formatted.text) > TEXT_LIMIT:
        refuse("message is too long")
    return formatted


def read_caption(call: Call) -> Formatted:
    """Read the caption of a file; may be empty."""
    formatted = _read(call, "caption", "caption_entities")
    if utf16_length(formatted.text) > CAPTION_LIMIT:
        refuse("message caption is too long")
    return formatted


def format_plain(text: str) -> Formatted:
    """Mark a text as Telegram marks what a person types."""
    return with_found(trimmed(Formatted(clean(text))))


def _read(call: Call, name: str, entities_name: str) -> Formatted:
    raw = call.text(name)
    if len(raw.encode("utf-8", "surrogatepass")) > _RAW_LIMIT:
        refuse("text is too long")
    match call.text("parse_mode").lower():
        case "html":
            formatted = parse_html(clean(raw))
        case "" | "none":
            formatted = Formatted(clean(raw), _given_entities(call, entities_name))
        case _:  # Telegram knows two kinds of Markdown as well; this stand-in does not
            refuse("unsupported parse_mode")
    return with_found(trimmed(formatted))


def _given_entities(call: Call, name: str) -> tuple[Entity, ...]:
    given = call.structure(name) or ()
    try:
        entities = (read_entity(each) for each in given)
        return in_order(each for each in entities if not each.url or checked_link(each.url))
    except (KeyError, TypeError, ValueError) as error:
        refuse(f"can't parse MessageEntity: {error}")
