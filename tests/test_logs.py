"""Nothing leaked: no token, no Telegram id, nothing somebody wrote stands in a log."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.logs import configure_logs

TOKEN = "123456789:AAF0secret-secret-secret-secret-12"
CHAT = 5_123_456_789
GROUP = -1_001_234_567_890


Capture = pytest.CaptureFixture[str]


def fail() -> None:
    raise ValueError(f"{CHAT} wrote: please help me")


def entries(capsys: Capture) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def only(capsys: Capture) -> dict[str, Any]:
    (entry,) = entries(capsys)
    return entry


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    yield
    configure_logs("ERROR", "console")


def test_an_entry_has_its_event_level_moment_and_values(capsys: Capture) -> None:
    configure_logs("INFO", "json")
    structlog.get_logger().info("running", entries=79, cause="slow")
    entry = only(capsys)
    assert (entry["event"], entry["level"], entry["entries"]) == ("running", "info", 79)
    assert entry["timestamp"].endswith("Z")
    assert entry["cause"] == "slow"


@pytest.mark.parametrize(
    "value",
    [
        CHAT,
        GROUP,
        f"chat {CHAT}",
        f"chat {GROUP} is gone",
        [CHAT],
        {"chat": {"id": CHAT}},
        ({"id": GROUP},),
        {CHAT},
        {CHAT: "x"},
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        {"url": [f"/bot{TOKEN}/sendMessage"]},
        TOKEN.encode(),
        float(CHAT),
        ValueError(f"chat {CHAT} wrote: please help me"),
    ],
    ids=str,
)
def test_ids_and_tokens_are_blackened_wherever_they_stand(capsys: Capture, value: object) -> None:
    configure_logs("INFO", "json")
    structlog.get_logger().warning(f"about {CHAT}", value=value)
    written = json.dumps(only(capsys))
    for secret in (str(CHAT), str(GROUP), "secret", "please help me"):
        assert secret not in written


def test_what_stands_beside_an_id_stays(capsys: Capture) -> None:
    configure_logs("INFO", "json")
    structlog.get_logger().info("x", chat={"id": CHAT, "kinds": ["private", CHAT]})
    assert only(capsys)["chat"] == {"id": "[number]", "kinds": ["private", "[number]"]}


def test_small_numbers_dates_and_versions_stay(capsys: Capture) -> None:
    configure_logs("INFO", "json")
    structlog.get_logger().info("kept", count=99_999, day="2026-11-23", at="12:30:01.123")
    entry = only(capsys)
    assert (entry["count"], entry["day"], entry["at"]) == (99_999, "2026-11-23", "12:30:01.123")


def test_of_an_object_the_type_is_written(capsys: Capture) -> None:
    configure_logs("INFO", "json")
    structlog.get_logger().info("x", cause=KeyError("please help me"), folder=Path("/srv/bot"))
    entry = only(capsys)
    assert (entry["cause"], entry["folder"]) == ("KeyError", "/srv/bot")


def test_an_exception_is_named_with_its_places_and_without_its_text(capsys: Capture) -> None:
    configure_logs("INFO", "json")
    try:
        fail()
    except ValueError:
        structlog.get_logger().exception("an update was not handled")
    entry = only(capsys)
    assert entry["error"] == "ValueError"
    assert any(place.startswith("test_logs.py:") for place in entry["at"])
    assert "please help me" not in json.dumps(entry)


def test_loggers_of_libraries_are_blackened_too(capsys: Capture) -> None:
    configure_logs("INFO", "json")
    logging.getLogger("some.library").warning("POST /bot%s/sendMessage to %d", TOKEN, CHAT)
    try:
        fail()
    except ValueError:
        logging.getLogger("some.library").exception("failed for %s", CHAT)
    first, second = entries(capsys)
    assert first["event"] == "POST /bot[token]/sendMessage to [number]"
    assert second["error"] == "ValueError"
    assert "please help me" not in json.dumps(second)


@pytest.mark.parametrize("name", ["httpx", "httpcore", "telegram", "sqlalchemy", "watchfiles"])
def test_chatty_libraries_are_quiet(capsys: Capture, name: str) -> None:
    configure_logs("INFO", "json")
    logging.getLogger(f"{name}.somewhere").info("HTTP Request: POST /bot%s/getUpdates", TOKEN)
    assert entries(capsys) == []


def test_the_level_is_the_one_of_the_settings(capsys: Capture) -> None:
    configure_logs("ERROR", "json")
    structlog.get_logger().warning("not written")
    logging.getLogger("some.library").warning("not written")
    assert entries(capsys) == []


def test_the_console_is_blackened_as_well(capsys: Capture) -> None:
    configure_logs("INFO", "console")
    structlog.get_logger().info("hello", chat=CHAT, url=f"/bot{TOKEN}/getMe")
    written = capsys.readouterr().err
    assert "hello" in written
    assert str(CHAT) not in written
    assert "secret" not in written
