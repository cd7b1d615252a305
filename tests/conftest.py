"""Fixtures: one PostgreSQL a run, one template database, one copy a test process."""

import asyncio
import logging
import os
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
import structlog
from hypothesis import settings

from bot import database, embedded, schema
from simulator.clock import StoppedClock
from tests import town as towns
from tests.house import Databases, House
from tests.lines import Lines, logged

EXAMPLES = 2
"""Of a test with many, so many are said in the quick tests."""
TEMPLATE = "template_mianyue"
FIRST_OWN_OID = 16384
"""What has a smaller one is built into PostgreSQL and the same in every database."""
# A test's data need not survive the machine.
FAST = (
    "fsync = off",
    "synchronous_commit = off",
    "full_page_writes = off",
    "max_connections = 200",
    "deadlock_timeout = '100ms'",
    "jit = off",
    "autovacuum = off",
)


def pytest_configure() -> None:
    """Log lines only from warnings on, plain: they are read when a test fails."""
    settings.register_profile("noisy", deadline=None)  # machines are shared, and slow at times
    settings.load_profile("noisy")
    _remember_types()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["level", "action"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of many examples said to a town the quick tests take the first; the long ones take them all."""
    seen = Counter[str]()
    for item in items:
        if isinstance(item, pytest.Function) and hasattr(item, "callspec"):
            name = f"{item.path}::{item.originalname}"
            seen[name] += 1
            if seen[name] > EXAMPLES and {"town", "make_town"} & {*item.fixturenames}:
                item.add_marker(pytest.mark.long)


def _remember_types() -> None:
    """Ask for the built-in types once a run instead of at each of a thousand tests' connections."""
    ask = asyncpg.Connection._introspect_types
    known: dict[frozenset[int], Any] = {}

    async def introspect(connection: asyncpg.Connection, oids: Any, within: float | None) -> Any:
        asked = frozenset(oids)
        if max(asked) >= FIRST_OWN_OID:
            return await ask(connection, oids, within)
        if asked not in known:
            known[asked] = await ask(connection, oids, within)
        return known[asked]

    asyncpg.Connection._introspect_types = introspect


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of a server of this run's own."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # copies are 30 times faster
    with tempfile.TemporaryDirectory(prefix="mianyue-", dir=memory) as folder:
        Path(folder).chmod(0o755)  # the server runs as a user of its own when we are root
        data = Path(folder) / "data"
        with embedded.postgres(data) as url:
            asyncio.run(_set_up(url))
        with embedded.postgres(data) as url:  # the second start reads the settings
            asyncio.run(_make_template(url))
            yield url


async def _set_up(url: str) -> None:
    connection = await asyncpg.connect(url)
    for setting in FAST:
        await connection.execute(f"ALTER SYSTEM SET {setting}")
    await connection.close()


async def _make_template(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(f"CREATE DATABASE {TEMPLATE}")
    await connection.close()
    await schema.migrate(_named(url, TEMPLATE))


@pytest.fixture
async def empty_url(postgres: str) -> AsyncIterator[str]:
    """A database with nothing in it."""
    async with _database(postgres, "template1") as url:
        yield url


@pytest.fixture
async def url(postgres: str) -> AsyncIterator[str]:
    """A database with the current schema, for tests that do to it what nobody should."""
    async with _database(postgres, TEMPLATE) as url:
        yield url


@pytest.fixture(scope="session")
async def house(new_database: Databases) -> AsyncIterator[House]:
    """What this process keeps from test to test."""
    kept = House(new_database)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "engine", kept.engine)
        yield kept
        await kept.close()


@pytest.fixture
async def town_url(house: House) -> AsyncIterator[str]:
    """The database of the test's town."""
    async with house.lent() as url:
        yield url


@pytest.fixture(scope="session")
def new_database(postgres: str) -> Databases:
    """Makes databases with the current schema, for tests that need one after the other."""
    return partial(_database, postgres, TEMPLATE)


@asynccontextmanager
async def _database(server: str, template: str) -> AsyncIterator[str]:
    name = f"test_{uuid4().hex}"
    connection = await asyncpg.connect(server)
    await connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    try:
        yield _named(server, name)
    finally:
        await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await connection.close()


def _named(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def clock() -> StoppedClock:
    """Tuesday 24 November 2026, 10:00 in Shanghai."""
    return StoppedClock(towns.TUESDAY)


@pytest.fixture
async def make_town(town_url: str, clock: StoppedClock) -> AsyncIterator[towns.MakeTown]:
    """A town with settings of the test's own: `await make_town(offer={"hold": "2h"})`."""
    async with AsyncExitStack() as stack:

        async def make(**given: Any) -> towns.Town:
            return await stack.enter_async_context(towns.town(town_url, clock, **given))

        yield make


@pytest.fixture
async def town(make_town: towns.MakeTown) -> towns.Town:
    """The town everybody knows: HR 王芳 and 周敏, interviewers 李雷, 韩梅梅 and 老王."""
    return await make_town()


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What a process logs at level info, as JSON."""
    with logged() as made:
        yield made
