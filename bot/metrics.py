"""What the process counts and measures, for Prometheus.

Names follow Prometheus' conventions: base units, `_total` for what only grows. What each one tells
and when to worry is in docs/operations.md.
"""

from collections.abc import Callable
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from sqlalchemy import text

from bot.database import Sessions
from interviews import watermarks
from models.sql import run

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 4, 5)
_SLOW = (0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600)

OUTCOMES = (
    "answered", "empty", "late", "ignored", "verified", "rejected", "unavailable", "failed",
)  # fmt: skip
"""What can become of a callback; the log's action is `callback.` and one of these."""
RESULTS = ("sent", "dropped", "dead", "later")
ALARMING = {
    "warning": (
        "callback.no_database", "callback.rejected", "metrics.off",
        "outbox.dead", "message.late", "postgres.moved", "probe.not_ready", "queue.lost",
        "token.late", "wecom.back", "wecom.down", "library",
    ),
    "error": (
        "callback.broke", "clock.failed", "handler.broke", "message.broke", "message.lost",
        "message.unfinished", "outbox.broke", "outbox.dead", "process.broke",
        "process.hangs", "wecom.refused", "library",
    ),
    "critical": ("library",),
}  # fmt: skip
"""Actions of the lines that are counted, by level; all begin at zero, so that the first one shows."""

CALLBACKS = Histogram(
    "mianyue_callback_seconds",
    "Time to answer a callback, by outcome",
    ["outcome"],
    buckets=_FAST,
    registry=REGISTRY,
)
HANDLERS = Histogram(
    "mianyue_handler_seconds",
    "Time a handler took, by the command's first word",
    ["command"],
    buckets=_FAST,
    registry=REGISTRY,
)
DELIVERIES = Counter(
    "mianyue_deliveries",
    "Notices by result: sent, dropped, dead, later (will be tried again)",
    ["result"],
    registry=REGISTRY,
)
DELIVERY_DELAY = Histogram(
    "mianyue_delivery_delay_seconds",
    "From when a notice was due until WeCom had taken it",
    buckets=_SLOW,
    registry=REGISTRY,
)
WECOM_CALLS = Histogram(
    "mianyue_wecom_call_seconds",
    "Calls of WeCom's API, by API and code (none: no answer)",
    ["api", "code"],
    buckets=_FAST,
    registry=REGISTRY,
)
TICK = Histogram(
    "mianyue_tick_seconds",
    "Time one kind of work of the clock took",
    ["kind"],
    buckets=_FAST,
    registry=REGISTRY,
)
TICK_LAG = Gauge(
    "mianyue_tick_lag_seconds",
    "How far the clock is behind with what is due, by kind of work",
    ["kind"],
    registry=REGISTRY,
)
LOG_LINES = Counter(
    "mianyue_log_lines",
    "Lines of the log that ask for attention",
    ["level", "action"],
    registry=REGISTRY,
)
LOG_LOST = Counter(
    "mianyue_log_lost", "Lines of the log that could not be written", registry=REGISTRY
)
for outcome in OUTCOMES:
    CALLBACKS.labels(outcome)
for result in RESULTS:
    DELIVERIES.labels(result)
for level, actions in ALARMING.items():
    for action in actions:
        LOG_LINES.labels(level, action)
OUTBOX = Gauge("mianyue_outbox_rows", "Notices that wait or are dead", ["state"], registry=REGISTRY)
OUTBOX_AGE = Gauge(
    "mianyue_outbox_oldest_seconds",
    "Age of the oldest notice that is due and not sent",
    registry=REGISTRY,
)
TOKEN_AGE = Gauge("mianyue_token_age_seconds", "Age of the stored access token", registry=REGISTRY)
TOKEN_LEFT = Gauge(
    "mianyue_token_left_seconds", "Life left in the stored access token", registry=REGISTRY
)

_STATE = text("""
    SELECT (SELECT count(*) FROM outbox WHERE state = 'waiting'),
           (SELECT count(*) FROM outbox WHERE state = 'dead'),
           (SELECT min(greatest(created_at, coalesce(not_before, created_at)))
            FROM outbox WHERE state = 'waiting'),
           (SELECT max(obtained_at) FROM access_token),
           (SELECT max(expires_at) FROM access_token)
""")
_REACHED = text("SELECT name, reached FROM watermark")


async def exposition(sessions: Sessions, now: Callable[[], datetime]) -> bytes:
    """Everything in Prometheus' text format, the database's part asked for just now."""
    async with sessions() as session:
        waiting, dead, due, obtained, expires = (await run(session, _STATE)).one()
        reached = (await run(session, _REACHED)).all()
    at = now()
    OUTBOX.labels("waiting").set(waiting)
    OUTBOX.labels("dead").set(dead)
    OUTBOX_AGE.set(max(0.0, (at - due).total_seconds()) if due else 0)
    TOKEN_AGE.set((at - obtained).total_seconds() if obtained else 0)
    TOKEN_LEFT.set((expires - at).total_seconds() if expires else 0)
    for kind, until in reached:
        TICK_LAG.labels(kind).set(watermarks.lag(kind, until, at).total_seconds())
    return generate_latest(REGISTRY)
