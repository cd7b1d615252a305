"""How fast messages are answered: `/today` through the encrypted door, against the floor."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

import psutil

from bench import load, processes
from bench.load import Result
from bench.processes import AES_KEY, AGENT_ID, CORP_ID, TOKEN, Running
from bench.server import Statements
from bench.table import Row, at_least, at_most, middle
from bench.town import Town
from simulator.crypto import Envelope

REPEATS = 3
MESSAGES = 3_000
"""In one measurement; about three seconds' worth."""
WARM_UP = 500

ENVELOPE = Envelope(TOKEN, AES_KEY, CORP_ID)


def today(port: int, userids: Sequence[str]) -> list[bytes]:
    """One `/today` a userid."""
    return load.requests(ENVELOPE, CORP_ID, AGENT_ID, userids, "/today", port)


async def warm(running: Running, town: Town) -> None:
    """Connections, prepared statements and caches are as they are on any working day."""
    for whose in (town.with_five, town.with_twenty):
        if whose == town.with_five or town.busy:
            await load.closed(running.port, today(running.port, whose(WARM_UP)), 16)


async def throughput(running: Running, userids: Sequence[str], connections: int) -> Result:
    """One measurement; whatever was not answered makes it worthless."""
    result = await load.closed(running.port, today(running.port, userids), connections)
    if result.failures:
        raise RuntimeError(f"{result.failures} of {len(userids)} messages were not answered")
    return result


async def against_the_floor(town: Town) -> AsyncIterator[Row]:
    """Throughput of one web process as a ratio to the floor, each pair measured in turn."""
    async with processes.web(town.url) as ours, _floor(town) as floor:
        for running in (ours, floor):
            await warm(running, town)
        for interviews, whose in ((5, town.with_five), (20, town.with_twenty)):
            for connections in (16, 64):
                pairs = [
                    (
                        await throughput(floor, whose(MESSAGES), connections),
                        await throughput(ours, whose(MESSAGES), connections),
                    )
                    for _ in range(REPEATS)
                ]
                ratio = middle(us.per_second / bare.per_second for bare, us in pairs)
                mine = middle(us.per_second for _, us in pairs)
                bare = middle(bare.per_second for bare, _ in pairs)
                yield at_least(
                    f"/today, {interviews} interviews, {connections} connections",
                    ratio,
                    0.5,
                    f"{ratio:.2f} of the floor ({mine:.0f}/s of {bare:.0f}/s)",
                )


async def patience(town: Town) -> AsyncIterator[Row]:
    """How long one waits at 200 messages a second, and what a message asks of the database."""
    async with processes.web(town.url) as ours:
        await warm(ours, town)
        waits = [
            await load.open_(ours.port, today(ours.port, town.with_five(2_000)), 200)
            for _ in range(REPEATS)
        ]
        p99 = middle(one.p99 for one in waits)
        p50 = middle(one.p50 for one in waits)
        yield at_most(
            "/today at 200 a second: p99", p99, 50, f"{p99:.1f} ms (median {p50:.1f} ms)", " ms"
        )
        counted = Statements(town.url)
        await counted.reset()
        await throughput(ours, town.with_five(1_000), 16)
        each = await counted.count() / 1_000
        yield at_most("statements a /today", each, 4, f"{each:.2f}")


async def scale(small: Town, big: Town) -> AsyncIterator[Row]:
    """The same question with a thousand and with a million interviews in the database."""
    async with processes.web(small.url) as few, processes.web(big.url) as many:
        for running, town in ((few, small), (many, big)):
            await warm(running, town)
        pairs = [
            (
                await throughput(few, small.with_five(MESSAGES), 16),
                await throughput(many, big.with_five(MESSAGES), 16),
            )
            for _ in range(REPEATS)
        ]
        slower = middle(one.per_second / other.per_second for one, other in pairs)
        yield at_most(
            "/today with 1,000,000 interviews, against 1,000",
            slower,
            1.2,
            f"{slower:.2f} times slower",
        )


async def two_processes(town: Town) -> AsyncIterator[Row]:
    """Two web processes on one database, against one."""
    async with AsyncExitStack() as stack:
        first, second = [await stack.enter_async_context(processes.web(town.url)) for _ in "12"]
        for running in (first, second):
            await warm(running, town)
        gains = []
        for _ in range(REPEATS):
            alone = await throughput(first, town.with_five(MESSAGES), 32)
            halves = [today(one.port, town.with_five(MESSAGES)) for one in (first, second)]
            both = await load.closed_on([first.port, second.port], halves, 32)
            gains.append(both.per_second / alone.per_second)
    gain = middle(gains)
    cores = psutil.cpu_count() or 1
    what, shown = "two web processes, against one", f"{gain:.2f} times ({cores} cores)"
    # Two webs, PostgreSQL and the load itself want four.
    yield at_least(what, gain, 1.7, shown) if cores >= 4 else Row(what, shown, "≥ 1.7 on 4 cores")


async def endurance(town: Town, messages: int = 100_000) -> AsyncIterator[Row]:
    """What a web process holds after so many messages, and whether it still grows."""
    async with processes.web(town.url) as ours:
        await warm(ours, town)
        held = []
        for _ in range(10):
            await throughput(ours, town.with_five(messages // 10), 16)
            held.append(ours.memory())
    yield at_most(
        f"memory of a web process after {messages:,} messages",
        held[-1],
        150,
        f"{held[-1]:.0f} MB (after {messages // 10:,}: {held[0]:.0f} MB)",
        " MB",
    )
    growth = held[-1] / held[4] - 1
    yield at_most("… growth in the second half", growth, 0.03, f"{growth:.1%}")


@asynccontextmanager
async def _floor(town: Town) -> AsyncIterator[Running]:
    async with processes.floor(town.url, town.midnight.isoformat()) as running:
        yield running
