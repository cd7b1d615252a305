"""Running SQL that is written by hand, where it says more than the query builder would."""

from typing import Any

from sqlalchemy import CursorResult, TextClause
from sqlmodel.ext.asyncio.session import AsyncSession


async def run(
    session: AsyncSession, statement: TextClause, **values: Any
) -> CursorResult[*tuple[Any, ...]]:
    """Execute a text with its named values, in the session's transaction."""
    # `exec` takes texts as well, its signature only does not say so; `execute` is deprecated.
    return await session.exec(statement, params=values)  # type: ignore[call-overload,no-any-return]
