"""Running SQL that is written by hand, where it says more than the query builder would."""

from typing import Any, TypeAlias

import asyncpg
from sqlalchemy import CursorResult, TextClause
from sqlmodel.ext.asyncio.session import AsyncSession

Rows: TypeAlias = asyncpg.Connection
"""A bare connection: for queries whose layers would cost more than they do."""


async def rows_of(session: AsyncSession) -> Rows:
    """The bare connection below a session; it sees what the session has flushed."""
    connection = await session.connection()
    return (await connection.get_raw_connection()).driver_connection


async def run(
    session: AsyncSession, statement: TextClause, **values: Any
) -> CursorResult[*tuple[Any, ...]]:
    """Execute a text with its named values, in the session's transaction."""
    # `exec` takes texts as well, its signature only does not say so; `execute` is deprecated.
    return await session.exec(statement, params=values)  # type: ignore[call-overload,no-any-return]
