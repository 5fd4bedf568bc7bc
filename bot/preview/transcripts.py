"""What a person sees, as plain text: single messages, and a whole chat line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.preview.chats import Chat, Happening, HappeningKind, Message, User

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.preview.refusals import Payload

# Invisible marks that keep directions apart; nobody types them into a test.
_INVISIBLE = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x2066, 0x206A)))

_LINES = {
    HappeningKind.SENT: "{name}: {said}",
    HappeningKind.EDITED: "{name} edits: {said}",
    HappeningKind.DELETED: "{name} deletes: {said}",
    HappeningKind.REACTED: "{name} reacts {text} to: {said}",
    HappeningKind.PRESSED: "{name} presses [{text}]",
    HappeningKind.OPENED: "{name} opens {text}",
    HappeningKind.NOTED: "bot notes to {name}: {text}",
    HappeningKind.ALERTED: "bot alerts {name}: {text}",
    HappeningKind.STATUS: "{name} {text}",
}
_SILENT_WITHOUT_TEXT = {HappeningKind.NOTED, HappeningKind.ALERTED, HappeningKind.STATUS}


def plain_text(message: Message) -> str:
    """Give what stands in a message: its text, or what else it shows."""
    fields = message.payload
    text = message.formatted.text
    shown = " ".join(part for part in (_thing(fields), text) if part)
    return shown or "[service message]"


def shown_text(happening: Happening) -> str:
    """Give everything that a person can read of a happening, buttons included."""
    if happening.message is None or happening.text:
        return happening.text
    labels = (label for row in happening.message.keyboard.labels for label in row)
    return "\n".join((plain_text(happening.message), *labels))


def without_marks(text: str) -> str:
    """Take out the invisible marks of direction."""
    return text.translate(_INVISIBLE)


def write_transcript(chat: Chat, people: Mapping[int, User]) -> tuple[str, ...]:
    """Tell a chat from its beginning, one happening a line."""
    lines = (_line(happening, people) for happening in chat.happenings)
    return tuple(line for line in lines if line)


def _line(happening: Happening, people: Mapping[int, User]) -> str:
    user = people.get(happening.user_id)
    name = user.first_name if user else "bot"
    said = "\n  ".join(_said(happening).split("\n"))
    pattern = _LINES.get(happening.kind, "")
    is_silent = happening.kind in _SILENT_WITHOUT_TEXT and not happening.text
    return "" if is_silent else pattern.format(name=name, said=said, text=happening.text)


def _said(happening: Happening) -> str:
    message = happening.message
    if message is None:
        return ""
    buttons = (f"[{label}]" for row in message.keyboard.labels for label in row)
    return " ".join((plain_text(message), *buttons))


def _thing(fields: Payload) -> str:
    return "\n".join(_things(fields))


def _things(fields: Payload) -> Iterator[str]:
    match fields:
        case {"venue": {"title": title, "address": address}}:
            yield f"{title}\n{address}"
        case {"location": {"latitude": latitude, "longitude": longitude}}:
            yield f"[location {latitude}, {longitude}]"
        case {"contact": {"phone_number": number, "first_name": name}}:
            yield f"[contact {name} {number}]"
        case {"poll": {"question": question}}:
            yield f"[poll {question}]"
        case {"document": {"file_name": name}}:
            yield f"[document {name}]"
        case {"new_chat_members": _}:
            yield "[adds the bot]"
        case _:
            kinds = ("voice", "audio", "photo", "sticker", "video_note", "video", "animation")
            yield from (f"[{kind}]" for kind in (*kinds, "dice") if kind in fields)
