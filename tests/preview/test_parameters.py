"""Parameters arrive by query, form, multipart and JSON, as Telegram accepts them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.preview.conftest import BASE_URL, TOKEN

if TYPE_CHECKING:
    from bot.preview.people import Person

URL = f"{BASE_URL}{TOKEN}"
KEYBOARD = {"inline_keyboard": [[{"text": "ä", "callback_data": "a"}]]}


async def test_all_four_ways_do_the_same(client: httpx.AsyncClient, amira: Person) -> None:
    flat = {"chat_id": str(amira.id), "text": "Grüße ش", "reply_markup": json.dumps(KEYBOARD)}
    nested = {"chat_id": amira.id, "text": "Grüße ش", "reply_markup": KEYBOARD}
    parts = {name: (None, value.encode()) for name, value in flat.items()}
    answers = [
        await client.get(f"{URL}/sendMessage", params=flat),
        await client.post(f"{URL}/sendmessage", data=flat),
        await client.post(f"{URL}/SendMessage", files=parts),
        await client.post(f"{URL}/sendMessage", json=nested),
    ]
    results = [answer.json()["result"] for answer in answers]
    assert [result["text"] for result in results] == ["Grüße ش"] * 4
    assert [result["reply_markup"] for result in results] == [KEYBOARD] * 4


async def test_an_uploaded_file_keeps_name_and_size(
    client: httpx.AsyncClient, amira: Person
) -> None:
    content = b"\x00\r\n--x\r\n\r\n\xff" * 100
    answer = await client.post(
        f"{URL}/sendDocument",
        data={"chat_id": str(amira.id), "caption": "<b>x</b>", "parse_mode": "HTML"},
        files={"document": ("brief.pdf", content, "application/pdf")},
    )
    document = answer.json()["result"]["document"]
    assert (document["file_name"], document["file_size"]) == ("brief.pdf", len(content))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"content": b"{", "type": "application/json"}, "can't parse JSON object"),
        ({"content": b"[]", "type": "application/json"}, "object expected as parameters"),
        (
            {"content": b"text=%FF", "type": "application/x-www-form-urlencoded"},
            "strings must be encoded in UTF-8",
        ),
    ],
)
async def test_unreadable_bodies_are_refused(
    client: httpx.AsyncClient, body: dict[str, str], reason: str
) -> None:
    headers = {"Content-Type": body["type"]}
    answer = await client.post(f"{URL}/sendMessage", content=body["content"], headers=headers)
    assert answer.json()["description"] == f"Bad Request: {reason}"
    assert answer.status_code == 400
