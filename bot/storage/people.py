"""Persons in the database."""

from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.domain.locale import Locale
from bot.services.ports import ChatId, Person, Today
from bot.storage.database import current_connection
from bot.storage.tables import outbox, people


@dataclass(frozen=True, slots=True)
class StoredPeople:
    """Who has written to the bot; works inside a transaction."""

    today: Today

    async def find(self, chat_id: ChatId) -> Person | None:
        """Find a person and note that they were seen today."""
        connection = current_connection()
        query = select(people.c.locale, people.c.has_chosen, people.c.seen_on)
        row = (await connection.execute(query.where(people.c.chat_id == chat_id))).first()
        if row is None:
            return None
        today = self.today()
        if row.seen_on != today:
            await connection.execute(
                update(people).where(people.c.chat_id == chat_id).values(seen_on=today)
            )
        return Person(chat_id, Locale(row.locale), row.has_chosen)

    async def save(self, person: Person) -> None:
        """Remember a person, or what has changed of them."""
        values = {"locale": person.locale, "has_chosen": person.has_chosen}
        statement = insert(people).values(chat_id=person.chat_id, seen_on=self.today(), **values)
        await current_connection().execute(
            statement.on_conflict_do_update(index_elements=[people.c.chat_id], set_=values)
        )

    async def erase(self, chat_id: ChatId) -> None:
        """Forget a person and what still waits to be sent to them."""
        connection = current_connection()
        await connection.execute(delete(people).where(people.c.chat_id == chat_id))
        await connection.execute(delete(outbox).where(outbox.c.chat_id == chat_id))
