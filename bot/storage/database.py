"""The database: engine, transactions, migrations.

A transaction belongs to the task that opened it: repositories use the connection of the
transaction around them, so that all effects of one update are stored together or not at all.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, MetaData, String, Table, event, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    InterfaceError,
    InternalError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.domain.errors import OperatorError, TryLaterError
from bot.storage.tables import metadata

T = TypeVar("T", bound="Finish")

BUSY_TIMEOUT_MS = 5_000

_PASSING = (OperationalError, InterfaceError, InternalError, PoolTimeoutError)
"""What may pass by itself; any other error of the database is a bug or a broken file."""

Finish = Callable[[AsyncConnection], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Transaction:
    connection: AsyncConnection
    finishes: dict[object, Finish] = field(default_factory=dict)


_transaction: ContextVar[_Transaction] = ContextVar("transaction")


def current_connection() -> AsyncConnection:
    """Give the connection of the transaction this task is in.

    Raises:
        LookupError: there is none (a bug).
    """
    return _transaction.get().connection


def finish_with(key: object, make: Callable[[], T]) -> T:
    """Give the object kept under ``key`` until this transaction ends; then it is called once.

    So a repository can gather what it would otherwise write piece by piece.
    """
    finishes = _transaction.get().finishes
    if key not in finishes:
        finishes[key] = make()
    return finishes[key]  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Database:
    """An engine with the one way to use it."""

    engine: AsyncEngine

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Store all that happens inside together, or nothing of it.

        Raises:
            TryLaterError: the database is locked, full or out of reach.
        """
        try:
            async with self.engine.begin() as connection:
                current = _Transaction(connection)
                token = _transaction.set(current)
                try:
                    yield connection
                    for finish in current.finishes.values():
                        await finish(connection)
                finally:
                    _transaction.reset(token)
        except _PASSING as error:
            raise TryLaterError(_cause(error)) from error

    async def migrate(self) -> None:
        """Bring the tables to this version.

        Raises:
            TryLaterError: the database is locked, full or out of reach.
            OperatorError: the file is no database, or a newer version wrote it.
        """
        try:
            async with self.engine.begin() as connection:
                await connection.run_sync(_upgrade)
        except _PASSING as error:
            raise TryLaterError(_cause(error)) from error
        except DatabaseError as error:
            raise OperatorError(f"DATABASE_URL: {_cause(error)}") from error

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()


def open_database(url: str) -> Database:
    """Open the database of an SQLAlchemy URL; a missing SQLite folder is made.

    Raises:
        OperatorError: the URL or the folder cannot be used.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() != "sqlite":
            raise OperatorError("DATABASE_URL: this version stores in SQLite only")
        parsed = parsed.set(drivername="sqlite+aiosqlite")
        _prepare_folder(parsed.database or "")
        engine = create_async_engine(parsed, pool_size=1, max_overflow=0, hide_parameters=True)
    except (ArgumentError, ValueError) as error:
        message = "DATABASE_URL: not readable; write it as in sqlite:///data/chancenlotse.db"
        raise OperatorError(message) from error
    except OSError as error:
        raise OperatorError(f"DATABASE_URL: {error}") from error
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return Database(engine)


def _prepare_folder(database: str) -> None:
    if database in ("", ":memory:") or Path(database).is_dir():
        raise OperatorError("DATABASE_URL: name a file, as in sqlite:///data/chancenlotse.db")
    Path(database).parent.mkdir(parents=True, exist_ok=True)


def _prepare(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver leaves transactions to us
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _upgrade(connection: Connection) -> None:
    """Make the tables of a new database at once; only an older one needs Alembic."""
    names = inspect(connection).get_table_names()
    if not names:
        metadata.create_all(connection)
        _versions.create(connection)
        connection.execute(_versions.insert().values(version_num=_newest_revision()))
    elif _versions.name not in names or _revision(connection) != _newest_revision():
        from bot.storage.migrating import upgrade_tables  # noqa: PLC0415 - slow to load

        upgrade_tables(connection)


_versions = Table(
    "alembic_version", MetaData(), Column("version_num", String(32), primary_key=True)
)


def _revision(connection: Connection) -> str | None:
    return connection.execute(select(_versions.c.version_num)).scalar()


def _newest_revision() -> str:
    """Read the newest revision off the files' names: 0001_first_tables.py is 0001."""
    folder = Path(__file__).parent / "migrations" / "versions"
    return max(path.name for path in folder.glob("[0-9]*.py")).partition("_")[0]


def _cause(error: Exception) -> str:
    original = getattr(error, "orig", None)
    return f"{type(original or error).__name__}: {original or error}"
