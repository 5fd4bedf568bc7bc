"""What leads where: the ordered list of handlers, and the chat that goes through it."""

from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from telegram import Message, Update
from telegram.constants import ChatType

from bot.chat.handlers import buttons, commands, groups, questions, unreadable
from bot.chat.handlers.room import Room
from bot.chat.render import render_response
from bot.domain.reply import Response
from bot.services.ports import ChatId, Outgoing, Person

Handler = Callable[[Room, Person, Update], Awaitable[Response | None]]

HANDLERS: tuple[tuple[Callable[[Update], bool], Handler], ...] = (
    (buttons.is_pressed, buttons.follow_button),
    (commands.is_command, commands.obey_command),
    (questions.is_question, questions.answer_question),
    (unreadable.is_unreadable, unreadable.decline_message),
)
"""The first whose question is answered with yes handles the update; a new feature is one line."""


ALBUMS_REMEMBERED = 100
"""Albums whose first picture was answered: the others of the same album stay unanswered."""


@dataclass(frozen=True, slots=True)
class Chat:
    """The conversation with all people."""

    room: Room
    _albums: deque[str] = field(default_factory=lambda: deque(maxlen=ALBUMS_REMEMBERED))

    async def respond(self, update: Update) -> tuple[Outgoing, ...]:
        """Decide all calls that an update leads to."""
        chat = update.effective_chat
        if chat is None:
            return ()
        chat_id = ChatId(chat.id)
        if chat.type != ChatType.PRIVATE:
            return groups.leave_group(self.room, update)
        if update.my_chat_member is not None:
            return ()
        user = update.effective_user
        person = await self.room.welcome.meet(chat_id, user.language_code if user else None)
        if self._is_answered_album(update.effective_message):
            return ()
        for matches, handle in HANDLERS:
            if matches(update):
                response = await handle(self.room, person, update)
                return tuple(_calls(response, update, chat_id)) if response else ()
        return ()

    def apologise(self, update: Update) -> tuple[Outgoing, ...]:
        """Say sorry for a bug, in the language Telegram names."""
        chat, user = update.effective_chat, update.effective_user
        if chat is None or chat.type != ChatType.PRIVATE:
            return ()
        response = self.room.declining.apologise(user.language_code if user else None)
        return tuple(_calls(response, update, ChatId(chat.id)))

    def _is_answered_album(self, message: Message | None) -> bool:
        """Tell whether a message belongs to an album of which another was answered."""
        album = message.media_group_id if message else None
        if album is None or album in self._albums:
            return album is not None
        self._albums.append(album)
        return False


def _calls(response: Response, update: Update, chat_id: ChatId) -> Iterator[Outgoing]:
    query = update.callback_query
    pressed = None
    if query is not None:
        payload: dict[str, object] = {"callback_query_id": query.id}
        if response.notice:
            payload["text"] = response.notice
        yield Outgoing(chat_id, "answerCallbackQuery", payload)
        if query.message is not None and query.message.is_accessible:
            pressed = query.message.message_id
    yield from render_response(response, chat_id, pressed=pressed)
