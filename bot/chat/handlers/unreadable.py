"""Messages without words: voice, pictures, papers, places, stickers and whatever else comes."""

from telegram import Update

from bot.chat.handlers.room import Room
from bot.domain.reply import Response
from bot.services.declining import Unreadable
from bot.services.ports import Person

_KINDS = {
    "voice": Unreadable.VOICE,
    "audio": Unreadable.VOICE,
    "video_note": Unreadable.VOICE,
    "photo": Unreadable.PICTURE,
    "video": Unreadable.PICTURE,
    "animation": Unreadable.PICTURE,
    "document": Unreadable.PAPER,
    "location": Unreadable.PLACE,
    "venue": Unreadable.PLACE,
    "sticker": Unreadable.STICKER,
    "dice": Unreadable.STICKER,
}
"""By the field of the message that holds it; an animation comes with a document beside it."""


def is_unreadable(update: Update) -> bool:
    """Tell whether a person sent a thing; what Telegram itself reports is none."""
    message = update.effective_message
    return message is not None and message.effective_attachment is not None


async def decline_message(room: Room, person: Person, update: Update) -> Response | None:
    """Say kindly what to do instead."""
    message = update.effective_message
    found = (kind for field, kind in _KINDS.items() if getattr(message, field, None))
    return room.declining.decline(person, next(found, Unreadable.OTHER))
