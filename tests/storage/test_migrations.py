from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from bot.storage import tables
from bot.storage.database import Database
from bot.storage.tables import metadata


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def test_migrations_and_tables_agree(database: Database) -> None:
    async with database.transaction() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_difference_would_be_seen(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.exec_driver_sql("ALTER TABLE people ADD COLUMN name VARCHAR(10)")
        await connection.exec_driver_sql("DROP INDEX ix_outbox_chat_id")
        found = await connection.run_sync(differences)
    assert len(found) == 2


def test_every_table_says_how_long_it_keeps_what() -> None:
    for name in metadata.tables:
        assert f"\n{name}" in (tables.__doc__ or "")
