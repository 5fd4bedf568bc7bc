"""The first minutes: who writes, in which language, and what the bot can and cannot do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain.destination import Destination, Screen
from bot.domain.entry import EntryId
from bot.domain.locale import FALLBACK, SOURCE, Language, Locale, nearest_locale
from bot.domain.reply import Block, Choice, Heading, Paragraph, Reply, Response, Row
from bot.services.browsing import Browsing
from bot.services.ports import ChatId, Library, People, Person

PICKER_SIGN = "🌐"


@dataclass(frozen=True, slots=True)
class Welcome:
    """How the bot meets a person and speaks with them."""

    library: Library
    people: People
    browsing: Browsing

    async def meet(self, chat_id: ChatId, language_tag: str | None) -> Person:
        """Recall a person, or get to know a new one with a guess at their language."""
        person = await self.people.find(chat_id)
        if person is not None:
            return person
        known = self.library.shelf.knowledge.locales
        guess = nearest_locale(language_tag, known) or FALLBACK
        person = Person(chat_id, guess, has_chosen=False)
        await self.people.save(person)
        return person

    def greet(self, person: Person) -> Response:
        """Say what the bot can and what it is not; a new person chooses the language first."""
        if not person.has_chosen:
            return self.show_languages(person)
        voice = self.library.voice(person.locale)
        menu = self.browsing.show_menu(person).replies[0]
        paragraphs = (
            voice.say(
                "I answer questions about residence, work, offices, everyday life and help in "
                "and around Hoyerswerda. Write your question in your own words, or choose a topic."
            ),
            voice.say(
                "I am a program, not an office and not a lawyer: I give information, no legal "
                "advice. Every answer shows its sources and when it was last checked."
            ),
            voice.say(
                "I am not for emergencies. In danger call 110 (police) or 112 (ambulance and "
                "fire brigade)."
            ),
            voice.say("Please send no names, no file numbers and no photos of papers."),
        )
        blocks: tuple[Block, ...] = (
            Heading(voice.say("Welcome!")),
            *(Paragraph(text) for text in paragraphs),
        )
        return Response((Reply(voice.language, blocks, menu.rows),))

    def show_languages(self, person: Person, entry_id: EntryId | None = None) -> Response:
        """Show the languages by their own names, the person's (or the guess) first."""
        languages = _first(self.library.shelf.knowledge.languages, person.locale)
        voice = self.library.voice(person.locale)
        choices = [
            Choice(language.native_name, _language_destination(language.locale, entry_id))
            for language in languages
        ]
        rows: tuple[Row, ...] = tuple(
            tuple(choices[start : start + 2]) for start in range(0, len(choices), 2)
        )
        greetings = (self.library.voice(language.locale) for language in languages)
        lines = [voice.say("Please choose your language.") for voice in greetings]
        blocks = (Paragraph(PICKER_SIGN + " " + "\n".join(lines)),)
        return Response((Reply(voice.language, blocks, rows),))

    def meet_foreign(self, person: Person) -> Response:
        """Answer a message in no language of the bot: kindly in English and German, then ask."""
        picker = self.show_languages(person).replies[0]
        own = (person.locale,) if person.has_chosen else ()
        voices = [self.library.voice(code) for code in dict.fromkeys((*own, FALLBACK, SOURCE))]
        lines = (
            voice.say(
                "I am sorry, I could not read this message. I understand the languages below: "
                "please choose one. In danger call 110 or 112."
            )
            for voice in voices
        )
        blocks = tuple(Paragraph(line) for line in lines)
        return Response((replace(picker, language=voices[-1].language, blocks=blocks),))

    async def choose_language(self, person: Person, locale: Locale) -> Response:
        """Remember the language a person chose and greet them in it."""
        known = self.library.shelf.knowledge.locales
        if locale not in known:
            return self.show_languages(person)
        chosen = replace(person, locale=locale, has_chosen=True)
        await self.people.save(chosen)
        return replace(self.greet(chosen), replaces=True)

    def help(self, person: Person) -> Response:
        """Say how to use the bot."""
        voice = self.library.voice(person.locale)
        paragraphs = (
            voice.say(
                "Write your question as you would say it, in your language or in German. One "
                "question at a time works best."
            ),
            voice.say("/menu shows all topics, /contacts offices and helplines."),
            voice.say("/language changes the language, /privacy says what is stored."),
            voice.say(
                "If I do not know something I say so and show who can help. In danger call 110 "
                "or 112."
            ),
        )
        blocks: tuple[Block, ...] = (
            Heading(voice.say("How this bot works")),
            *(Paragraph(text) for text in paragraphs),
        )
        return Response(
            (Reply(voice.language, blocks, self.browsing.show_menu(person).replies[0].rows),)
        )


def _first(languages: Iterable[Language], locale: Locale) -> tuple[Language, ...]:
    return tuple(sorted(languages, key=lambda language: language.locale != locale))


def _language_destination(locale: Locale, entry_id: EntryId | None) -> Destination:
    if entry_id is None:
        return Destination(Screen.LANGUAGE, locale)
    return Destination(Screen.ENTRY, entry_id, locale)
