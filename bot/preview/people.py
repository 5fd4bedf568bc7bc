"""People who drive journeys: they say and press, and see what the bot shows."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, NoReturn, TypeVar

from bot.preview.chats import Happening, HappeningKind, MemberStatus, Message
from bot.preview.profile import ProfileText
from bot.preview.rendering import telegram_html
from bot.preview.seats import Seat
from bot.preview.transcripts import plain_text, shown_text, without_marks, write_transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.preview.chats import Chat
    from bot.preview.contents import Kind
    from bot.preview.profile import BotCommand
    from bot.preview.world import World

_Found = TypeVar("_Found")
_PATIENCE = 5.0  # seconds that a person waits for the bot
_SHOWN = {HappeningKind.SENT, HappeningKind.EDITED, HappeningKind.NOTED, HappeningKind.ALERTED}


@dataclass(frozen=True, slots=True)
class Screen:
    """One message of the bot as a person sees it: text, Telegram's HTML, rows of button labels."""

    text: str
    html: str
    buttons: tuple[tuple[str, ...], ...]
    message_id: int = 0

    @property
    def labels(self) -> tuple[str, ...]:
        """Give all labels in reading order."""
        return tuple(label for row in self.buttons for label in row)


@dataclass(slots=True)
class Person:
    """A person in a chat, in a story: ``await amira.says("…")``, ``await amira.sees("…")``.

    What a person sees counts from the first thing done since the last look.
    """

    seat: Seat
    has_looked: bool = True
    acted_at: int = 0

    @property
    def id(self) -> int:
        """Identifier at Telegram, also that of the private chat."""
        return self.seat.user_id

    @property
    def world(self) -> World:
        """Give the world that this person lives in."""
        return self.seat.world

    @property
    def chat(self) -> Chat:
        """Give the chat that this person looks at."""
        return self.seat.chat

    def within(self, group: Chat) -> Person:
        """Give the same person, sitting in a group."""
        return Person(Seat(self.world, self.id, group))

    async def starts(self, payload: str = "") -> None:
        """Press START, or follow a deep link."""
        self._act()
        self.seat.start(payload)
        await asyncio.sleep(0)

    async def says(self, text: str, *, reply_to: Message | None = None) -> None:
        """Write a message."""
        self._act()
        self.seat.say(text, reply_to)
        await asyncio.sleep(0)

    async def edits(self, text: str) -> None:
        """Change the last message."""
        self._act()
        self.seat.edit(text)
        await asyncio.sleep(0)

    async def sends(self, kind: Kind, caption: str = "") -> None:
        """Send a voice message, a photo or whatever else is no text."""
        self._act()
        self.seat.send(kind, caption)
        await asyncio.sleep(0)

    async def forwards(self, text: str, written_by: str = "Somebody") -> None:
        """Forward a text that somebody else wrote."""
        self._act()
        self.seat.forward(text, written_by)
        await asyncio.sleep(0)

    async def opens(self, url: str) -> None:
        """Follow a link; one to the bot itself starts it."""
        self._act()
        self.seat.open_link(url)
        await asyncio.sleep(0)

    async def presses(self, label: str, *, within: float = _PATIENCE) -> None:
        """Press the newest button with this label, or with it as a part; waits until it is there.

        Raises:
            AssertionError: no such button appeared; tells the transcript.
        """
        found = await self._wait(lambda: self._find_button(label), within)
        if found is None:
            self._fail(f"found no button {label!r} within {within:g} s")
        self._act()
        self.seat.press(*found)
        await asyncio.sleep(0)

    async def blocks(self) -> None:
        """Block the bot."""
        self.seat.block()
        await asyncio.sleep(0)

    async def unblocks(self) -> None:
        """Take the block away."""
        self.seat.unblock()
        await asyncio.sleep(0)

    async def adds_bot(self, status: MemberStatus = MemberStatus.MEMBER) -> None:
        """Invite the bot into the group where this person sits."""
        self._act()
        self.seat.add_bot(status)
        await asyncio.sleep(0)

    async def sees(self, text: str, *, within: float = _PATIENCE) -> Screen:
        """Wait until the bot has shown this text in a message, a button, a toast or an alert.

        Raises:
            AssertionError: it did not come in time; tells the transcript.
        """
        self.has_looked = True
        screen = await self._wait(lambda: self._find_screen(text), within)
        return screen or self._fail(f"did not see {text!r} within {within:g} s")

    async def sees_nothing(self, *, within: float = 0.3) -> None:
        """Make sure that the bot shows nothing since the last act.

        Raises:
            AssertionError: it showed something; tells the transcript.
        """
        self.has_looked = True
        screen = await self._wait(lambda: self._find_screen(""), within)
        if screen is not None:
            self._fail(f"should have seen nothing, but saw {screen.text!r}")

    @property
    def screen(self) -> Screen:
        """Give the bot's last message as it stands now."""
        message = self.chat.last_from(self.world.bot.id)
        return _screen(message) if message else Screen("", "", ())

    @property
    def toast(self) -> str:
        """Give the text of the last answer to a press; empty where it was silent."""
        kinds = {HappeningKind.NOTED, HappeningKind.ALERTED}
        mine = (each for each in reversed(self.chat.happenings) if each.user_id == self.id)
        return next((each.text for each in mine if each.kind in kinds), "")

    @property
    def commands(self) -> tuple[BotCommand, ...]:
        """Give the commands that the bot offers in this person's language."""
        return self.world.profile.shown_commands(self.chat, self.seat.user)

    @property
    def description(self) -> str:
        """Give what the bot says about itself before it is started."""
        language = self.seat.user.language_code
        return self.world.profile.shown_text(ProfileText.DESCRIPTION, language)

    @property
    def transcript(self) -> str:
        """Tell the chat line by line."""
        return "\n".join(write_transcript(self.chat, self.world.people))

    def _act(self) -> None:
        if self.has_looked:
            self.acted_at = len(self.chat.happenings)
            self.has_looked = False

    def _shown(self) -> Iterator[Happening]:
        for happening in self.chat.happenings[self.acted_at :]:
            is_message = happening.message is not None
            shown_by = self.world.bot.id if is_message else self.id
            if happening.kind in _SHOWN and happening.user_id == shown_by:
                yield happening

    def _find_screen(self, text: str) -> Screen | None:
        wanted = without_marks(text)
        for happening in self._shown():
            seen = shown_text(happening)
            if seen and (text in seen or wanted in without_marks(seen)):
                return _screen(happening.message) if happening.message else Screen(seen, seen, ())
        return None

    def _find_button(self, label: str) -> tuple[Message, int, int] | None:
        for message in self._messages_with_buttons():
            labels = dict(_placed_labels(message))
            exact = [place for place, text in labels.items() if text == label]
            partly = [place for place, text in labels.items() if label in text]
            for place in (*exact, *partly):
                return (message, *place)
        return None

    def _messages_with_buttons(self) -> Iterator[Message]:
        newest_first = tuple(reversed(self.chat.messages.values()))
        below = self.chat.reply_keyboard
        yield from (each for each in newest_first if each.keyboard.is_editable)
        yield from (each for each in newest_first if each.keyboard is below)

    async def _wait(self, find: Callable[[], _Found | None], seconds: float) -> _Found | None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while (found := find()) is None and loop.time() < deadline:
            await self.world.bell.wait(deadline - loop.time())
        return found

    def _fail(self, what: str) -> NoReturn:
        problem = f"{self.seat.user.first_name} {what}.\n{self.transcript}"
        raise AssertionError(problem)


def _screen(message: Message) -> Screen:
    html = telegram_html(message.formatted) or escape(plain_text(message))
    return Screen(plain_text(message), html, message.keyboard.labels, message.id)


def _placed_labels(message: Message) -> Iterator[tuple[tuple[int, int], str]]:
    for row, labels in enumerate(message.keyboard.labels):
        for column, label in enumerate(labels):
            yield (row, column), label
