"""What the world of the stand-in consists of: people, chats, messages and what happened."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.preview.entities import Formatted, read_formatted
from bot.preview.keyboards import NO_KEYBOARD, Keyboard

if TYPE_CHECKING:
    from bot.preview.refusals import Payload


class ChatKind(StrEnum):
    """The kinds of chats, in the Bot API's words."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


class MemberStatus(StrEnum):
    """What somebody is in a chat, in the Bot API's words."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"

    @property
    def is_inside(self) -> bool:
        """Tell whether this is a member."""
        return self not in {MemberStatus.LEFT, MemberStatus.KICKED}


class HappeningKind(StrEnum):
    """What can happen in a chat."""

    SENT = "sent"
    EDITED = "edited"
    DELETED = "deleted"
    REACTED = "reacted"
    PRESSED = "pressed"
    OPENED = "opened"
    NOTED = "noted"  # the bot answered a press with a toast, or silently
    ALERTED = "alerted"  # the bot answered a press with an alert
    ACTING = "acting"  # "typing…" and its kin
    STATUS = "status"  # the bot was started, blocked, unblocked, added, removed
    PERSON = "person"  # somebody came or changed the language
    PROFILE = "profile"  # the bot changed its name, description or commands


@dataclass(frozen=True, slots=True)
class User:
    """A person or the bot, as Telegram knows them."""

    id: int
    first_name: str
    language_code: str = ""
    last_name: str = ""
    username: str = ""
    is_bot: bool = False

    def payload(self) -> Payload:
        """Give it as the Bot API does."""
        fields: Payload = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                fields[name] = value
        return fields


_TEXT_FIELDS = ("text", "entities", "caption", "caption_entities")


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it stands now: the JSON the bot sees, and its keyboard."""

    payload: Payload
    sender: User
    keyboard: Keyboard = NO_KEYBOARD

    @property
    def id(self) -> int:
        """Number of the message within its chat."""
        return int(self.payload["message_id"])

    @property
    def formatted(self) -> Formatted:
        """Its text, or the caption of its file."""
        return read_formatted(self.payload, "text" if "text" in self.payload else "caption")

    @property
    def own_text(self) -> Payload:
        """Give the fields of its text, as they stand; empty where it has none."""
        return {name: self.payload[name] for name in _TEXT_FIELDS if name in self.payload}

    def changed(self, fields: Payload, keyboard: Keyboard, *, date: int) -> Message:
        """Make the edited message: *fields* replace text and keyboard, the rest stays."""
        gone = {*_TEXT_FIELDS, "reply_markup"}
        kept = {name: value for name, value in self.payload.items() if name not in gone}
        payload = kept | {"edit_date": date} | fields | keyboard.payload()
        return replace(self, payload=payload, keyboard=keyboard)


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened; *user_id* did it, or is the one whom it concerns."""

    number: int
    kind: HappeningKind
    chat_id: int
    user_id: int = 0
    message: Message | None = None
    text: str = ""


@dataclass(slots=True)
class Chat:
    """One chat with all that was said in it; bot_status is LEFT until a person starts the bot."""

    id: int
    kind: ChatKind
    title: str
    payload: Payload
    members: dict[int, MemberStatus] = field(default_factory=dict)
    bot_status: MemberStatus = MemberStatus.LEFT
    messages: dict[int, Message] = field(default_factory=dict)
    reactions: dict[int, str] = field(default_factory=dict)
    happenings: list[Happening] = field(default_factory=list)

    @property
    def is_private(self) -> bool:
        """Tell whether it is a person alone with the bot."""
        return self.kind is ChatKind.PRIVATE

    def last_from(self, user_id: int) -> Message | None:
        """Give the newest message of somebody."""
        mine = (each for each in reversed(self.messages.values()) if each.sender.id == user_id)
        return next(mine, None)

    @property
    def reply_keyboard(self) -> Keyboard:
        """Give the reply keyboard that is shown now, if any."""
        for message in reversed(self.messages.values()):
            if not message.keyboard.is_editable:
                return message.keyboard
        return NO_KEYBOARD
