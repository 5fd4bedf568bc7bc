"""What is stored, and how a person makes the bot forget it."""

from dataclasses import dataclass

from bot.domain.destination import Destination, Screen
from bot.domain.reply import Block, Choice, Heading, Paragraph, Reply, Response
from bot.services.answer_screen import ways_on
from bot.services.ports import Library, People, Person


@dataclass(frozen=True, slots=True)
class Privacy:
    """A person's rights over what the bot remembers."""

    library: Library
    people: People
    retention_days: int

    def show(self, person: Person) -> Response:
        """Say what is stored, where and how long."""
        voice = self.library.voice(person.locale)
        paragraphs = (
            voice.say(
                "I store the number of your Telegram chat, your language and the day you last "
                "wrote. I do not store what you write."
            ),
            voice.say(
                "My answers wait in a database until Telegram has taken them; then they are "
                "deleted there."
            ),
            voice.plural(
                "What I store of you is deleted after {count} day without a message from you.",
                "What I store of you is deleted after {count} days without a message from you.",
                self.retention_days,
            ),
            voice.say(
                "I count how often an answer was given and rated, without any person. Telegram "
                "itself can see our messages. Please send no names, no file numbers and no "
                "photos of papers."
            ),
        )
        blocks: tuple[Block, ...] = (
            Heading(voice.say("Your data")),
            *(Paragraph(text) for text in paragraphs),
        )
        erase = Choice("🗑 " + voice.say("Delete my data"), Destination(Screen.ERASE))
        return Response((Reply(voice.language, blocks, ((erase,), ways_on(voice))),))

    def ask_erase(self, person: Person) -> Response:
        """Ask once before forgetting."""
        voice = self.library.voice(person.locale)
        text = voice.say(
            "Shall I delete everything I store of you (chat number, language, day of your last "
            "message)? You can write to me again at any time."
        )
        yes = Choice("🗑 " + voice.say("Yes, delete"), Destination(Screen.ERASE_NOW))
        no = Choice(voice.say("No, keep it"), Destination(Screen.MENU))
        blocks: tuple[Block, ...] = (Heading(voice.say("Delete my data")), Paragraph(text))
        return Response((Reply(voice.language, blocks, ((yes,), (no,))),))

    async def erase(self, person: Person) -> Response:
        """Forget the person and say so."""
        await self.people.erase(person.chat_id)
        voice = self.library.voice(person.locale)
        text = voice.say(
            "Deleted. I store nothing of you any more. You can delete the messages in this chat "
            "yourself in Telegram."
        )
        return Response((Reply(voice.language, (Paragraph(text),)),), replaces=True)
