"""Methods by which the bot changes what is there: edits, deletions, reactions, answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.preview.access import named_message, readable_chat, writable_chat
from bot.preview.chats import Chat, HappeningKind, MemberStatus, Message
from bot.preview.keyboards import Keyboard, read_inline_keyboard
from bot.preview.links import start_payload
from bot.preview.refusals import refuse
from bot.preview.texts import read_caption, read_text

if TYPE_CHECKING:
    from bot.preview.methods import Methods
    from bot.preview.parameters import Call
    from bot.preview.refusals import Payload
    from bot.preview.world import World

_DELETABLE_FOR = timedelta(hours=48)
_TOAST_LIMIT = 200  # characters
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
_REACTIONS = frozenset(  # those of a single character, which are nearly all
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔"
    "🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
)


def edit_message_text(world: World, call: Call) -> Payload:
    """Replace the text of one of the bot's messages, and its keyboard."""
    formatted = read_text(call)
    chat, message = _editable(world, call)
    if "text" not in message.payload:
        refuse("there is no text in the message to edit")
    return _change(world, chat, message, formatted.payload(), read_inline_keyboard(call))


def edit_message_caption(world: World, call: Call) -> Payload:
    """Replace the caption of one of the bot's files, and its keyboard."""
    formatted = read_caption(call)
    chat, message = _editable(world, call)
    return _change(world, chat, message, formatted.payload("caption"), read_inline_keyboard(call))


def edit_message_reply_markup(world: World, call: Call) -> Payload:
    """Replace or take away the keyboard under one of the bot's messages."""
    chat, message = _editable(world, call)
    return _change(world, chat, message, message.own_text, read_inline_keyboard(call))


def delete_message(world: World, call: Call) -> bool:
    """Delete a message of the bot, or of others where it may."""
    chat = readable_chat(world, call)
    message = named_message(chat, call, "message to delete")
    is_own = message.sender.id == world.bot.id
    may_others = chat.is_private or chat.bot_status is MemberStatus.ADMINISTRATOR
    if not is_own and not may_others:
        refuse("message can't be deleted")
    if world.now - message.payload["date"] > _DELETABLE_FOR.total_seconds():
        refuse("message can't be deleted for everyone")
    world.delete(chat, message.id)
    return True


def set_message_reaction(world: World, call: Call) -> bool:
    """Put an emoji on a message, or take it away."""
    given = call.structure("reaction") or []
    if not isinstance(given, list):
        refuse("expected an Array of ReactionType")
    emoji = "".join(str(each.get("emoji", "")) for each in given)
    if len(given) > 1 or (given and emoji.rstrip("\ufe0f") not in _REACTIONS):
        refuse("REACTION_INVALID")
    chat = writable_chat(world, call)
    message = named_message(chat, call, "message to react")
    chat.reactions[message.id] = emoji
    world.happen(HappeningKind.REACTED, chat, world.bot.id, message=message, text=emoji)
    return True


def answer_callback_query(world: World, call: Call) -> bool:
    """Answer the press of a button: silently, by a toast, or by an alert."""
    text = call.text("text")
    if len(text) > _TOAST_LIMIT:
        refuse("MESSAGE_TOO_LONG")
    url = call.text("url")
    if url and start_payload(url, world.bot.username) is None:
        refuse("URL_INVALID")
    query_id = call.text("callback_query_id")
    if not world.answer(query_id, text, is_alert=call.boolean("show_alert")):
        refuse("query is too old and response timeout expired or query ID is invalid")
    return True


def _editable(world: World, call: Call) -> tuple[Chat, Message]:
    if not call.has("chat_id") and not call.has("message_id"):
        refuse("message identifier is not specified")
    chat = writable_chat(world, call)
    message = named_message(chat, call, "message to edit")
    if message.sender.id != world.bot.id or not message.keyboard.is_editable:
        refuse("message can't be edited")
    return chat, message


def _change(
    world: World, chat: Chat, message: Message, fields: Payload, keyboard: Keyboard
) -> Payload:
    changed = message.changed(fields, keyboard, date=world.now)
    if changed.payload | {"edit_date": 0} == message.payload | {"edit_date": 0}:
        refuse(_NOT_MODIFIED)
    world.edit(chat, changed)
    return changed.payload


EDITING: Methods = {
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "setmessagereaction": set_message_reaction,
    "answercallbackquery": answer_callback_query,
}
