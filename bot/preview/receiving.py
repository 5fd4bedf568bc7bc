"""Methods by which the bot hears: updates by polling or webhook, chats, members, itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.preview.access import named_user, readable_chat
from bot.preview.chats import MemberStatus
from bot.preview.links import is_webhook
from bot.preview.refusals import conflict_error, refuse
from bot.preview.webhook import Webhook

if TYPE_CHECKING:
    from bot.preview.chats import Chat, User
    from bot.preview.methods import Methods
    from bot.preview.parameters import Call
    from bot.preview.refusals import Payload
    from bot.preview.world import World

_LONGEST_POLL = 50  # seconds
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_SECRET_LIMIT = 256
_FARTHEST_OFFSET = 2**31 - 1


async def get_updates(world: World, call: Call) -> list[Payload]:
    """Give unconfirmed updates, waiting for the first of them up to *timeout* seconds."""
    if world.webhook.url:
        reason = "can't use getUpdates method while webhook is active"
        error = conflict_error(f"{reason}; use deleteWebhook to delete the webhook first")
        raise error
    offset = call.integer("offset", least=-_FARTHEST_OFFSET, most=_FARTHEST_OFFSET)
    limit = call.integer("limit", 100, least=1, most=100)
    seconds = call.integer("timeout", least=0, most=_LONGEST_POLL)
    _note_allowed(world, call)
    return await world.updates.poll(offset, limit, seconds)


def set_webhook(world: World, call: Call) -> bool:
    """Let updates be sent to an address; an empty one means polling."""
    if not call.has("url"):
        return delete_webhook(world, call)
    url, secret = call.text("url"), call.text("secret_token")
    if not is_webhook(url):
        refuse("bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > _SECRET_LIMIT:
        refuse("secret token is too long")
    if not _SECRET.fullmatch(secret):
        refuse("secret token contains unallowed characters")
    world.updates.stop_poller("setWebhook request")
    connections = call.integer("max_connections", 40, least=1, most=100)
    world.webhook = Webhook(url, secret, connections)
    return _settle_updates(world, call)


def delete_webhook(world: World, call: Call) -> bool:
    """Go back to polling."""
    world.webhook = Webhook()
    return _settle_updates(world, call)


def get_webhook_info(world: World, _call: Call) -> Payload:
    """Tell where updates go and how many wait."""
    hook = world.webhook
    info: Payload = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
    if world.updates.allowed:
        info["allowed_updates"] = world.updates.allowed
    if hook.last_error:
        info["last_error_date"] = hook.last_error_at
        info["last_error_message"] = hook.last_error
    return info


def get_me(world: World, _call: Call) -> Payload:
    """Describe the bot."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return world.bot.payload() | abilities


def get_chat(world: World, call: Call) -> Payload:
    """Describe a chat in full."""
    chat = readable_chat(world, call)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    accepted = dict.fromkeys((*gifts, "gifts_from_channels"), False)
    colour = {"accent_color_id": abs(chat.id) % 7, "max_reaction_count": 11}
    return chat.payload | colour | {"accepted_gift_types": accepted}


def get_chat_member(world: World, call: Call) -> Payload:
    """Describe a member of a chat."""
    chat = readable_chat(world, call)
    user = named_user(world, call)
    return world.membership(user, _status(world, chat, user))


def get_chat_administrators(world: World, call: Call) -> list[Payload]:
    """Describe those who run a group."""
    chat = readable_chat(world, call)
    if chat.is_private:
        refuse("there are no administrators in the private chat")
    statuses = ((world.people[each], status) for each, status in chat.members.items())
    everybody = (*statuses, (world.bot, chat.bot_status))
    in_charge = {MemberStatus.CREATOR, MemberStatus.ADMINISTRATOR}
    return [world.membership(user, status) for user, status in everybody if status in in_charge]


def get_chat_member_count(world: World, call: Call) -> int:
    """Count the members of a chat."""
    chat = readable_chat(world, call)
    return 1 + sum(status.is_inside for status in chat.members.values())


def leave_chat(world: World, call: Call) -> bool:
    """Let the bot leave a group."""
    chat = readable_chat(world, call)
    if chat.is_private:
        refuse("chat member status can't be changed in private chats")
    chat.bot_status = MemberStatus.LEFT
    return True


def confirm(_world: World, _call: Call) -> bool:
    """Agree to what changes nothing here: logOut and close."""
    return True


def _note_allowed(world: World, call: Call) -> None:
    kinds = call.structure("allowed_updates")
    if isinstance(kinds, list):
        world.updates.allow(frozenset(str(kind) for kind in kinds))


def _settle_updates(world: World, call: Call) -> bool:
    _note_allowed(world, call)
    if call.boolean("drop_pending_updates"):
        world.updates.clear()
    world.updates.arrivals.ring()
    return True


def _status(world: World, chat: Chat, user: User) -> MemberStatus:
    return chat.bot_status if user is world.bot else chat.members.get(user.id, MemberStatus.LEFT)


RECEIVING: Methods = {
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "getme": get_me,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "getchatmembercount": get_chat_member_count,
    "leavechat": leave_chat,
    "logout": confirm,
    "close": confirm,
}
