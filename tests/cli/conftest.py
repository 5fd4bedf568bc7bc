import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.logs import configure_logs
from tests.small_knowledge import write_catalogs, write_knowledge


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Let go of the standard error that a command has logged to."""
    yield
    configure_logs("ERROR", "console")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small, sound knowledge folder."""
    return write_knowledge(tmp_path / "knowledge")


@pytest.fixture
def environment(folder: Path, tmp_path: Path) -> dict[str, str]:
    """Settings that lead every command to the small knowledge."""
    return {
        "KNOWLEDGE_DIR": str(folder),
        "LOCALES_DIR": str(write_catalogs(tmp_path / "locales")),
        "DATABASE_URL": f"sqlite:///{tmp_path}/bot.db",
        "TODAY": "2026-11-23",
    }


@pytest.fixture
def run(
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run a command in process, with the small knowledge and what stands on standard input."""
    for key, value in environment.items():
        monkeypatch.setenv(key, value)

    def run_command(*arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["chancenlotse", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main()
        captured = capsys.readouterr()
        return Result(int(stopped.value.code or 0), captured.out, captured.err)

    return run_command
