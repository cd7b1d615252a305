"""What every member has said and seen, for pages that show it live."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

KEPT = 4000


@dataclass(frozen=True, slots=True)
class Line:
    """One bubble. `kind`: said (by the member), reply (passive), push, note (by the machine), or mail
    (a letter; `userid` is its address and `card` its head)."""

    number: int
    userid: str
    kind: str
    text: str
    at: datetime
    card: dict[str, Any] | None = None
    """A template card as its holder sees it now."""
    code: str | None = None
    """Of its sending, as long as it can still change the card."""
    items: list[list[str]] | None = None
    """What can be clicked on it in WeChat: content and id of each; or content, address and "page"."""
    picture: str | None = None
    """What it shows, as a `data:` address."""
    event: int = 0
    """Counts what was written or changed: what a watcher has seen is all up to one number."""


class Transcript:
    """Lines in order, bounded, with any number of watchers; kept in a file if one is named."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.lines: deque[Line] = deque(maxlen=KEPT)
        if path is not None and path.exists():
            written = [_read(line) for line in path.read_text().splitlines()]
            self.lines.extend({line.number: line for line in written}.values())
        self._numbers = count(max((line.number for line in self.lines), default=0) + 1)
        self._events = count(max((line.event for line in self.lines), default=0) + 1)
        self._watchers: set[asyncio.Queue[Line]] = set()

    def add(
        self,
        userid: str,
        kind: str,
        text: str,
        at: datetime,
        card: dict[str, Any] | None = None,
        code: str | None = None,
        items: list[list[str]] | None = None,
        picture: str | None = None,
    ) -> None:
        """Write a line; `*` as userid is for everybody."""
        number, event = next(self._numbers), next(self._events)
        line = Line(number, userid, kind, text, at, card, code, items, picture, event)
        self.lines.append(line)
        self._tell(line)

    def change(self, line: Line) -> None:
        """Write a line anew, in its place."""
        line = replace(line, event=next(self._events))
        place = next(n for n, one in enumerate(self.lines) if one.number == line.number)
        self.lines[place] = line
        self._tell(line)

    def _tell(self, line: Line) -> None:
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a") as file:
                file.write(json.dumps({**asdict(line), "at": line.at.isoformat()}) + "\n")
        for queue in self._watchers:
            queue.put_nowait(line)

    @property
    def latest(self) -> int:
        """The number of the newest event."""
        return max((line.event for line in self.lines), default=0)

    def after(self, event: int) -> list[Line]:
        """What a watcher has missed."""
        return sorted((one for one in self.lines if one.event > event), key=lambda one: one.event)

    @asynccontextmanager
    async def watch(self) -> AsyncIterator[asyncio.Queue[Line]]:
        """A queue that gets every new line."""
        queue: asyncio.Queue[Line] = asyncio.Queue()
        self._watchers.add(queue)
        try:
            yield queue
        finally:
            self._watchers.discard(queue)


def _read(written: str) -> Line:
    fields = json.loads(written)
    return Line(**{**fields, "at": datetime.fromisoformat(fields["at"])})
