"""``migrate``: brings the database to this version; ``run`` does it by itself."""

import asyncio

import typer


def migrate() -> None:
    """Bring the database to this version. `run` does this by itself.

    Example: chancenlotse migrate
    """
    from bot.settings import read_settings
    from bot.storage.database import open_database

    async def upgrade() -> None:
        database = open_database(read_settings().database_url)
        try:
            await database.migrate()
        finally:
            await database.close()

    asyncio.run(upgrade())
    print("The database is up to date.")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(migrate)
