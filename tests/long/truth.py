"""What is so, as the tables say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Taken = tuple[int, int, datetime, datetime]
"""Who (a person's id, or a room's negated), which interview, from when to when."""
GIVING = {"feedback", "feedback_changed"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that was offered."""

    number: int
    start: datetime
    end: datetime
    state: str
    hold_until: datetime


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview as it stands; people by their ids."""

    number: int
    status: str
    start: datetime | None
    end: datetime | None
    agreed_at: datetime | None
    place: str | None
    position: str
    round: int
    absent: str | None
    closed_at: datetime | None
    """When HR closed its feedback."""
    candidate: int
    hr: int
    revision: int
    series: int | None
    """Which rounds in a row it belongs to."""
    panel: tuple[int, ...]
    asked: tuple[datetime | None, ...]
    """Since when each of the panel has owed an answer; None of who owes none."""
    slots: tuple[Slot, ...]

    def open(self, now: datetime) -> list[Slot]:
        """Times that can be taken."""
        return [slot for slot in self.slots if slot.state == "open" and slot.hold_until > now]

    @property
    def met(self) -> tuple[int, ...]:
        """Who sits in it: candidate and panel."""
        return (self.candidate, *self.panel)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone; `userid` is None for whom only HR can tell things."""

    id: int
    userid: str | None
    name: str
    reachable: bool
    language: str
    zone: str | None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an interviewer thinks of a candidate."""

    interview: int
    by: int
    recommendation: str
    comment: str
    given_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to an interview; `message` is the one that did it."""

    id: int
    interview: int
    at: datetime
    what: str
    by: int | None
    message: str | None
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """Something the bot has to say unasked, and what became of it."""

    id: int
    person: int
    interview: int | None
    revision: int | None
    kind: str
    text: str
    state: str
    reason: str | None
    cause: str | None
    task_id: str | None
    """Of the card it is said by, as long as it is one."""
    updates: int | None
    """The row whose card it changes."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything at one moment."""

    now: datetime
    interviews: dict[int, Interview]
    began: dict[int, tuple[int, ...]]
    """The panels as HR named them first."""
    people: dict[int, Person]
    names: dict[int, str]
    """How people were called before they were forgotten."""
    taken: list[Taken]
    opinions: dict[tuple[int, int], Opinion]
    """By interview and interviewer."""
    hours: dict[tuple[int, int], tuple[int | None, int | None]]
    """Of who does not work as usual, by person and weekday: minutes from and until, or none."""
    busy: list[tuple[int, datetime, datetime]]
    """When whom not to ask."""
    rooms: dict[str, int]
    changes: list[Change]
    rows: list[Row]

    def confirmed(self) -> Iterator[Interview]:
        """What is agreed, past ones too, as long as nobody has said what became of it."""
        return (one for one in self.interviews.values() if one.status == "confirmed")

    def agreed(self) -> Iterator[Interview]:
        """The same, and what became of it may be known."""
        kept = {"confirmed", "done", "no_show"}
        return (one for one in self.interviews.values() if one.status in kept)

    def panel_before(self, change: Change) -> list[int]:
        """Who was to interview when this happened."""
        panel = [*self.began[change.interview]]
        for one in self.history(change.interview):
            if one.id >= change.id:
                break
            joining = self.joined(one)
            panel = [each for each in panel if each != self.left(one)]
            panel += [joining] if joining is not None else []
        return panel

    def left(self, change: Change) -> int | None:
        """Who left the panel by this."""
        return change.by if change.what == "refused" else self._named(change, "swapped", "out")

    def joined(self, change: Change) -> int | None:
        """Who joined it."""
        return self._named(change, "swapped", "name") or self._named(change, "joined", "name")

    def _named(self, change: Change, what: str, role: str) -> int | None:
        name = change.detail.get(role) if change.what == what else None
        return next((one.id for one in self.people.values() if one.name == name), None)

    def who(self, userid: str) -> Person:
        """The person with this account."""
        return next(p for p in self.people.values() if p.userid and p.userid == userid)

    def of(self, message: str) -> list[Change]:
        """What one message has done."""
        return [change for change in self.changes if change.message == message]

    def deeds(self, message: str) -> list[Change]:
        """The same without what followed from it: who is given feedback on has been interviewed,
        and of whom a pool holds the next takes a seat."""
        changes = self.of(message)
        gave = any(change.what in GIVING for change in changes)
        return [
            change
            for change in changes
            if change.what != "joined" and not (gave and change.what == "done")
        ]

    def lacking(self, change: Change) -> set[int]:
        """Who of the panel had not given feedback once this had happened."""
        gave = {
            one.by
            for one in self.history(change.interview)
            if one.what == "feedback" and one.id <= change.id
        }
        return {*self.panel_before(change)} - gave

    def agreed_before(self, change: Change) -> bool:
        """Whether its interview had an agreed time when this happened."""
        return any(
            one.what == "confirmed" and one.id < change.id for one in self.history(change.interview)
        )

    def absent_before(self, change: Change) -> bool:
        """Whether somebody was said not to have come, when this happened."""
        outcomes = [
            one.what
            for one in self.history(change.interview)
            if one.what in {"done", "no_show"} and one.id < change.id
        ]
        return outcomes[-1:] == ["no_show"]

    def in_a_row(self, number: int) -> list[Interview]:
        """The rounds in a row an interview is one of; it alone if there are none."""
        own = self.interviews[number]
        same = [one for one in self.interviews.values() if one.series == own.series]
        return [own] if own.series is None else same

    def forgotten(self, interview: Interview) -> bool:
        """Whether its candidate was."""
        return self.people[interview.candidate].name != self.names[interview.candidate]

    def history(self, number: int) -> list[Change]:
        """What happened to one interview, in order."""
        return [change for change in self.changes if change.interview == number]
