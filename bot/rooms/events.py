"""What ShowMeBug posts: an interview has ended. Signed with the client's secret; brought again until
it gets a 200, each time with another time stamp."""

import hashlib
import hmac
import json
from typing import Any

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot import delivery, keys, traces
from bot.database import DRIVER_ERRORS
from interviews import room_events

log = structlog.get_logger()

PATH = "/showmebug/events"

routes = web.RouteTableDef()


def signature(secret: str, body: bytes) -> str:
    """How ShowMeBug signs a body: HMAC-SHA1 as upper-case hex."""
    return hmac.new(secret.encode(), body, hashlib.sha1).hexdigest().upper()


@routes.post(PATH)
async def receive(request: web.Request) -> web.Response:
    """An event, once however often it comes."""
    settings = request.app[keys.SETTINGS]
    secret = settings.showmebug.client_secret
    raw = await request.read()
    given = request.headers.get("Smb-Signature", "")
    expected = signature(secret.get_secret_value(), raw) if secret is not None else None
    if expected is None or not hmac.compare_digest(given.encode(), expected.encode()):
        return _rejected(request, "bad signature")
    event = _event(raw)
    if event is None:
        return _rejected(request, "no event")
    name, team, payload = event
    now = request.app[keys.NOW]()
    try:
        async with request.app[keys.SESSIONS]() as session, session.begin():
            fresh = await room_events.told(
                session, team, name, payload, rules=settings.rules, now=now
            )
            await delivery.enqueue(session, now)
    except (SQLAlchemyError, *DRIVER_ERRORS) as error:
        log.warning("no database", action="event.no_database", error=traces.brief(error))
        return web.Response(status=503, text="later")
    log.info("event", action="event.taken", fresh=fresh)
    return web.Response(text="ok")


def _event(raw: bytes) -> tuple[str, int, dict[str, Any]] | None:
    """Name, team and payload; None if it is no event about a room."""
    try:
        told = json.loads(raw)
        payload = told["payload"]
        if not (isinstance(payload, dict) and isinstance(payload["uid"], str)):
            return None
        return str(told["event"]), int(told.get("tid") or 0), payload
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _rejected(request: web.Request, reason: str) -> web.Response:
    log.warning("rejected", action="event.rejected", reason=reason, remote=request.remote)
    return web.Response(status=403, text="rejected")
