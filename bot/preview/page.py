"""The page: its files, what people do on it, and the stream of what happens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.preview.contents import Kind
from bot.preview.seats import Seat
from bot.preview.views import view_change, view_world

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.preview.refusals import Payload
    from bot.preview.world import World

# Tells editors how the bot takes a text in a language: outcome, entry, candidates and so on.
Explain: TypeAlias = Callable[[str, str], Awaitable[Mapping[str, object]]]

_STATIC = Path(__file__).parent / "static"
_HEARTBEAT = 15.0  # seconds
_STREAM_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def page_routes(world: World, explain: Explain | None = None) -> list[BaseRoute]:
    """Make the routes of the page and of what it asks for."""
    return [
        Route("/", _show_page),
        Route("/preview/events", partial(_stream, world)),
        Route("/preview/people", partial(_add_person, world), methods=["POST"]),
        Route("/preview/explain", partial(_explain, explain), methods=["POST"]),
        Route("/preview/seats/{user:int}/{chat}/{act}", partial(_act, world), methods=["POST"]),
        Mount("/preview/static", StaticFiles(directory=_STATIC)),
    ]


async def _show_page(_request: Request) -> Response:
    return FileResponse(_STATIC / "index.html", headers={"Cache-Control": "no-cache"})


async def _stream(world: World, _request: Request) -> Response:
    events = _events(world)
    return StreamingResponse(events, media_type="text/event-stream", headers=_STREAM_HEADERS)


async def _events(world: World) -> AsyncIterator[str]:
    with world.watched() as happenings:
        yield _event("world", view_world(world))
        while True:
            try:
                async with asyncio.timeout(_HEARTBEAT):
                    happening = await happenings.get()
            except TimeoutError:
                yield ": still here\n\n"
            else:
                if happening is None:
                    return
                yield _event("change", view_change(world, happening))


def _event(name: str, data: Payload) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


async def _add_person(world: World, request: Request) -> Response:
    body = await request.json()
    name = str(body.get("name", "")).strip() or f"Person {len(world.people) + 1}"
    person = world.person(name, language_code=str(body.get("language", "de")))
    return JSONResponse({"user": person.id, "chat": person.chat.id})


async def _explain(explain: Explain | None, request: Request) -> Response:
    if explain is None:
        return JSONResponse({"missing": True})
    body = await request.json()
    return JSONResponse(dict(await explain(str(body["text"]), str(body["language"]))))


async def _act(world: World, request: Request) -> Response:
    path = request.path_params
    body = await request.json()
    try:
        seat = Seat(world, path["user"], world.chats[int(path["chat"])])
        _ACTS[path["act"]](seat, body)
    except (LookupError, ValueError) as error:
        return JSONResponse({"problem": str(error)}, 400)
    return JSONResponse({})


def _start(seat: Seat, body: Mapping[str, Any]) -> None:
    seat.start(str(body.get("payload", "")))


def _say(seat: Seat, body: Mapping[str, Any]) -> None:
    if text := str(body["text"]).strip():
        seat.say(text, seat.chat.messages.get(body.get("reply_to", 0)))


def _edit(seat: Seat, body: Mapping[str, Any]) -> None:
    seat.edit(str(body["text"]), seat.chat.messages.get(body.get("message", 0)))


def _press(seat: Seat, body: Mapping[str, Any]) -> None:
    seat.press(seat.chat.messages[body["message"]], body["row"], body["column"])


def _send(seat: Seat, body: Mapping[str, Any]) -> None:
    seat.send(Kind(body["kind"]), str(body.get("caption", "")))


def _forward(seat: Seat, body: Mapping[str, Any]) -> None:
    seat.forward(str(body["text"]), str(body["name"]))


def _open(seat: Seat, body: Mapping[str, Any]) -> None:
    seat.open_link(str(body["url"]))


def _block(seat: Seat, _body: Mapping[str, Any]) -> None:
    seat.block()


def _unblock(seat: Seat, _body: Mapping[str, Any]) -> None:
    seat.unblock()


def _language(seat: Seat, body: Mapping[str, Any]) -> None:
    seat.world.change_language(seat.user_id, str(body["code"]))


_ACTS: Mapping[str, Callable[[Seat, Mapping[str, Any]], None]] = {
    "start": _start,
    "say": _say,
    "edit": _edit,
    "press": _press,
    "send": _send,
    "forward": _forward,
    "open": _open,
    "block": _block,
    "unblock": _unblock,
    "language": _language,
}
