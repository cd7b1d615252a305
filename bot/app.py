"""The web process: the callback, the probes, and what they stand on."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime

import structlog
from aiohttp import web
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot import callback, keys, schema, traces
from bot.answering import Answering
from bot.conversation import Conversation
from bot.envelope import Envelope
from bot.machinery import machinery
from bot.rooms import events
from bot.routing import Router
from bot.settings import Settings
from bot.visits import Visits
from models.sql import run

log = structlog.get_logger()

probes = web.RouteTableDef()

Pages = Callable[[web.Application], None]


def make_app(
    settings: Settings,
    router: Router,
    url: str,
    now: Callable[[], datetime],
    *,
    pages: Pages,
) -> web.Application:
    """Build the application.

    Args:
        settings: the process's settings.
        router: every handler.
        url: the database.
        now: the clock; gives aware datetimes.
        pages: adds the web pages.
    """
    app = web.Application(client_max_size=callback.MOST)
    app[keys.SETTINGS] = settings
    app[keys.NOW] = now
    secrets = settings.wecom
    app[keys.ENVELOPE] = Envelope(
        secrets.token.get_secret_value(), secrets.aes_key.get_secret_value(), secrets.corp_id
    )

    async def resources(app: web.Application) -> AsyncIterator[None]:
        async with machinery(settings, url, now) as made:
            app[keys.SESSIONS] = made.sessions
            app[keys.VISITS] = Visits(made.sessions, now)
            conversation = Conversation(
                made.engine,
                Answering(router, settings.rules),
                now,
                made.name_of,
                settings.callback.answer_within,
            )
            app[keys.CONVERSATION] = conversation
            yield
            await conversation.finish()

    app.cleanup_ctx.append(resources)
    app.add_routes(callback.routes)
    if settings.showmebug.client_secret is not None:
        app.add_routes(events.routes)
    app.add_routes(probes)
    pages(app)
    return app


@probes.get("/healthz")
async def alive(request: web.Request) -> web.Response:
    """The process answers."""
    del request
    return web.json_response({"status": "alive"})


@probes.get("/readyz")
async def ready(request: web.Request) -> web.Response:
    """The database answers, and its schema is ours."""
    try:
        async with request.app[keys.SESSIONS]() as session:
            found = (await run(session, text("SELECT version_num FROM alembic_version"))).scalar()
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        log.warning("not ready", action="probe.not_ready", error=traces.brief(error))
        return web.json_response({"status": "no database"}, status=503)
    if found != schema.head():
        older = found in schema.known()
        what = "run python -m bot migrate" if older else "the database is newer than this process"
        return web.json_response({"status": what}, status=503)
    return web.json_response({"status": "ready"})
