from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from bot.storage import tables
from bot.storage.database import Database, open_database
from bot.storage.migrating import upgrade_tables
from bot.storage.tables import metadata


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def test_migrations_and_tables_agree(tmp_path: Path) -> None:
    migrated = open_database(f"sqlite:///{tmp_path}/older.db")
    async with migrated.transaction() as connection:
        await connection.run_sync(upgrade_tables)
    async with migrated.transaction() as connection:
        assert await connection.run_sync(differences) == []
    await migrated.migrate()
    await migrated.close()


async def test_a_new_database_is_as_far_as_a_migrated_one(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.run_sync(upgrade_tables)
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
