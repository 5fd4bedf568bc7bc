"""Groups: the bot says one sentence in those it does not know, and leaves."""

from telegram import Chat, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.chat.handlers.room import Room
from bot.chat.render import render_response
from bot.services.ports import ChatId, Outgoing

_PRESENT = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR)


def leave_group(room: Room, update: Update) -> tuple[Outgoing, ...]:
    """Say goodbye where the bot may speak, then leave."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or not _is_inside(update):
        return ()
    chat_id = ChatId(chat.id)
    leave = Outgoing(chat_id, "leaveChat", {"chat_id": chat_id})
    if not _may_speak(chat):
        return (leave,)
    response = room.declining.leave_group(user.language_code if user else None)
    return (*render_response(response, chat_id), leave)


def _is_inside(update: Update) -> bool:
    """Tell whether the bot is (still) in the group; joining also comes as a service message."""
    change = update.my_chat_member
    if change is not None:
        return change.new_chat_member.status in _PRESENT
    message = update.effective_message
    return message is not None and bool(message.text or message.effective_attachment)


def _may_speak(chat: Chat) -> bool:
    return chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)
