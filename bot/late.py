"""Messages that outlive WeCom's patience: the queue keeps them until they are handled.

WeCom has been told that we have such a message and will not bring it again, but the process that
has it may be killed before it commits. Then the queue brings it to a worker; the duplicate filter
tells whether anything is left to do.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.contextvars import bound_contextvars

from bot import database, queue
from bot.desk import glance
from bot.incoming import Incoming

log = structlog.get_logger()

KEEP_WITHIN = 0.7
"""Seconds, of the one that is left before WeCom hangs up."""
AGAIN = timedelta(seconds=10)
"""After that the process that had it should have finished, or is asked again."""


async def keep(engine: AsyncEngine, incoming: Incoming) -> None:
    """Have the queue bring this message later.

    Raises:
        TimeoutError: the database was too slow; WeCom must not be told that we have it.
    """
    async with asyncio.timeout(KEEP_WITHIN), glance(engine, incoming.key) as at:
        await queue.keep(at.rows, incoming.key, incoming.packed(), AGAIN)


class Elsewhere(Exception):  # noqa: N818 - says where
    """Another process is at work on this very message."""


class Latecomers:
    """Takes up what the queue brings; `take_up` is false while somebody is at work on it."""

    def __init__(self, take_up: Callable[[Incoming], Awaitable[bool]]) -> None:
        self.take_up = take_up

    async def work(self, job: Job) -> None:
        """Do one job; it comes again until its message is handled.

        Raises:
            RetryRequested: it is not.
        """
        incoming = Incoming.unpacked(job.payload or b"")
        try:
            with bound_contextvars(message=incoming.key):
                handled = await self.take_up(incoming)
        except Exception as error:
            if not database.away(error):
                log.exception("a late message broke, once more", action="message.broke")
            raise RetryRequested(AGAIN, type(error).__name__) from None
        if not handled:
            raise RetryRequested(AGAIN, "another process is at work on it")
