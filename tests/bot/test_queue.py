"""PgQueuer as we use it: what it writes down of jobs is purged too."""

from datetime import timedelta

import asyncpg

from bot import queue
from tests.town import Town

LOG = """
    INSERT INTO pgqueuer_log (created, job_id, status, priority, entrypoint)
    SELECT $2, n, 'successful', 0, 'deliver' FROM generate_series(1, $1) n
"""
STATISTICS = """
    INSERT INTO pgqueuer_statistics (created, count, priority, status, entrypoint)
    SELECT $2::timestamptz - make_interval(secs => n), 3, 0, 'successful', 'deliver'
    FROM generate_series($1, 1, -1) n
"""


async def write_down(town: Town, connection: asyncpg.Connection, count: int) -> None:
    """Of so many jobs longer than 90 days ago, and of ten lately."""
    for days, many in ((91, count), (89, 10)):
        at = town.clock.now() - timedelta(days=days)
        await connection.execute(LOG, many, at)
        await connection.execute(STATISTICS, many, at)


async def test_its_log_and_its_statistics_are_purged_in_batches(town: Town) -> None:
    await town.ticker.tick()
    async with town.connection() as connection:
        await write_down(town, connection, queue.BATCH + 100)

    left = []
    await town.pass_time(hours=1)
    for _ in range(3):
        left.append((await town.count("pgqueuer_log"), await town.count("pgqueuer_statistics")))
        await town.ticker.tick()

    assert left == [(110, 110), (10, 10), (10, 10)]


async def test_purging_them_reads_no_whole_table(town: Town) -> None:
    async with town.connection() as connection:
        await write_down(town, connection, 30_000)
        await connection.execute("ANALYZE")
        for statement in (queue._PURGE_LOG, queue._PURGE_STATISTICS):
            plan = await connection.fetch(
                f"EXPLAIN {statement.replace('$2', '5000')}", town.clock.now() - timedelta(days=90)
            )
            read = "\n".join(line for (line,) in plan)
            assert "Index" in read
            assert "Seq Scan" not in read
