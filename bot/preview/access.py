"""Which chat and message a call means, and whether the bot may go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.preview.chats import ChatKind, MemberStatus
from bot.preview.refusals import forbid, refuse

if TYPE_CHECKING:
    from bot.preview.chats import Chat, Message, User
    from bot.preview.parameters import Call
    from bot.preview.world import World

_NO_REPLY = "message to be replied not found"


def readable_chat(world: World, call: Call, name: str = "chat_id") -> Chat:
    """Find the chat that a call names; refuses one that the bot does not know."""
    if not call.has(name):
        refuse(f"{name} is empty")
    try:
        chat = world.chats.get(int(call.text(name)))
    except ValueError:
        chat = None
    if chat is None or not _is_known(world, chat):
        refuse("chat not found")
    if not chat.is_private and not chat.bot_status.is_inside:
        was = "was kicked from" if chat.bot_status is MemberStatus.KICKED else "is not a member of"
        forbid(f"bot {was} the {chat.kind} chat")
    return chat


def writable_chat(world: World, call: Call) -> Chat:
    """Find the chat that a call writes to; refuses where the person blocked or never started."""
    chat = readable_chat(world, call)
    if chat.bot_status is MemberStatus.KICKED:
        forbid("bot was blocked by the user")
    if chat.bot_status is MemberStatus.LEFT:
        forbid("bot can't initiate conversation with a user")
    if call.message_id("message_thread_id"):  # no chat of this stand-in has topics
        refuse("message thread not found")
    return chat


def named_message(chat: Chat, call: Call, purpose: str, name: str = "message_id") -> Message:
    """Find the message that a call names, as in "message to edit"."""
    return chat.messages.get(call.message_id(name)) or refuse(f"{purpose} not found")


def replied_message(chat: Chat, call: Call) -> Message | None:
    """Find the message that is replied to, if any."""
    given = call.structure("reply_parameters")
    if given is not None and not isinstance(given, dict):
        refuse("object expected as reply parameters")
    number = int((given or {}).get("message_id", call.message_id("reply_to_message_id")))
    goes_without = (given or {}).get("allow_sending_without_reply", False)
    found = chat.messages.get(number)
    return found if found or goes_without or not number else refuse(_NO_REPLY)


def named_user(world: World, call: Call) -> User:
    """Find the person or bot that a call names."""
    user_id = call.message_id("user_id") or refuse("invalid user_id specified")
    if user_id == world.bot.id:
        return world.bot
    return world.people.get(user_id) or refuse("user not found")


def _is_known(world: World, chat: Chat) -> bool:
    """Tell whether the bot ever met the person, alone or in a group."""
    if chat.kind is not ChatKind.PRIVATE or chat.bot_status is not MemberStatus.LEFT:
        return True
    groups = (each for each in world.chats.values() if not each.is_private)
    return any(chat.id in each.members and each.bot_status.is_inside for each in groups)
