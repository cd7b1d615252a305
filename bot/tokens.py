"""WeCom's access token, one for all processes.

It lives in PostgreSQL. Whoever finds it near its end fetches the next one, holding a lock that
exactly one process can have; the others go on with the old one while it lasts, and wait for the
new one when it does not.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlmodel.ext.asyncio.session import AsyncSession

from models import AccessToken
from models.sql import run

log = structlog.get_logger()

AHEAD = timedelta(minutes=5)
"""Refreshed that long before its end, or in the last tenth of a shorter life."""
COOL_DOWN = timedelta(seconds=30)
"""The replacement of a refused token, itself refused within that time, is not replaced again: the
fault lies elsewhere."""

Fetch = Callable[[], Awaitable[tuple[str, timedelta]]]
"""Asks WeCom for a token; gives it and how long it lives."""


class TokenRefused(Exception):  # noqa: N818 - says what happened
    """WeCom refuses a token it has only just given; replacing it again would not help."""


@dataclass(frozen=True, slots=True)
class _Kept:
    value: str
    obtained_at: datetime
    expires_at: datetime
    replacement: bool

    def fresh(self, now: datetime) -> bool:
        life = self.expires_at - self.obtained_at
        return now < self.expires_at - min(AHEAD, life / 10)

    def usable(self, now: datetime) -> bool:
        return now < self.expires_at


class Tokens:
    """Gives the token of one app (`app`: corp id/agent id)."""

    def __init__(
        self,
        sessions: async_sessionmaker[AsyncSession],
        app: str,
        fetch: Fetch,
        now: Callable[[], datetime],
    ) -> None:
        self.sessions = sessions
        self.app = app
        self.fetch = fetch
        self.now = now
        self.lock = asyncio.Lock()
        self.kept: _Kept | None = None
        digest = hashlib.sha256(f"mianyue token {app}".encode()).digest()
        self.key = int.from_bytes(digest[:8], signed=True)

    async def get(self) -> str:
        """A token that WeCom should accept."""
        if self.kept is not None and self.kept.fresh(self.now()):
            return self.kept.value
        async with self.lock:  # one connection of this process waits, not a hundred
            if self.kept is None or not self.kept.fresh(self.now()):
                self.kept = await self._renew(refused=None)
            return self.kept.value

    async def replace(self, refused: str) -> str:
        """A token other than the one WeCom has just refused.

        Raises:
            TokenRefused: it was fetched a moment ago; fetching again would only burn the quota.
        """
        async with self.lock:
            if self.kept is None or self.kept.value == refused:
                self.kept = await self._renew(refused=refused)
            return self.kept.value

    async def _renew(self, refused: str | None) -> _Kept:
        async with self.sessions() as session, session.begin():
            # Longer than WeCom may take to answer the process that holds the lock.
            await run(session, text("SET LOCAL lock_timeout = '15s'"))
            stored = await self._stored(session)
            now = self.now()
            if stored is not None and stored.value != refused:
                if stored.fresh(now):
                    return stored  # another process was quicker
                if stored.usable(now) and not await self._try_lock(session):
                    return stored  # another process is at it, and this one still works
            await run(session, text("SELECT pg_advisory_xact_lock(:key)"), key=self.key)
            stored = await self._stored(session)
            if stored is not None and stored.value != refused and stored.fresh(now):
                return stored
            if (
                stored is not None
                and stored.value == refused
                and stored.replacement
                and now - stored.obtained_at < COOL_DOWN
            ):
                raise TokenRefused(
                    "WeCom refuses an access token it has just given. Check that WECOM_SECRET"
                    " belongs to WECOM_AGENT_ID and WECOM_CORP_ID, and that no other program"
                    " fetches tokens of this app."
                )
            return await self._fetch(session, stored, refused)

    async def _fetch(
        self, session: AsyncSession, stored: _Kept | None, refused: str | None
    ) -> _Kept:
        now = self.now()
        try:
            value, life = await self.fetch()
        except Exception:
            if stored is not None and stored.value != refused and stored.usable(now):
                log.warning("no new token yet, the old one still works", action="token.late")
                return stored
            raise
        new = _Kept(value, now, now + life, replacement=refused is not None)
        row = asdict(new)
        await session.exec(
            insert(AccessToken)
            .values(app=self.app, **row)
            .on_conflict_do_update(index_elements=["app"], set_=row)
        )
        log.info("new token", action="token.fetched", expires_at=new.expires_at.isoformat())
        return new

    async def _stored(self, session: AsyncSession) -> _Kept | None:
        row = await session.get(AccessToken, self.app, populate_existing=True)
        if row is None:
            return None
        return _Kept(row.value, row.obtained_at, row.expires_at, row.replacement)

    async def _try_lock(self, session: AsyncSession) -> bool:
        got = await run(session, text("SELECT pg_try_advisory_xact_lock(:key)"), key=self.key)
        return bool(got.scalar_one())
