"""What the page is told: seats, messages and changes, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.preview.chats import HappeningKind, MemberStatus
from bot.preview.keyboards import KeyboardKind
from bot.preview.profile import ProfileText
from bot.preview.rendering import page_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.preview.chats import Chat, Happening, Message, User
    from bot.preview.refusals import Payload
    from bot.preview.world import World

_CHANGES_SEATS = {HappeningKind.PERSON, HappeningKind.PROFILE, HappeningKind.STATUS}
_THINGS = (
    *("venue", "location", "contact", "poll", "dice", "voice", "audio", "photo", "sticker"),
    *("video_note", "video", "animation", "document"),
)
_EFFECTS = ("callback_data", "url", "copy_text", "web_app", "switch_inline_query")


def view_world(world: World) -> Payload:
    """Give everything, for a page that opens."""
    messages = {chat.id: list(_messages(chat)) for chat in world.chats.values()}
    bot = {"username": world.bot.username, "id": world.bot.id}
    return {"bot": bot, "seats": _seats(world), "messages": messages}


def view_change(world: World, happening: Happening) -> Payload:
    """Give one happening, with the seats where they are others now."""
    change: Payload = {
        "kind": happening.kind.value,
        "chat": happening.chat_id,
        "user": happening.user_id,
        "text": happening.text,
    }
    if happening.message is not None:
        chat = world.chats[happening.chat_id]
        change["message"] = _message(chat, happening.message)
    if happening.kind in _CHANGES_SEATS:
        change["seats"] = _seats(world)
    return change


def _seats(world: World) -> list[Payload]:
    alone = (_seat(world, world.chats[user.id], user) for user in world.people.values())
    return [*alone, *_group_seats(world)]


def _group_seats(world: World) -> Iterator[Payload]:
    for chat in world.chats.values():
        for user_id in () if chat.is_private else chat.members:
            yield _seat(world, chat, world.people[user_id])


def _seat(world: World, chat: Chat, user: User) -> Payload:
    profile, language = world.profile, user.language_code
    commands = profile.shown_commands(chat, user)
    return {
        "user": user.id,
        "chat": chat.id,
        "name": user.first_name,
        "language": language,
        "group": "" if chat.is_private else chat.title,
        "started": chat.bot_status is not MemberStatus.LEFT,
        "blocked": chat.bot_status is MemberStatus.KICKED,
        "bot": profile.shown_text(ProfileText.NAME, language),
        "description": profile.shown_text(ProfileText.DESCRIPTION, language),
        "commands": [command.payload() for command in commands],
        "menu": profile.shown_menu_button(chat),
    }


def _messages(chat: Chat) -> Iterator[Payload]:
    for message in chat.messages.values():
        yield _message(chat, message)


def _message(chat: Chat, message: Message) -> Payload:
    fields = message.payload
    return {
        "id": message.id,
        "user": message.sender.id,
        "name": message.sender.first_name,
        "is_bot": message.sender.is_bot,
        "date": fields["date"],
        "is_edited": "edit_date" in fields,
        "html": page_html(message.formatted),
        "text": message.formatted.text,
        "thing": _thing(fields),
        "keyboard": message.keyboard.kind.value,
        "rows": [[_button(button, message) for button in row] for row in message.keyboard.rows],
        "reply": _reply(fields),
        "forwarded": _origin(fields),
        "reaction": chat.reactions.get(message.id, ""),
    }


def _button(button: Payload, message: Message) -> Payload:
    effects = (each for each in _EFFECTS if each in button)
    kind = "reply" if message.keyboard.kind is KeyboardKind.REPLY else next(effects, "other")
    copied = button.get("copy_text", {}).get("text", "")
    shown = {"text": button["text"], "style": button.get("style", ""), "kind": kind}
    return shown | {"url": button.get("url", ""), "copied": copied}


def _thing(fields: Payload) -> Payload | None:
    kind = next((each for each in _THINGS if each in fields), "")
    if not kind:
        return {"kind": "service"} if "new_chat_members" in fields else None
    details = fields[kind][-1] if kind == "photo" else fields[kind]
    return {"kind": kind, **details}


def _reply(fields: Payload) -> Payload | None:
    old = fields.get("reply_to_message")
    if old is None:
        return None
    text = old.get("text") or old.get("caption") or next(each for each in _THINGS if each in old)
    return {"id": old["message_id"], "name": old["from"]["first_name"], "text": text}


def _origin(fields: Payload) -> str:
    origin = fields.get("forward_origin", {})
    return str(
        origin.get("sender_user_name") or origin.get("sender_user", {}).get("first_name", "")
    )
