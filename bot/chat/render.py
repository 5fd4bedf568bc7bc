"""Turns replies into Telegram messages: valid HTML, split at paragraphs, right direction."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from bot.chat.callback_data import encode_destination
from bot.domain.locale import Language
from bot.domain.reply import (
    Block,
    Choice,
    Fact,
    Facts,
    Heading,
    Link,
    Note,
    Paragraph,
    Reply,
    Response,
    Row,
    Steps,
)
from bot.services.ports import ChatId, Outgoing

MAX_LENGTH = 4_000
"""Telegram takes 4,096 UTF-16 units after the tags are removed; some room is left."""

MAX_LABEL = 64
_RIGHT_TO_LEFT_MARK = "\u200f"
_LATIN_RUN = re.compile(
    r"(?:[§+]+[ \u00a0]?)?[A-Za-zÀ-ɏ0-9]"
    r"(?:(?:[A-Za-zÀ-ɏ0-9 \u00a0.,:;/+&§@%€–-]|„[^“]*“)*(?:[A-Za-zÀ-ɏ0-9%€]|„[^“]*“))?"
)
"""Latin letters and numbers with what stands between them; wrapped into isolates (U+2066)."""

_NUMBERED = re.compile(r"^(\d+\.) ")
"""The number of a step: it stands on the right, whatever the step begins with."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of HTML and the length of what is seen of it."""

    html: str
    length: int


def render_response(
    response: Response, chat_id: ChatId, *, pressed: int | None = None
) -> Iterator[Outgoing]:
    """Render all screens of a response; ``pressed`` is the message whose button was pressed."""
    for position, reply in enumerate(response.replies):
        may_replace = response.replaces and position == 0
        yield from render_reply(reply, chat_id, replaced=pressed if may_replace else None)


def render_reply(
    reply: Reply, chat_id: ChatId, *, replaced: int | None = None
) -> Iterator[Outgoing]:
    """Render one screen as one message, or as several when it is too long for one."""
    texts = list(_split(_lines(reply)))
    for position, text in enumerate(texts):
        payload: dict[str, object] = {
            "chat_id": chat_id,
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if position == len(texts) - 1 and reply.rows:
            keyboard = render_keyboard(reply.rows, reply.language)
            payload["reply_markup"] = {"inline_keyboard": keyboard}
        if replaced is not None and len(texts) == 1:
            yield Outgoing(chat_id, "editMessageText", {**payload, "message_id": replaced})
        else:
            yield Outgoing(chat_id, "sendMessage", payload)
    if reply.venue is not None:
        yield Outgoing(
            chat_id,
            "sendVenue",
            {
                "chat_id": chat_id,
                "title": reply.venue.title,
                "address": reply.venue.address,
                "latitude": reply.venue.position.latitude,
                "longitude": reply.venue.position.longitude,
            },
        )


def render_keyboard(rows: tuple[Row, ...], language: Language) -> list[list[dict[str, str]]]:
    """Render rows of buttons; “Duldung: …” reads from the right where the language does."""
    mark = _RIGHT_TO_LEFT_MARK if language.right_to_left else ""
    return [[_button(choice, mark) for choice in row] for row in rows if row]


def _button(choice: Choice | Link, mark: str) -> dict[str, str]:
    label = choice.label if len(choice.label) <= MAX_LABEL else choice.label[: MAX_LABEL - 1] + "…"
    label = mark + label
    match choice:
        case Choice():
            return {"text": label, "callback_data": encode_destination(choice.leads_to)}
        case Link():
            return {"text": label, "url": choice.url}
        case _:
            assert_never(choice)


def _lines(reply: Reply) -> Iterator[_Line]:
    right_to_left = reply.language.right_to_left
    previous: Block | None = None
    for block in reply.blocks:
        if previous is not None and not (isinstance(block, Note) and isinstance(previous, Note)):
            yield _Line("", 0)
        for text, tag, url in _block_lines(block):
            for piece in _pieces(text):
                yield _line(_mark_direction(piece) if right_to_left else piece, tag, url)
        previous = block


def _mark_direction(text: str) -> str:
    """Set a line from the right; keep “§ 25b AufenthG” and “+49 3591 …” in their own order."""
    text = _NUMBERED.sub("\\1\u200f ", text)
    return _RIGHT_TO_LEFT_MARK + _LATIN_RUN.sub("\u2066\\g<0>\u2069", text)


def _block_lines(block: Block) -> Iterator[tuple[str, str, str | None]]:
    match block:
        case Heading():
            yield block.text, "b", None
        case Paragraph():
            yield from ((line, "", None) for line in block.text.splitlines())
        case Note():
            yield block.text, "i", None
        case Steps():
            yield block.heading, "b", None
            for number, item in enumerate(block.items, start=1):
                yield f"{number}. {item}", "", None
        case Facts():
            if block.heading:
                yield block.heading, "b", None
            for fact in block.lines:
                yield _fact_line(fact)
        case _:
            assert_never(block)


def _fact_line(fact: Fact) -> tuple[str, str, str | None]:
    return f"{fact.sign} {fact.text}", "b" if fact.is_strong else "", fact.url


def _line(text: str, tag: str, url: str | None) -> _Line:
    shown = html.escape(text, quote=False)
    if url is not None:
        sign, _, rest = shown.partition(" ")
        shown = f'{sign} <a href="{html.escape(url)}">{rest}</a>'
    if tag:
        shown = f"<{tag}>{shown}</{tag}>"
    return _Line(shown, _utf16_length(text))


def _pieces(text: str) -> Iterator[str]:
    """Cut a line that alone is too long, at a space where there is one."""
    while _utf16_length(text) > MAX_LENGTH:
        cut = text.rfind(" ", 0, MAX_LENGTH // 2) + 1 or MAX_LENGTH // 2
        yield text[:cut].rstrip()
        text = text[cut:]
    yield text


def _split(lines: Iterator[_Line]) -> Iterator[str]:
    """Pack lines into messages; a message never starts or ends with an empty line."""
    page: list[str] = []
    length = 0
    for line in lines:
        if page and length + line.length + 1 > MAX_LENGTH:
            yield "\n".join(page).strip()
            page, length = [], 0
        page.append(line.html)
        length += line.length + 1
    yield "\n".join(page).strip()


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
