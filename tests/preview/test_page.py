"""The page's own routes: files, people, acts, explanations, and what it is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import pytest_asyncio

from bot.preview.page import Explain
from bot.preview.server import preview_app
from bot.preview.views import view_change, view_world
from tests.preview.conftest import TOKEN, Api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.preview.people import Person
    from bot.preview.world import World


async def explain(text: str, language: str) -> Mapping[str, object]:
    """Explain a text to editors."""
    return {"text": text, "outcome": "none", "locale": language, "candidates": []}


def page_client(world: World, explain: Explain | None) -> httpx.AsyncClient:
    """Make a browser without a window."""
    app = preview_app(world, token=TOKEN, explain=explain)
    transport = httpx.ASGITransport(app=app)
    return httpx.AsyncClient(transport=transport, base_url="http://preview.test")


@pytest_asyncio.fixture
async def page(world: World) -> AsyncIterator[httpx.AsyncClient]:
    """Open the page."""
    async with page_client(world, explain) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("/", "<!doctype html>"),
        ("/preview/static/style.css", ":root"),
        ("/preview/static/chat.js", "//"),
        ("/preview/static/lighthouse.svg", "<svg"),
    ],
)
async def test_the_files_are_served(page: httpx.AsyncClient, path: str, start: str) -> None:
    answer = await page.get(path)
    assert answer.text.startswith(start)


async def test_the_page_loads_nothing_from_elsewhere(page: httpx.AsyncClient) -> None:
    for name in ("index.html", "style.css", "chat.js", "bubbles.js", "notices.js", "dom.js"):
        text = (await page.get(f"/preview/static/{name}")).text
        assert 'src="http' not in text
        assert "url(http" not in text
        assert "import http" not in text


async def test_a_new_person_comes(page: httpx.AsyncClient, world: World) -> None:
    answer = (await page.post("/preview/people", json={"name": "Zoya", "language": "ps"})).json()
    assert world.people[answer["user"]].language_code == "ps"
    assert answer["chat"] == answer["user"]


async def test_people_act_through_the_page(
    page: httpx.AsyncClient, world: World, api: Api, amira: Person
) -> None:
    keys = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    sent = (await api("sendMessage", chat_id=amira.id, text="x", reply_markup=keys))["result"]

    async def act(name: str, /, **body: object) -> int:
        url = f"/preview/seats/{amira.id}/{amira.id}/{name}"
        return (await page.post(url, json=body)).status_code

    assert await act("say", text="hello") == 200
    assert await act("edit", text="hello!") == 200
    assert await act("press", message=sent["message_id"], row=0, column=0) == 200
    assert await act("send", kind="voice") == 200
    assert await act("forward", text="y", name="Oksana") == 200
    assert await act("open", url="https://t.me/chancenlotse_bot?start=abc") == 200
    assert await act("language", code="fa") == 200
    assert await act("block") == 200
    assert await act("unblock") == 200
    assert await act("start", payload="p") == 200
    assert world.people[amira.id].language_code == "fa"
    assert amira.transcript.splitlines()[-9:] == [
        "Amira: hello",
        "Amira edits: hello!",
        "Amira presses [A]",
        "Amira: [voice]",
        "Amira: y",
        "Amira: /start abc",
        "Amira blocks the bot",
        "Amira unblocks the bot",
        "Amira: /start p",
    ]


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("press", {"message": 99, "row": 0, "column": 0}),
        ("send", {"kind": "elephant"}),
        ("dance", {}),
        ("start", {"payload": "ä"}),
    ],
)
async def test_impossible_acts_tell_the_problem(
    page: httpx.AsyncClient, amira: Person, act: str, body: dict[str, object]
) -> None:
    answer = await page.post(f"/preview/seats/{amira.id}/{amira.id}/{act}", json=body)
    assert answer.status_code == 400
    assert answer.json()["problem"]


async def test_a_text_is_explained(page: httpx.AsyncClient, world: World) -> None:
    asked = {"text": "Duldung", "language": "de"}
    found = (await page.post("/preview/explain", json=asked)).json()
    assert found == {"text": "Duldung", "outcome": "none", "locale": "de", "candidates": []}
    async with page_client(world, None) as client:
        assert (await client.post("/preview/explain", json=asked)).json() == {"missing": True}


async def test_the_page_is_told_what_it_shows(world: World, api: Api, amira: Person) -> None:
    world.group("Desk", [amira])
    with world.watched() as happenings:
        text = "<b>x</b>"
        keys = {"inline_keyboard": [[{"text": "A", "url": "a.de"}]]}
        markup: dict[str, Any] = {"parse_mode": "HTML", "reply_markup": keys}
        await api("sendMessage", chat_id=amira.id, text=text, **markup)
        happening = happenings.get_nowait()
    assert happening is not None
    change = view_change(world, happening)
    assert change["message"]["html"] == '<p dir="auto"><b>x</b></p>'
    assert change["message"]["rows"][0][0]["url"] == "http://a.de/"
    view = view_world(world)
    assert [(seat["name"], seat["group"]) for seat in view["seats"]] == [
        ("Amira", ""),
        ("Amira", "Desk"),
    ]
    assert [message["text"] for message in view["messages"][amira.id]] == ["/start", "x"]
