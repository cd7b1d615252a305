"""The company's quota for one of WeCom's APIs, kept by all processes together.

WeCom counts calls a company and an API (10,000 a minute and 150,000 an hour, DOC 90312) and blocks
the API for the rest of its window when there are more. The database hands out promises of calls,
evenly spaced after a burst, a handful at a time, so that asking costs next to nothing. Each window
has its own row; a call needs the promise of both.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Interval, bindparam, text

from bot.database import Sessions
from models.columns import Instant
from models.sql import run

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PATIENCE = timedelta(seconds=5)
"""Who would have to wait longer for the next call is told when to come again."""
_STALE = timedelta(seconds=2)
"""Promises of a minute ago are not added to this one's."""

_RESERVE = text("""
    INSERT INTO quota AS q (api, promised_until) VALUES (:api, :earliest + :length)
    ON CONFLICT (api) DO UPDATE
        SET promised_until = CASE
            WHEN q.blocked_until > :now THEN q.promised_until
            -- A clock that was set back must not stop us for long.
            ELSE greatest(:earliest, least(q.promised_until, :now + :window)) + :length
        END
    RETURNING promised_until, CASE WHEN blocked_until > :now THEN blocked_until END
""").bindparams(
    bindparam("now", type_=Instant),
    bindparam("earliest", type_=Instant),
    bindparam("length", type_=Interval),
    bindparam("window", type_=Interval),
)
_BLOCK = text("""
    INSERT INTO quota AS q (api, promised_until, blocked_until) VALUES (:api, :now, :until)
    ON CONFLICT (api) DO UPDATE SET blocked_until = greatest(:until, q.blocked_until)
""").bindparams(bindparam("now", type_=Instant), bindparam("until", type_=Instant))


class Blocked(Exception):  # noqa: N818 - says what is the case
    """WeCom takes no calls of this API for now."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"blocked until {until:%H:%M:%S}Z")
        self.until = until


@dataclass(frozen=True, slots=True)
class _Window:
    """At most `calls` within any `length`: `burst` of them (a share) at once after a pause, the
    rest spaced so that no window has more."""

    name: str
    length: timedelta
    calls: int
    burst: float

    @property
    def spacing(self) -> timedelta:
        return self.length / (self.calls * (1 - self.burst))

    @property
    def ahead(self) -> timedelta:
        """The burst, as the time it is promised ahead of."""
        return self.length * self.burst / (1 - self.burst) - self.spacing


class Quota:
    """Calls to one API: so many a minute and an hour for all processes together."""

    def __init__(
        self,
        sessions: Sessions,
        api: str,
        a_minute: int,
        now: Callable[[], datetime],
        *,
        an_hour: int | None = None,
    ) -> None:
        self.sessions = sessions
        self.api = api
        self.now = now
        self.windows = [_Window(api, MINUTE, a_minute, 0.1)]
        if an_hour is not None and an_hour < a_minute * 60:
            # Half of the hour's calls may go as fast as the minutes allow.
            self.windows.append(_Window(f"{api} hour", HOUR, an_hour, 0.5))
        self.spacing = self.windows[0].spacing
        self.handful = max(
            1, min(50, *(w.calls // (w.length // MINUTE) // 300 for w in self.windows))
        )
        self.left = 0
        self.starts = self.reserved = now()
        self.lock = asyncio.Lock()

    async def take(self) -> None:
        """Wait for the right to make one call.

        Raises:
            Blocked: not before `until`.
        """
        async with self.lock:
            if not self.left or self.now() - self.reserved > _STALE:
                await self.reserve()
            wait = self.starts - self.now()
            if wait > PATIENCE:
                raise Blocked(self.starts)
            self.left -= 1
        if wait > timedelta():
            await asyncio.sleep(wait.total_seconds())

    def put_back(self) -> None:
        """A call that was not made after all."""
        self.left += 1

    async def block(self, length: timedelta) -> None:
        """Stop this API, here and everywhere."""
        now = self.now()
        async with self.sessions() as session, session.begin():
            await run(session, _BLOCK, api=self.api, now=now, until=now + length)
        self.left = 0

    async def reserve(self) -> None:
        """Have the next handful of calls promised: `left` of them, from `starts` on, `spacing` apart.

        Raises:
            Blocked: not before `until`.
        """
        now = self.now()
        starts = []
        async with self.sessions() as session, session.begin():
            for window in self.windows:
                length = window.spacing * self.handful
                found = await run(
                    session,
                    _RESERVE,
                    api=window.name,
                    now=now,
                    earliest=now - window.ahead,
                    length=length,
                    window=window.length,
                )
                promised, blocked = found.one()
                if blocked is not None:
                    raise Blocked(blocked)
                starts.append(promised - length)
        self.left = self.handful
        self.starts = max(starts)
        self.reserved = max(now, self.starts)
