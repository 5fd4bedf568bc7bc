"""Messages without words: voice, pictures, papers, places, stickers and whatever else comes."""

from telegram import Update
from telegram.ext import filters

from bot.chat.handlers.room import Room
from bot.domain.reply import Response
from bot.services.declining import Unreadable
from bot.services.ports import Person

_KINDS = (
    (filters.VOICE | filters.AUDIO | filters.VIDEO_NOTE, Unreadable.VOICE),
    (filters.PHOTO | filters.VIDEO | filters.ANIMATION, Unreadable.PICTURE),
    (filters.Document.ALL, Unreadable.PAPER),
    (filters.LOCATION | filters.VENUE, Unreadable.PLACE),
    (filters.Sticker.ALL | filters.Dice.ALL, Unreadable.STICKER),
)


def is_unreadable(update: Update) -> bool:
    """Tell whether a person sent something that is neither text nor a button."""
    message = update.effective_message
    return message is not None and not filters.StatusUpdate.ALL.check_update(update)


async def decline_message(room: Room, person: Person, update: Update) -> Response | None:
    """Say kindly what to do instead."""
    kind = next((kind for found, kind in _KINDS if found.check_update(update)), Unreadable.OTHER)
    return room.declining.decline(person, kind)
