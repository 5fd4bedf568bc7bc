"""Methods by which the bot presents itself: commands, name, descriptions, menu button."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from bot.preview.access import readable_chat
from bot.preview.chats import HappeningKind
from bot.preview.links import checked_link
from bot.preview.parameters import Call, field_text
from bot.preview.profile import DEFAULT_SCOPE, BotCommand, ProfileText
from bot.preview.refusals import ApiError, refuse

if TYPE_CHECKING:
    from bot.preview.methods import Methods
    from bot.preview.refusals import Payload
    from bot.preview.world import World

_COMMAND_LIMIT = 100
_NAME_LIMIT = 32
_DESCRIPTION_LIMIT = 256
_COMMAND = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_WIDE_SCOPES = frozenset(
    {DEFAULT_SCOPE, "all_private_chats", "all_group_chats", "all_chat_administrators"}
)
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})
# How long each text may be, and what Telegram calls one that is longer.
_TEXT_LIMITS = {
    ProfileText.NAME: (64, "BOT_TITLE_INVALID"),
    ProfileText.DESCRIPTION: (512, "BOT_DESCRIPTION_TOO_LONG"),
    ProfileText.SHORT_DESCRIPTION: (120, "BOT_SHORT_DESCRIPTION_TOO_LONG"),
}


def set_my_commands(world: World, call: Call) -> bool:
    """Set the commands for a scope and a language."""
    commands = _read_commands(call)
    return _keep_commands(world, call, commands)


def delete_my_commands(world: World, call: Call) -> bool:
    """Take the commands of a scope and a language away."""
    return _keep_commands(world, call, ())


def get_my_commands(world: World, call: Call) -> list[Payload]:
    """Give the commands of exactly this scope and language."""
    key = (_scope(world, call), _language(call))
    return [command.payload() for command in world.profile.commands.get(key, ())]


def set_my_text(kind: ProfileText, world: World, call: Call) -> bool:
    """Set name or description for a language; an empty one removes it."""
    limit, refusal = _TEXT_LIMITS[kind]
    text = call.text(kind).strip()
    if len(text) > limit:
        refuse(refusal)
    world.profile.texts[kind, _language(call)] = text
    world.happen(HappeningKind.PROFILE)
    return True


def get_my_text(kind: ProfileText, world: World, call: Call) -> Payload:
    """Give name or description for a language."""
    text = world.profile.texts.get((kind, _language(call)), "")
    fallback = world.profile.shown_text(kind, "") if kind is ProfileText.NAME else ""
    return {kind.value: text or fallback}


def set_chat_menu_button(world: World, call: Call) -> bool:
    """Set the button beside the input of one private chat, or of all."""
    button = call.structure("menu_button") or {"type": "default"}
    if not isinstance(button, dict):
        refuse("object expected as menu button")
    if field_text(button, "type") not in {"default", "commands", "web_app"}:
        refuse("MenuButton has unsupported type")
    if button["type"] == "web_app":
        url = checked_link(field_text(button.get("web_app") or {}, "url"))
        if not field_text(button, "text") or not url.startswith("https:"):
            refuse("menu button Web App URL is invalid")
    world.profile.menu_buttons[_menu_chat(world, call)] = button
    world.happen(HappeningKind.PROFILE)
    return True


def get_chat_menu_button(world: World, call: Call) -> Payload:
    """Give the button beside the input of one private chat, or of all."""
    buttons = world.profile.menu_buttons
    return buttons.get(_menu_chat(world, call)) or buttons.get(0) or {"type": "commands"}


def _keep_commands(world: World, call: Call, commands: tuple[BotCommand, ...]) -> bool:
    key = (_scope(world, call), _language(call))
    world.profile.commands[key] = commands
    world.happen(HappeningKind.PROFILE)
    return True


def _read_commands(call: Call) -> tuple[BotCommand, ...]:
    given = call.structure("commands") or []
    if not isinstance(given, list):
        refuse("expected an Array of BotCommand")
    if len(given) > _COMMAND_LIMIT:
        refuse("too many bot commands specified")
    return tuple(_read_command(each) for each in given)


def _read_command(given: object) -> BotCommand:
    if not isinstance(given, dict):
        refuse("can't parse BotCommand: expected an Object")
    try:
        name = field_text(given, "command").strip().removeprefix("/")
        description = field_text(given, "description").strip()
    except ApiError as error:
        refuse(f"can't parse BotCommand: {error.description.removeprefix('Bad Request: ')}")
    if not name:
        refuse("command must be non-empty")
    if len(name) > _NAME_LIMIT:
        refuse(f"command length must not exceed {_NAME_LIMIT}")
    if len(description) > _DESCRIPTION_LIMIT:
        refuse(f"command description length must not exceed {_DESCRIPTION_LIMIT}")
    if not _COMMAND.fullmatch(name):
        refuse("BOT_COMMAND_INVALID")
    return BotCommand(name, description or refuse("BOT_COMMAND_DESCRIPTION_INVALID"))


def _language(call: Call) -> str:
    code = call.text("language_code")
    return code if _LANGUAGE.fullmatch(code) else refuse("invalid language code specified")


def _scope(world: World, call: Call) -> str:
    scope = call.structure("scope") or {"type": DEFAULT_SCOPE}
    if not isinstance(scope, dict):
        refuse("BotCommandScope must be an Object")
    kind = field_text(scope, "type")
    if kind in _WIDE_SCOPES:
        return kind
    if kind not in _CHAT_SCOPES:
        refuse("unsupported type specified")
    place = Call(call.method, {"chat_id": field_text(scope, "chat_id")})
    chat = readable_chat(world, place)
    member = f":{field_text(scope, 'user_id')}" if kind == "chat_member" else ""
    return f"{kind}:{chat.id}{member}"


def _menu_chat(world: World, call: Call) -> int:
    return readable_chat(world, call).id if call.has("chat_id") else 0


INTRODUCING: Methods = {
    "setmycommands": set_my_commands,
    "deletemycommands": delete_my_commands,
    "getmycommands": get_my_commands,
    "setchatmenubutton": set_chat_menu_button,
    "getchatmenubutton": get_chat_menu_button,
    **{f"setmy{kind.replace('_', '')}": partial(set_my_text, kind) for kind in ProfileText},
    **{f"getmy{kind.replace('_', '')}": partial(get_my_text, kind) for kind in ProfileText},
}
