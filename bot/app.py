"""The composition root: settings → adapters → services → running program.

The only place where background work starts: one task group holds all of it, and what one task
cannot mend stops the program with a reason.
"""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import structlog

from bot.chat.application import Chat
from bot.chat.bot_api import BotApi, connect
from bot.chat.handlers.room import Room
from bot.chat.inbox import Inbox
from bot.chat.introduction import introduce_bot
from bot.chat.outbox import Outbox
from bot.chat.polling import Polling
from bot.content.library import FileLibrary
from bot.domain.errors import ChancenlotseError, TryLaterError
from bot.services.answering import Answering
from bot.services.browsing import Browsing
from bot.services.declining import Declining
from bot.services.ports import Library, Now, People, Tallies, Today
from bot.services.privacy import Privacy
from bot.services.welcome import Welcome
from bot.settings import Settings, require_token
from bot.storage.database import Database, open_database
from bot.storage.mailbox import StoredMailbox
from bot.storage.people import StoredPeople
from bot.storage.tallies import StoredTallies

SWEEP_EVERY_SECONDS = 6 * 3600
LONGEST_DRAIN_SECONDS = 6.0
LONGEST_STOP_SECONDS = 9.0

log = structlog.get_logger()


def make_clock(settings: Settings) -> tuple[Now, Today]:
    """Make the clocks: the moment in UTC, and the calendar day, which TODAY overrides."""
    zone = ZoneInfo(settings.timezone)

    def now() -> datetime:
        return datetime.now(UTC)

    def today() -> date:
        return settings.today or now().astimezone(zone).date()

    return now, today


def make_library(settings: Settings) -> FileLibrary:
    """Make the library; it has to be opened."""
    _, today = make_clock(settings)
    return FileLibrary(settings.knowledge_dir, settings.locales_dir, today)


def make_room(
    library: Library, people: People, tallies: Tallies, *, today: Today, retention_days: int
) -> Room:
    """Build the services."""
    browsing = Browsing(library, today)
    welcome = Welcome(library, people, browsing)
    privacy = Privacy(library, people, retention_days)
    answering = Answering(library, tallies, today, welcome, browsing, privacy)
    return Room(welcome, answering, browsing, privacy, Declining(library))


@dataclass(frozen=True, slots=True)
class Program:
    """The bot, put together and ready to run."""

    bot: BotApi
    library: FileLibrary
    database: Database
    mailbox: StoredMailbox
    outbox: Outbox
    polling: Polling
    retention: timedelta

    async def run(self, stopping: asyncio.Event) -> None:
        """Run until ``stopping`` is set; then finish what is in hand.

        Raises:
            ChancenlotseError: something that only an operator or editor can mend.
        """
        try:
            await self.database.migrate()
            with _single_error():
                async with asyncio.TaskGroup() as group:
                    background = [
                        group.create_task(self.outbox.run()),
                        group.create_task(self.library.watch()),
                        group.create_task(self._sweep()),
                        group.create_task(
                            introduce_bot(self.bot, dict(self.library.catalogs.voices))
                        ),
                    ]
                    log.info("running", entries=len(self.library.shelf.knowledge.entries))
                    await self.polling.run(stopping)
                    await self._drain()
                    for task in background:
                        task.cancel()
        finally:
            await self.bot.close_connections()
            await self.database.close()
        log.info("stopped")

    async def _drain(self) -> None:
        """Give the outbox a moment; what is not sent by then is sent after the next start."""
        try:
            async with asyncio.timeout(LONGEST_DRAIN_SECONDS):
                await self.outbox.wait_until_empty()
        except TimeoutError:
            log.warning("messages stay in the outbox until the next start")

    async def _sweep(self) -> None:
        while True:
            try:
                async with self.database.transaction():
                    await self.mailbox.sweep(self.retention)
            except TryLaterError as error:
                log.warning("old data could not be deleted yet", cause=str(error))
            await asyncio.sleep(SWEEP_EVERY_SECONDS)


def build_program(
    settings: Settings, library: FileLibrary, transport: httpx.AsyncBaseTransport | None = None
) -> Program:
    """Put the bot together; tests hand in a transport that leads to a stand-in Telegram.

    Raises:
        OperatorError: there is no token, or the database cannot be opened.
    """
    now, today = make_clock(settings)
    bot = connect(require_token(settings), settings.telegram_api_url, transport)
    database = open_database(settings.database_url)
    people, mailbox = StoredPeople(today), StoredMailbox(now)
    room = make_room(
        library, people, StoredTallies(today), today=today, retention_days=settings.retention_days
    )
    outbox = Outbox(bot, mailbox, database.transaction, settings.telegram_rate_limit)
    inbox = Inbox(bot, Chat(room), mailbox, database.transaction, outbox)
    retention = timedelta(days=settings.retention_days)
    return Program(bot, library, database, mailbox, outbox, Polling(bot, inbox), retention)


async def run_until_signal(program: Program) -> None:
    """Run until SIGTERM or SIGINT.

    Raises:
        ChancenlotseError: something that only an operator or editor can mend.
    """
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopping.set)
    running = asyncio.create_task(program.run(stopping))
    asked = asyncio.create_task(stopping.wait())
    await asyncio.wait((running, asked), return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    try:
        async with asyncio.timeout(LONGEST_STOP_SECONDS):
            await running
    except TimeoutError:
        log.warning("stopped with updates in hand; Telegram sends them again")


@contextmanager
def _single_error() -> Iterator[None]:
    """Unwrap what a task group wraps when one of its tasks gives up with a reason."""
    try:
        yield
    except* ChancenlotseError as group:
        error: BaseException = group
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        raise error from None
