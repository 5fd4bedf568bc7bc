"""Every screen in every language: nothing is said in English to somebody who reads another."""

from collections import deque
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import cast

import pytest

from bot.app import make_room
from bot.chat.handlers.buttons import SCREENS
from bot.chat.handlers.room import Room
from bot.chat.render import render_response
from bot.content.library import FileLibrary
from bot.content.utterances import read_utterances
from bot.domain.destination import Destination, Screen
from bot.domain.entry import EntryId
from bot.domain.locale import Language, Locale
from bot.domain.reply import Choice, Response
from bot.services.declining import Unreadable
from bot.services.ports import ChatId, Person, Shelf, Tally, Voice
from tests.conftest import PROJECT, TODAY

CODES = sorted(path.parent.parent.name for path in (PROJECT / "locales").glob("*/*/messages.po"))
OTHERS = [code for code in CODES if code != "en"]

SAME_AS_ENGLISH = {
    "Online",
    "{titles}",
    "Menu",
    "Website",
}
"""What may be the same word in another language."""

NOT_ON_A_SCREEN = {
    "This answer is not valid yet, so it is not shown.",
    "This answer is not yet there in your language.",
    "The German text is newer than this translation.",
    "Draft: no specialist has read this text yet.",
}
"""Said only of knowledge that this one does not hold at the moment, or only in German."""

LATER = date(2027, 3, 1)


@dataclass(frozen=True)
class Spy:
    """A voice that notes what it says."""

    voice: Voice
    said: dict[str, str]

    @property
    def language(self) -> Language:
        return self.voice.language

    def say(self, message: str, **values: object) -> str:
        self.said[message] = self.voice.say(message, **values)
        return self.said[message]

    def plural(self, singular: str, plural: str, count: int) -> str:
        self.said[plural] = self.voice.plural(singular, plural, count)
        return self.said[plural]

    def date(self, day: date) -> str:
        return self.voice.date(day)

    def listing(self, items: tuple[str, ...]) -> str:
        return self.voice.listing(items)

    def language_name(self, locale: Locale) -> str:
        return self.voice.language_name(locale)


@dataclass(frozen=True)
class SpiedLibrary:
    library: FileLibrary
    locale: Locale
    said: dict[str, str] = field(default_factory=dict)

    @property
    def shelf(self) -> Shelf:
        return self.library.shelf

    def voice(self, locale: Locale) -> Voice:
        voice = self.library.voice(locale)
        return Spy(voice, self.said) if locale == self.locale else voice


class Nobody:
    """Remembers nobody and counts nothing."""

    async def find(self, _: ChatId) -> Person | None:
        return None

    async def save(self, _: Person) -> None:
        pass

    async def erase(self, _: ChatId) -> None:
        pass

    async def add(self, *_: str) -> None:
        pass

    async def totals(self) -> tuple[Tally, ...]:
        return ()


def open_room(library: SpiedLibrary, today: date = TODAY) -> Room:
    return make_room(library, Nobody(), Nobody(), today=lambda: today, retention_days=180)


def ask_directly(room: Room, person: Person) -> Iterator[Response]:
    """All that no button leads to."""
    newcomer = Person(person.chat_id, person.locale, has_chosen=False)
    yield room.welcome.greet(newcomer)
    yield room.welcome.greet(person)
    yield room.welcome.help(person)
    yield room.welcome.meet_foreign(person)
    yield room.privacy.show(person)
    yield room.browsing.lost(person)
    yield room.declining.apologise(person.locale)
    yield room.declining.leave_group(person.locale)
    yield from (room.declining.decline(person, kind) for kind in Unreadable)


