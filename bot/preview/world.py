"""The world of chats behind the stand-in: who is there, what is said, what the bot hears of it."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from bot.preview.chats import Chat, ChatKind, Happening, HappeningKind, MemberStatus, Message, User
from bot.preview.faults import FaultKind, Faults
from bot.preview.keyboards import NO_KEYBOARD, Keyboard
from bot.preview.people import Person
from bot.preview.profile import Profile
from bot.preview.seats import Seat
from bot.preview.updates import Bell, UpdateQueue
from bot.preview.webhook import Webhook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.preview.parameters import Call
    from bot.preview.refusals import Payload

QUERY_LIFETIME = timedelta(minutes=1)  # how long the press of a button may be answered
_BOT_ID = 7_300_000_001
# Identifiers of people and supergroups need more than 32 bits at Telegram, so here too.
_FIRST_PERSON_ID = 5_200_000_001
_FIRST_GROUP_ID = 4_100_000_001
_FIRST_SUPERGROUP_ID = 1_002_000_000_001


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call that the bot made, how it was refused, and whether tests had planned that."""

    call: Call
    refusal: str = ""
    fault: FaultKind | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """One press of an inline button, which the bot should answer."""

    user_id: int
    chat_id: int
    pressed_at: datetime
    is_answered: bool = False


def utc_now() -> datetime:
    """Give the time of the wall clock."""
    return datetime.now(UTC)


