"""Formatted text written as HTML: Telegram's own for tests, paragraphs for the page."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, TypeAlias

from bot.preview.entities import utf16_length
from bot.preview.links import checked_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.preview.entities import Entity, Formatted

_Tagging: TypeAlias = "Callable[[_Units, Entity], tuple[str, str]]"  # opening and closing tag

_BLOCKS = {
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote expandable>", "</blockquote>"),
    "pre": ("<pre>", "</pre>"),
}
_PAGE_BLOCKS = _BLOCKS | {
    "expandable_blockquote": ('<blockquote class="expandable">', "</blockquote>"),
    "pre": ('<div class="pre">', "</div>"),
}
_TAGS = _BLOCKS | {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ("<tg-spoiler>", "</tg-spoiler>"),
    "code": ("<code>", "</code>"),
}
_SPOILER = '<span class="spoiler" role="button" tabindex="0" aria-label="Hidden text">'
_PAGE_TAGS = _TAGS | {
    "spoiler": (_SPOILER, "</span>"),
    "mention": ('<span class="mention">', "</span>"),
    "hashtag": ('<span class="mention">', "</span>"),
}


def telegram_html(formatted: Formatted) -> str:
    """Write a text in Telegram's HTML, found links and commands left plain."""
    units = _Units(formatted.text)
    return "".join(_inline(units, formatted.entities, (0, len(units)), _telegram_tag))


def page_html(formatted: Formatted) -> str:
    """Write a text for a web page: every paragraph finds its own direction."""
    units = _Units(formatted.text)
    blocks = [entity for entity in formatted.entities if entity.type in _BLOCKS]
    inner = [entity for entity in formatted.entities if entity.type not in _BLOCKS]
    parts: list[str] = []
    at = 0
    for block in blocks:
        if block.offset >= at:  # one inside another is not drawn apart
            parts += _paragraphs(units, inner, (at, units.before_break(block.offset)))
            opening, closing = _PAGE_BLOCKS[block.type]
            parts += (opening, *_paragraphs(units, inner, (block.offset, block.end)), closing)
            at = units.after_break(block.end)
    parts += _paragraphs(units, inner, (at, len(units)))
    return "".join(parts)


class _Units:
    """A text that is cut by UTF-16 code units."""

    def __init__(self, text: str) -> None:
        self._raw = text.encode("utf-16-le", "surrogatepass")

    def __len__(self) -> int:
        return len(self._raw) // 2

    def cut(self, start: int, end: int) -> str:
        return self._raw[start * 2 : end * 2].decode("utf-16-le", "replace")

    def before_break(self, at: int) -> int:
        return at - 1 if at and self.cut(at - 1, at) == "\n" else at

    def after_break(self, at: int) -> int:
        return at + 1 if self.cut(at, at + 1) == "\n" else at


def _paragraphs(units: _Units, entities: Sequence[Entity], span: tuple[int, int]) -> Iterator[str]:
    start, end = span
    for line in units.cut(start, end).split("\n") if start < end else ():
        stop = start + utf16_length(line)
        shown = "".join(_inline(units, entities, (start, stop), _page_tag))
        yield f'<p dir="auto">{shown or "<br>"}</p>'
        start = stop + 1


def _inline(
    units: _Units, entities: Sequence[Entity], span: tuple[int, int], tag: _Tagging
) -> Iterator[str]:
    inside = [each for each in entities if each.offset < span[1] and each.end > span[0]]
    edges = {edge for each in inside for edge in (each.offset, each.end)}
    cuts = sorted({*span, *(edge for edge in edges if span[0] < edge < span[1])})
    opened: list[Entity] = []
    for left, right in pairwise(cuts):
        wanted = [each for each in inside if each.offset <= left and each.end >= right]
        kept = _common_start(opened, wanted)
        yield from (tag(units, each)[1] for each in reversed(opened[kept:]))
        yield from (tag(units, each)[0] for each in wanted[kept:])
        yield escape(units.cut(left, right), quote=False)
        opened = wanted
    yield from (tag(units, each)[1] for each in reversed(opened))


def _common_start(first: Sequence[Entity], second: Sequence[Entity]) -> int:
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], pairs))


def _telegram_tag(_units: _Units, entity: Entity) -> tuple[str, str]:
    if entity.type == "text_link":
        return f'<a href="{escape(entity.url)}">', "</a>"
    if entity.type == "pre" and entity.language:
        return f'<pre><code class="language-{escape(entity.language)}">', "</code></pre>"
    return _TAGS.get(entity.type, ("", ""))


def _page_tag(units: _Units, entity: Entity) -> tuple[str, str]:
    shown = units.cut(entity.offset, entity.end)
    match entity.type:
        case "text_link":
            return _anchor(entity.url)
        case "url":
            return _anchor(checked_link(shown))
        case "email":
            return _anchor(f"mailto:{shown}")
        case "phone_number":
            return _anchor("tel:" + re.sub(r"[^+\d]", "", shown))
        case "bot_command":
            command = f'<a class="command" href="#" role="button" data-command="{escape(shown)}">'
            return command, "</a>"
        case _:
            return _PAGE_TAGS.get(entity.type, ("", ""))


def _anchor(url: str) -> tuple[str, str]:
    if not url:
        return "", ""
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">', "</a>"
