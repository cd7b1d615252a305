"""What a test process keeps from test to test: one database and the connections to it.

Building both anew costs more than most tests do: a new connection has PostgreSQL read its
catalogue and SQLAlchemy write its statements again. So the database is swept between two tests,
and only what a test has spoilt (tables changed or grown, connections ended) is built anew.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import QueuePool

from bot import database

Databases = Callable[[], AbstractAsyncContextManager[str]]

BROOM = """
CREATE SCHEMA house;
CREATE TABLE house.change (tag text);

CREATE FUNCTION house.note() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO house.change VALUES (tg_tag);
END $$;

CREATE FUNCTION house.sweep() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    name text;
    found boolean;
    grown boolean := false;
BEGIN
    FOR name IN
        SELECT oid::regclass::text FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            AND relname NOT LIKE '%_version'
    LOOP
        EXECUTE 'SELECT EXISTS (SELECT FROM ' || name || ')' INTO found;
        IF found THEN
            EXECUTE 'DELETE FROM ' || name;
            grown := grown OR pg_relation_size(name::regclass) > 1000000;
        END IF;
    END LOOP;
    PERFORM setval(seqrelid, 1, false) FROM pg_sequence;
    RETURN NOT grown AND NOT EXISTS (SELECT FROM house.change);
END $$;

CREATE EVENT TRIGGER note ON ddl_command_end EXECUTE FUNCTION house.note();
"""


class House:
    """Lends its database to one test after the other."""

    def __init__(self, new_database: Databases) -> None:
        self._new_database = new_database
        self._kept = AsyncExitStack()
        self._url: str | None = None
        self._broom: asyncpg.Connection
        self._free: dict[tuple[Any, ...], list[AsyncEngine]] = {}
        self._open = database.engine

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[str]:
        """URL of a database with the current schema and nothing in it."""
        if self._url is None:
            await self._build()
        assert self._url
        yield self._url
        try:
            clean = await self._broom.fetchval("SELECT house.sweep()", timeout=2)
        except database.DRIVER_ERRORS:  # the test ended what it could reach, or holds a lock
            clean = False
        if not clean:
            await self.close()

    async def close(self) -> None:
        """Give up what is kept."""
        self._url = None
        self._free.clear()
        await self._kept.aclose()

    async def _build(self) -> None:
        url = await self._kept.enter_async_context(self._new_database())
        self._broom = await asyncpg.connect(database.plain(url))
        self._kept.push_async_callback(self._broom.close, timeout=1)
        await self._broom.execute(BROOM)
        # Deleting rows in whatever order.
        await self._broom.execute("SET session_replication_role = replica")
        self._url = url

    @asynccontextmanager
    async def engine(self, url: str, **given: Any) -> AsyncIterator[AsyncEngine]:
        """What `bot.database.engine` gives; one to our database is kept when it is closed."""
        if url != self._url:
            async with self._open(url, **given) as made:
                yield made
            return
        free = self._free.setdefault(tuple(sorted(given.items())), [])
        made = (
            free.pop() if free else await self._kept.enter_async_context(self._open(url, **given))
        )
        yield made
        assert isinstance(made.pool, QueuePool)
        if url == self._url and not made.pool.checkedout():
            free.append(made)
