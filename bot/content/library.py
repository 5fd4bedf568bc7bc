"""The library on disk: knowledge and catalogs, read again whenever an editor saves a file."""

import asyncio
import ctypes
import sys
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from watchfiles import awatch

from bot.content.catalogs import Catalogs, CatalogVoice, read_catalogs
from bot.content.knowledge import Reading, read_knowledge
from bot.domain.errors import EditorError
from bot.domain.locale import Locale
from bot.domain.problem import Level
from bot.services.ports import Shelf, Today
from bot.services.shelving import make_shelf

log = structlog.get_logger()


@dataclass(slots=True)
class FileLibrary:
    """Holds the newest sound knowledge; a broken file never replaces it."""

    knowledge_folder: Path
    locales_folder: Path
    today: Today
    _catalogs: Catalogs | None = field(default=None)
    _shelf: Shelf | None = field(default=None)

    @property
    def shelf(self) -> Shelf:
        """The newest sound knowledge."""
        if self._shelf is None:
            raise LookupError("the library has not been opened")
        return self._shelf

    @property
    def catalogs(self) -> Catalogs:
        """The interface in all languages."""
        if self._catalogs is None:
            raise LookupError("the library has not been opened")
        return self._catalogs

    def voice(self, locale: Locale) -> CatalogVoice:
        """The interface in a language, or in English."""
        return self.catalogs.voice(locale)

    def open(self) -> Reading:
        """Read everything and make it current.

        Raises:
            EditorError: something is wrong; what was current before stays so.
        """
        catalogs = read_catalogs(self.locales_folder)
        reading = read_knowledge(
            self.knowledge_folder,
            catalogs.languages,
            self.today(),
            preparing=catalogs.preparing,
        )
        if not reading.is_sound:
            errors = (problem for problem in reading.problems if problem.level is Level.ERROR)
            raise EditorError(tuple(errors))
        self._shelf = make_shelf(reading.knowledge)
        self._catalogs = catalogs
        _return_memory()
        return reading

    async def watch(self) -> None:
        """Read again after every change, until cancelled."""
        async for _ in awatch(self.knowledge_folder, self.locales_folder):
            try:
                await asyncio.to_thread(self.open)
            except EditorError as error:
                problems = [str(problem) for problem in error.problems]
                log.warning("broken files: the knowledge stays as it was", problems=problems)
            except Exception as error:
                log.exception("reading the knowledge again failed", cause=type(error).__name__)
            else:
                log.info("knowledge read again", entries=len(self.shelf.knowledge.entries))


def _return_memory() -> None:
    """Give what reading and learning took for a moment back to the system, where glibc is."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
