"""What a person can send besides text: plausible voice messages, photos, places and the like."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.preview.refusals import Payload


class Kind(StrEnum):
    """Kinds of messages without text of their own, by the field that carries them."""

    VOICE = "voice"
    AUDIO = "audio"
    PHOTO = "photo"
    DOCUMENT = "document"
    STICKER = "sticker"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    ANIMATION = "animation"
    LOCATION = "location"
    CONTACT = "contact"
    VENUE = "venue"
    DICE = "dice"
    POLL = "poll"


# File ids begin with a few letters that tell the kind, as Telegram's do.
_ID_PREFIXES = {
    Kind.VOICE: "AwACAgIAAxkB",
    Kind.AUDIO: "CQACAgIAAxkB",
    Kind.PHOTO: "AgACAgIAAxkB",
    Kind.DOCUMENT: "BQACAgIAAxkB",
    Kind.STICKER: "CAACAgIAAxkB",
    Kind.VIDEO: "BAACAgIAAxkB",
    Kind.VIDEO_NOTE: "DQACAgIAAxkB",
    Kind.ANIMATION: "CgACAgIAAxkB",
}
_DETAILS: dict[Kind, Payload] = {
    Kind.VOICE: {"duration": 7, "mime_type": "audio/ogg", "file_size": 28_412},
    Kind.AUDIO: {"duration": 61, "mime_type": "audio/mpeg", "title": "Lesson 1"},
    Kind.DOCUMENT: {"file_name": "Brief.pdf", "mime_type": "application/pdf"},
    Kind.VIDEO: {"width": 1280, "height": 720, "duration": 12, "mime_type": "video/mp4"},
    Kind.VIDEO_NOTE: {"length": 384, "duration": 9},
    Kind.ANIMATION: {"width": 320, "height": 240, "duration": 3, "mime_type": "video/mp4"},
    Kind.STICKER: {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": "👋",
        "set_name": "Greetings",
    },
    Kind.LOCATION: {"latitude": 51.4381, "longitude": 14.2353},
    Kind.CONTACT: {"phone_number": "+493571000000", "first_name": "Landratsamt"},
    Kind.VENUE: {"title": "Lausitzhalle", "address": "Lausitzer Platz 4, Hoyerswerda"},
    Kind.DICE: {"emoji": "🎲", "value": 4},
}
_PHOTO_SIZES = ((90, 67), (320, 240), (1280, 960))


def make_content(kind: Kind, serial: int) -> Payload:
    """Make the fields of a message of this kind; *serial* makes its files unlike others."""
    match kind:
        case Kind.PHOTO:
            return {"photo": [_photo_size(serial, *size) for size in _PHOTO_SIZES]}
        case Kind.ANIMATION:
            animation = make_file(kind, serial) | _DETAILS[kind]
            return {"animation": animation, "document": animation}
        case Kind.VENUE:
            return {"venue": {"location": _DETAILS[Kind.LOCATION], **_DETAILS[kind]}}
        case Kind.POLL:
            return {"poll": _poll(serial)}
        case _:
            return {kind.value: make_file(kind, serial) | _DETAILS[kind]}


def make_file(kind: Kind, serial: int) -> Payload:
    """Make the identifiers of a new file; empty for what is no file."""
    if kind not in _ID_PREFIXES:
        return {}
    return {"file_id": f"{_ID_PREFIXES[kind]}{serial:012d}", "file_unique_id": f"Ag{serial:012d}"}


def _photo_size(serial: int, width: int, height: int) -> Payload:
    file = make_file(Kind.PHOTO, serial * len(_PHOTO_SIZES) + width % 7)
    return {**file, "width": width, "height": height, "file_size": width * height // 9}


def _poll(serial: int) -> Payload:
    return {
        "id": f"{5_400_000_000_000_000_000 + serial}",
        "question": "Monday or Tuesday?",
        "options": [_option("Monday"), _option("Tuesday")],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }


def _option(text: str) -> Payload:
    return {"persistent_id": text, "text": text, "voter_count": 0}
