"""The Bot API over HTTP: finds the method, lets planned faults happen, wraps result or refusal."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable
from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.preview.editing import EDITING
from bot.preview.faults import Fault, FaultKind
from bot.preview.introducing import INTRODUCING
from bot.preview.parameters import Call, read_parameters
from bot.preview.receiving import RECEIVING
from bot.preview.refusals import ApiError, flood_error
from bot.preview.sending import SENDING
from bot.preview.world import CallRecord

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from bot.preview.methods import Methods
    from bot.preview.world import World

METHODS: Methods = {**SENDING, **EDITING, **INTRODUCING, **RECEIVING}
_BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>\r\n"


def bot_api_routes(world: World, token: str) -> list[Route]:
    """Make the routes under which one bot finds its Bot API."""
    endpoint = partial(_respond, world, token)
    return [Route("/bot{token}/{method}", endpoint, methods=["GET", "POST"])]


def not_found() -> Response:
    """Answer as Telegram does where there is nothing."""
    return _refusal(ApiError(404, "Not Found"))


async def _respond(world: World, token: str, request: Request) -> Response:
    name = str(request.path_params["method"])
    if request.path_params["token"] != token:
        return _refusal(ApiError(401, "Unauthorized"))
    if name.lower() not in METHODS:
        return not_found()
    try:
        call = await _read(request, name)
    except ApiError as error:
        world.note(CallRecord(Call(name, {}), error.description))
        return _refusal(error)
    fault = world.faults.take(name.lower(), _chat_id(call))
    return await (_fail(world, call, fault) if fault else _perform(world, call))


async def _read(request: Request, name: str) -> Call:
    media_type = request.headers.get("content-type", "")
    body = await request.body()
    return Call(name, *read_parameters(request.scope["query_string"], body, media_type))


async def _perform(world: World, call: Call, fault: FaultKind | None = None) -> Response:
    try:
        result = METHODS[call.method.lower()](world, call)
        if isinstance(result, Awaitable):
            result = await result
    except ApiError as error:
        world.note(CallRecord(call, error.description, fault))
        return _refusal(error)
    world.note(CallRecord(call, fault=fault))
    return _json({"ok": True, "result": result}, 200)


async def _fail(world: World, call: Call, fault: Fault) -> Response:
    if fault.kind is FaultKind.DELAY:
        await asyncio.sleep(fault.seconds)
    if fault.kind in {FaultKind.DELAY, FaultKind.DROP_AFTER}:
        answer = await _perform(world, call, fault.kind)
        return answer if fault.kind is FaultKind.DELAY else _LostResponse()
    world.note(CallRecord(call, fault=fault.kind))
    match fault.kind:
        case FaultKind.FLOOD:
            return _refusal(flood_error(max(round(fault.seconds), 1)))
        case FaultKind.SERVER_ERROR:
            return _refusal(ApiError(500, "Internal Server Error: restart"))
        case FaultKind.BAD_GATEWAY:
            return HTMLResponse(_BAD_GATEWAY, 502)
        case _:
            return _LostResponse()


def _chat_id(call: Call) -> int:
    try:
        return int(call.text("chat_id") or 0)
    except ValueError:
        return 0


def _refusal(error: ApiError) -> Response:
    return _json(error.payload(), error.code)


def _json(body: object, status: int) -> Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    raw = text.encode("utf-8", "surrogatepass")
    return Response(raw, status, media_type="application/json")


class _LostResponse(Response):
    """An answer that breaks off, so that the caller sees a lost connection."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [(b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
        problem = "the connection was lost on purpose"
        raise ConnectionResetError(problem)
