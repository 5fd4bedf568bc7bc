"""Answers what people write: the entry, a question back, or an honest “I don't know”."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from bot.domain.contact import ContactKind
from bot.domain.destination import Destination, Screen
from bot.domain.entry import EntryId
from bot.domain.glossary import TermId
from bot.domain.knowledge import Knowledge
from bot.domain.locale import Locale
from bot.domain.match import Action, Match, Outcome
from bot.domain.reply import Block, Choice, Facts, Heading, Paragraph, Reply, Response, Row
from bot.domain.validity import Validity, judge_validity
from bot.services.answer_screen import entry_screen, title_choice, ways_on
from bot.services.browsing import Browsing
from bot.services.contact_screen import emergency_facts
from bot.services.ports import Library, Person, Tallies, Today, Voice
from bot.services.privacy import Privacy
from bot.services.welcome import Welcome
from bot.services.word_screen import word_screen, words_screen

MOST_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Answering:
    """What a person can do with a question."""

    library: Library
    tallies: Tallies
    today: Today
    welcome: Welcome
    browsing: Browsing
    privacy: Privacy

    def match(self, text: str, locale: Locale | None) -> Match:
        """Match a text without answering it; what this says is what a person gets."""
        return self.library.shelf.matcher.match(text, locale)

    async def answer(self, person: Person, text: str) -> Response:
        """Answer a text in the language it is written in."""
        match = self.match(text, person.locale)
        best = match.candidates[0].entry if match.candidates else ""
        await self.tallies.add(match.outcome, match.entry or match.action or best, match.locale)
        voice = self.library.voice(match.locale)
        knowledge = self.library.shelf.knowledge
        match match.outcome:
            case Outcome.ANSWER:
                reply = self._entry(voice, EntryId(match.entry or best))
            case Outcome.CLARIFY if match.term is not None:
                words = word_screen(knowledge, voice, match.term, match.offered)
                numbers = _numbers(knowledge, voice, match)
                reply = replace(words, blocks=(*numbers, *words.blocks))
            case Outcome.CLARIFY:
                reply = _clarifying_screen(knowledge, voice, match)
            case Outcome.NONE if match.is_foreign:
                return self.welcome.meet_foreign(person)
            case Outcome.NONE:
                reply = _unknowing_screen(knowledge, voice, match)
            case Outcome.ACTION:
                return self._act(person, match)
            case _:
                assert_never(match.outcome)
        return Response((_with_language_row(reply, voice, person),))

    async def show_entry(self, person: Person, entry_id: EntryId, locale: Locale) -> Response:
        """Show an entry somebody chose, in a language of their choice."""
        if entry_id not in self.library.shelf.knowledge.entries:
            return self.browsing.lost(person)
        return Response((self._entry(self.library.voice(locale or person.locale), entry_id),))

    async def rate(self, person: Person, entry_id: EntryId, verdict: str) -> Response:
        """Count whether an answer was right; a wrong one opens the ways on."""
        knowledge = self.library.shelf.knowledge
        voice = self.library.voice(person.locale)
        if entry_id not in knowledge.entries:
            return self.browsing.lost(person)
        await self.tallies.add(f"rated-{verdict}", entry_id, person.locale)
        if verdict == "yes":
            return Response(notice=voice.say("Thank you! That helps to make the answers better."))
        return Response((_not_right_screen(knowledge, voice, entry_id, self.today),))

    def explain_word(self, person: Person, term_id: TermId) -> Response:
        """Explain one office word."""
        knowledge = self.library.shelf.knowledge
        if term_id not in knowledge.glossary.terms:
            return self.browsing.lost(person)
        return Response((word_screen(knowledge, self.library.voice(person.locale), term_id),))

    def explain_words(self, person: Person, entry_id: EntryId) -> Response:
        """Explain the office words of an answer."""
        knowledge = self.library.shelf.knowledge
        if entry_id not in knowledge.entries:
            return self.browsing.lost(person)
        voice = self.library.voice(person.locale)
        return Response((words_screen(knowledge, voice, knowledge.entries[entry_id]),))

    async def answer_none_of_these(self, person: Person) -> Response:
        """Go on when none of the offered entries was meant."""
        voice = self.library.voice(person.locale)
        return Response((_unknowing_screen(self.library.shelf.knowledge, voice, None),))

    def _entry(self, voice: Voice, entry_id: EntryId) -> Reply:
        shelf = self.library.shelf
        return entry_screen(
            shelf.knowledge, voice, shelf.knowledge.entries[entry_id], self.today()
        )

    def _act(self, person: Person, match: Match) -> Response:
        match match.action:
            case Action.ADVISER:
                return self.browsing.show_advice(person)
            case Action.LANGUAGE:
                return self.welcome.show_languages(person)
            case Action.DELETE_DATA:
                return self.privacy.ask_erase(person)
            case Action.GREETING | None:
                return self.welcome.greet(person)
            case Action.MENU:
                return self.browsing.show_menu(person)
            case _:
                assert_never(match.action)


def _clarifying_screen(knowledge: Knowledge, voice: Voice, match: Match) -> Reply:
    offered = [candidate.entry for candidate in match.candidates[:MOST_OFFERED]]
    rows: list[Row] = [(title_choice(knowledge, voice, entry_id),) for entry_id in offered]
    rows.append((Choice(voice.say("None of these"), Destination(Screen.NONE_OF_THESE)),))
    blocks: tuple[Block, ...] = (
        *_numbers(knowledge, voice, match),
        Paragraph(voice.say("Which of these do you mean?")),
    )
    return Reply(voice.language, blocks, (*rows, ways_on(voice)))


def _numbers(knowledge: Knowledge, voice: Voice, match: Match) -> Iterator[Facts]:
    if match.urgent:
        contacts = [c for _, c in knowledge.contacts_of(ContactKind.EMERGENCY)]
        yield emergency_facts(voice, contacts)


def _unknowing_screen(knowledge: Knowledge, voice: Voice, match: Match | None) -> Reply:
    emergency = [contact for _, contact in knowledge.contacts_of(ContactKind.EMERGENCY)]
    blocks = (
        Heading(voice.say("I have no answer to that")),
        Paragraph(
            voice.say(
                "I only know what has been written for me. Try again in other words, one "
                "question at a time, or look in the menu."
            )
        ),
        Paragraph(voice.say("A person can help you further: choose “Personal advice”.")),
        emergency_facts(voice, emergency),
    )
    rows: list[Row] = []
    if match is not None and match.candidates:
        rows.append((_nearest_topic(knowledge, voice, match),))
    return Reply(voice.language, blocks, (*rows, ways_on(voice)))


def _nearest_topic(knowledge: Knowledge, voice: Voice, match: Match) -> Choice:
    topic_id = knowledge.entries[match.candidates[0].entry].topic_id
    return Browsing.topic_choice(knowledge, voice, topic_id)


def _not_right_screen(
    knowledge: Knowledge, voice: Voice, entry_id: EntryId, today: Today
) -> Reply:
    entry = knowledge.entries[entry_id]
    related = [
        title_choice(knowledge, voice, other)
        for other in entry.related_ids
        if judge_validity(knowledge.entries[other], today()) is Validity.VALID
    ]
    blocks = (
        Paragraph(
            voice.say(
                "Sorry. Please write your question again in other words. Or is it one of these?"
            )
        ),
    )
    topic = Browsing.topic_choice(knowledge, voice, entry.topic_id)
    rows = (*((choice,) for choice in related), (topic,), ways_on(voice))
    return Reply(voice.language, blocks, rows)


def _with_language_row(reply: Reply, voice: Voice, person: Person) -> Reply:
    """Offer to stay in the language of the message when it is not the chosen one."""
    locale = voice.language.locale
    if locale == person.locale:
        return reply
    label = "🌐 " + voice.say("Go on in {language}", language=voice.language.native_name)
    row = (Choice(label, Destination(Screen.LANGUAGE, locale)),)
    return Reply(
        reply.language, reply.blocks, (*reply.rows[:-1], row, reply.rows[-1]), reply.venue
    )
