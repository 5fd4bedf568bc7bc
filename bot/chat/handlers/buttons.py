"""Buttons: each carries where it leads; old and forged ones lead to the menu."""

from collections.abc import Awaitable, Callable, Mapping
from inspect import isawaitable

from telegram import Update

from bot.chat.callback_data import decode_destination
from bot.chat.handlers.room import Room
from bot.domain.contact import ContactId
from bot.domain.destination import Destination, Screen
from bot.domain.entry import EntryId
from bot.domain.glossary import TermId
from bot.domain.locale import Locale
from bot.domain.reply import Response
from bot.domain.topic import TopicId
from bot.services.ports import Person


def is_pressed(update: Update) -> bool:
    """Tell whether a button was pressed."""
    return update.callback_query is not None


async def follow_button(room: Room, person: Person, update: Update) -> Response | None:
    """Go where the button leads."""
    query = update.callback_query
    destination = decode_destination(query.data if query else None)
    if destination is None:
        return room.browsing.lost(person)
    shown = SCREENS[destination.screen](room, person, destination)
    return await shown if isawaitable(shown) else shown


def _show_entry(room: Room, person: Person, to: Destination) -> Awaitable[Response]:
    locale = Locale(to.detail) if to.detail else person.locale
    return room.answering.show_entry(person, EntryId(to.subject), locale)


SCREENS: Mapping[Screen, Callable[[Room, Person, Destination], Response | Awaitable[Response]]] = {
    Screen.MENU: lambda room, person, _: room.browsing.show_menu(person),
    Screen.TOPIC: lambda room, person, to: room.browsing.show_topic(person, TopicId(to.subject)),
    Screen.ENTRY: _show_entry,
    Screen.ENTRY_LANGUAGES: lambda room, person, to: room.welcome.show_languages(
        person, EntryId(to.subject)
    ),
    Screen.ENTRY_CONTACTS: lambda room, person, to: room.browsing.show_entry_contacts(
        person, EntryId(to.subject)
    ),
    Screen.RATE: lambda room, person, to: room.answering.rate(
        person, EntryId(to.subject), to.detail
    ),
    Screen.WORD: lambda room, person, to: room.answering.explain_word(person, TermId(to.subject)),
    Screen.WORDS: lambda room, person, to: room.answering.explain_words(
        person, EntryId(to.subject)
    ),
    Screen.NONE_OF_THESE: lambda room, person, _: room.answering.answer_none_of_these(person),
    Screen.LANGUAGES: lambda room, person, _: room.welcome.show_languages(person),
    Screen.LANGUAGE: lambda room, person, to: room.welcome.choose_language(
        person, Locale(to.subject)
    ),
    Screen.CONTACTS: lambda room, person, _: room.browsing.show_contact_kinds(person),
    Screen.CONTACT_KIND: lambda room, person, to: room.browsing.show_contacts_of(
        person, to.subject
    ),
    Screen.CONTACT: lambda room, person, to: room.browsing.show_contact(
        person, ContactId(to.subject)
    ),
    Screen.ADVICE: lambda room, person, _: room.browsing.show_advice(person),
    Screen.HELP: lambda room, person, _: room.welcome.help(person),
    Screen.PRIVACY: lambda room, person, _: room.privacy.show(person),
    Screen.ERASE: lambda room, person, _: room.privacy.ask_erase(person),
    Screen.ERASE_NOW: lambda room, person, _: room.privacy.erase(person),
}
"""What each screen of a button shows; a test holds that none is missing."""
