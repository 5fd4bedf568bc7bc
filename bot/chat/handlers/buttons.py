"""Buttons: each carries where it leads; old and forged ones lead to the menu."""

from typing import assert_never

from telegram import Update

from bot.chat.callback_data import decode_destination
from bot.chat.handlers.room import Room
from bot.domain.contact import ContactId
from bot.domain.destination import Destination, Screen
from bot.domain.entry import EntryId
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
    return await _go(room, person, destination)


async def _go(room: Room, person: Person, to: Destination) -> Response:  # noqa: C901, PLR0911, PLR0912 - one line a screen
    """Show a screen."""
    match to.screen:
        case Screen.MENU:
            return room.browsing.show_menu(person)
        case Screen.TOPIC:
            return room.browsing.show_topic(person, TopicId(to.subject))
        case Screen.ENTRY:
            locale = Locale(to.detail) if to.detail else person.locale
            return await room.answering.show_entry(person, EntryId(to.subject), locale)
        case Screen.ENTRY_LANGUAGES:
            return room.welcome.show_languages(person, EntryId(to.subject))
        case Screen.ENTRY_CONTACTS:
            return room.browsing.show_entry_contacts(person, EntryId(to.subject))
        case Screen.RATE:
            return await room.answering.rate(person, EntryId(to.subject), to.detail)
        case Screen.NONE_OF_THESE:
            return await room.answering.answer_none_of_these(person)
        case Screen.LANGUAGES:
            return room.welcome.show_languages(person)
        case Screen.LANGUAGE:
            return await room.welcome.choose_language(person, Locale(to.subject))
        case Screen.CONTACTS:
            return room.browsing.show_contact_kinds(person)
        case Screen.CONTACT_KIND:
            return room.browsing.show_contacts_of(person, to.subject)
        case Screen.CONTACT:
            return room.browsing.show_contact(person, ContactId(to.subject))
        case Screen.ADVICE:
            return room.browsing.show_advice(person)
        case Screen.HELP:
            return room.welcome.help(person)
        case Screen.PRIVACY:
            return room.privacy.show(person)
        case Screen.ERASE:
            return room.privacy.ask_erase(person)
        case Screen.ERASE_NOW:
            return await room.privacy.erase(person)
        case _:
            assert_never(to.screen)
