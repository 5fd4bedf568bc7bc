from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.domain.locale import Locale
from bot.services.ports import ChatId, Outgoing, Person, Tally
from bot.storage.database import Database, current_connection
from bot.storage.mailbox import StoredMailbox
from bot.storage.people import StoredPeople
from bot.storage.tables import people as table
from bot.storage.tallies import StoredTallies
from tests.storage.conftest import Clock

AMIRA = Person(ChatId(5_000_000_000), Locale("ar"), has_chosen=False)
OLENA = Person(ChatId(2), Locale("uk"), has_chosen=True)
DE, EN = Locale("de"), Locale("en")


async def seen_on(chat_id: ChatId) -> date:
    query = select(table.c.seen_on).where(table.c.chat_id == chat_id)
    found: date = (await current_connection().execute(query)).scalar_one()
    return found


async def test_a_person_is_remembered_and_changed(database: Database, clock: Clock) -> None:
    people = StoredPeople(clock.today)
    async with database.transaction():
        assert await people.find(AMIRA.chat_id) is None
        await people.save(AMIRA)
        assert await people.find(AMIRA.chat_id) == AMIRA
        chosen = Person(AMIRA.chat_id, EN, has_chosen=True)
        await people.save(chosen)
        assert await people.find(AMIRA.chat_id) == chosen


async def test_looking_somebody_up_notes_the_day(database: Database, clock: Clock) -> None:
    people = StoredPeople(clock.today)
    async with database.transaction():
        await people.save(AMIRA)
        assert await seen_on(AMIRA.chat_id) == date(2026, 11, 23)
    clock.advance(timedelta(days=3))
    async with database.transaction():
        await people.find(AMIRA.chat_id)
        assert await seen_on(AMIRA.chat_id) == date(2026, 11, 26)


async def test_erasing_forgets_the_person_and_what_waits_for_them_and_nobody_else(
    database: Database, clock: Clock
) -> None:
    people, mailbox = StoredPeople(clock.today), StoredMailbox(clock.now)
    async with database.transaction():
        for person in (AMIRA, OLENA):
            await people.save(person)
            await mailbox.post([Outgoing(person.chat_id, "sendMessage", {"text": "private"})])
    async with database.transaction():
        await people.erase(AMIRA.chat_id)
    async with database.transaction():
        assert await people.find(AMIRA.chat_id) is None
        assert await people.find(OLENA.chat_id) == OLENA
        assert [item.call.chat_id for item in await mailbox.waiting()] == [OLENA.chat_id]


async def test_erasing_a_stranger_is_fine(database: Database, clock: Clock) -> None:
    async with database.transaction():
        await StoredPeople(clock.today).erase(AMIRA.chat_id)


async def test_tallies_count_over_days_the_most_frequent_first(
    database: Database, clock: Clock
) -> None:
    tallies = StoredTallies(clock.today)
    async with database.transaction():
        await tallies.add("answer", "duldung-work", DE)
        await tallies.add("none", "", EN)
        await tallies.add("none", "", EN)
    clock.advance(timedelta(days=1))
    async with database.transaction():
        await tallies.add("none", "", EN)
        await tallies.add("none", "", DE)
        await tallies.add("answer", "duldung-work", DE)
    async with database.transaction():
        assert (await tallies.totals())[:2] == (
            Tally("none", "", EN, 3),
            Tally("answer", "duldung-work", DE, 2),
        )
        assert len(await tallies.totals()) == 3


async def test_a_transaction_that_fails_counts_nothing(database: Database, clock: Clock) -> None:
    tallies = StoredTallies(clock.today)

    async def fail() -> None:
        async with database.transaction():
            await tallies.add("none", "", EN)
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with database.transaction():
        await tallies.add("none", "", EN)
    async with database.transaction():
        assert await tallies.totals() == (Tally("none", "", EN, 1),)
