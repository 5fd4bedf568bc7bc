"""What the chat needs from outside, beside the services."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

Transaction = Callable[[], AbstractAsyncContextManager[Any]]
"""Opens a transaction; what repositories do inside is stored together or not at all.

Raises ``TryLaterError`` when the database cannot take it now.
"""
