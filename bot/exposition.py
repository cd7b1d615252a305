"""What /metrics says: what this process counts, and what the database knows at this moment.

The database's part is the same whichever process is asked.
"""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime

import structlog
from prometheus_client import Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot import database, traces
from bot.metrics import REGISTRY
from interviews import watermarks
from interviews.rules import Rules

log = structlog.get_logger()

PATIENCE = 2.0
"""Seconds the database has to answer; Prometheus itself waits for ten."""

# A row that was tried is due since its first try: each try that fails moves `not_before`.
_STATE = """
    SELECT count(*) FILTER (WHERE not_before IS NULL OR not_before <= $1) AS waiting,
           count(*) FILTER (WHERE not_before > $1) AS held,
           min(least(sends[1], greatest(created_at, not_before))) AS due,
           (SELECT count(*) FROM outbox WHERE state = 'dead') AS dead,
           (SELECT min(hold_until) FROM slot WHERE state = 'open') AS expiry,
           (SELECT max(obtained_at) FROM access_token) AS obtained,
           (SELECT max(expires_at) FROM access_token) AS expires
    FROM outbox WHERE state = 'waiting' AND merged_into IS NULL
"""
_REACHED = "SELECT name, reached FROM watermark"


class _Snapshot(Collector):
    """Metrics that are asked for when they are wanted."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self.metrics = metrics

    def collect(self) -> Iterable[Metric]:
        return self.metrics


async def exposition(url: str, rules: Rules, now: Callable[[], datetime]) -> bytes:
    """Everything in Prometheus' text format; what the process counts also without a database."""
    try:
        async with asyncio.timeout(PATIENCE):
            found = await _ask(url, rules, now)
    except database.DRIVER_ERRORS as error:
        log.warning("no database", action="metrics.no_database", error=traces.brief(error))
        found = []
    up = _gauge("mianyue_database_up", "Whether the database answers", [("", bool(found))])
    return generate_latest(REGISTRY) + generate_latest(_Snapshot([up, *found]))


async def _ask(url: str, rules: Rules, now: Callable[[], datetime]) -> list[Metric]:
    """What the database knows. The connection is new each time: one that is kept would be found
    dead at the first look after every restart of the server."""
    connection = await database.connect(url)
    try:
        at = now()
        state = await connection.fetchrow(_STATE, at)
        reached = {row["name"]: row["reached"] for row in await connection.fetch(_REACHED)}
        await connection.close()
    finally:
        connection.terminate()  # which is nothing to one that is closed

    def since(moment: datetime | None) -> float:
        return max(0.0, (at - moment).total_seconds()) if moment else 0.0

    off = {
        "reminders": not rules.reminders.before,
        "digests": rules.digest.at is None,
        "nudges": not rules.offer.nudge,
    }
    lags = [
        (kind, watermarks.lag(kind, until, at).total_seconds())
        for kind, until in reached.items()
        if not off.get(kind)
    ]
    found = [
        _gauge(
            "mianyue_outbox_rows",
            "Messages by state; held: its time has not come",
            [(name, state[name]) for name in ("waiting", "held", "dead")],
            "state",
        ),
        _gauge(
            "mianyue_outbox_oldest_seconds",
            "How long the oldest message that is due has not been sent",
            [("", since(state["due"]))],
        ),
        _gauge(
            "mianyue_tick_lag_seconds",
            "How far the clock is behind with what is due, by kind of work",
            [*lags, ("expiry", since(state["expiry"]))],
            "kind",
        ),
    ]
    if state["expires"] is not None:
        age, left = at - state["obtained"], state["expires"] - at
        found += [
            _gauge(
                "mianyue_token_age_seconds",
                "Age of the stored access token",
                [("", age.total_seconds())],
            ),
            _gauge(
                "mianyue_token_left_seconds",
                "Life left in the stored access token; below zero: expired, renewed when needed",
                [("", left.total_seconds())],
            ),
        ]
    return found


def _gauge(
    name: str, about: str, values: Iterable[tuple[str, float]], label: str | None = None
) -> Metric:
    gauge = GaugeMetricFamily(name, about, labels=[label] if label else [])
    for by, value in values:
        gauge.add_metric([by] if label else [], value)
    return gauge
