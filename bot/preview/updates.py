"""The queue of updates: kept until the bot confirms them, read by one poller at a time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import count, islice, takewhile
from typing import TYPE_CHECKING

from bot.preview.refusals import conflict_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.preview.refusals import ApiError, Payload

_FIRST_ID = 730_000_001
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Bell:
    """Wakes everybody who waits for something to happen."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake them."""
        waiting, self._waiting = self._waiting, set()
        for each in waiting:
            if not each.done():
                each.set_result(None)

    def stop_with(self, error: ApiError) -> None:
        """Let those who wait fail."""
        waiting, self._waiting = self._waiting, set()
        for each in waiting:
            if not each.done():
                each.set_exception(error)

    async def wait(self, seconds: float) -> bool:
        """Wait for the next ring; False when it did not ring in time."""
        mine = asyncio.get_running_loop().create_future()
        self._waiting.add(mine)
        try:
            async with asyncio.timeout(seconds):
                await mine
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(mine)
        return True


@dataclass(frozen=True, slots=True)
class Update:
    """One update; the chat is what the webhook keeps in order."""

    id: int
    chat_id: int
    payload: Payload


class UpdateQueue:
    """Updates that the bot has not confirmed yet."""

    def __init__(self) -> None:
        self._updates: dict[int, Update] = {}
        self._ids = count(_FIRST_ID)
        self._allowed: frozenset[str] = frozenset()
        self._pollers = Bell()
        self.arrivals = Bell()
        self._is_closed = False

    def __len__(self) -> int:
        return len(self._updates)

    def __iter__(self) -> Iterator[Update]:
        return iter(self._updates.values())

    @property
    def allowed(self) -> list[str]:
        """Give the kinds that the bot asked for; empty means the usual ones."""
        return sorted(self._allowed)

    def allow(self, kinds: frozenset[str]) -> None:
        """Note which kinds of updates the bot asks for; holds for those still to come."""
        self._allowed = kinds

    def put(self, kind: str, payload: Payload, chat_id: int) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        if kind not in self._allowed if self._allowed else kind in _ON_REQUEST:
            return
        number = next(self._ids)
        self._updates[number] = Update(number, chat_id, {"update_id": number, kind: payload})
        self._pollers.ring()
        self.arrivals.ring()

    def confirm(self, update_id: int) -> None:
        """Drop one update that arrived."""
        self._updates.pop(update_id, None)

    def clear(self) -> None:
        """Drop everything that waits."""
        self._updates.clear()

    def stop_poller(self, reason: str) -> None:
        """Turn away whoever polls at this moment."""
        self._pollers.stop_with(conflict_error(f"terminated by {reason}"))

    def close(self) -> None:
        """Answer whoever polls at this moment, and let nobody wait any more."""
        self._is_closed = True
        self._pollers.ring()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Payload]:
        """Give updates from *offset* on, which confirms those before it; waits for the first.

        Raises:
            ApiError: another poller came while this one waited (409).
        """
        self._forget_before(offset)
        if not self._updates and seconds > 0 and not self._is_closed:
            self.stop_poller(
                "other getUpdates request; make sure that only one bot instance is running"
            )
            await self._pollers.wait(seconds)
        return [update.payload for update in islice(self._updates.values(), limit)]

    def _forget_before(self, offset: int) -> None:
        ids = list(self._updates)
        forgotten = ids[:offset] if offset < 0 else takewhile(lambda id_: id_ < offset, ids)
        for update_id in forgotten:
            del self._updates[update_id]
