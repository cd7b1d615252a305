"""What every member has said and seen, for pages that show it live."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

KEPT = 4000


@dataclass(frozen=True, slots=True)
class Line:
    """One bubble. `kind`: said (by the member), reply (passive), push, or note (by the machine)."""

    number: int
    userid: str
    kind: str
    text: str
    at: datetime


class Transcript:
    """Lines in order, bounded, with any number of watchers; kept in a file if one is named."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.lines: deque[Line] = deque(maxlen=KEPT)
        if path is not None and path.exists():
            self.lines.extend(map(_read, path.read_text().splitlines()))
        self._numbers = count(self.lines[-1].number + 1 if self.lines else 1)
        self._watchers: set[asyncio.Queue[Line]] = set()

    def add(self, userid: str, kind: str, text: str, at: datetime) -> None:
        """Write a line; `*` as userid is for everybody."""
        line = Line(next(self._numbers), userid, kind, text, at)
        self.lines.append(line)
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a") as file:
                file.write(json.dumps({**asdict(line), "at": at.isoformat()}) + "\n")
        for queue in self._watchers:
            queue.put_nowait(line)

    def after(self, number: int) -> list[Line]:
        """What a watcher has missed."""
        return [line for line in self.lines if line.number > number]

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
