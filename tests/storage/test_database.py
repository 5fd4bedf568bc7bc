import asyncio
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from bot.domain.errors import OperatorError, TryLaterError
from bot.domain.locale import Locale
from bot.services.ports import ChatId, Person
from bot.storage import database as module
from bot.storage.database import Database, current_connection, open_database
from bot.storage.mailbox import StoredMailbox
from bot.storage.people import StoredPeople
from bot.storage.tables import people
from tests.storage.conftest import Clock

AMIRA = Person(ChatId(1), Locale("ar"), has_chosen=True)


class StopHereError(Exception):
    pass


async def find_amira(database: Database, clock: Clock) -> Person | None:
    async with database.transaction():
        return await StoredPeople(clock.today).find(AMIRA.chat_id)


async def test_what_a_transaction_did_is_there_after_a_new_start(
    database: Database, url: str, clock: Clock
) -> None:
    async with database.transaction():
        await StoredPeople(clock.today).save(AMIRA)
    await database.close()
    again = open_database(url)
    await again.migrate()
    assert await find_amira(again, clock) == AMIRA
    await again.close()


async def test_a_transaction_that_fails_leaves_nothing(database: Database, clock: Clock) -> None:
    async def fail() -> None:
        async with database.transaction():
            await StoredPeople(clock.today).save(AMIRA)
            assert await StoredMailbox(clock.now).claim((7,)) == (7,)
            raise StopHereError

    with pytest.raises(StopHereError):
        await fail()
    assert await find_amira(database, clock) is None
    async with database.transaction():
        assert await StoredMailbox(clock.now).claim((7,)) == (7,)


async def test_a_transaction_that_is_cancelled_leaves_nothing_and_frees_the_database(
    database: Database, clock: Clock
) -> None:
    began = asyncio.Event()

    async def hang() -> None:
        async with database.transaction():
            await StoredPeople(clock.today).save(AMIRA)
            began.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await began.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await find_amira(database, clock) is None


async def test_transactions_of_two_tasks_wait_for_each_other(database: Database) -> None:
    order: list[str] = []

    async def work(name: str) -> None:
        async with database.transaction():
            order.append(f"{name} begins")
            await asyncio.sleep(0.01)
            order.append(f"{name} ends")

    await asyncio.gather(work("a"), work("b"))
    assert [step.split()[1] for step in order] == ["begins", "ends"] * 2


async def test_repositories_work_inside_a_transaction_only(
    database: Database, clock: Clock
) -> None:
    async with database.transaction():
        pass
    with pytest.raises(LookupError):
        current_connection()
    with pytest.raises(LookupError):
        await StoredPeople(clock.today).find(AMIRA.chat_id)


async def test_a_database_locked_by_somebody_else_is_tried_later(
    url: str, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BUSY_TIMEOUT_MS", 20)
    database = open_database(url)
    await database.migrate()
    other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(TryLaterError, match="database is locked"):
        await find_amira(database, clock)
    with pytest.raises(TryLaterError, match="database is locked"):
        await database.migrate()
    other.execute("COMMIT")
    other.close()
    assert await find_amira(database, clock) is None
    await database.close()


async def test_a_short_lock_is_waited_for(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(find_amira(database, clock))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    assert await waiting is None


async def test_readers_do_not_block_the_bot(
    database: Database, clock: Clock, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT * FROM people").fetchall()
    async with database.transaction():
        await StoredPeople(clock.today).save(AMIRA)
    other.close()
    assert await find_amira(database, clock) == AMIRA


async def test_a_broken_promise_of_the_program_is_no_try_later(database: Database) -> None:
    row = {"chat_id": 1, "locale": None, "has_chosen": True, "seen_on": date(2026, 11, 23)}
    with pytest.raises(IntegrityError) as caught:
        async with database.transaction() as connection:
            await connection.execute(insert(people).values(row))
    assert "NOT NULL" in str(caught.value)


async def test_an_error_of_the_database_tells_nothing_of_the_values(database: Database) -> None:
    values = {"chat_id": 987654321, "has_chosen": True}
    with pytest.raises(IntegrityError) as caught:
        async with database.transaction() as connection:
            await connection.execute(insert(people).values(values))
    assert "987654321" not in str(caught.value)


async def test_what_is_stored_survives_the_fastest_kill(database: Database, clock: Clock) -> None:
    async with database.transaction() as connection:
        await StoredPeople(clock.today).save(AMIRA)
        mode = (await connection.execute(text("PRAGMA journal_mode"))).scalar_one()
        level = (await connection.execute(text("PRAGMA synchronous"))).scalar_one()
    assert (mode, level) in {("wal", 1), ("wal", 2)}


async def test_a_missing_folder_is_made(tmp_path: Path, clock: Clock) -> None:
    database = open_database(f"sqlite:///{tmp_path}/new/deep/bot.db")
    await database.migrate()
    assert await find_amira(database, clock) is None
    await database.close()
    assert (tmp_path / "new/deep/bot.db").is_file()


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "postgres://bot:secret@db/chancen",
        "postgresql://bot:secret@db:port/chancen",
        "mysql://bot:secret@db/chancen",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:////proc/nothing/bot.db",
    ],
)
def test_a_database_that_cannot_be_used_is_refused_without_telling_its_password(url: str) -> None:
    with pytest.raises(OperatorError, match=r"^DATABASE_URL: ") as caught:
        open_database(url)
    assert "secret" not in str(caught.value)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="name a file"):
        open_database(f"sqlite:///{tmp_path}")


async def test_a_file_that_is_no_database_is_for_the_operator(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_text("topic: work\n" * 1000, encoding="utf-8")
    database = open_database(f"sqlite:///{tmp_path}/bot.db")
    with pytest.raises(OperatorError, match="file is not a database"):
        await database.migrate()
    await database.close()


async def test_a_database_of_a_newer_version_is_for_the_operator(
    database: Database, url: str
) -> None:
    async with database.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.close()
    older = open_database(url)
    with pytest.raises(OperatorError, match="a newer version wrote this database"):
        await older.migrate()
    await older.close()


async def test_migrating_twice_keeps_what_is_stored(database: Database, clock: Clock) -> None:
    async with database.transaction():
        await StoredPeople(clock.today).save(AMIRA)
    clock.advance(timedelta(days=1))
    await database.migrate()
    assert await find_amira(database, clock) == AMIRA
