"""What came from Telegram and what must go there, in the database."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from sqlalchemy import bindparam, delete, insert, select

from bot.services.ports import ChatId, Now, Outgoing, Posted
from bot.storage.database import current_connection
from bot.storage.tables import outbox, people, updates

KEEP_UPDATES = timedelta(days=3)
"""Telegram keeps an update for a day, so none older comes a second time."""

_KNOWN_UPDATES = select(updates.c.update_id).where(
    updates.c.update_id.in_(bindparam("update_ids", expanding=True))
)


def _start_numbers() -> Iterator[int]:
    """Count on from the microseconds since 1970: above all numbers that earlier runs used."""
    return count(time.time_ns() // 1_000)


@dataclass(frozen=True, slots=True)
class StoredMailbox:
    """Updates and outbox; works inside a transaction."""

    now: Now
    _numbers: Iterator[int] = field(default_factory=_start_numbers)

    async def claim(self, update_ids: Sequence[int]) -> tuple[int, ...]:
        """Take updates; give those whose effects are not stored yet, in the same order."""
        connection = current_connection()
        rows = await connection.execute(_KNOWN_UPDATES, {"update_ids": update_ids})
        known = set(rows.scalars())
        fresh = tuple(number for number in update_ids if number not in known)
        if fresh:
            now = self.now()
            values = [{"update_id": number, "received_at": now} for number in fresh]
            await connection.execute(insert(updates), values)
        return fresh

    async def post(self, calls: Sequence[Outgoing]) -> tuple[Posted, ...]:
        """Put calls into the outbox, in order."""
        if not calls:
            return ()
        now = self.now()
        posted = tuple(map(Posted, self._numbers, calls))
        values = [
            {
                "outbox_id": item.outbox_id,
                "chat_id": item.call.chat_id,
                "method": item.call.method,
                "payload": dict(item.call.payload),
                "created_at": now,
            }
            for item in posted
        ]
        await current_connection().execute(insert(outbox), values)
        return posted

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
