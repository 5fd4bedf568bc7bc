"""Telegram's HTML: parsed to a text with entities, or refused in Telegram's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from bot.preview.entities import Entity, Formatted, in_order, utf16_length
from bot.preview.links import checked_link
from bot.preview.refusals import refuse

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPECIAL = re.compile("[<&]")
_REFERENCE = re.compile(r"&(?:#x([0-9a-f]{1,8})|#([0-9]{1,9})|([a-z]+));?", re.IGNORECASE)
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACE = re.compile(r"\s*")
_CONTROLS = {code: " " for code in range(32) if code != ord("\n")} | {ord("\r"): None}
# Telegram drops line separators and the old bidirectional embeddings; isolates and marks stay.
_DROPPED = dict.fromkeys(range(0x2028, 0x202F))
_CLEANING = str.maketrans(_CONTROLS | _DROPPED | {0x333: None, 0x33F: None, 0x30A: None})
_LAST_CODE_POINT = 0x10FFFF


@dataclass(frozen=True, slots=True)
class _OpenTag:
    name: str
    argument: str
    offset: int
    parts: int


def clean(text: str) -> str:
    """Take out the characters that Telegram does not carry."""
    return text.translate(_CLEANING)


def parse_html(html: str) -> Formatted:
    """Parse Telegram's HTML; refuses unknown, crossed and unclosed tags with their byte offset."""
    return _Parser(html).parse()


class _Parser:
    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.parts: list[str] = []
        self.length = 0
        self.opened: list[_OpenTag] = []
        self.entities: list[Entity] = []

    def parse(self) -> Formatted:
        while (special := _SPECIAL.search(self.html, self.at)) is not None:
            self._take(self.html[self.at : special.start()])
            self.at = special.start()
            self._read_special()
        self._take(self.html[self.at :])
        if self.opened:
            _fail(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].name}"')
        return Formatted("".join(self.parts), in_order(self.entities))

    def _take(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += utf16_length(text)

    def _read_special(self) -> None:
        if self.html[self.at] == "&":
            self._take(self._read_reference())
        elif self.html.startswith("</", self.at):
            self._close_tag()
        else:
            self._open_tag()

    def _read_reference(self) -> str:
        match = _REFERENCE.match(self.html, self.at)
        meant = _meaning(match) if match else ""
        self.at = match.end() if match and meant else self.at + 1
        return meant or "&"

    def _open_tag(self) -> None:
        begin = self.at
        name = self._read(_TAG_NAME, begin + 1).lower()
        if self._is_over():
            _fail(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in _TYPES:
            _fail(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        argument = self._read_attributes(name, begin)
        if name == "span" and argument != "spoiler":
            where = self._byte(begin)
            _fail(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.at += 1
        self.opened.append(_OpenTag(name, argument, self.length, len(self.parts)))

    def _read_attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while not self._skip_space().startswith(">"):
            attribute = self._read(_ATTRIBUTE_NAME, self.at)
            if not attribute:
                where = self._byte(begin)
                _fail(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
            value = self._read_value(tag, begin)
            argument = _argument(tag, attribute, value) or argument
        return argument

    def _read_value(self, tag: str, begin: int) -> str:
        has_value = self._skip_space().startswith("=")
        if has_value:
            self.at += 1
            self._skip_space()
        if self._is_over():
            _fail(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        value = self._read_given_value() if has_value else ""
        if self._is_over():
            _fail(f"Unclosed start tag at byte offset {self._byte(begin)}")
        return value

    def _read_given_value(self) -> str:
        first = self.html[self.at]
        return self._read_quoted(first) if first in {'"', "'"} else self._read_token()

    def _read_quoted(self, quote: str) -> str:
        end = self.html.find(quote, self.at + 1)
        end = len(self.html) if end < 0 else end
        raw = self.html[self.at + 1 : end]
        self.at = min(end + 1, len(self.html))
        return _REFERENCE.sub(lambda match: _meaning(match) or match.group(), raw)

    def _read_token(self) -> str:
        begin = self.at
        token = self._read(_TOKEN, begin)
        if not self._is_over() and not self.html[self.at].isspace() and self.html[self.at] != ">":
            _fail(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return token.lower()

    def _close_tag(self) -> None:
        begin = self.at
        if not self.opened:
            _fail(f"Unexpected end tag at byte offset {self._byte(begin)}")
        name = self._read(_TAG_NAME, begin + 2).lower()
        if not self._skip_space().startswith(">"):
            _fail(f"Unclosed end tag at byte offset {self._byte(begin)}")
        tag = self.opened.pop()
        if name not in {"", tag.name}:
            place = f'at byte offset {self._byte(begin)}, expected "</{tag.name}>"'
            _fail(f'Unmatched end tag {place}, found "</{name}>"')
        self.at += 1
        if self.length > tag.offset:
            self._add_entity(tag)

    def _add_entity(self, tag: _OpenTag) -> None:
        length = self.length - tag.offset
        inner = self.entities[-1] if self.entities else None
        is_around = inner is not None and (inner.offset, inner.length) == (tag.offset, length)
        if tag.name == "pre" and inner and is_around and inner.type == "code" and inner.language:
            self.entities[-1] = Entity("pre", tag.offset, length, language=inner.language)
        elif tag.name == "code" and inner and is_around and inner.type == "pre" and tag.argument:
            self.entities[-1] = Entity("pre", tag.offset, length, language=tag.argument)
        elif tag.name == "a":
            self._add_link(tag, length)
        else:
            self._add_plain(tag, length)

    def _add_plain(self, tag: _OpenTag, length: int) -> None:
        type_ = _TYPES[tag.name]
        if tag.name == "blockquote" and tag.argument:
            type_ = "expandable_blockquote"
        language = tag.argument if type_ == "code" else ""
        self.entities.append(Entity(type_, tag.offset, length, language=language))

    def _add_link(self, tag: _OpenTag, length: int) -> None:
        url = checked_link(tag.argument or "".join(self.parts[tag.parts :]))
        if url:
            self.entities.append(Entity("text_link", tag.offset, length, url=url))

    def _read(self, pattern: re.Pattern[str], at: int) -> str:
        match = pattern.match(self.html, at)
        self.at = match.end() if match else at
        return match.group() if match else ""

    def _skip_space(self) -> str:
        self._read(_SPACE, self.at)
        return self.html[self.at : self.at + 1]

    def _is_over(self) -> bool:
        return self.at >= len(self.html)

    def _byte(self, index: int) -> int:
        return len(self.html[:index].encode())


def _meaning(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED.get(name, "")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    is_character = 0 < code < _LAST_CODE_POINT and not 0xD800 <= code <= 0xDFFF  # noqa: PLR2004
    return chr(code) if is_character else ""


def _argument(tag: str, attribute: str, value: str) -> str:
    match tag, attribute:
        case "a", "href":
            return value
        case "code", "class" if value.startswith("language-"):
            return value.removeprefix("language-")
        case "span", "class" if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case "blockquote", "expandable":
            return "expandable"
        case _:
            return ""


def _fail(reason: str) -> NoReturn:
    refuse(f"can't parse entities: {reason}")
