"""How often something may be tried, by whom, in this process."""

from collections.abc import Callable
from datetime import datetime, timedelta

KEPT = 10_000
"""So many are remembered; the oldest are forgotten first."""


class Attempts:
    """At most `most` of one key within `length`, counted from its first."""

    def __init__(self, most: int, length: timedelta, now: Callable[[], datetime]) -> None:
        self.most = most
        self.length = length
        self.now = now
        self._counts: dict[str, tuple[datetime, int]] = {}

    def count(self, key: str) -> bool:
        """Count one more; False when it is too many."""
        now = self.now()
        since, count = self._counts.pop(key, (now, 0))
        if not since <= now < since + self.length:
            since, count = now, 0
        self._counts[key] = since, count + 1  # behind those that have rested longer
        if len(self._counts) > KEPT:
            del self._counts[next(iter(self._counts))]
        return count < self.most
