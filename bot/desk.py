"""The database's side of one message: one connection, and a transaction if it changes anything.

What every message needs is asked by hand-written SQL on the bare connection (`rows`): the layers of
a session cost more than the statements. Whoever changes something asks for the `session`, which
works in the same transaction and costs nothing until then.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Person


class Desk:
    """What a message is handled at."""

    def __init__(
        self,
        connection: AsyncConnection,
        rows: asyncpg.Connection,
        message: str,
        *,
        only_reads: bool = False,
    ) -> None:
        self.rows = rows
        self.only_reads = only_reads
        self._connection = connection
        self._message = message
        self._session: AsyncSession | None = None
        self._person: Person | None = None

    @property
    def session(self) -> AsyncSession:
        """A session in this transaction, made on first use. Nobody commits it but the desk."""
        if self._session is None:
            if self.only_reads and self._connection.sync_connection is not None:
                self._connection.sync_connection.execution_options(postgresql_readonly=True)
            self._session = AsyncSession(self._connection, expire_on_commit=False)
            self._session.info["message"] = self._message
            if self._person is not None:
                self._session.add(self._person)
        return self._session

    def seat(self, person: Person) -> Person:
        """Take the sender, read by hand; what changes about them is saved with the rest."""
        self._person = person
        if inspect(person).persistent:  # the session's already
            return person
        make_transient_to_detached(person)
        if self._session is not None:
            self._session.add(person)
        return person

    async def save(self) -> bool:
        """Write what is still in memory; the transaction goes on. False if nothing changed."""
        if self._session is not None or self.altered:
            await self.session.flush()
            return True
        return False

    @property
    def altered(self) -> bool:
        """Whether something about the sender was changed and is not written yet."""
        return self._person is not None and inspect(self._person).modified

    async def let_go(self) -> None:
        """End the session without a trace, if there is one."""
        await self._end(well=False)

    async def _end(self, *, well: bool) -> None:
        if self._session is not None:
            if well:
                await self._session.commit()
            await self._session.close()
            self._session = None


@asynccontextmanager
async def glance(engine: AsyncEngine, message: str) -> AsyncIterator[Desk]:
    """For a message that changes nothing: each statement stands alone, and a session can read only."""
    async with engine.connect() as connection:
        made = Desk(connection, await _bare(connection), message, only_reads=True)
        try:
            yield made
        except BaseException as error:
            await made.let_go()
            await _throw_away(connection, made.rows, error)
            raise
        await made.let_go()


@asynccontextmanager
async def desk(engine: AsyncEngine, message: str) -> AsyncIterator[Desk]:
    """A transaction for one message; committed at the end, unless something is raised."""
    async with engine.connect() as connection:
        rows = await _bare(connection)
        try:
            # The session's own transaction becomes a savepoint inside this one.
            async with rows.transaction():
                made = Desk(connection, rows, message)
                try:
                    yield made
                except BaseException:
                    await made._end(well=False)
                    raise
                await made._end(well=True)
        except BaseException as error:
            await _throw_away(connection, rows, error)
            raise


async def _throw_away(
    connection: AsyncConnection, rows: asyncpg.Connection, error: BaseException
) -> None:
    if rows.is_closed() or isinstance(error, asyncpg.InternalClientError):
        await connection.invalidate()


async def _bare(connection: AsyncConnection) -> asyncpg.Connection:
    return (await connection.get_raw_connection()).driver_connection
