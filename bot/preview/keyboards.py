"""Keyboards of a call: inline keyboards and reply keyboards, checked as Telegram checks them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.preview.links import checked_link
from bot.preview.parameters import field_text
from bot.preview.refusals import ApiError, Payload, refuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.preview.parameters import Call

_BUTTON_LIMIT = 100  # of one inline keyboard
_REPLY_BUTTON_LIMIT = 300
_DATA_LIMIT = 64  # bytes
_COPY_LIMIT = 256  # characters
_STYLES = frozenset({"danger", "success", "primary"})
_CARRIED_AS_THEY_ARE = (
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
)


class KeyboardKind(StrEnum):
    """What a message does to the buttons that a person sees."""

    NONE = "none"
    INLINE = "inline"
    REPLY = "reply"
    REMOVE = "remove"
    FORCE = "force"


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The buttons of one message; *rows* as the Bot API writes them."""

    kind: KeyboardKind = KeyboardKind.NONE
    rows: tuple[tuple[Payload, ...], ...] = ()

    @property
    def is_editable(self) -> bool:
        """Tell whether Telegram lets the message be edited: never beside a reply keyboard."""
        return self.kind in {KeyboardKind.NONE, KeyboardKind.INLINE}

    @property
    def labels(self) -> tuple[tuple[str, ...], ...]:
        """Give what is written on the buttons, row by row."""
        return tuple(tuple(str(button["text"]) for button in row) for row in self.rows)

    def payload(self) -> Payload:
        """Give the field of the message; only inline keyboards are echoed."""
        if self.kind is not KeyboardKind.INLINE:
            return {}
        return {"reply_markup": {"inline_keyboard": [list(row) for row in self.rows]}}


NO_KEYBOARD = Keyboard()


def read_keyboard(call: Call) -> Keyboard:
    """Read the keyboard of a message that is sent."""
    markup = _read_object(call)
    if rows := _rows(markup, "keyboard", _reply_button, "keyboard button"):
        return _limited(Keyboard(KeyboardKind.REPLY, rows), _REPLY_BUTTON_LIMIT)
    if rows := _rows(markup, "inline_keyboard", _inline_button, "inline keyboard button"):
        return _limited(Keyboard(KeyboardKind.INLINE, rows), _BUTTON_LIMIT)
    if markup.get("remove_keyboard"):
        return Keyboard(KeyboardKind.REMOVE)
    return Keyboard(KeyboardKind.FORCE) if markup.get("force_reply") else NO_KEYBOARD


def read_inline_keyboard(call: Call) -> Keyboard:
    """Read the keyboard of a message that is edited: an inline one or none."""
    keyboard = read_keyboard(call)
    return keyboard if keyboard.is_editable else refuse("inline keyboard expected")


def _read_object(call: Call) -> Payload:
    markup = call.structure("reply_markup")
    if markup is None:
        return {}
    return markup if isinstance(markup, dict) else refuse("object expected as reply markup")


def _rows(
    markup: Payload, name: str, read: Callable[[Any], Payload], what: str
) -> tuple[tuple[Payload, ...], ...]:
    rows = markup.get(name) or ()
    if not isinstance(rows, list | tuple) or not all(isinstance(row, list) for row in rows):
        refuse(f'field "{name}" must be an Array of Arrays')
    try:
        return tuple(tuple(read(button) for button in row) for row in rows if row)
    except ApiError as error:
        reason = error.description.removeprefix("Bad Request: ")
        is_from_server = reason.isupper()
        refuse(reason if is_from_server else f"can't parse {what}: {reason}")


def _limited(keyboard: Keyboard, limit: int) -> Keyboard:
    if sum(len(row) for row in keyboard.rows) > limit:
        refuse("reply markup is too long")
    return keyboard


def _reply_button(button: object) -> Payload:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict):
        refuse("KeyboardButton must be a String or an Object")
    return {**button, "text": field_text(button, "text")}


def _inline_button(button: object) -> Payload:
    if not isinstance(button, dict):
        refuse("InlineKeyboardButton must be an Object")
    text = field_text(button, "text")
    if not text.strip():
        refuse("BUTTON_TEXT_INVALID")
    style = field_text(button, "style", default="")
    if style and style not in _STYLES:
        refuse("BUTTON_STYLE_INVALID")
    shown = {"text": text, "style": style} if style else {"text": text}
    return shown | _effect(button)


def _effect(button: Payload) -> Payload:
    if url := field_text(button, "url", default=""):
        return {"url": checked_link(url) or refuse("BUTTON_URL_INVALID")}
    if data := field_text(button, "callback_data", default=""):
        return {"callback_data": _checked_data(data)}
    if "copy_text" in button:
        return {"copy_text": {"text": _checked_copy(button["copy_text"])}}
    if "web_app" in button:
        url = checked_link(field_text(button["web_app"], "url"))
        return {"web_app": {"url": url if url.startswith("https:") else _refuse_url()}}
    carried = {name: button[name] for name in _CARRIED_AS_THEY_ARE if name in button}
    return carried or refuse("Text buttons are unallowed in the inline keyboard")


def _checked_data(data: str) -> str:
    is_short = len(data.encode()) <= _DATA_LIMIT
    return data if is_short else refuse("BUTTON_DATA_INVALID")


def _checked_copy(copied: object) -> str:
    text = field_text(copied, "text") if isinstance(copied, dict) else ""
    return text if 0 < len(text) <= _COPY_LIMIT else refuse("BUTTON_COPY_TEXT_INVALID")


def _refuse_url() -> str:
    refuse("BUTTON_URL_INVALID")
