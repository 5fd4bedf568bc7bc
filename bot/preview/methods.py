"""What a method of the Bot API is to the stand-in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from bot.preview.parameters import Call
    from bot.preview.world import World

# Gives the result of a call, to be written as JSON; refuses by raising ApiError.
Method: TypeAlias = "Callable[[World, Call], object | Awaitable[object]]"
Methods: TypeAlias = Mapping[str, Method]  # by lower-case name
