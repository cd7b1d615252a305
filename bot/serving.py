"""Running processes: which database, until which signal, in which order they stop."""

import asyncio
import gc
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot import embedded, schema, worker
from bot.app import Pages, make_app
from bot.exposition import exposition
from bot.routing import Router
from bot.settings import Basics, Settings, SettingsError

log = structlog.get_logger()

STOP_WITHIN = 9.5
"""Seconds from the signal to the end, whatever still hangs."""


def utc_now() -> datetime:
    """The clock of production."""
    return datetime.now(UTC)


@contextmanager
def database_url(settings: Basics) -> Iterator[str]:
    """The database in use: DATABASE_URL, or the embedded PostgreSQL for as long as we need it."""
    if settings.database.url is not None:
        yield settings.database.url.get_secret_value()
    else:
        with embedded.postgres(settings.data) as url:
            yield url


async def serve(
    settings: Settings,
    url: str,
    router: Router,
    *,
    pages: Pages,
    web_too: bool,
    worker_too: bool,
    now: Callable[[], datetime] = utc_now,
) -> None:
    """Run the parts of a process until SIGTERM or SIGINT.

    Raises:
        SchemaError: the database's schema is not this program's.
        SettingsError: the port is taken.
    """
    await schema.check(url)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(measured(settings, url, now, worker_only=not web_too))
        if worker_too:
            await stack.enter_async_context(worker.running(settings, url, now, router=router))
        if web_too:  # entered last, so stopped first: no new messages while the rest winds down
            await stack.enter_async_context(listening(settings, router, url, now, pages))
        settle()
        await stop.wait()
        log.info("stopping", action="process.stopping")
        loop.call_later(STOP_WITHIN, _give_up)
    log.info("stopped", action="process.stopped")


def settle() -> None:
    """What is loaded by now stays as long as the process: whoever collects garbage need not go
    through all of it again and again, which would be a quarter of a process's work."""
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def listening(
    settings: Settings, router: Router, url: str, now: Callable[[], datetime], pages: Pages
) -> AsyncIterator[None]:
    """The web application on its port.

    Raises:
        SettingsError: the port is taken.
    """
    runner = web.AppRunner(
        make_app(settings, router, url, now, pages=pages), access_log=None, shutdown_timeout=6
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, settings.server.host, settings.server.port)
        try:
            await site.start()
        except OSError as error:
            raise SettingsError(
                f"Cannot listen on {settings.server.host}:{settings.server.port}: {error.strerror}."
                "\n    Fix: set PORT to a free port, or stop the program that has it."
            ) from None
        log.info("listening", action="web.listening", port=settings.server.port)
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def measured(
    settings: Settings, url: str, now: Callable[[], datetime], *, worker_only: bool
) -> AsyncIterator[None]:
    """/metrics on a port of its own. A port that is taken costs the metrics, not the process."""
    if not settings.metrics.port:
        yield
        return

    async def answer(request: web.Request) -> web.Response:
        del request
        return web.Response(
            body=await exposition(url, settings.rules, now),
            headers={"Content-Type": CONTENT_TYPE_LATEST},
        )

    app = web.Application()
    app.router.add_get("/metrics", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    port = settings.metrics.port + worker_only
    try:
        await web.TCPSite(runner, settings.metrics.host, port).start()
        log.info("metrics", action="metrics.listening", port=port)
    except OSError as error:
        log.warning(
            "no metrics: set MIANYUE__METRICS__PORT to a free port, or to 0",
            action="metrics.off",
            error=f"cannot listen on {settings.metrics.host}:{port}: {error.strerror}",
        )
    try:
        yield
    finally:
        await runner.cleanup()


def _give_up() -> None:
    log.error("something hangs, leaving it", action="process.hangs")
    os._exit(1)
