"""The worker process: the clock, and deliveries by PgQueuer under a supervisor."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import asyncpg
import structlog
from pgqueuer.core.qm import QueueManager
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job

from bot import clock, database, queue, traces
from bot.answering import Answering
from bot.conversation import Conversation
from bot.customers import Customers
from bot.delivery import AT_ONCE, Delivery
from bot.errands import Errands
from bot.gate import Shut
from bot.late import Latecomers
from bot.machinery import Machinery, machinery
from bot.routing import Router
from bot.settings import Settings

log = structlog.get_logger()

# PgQueuer's own defaults would leave a dead worker's jobs for 31 s and take everything at once.
HEARTBEAT = timedelta(seconds=8)
POLL = timedelta(seconds=2)
BATCH = 25
RECONNECT = (0.5, 1, 2)
"""Seconds between tries to get the queue's connection back; the last one repeats."""


@asynccontextmanager
async def running(
    settings: Settings, url: str, now: Callable[[], datetime], *, router: Router | None = None
) -> AsyncIterator[None]:
    """Clock and deliveries until the block ends; what is being sent then is finished first.

    `router`: every handler, for messages a web process had to leave; without one they stay.
    """
    async with machinery(settings, url, now) as made:
        talk = _conversation(settings, made, router, now) if router else None
        late = Latecomers(talk.take_up) if talk else None
        deliveries = Deliveries(settings, made, now, late)
        if talk and settings.kf.open_kfid:
            deliveries.customers = Customers(settings, made, talk, now)
        async with clock.running(settings, made.sessions, now):
            task = asyncio.create_task(deliveries.run())
            try:
                yield
            finally:
                deliveries.stop()
                await task


def _conversation(
    settings: Settings, made: Machinery, router: Router, now: Callable[[], datetime]
) -> Conversation:
    answering = Answering(router, settings.rules)
    patience = settings.callback.answer_within
    return Conversation(made.engine, answering, now, made.name_of, patience)


class Deliveries:
    """Keeps a queue manager going over a connection of its own, and gets both back when the
    connection is lost: a pool would lose LISTEN silently."""

    def __init__(
        self,
        settings: Settings,
        made: Machinery,
        now: Callable[[], datetime],
        late: Latecomers | None = None,
    ) -> None:
        self.made = made
        self.late = late
        self.customers: Customers | None = None
        self.delivery = Delivery(settings, made, now)
        self.errands = Errands(settings, made, now)
        self.stopping = asyncio.Event()
        self.over = asyncio.Event()
        """No more jobs over this connection: we stop, or it is lost."""
        self.manager: QueueManager | None = None

    def stop(self) -> None:
        """Take no new jobs; `run` returns when the ones at work have ended."""
        self.stopping.set()
        self.delivery.stopping = True
        self._end()

    async def run(self) -> None:
        """Take jobs until stopped."""
        failures = 0
        while not self.stopping.is_set():
            try:
                await self._session()
                failures = 0
            except Exception as error:  # noqa: BLE001 - whatever it is, deliveries go on
                pause = RECONNECT[min(failures, len(RECONNECT) - 1)]
                failures += 1
                log.warning(
                    "lost the queue, coming back",
                    action="queue.lost",
                    error=traces.brief(error),
                    s=pause,
                )
                await _happens(self.stopping, within=pause)

    async def _session(self) -> None:
        connection: asyncpg.Connection = await database.connect(self.made.url)
        self.over.clear()
        connection.add_termination_listener(self._end)  # or it would be noticed at the next poll
        try:
            self.manager = manager = queue.manager(connection)
            manager.entrypoint(queue.DELIVER, on_failure="hold")(self._work)
            manager.entrypoint(queue.ERRAND, on_failure="hold")(self.errands.work)
            if self.late is not None:
                manager.entrypoint(queue.LATE, on_failure="hold")(self.late.work)
            if self.customers is not None:
                manager.entrypoint(queue.PULL, on_failure="hold")(self.customers.work)
                await self.customers.begin()
            if self.stopping.is_set():
                return
            log.info("taking jobs", action="queue.taking")
            await manager.run(
                dequeue_timeout=POLL,
                batch_size=BATCH,
                max_concurrent_tasks=AT_ONCE,
                heartbeat_timeout=HEARTBEAT,
                shutdown_on_listener_failure=True,
            )
            if not self.stopping.is_set():
                raise ConnectionError("the database has cut us off")
        finally:
            self.manager = None
            await connection.close(timeout=2)

    def _end(self, *_: object) -> None:
        self.over.set()
        if self.manager is not None:
            self.manager.shutdown.set()

    async def _work(self, job: Job) -> None:
        """One job. While nothing can be sent it waits here: going back to the queue and coming
        again would keep the database busy for nothing."""
        while True:
            try:
                return await self.delivery.work(job)
            except Shut as shut:
                if await _happens(self.over, within=shut.delay.total_seconds()):
                    # A lost queue is not taken up again before every job has ended.
                    raise RetryRequested(timedelta(), "this worker cannot wait longer") from None


async def _happens(event: asyncio.Event, within: float) -> bool:
    """Whether it happens in so many seconds."""
    try:
        async with asyncio.timeout(within):
            return await event.wait()
    except TimeoutError:
        return False
