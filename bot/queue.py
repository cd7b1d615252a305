"""PgQueuer as this project uses it: in the same database, enqueued in the caller's transaction,
under names that no environment variable can change."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import asyncpg
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence import qb
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.core.qm import QueueManager
from pgqueuer.domain.settings import DBSettings, Durability
from pgqueuer.domain.types import Channel
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import watermarks
from interviews.rules import Rules
from models.sql import rows_of

DELIVER = "deliver"
"""The entrypoint of nearly every job: say one outbox row."""
PULL = "pull"
"""The entrypoint of a job that fetches what was said to a customer service account."""
ERRAND = "errand"
"""The entrypoint of a job that does something in another system; its payload says about what."""
LATE = "late"
"""The entrypoint of a job that brings a message WeCom was told we have."""

# Every name is given, since the library would read bare variables such as CHANNEL or FUNCTION.
SETTINGS = DBSettings(
    prefix="",
    db_schema=None,
    channel=Channel("ch_pgqueuer"),
    function="fn_pgqueuer_changed",
    statistics_table="pgqueuer_statistics",
    queue_status_type="pgqueuer_status",
    queue_table="pgqueuer",
    queue_table_log="pgqueuer_log",
    trigger="tg_pgqueuer_changed",
    schedules_table="pgqueuer_schedules",
    durability=Durability.balanced,  # the queue survives a crash, its log need not
    widen_id=True,
)

URGENT = 1
"""Priority of what somebody is waiting for just now."""
BATCH = 5_000
"""Lines of its log in one transaction; a job leaves three."""

_PURGE_LOG = f"""
    DELETE FROM {SETTINGS.queue_table_log} WHERE id = ANY(ARRAY(
        SELECT id FROM {SETTINGS.queue_table_log} WHERE created < $1
        ORDER BY created LIMIT $2 FOR UPDATE SKIP LOCKED
    ))
    RETURNING id
"""  # noqa: S608 - only our own constants are put together
# Nothing finds statistics by their time, but they are numbered as time goes by.
_PURGE_STATISTICS = f"""
    DELETE FROM {SETTINGS.statistics_table}
    WHERE created < $1 AND id = ANY(ARRAY(
        SELECT id FROM {SETTINGS.statistics_table} ORDER BY id LIMIT $2
    ))
    RETURNING id
"""  # noqa: S608


def queries(connection: asyncpg.Connection) -> Queries:
    """PgQueuer's operations on one connection."""
    return Queries(
        AsyncpgDriver(connection),
        qbe=qb.QueryBuilderEnvironment(SETTINGS),
        qbq=qb.QueryQueueBuilder(SETTINGS),
        qbs=qb.QuerySchedulerBuilder(SETTINGS),
    )


def manager(connection: asyncpg.Connection) -> QueueManager:
    """What takes jobs; it owns the connection, LISTEN included."""
    return QueueManager(queries(connection), channel=SETTINGS.channel)


async def install(connection: asyncpg.Connection) -> None:
    """Install or upgrade PgQueuer's tables; each statement commits on its own."""
    schema = queries(connection)
    if await schema.schema_is_installed():
        await schema.apply_upgrade()
    else:
        await schema.install()


async def is_current(connection: asyncpg.Connection) -> bool:
    """Whether its tables are those of the installed version."""
    schema = queries(connection)
    return await schema.schema_is_installed() and not (await schema.plan_upgrade()).statements


async def enqueue(
    connection: asyncpg.Connection,
    payloads: Sequence[bytes],
    delays: Sequence[timedelta],
    priorities: Sequence[int] = (),
) -> None:
    """Add jobs; they exist if and only if the open transaction commits.

    Raises:
        RuntimeError: no transaction is open. Asyncpg begins one with the first statement, so
            enqueuing first would leave a job behind whatever happens to its row.
    """
    if not connection.is_in_transaction():
        raise RuntimeError("a job must be enqueued in the transaction that writes its outbox row")
    count = len(payloads)
    await queries(connection).enqueue(
        [DELIVER] * count, [*payloads], [*priorities] or [0] * count, execute_after=[*delays]
    )


async def pull(connection: asyncpg.Connection, account: str) -> None:
    """Have an account's messages pulled, before anything else; in the open transaction.

    Not merged with a job that waits or works: one that is just ending would miss what is new.
    """
    await queries(connection).enqueue(PULL, account.encode(), URGENT)


async def bring(connection: asyncpg.Connection, errands: Sequence[bytes]) -> None:
    """Have errands done as soon as somebody has time; in the open transaction."""
    count = len(errands)
    await queries(connection).enqueue([ERRAND] * count, [*errands], [0] * count)


async def purge_due(session: AsyncSession, now: datetime, rules: Rules) -> int:
    """Purge what PgQueuer has written down of jobs longer than `retention.days` ago; gives how many
    lines it was. PgQueuer itself keeps them for ever.

    After a full batch there is more, for the next tick; after any other it rests for an hour.
    """
    mark = await watermarks.take_rested(session, "queue_log", now)
    if mark is None:
        return 0
    rows, before = await rows_of(session), now - rules.retention.length
    counts = [
        len(await rows.fetch(statement, before, BATCH))
        for statement in (_PURGE_LOG, _PURGE_STATISTICS)
    ]
    if max(counts) < BATCH:
        mark.reached = now
    return sum(counts)


async def keep(connection: asyncpg.Connection, key: str, payload: bytes, delay: timedelta) -> None:
    """Add a job that brings a message, if none waits for it already; at once, in no transaction."""
    await queries(connection).enqueue(
        LATE, payload, execute_after=delay, dedupe_key=key, on_conflict="skip"
    )
