"""Methods by which the bot sends: texts, places, contacts, files, copies and "typing…"."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.preview.access import named_message, readable_chat, replied_message, writable_chat
from bot.preview.chats import HappeningKind
from bot.preview.contents import Kind, make_content
from bot.preview.keyboards import read_keyboard
from bot.preview.links import checked_link
from bot.preview.refusals import refuse
from bot.preview.texts import read_caption, read_text

if TYPE_CHECKING:
    from bot.preview.methods import Methods
    from bot.preview.parameters import Call
    from bot.preview.refusals import Payload
    from bot.preview.world import World

_ACTIONS = frozenset(
    {
        "cancel",
        "choose_sticker",
        "find_location",
        "record_video",
        "record_video_note",
        "record_voice",
        "typing",
        "upload_document",
        "upload_photo",
        "upload_video",
        "upload_video_note",
        "upload_voice",
    }
)
_NOT_COPIED = frozenset({"message_id", "from", "chat", "date", "edit_date", "forward_origin"})
_MARGINAL = frozenset({"reply_to_message", "reply_markup", "has_protected_content"})
_UNCOPIABLE = frozenset({"new_chat_members", "left_chat_member"})


def send_message(world: World, call: Call) -> Payload:
    """Send a text."""
    content = read_text(call).payload()
    preview = call.structure("link_preview_options")
    if isinstance(preview, dict) and preview:
        content["link_preview_options"] = preview
    return _post(world, call, content)


def send_location(world: World, call: Call) -> Payload:
    """Send a point on the map."""
    return _post(world, call, {"location": _location(call)})


def send_venue(world: World, call: Call) -> Payload:
    """Send a place with title and address."""
    place = {name: call.required(name) for name in ("title", "address")}
    return _post(world, call, {"venue": {"location": _location(call), **place}})


def send_contact(world: World, call: Call) -> Payload:
    """Send a phone number with a name."""
    contact = {name: call.required(name) for name in ("phone_number", "first_name")}
    for name in ("last_name", "vcard"):
        if call.has(name):
            contact[name] = call.text(name)
    return _post(world, call, {"contact": contact})


def send_dice(world: World, call: Call) -> Payload:
    """Send a dice; it always shows the same."""
    return _post(world, call, make_content(Kind.DICE, 0))


def send_chat_action(world: World, call: Call) -> bool:
    """Show "typing…" or its kin for a few seconds."""
    action = call.text("action").lower()
    if action not in _ACTIONS:
        refuse("wrong parameter action in request")
    chat = writable_chat(world, call)
    world.happen(HappeningKind.ACTING, chat, world.bot.id, text=action)
    return True


def send_file(kind: Kind, world: World, call: Call) -> Payload:
    """Send a file: uploaded, by its identifier, or from an address."""
    content = _file_content(kind, world, call)
    caption = read_caption(call).payload("caption")
    world.keep_files(content)
    return _post(world, call, content | caption)


def copy_message(world: World, call: Call) -> Payload:
    """Send the same content again, without a trace of where it came from."""
    source = readable_chat(world, call, "from_chat_id")
    old = named_message(source, call, "message to copy").payload
    if not _UNCOPIABLE.isdisjoint(old):
        refuse("message can't be copied")
    dropped = _NOT_COPIED | _MARGINAL
    content = {name: value for name, value in old.items() if name not in dropped}
    if "caption" in call.values:
        content = {name: content[name] for name in content if not name.startswith("caption")}
        content |= read_caption(call).payload("caption")
    return {"message_id": _post(world, call, content)["message_id"]}


def forward_message(world: World, call: Call) -> Payload:
    """Send the same content again, naming who wrote it."""
    source = readable_chat(world, call, "from_chat_id")
    old = named_message(source, call, "message to forward")
    dropped = _NOT_COPIED | _MARGINAL
    content = {name: value for name, value in old.payload.items() if name not in dropped}
    origin = {"type": "user", "date": old.payload["date"], "sender_user": old.sender.payload()}
    return _post(world, call, {"forward_origin": origin} | content)


def _post(world: World, call: Call, content: Payload) -> Payload:
    keyboard = read_keyboard(call)
    chat = writable_chat(world, call)
    reply_to = replied_message(chat, call)
    if call.boolean("protect_content"):
        content["has_protected_content"] = True
    message = world.post(chat, world.bot, content, keyboard=keyboard, reply_to=reply_to)
    return message.payload


def _location(call: Call) -> Payload:
    latitude, longitude = call.decimal("latitude"), call.decimal("longitude")
    if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004 - degrees
        refuse("invalid location specified")
    return {"latitude": latitude, "longitude": longitude}


def _file_content(kind: Kind, world: World, call: Call) -> Payload:
    content = make_content(kind, world.next_file())
    given = call.text(kind)
    upload = call.files.get(given.removeprefix("attach://") or kind)
    if upload is not None:
        if kind is Kind.DOCUMENT:
            details = {"file_name": upload.name, "mime_type": upload.media_type}
            content[kind] |= details | {"file_size": upload.size}
        return content
    if not given:
        refuse(f"there is no {kind.replace('_', ' ')} in the request")
    if given in world.files:
        return _sent_again(content, kind, given)
    return content if checked_link(given) and "://" in given else _refuse_file()


def _sent_again(content: Payload, kind: Kind, file_id: str) -> Payload:
    if kind is Kind.PHOTO:
        content[kind][-1]["file_id"] = file_id
    else:
        content[kind]["file_id"] = file_id
    return content


def _refuse_file() -> Payload:
    refuse("wrong file identifier/HTTP URL specified")


_FILES = (Kind.PHOTO, Kind.DOCUMENT, Kind.VOICE, Kind.AUDIO, Kind.VIDEO, Kind.ANIMATION)
SENDING: Methods = {
    "sendmessage": send_message,
    "sendlocation": send_location,
    "sendvenue": send_venue,
    "sendcontact": send_contact,
    "senddice": send_dice,
    "sendchataction": send_chat_action,
    "copymessage": copy_message,
    "forwardmessage": forward_message,
    "sendsticker": partial(send_file, Kind.STICKER),
    "sendvideonote": partial(send_file, Kind.VIDEO_NOTE),
    **{f"send{kind}": partial(send_file, kind) for kind in _FILES},
}
