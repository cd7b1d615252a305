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
from bot.delivery import AT_ONCE, Delivery
from bot.gate import Shut
from bot.machinery import Machinery, machinery
from bot.settings import Settings

log = structlog.get_logger()

# PgQueuer's own defaults would leave a dead worker's jobs for 31 s and take everything at once.
HEARTBEAT = timedelta(seconds=8)
POLL = timedelta(seconds=2)
BATCH = 25
RECONNECT = (0.5, 1, 2, 5)
"""Seconds between tries to get the queue's connection back; the last one repeats."""


@asynccontextmanager
async def running(settings: Settings, url: str, now: Callable[[], datetime]) -> AsyncIterator[None]:
    """Clock and deliveries until the block ends; what is being sent then is finished first."""
    async with machinery(settings, url, now) as made:
        deliveries = Deliveries(settings, made, now)
        async with clock.running(settings, made.sessions, now):
            task = asyncio.create_task(deliveries.run())
            try:
                yield
            finally:
                deliveries.stop()
                await task


class Deliveries:
    """Keeps a queue manager going over a connection of its own, and gets both back when the
    connection is lost: a pool would lose LISTEN silently."""

    def __init__(self, settings: Settings, made: Machinery, now: Callable[[], datetime]) -> None:
        self.made = made
        self.delivery = Delivery(settings, made, now)
        self.stopping = asyncio.Event()
        self.manager: QueueManager | None = None

    def stop(self) -> None:
        """Take no new jobs; `run` returns when the ones at work have ended."""
        self.stopping.set()
        self.delivery.stopping = True
        if self.manager is not None:
            self.manager.shutdown.set()

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
                await self._pause(pause)

    async def _session(self) -> None:
        connection: asyncpg.Connection = await database.connect(self.made.url)
        try:
            self.manager = manager = queue.manager(connection)
            manager.entrypoint(queue.DELIVER, on_failure="hold")(self._work)
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
        finally:
            self.manager = None
            await connection.close(timeout=2)

    async def _work(self, job: Job) -> None:
        """One job. While nothing can be sent it waits here: going back to the queue and coming
        again would keep the database busy for nothing."""
        while True:
            try:
                return await self.delivery.work(job)
            except Shut as shut:
                if self.stopping.is_set():
                    raise RetryRequested(timedelta(), "this worker stops") from None
                await self._pause(shut.delay.total_seconds())

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self.stopping.wait()
        except TimeoutError:
            return
