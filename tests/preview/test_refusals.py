"""Calls that Telegram refuses are refused, in Telegram's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.preview.chats import ChatKind, MemberStatus
from bot.preview.world import World
from tests.preview.conftest import BASE_URL, TOKEN, Api, Clock

if TYPE_CHECKING:
    from bot.preview.people import Person


def keyboard(**button: object) -> dict[str, Any]:
    """Make an inline keyboard of one button."""
    return {"inline_keyboard": [[{"text": "x", **button}]]}


async def test_a_wrong_token_is_unauthorized(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{BASE_URL}2:other/getMe")
    assert answer.status_code == 401
    body = {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert answer.json() == body


@pytest.mark.parametrize("path", [f"{TOKEN}/sendNothing", "", f"{TOKEN}/getMe/more"])
async def test_what_is_not_there_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.post(f"{BASE_URL}{path}")
    assert answer.json() == {"ok": False, "error_code": 404, "description": "Not Found"}


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n"}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "🏠" * 2049}, "message is too long"),
        ({"text": "x" * 32769}, "text is too long"),
        ({"text": "x", "parse_mode": "Word"}, "unsupported parse_mode"),
        (
            {"text": "<x>", "parse_mode": "html"},
            'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        ),
        ({"text": "x", "chat_id": 77}, "chat not found"),
        ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "message_thread_id": 3}, "message thread not found"),
        ({"text": "x", "reply_to_message_id": 99}, "message to be replied not found"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_markup": [1]}, "object expected as reply markup"),
        ({"text": "x", "reply_markup": keyboard(callback_data="ä" * 33)}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "reply_markup": keyboard(callback_data="")},
            (
                "can't parse inline keyboard button:"
                " Text buttons are unallowed in the inline keyboard"
            ),
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"callback_data": "x"}]]}},
            "can't parse inline keyboard button: can't find field \"text\"",
        ),
        ({"text": "x", "reply_markup": keyboard(url="tel:+493571")}, "BUTTON_URL_INVALID"),
        ({"text": "x", "reply_markup": keyboard(url="mailto:a@b.de")}, "BUTTON_URL_INVALID"),
        ({"text": "x", "reply_markup": keyboard(url="http://localhost/")}, "BUTTON_URL_INVALID"),
        (
            {"text": "x", "reply_markup": keyboard(copy_text={"text": "x" * 257})},
            "BUTTON_COPY_TEXT_INVALID",
        ),
        ({"text": "x", "reply_markup": keyboard(text=" ", url="a.de")}, "BUTTON_TEXT_INVALID"),
        (
            {
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101},
            },
            "reply markup is too long",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [{"text": "x"}]}},
            'field "inline_keyboard" must be an Array of Arrays',
        ),
    ],
)
async def test_send_message_refuses(
    api: Api, amira: Person, parameters: dict[str, object], refusal: str
) -> None:
    given = {"chat_id": amira.id} | parameters
    assert await api.refused("sendMessage", **given) == f"400 Bad Request: {refusal}"


async def test_the_longest_text_and_data_are_accepted(api: Api, amira: Person) -> None:
    markup = keyboard(callback_data="x" * 64)
    sent = await api("sendMessage", chat_id=amira.id, text="ش" * 4096, reply_markup=markup)
    assert sent["ok"]


async def test_refusals_are_recorded(world: World, api: Api, amira: Person) -> None:
    await api("sendMessage", chat_id=amira.id, text="fine")
    await api("sendMessage", chat_id=amira.id, text="")
    assert [each.refusal for each in world.refused] == ["Bad Request: message text is empty"]
    assert [each.call.text("text") for each in world.calls] == ["fine", ""]


async def test_a_person_who_blocked_the_bot_gets_nothing(api: Api, amira: Person) -> None:
    await amira.blocks()
    blocked = "403 Forbidden: bot was blocked by the user"
    assert await api.refused("sendMessage", chat_id=amira.id, text="x") == blocked
    assert await api.refused("sendChatAction", chat_id=amira.id, action="typing") == blocked
    await amira.unblocks()
    assert (await api("sendMessage", chat_id=amira.id, text="x"))["ok"]


async def test_the_bot_cannot_write_first(api: Api, world: World) -> None:
    stranger = world.person("Boris")
    refusal = "400 Bad Request: chat not found"
    assert await api.refused("sendMessage", chat_id=stranger.id, text="x") == refusal
    world.group("Desk", [stranger])
    refusal = "403 Forbidden: bot can't initiate conversation with a user"
    assert await api.refused("sendMessage", chat_id=stranger.id, text="x") == refusal


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (MemberStatus.KICKED, "403 Forbidden: bot was kicked from the group chat"),
        (MemberStatus.LEFT, "403 Forbidden: bot is not a member of the group chat"),
    ],
)
async def test_a_group_without_the_bot_is_closed_to_it(
    api: Api, world: World, amira: Person, status: MemberStatus, refusal: str
) -> None:
    group = world.group("Desk", [amira], kind=ChatKind.GROUP, bot_status=status)
    assert await api.refused("sendMessage", chat_id=group.id, text="x") == refusal


async def test_edits_are_refused_where_telegram_refuses_them(api: Api, amira: Person) -> None:
    own = (await api("sendMessage", chat_id=amira.id, text="<b>x</b>", parse_mode="HTML"))[
        "result"
    ]
    keys = {"keyboard": [["x"]]}
    fixed = (await api("sendMessage", chat_id=amira.id, text="x", reply_markup=keys))["result"]
    place = (await api("sendDice", chat_id=amira.id))["result"]
    spoken = amira.seat.say("hello")

    async def edit(message_id: int, **more: object) -> str:
        given = {"chat_id": amira.id, "message_id": message_id, "text": "<b>x</b>"}
        return await api.refused("editMessageText", **given, parse_mode="HTML", **more)

    prefix = "400 Bad Request: "
    same = "specified new message content and reply markup are exactly the same"
    assert (await edit(own["message_id"])).startswith(f"{prefix}message is not modified: {same}")
    assert await edit(999) == f"{prefix}message to edit not found"
    assert await edit(spoken.id) == f"{prefix}message can't be edited"
    assert await edit(fixed["message_id"]) == f"{prefix}message can't be edited"
    no_text = f"{prefix}there is no text in the message to edit"
    assert await edit(place["message_id"]) == no_text
    unnamed = await api.refused("editMessageText", text="x")
    assert unnamed == f"{prefix}message identifier is not specified"


async def test_an_edit_without_a_keyboard_takes_the_keyboard_away(api: Api, amira: Person) -> None:
    keys = keyboard(callback_data="a")
    sent = (await api("sendMessage", chat_id=amira.id, text="x", reply_markup=keys))["result"]
    place = {"chat_id": amira.id, "message_id": sent["message_id"]}
    edited = (await api("editMessageText", **place, text="x"))["result"]
    assert "reply_markup" not in edited
    assert "edit_date" in edited


async def test_deleting_is_refused_after_two_days_and_for_strangers(
    api: Api, world: World, amira: Person, clock: Clock
) -> None:
    group = world.group("Desk", [amira], bot_status=MemberStatus.MEMBER)
    theirs = amira.within(group).seat.say("/hello")
    prefix = "400 Bad Request: message"
    place = {"chat_id": group.id, "message_id": theirs.id}
    assert await api.refused("deleteMessage", **place) == f"{prefix} can't be deleted"
    place = {"chat_id": amira.id, "message_id": amira.seat.say("x").id}
    clock.advance(hours=49)
    late = await api.refused("deleteMessage", **place)
    assert late == f"{prefix} can't be deleted for everyone"
    gone = await api.refused("deleteMessage", chat_id=amira.id, message_id=999)
    assert gone == f"{prefix} to delete not found"


async def test_a_press_can_be_answered_in_time_only(api: Api, amira: Person, clock: Clock) -> None:
    keys = keyboard(callback_data="a")
    await api("sendMessage", chat_id=amira.id, text="x", reply_markup=keys)
    await amira.presses("x")
    query = (await api("getUpdates"))["result"][-1]["callback_query"]
    old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await api.refused("answerCallbackQuery", callback_query_id="5") == old
    long = await api.refused("answerCallbackQuery", callback_query_id=query["id"], text="x" * 201)
    assert long == "400 Bad Request: MESSAGE_TOO_LONG"
    clock.advance(minutes=2)
    assert await api.refused("answerCallbackQuery", callback_query_id=query["id"]) == old


@pytest.mark.parametrize(
    ("method", "parameters", "refusal"),
    [
        ("sendVenue", {"latitude": 1, "longitude": 2, "title": "x"}, '"address" is required'),
        ("sendVenue", {"title": "x", "address": "y"}, "latitude is empty"),
        ("sendLocation", {"latitude": 91, "longitude": 0}, "invalid location specified"),
        ("sendContact", {"first_name": "x"}, 'parameter "phone_number" is required'),
        ("sendChatAction", {"action": "dance"}, "wrong parameter action in request"),
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendPhoto", {"photo": "???"}, "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", {"photo": "https://a.de/x.png", "caption": "x" * 1025}, "is too long"),
        ("copyMessage", {"from_chat_id": 5, "message_id": 1}, "chat not found"),
        ("setMessageReaction", {"message_id": 99}, "message to react not found"),
        ("getChatMember", {"user_id": 12}, "user not found"),
        ("leaveChat", {}, "chat member status can't be changed in private chats"),
    ],
)
async def test_other_methods_refuse(
    api: Api, amira: Person, method: str, parameters: dict[str, object], refusal: str
) -> None:
    refused = await api.refused(method, chat_id=amira.id, **parameters)
    assert refused.startswith("400 Bad Request: ")
    assert refused.endswith(refusal)


async def test_only_known_reactions_are_taken(api: Api, amira: Person) -> None:
    message = {"chat_id": amira.id, "message_id": amira.seat.say("x").id}
    good = [{"type": "emoji", "emoji": "👍"}]
    assert (await api("setMessageReaction", **message, reaction=good))["ok"]
    bad = [{"type": "emoji", "emoji": "🧾"}]
    refusal = "400 Bad Request: REACTION_INVALID"
    assert await api.refused("setMessageReaction", **message, reaction=bad) == refusal
