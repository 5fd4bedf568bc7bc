import json
import os
import subprocess
import sys
from collections.abc import Iterator
from threading import Timer
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.conftest import PROJECT

FIELDS = {"text", "outcome", "entry", "action", "urgent", "locale", "candidates"}
QUESTION = "Darf ich arbeiten mit Duldung, heute?"
OUTCOMES = {"answer", "clarify", "none", "action"}


def ask(run: Run, text: str, *options: str) -> dict[str, Any]:
    result = run("ask", text, "--json", *options)
    assert result.status == 0, result.err
    (line,) = result.out.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def test_json_has_exactly_the_fields_of_the_contract(run: Run) -> None:
    found = ask(run, QUESTION)
    assert found.keys() == FIELDS
    assert found["text"] == QUESTION
    assert found["outcome"] in OUTCOMES
    assert found["locale"] == "de"
    assert isinstance(found["urgent"], bool)
    assert found["candidates"][0]["entry"] == "duldung-work"
    assert all(candidate.keys() == {"entry", "score"} for candidate in found["candidates"])
    scores = [candidate["score"] for candidate in found["candidates"]]
    assert scores == sorted(scores, reverse=True)


def test_an_answer_names_its_entry_and_no_action(run: Run) -> None:
    found = ask(run, "arbeiten mit duldung")
    assert (found["outcome"], found["entry"], found["action"]) == ("answer", "duldung-work", None)


def test_a_message_about_danger_is_urgent(run: Run) -> None:
    found = ask(run, "mein mann schlägt mich")
    assert found["urgent"] is True
    assert found["candidates"][0]["entry"] == "domestic-violence"


def test_an_action_is_named_and_no_entry(run: Run) -> None:
    found = ask(run, "lösche meine daten")
    assert (found["outcome"], found["entry"], found["action"]) == ("action", None, "delete-data")


@pytest.mark.parametrize("text", ["", " ", "???", "🙂", "\u202e", "x" * 5_000, "a\nb"])
def test_any_text_gets_a_match_and_comes_back_unchanged(run: Run, text: str) -> None:
    found = ask(run, text)
    assert found["text"] == text
    assert found["outcome"] in OUTCOMES


def test_the_language_of_the_person_may_be_given(run: Run) -> None:
    assert ask(run, "???", "--locale", "en")["locale"] == "en"
    assert ask(run, "???", "--locale", "de")["locale"] == "de"


def test_without_json_a_person_reads_the_outcome_and_the_title(run: Run) -> None:
    result = run("ask", "arbeiten mit duldung")
    assert result.status == 0
    assert result.out.startswith("answer: duldung-work (de)\n")
    assert result.out.endswith("\nDarf ich mit Duldung arbeiten?\n")


def test_a_batch_gives_one_object_a_line_in_order(run: Run) -> None:
    messages = [f"{QUESTION} {number}" for number in range(50)]
    result = run("ask", "--batch", stdin="\n".join(messages).encode())
    assert result.status == 0
    found = [json.loads(line) for line in result.out.splitlines()]
    assert [one["text"] for one in found] == messages
    assert all(one.keys() == FIELDS for one in found)


def test_a_batch_says_the_same_as_single_messages(run: Run) -> None:
    messages = ["arbeiten mit duldung", "hits me", "guten tag", "fußball"]
    result = run("ask", "--batch", stdin="\n".join(messages).encode())
    together = [json.loads(line) for line in result.out.splitlines()]
    assert together == [ask(run, message) for message in messages]


def test_a_batch_survives_odd_bytes_empty_lines_and_line_ends_of_windows(run: Run) -> None:
    lines = [b"guten tag", b"", b"\xff\xfe odd \x00 bytes", "a\u2028b\x85c".encode(), b"menu\r"]
    result = run("ask", "--batch", stdin=b"\n".join(lines))
    assert result.status == 0
    found = [json.loads(line)["text"] for line in result.out.split("\n") if line]
    assert found == ["guten tag", "", "\ufffd\ufffd odd \x00 bytes", "a\u2028b\x85c", "menu"]


def test_an_empty_batch_gives_nothing(run: Run) -> None:
    result = run("ask", "--batch")
    assert (result.status, result.out) == (0, "")


def test_a_batch_takes_the_language_of_the_person(run: Run) -> None:
    result = run("ask", "--batch", "--locale", "en", stdin=b"???\n")
    assert json.loads(result.out)["locale"] == "en"


@pytest.fixture
def talking(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The real program in a terminal that knows ASCII only; one that hangs is ended."""
    plain = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--batch"],
        cwd=PROJECT,
        env={**plain, **environment, "PYTHONIOENCODING": "ascii"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        impatience = Timer(60, process.kill)
        impatience.start()
        yield process
        impatience.cancel()
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_a_batch_answers_each_line_at_once_and_in_utf_8(
    talking: subprocess.Popen[bytes],
) -> None:
    assert talking.stdin is not None
    assert talking.stdout is not None
    for text in ("Grüße", "مرحبا"):
        talking.stdin.write(f"{text}\n".encode())
        talking.stdin.flush()
        assert json.loads(talking.stdout.readline())["text"] == text
