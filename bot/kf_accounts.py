"""How far each customer service account has been pulled: its row, and what is asked of it.

Every callback raises `wanted`; who pulls notes how much of that it has seen to. So a hundred
callbacks lead to one pull, and none that comes while one ends is forgotten.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import queue
from interviews import watermarks
from interviews.rules import Rules
from models.sql import Rows, rows_of

TOKEN_LIFE = timedelta(minutes=9)
"""A callback's token lives ten (DOC 94670)."""
LOCK = 0x6B66  # "kf"
"""First half of the advisory lock's key; the account is the second."""

_WANT = """
    INSERT INTO kf_account AS a (open_kfid, started_at, wanted, token, token_at)
    VALUES ($1, $2, 1, $3, $4)
    ON CONFLICT (open_kfid) DO UPDATE
        SET wanted = a.wanted + 1, token = $3, token_at = $4
"""
_BEGIN = """
    INSERT INTO kf_account AS a (open_kfid, started_at, wanted) VALUES ($1, $2, 1)
    ON CONFLICT (open_kfid) DO UPDATE SET wanted = a.wanted + 1
"""
_STATE = """
    SELECT cursor, started_at, wanted, pulled,
           CASE WHEN token_at > $2 THEN token END AS token
    FROM kf_account WHERE open_kfid = $1
"""
_ADVANCE = """
    UPDATE kf_account SET cursor = $3 WHERE open_kfid = $1 AND cursor IS NOT DISTINCT FROM $2
"""
_SEEN_TO = "UPDATE kf_account SET pulled = greatest(pulled, $2) WHERE open_kfid = $1"
_SPENT = "UPDATE kf_account SET token = NULL WHERE open_kfid = $1 AND token = $2"
_LINK = "SELECT link FROM kf_account WHERE open_kfid = $1"
_SET_LINK = "UPDATE kf_account SET link = $2 WHERE open_kfid = $1"
_TRY = "SELECT pg_try_advisory_lock($1, hashtext($2))"
_LET_GO = "SELECT pg_advisory_unlock($1, hashtext($2))"


@dataclass(frozen=True, slots=True)
class Account:
    """As it stands."""

    cursor: str | None
    started_at: datetime
    wanted: int
    pulled: int
    token: str | None


async def want(rows: Rows, open_kfid: str, token: str, said_at: datetime, now: datetime) -> None:
    """WeCom says that there is something to pull. What was said before the first such word is
    not ours to answer."""
    started = said_at.replace(microsecond=0) - timedelta(minutes=1)
    await rows.execute(_WANT, open_kfid, started, token or None, now)


async def begin(rows: Rows, open_kfid: str, now: datetime) -> None:
    """Make it known, and want whatever may have been missed."""
    await rows.execute(_BEGIN, open_kfid, now.replace(microsecond=0))


async def account(rows: Rows, open_kfid: str, now: datetime) -> Account | None:
    """How it stands; None: it is not known."""
    row = await rows.fetchrow(_STATE, open_kfid, now - TOKEN_LIFE)
    return Account(*row) if row else None


async def advance(rows: Rows, open_kfid: str, before: str | None, to: str) -> None:
    """Everything up to there has been handled. Nothing, if somebody else has advanced it."""
    await rows.execute(_ADVANCE, open_kfid, before, to)


async def seen_to(rows: Rows, open_kfid: str, wanted: int) -> None:
    """So many callbacks need no more pulling."""
    await rows.execute(_SEEN_TO, open_kfid, wanted)


async def forget_token(rows: Rows, open_kfid: str, token: str) -> None:
    """It works no more."""
    await rows.execute(_SPENT, open_kfid, token)


async def link(rows: Rows, open_kfid: str) -> str | None:
    """What opens it in WeChat, if that is known."""
    found: str | None = await rows.fetchval(_LINK, open_kfid)
    return found


async def set_link(rows: Rows, open_kfid: str, url: str) -> None:
    """Keep what opens it."""
    await rows.execute(_SET_LINK, open_kfid, url)


async def catch_up_due(session: AsyncSession, now: datetime, rules: Rules) -> int:
    """Every few minutes have pulled what no callback has told of: they can get lost."""
    if not rules.kf.open_kfid:
        return 0
    mark = await watermarks.take_rested(session, "customers", now)
    if mark is None:
        return 0
    mark.reached = now
    await session.flush()
    rows = await rows_of(session)
    await begin(rows, rules.kf.open_kfid, now)
    await queue.pull(rows, rules.kf.open_kfid)
    return 1


@asynccontextmanager
async def bare(engine: AsyncEngine) -> AsyncIterator[asyncpg.Connection]:
    """A connection whose statements stand alone."""
    async with engine.connect() as connection:
        yield (await connection.get_raw_connection()).driver_connection


@asynccontextmanager
async def alone(engine: AsyncEngine, open_kfid: str) -> AsyncIterator[bool]:
    """Whether nobody else pulls this account, in any process; as long as the block lasts nobody
    does. The lock goes with its connection, so it never outlives a dead process."""
    async with engine.connect() as connection:
        rows: asyncpg.Connection = (await connection.get_raw_connection()).driver_connection
        mine = bool(await rows.fetchval(_TRY, LOCK, open_kfid))
        try:
            yield mine
            if mine:
                await rows.execute(_LET_GO, LOCK, open_kfid)
        except BaseException:
            await connection.invalidate()  # and the lock with it
            raise