async def walk(room: Room, person: Person, texts: list[str]) -> AsyncIterator[Response]:
    """Press every button there is, once for each place it leads to."""
    waiting: deque[Destination] = deque(Destination(screen) for screen in Screen)
    seen: set[Destination] = set(waiting)
    responses = [*ask_directly(room, person)]
    responses += [await room.answering.answer(person, text) for text in texts]
    while responses or waiting:
        if not responses:
            to = waiting.popleft()
            shown = SCREENS[to.screen](room, person, to)
            responses.append(shown if isinstance(shown, Response) else await shown)
        response = responses.pop()
        yield response
        for choice in (c for reply in response.replies for row in reply.rows for c in row):
            if not isinstance(choice, Choice) or choice.leads_to in seen:
                continue
            seen.add(choice.leads_to)
            is_elsewhere = choice.leads_to.screen is Screen.LANGUAGE or (
                choice.leads_to.screen is Screen.ENTRY and choice.leads_to.detail
            )
            if not is_elsewhere:
                waiting.append(choice.leads_to)


@pytest.mark.parametrize("code", OTHERS)
async def test_no_screen_says_anything_in_english(library: FileLibrary, code: str) -> None:
    locale = Locale(code)
    if locale not in library.shelf.knowledge.locales:
        pytest.skip("in preparation, not offered")
    spied = SpiedLibrary(library, locale)
    person = Person(ChatId(1), locale, has_chosen=True)
    entries = library.shelf.knowledge.entries
    texts = [entries[EntryId("domestic-violence")].texts[locale].title, "Duldung", "xyzzy"]
    shown = [response async for response in walk(open_room(spied), person, texts)]
    later = open_room(spied, LATER)
    shown.append(await later.answering.show_entry(person, EntryId("asylblg-money"), locale))
    english = library.voice(Locale("en"))
    same = {m for m, text in spied.said.items() if text == english.say(m) and "{" not in m}
    assert same <= SAME_AS_ENGLISH
    lines = {line for response in shown for line in _lines(response)}
    titles = {entry.texts[Locale("en")].title for entry in entries.values()}
    own = {entry.texts[locale].title for entry in entries.values()}
    assert lines & (titles - own) == set()
    assert len(shown) > len(entries) * 4


async def test_the_walk_meets_every_message_of_the_interface(library: FileLibrary) -> None:
    locale = Locale("ar")
    spied = SpiedLibrary(library, locale)
    room = open_room(spied)
    person = Person(ChatId(1), locale, has_chosen=True)
    async for _ in walk(room, person, ["Duldung", "xyzzy"]):
        pass
    german_reader = Person(ChatId(2), Locale("de"), has_chosen=True)
    for utterance in read_utterances(PROJECT / "knowledge")[0]:
        if utterance.locale == locale:
            await room.answering.answer(german_reader, utterance.text)
    later = open_room(spied, LATER)
    await later.answering.show_entry(person, EntryId("asylblg-money"), locale)
    introduced = {*_introduction(), *NOT_ON_A_SCREEN}
    assert set(_messages(library, locale)) - spied.said.keys() <= introduced


def _introduction() -> Iterator[str]:
    """What Telegram shows of the bot before it is started."""
    yield from ("All topics", "Offices, advice, helplines", "Choose the language")
    yield from ("How this bot works", "What is stored", "Delete my data")
    yield "Answers about residence, work, offices and help in Hoyerswerda"
    yield (
        "I answer questions about residence, work, offices, everyday life and help in and around "
        "Hoyerswerda. Every answer shows its sources and when it was last checked. "
        "I am no office and no lawyer. In danger call 110 or 112."
    )


def _messages(library: FileLibrary, locale: Locale) -> Iterator[str]:
    catalog = cast("dict[object, str]", vars(library.voice(locale)._messages)["_catalog"])
    for message in catalog:
        if isinstance(message, str) and message:
            yield message


def _lines(response: Response) -> Iterator[str]:
    for call in render_response(response, ChatId(1)):
        yield from str(call.payload.get("text", "")).splitlines()
    for reply in response.replies:
        yield from (choice.label for row in reply.rows for choice in row)