class World:
    """People, chats, messages and the queue of updates; *strict_log* records every call."""

    def __init__(
        self,
        clock: Callable[[], datetime] = utc_now,
        *,
        bot_name: str = "Chancenlotse",
        username: str = "chancenlotse_bot",
        strict_log: bool = False,
    ) -> None:
        self.clock = clock
        self.bot = User(_BOT_ID, bot_name, username=username, is_bot=True)
        self.profile = Profile(bot_name)
        self.people: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.files: set[str] = set()
        self.updates = UpdateQueue()
        self.webhook = Webhook()
        self.faults = Faults()
        self.bell = Bell()
        self.calls: list[CallRecord] = []
        self.refused: deque[CallRecord] = deque(maxlen=1000)
        self._logs_all = strict_log
        self._numbers = count(1)
        self._person_ids = count(_FIRST_PERSON_ID)
        self._group_ids = count(_FIRST_GROUP_ID)
        self._supergroup_ids = count(_FIRST_SUPERGROUP_ID)
        self._message_ids = count(1)
        self._own_message_ids: dict[int, Iterator[int]] = {}
        self._file_serials = count(1)
        self._press_ids = count(4_620_000_000_000_000_001)
        self._listeners: set[asyncio.Queue[Happening | None]] = set()

    @property
    def now(self) -> int:
        """Give the time as the Bot API writes it, in seconds of Unix time."""
        return int(self.clock().timestamp())

    def person(
        self,
        first_name: str,
        *,
        language_code: str = "de",
        last_name: str = "",
        username: str = "",
    ) -> Person:
        """Let a new person come, alone with the bot and not having started it."""
        user = User(next(self._person_ids), first_name, language_code, last_name, username)
        private = user.payload() | {"type": ChatKind.PRIVATE.value}
        payload = {name: private[name] for name in private if name not in _NOT_OF_CHATS}
        chat = Chat(user.id, ChatKind.PRIVATE, first_name, payload)
        chat.members[user.id] = MemberStatus.MEMBER
        self.people[user.id] = user
        self.chats[chat.id] = chat
        self.happen(HappeningKind.PERSON, chat, user.id)
        return Person(Seat(self, user.id, chat))

    def group(
        self,
        title: str,
        members: Iterable[Person] = (),
        *,
        kind: ChatKind = ChatKind.SUPERGROUP,
        bot_status: MemberStatus = MemberStatus.ADMINISTRATOR,
    ) -> Chat:
        """Found a group of these people; the first of them owns it."""
        is_super = kind is ChatKind.SUPERGROUP
        id_ = -next(self._supergroup_ids if is_super else self._group_ids)
        chat = Chat(id_, kind, title, {"id": id_, "type": kind.value, "title": title})
        chat.members = {member.id: MemberStatus.MEMBER for member in members}
        for owner in list(chat.members)[:1]:
            chat.members[owner] = MemberStatus.CREATOR
        chat.bot_status = bot_status
        if is_super:
            self._own_message_ids[id_] = count(1)
        self.chats[id_] = chat
        self.happen(HappeningKind.STATUS, chat, self.bot.id)
        return chat

    def change_language(self, user_id: int, language_code: str) -> None:
        """Switch the language of a person's Telegram."""
        self.people[user_id] = replace(self.people[user_id], language_code=language_code)
        self.happen(HappeningKind.PERSON, self.chats[user_id], user_id)

    def post(
        self,
        chat: Chat,
        sender: User,
        content: Payload,
        *,
        keyboard: Keyboard = NO_KEYBOARD,
        reply_to: Message | None = None,
    ) -> Message:
        """Put a message into a chat; the bot hears of what people write where it may read."""
        ids = self._own_message_ids.get(chat.id, self._message_ids)
        head = {"message_id": next(ids), "from": sender.payload(), "chat": chat.payload}
        reply = {"reply_to_message": _without_reply(reply_to)} if reply_to else {}
        payload = head | {"date": self.now} | reply | content | keyboard.payload()
        message = Message(payload, sender, keyboard)
        chat.messages[message.id] = message
        self.happen(HappeningKind.SENT, chat, sender.id, message=message)
        self._report("message", chat, message)
        return message

    def edit(self, chat: Chat, message: Message) -> None:
        """Put an edited message in the place of the old one."""
        chat.messages[message.id] = message
        self.happen(HappeningKind.EDITED, chat, message.sender.id, message=message)
        self._report("edited_message", chat, message)

    def delete(self, chat: Chat, message_id: int) -> None:
        """Take a message out of a chat."""
        message = chat.messages.pop(message_id)
        self.happen(HappeningKind.DELETED, chat, self.bot.id, message=message)

    def press(self, chat: Chat, user_id: int, message: Message, button: Payload) -> str:
        """Let a person press a button of callback data; gives the identifier of the query."""
        query_id = str(next(self._press_ids))
        self.presses[query_id] = Press(user_id, chat.id, self.clock())
        self.happen(HappeningKind.PRESSED, chat, user_id, message=message, text=button["text"])
        query: Payload = {
            "id": query_id,
            "from": self.people[user_id].payload(),
            "message": message.payload,
            "chat_instance": str(chat.id * 31),
            "data": button["callback_data"],
        }
        self.updates.put("callback_query", query, chat.id)
        return query_id

    def answer(self, query_id: str, text: str, *, is_alert: bool) -> bool:
        """Answer a press; False where the query is unknown or too old."""
        press = self.presses.get(query_id)
        if press is None or self.clock() - press.pressed_at > QUERY_LIFETIME:
            return False
        if not press.is_answered:
            self.presses[query_id] = replace(press, is_answered=True)
            kind = HappeningKind.ALERTED if text and is_alert else HappeningKind.NOTED
            self.happen(kind, self.chats[press.chat_id], press.user_id, text=text)
        return True

    def set_bot_status(self, chat: Chat, by: int, status: MemberStatus) -> None:
        """Change what the bot is in a chat and tell it, as for a block or an invitation."""
        old, chat.bot_status = chat.bot_status, status
        is_first_start = chat.is_private and old is MemberStatus.LEFT
        text = "" if is_first_start else _status_words(chat, status)
        self.happen(HappeningKind.STATUS, chat, by, text=text)
        if is_first_start or old is status:
            return
        change: Payload = {
            "chat": chat.payload,
            "from": self.people[by].payload(),
            "date": self.now,
            "old_chat_member": self.membership(self.bot, old),
            "new_chat_member": self.membership(self.bot, status),
        }
        self.updates.put("my_chat_member", change, chat.id)

    def membership(self, user: User, status: MemberStatus) -> Payload:
        """Describe a member as the Bot API does."""
        member: Payload = {"user": user.payload(), "status": status.value}
        match status:
            case MemberStatus.KICKED:
                return member | {"until_date": 0}
            case MemberStatus.CREATOR:
                return member | {"is_anonymous": False}
            case MemberStatus.ADMINISTRATOR:
                return member | {"can_be_edited": False} | dict.fromkeys(_RIGHTS, True)
            case _:
                return member

    def next_file(self) -> int:
        """Give a serial number for a new file."""
        return next(self._file_serials)

    def keep_files(self, content: Payload) -> None:
        """Remember the identifiers of files, so that the bot may send them again."""
        for value in content.values():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict) and "file_id" in each:
                    self.files.add(each["file_id"])

    def note(self, record: CallRecord) -> None:
        """Keep the record of a call; one that was refused is kept in any case."""
        if record.refusal:
            self.refused.append(record)
        if self._logs_all:
            self.calls.append(record)

    def happen(
        self,
        kind: HappeningKind,
        chat: Chat | None = None,
        user_id: int = 0,
        *,
        message: Message | None = None,
        text: str = "",
    ) -> None:
        """Record what happened and tell everybody who watches."""
        chat_id = chat.id if chat else 0
        happening = Happening(next(self._numbers), kind, chat_id, user_id, message, text)
        if chat:
            chat.happenings.append(happening)
        for listener in self._listeners:
            listener.put_nowait(happening)
        self.bell.ring()

    def close(self) -> None:
        """Let go of everybody who waits, so that a server can stop: pollers and pages."""
        self.updates.close()
        for listener in self._listeners:
            listener.put_nowait(None)

    @contextmanager
    def watched(self) -> Iterator[asyncio.Queue[Happening | None]]:
        """Give a queue into which everything goes that happens from now on; None at the end."""
        listener: asyncio.Queue[Happening | None] = asyncio.Queue()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def _report(self, kind: str, chat: Chat, message: Message) -> None:
        if not message.sender.is_bot and self._bot_reads(chat, message):
            self.updates.put(kind, message.payload, chat.id)

    def _bot_reads(self, chat: Chat, message: Message) -> bool:
        if not chat.bot_status.is_inside:
            return False
        if chat.is_private or chat.bot_status is MemberStatus.ADMINISTRATOR:
            return True
        text = message.formatted.text
        replied = message.payload.get("reply_to_message", {}).get("from", {}).get("id")
        is_meant = text.startswith("/") or f"@{self.bot.username}" in text
        return is_meant or replied == self.bot.id or "new_chat_members" in message.payload


_NOT_OF_CHATS = frozenset({"is_bot", "language_code"})
_RIGHTS = (
    "can_manage_chat",
    "can_change_info",
    "can_delete_messages",
    "can_invite_users",
    "can_restrict_members",
    "can_pin_messages",
    "can_manage_topics",
    "can_promote_members",
    "can_manage_video_chats",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "is_anonymous",
)


def _status_words(chat: Chat, status: MemberStatus) -> str:
    if chat.is_private:
        return "unblocks the bot" if status.is_inside else "blocks the bot"
    return f"makes the bot {status}" if status.is_inside else "removes the bot"


def _without_reply(message: Message) -> Payload:
    return {name: value for name, value in message.payload.items() if name != "reply_to_message"}
