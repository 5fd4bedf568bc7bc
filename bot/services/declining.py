"""Kind answers to what the bot cannot read: voice, pictures, papers, places, stickers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from bot.domain.locale import FALLBACK, nearest_locale
from bot.domain.reply import Paragraph, Reply, Response
from bot.services.answer_screen import ways_on
from bot.services.ports import Library, Person, Voice


class Unreadable(StrEnum):
    """Kinds of messages without words to match."""

    VOICE = "voice"
    PICTURE = "picture"
    PAPER = "paper"
    PLACE = "place"
    STICKER = "sticker"
    EMPTY = "empty"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Declining:
    """How the bot says what it cannot do, and what to do instead."""

    library: Library

    def decline(self, person: Person, kind: Unreadable) -> Response:
        """Answer a message that has no words."""
        voice = self.library.voice(person.locale)
        paragraph = Paragraph(_explanation(voice, kind))
        return Response((Reply(voice.language, (paragraph,), (ways_on(voice),)),))

    def apologise(self, language_tag: str | None) -> Response:
        """Say that something went wrong on our side; the person may be unknown."""
        voice = self._voice_for(language_tag)
        text = voice.say("Something went wrong here. Please try again. In danger call 110 or 112.")
        return Response((Reply(voice.language, (Paragraph(text),), (ways_on(voice),)),))

    def leave_group(self, language_tag: str | None) -> Response:
        """Say goodbye to a group that is none of ours."""
        voice = self._voice_for(language_tag)
        text = voice.say("I only talk with people one to one. Please write to me directly.")
        return Response((Reply(voice.language, (Paragraph(text),)),))

    def _voice_for(self, language_tag: str | None) -> Voice:
        known = self.library.shelf.knowledge.locales
        return self.library.voice(nearest_locale(language_tag, known) or FALLBACK)


def _explanation(voice: Voice, kind: Unreadable) -> str:  # noqa: PLR0911 - one line a kind
    match kind:
        case Unreadable.VOICE:
            return voice.say(
                "I cannot listen to voice messages. Please write your question, in your language."
            )
        case Unreadable.PICTURE:
            return voice.say(
                "I cannot see pictures and do not keep them. If it is a letter: please delete the "
                "picture here, because it shows your data, and show the letter to an advice "
                "centre. You can write to me what it is about."
            )
        case Unreadable.PAPER:
            return voice.say(
                "I cannot read documents and do not keep them. Please delete the file here, "
                "because it shows your data, and show it to an advice centre. You can write to "
                "me what it is about."
            )
        case Unreadable.PLACE:
            return voice.say(
                "I do not use your location. Choose “Menu” and then “Contacts” to find places "
                "and their addresses."
            )
        case Unreadable.STICKER:
            return voice.say("Thank you! If you have a question, please write it in words.")
        case Unreadable.EMPTY:
            return voice.say("I found no words in your message. Please write your question.")
        case Unreadable.OTHER:
            return voice.say("I can only read text. Please write your question in words.")
        case _:
            assert_never(kind)
