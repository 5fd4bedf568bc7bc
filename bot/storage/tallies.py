"""Counts without persons in the database."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from bot.domain.locale import Locale
from bot.services.ports import Tally, Today
from bot.storage.database import current_connection
from bot.storage.tables import tallies


@dataclass(frozen=True, slots=True)
class StoredTallies:
    """What was asked, answered and rated on each day; works inside a transaction."""

    today: Today

    async def add(self, kind: str, subject: str, locale: Locale) -> None:
        """Count one more."""
        statement = insert(tallies).values(
            day=self.today(), kind=kind, subject=subject, locale=locale, count=1
        )
        await current_connection().execute(
            statement.on_conflict_do_update(
                index_elements=list(tallies.primary_key.columns),
                set_={"count": tallies.c.count + 1},
            )
        )

    async def totals(self) -> tuple[Tally, ...]:
        """Sum up over all days, most frequent first."""
        total = func.sum(tallies.c.count).label("total")
        columns = (tallies.c.kind, tallies.c.subject, tallies.c.locale)
        query = select(*columns, total).group_by(*columns).order_by(total.desc())
        rows = await current_connection().execute(query)
        return tuple(Tally(r.kind, r.subject, Locale(r.locale), r.total) for r in rows)
