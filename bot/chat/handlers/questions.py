"""Free text: a question at any time, also one that was edited or forwarded."""

from telegram import Update

from bot.chat.handlers.room import Room
from bot.domain.reply import Response
from bot.domain.text import normalise
from bot.services.declining import Unreadable
from bot.services.ports import Person


def is_question(update: Update) -> bool:
    """Tell whether somebody wrote words."""
    message = update.effective_message
    return message is not None and bool(message.text or message.caption)


async def answer_question(room: Room, person: Person, update: Update) -> Response | None:
    """Answer the text of a message, or the words under a picture."""
    message = update.effective_message
    text = (message.text or message.caption or "") if message else ""
    if not normalise(text):
        return room.declining.decline(person, Unreadable.EMPTY)
    return await room.answering.answer(person, text)
