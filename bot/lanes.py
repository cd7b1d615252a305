"""One at a time per key, first come first served, in this process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Lanes:
    """A person's messages are handled one after the other, and only the one whose turn it is holds
    a database connection: waiting retries can never use up the pool."""

    def __init__(self) -> None:
        self._lanes: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """Wait for one's turn, and hold it."""
        lane = self._lanes.setdefault(key, asyncio.Lock())
        self._waiting[key] = self._waiting.get(key, 0) + 1
        try:
            async with lane:
                yield
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._lanes[key], self._waiting[key]
