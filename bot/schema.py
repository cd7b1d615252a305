"""The schema of the database: Alembic's tables and PgQueuer's, brought up together."""

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import asyncpg
import structlog
from sqlalchemy import Connection

from bot import database, queue
from bot.settings import ROOT

if TYPE_CHECKING:
    from alembic.config import Config

log = structlog.get_logger()

MIGRATIONS = ROOT / "models" / "migrations"

LOCK = 0x4D69616E797565  # "Mianyue"
PATIENCE = timedelta(minutes=1)

NONE = "The database is empty."
OLDER = "The database's schema ({found}) is older than this program's ({wanted})."
NEWER = (
    "The database's schema ({found}) is newer than this program's ({wanted}) or unknown to it."
    " Run the version of Mianyue that upgraded it, or restore a backup from before."
)
QUEUE = "The queue's tables are not those of the installed PgQueuer."
FIX = " Run: python -m bot migrate"


class SchemaError(Exception):
    """The database's schema is not the one this program was written for; the text says what to
    do."""


async def migrate(url: str) -> None:
    """Bring both up to date; doing it twice, or from two machines at once, is harmless.

    Raises:
        SchemaError: the database is newer than this program.
    """
    connection = await database.connect(url)
    try:
        # A lock of the session, since PgQueuer's upgrade commits statement by statement.
        await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
        found = await _found(connection)
        if found is not None and found not in known():
            raise SchemaError(NEWER.format(found=found, wanted=head()))
        async with (
            database.engine(url, size=1, lock_timeout=PATIENCE) as engine,
            engine.begin() as own,
        ):
            await own.run_sync(_upgrade)
        await queue.install(connection)
    finally:
        await connection.close()
    log.info("the schema is current", action="schema.migrated", version=head())


async def check(url: str) -> None:
    """Make sure that the schema is this program's.

    Raises:
        SchemaError: it is not.
    """
    connection = await database.connect(url)
    try:
        if problem := await problem_of(connection):
            raise SchemaError(problem)
    finally:
        await connection.close()


async def problem_of(connection: asyncpg.Connection) -> str | None:
    """What is wrong with the schema, with the fix; None if nothing is."""
    found, wanted = await _found(connection), head()
    if found is None:
        return NONE + FIX
    if found != wanted:
        text = OLDER + FIX if found in known() else NEWER
        return text.format(found=found, wanted=wanted)
    return None if await queue.is_current(connection) else QUEUE + FIX


def head() -> str:
    """The version this program was written for."""
    return max(known())


@lru_cache
def known() -> frozenset[str]:
    """Every version this program could upgrade: what the files of its migrations begin with."""
    return frozenset(path.name.partition("_")[0] for path in MIGRATIONS.glob("versions/[0-9]*.py"))


async def _found(connection: asyncpg.Connection) -> str | None:
    if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
        return None
    version: str | None = await connection.fetchval("SELECT version_num FROM alembic_version")
    return version


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - as below

    command.upgrade(config(connection), "head")


def config(connection: Connection) -> "Config":
    """Alembic's, for this connection. Nothing else needs it, and it is a tenth of what a process
    loads."""
    from alembic.config import Config  # noqa: PLC0415

    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made
