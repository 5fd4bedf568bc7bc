"""Commands, names and descriptions: limits, languages, scopes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.preview.conftest import Api

if TYPE_CHECKING:
    from bot.preview.people import Person
    from bot.preview.world import World

START = {"command": "start", "description": "Los"}


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"commands": "x"}, "can't parse commands JSON object"),
        ({"commands": {"a": 1}}, "expected an Array of BotCommand"),
        ({"commands": [1]}, "can't parse BotCommand: expected an Object"),
        (
            {"commands": [{"command": "a"}]},
            "can't parse BotCommand: can't find field \"description\"",
        ),
        ({"commands": [START | {"command": "Ä"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [START | {"command": "/"}]}, "command must be non-empty"),
        ({"commands": [START | {"command": "a" * 33}]}, "command length must not exceed 32"),
        (
            {"commands": [START | {"description": "x" * 257}]},
            "command description length must not exceed 256",
        ),
        ({"commands": [START | {"description": " "}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [START] * 101}, "too many bot commands specified"),
        ({"commands": [START], "language_code": "deu"}, "invalid language code specified"),
        ({"commands": [START], "scope": {"type": "moon"}}, "unsupported type specified"),
        ({"commands": [START], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ],
)
async def test_commands_are_checked(api: Api, parameters: dict[str, object], refusal: str) -> None:
    assert await api.refused("setMyCommands", **parameters) == f"400 Bad Request: {refusal}"


@pytest.mark.parametrize(
    ("name", "method", "limit"),
    [
        ("name", "setMyName", 64),
        ("description", "setMyDescription", 512),
        ("short_description", "setMyShortDescription", 120),
    ],
)
async def test_texts_have_their_lengths(api: Api, name: str, method: str, limit: int) -> None:
    assert (await api(method, **{name: "ش" * limit}))["ok"]
    assert (await api.refused(method, **{name: "x" * (limit + 1)})).startswith("400 Bad Request")
    got = await api(method.replace("set", "get"))
    assert got["result"] == {name: "ش" * limit}


async def test_a_person_sees_the_commands_of_the_narrowest_scope_and_own_language(
    api: Api, world: World, amira: Person
) -> None:
    def named(name: str) -> list[dict[str, str]]:
        return [{"command": name, "description": name}]

    jonas = world.person("Jonas", language_code="de-AT")
    desk = world.group("Desk", [jonas])
    await api("setMyCommands", commands=named("anybody"))
    await api("setMyCommands", commands=named("arabic"), language_code="ar")
    assert [each.command for each in amira.commands] == ["arabic"]
    assert [each.command for each in jonas.commands] == ["anybody"]
    scope = {"type": "chat", "chat_id": desk.id}
    await api("setMyCommands", commands=named("desk"), scope=scope)
    assert [each.command for each in jonas.within(desk).commands] == ["desk"]
    await api("deleteMyCommands", scope=scope)
    assert (await api("getMyCommands", scope=scope))["result"] == []
    assert [each.command for each in jonas.within(desk).commands] == ["anybody"]


async def test_a_person_reads_the_description_in_the_own_language(
    api: Api, world: World, amira: Person
) -> None:
    await api("setMyDescription", description="Hallo")
    await api("setMyDescription", description="أهلاً", language_code="ar")
    assert amira.description == "أهلاً"
    assert world.person("Piotr", language_code="pl").description == "Hallo"


async def test_the_menu_button_is_kept_per_chat(api: Api, amira: Person) -> None:
    assert (await api("getChatMenuButton"))["result"] == {"type": "commands"}
    app = {"type": "web_app", "text": "x", "web_app": {"url": "https://a.de"}}
    assert (await api("setChatMenuButton", chat_id=amira.id, menu_button=app))["ok"]
    assert (await api("getChatMenuButton", chat_id=amira.id))["result"] == app
    wrong = {"type": "door"}
    refusal = "400 Bad Request: MenuButton has unsupported type"
    assert await api.refused("setChatMenuButton", menu_button=wrong) == refusal
