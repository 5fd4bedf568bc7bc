"""Brings an older database to this version with Alembic; loaded only when there is one."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from bot.domain.errors import OperatorError


def upgrade_tables(connection: Connection) -> None:
    """Run the migrations that are missing.

    Raises:
        OperatorError: a newer version wrote this database.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise OperatorError("DATABASE_URL: a newer version wrote this database") from error
