"""Whether WeCom can be called just now.

When it cannot (it is down, our quota is used up, the operator has to do something), one call finds
out and all the others wait here, instead of each finding out for itself. After a pause one call is
let through; only when that one succeeds is the gate open again.
"""

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from pgqueuer.domain.errors import RetryRequested

from bot.verdicts import Retry

log = structlog.get_logger()

PAUSES = (1, 2, 5, 10, 20, 40, 60)
"""Seconds the gate stays shut, by failures in a row; the last one repeats."""
AFTER_A_PROBE = timedelta(seconds=1)
SAY_AGAIN = timedelta(minutes=10)


class Shut(RetryRequested):
    """Not now; `delay` says when to ask again."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The right to call once; `opening` tells failures that belong together."""

    opening: int


class Gate:
    """One API's gate, in one process. At most `limit` calls are under way at once."""

    def __init__(self, limit: int, now: Callable[[], datetime]) -> None:
        self.now = now
        self.most = limit
        self.limit: float = limit
        self.under_way = 0
        self.room = asyncio.Event()
        self.failures = 0
        self.opening = 0
        self.shut_until: datetime | None = None
        self.probing = False
        self.reason = self.about = ""
        self.said_at: datetime | None = None

    @contextmanager
    def passage(self) -> Iterator[Passage]:
        """Go through; outcomes are told by `succeeded` and `failed`.

        Raises:
            Shut: not now.
        """
        now = self.now()
        probe = self.shut_until is not None
        if self.shut_until is not None:
            if now < self.shut_until:
                raise Shut(self.shut_until - now, self.reason)
            if self.probing:
                raise Shut(AFTER_A_PROBE, self.reason)
            self.probing = True
        self.under_way += 1
        try:
            yield Passage(self.opening)
        finally:
            self.under_way -= 1
            self.room.set()
            if probe:
                self.probing = False

    async def wait_for_room(self) -> None:
        """Wait while as many calls are under way as WeCom wants at once."""
        while self.under_way >= max(1, int(self.limit)):
            self.room.clear()
            await self.room.wait()

    def succeeded(self, passage: Passage) -> None:
        """WeCom took a call."""
        self.limit = min(self.most, self.limit + 1 / self.limit)
        if passage.opening == self.opening and self.shut_until is not None:
            log.warning("WeCom takes messages again", action="wecom.back", failures=self.failures)
            self.shut_until, self.failures, self.said_at = None, 0, None

    def failed(self, passage: Passage, why: Retry) -> None:
        """WeCom did not take a call, and would not take another one now."""
        if why.crowded:
            self.limit = max(1.0, self.limit / 2)
        if passage.opening != self.opening:
            return  # it began before the gate was shut, and tells nothing new
        self.opening += 1
        self.failures += 1
        pause = timedelta(seconds=PAUSES[min(self.failures, len(PAUSES)) - 1])
        pause *= random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, guards nothing
        now = self.now()
        self.shut_until = now + max(pause, why.after)
        self._say(why, now)
        self.reason = why.reason

    def _say(self, why: Retry, now: datetime) -> None:
        """One clear line, not one for each message or try."""
        if why.about == self.about and self.said_at and now - self.said_at < SAY_AGAIN:
            return
        self.about, self.said_at = why.about, now
        if why.alarm:
            log.error("messages wait for the operator", action="wecom.refused", reason=why.reason)
        else:
            log.warning("messages wait for WeCom", action="wecom.down", reason=why.reason)
