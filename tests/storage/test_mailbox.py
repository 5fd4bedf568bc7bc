from datetime import timedelta

from sqlalchemy import select

from bot.domain.locale import Locale
from bot.services.ports import ChatId, Outgoing, Person
from bot.storage.database import Database, current_connection
from bot.storage.mailbox import KEEP_UPDATES, StoredMailbox
from bot.storage.people import StoredPeople
from bot.storage.tables import outbox, updates
from tests.storage.conftest import Clock

AMIRA, OLENA = ChatId(1), ChatId(-1001234567890)
RETENTION = timedelta(days=180)


def message(chat_id: ChatId, text: str) -> Outgoing:
    return Outgoing(chat_id, "sendMessage", {"chat_id": chat_id, "text": text, "rows": [["a"]]})


async def test_an_update_is_claimed_once(database: Database, clock: Clock) -> None:
    mailbox = StoredMailbox(clock.now)
    async with database.transaction():
        assert await mailbox.claim((7, 9)) == (7, 9)
        assert await mailbox.claim((9, 8, 7)) == (8,)
    async with database.transaction():
        assert await mailbox.claim((7,)) == ()


async def test_calls_wait_in_the_order_they_were_posted(database: Database, clock: Clock) -> None:
    mailbox = StoredMailbox(clock.now)
    calls = [message(AMIRA, "one"), message(OLENA, "two"), message(AMIRA, "three")]
    async with database.transaction():
        first = await mailbox.post(calls[:2])
        second = await mailbox.post(calls[2:])
    async with database.transaction():
        waiting = await mailbox.waiting()
    assert waiting == (*first, *second)
    assert [posted.call for posted in waiting] == calls


async def test_posting_nothing_is_fine(database: Database, clock: Clock) -> None:
    mailbox = StoredMailbox(clock.now)
    async with database.transaction():
        assert await mailbox.post(()) == ()
        await mailbox.remove(())
        assert await mailbox.waiting() == ()


async def test_what_was_sent_is_removed_and_the_rest_waits(
    database: Database, clock: Clock
) -> None:
    mailbox = StoredMailbox(clock.now)
    async with database.transaction():
        posted = await mailbox.post([message(AMIRA, str(n)) for n in range(4)])
        await mailbox.remove([posted[0].outbox_id, posted[2].outbox_id])
    async with database.transaction():
        assert await mailbox.waiting() == (posted[1], posted[3])


async def test_a_number_of_the_outbox_is_never_given_twice(
    database: Database, clock: Clock
) -> None:
    mailbox = StoredMailbox(clock.now)
    async with database.transaction():
        (first,) = await mailbox.post([message(AMIRA, "one")])
        await mailbox.remove([first.outbox_id])
    async with database.transaction():
        (second,) = await mailbox.post([message(OLENA, "two")])
    assert second.outbox_id > first.outbox_id


async def test_updates_are_forgotten_once_they_cannot_come_again(
    database: Database, clock: Clock
) -> None:
    mailbox = StoredMailbox(clock.now)
    async with database.transaction():
        await mailbox.claim((7,))
    clock.advance(KEEP_UPDATES)
    async with database.transaction():
        await mailbox.claim((8,))
        await mailbox.sweep(RETENTION)
        assert await mailbox.claim((7,)) == ()
    clock.advance(timedelta(seconds=1))
    async with database.transaction():
        await mailbox.sweep(RETENTION)
        query = select(updates.c.update_id)
        assert (await current_connection().execute(query)).scalars().all() == [8]


async def test_people_are_forgotten_after_the_retention_and_not_a_day_earlier(
    database: Database, clock: Clock
) -> None:
    mailbox, people = StoredMailbox(clock.now), StoredPeople(clock.today)
    async with database.transaction():
        await people.save(Person(AMIRA, Locale("ar"), has_chosen=True))
        await people.save(Person(OLENA, Locale("uk"), has_chosen=True))
    clock.advance(timedelta(days=100))
    async with database.transaction():
        await people.find(OLENA)
    clock.advance(RETENTION - timedelta(days=100))
    async with database.transaction():
        await mailbox.sweep(RETENTION)
        assert await people.find(OLENA) is not None
    clock.advance(timedelta(days=1))
    async with database.transaction():
        await mailbox.sweep(RETENTION)
        assert await people.find(AMIRA) is None
        assert await people.find(OLENA) is not None


async def test_moments_come_back_in_utc(database: Database, clock: Clock) -> None:
    async with database.transaction():
        await StoredMailbox(clock.now).post([message(AMIRA, "one")])
        found = await current_connection().execute(select(outbox.c.created_at))
        assert found.scalar_one() == clock.now()


async def test_after_a_new_start_the_order_goes_on(database: Database, clock: Clock) -> None:
    calls = [message(AMIRA, str(number)) for number in range(3)]
    for call in calls:
        async with database.transaction():
            await StoredMailbox(clock.now).post([call])
    async with database.transaction():
        waiting = await StoredMailbox(clock.now).waiting()
    assert [posted.call for posted in waiting] == calls
