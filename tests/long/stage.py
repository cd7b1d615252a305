"""The town, driven step by step, with everything people read and everything that was so."""

import asyncio
from bisect import bisect_left
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import asyncpg
from structlog.testing import capture_logs

from bot.clock import Clock
from bot.delivery import Delivery
from simulator.clock import StoppedClock
from tests import town as towns
from tests.long import tables
from tests.long.reading import ZONE, Telling, understand
from tests.long.sayings import EVERYBODY
from tests.long.truth import Row, Truth

NAGS = 3
SETTINGS: dict[str, Any] = {
    "wecom": {"timeout": "0.5s"},
    "cards": {"enabled": False},
    "feedback": {"nags": NAGS},
}
EXPECTED_LOGS = {"token.late", "wecom.down", "wecom.refused", "wecom.back", "outbox.dead"}
BY_WORKER = {"undelivered", "left", "reminder", "answer", "ended", "digest"}
STEP = timedelta(seconds=75)
"""Longer than any pause after a failure."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Something said and its passive answer; `message` is the key of both."""

    message: str
    userid: str
    said: str
    answer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """One notice that arrived, alone or in a message with others."""

    row: Row
    tellings: list[Telling]
    at: datetime
    before: Truth = field(repr=False)
    """What was so just before it was sent, and just after."""
    after: Truth = field(repr=False)


@dataclass
class Stage:
    """One town and its past."""

    town: towns.Town
    connection: asyncpg.Connection
    truth: Truth
    logs: list[Any]
    heard: list[Heard] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    unanswered: set[int] = field(default_factory=set)
    """Rows that arrived although the bot could not know."""
    steps: list[int] = field(default_factory=list)
    """The last row there was after each step."""
    transcript: list[str] = field(default_factory=list)
    read_pushes: int = 0
    ids: Any = field(default_factory=lambda: count(1))

    @property
    def now(self) -> datetime:
        """The time it is."""
        return self.town.clock.now()

    async def say(self, userid: str, text: str, message: int | None = None) -> Heard:
        """Say something and hear the answer; the same `message` is WeCom bringing it again."""
        number = next(self.ids) if message is None else message
        answer = await self.town.wecom.say(userid, text, msg_id=number)
        assert (answer.status, answer.problem) == (200, ""), answer
        assert answer.text, f"{userid} said {text!r} and got no answer"
        assert "出了点问题" not in answer.text
        key = f"m:{towns.AGENT_ID}:{number}"
        self.note(f"{userid}: {text}\n    → {answer.text!r}")
        heard = Heard(key, userid, text, answer.text, self.now)
        if all(before.message != key for before in self.heard):
            self.heard.append(heard)
        return heard

    async def forgot(self, message: str) -> bool:
        """Whether a message was about somebody who was forgotten."""
        query = "SELECT reply IS NULL FROM inbox WHERE key = $1"
        return bool(await self.connection.fetchval(query, message))

    async def together(self, *doing: Awaitable[Any]) -> None:
        """Do things at once, then look at what has come of them."""
        before = self.truth
        await asyncio.gather(*doing)
        self.truth = await tables.read(self.connection, self.now, self.truth)
        self.steps.append(max((row.id for row in self.truth.rows), default=0))
        self._read(before)

    async def deliver(self, workers: int = 1) -> None:
        """Deliver what can be delivered now, by so many workers at once."""
        others = [self._worker() for _ in range(workers - 1)]
        await self.together(self.town.deliver(), *(self.town.deliver(by=one) for one in others))

    async def tick(self) -> None:
        """Let the worker's clock tick."""
        await self.together(self.town.ticker.tick())

    def restart(self) -> None:
        """The worker is another process from now on."""
        self.town.delivery = self._worker()
        self.town.ticker = Clock(self.town.sessions, self.town.settings.rules, self.town.clock.now)

    def leave_or_come_back(self, userid: str) -> None:
        """A member the app cannot write to any more, or can again."""
        wecom = self.town.wecom
        if wecom.members[userid.lower()].visible:
            wecom.remove_member(userid)
        else:
            wecom.add_member(userid, towns.MEMBERS[userid])
        self.note(f"{userid}: {wecom.members[userid.lower()]}")

    async def pass_time(self, length: timedelta) -> None:
        """Move the clock."""
        self.town.clock.advance(length)
        await self.together()

    def _worker(self) -> Delivery:
        return Delivery(self.town.settings, self.town.made, self.town.clock.now)

    def note(self, line: str) -> None:
        """Write down what happens, to be read when something goes wrong."""
        self.transcript.append(f"{self.now.astimezone(ZONE):%m-%d %H:%M:%S} {line}")

    def waiting(self) -> list[Row]:
        """What has not been settled yet."""
        return [row for row in self.truth.rows if row.state == "waiting"]

    def _read(self, before: Truth) -> None:
        """Everybody reads what has newly arrived."""
        pushes = self.town.wecom.pushes[self.read_pushes :]
        self.read_pushes += len(pushes)
        for push in pushes:
            person = self.truth.who(push.userid)
            for text in push.text.split("\n\n"):
                self.note(f"to {push.userid}: {text!r}")
                row = self._row(person.id, text)
                if row is None:
                    continue
                # The rest of a long answer tells nothing that its beginning does not.
                tellings = [] if row.kind == "reply" else understand(text)
                self.letters.append(Letter(row, tellings, push.at, before, self.truth))
                if row.state != "sent":
                    self.unanswered.add(row.id)
        swallowed = {push.text for push in self.town.wecom.sending.dropped}
        known = {row.text for row in self.truth.rows if row.id in self.unanswered}
        lost = {text for whole in swallowed for text in whole.split("\n\n")} - known
        assert lost == set(), f"WeCom swallowed: {lost}"
        strange = [line for line in self.logs if line["action"] not in EXPECTED_LOGS]
        assert strange == [], strange

    def _row(self, person: int, text: str) -> Row | None:
        """The row a text is of; None for one said again because its answer was lost.

        They arrive in the order they were written; what was written at once, about different
        interviews, in any.
        """
        arrived = {one.row.id: one for one in self.letters if one.row.person == person}
        own = [row for row in self.truth.rows if row.person == person and row.text == text]
        own.sort(key=lambda row: row.state == "dropped")  # asked again in the same words
        for row in own:
            if row.id in arrived:
                continue
            for other in (letter.row for letter in arrived.values()):
                ordered = other.id < row.id or self._written_at_once(row, other)
                assert ordered, f"{text!r} arrived after {other.text!r}"
            return row
        again = [row.id for row in own if row.id in self.unanswered]
        assert again, f"said twice: {text!r}"
        assert self.now - arrived[again[-1]].at >= timedelta(hours=4), f"said twice: {text!r}"
        return None

    def _written_at_once(self, one: Row, other: Row) -> bool:
        """Whether two rows have no order: written in one step, and not about one interview by
        people, whose changes wait for each other."""
        if bisect_left(self.steps, one.id) != bisect_left(self.steps, other.id):
            return False
        by_worker = any(row.cause is None or row.kind in BY_WORKER for row in (one, other))
        return one.interview != other.interview or by_worker


@asynccontextmanager
async def stage(url: str) -> AsyncIterator[Stage]:
    """A town in which everybody has said hello and the worker's clock has begun to tick."""
    clock = StoppedClock(towns.TUESDAY)
    with capture_logs() as logs:
        async with towns.town(url, clock, **SETTINGS) as town, town.connection() as connection:
            await town.hello(*EVERYBODY)
            await town.ticker.tick()
            yield Stage(town, connection, await tables.read(connection, clock.now(), None), logs)
