"""The town, driven step by step, with everything people read and everything that was so."""

import asyncio
import json
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
from simulator.sending import Push
from tests import town as towns
from tests.long import tables
from tests.long.letters import Heard, Letter
from tests.long.reading import ZONE, understand
from tests.long.sayings import EVERYBODY
from tests.long.truth import Row, Truth

NAGS = 3
SETTINGS: dict[str, Any] = {
    "wecom": {"timeout": "0.5s"},
    "feedback": {"nags": NAGS},
}
EXPECTED_LOGS = {"token.late", "wecom.down", "wecom.refused", "wecom.back", "outbox.dead"}
EXPECTED_LOGS |= {"outbox.in_words", "card.refused"}
BY_WORKER = {"undelivered", "left", "reminder", "answer", "ended", "digest"}
STEP = timedelta(seconds=75)
"""Longer than any pause after a failure."""


@dataclass
class Stage:
    """One town and its past."""

    town: towns.Town
    connection: asyncpg.Connection
    truth: Truth
    logs: list[Any]
    heard: list[Heard] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    cards: dict[str, int] = field(default_factory=dict)
    """Rows that arrived as cards, by the card's name."""
    unanswered: set[int] = field(default_factory=set)
    """Rows that arrived although the bot could not know."""
    repeating: set[int] = field(default_factory=set)
    """Replies among them that may come once more in this step: WeCom is not asked to look at those."""
    steps: list[int] = field(default_factory=list)
    """The last row there was after each step."""
    transcript: list[str] = field(default_factory=list)
    read_pushes: int = 0
    read_dropped: int = 0
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
        key = f"m:{towns.AGENT_ID}:{number}"
        said = answer.text or await self._asked(key)
        assert said, f"{userid} said {text!r} and got no answer"
        assert not _broken(said), said
        self.note(f"{userid}: {text}\n    → {said!r}")
        heard = Heard(key, userid, text, said, self.now)
        if all(before.message != key for before in self.heard):
            self.heard.append(heard)
        return heard

    async def _asked(self, message: str) -> str | None:
        """The question a message was answered with, as a card, in words."""
        query = "SELECT text FROM outbox WHERE kind = 'reply' AND cause = $1"
        async with self.town.connection() as connection:  # several may speak at once
            words: str | None = await connection.fetchval(query, message)
        return words

    async def press(self, userid: str, card: dict[str, Any], label: str, choice: int) -> Heard:
        """Press a button of a card, having chosen one of its options, and look what has come of it;
        the answer is written, and may arrive later."""
        options = {
            question: [shown[choice % len(shown)]["id"]]
            for question, shown in towns.selectors(card).items()
        }
        last = max(row.id for row in self.truth.rows)
        key = towns.labels(card)[label]
        answer = await self.town.wecom.cards.press(userid, card["task_id"], key, options)
        assert (answer.status, answer.text, answer.problem) == (200, None, ""), answer
        await self.together()
        person = self.truth.who(userid).id
        [reply] = [row for row in self.truth.rows if row.id > last and _answers(row, person)]
        assert not _broken(reply.text), reply.text
        self.note(f"{userid} presses {label} of {card['main_title']}\n    → {reply.text!r}")
        assert reply.cause is not None
        self.heard.append(Heard(reply.cause, userid, f"[{key}]", reply.text, self.now))
        return self.heard[-1]

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

    async def jobs(self) -> list[str]:
        """What is left to do; of a notice taken back while WeCom was away, only to see that it is."""
        rows = await self.connection.fetch("SELECT entrypoint FROM pgqueuer")
        return [row["entrypoint"] for row in rows]

    def _read(self, before: Truth) -> None:
        """Everybody reads what has newly arrived."""
        pushes = self.town.wecom.pushes[self.read_pushes :]
        self.read_pushes += len(pushes)
        waited = [row for row in before.rows if row.state == "waiting" and row.kind == "reply"]
        self.repeating = {row.id for row in waited} & self.unanswered
        for push in pushes:
            person = self.truth.who(push.userid)
            for text in self._texts(push):
                self.note(f"to {push.userid}, {push.msgtype}: {text!r}")
                row = self._row(person.id, text, _named(push))
                if row is None:
                    continue
                # The rest of a long answer tells nothing that its beginning does not.
                tellings = [] if row.kind == "reply" else understand(text)
                own = {one.language for one in tellings if one.passed_on is None}
                assert own <= {person.language}, f"{person} reads {text!r}"
                self.letters.append(Letter(row, tellings, push.at, before, self.truth))
                if _named(push) and tellings:  # and the card is about what its words are about
                    face = json.dumps(push.payload)
                    assert f"#{tellings[0].number}" in face, (text, face)
                if row.state != "sent":
                    self.unanswered.add(row.id)
        swallowed = self.town.wecom.sending.dropped[self.read_dropped :]
        self.read_dropped += len(swallowed)
        known = {row.text for row in self.truth.rows if row.id in self.unanswered}
        lost = {text for push in swallowed for text in self._texts(push)} - known
        assert lost == set(), f"WeCom swallowed: {lost}"
        strange = [line for line in self.logs if line["action"] not in EXPECTED_LOGS]
        assert strange == [], strange

    def _texts(self, push: Push) -> list[str]:
        """What somebody is told: of a card, what it says in words."""
        name = _named(push)
        if name is None:
            return push.text.split("\n\n")
        known = self.cards.get(name)
        [row] = [row for row in self.truth.rows if known == row.id or row.task_id == name]
        self.cards[name] = row.id
        return [row.text]

    def _row(self, person: int, text: str, name: str | None) -> Row | None:
        """The row a text is of, or the card with this name; None for one said again because its
        answer was lost.

        They arrive in the order they were written; what was written at once, about different
        interviews, in any.
        """
        arrived = {one.row.id: one for one in self.letters if one.row.person == person}
        own = [row for row in self.truth.rows if row.person == person and row.text == text]
        if name is not None:
            own = [row for row in own if row.id == self.cards[name]]
        else:  # what has come as a card does not come as a text
            own = [row for row in own if row.id not in self.cards.values()]
        own.sort(key=lambda row: row.state == "dropped")  # asked again in the same words
        for row in own:
            if row.id in self.repeating:
                self.repeating.discard(row.id)
                return None
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


def _broken(text: str) -> bool:
    return "出了点问题" in text or "something went wrong" in text


def _answers(row: Row, person: int) -> bool:
    return row.kind == "reply" and row.person == person


def _named(push: Push) -> str | None:
    card: dict[str, str] = push.payload.get("template_card", {})
    return card.get("task_id")


@asynccontextmanager
async def stage(url: str, *, cards: bool) -> AsyncIterator[Stage]:
    """A town in which everybody has said hello and the worker's clock has begun to tick."""
    clock, given = StoppedClock(towns.TUESDAY), {**SETTINGS, "cards": {"enabled": cards}}
    with capture_logs() as logs:
        async with towns.town(url, clock, **given) as town, town.connection() as connection:
            await town.hello(*EVERYBODY)
            await town.ticker.tick()
            yield Stage(town, connection, await tables.read(connection, clock.now(), None), logs)
