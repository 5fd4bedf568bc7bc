import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.content.library import FileLibrary
from bot.domain.entry import EntryId
from bot.domain.errors import EditorError
from bot.domain.locale import Locale
from bot.logs import configure_logs
from tests.small_knowledge import WORK, edit, write_catalogs, write_knowledge

PATIENCE_SECONDS = 30
BROKEN = "broken files: the knowledge stays as it was"
DE, WORK_ID = Locale("de"), EntryId("duldung-work")


@pytest.fixture
def library(tmp_path: Path) -> FileLibrary:
    knowledge = write_knowledge(tmp_path / "knowledge")
    locales = write_catalogs(tmp_path / "locales")
    return FileLibrary(knowledge, locales, lambda: date(2026, 11, 23))


@pytest.fixture
def logs() -> Iterator[list[EventDict]]:
    configure_logs("INFO", "json")
    with capture_logs() as captured:
        yield captured
    configure_logs("ERROR", "console")


def events(logs: list[EventDict]) -> list[str]:
    return [str(entry["event"]) for entry in logs]


def title(library: FileLibrary) -> str:
    return library.shelf.knowledge.entries[WORK_ID].texts[DE].title


def break_entry(library: FileLibrary) -> None:
    edit(library.knowledge_folder / WORK, "state: reviewed", "state: done")


def mend_entry(library: FileLibrary) -> None:
    edit(library.knowledge_folder / WORK, "state: done", "state: reviewed")


def retitle(library: FileLibrary, old: str, new: str) -> None:
    edit(library.knowledge_folder / WORK, f"title: {old}", f"title: {new}")


@asynccontextmanager
async def watching(library: FileLibrary, logs: list[EventDict]) -> AsyncIterator[None]:
    task = asyncio.create_task(library.watch())
    try:
        while not logs:  # until the watcher notices what happens in the folders
            (library.knowledge_folder / "topics.yaml").touch()
            await asyncio.sleep(0.1)
        yield
        assert not task.done()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not is_so():  # noqa: ASYNC110 - a folder tells nobody when it has been read
            await asyncio.sleep(0.02)


def test_a_library_has_to_be_opened(library: FileLibrary) -> None:
    with pytest.raises(LookupError):
        _ = library.shelf
    with pytest.raises(LookupError):
        library.voice(DE)
    library.open()
    assert title(library) == "Darf ich mit Duldung arbeiten?"
    assert library.voice(DE).say("Menu") == "Menü"


def test_a_broken_file_is_refused_and_the_old_shelf_stays(library: FileLibrary) -> None:
    library.open()
    shelf, catalogs = library.shelf, library.catalogs
    break_entry(library)
    with pytest.raises(EditorError, match=r"duldung-work\.yaml:9:5: error: “done” is not known"):
        library.open()
    assert library.shelf is shelf
    assert library.catalogs is catalogs


def test_a_broken_catalog_is_refused_and_the_old_shelf_stays(library: FileLibrary) -> None:
    library.open()
    shelf = library.shelf
    retitle(library, "Darf ich mit Duldung arbeiten?", "Arbeit?")
    edit(library.locales_folder / "de/LC_MESSAGES/messages.po", "Menü", "Menü {place}")
    with pytest.raises(EditorError, match="the placeholder “place”"):
        library.open()
    assert library.shelf is shelf
    assert library.voice(DE).say("Menu") == "Menü"


def test_the_error_carries_errors_only(library: FileLibrary) -> None:
    edit(library.knowledge_folder / WORK, "checked_on: 2026-11-01", "checked_on: 2025-11-01")
    assert [problem.level for problem in library.open().problems] == ["warning"]
    break_entry(library)
    with pytest.raises(EditorError) as caught:
        library.open()
    assert [problem.level for problem in caught.value.problems] == ["error"]


async def test_a_saved_change_is_read(library: FileLibrary, logs: list[EventDict]) -> None:
    library.open()
    async with watching(library, logs):
        retitle(library, "Darf ich mit Duldung arbeiten?", "Arbeit?")
        await until(lambda: title(library) == "Arbeit?")
        edit(library.locales_folder / "de/LC_MESSAGES/messages.po", "Menü", "Übersicht")
        await until(lambda: library.voice(DE).say("Menu") == "Übersicht")


async def test_a_broken_file_is_logged_and_mending_it_is_enough(
    library: FileLibrary, logs: list[EventDict]
) -> None:
    library.open()
    knowledge = library.shelf.knowledge
    async with watching(library, logs):
        break_entry(library)
        await until(lambda: BROKEN in events(logs))
        assert library.shelf.knowledge == knowledge
        retitle(library, "Darf ich mit Duldung arbeiten?", "Arbeit?")
        mend_entry(library)
        await until(lambda: title(library) == "Arbeit?")
    broken = next(entry for entry in logs if entry["event"] == BROKEN)
    assert "“done” is not known here" in str(broken["problems"])


async def test_a_folder_that_vanishes_for_a_moment_ends_nothing(
    library: FileLibrary, logs: list[EventDict]
) -> None:
    library.open()
    entries = library.knowledge_folder / "entries"
    async with watching(library, logs):
        entries.rename(library.knowledge_folder / "away")
        await until(lambda: BROKEN in events(logs))
        assert title(library) == "Darf ich mit Duldung arbeiten?"
        (library.knowledge_folder / "away").rename(entries)
        retitle(library, "Darf ich mit Duldung arbeiten?", "Arbeit?")
        await until(lambda: title(library) == "Arbeit?")
