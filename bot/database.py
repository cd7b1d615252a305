"""The engine and its sessions, for every form of DATABASE_URL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import asyncpg
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

Sessions = async_sessionmaker[AsyncSession]

LOCK_TIMEOUT = timedelta(seconds=3.5)
"""Longest wait for another message's lock: less than WeCom's patience."""
STATEMENT_TIMEOUT = 60.0
"""Seconds; nothing we ask takes that long, so what does hangs."""

DRIVER_ERRORS = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
)
"""What the driver raises; the last but one when a connection ends just as something is asked."""

_AWAY = ("08", "57P0")
"""SQLSTATEs of a connection that broke, a server that stops, and one that is only starting."""


def plain(url: str) -> str:
    """A URL as asyncpg reads it: postgres://, postgresql://, ?host=/socket, sslmode and all."""
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)


async def connect(url: str, *, patience: float | None = None) -> asyncpg.Connection:
    """One connection of its own; it dies with whoever asked for it.

    `patience`: seconds one statement may take; None for ever.
    """
    return await asyncpg.connect(
        plain(url),
        timeout=10,
        command_timeout=patience,
        server_settings={"application_name": "mianyue"},
    )


@asynccontextmanager
async def engine(
    url: str, *, size: int, lock_timeout: timedelta = LOCK_TIMEOUT
) -> AsyncIterator[AsyncEngine]:
    """A pool of connections, closed at the end. What is written is never shown in an error."""
    wait = f"{int(lock_timeout.total_seconds() * 1000)}ms"

    async def creator(*_: Any) -> asyncpg.Connection:
        connection = await connect(url, patience=STATEMENT_TIMEOUT)
        # Said on the way in, PgBouncer would refuse the connection or forget it.
        await connection.execute(f"SET lock_timeout = '{wait}'")
        return connection

    made = create_async_engine(
        "postgresql+asyncpg://",
        async_creator=creator,
        pool_size=size,
        max_overflow=0,
        pool_timeout=3,
        pool_pre_ping=False,
        hide_parameters=True,
    )
    event.listen(made.sync_engine, "checkout", _refuse_dead)
    try:
        yield made
    finally:
        await made.dispose()


def _refuse_dead(connection: Any, *_: object) -> None:
    """A connection that died in the pool is replaced, and with it all that are as old: looking is
    free, where `pool_pre_ping` would ask the server each time."""
    if connection.driver_connection.is_closed():
        raise InvalidatePoolError


def sessions(made: AsyncEngine) -> Sessions:
    """Sessions over the pool; rows stay readable after the commit."""
    return async_sessionmaker(made, class_=AsyncSession, expire_on_commit=False)


def sqlstate(error: BaseException) -> str | None:
    """PostgreSQL's code for what went wrong, through whichever layer it came."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(origin, "sqlstate", None)
    return state if isinstance(state, str) else None


def away(error: BaseException) -> bool:
    """Whether it says that the database cannot be reached, and nothing about what we asked it."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    if isinstance(error, OSError | asyncpg.InterfaceError | asyncpg.InternalClientError):
        return True
    return (sqlstate(error) or "").startswith(_AWAY)
