"""The door: what WeCom posts, checked, opened, and answered.

Everything genuine gets a 200, everything else the same 403, with the reason in the log only. A
message that cannot be handled just now gets a 503, upon which WeCom brings it again.
"""

import asyncio
import re
import secrets
import time
from datetime import UTC, datetime, timedelta

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError
from structlog.contextvars import bound_contextvars

from bot import customers, keys, parsing, replies, traces
from bot.conversation import Late
from bot.database import DRIVER_ERRORS
from bot.envelope import Rejected
from bot.incoming import Incoming, Kind
from bot.metrics import CALLBACKS

log = structlog.get_logger()

PATH = "/wecom/callback"
MOST = 1 << 20
"""Bytes in one callback."""
BODY_WITHIN = 5
"""Seconds in which the body has to arrive; WeCom hangs up after that."""

_DECENT = re.compile(r"[\w.:-]{4,64}", re.ASCII)

routes = web.RouteTableDef()


@routes.get(PATH)
async def verify(request: web.Request) -> web.Response:
    """What the console sends when an administrator presses 保存: answer the bare plaintext."""
    started = time.perf_counter()
    with bound_contextvars(request=_id(request)):
        try:
            plain = _open(request, _parameter(request, "echostr"))
        except Rejected as reason:
            return _rejected(request, reason, started)
        log.info("callback verified", action="callback.verified")
    CALLBACKS.labels("verified").observe(time.perf_counter() - started)
    return web.Response(body=plain, content_type="text/plain")


@routes.post(PATH)
async def receive(request: web.Request) -> web.Response:
    """A message or an event."""
    started = time.perf_counter()
    now = request.app[keys.NOW]()
    with bound_contextvars(request=_id(request)):
        try:
            incoming = parsing.message(_open(request, parsing.encrypted(await _body(request))), now)
        except Rejected as reason:
            return _rejected(request, reason, started)
        with bound_contextvars(message=incoming.key):
            log.debug(
                "received", action="message.received", sender=incoming.sender, text=incoming.text
            )
            response, outcome = await _answer(request, incoming, now)
            seconds = time.perf_counter() - started
            log.info(
                "callback answered",
                action=f"callback.{outcome}",
                kind=incoming.kind.value,
                ms=round(seconds * 1000, 1),
            )
    CALLBACKS.labels(outcome).observe(seconds)
    return response


async def _answer(
    request: web.Request, incoming: Incoming, now: datetime
) -> tuple[web.Response, str]:
    """The response, and what it is called in logs and metrics."""
    if incoming.kind is Kind.OTHER or not _ours(request, incoming):
        return web.Response(), "ignored"
    try:
        if incoming.kind is Kind.PULL:
            await customers.wanted(request.app[keys.SESSIONS], incoming, now)
            return web.Response(), "empty"
        reply = await request.app[keys.CONVERSATION].receive(incoming)
    except Late:
        return web.Response(), "late"
    except (SQLAlchemyError, *DRIVER_ERRORS) as error:
        log.warning("no database", action="callback.no_database", error=traces.brief(error))
        return web.Response(status=503, text="later"), "unavailable"
    except Exception:
        log.exception("not handled", action="callback.broke")
        return web.Response(status=503, text="later"), "failed"
    if reply is None:
        return web.Response(), "empty"
    corp_id = request.app[keys.SETTINGS].wecom.corp_id
    xml = replies.passive(reply, to=incoming.sender, sender=corp_id, now=now)
    sealed = request.app[keys.ENVELOPE].close(xml, now)
    return web.Response(text=sealed, content_type="text/xml"), "answered"


def _id(request: web.Request) -> str:
    """What ties the log's lines of one request together: the proxy's id if it gave a decent one."""
    given = request.headers.get("X-Request-Id", "")
    return given if _DECENT.fullmatch(given) else secrets.token_hex(6)


def _open(request: web.Request, encrypted: str) -> bytes:
    timestamp = _parameter(request, "timestamp")
    plain = request.app[keys.ENVELOPE].open(
        encrypted,
        signature=_parameter(request, "msg_signature"),
        timestamp=timestamp,
        nonce=_parameter(request, "nonce"),
    )
    _refuse_stale(timestamp, request.app[keys.NOW](), request.app[keys.SETTINGS].callback.max_age)
    return plain


def _refuse_stale(timestamp: str, now: datetime, max_age: timedelta) -> None:
    if not max_age:
        return
    try:
        sent = datetime.fromtimestamp(int(timestamp), UTC)
    except (ValueError, OverflowError, OSError):
        raise Rejected("timestamp is no number of seconds") from None
    if abs(now - sent) > max_age:
        raise Rejected(f"stale timestamp, {round((now - sent).total_seconds())} s off")


def _parameter(request: web.Request, name: str) -> str:
    value = request.query.get(name)
    if not value:
        raise Rejected(f"no {name}")
    return value


async def _body(request: web.Request) -> bytes:
    try:
        async with asyncio.timeout(BODY_WITHIN):
            return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise Rejected("too large") from None
    except TimeoutError:
        raise Rejected("too slow") from None


def _ours(request: web.Request, incoming: Incoming) -> bool:
    if incoming.kind is Kind.PULL:
        return incoming.account == request.app[keys.SETTINGS].kf.open_kfid
    return incoming.agent in {"", str(request.app[keys.SETTINGS].wecom.agent_id)}


def _rejected(request: web.Request, reason: Rejected, started: float) -> web.Response:
    log.warning(
        "rejected",
        action="callback.rejected",
        method=request.method,
        reason=str(reason),
        remote=request.remote,
    )
    CALLBACKS.labels("rejected").observe(time.perf_counter() - started)
    return web.Response(status=403, text="rejected")
