"""What a process' log writes, read as an operator would: from standard error."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from typing import Any, Literal, TextIO

import structlog

from bot import logs
from bot.sections import Log

Line = dict[str, Any]


class Lines:
    """What has been written so far."""

    def __init__(self, written: io.StringIO) -> None:
        self.written = written

    def text(self) -> str:
        """All of it, letter by letter."""
        return self.written.getvalue()

    def all(self, **wanted: Any) -> list[Line]:
        """The lines that have these values; of a log written as JSON."""
        lines = [json.loads(line) for line in self.text().splitlines()]
        return [line for line in lines if wanted.items() <= line.items()]

    def one(self, **wanted: Any) -> Line:
        """The only line that has these values."""
        [line] = self.all(**wanted)
        return line


@contextmanager
def logging_to(
    stream: TextIO,
    level: Literal["debug", "info", "warning", "error"] = "info",
    form: Literal["json", "text"] = "json",
) -> Iterator[None]:
    """Log as a process does, with this for its standard error; afterwards as before."""
    before, root = structlog.get_config(), logging.getLogger()
    handlers, root_level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs._QUIET}
    try:
        with redirect_stderr(stream):
            logs.configure(Log(level=level, format=form))
            yield
    finally:
        structlog.configure(**before)
        root.handlers[:] = handlers
        root.setLevel(root_level)
        for name, old in levels.items():
            logging.getLogger(name).setLevel(old)
        for module in list(sys.modules.values()):
            kept = getattr(module, "log", None)
            if isinstance(kept, structlog._config.BoundLoggerLazyProxy):
                vars(kept).pop("bind", None)  # it has kept the logger it used first


@contextmanager
def logged(
    level: Literal["debug", "info", "warning", "error"] = "info",
    form: Literal["json", "text"] = "json",
) -> Iterator[Lines]:
    """Log as a process does; gives what is written."""
    written = io.StringIO()
    with logging_to(written, level, form):
        yield Lines(written)
