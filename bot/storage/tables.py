"""The tables, each with what it keeps, how long, and whether it says something of a person.

people    one row for a person (Telegram chat number, language); erased on request and after the
          retention period without a message
updates   numbers of Telegram updates whose effects are stored; no person; kept three days
outbox    messages Telegram has not taken yet; personal; a row is deleted once it is sent
tallies   counts for a day without persons; kept
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    Table,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}
)


class UtcDateTime(TypeDecorator[datetime]):
    """Keeps moments in UTC and gives them back aware, on SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Turn an aware moment into UTC."""
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: Any, _: Dialect) -> datetime | None:
        """Give an aware moment back."""
        if value is None:
            return None
        return value if value.tzinfo else value.replace(tzinfo=UTC)  # type: ignore[no-any-return]


_BIG_KEY = BigInteger().with_variant(Integer, "sqlite")

people = Table(
    "people",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("locale", String(16), nullable=False),
    Column("has_chosen", Boolean, nullable=False),
    Column("seen_on", Date, nullable=False, index=True),
)

updates = Table(
    "updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("received_at", UtcDateTime, nullable=False, index=True),
)

outbox = Table(
    "outbox",
    metadata,
    Column("outbox_id", _BIG_KEY, primary_key=True, autoincrement=True),
    Column("chat_id", BigInteger, nullable=False, index=True),
    Column("method", String(64), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,  # a number given again would remove another message
)

tallies = Table(
    "tallies",
    metadata,
    Column("day", Date, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("subject", String(64), primary_key=True),
    Column("locale", String(16), primary_key=True),
    Column("count", Integer, nullable=False),
)
