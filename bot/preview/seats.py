"""One person in one chat, and everything that a person can do there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.preview.chats import HappeningKind, MemberStatus, Message, User
from bot.preview.contents import Kind, make_content
from bot.preview.keyboards import NO_KEYBOARD, KeyboardKind
from bot.preview.links import is_start_payload, start_payload
from bot.preview.texts import TEXT_LIMIT, format_plain

if TYPE_CHECKING:
    from bot.preview.chats import Chat
    from bot.preview.refusals import Payload
    from bot.preview.world import World


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in a chat."""

    world: World
    user_id: int
    chat: Chat

    @property
    def user(self) -> User:
        """Give the person as Telegram knows them now."""
        return self.world.people[self.user_id]

    def start(self, payload: str = "") -> Message:
        """Press START, or follow a deep link with a payload; unblocks the bot."""
        if payload and not is_start_payload(payload):
            problem = f"no deep link carries {payload!r}: 1-64 of A-Z a-z 0-9 _ -"
            raise ValueError(problem)
        self._join()
        return self.say(f"/start {payload}" if payload else "/start")

    def say(self, text: str, reply_to: Message | None = None) -> Message:
        """Write a message; a text that is too long leaves in several, as from Telegram's apps."""
        *rest, last = (text[at : at + TEXT_LIMIT] for at in range(0, len(text), TEXT_LIMIT))
        for part in rest:
            self._post(format_plain(part).payload(), reply_to)
        return self._post(format_plain(last).payload(), reply_to)

    def edit(self, text: str, message: Message | None = None) -> Message:
        """Change one's own message, the last one if none is named."""
        old = message or self.chat.last_from(self.user_id)
        if old is None:
            problem = f"{self.user.first_name} has said nothing yet"
            raise ValueError(problem)
        name = "text" if "text" in old.payload else "caption"
        fields = format_plain(text).payload(name)
        new = old.changed(fields, NO_KEYBOARD, date=self.world.now)
        self.world.edit(self.chat, new)
        return new

    def send(self, kind: Kind, caption: str = "", reply_to: Message | None = None) -> Message:
        """Send something that is no text."""
        content = make_content(kind, self.world.next_file())
        self.world.keep_files(content)
        return self._post(content | format_plain(caption).payload("caption"), reply_to)

    def forward(self, text: str, written_by: str) -> Message:
        """Forward somebody's text, whose account is hidden."""
        origin: Payload = {
            "type": "hidden_user",
            "date": self.world.now - 3600,
            "sender_user_name": written_by,
        }
        return self._post(format_plain(text).payload() | {"forward_origin": origin})

    def press(self, message: Message, row: int, column: int) -> str:
        """Press a button under a message; gives the query's id, or the link that was opened."""
        button = message.keyboard.rows[row][column]
        if message.keyboard.kind is KeyboardKind.REPLY:
            self.say(button["text"])
            return ""
        if "callback_data" in button:
            return self.world.press(self.chat, self.user_id, message, button)
        return self.open_link(str(button.get("url", "")), button["text"], message)

    def open_link(self, url: str, label: str = "", message: Message | None = None) -> str:
        """Follow a link; one that leads to the bot itself starts it."""
        payload = start_payload(url, self.world.bot.username)
        if payload is not None:
            self.start(payload)
            return url
        text = label or url
        self.world.happen(
            HappeningKind.OPENED, self.chat, self.user_id, message=message, text=text
        )
        return url

    def block(self) -> None:
        """Block the bot, or leave it out of the group."""
        self.world.set_bot_status(self.chat, self.user_id, MemberStatus.KICKED)

    def unblock(self) -> None:
        """Take the block away."""
        self.world.set_bot_status(self.chat, self.user_id, MemberStatus.MEMBER)

    def add_bot(self, status: MemberStatus = MemberStatus.MEMBER) -> None:
        """Invite the bot into the group."""
        self.world.set_bot_status(self.chat, self.user_id, status)
        bot = self.world.bot.payload()
        self.world.post(self.chat, self.user, {"new_chat_members": [bot]})

    def _post(self, content: Payload, reply_to: Message | None = None) -> Message:
        self._join()
        return self.world.post(self.chat, self.user, content, reply_to=reply_to)

    def _join(self) -> None:
        if self.chat.is_private and not self.chat.bot_status.is_inside:
            self.world.set_bot_status(self.chat, self.user_id, MemberStatus.MEMBER)
