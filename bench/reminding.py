"""The clock and the deliveries: many reminders due at once, and how fast they go out."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import asyncpg
from sqlalchemy import text

from bench import processes
from bench.answering import REPEATS
from bench.table import Row, at_least, at_most, middle
from bench.town import Town
from bot import database, delivery, serving
from bot.clock import KINDS
from interviews.rules import ReminderRules, Rules
from models.sql import run

DUE = 10_000
NOTICES = 5_000
WITHIN = 60
"""Seconds, at most, that one measurement may take."""

_WRITE = text("""
    INSERT INTO outbox (key, person_id, kind, text, part, state, attempts, created_at)
    SELECT 'bench:' || :turn || ':' || id, id, 'bench', '您有一场面试 ' || :turn, 0, 'waiting', 0,
           now()
    FROM person ORDER BY id LIMIT :most
    RETURNING id, person_id
""")


async def tick(town: Town) -> AsyncIterator[Row]:
    """One look at what is due: 10,000 of a million interviews; the longest of its transactions."""
    rules = Rules(reminders=ReminderRules(before=(timedelta(hours=24),)))
    # 5,000 interviews begin every half hour from 8:00 on; tomorrow's first two are due.
    before = town.midnight + timedelta(hours=8) - timedelta(minutes=2)
    now = before + timedelta(minutes=32)
    serving.settle()
    took, longest = [], 0.0
    for _ in range(REPEATS):
        await _clear(town.url, before)
        times = await _tick(town.url, now, rules)
        took.append(sum(times))
        longest = max(longest, *times)
    written = await _count(town.url, "true")
    if written != 2 * DUE:
        raise RuntimeError(f"{written} notices were written for {DUE} interviews of two people")
    await _clear(town.url, before)
    yield at_most(
        f"reminder tick, {DUE:,} of {town.interviews:,} interviews due",
        middle(took),
        3,
        f"{middle(took):.2f} s ({written:,} notices)",
        " s",
    )
    yield Row("… its longest transaction", f"{longest * 1000:.0f} ms")


async def deliveries(town: Town) -> AsyncIterator[Row]:
    """Notices to 5,000 people, by one worker, to a WeCom on this machine."""
    rates = []
    async with (
        processes.tencent() as wecom,
        processes.worker(town.url, f"http://127.0.0.1:{wecom.port}"),
    ):
        for turn in range(REPEATS + 1):
            rate = await _deliver(town.url, turn)
            if turn:  # the first one warms up
                rates.append(rate)
    await _clear(town.url, town.midnight)
    rate = middle(rates)
    yield at_least("deliveries of one worker", rate, 500, f"{rate:.0f} a second", " a second")


async def _tick(url: str, now: datetime, rules: Rules) -> list[float]:
    """Everything due, as the clock asks for it; gives how long each transaction took."""
    ask, batch = KINDS["reminders"]
    times, count = [], batch
    async with database.engine(url, size=2) as engine:
        while count >= batch:
            started = time.perf_counter()
            async with database.sessions(engine)() as session, session.begin():
                count = await ask(session, now, rules)
                await delivery.enqueue(session, now)
            times.append(time.perf_counter() - started)
    return times


async def _deliver(url: str, turn: int) -> float:
    """Write the notices, wait until all are sent; gives how many a second."""
    async with (
        database.engine(url, size=1) as engine,
        database.sessions(engine)() as session,
        session.begin(),
    ):
        written = await run(session, _WRITE, turn=str(turn), most=NOTICES)
        session.info["outbox"] = [(row, person, None, "reminder") for row, person in written]
        await delivery.enqueue(session, datetime.now(UTC))
    started = time.perf_counter()
    async with asyncio.timeout(WITHIN):
        # Another process's work has no event to wait for.
        while await _count(url, "state = 'waiting'"):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    return NOTICES / (time.perf_counter() - started)


async def _clear(url: str, reached: datetime) -> None:
    """As if nothing had been said yet, the clock having got as far as `reached`."""
    connection: asyncpg.Connection = await database.connect(url)
    await connection.execute("TRUNCATE outbox, pgqueuer, pgqueuer_log")
    await connection.execute("DELETE FROM watermark")
    await connection.execute("INSERT INTO watermark VALUES ('reminders', $1)", reached)
    await connection.execute("VACUUM ANALYZE outbox")
    await connection.close()


async def _count(url: str, where: str) -> int:
    connection: asyncpg.Connection = await database.connect(url)
    found: int = await connection.fetchval(f"SELECT count(*) FROM outbox WHERE {where}")  # noqa: S608
    await connection.close()
    return found
