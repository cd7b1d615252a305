"""A clock that can be moved forward, and stays moved when the program starts again."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path


class Clock:
    """The machine's time plus an offset, kept in a file if one is named."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.offset = timedelta()
        if path is not None and path.exists():
            self.offset = timedelta(seconds=json.loads(path.read_text())["offset_seconds"])

    def now(self) -> datetime:
        """The time it is (UTC)."""
        return datetime.now(UTC) + self.offset

    def advance(self, length: timedelta) -> None:
        """Move forward (or back, for setting up a past)."""
        self.offset += length
        self._keep()

    def set(self, to: datetime) -> None:
        """Move to an instant; time goes on from there."""
        self.offset = to - datetime.now(UTC)
        self._keep()

    def _keep(self) -> None:
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.path.with_suffix(".new")
            fresh.write_text(json.dumps({"offset_seconds": self.offset.total_seconds()}))
            fresh.replace(self.path)


class StoppedClock:
    """A clock that only moves when told: for tests."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The time it is."""
        return self.at

    def advance(self, length: timedelta) -> None:
        """Move forward."""
        self.at += length

    def set(self, to: datetime) -> None:
        """Move to an instant."""
        self.at = to
