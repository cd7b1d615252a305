"""The schema of the database: Alembic's tables and PgQueuer's, brought up together."""

from datetime import timedelta

import asyncpg
import structlog
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot import database, queue
from bot.settings import ROOT

log = structlog.get_logger()

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
    return _scripts().get_current_head() or ""


def known() -> set[str]:
    """Every version this program could upgrade."""
    return {script.revision for script in _scripts().walk_revisions()}


async def _found(connection: asyncpg.Connection) -> str | None:
    if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
        return None
    version: str | None = await connection.fetchval("SELECT version_num FROM alembic_version")
    return version


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option(
        "script_location", str(ROOT / "models" / "migrations").replace("%", "%%")
    )
    config.set_main_option("path_separator", "os")
    return config
