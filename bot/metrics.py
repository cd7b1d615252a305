"""What this process counts and measures, for Prometheus.

Names follow Prometheus' conventions: base units, `_total` for what only grows. What each one tells
and when to worry is in docs/operations.md.
"""

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

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
        "callback.no_database", "callback.rejected", "clock.no_database", "customers.no_answer",
        "customers.not_ours", "errand.failed", "errand.no_database", "event.no_database",
        "event.rejected", "metrics.no_database",
        "metrics.off", "outbox.dead", "outbox.in_words", "outbox.no_database", "mail.away", "message.late",
        "page.busy", "postgres.moved", "probe.not_ready", "queue.lost", "token.late", "wecom.back",
        "wecom.down", "library",
    ),
    "error": (
        "callback.broke", "clock.failed", "customers.broke", "customers.refused",
        "customers.unreadable", "errand.broke", "errand.refused", "handler.broke", "message.broke",
        "message.unfinished", "outbox.broke", "outbox.dead", "page.broke", "process.broke",
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
    "Time a handler took, by the command's first word; other: no command",
    ["command"],
    buckets=_FAST,
    registry=REGISTRY,
)
DELIVERIES = Counter(
    "mianyue_deliveries",
    "Messages to one person by result; later: will be tried again",
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
