"""The company's quota for one of WeCom's APIs, kept by all processes together.

WeCom counts calls a company and an API (10,000 a minute, DOC 90312) and blocks the API for the
rest of its window when there are more. The database hands out promises of calls, evenly spaced
after a small burst, a handful at a time, so that asking costs next to nothing.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Interval, bindparam, text

from bot.database import Sessions
from models.columns import Instant
from models.sql import run

MINUTE = timedelta(minutes=1)
BURST = 0.1
"""Of a minute's calls, at once after a pause; the rest is spaced so that no minute has more."""
_STALE = timedelta(seconds=2)
"""Promises of a minute ago are not added to this one's."""

_RESERVE = text("""
    INSERT INTO quota AS q (api, promised_until) VALUES (:api, :earliest + :length)
    ON CONFLICT (api) DO UPDATE
        SET promised_until = CASE
            WHEN q.blocked_until > :now THEN q.promised_until
            -- A clock that was set back must not stop us for long.
            ELSE greatest(:earliest, least(q.promised_until, :now + interval '1 minute')) + :length
        END
    RETURNING promised_until, CASE WHEN blocked_until > :now THEN blocked_until END
""").bindparams(
    bindparam("now", type_=Instant),
    bindparam("earliest", type_=Instant),
    bindparam("length", type_=Interval),
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


class Quota:
    """Calls to one API, `a_minute` of them for all processes together."""

    def __init__(
        self, sessions: Sessions, api: str, a_minute: int, now: Callable[[], datetime]
    ) -> None:
        self.sessions = sessions
        self.api = api
        self.now = now
        self.spacing = MINUTE / (a_minute * (1 - BURST))
        self.burst = MINUTE * BURST / (1 - BURST)
        self.handful = max(1, min(50, a_minute // 300))
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
            self.left -= 1
        if (wait := self.starts - self.now()) > timedelta():
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
        length = self.spacing * self.handful
        async with self.sessions() as session, session.begin():
            found = await run(
                session, _RESERVE, api=self.api, now=now, earliest=now - self.burst, length=length
            )
            promised, blocked = found.one()
        if blocked is not None:
            raise Blocked(blocked)
        self.left = self.handful
        self.starts, self.reserved = promised - length, max(now, promised - length)
