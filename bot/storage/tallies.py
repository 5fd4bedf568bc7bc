"""Counts without persons in the database."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.locale import Locale
from bot.services.ports import Tally, Today
from bot.storage.database import current_connection, finish_with
from bot.storage.tables import tallies

_NEW = insert(tallies)
_ADD_UP = _NEW.on_conflict_do_update(
    index_elements=list(tallies.primary_key.columns),
    set_={"count": tallies.c.count + _NEW.excluded.count},
)


@dataclass(frozen=True, slots=True)
class _Counts:
    """What was counted within one transaction."""

    found: Counter[tuple[date, str, str, Locale]] = field(default_factory=Counter)

    async def __call__(self, connection: AsyncConnection) -> None:
        names = ("day", "kind", "subject", "locale")
        rows = [
            {**dict(zip(names, key, strict=True)), "count": count}
            for key, count in self.found.items()
        ]
        await connection.execute(_ADD_UP, rows)


@dataclass(frozen=True, slots=True)
class StoredTallies:
    """What was asked, answered and rated on each day; works inside a transaction."""

    today: Today

    async def add(self, kind: str, subject: str, locale: Locale) -> None:
        """Count one more; all counts of a transaction are written together at its end."""
        counts = finish_with(StoredTallies, _Counts)
        counts.found[self.today(), kind, subject, locale] += 1

    async def totals(self) -> tuple[Tally, ...]:
        """Sum up over all days, most frequent first."""
        total = func.sum(tallies.c.count).label("total")
        columns = (tallies.c.kind, tallies.c.subject, tallies.c.locale)
        query = select(*columns, total).group_by(*columns).order_by(total.desc())
        rows = await current_connection().execute(query)
        return tuple(Tally(r.kind, r.subject, Locale(r.locale), r.total) for r in rows)
