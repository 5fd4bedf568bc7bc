"""Commands, and the links that start the bot with something in mind."""

from collections.abc import Awaitable, Callable

from telegram import MessageEntity, Update

from bot.chat.handlers.room import Room
from bot.domain.entry import EntryId
from bot.domain.locale import Locale
from bot.domain.reply import Response
from bot.services.ports import Person


def is_command(update: Update) -> bool:
    """Tell whether a message begins with a command this bot knows."""
    return _command(update) in COMMANDS


async def obey_command(room: Room, person: Person, update: Update) -> Response | None:
    """Do what the command says."""
    message = update.effective_message
    words = (message.text or "").split() if message else []
    payload = words[1] if len(words) > 1 else ""
    return await COMMANDS[_command(update)](room, person, payload)


async def start(room: Room, person: Person, payload: str) -> Response:
    """Greet, or follow the link: ``e_<entry>`` shows an entry, ``lang_<code>`` sets a language."""
    kind, _, value = payload.partition("_")
    if kind == "lang":
        return await room.welcome.choose_language(person, Locale(value))
    if kind == "e":
        return await room.answering.show_entry(person, EntryId(value), person.locale)
    return room.welcome.greet(person)


async def show_menu(room: Room, person: Person, _: str) -> Response:
    """Show the topics."""
    return room.browsing.show_menu(person)


async def show_languages(room: Room, person: Person, _: str) -> Response:
    """Show the languages."""
    return room.welcome.show_languages(person)


async def show_help(room: Room, person: Person, _: str) -> Response:
    """Explain the bot."""
    return room.welcome.help(person)


async def show_privacy(room: Room, person: Person, _: str) -> Response:
    """Say what is stored."""
    return room.privacy.show(person)


async def show_contacts(room: Room, person: Person, _: str) -> Response:
    """Show the groups of contacts."""
    return room.browsing.show_contact_kinds(person)


async def ask_erase(room: Room, person: Person, _: str) -> Response:
    """Ask before deleting what is stored."""
    return room.privacy.ask_erase(person)


COMMANDS: dict[str, Callable[[Room, Person, str], Awaitable[Response]]] = {
    "start": start,
    "menu": show_menu,
    "language": show_languages,
    "help": show_help,
    "privacy": show_privacy,
    "contacts": show_contacts,
    "delete": ask_erase,
}


def _command(update: Update) -> str:
    """Read the command of a message: ``/menu@SomeBot 1`` is ``menu``."""
    message = update.effective_message
    if message is None or not message.text or not message.entities:
        return ""
    first = message.entities[0]
    if first.type != MessageEntity.BOT_COMMAND or first.offset != 0:
        return ""
    return message.text[1 : first.length].partition("@")[0].lower()
