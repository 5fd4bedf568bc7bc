"""What came from Telegram and what must go there, in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import sqlite

from bot.services.ports import ChatId, Now, Outgoing, Posted
from bot.storage.database import current_connection
from bot.storage.tables import outbox, people, updates

KEEP_UPDATES = timedelta(days=3)
"""Telegram keeps an update for a day, so none older comes a second time."""


@dataclass(frozen=True, slots=True)
class StoredMailbox:
    """Updates and outbox; works inside a transaction."""

    now: Now

    async def claim(self, update_id: int) -> bool:
        """Take an update; false means that its effects are stored already."""
        statement = sqlite.insert(updates).values(update_id=update_id, received_at=self.now())
        result = await current_connection().execute(statement.on_conflict_do_nothing())
        return result.rowcount == 1

    async def post(self, calls: Sequence[Outgoing]) -> tuple[Posted, ...]:
        """Put calls into the outbox, in order."""
        posted = []
        for call in calls:
            statement = insert(outbox).values(
                chat_id=call.chat_id,
                method=call.method,
                payload=dict(call.payload),
                created_at=self.now(),
            )
            result = await current_connection().execute(statement.returning(outbox.c.outbox_id))
            posted.append(Posted(result.scalar_one(), call))
        return tuple(posted)

    async def waiting(self) -> tuple[Posted, ...]:
        """List what has not been sent yet, oldest first."""
        rows = await current_connection().execute(select(outbox).order_by(outbox.c.outbox_id))
        return tuple(
            Posted(row.outbox_id, Outgoing(ChatId(row.chat_id), row.method, row.payload))
            for row in rows
        )

    async def remove(self, outbox_ids: Sequence[int]) -> None:
        """Delete what has been sent or can never be."""
        await current_connection().execute(
            delete(outbox).where(outbox.c.outbox_id.in_(outbox_ids))
        )

    async def sweep(self, retention: timedelta) -> None:
        """Forget updates that cannot come again and people not seen within the retention."""
        connection = current_connection()
        now = self.now()
        await connection.execute(delete(updates).where(updates.c.received_at < now - KEEP_UPDATES))
        await connection.execute(delete(people).where(people.c.seen_on < (now - retention).date()))
