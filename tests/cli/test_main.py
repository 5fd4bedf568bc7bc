"""All commands: help, exit statuses, settings that cannot be used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import PROJECT
from tests.small_knowledge import WORK, edit

COMMANDS = (
    *("run", "preview", "check", "ask", "eval", "coverage", "gaps", "stamp", "doctor"),
    "migrate",
)


def program(
    environment: dict[str, str], *arguments: str, folder: Path = PROJECT
) -> subprocess.CompletedProcess[bytes]:
    """Run the real program in a folder, as a terminal does."""
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.status == 0
    assert f"Example: chancenlotse {command}" in result.out


def test_the_help_lists_every_command(run: Run) -> None:
    result = run("--help")
    assert result.status == 0
    listed = [line.split()[0] for line in result.out.splitlines() if line.startswith("  ")]
    assert [name for name in listed if name in COMMANDS] == list(COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("check", "--nonsense"),
        ("check", "nonsense"),
        ("ask",),
        ("ask", "text", "--batch"),
        ("ask", "text", "--locale", "tlh"),
        ("preview", "--port", "0"),
        ("stamp", "no-such-entry"),
    ],
)
def test_wrong_usage_has_status_2_and_says_what_is_wrong(
    run: Run, arguments: tuple[str, ...]
) -> None:
    result = run(*arguments)
    assert result.status == 2
    assert result.out == ""
    assert "Error" in result.err


def test_the_program_ends_with_0_when_all_is_fine(environment: dict[str, str]) -> None:
    done = program(environment, "check", "--strict")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == "2 entries: 0 errors, 0 warnings\n"


def test_the_program_ends_with_1_when_there_are_problems(
    environment: dict[str, str], folder: Path
) -> None:
    edit(folder / WORK, "state: reviewed", "state: done")
    done = program(environment, "check")
    assert done.returncode == 1
    assert f"{folder}/{WORK}:9:5: error: “done” is not known here" in done.stdout.decode()


def test_the_program_ends_with_2_when_it_is_used_wrongly(environment: dict[str, str]) -> None:
    done = program(environment, "check", "--nonsense")
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize("command", ["ask", "coverage", "gaps", "stamp", "eval"])
def test_broken_knowledge_is_told_line_by_line_without_a_traceback(
    run: Run, folder: Path, command: str
) -> None:
    edit(folder / WORK, "state: reviewed", "state: done")
    result = run(command, *(["text"] if command == "ask" else []))
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith(f"chancenlotse: {folder}/{WORK}:9:5: error: “done” is not known")
    assert "Traceback" not in result.err


def test_a_missing_token_says_what_to_do(run: Run) -> None:
    result = run("run")
    assert result.status == 1
    assert result.err.startswith("chancenlotse: TELEGRAM_BOT_TOKEN is not set: ")
    for mend in ("@BotFather", "/newbot", ".env", "chancenlotse preview"):
        assert mend in result.err


WRONG = {
    "TELEGRAM_BOT_TOKEN": "123456789:very-secret-token-0123456789abcd",
    "TELEGRAM_API_URL": "ftp://user:secret@example.org",
    "TELEGRAM_RATE_LIMIT": "secret",
    "DATABASE_URL": "postgres://bot:secret@db/chancen",
    "KNOWLEDGE_DIR": "/nowhere/knowledge",
    "RETENTION_DAYS": "0",
    "TIMEZONE": "Europe/Hoyerswerda",
    "LOG_LEVEL": "LOUD",
    "LOG_FORMAT": "xml",
    "TODAY": "23.11.2026",
}


def test_all_settings_that_cannot_be_used_are_told_at_once_and_no_secret(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, value in WRONG.items():
        monkeypatch.setenv(key, value)
    result = run("check")
    assert (result.status, result.out) == (1, "")
    told = [line.removeprefix("chancenlotse: ").split(":")[0] for line in result.err.splitlines()]
    assert set(told) == WRONG.keys() - {"TELEGRAM_BOT_TOKEN", "DATABASE_URL"}
    assert "secret" not in result.err
    assert "“/nowhere/knowledge” is no folder" in result.err
    assert "write it as in Europe/Berlin" in result.err


def test_a_database_that_cannot_be_used_is_told_without_its_password(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", WRONG["DATABASE_URL"])
    result = run("migrate")
    assert result.status == 1
    assert result.err.startswith("chancenlotse: DATABASE_URL: ")
    assert "secret" not in result.err


def test_an_empty_setting_counts_as_not_set(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_RATE_LIMIT", "")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    assert run("check").status == 0


def test_settings_are_read_from_a_file_too_and_the_environment_wins(
    environment: dict[str, str], tmp_path: Path
) -> None:
    lines = [f"{key}={value}" for key, value in environment.items()]
    (tmp_path / ".env").write_text("\n".join([*lines, "TIMEZONE=Mars"]), encoding="utf-8")
    done = program({}, "check", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("chancenlotse: TIMEZONE: “Mars” is no time zone")
    assert program({"TIMEZONE": "Europe/Berlin"}, "check", folder=tmp_path).returncode == 0


def test_a_file_of_settings_that_is_not_utf_8_is_told(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / ".env").write_bytes("# für Tests\n".encode("latin-1"))
    done = program(environment, "check", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode() == "chancenlotse: .env is not UTF-8: save it as UTF-8\n"


def test_migrating_makes_the_database_and_may_be_done_twice(run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        result = run("migrate")
        assert (result.status, result.out) == (0, "The database is up to date.\n")
    assert (tmp_path / "bot.db").is_file()


def test_the_doctor_tries_everything_and_names_what_is_missing(run: Run) -> None:
    result = run("doctor")
    assert result.status == 1
    lines = result.out.splitlines()
    assert lines[:3] == ["settings: fine", "knowledge: 2 entries", "database: can be written"]
    assert lines[3].startswith("telegram: TELEGRAM_BOT_TOKEN is not set")
