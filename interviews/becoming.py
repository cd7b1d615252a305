"""What became of what a card shows, as far as the card's own kind goes."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

import asyncpg

from interviews import consecutive, faces, outcome_card
from interviews.cards import Card, Kind
from interviews.details import Details
from interviews.texts import NOTHING, Text, Words, lines
from models import Change, Person
from models.interview import Absent, SlotState, Status

CANCELLED = Text(zh="已取消", en="Cancelled")
CONFIRMED = Text(zh="已确认", en="Confirmed")
DECLINED = Text(zh="已答复不行", en="Declined")
EXPIRED = Text(zh="已过期", en="Expired")
WITHDRAWN = Text(zh="已收回", en="Withdrawn")
NEWER = Text(zh="有新的时间", en="See below")
ACCEPTED = Text(zh="已接受", en="Accepted")
REFUSED = Text(zh="已拒绝", en="Declined")
MOVED = Text(zh="时间已改", en="Moved")
NOT_YOURS = Text(zh="已换人", en="Not yours")
GIVEN = Text(zh="已给反馈", en="Given")
CLOSED = Text(zh="已关闭", en="Closed")
NOT_NEEDED = Text(zh="不用反馈", en="Not needed")

NO_LONGER_KEPT = Text(
    zh="这些时间的保留期已过。", en="These times were kept as long as was said, and are free again."
)
WITHDRAWN_NOTE = Text(zh="这些时间已收回。", en="These times were withdrawn.")
DECLINED_NOTE = Text(zh="已转告{hr}，会再商量别的时间。", en="{hr} knows and will suggest others.")
NEWER_NOTE = Text(zh="请看后面新发的时间。", en="Please see the times sent after this.")
CANCELLED_NOTE = Text(zh="这场面试已取消。", en="This interview is cancelled.")
REST_NOTE = Text(
    zh="其余几轮还在等您答复，请回复“确认 {number} {slot}”。",
    en='The other rounds still wait for your answer: "confirm {number} {slot}".',
)
MOVED_NOTE = Text(zh="时间改了，以现在的为准。", en="The time has changed.")
NOT_YOURS_NOTE = Text(zh="这场面试不再由您参加。", en="You take no part in it any more.")
ACCEPTED_NOTE = Text(
    zh="来不了了请回复“拒绝 {number} 原因”。",
    en='If you cannot make it after all: "decline {number}" and why.',
)
REFUSED_NOTE = Text(zh="您不用参加了。", en="You need not be there.")
GIVEN_NOTE = Text(
    zh="HR 关闭之前都可以改，例如：反馈 {number} 评语：…",
    en="You can change it until HR closes it: feedback {number} comment: …",
)
CLOSED_NOTE = Text(zh="HR 不再收反馈了。", en="HR takes no more feedback on it.")
NOT_NEEDED_NOTE = Text(zh="候选人没有来。", en="The candidate did not come.")
LATE_NOTE = Text(
    zh="已告诉其他人您会晚到 {minutes} 分钟。", en="The others know you will be {minutes} min late."
)


@dataclass(frozen=True, slots=True)
class Held:
    """A card in somebody's hands."""

    id: int
    person_id: int
    kind: Kind
    data: dict[str, Any]
    shows: str | None
    """What it was last replaced by; None while it is as it was sent."""
    known: frozenset[str]
    """What it could not be replaced by, and its holder knows."""
    clicked: bool
    change: Change | None

    @classmethod
    def read(cls, row: asyncpg.Record, *, clicked: bool, change: Change | None) -> Self:
        """From its outbox row."""
        card = json.loads(row["card"])
        return cls(
            row["id"],
            row["person_id"],
            Kind(card["kind"]),
            card["data"],
            row["shows"],
            frozenset(row["known"]),
            clicked,
            change,
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """How things stand."""

    details: Details
    now: datetime
    accepted: set[int]
    """Who on the panel has said that they will be there."""
    refused: set[int]
    """Who has left it by saying no."""
    gave: set[int]
    """Whose feedback is there."""
    rounds: list[Details]
    """All of a series, where a card offers it."""

    @property
    def start(self) -> str | None:
        """The agreed start, as cards keep it."""
        at = self.details.interview.starts_at
        return at.isoformat() if at else None


@dataclass(frozen=True, slots=True)
class Became:
    """What a card is to show."""

    shows: str
    card: Card
    words: Words


Verdict = tuple[str, Words, Words]

_FOR_GOOD = {"refused", "not yours"}
"""Whoever has left the panel hears no more of what becomes of the interview."""
BEGUN: Verdict = "begun", Text(zh="已开始", en="Begun"), NOTHING
"""No news: where a card cannot show it, nothing is said."""


def of(held: Held, person: Person, stand: Facts) -> Became | None:
    """What became of this card; None while it holds as it is."""
    if _said_late(held, person):
        assert held.change is not None  # noqa: S101 - it was the change
        note: Words = LATE_NOTE(minutes=held.change.detail["minutes"])
        card = faces.told_late(stand.details, person, note)
        return _became(f"late:{held.change.id}", card, note, stand)
    verdict = _VERDICTS[held.kind](held, person, stand)
    if verdict is None:
        return None
    name, state, note = verdict
    card = faces.settled(held.kind, stand.details, person, state, note)
    if "rounds" in held.data:
        card = consecutive.settled(card, stand.rounds)
    shows = name if name in _FOR_GOOD else f"{name}:{stand.start}"
    became = _became(shows, card, lines(state, note), stand)
    return replace(became, words=NOTHING) if verdict is BEGUN else became


def _became(shows: str, card: Card, what: Words, stand: Facts) -> Became:
    words = lines(faces.heading(stand.details), what)
    return Became(shows, replace(card, data={"shows": shows}), words)


def _offer(held: Held, person: Person, stand: Facts) -> Verdict | None:
    """Times that were offered."""
    del person
    details = stand.details
    agreed = details.interview.status != Status.OFFERED
    if details.interview.status == Status.CANCELLED:
        return "cancelled", CANCELLED, _rest(stand)
    shown = {slot.state for slot in details.slots if slot.number in held.data["slots"]}
    still_open = {slot.number for slot in details.open(stand.now)}
    if SlotState.TAKEN in shown:
        return "confirmed", CONFIRMED, NOTHING
    if still_open - set(held.data["slots"]):
        return "newer", NEWER, NEWER_NOTE
    if still_open:
        return None
    if agreed and stand.start != held.data.get("was"):
        return "confirmed", CONFIRMED, NOTHING
    if SlotState.DECLINED in shown:
        return "declined", DECLINED, DECLINED_NOTE(hr=details.hr.name)
    if SlotState.WITHDRAWN in shown:
        return "withdrawn", WITHDRAWN, WITHDRAWN_NOTE
    return "expired", EXPIRED, NO_LONGER_KEPT


def _part(held: Held, person: Person, stand: Facts) -> Verdict | None:
    """An agreed interview that somebody was told of."""
    details = stand.details
    status = details.interview.status
    if person.id != details.candidate.id and not details.interviewed_by(person):
        if person.id in stand.refused:
            return "refused", REFUSED, REFUSED_NOTE
        return "not yours", NOT_YOURS, NOT_YOURS_NOTE
    if status == Status.CANCELLED:
        return "cancelled", CANCELLED, CANCELLED_NOTE
    if status in (Status.OFFERED, Status.CONFIRMED) and held.data.get("start") != stand.start:
        return "moved", MOVED, MOVED_NOTE
    if held.kind is Kind.INVITATION and person.id in stand.accepted:
        return "accepted", ACCEPTED, ACCEPTED_NOTE(number=details.number)
    if held.shows is None and details.interview.starts_at and details.agreed.start <= stand.now:
        return BEGUN
    return None


def _rest(stand: Facts) -> Words:
    """What is called off, and how to answer what is left of a series."""
    for one in stand.rounds:
        if one.interview.status == Status.OFFERED and (open_ := one.open(stand.now)):
            return lines(CANCELLED_NOTE, REST_NOTE(number=one.number, slot=open_[0].number))
    return CANCELLED_NOTE


def _feedback(held: Held, person: Person, stand: Facts) -> Verdict | None:
    """What an interviewer thinks was asked for."""
    del held
    interview = stand.details.interview
    if interview.status == Status.CANCELLED:
        return "cancelled", CANCELLED, CANCELLED_NOTE
    if interview.absent == Absent.CANDIDATE:
        return "not needed", NOT_NEEDED, NOT_NEEDED_NOTE
    if person.id in stand.gave:
        return "given", GIVEN, GIVEN_NOTE(number=stand.details.number)
    if interview.closed_at is not None:
        return "closed", CLOSED, CLOSED_NOTE
    if not stand.details.interviewed_by(person):
        return "not yours", NOT_YOURS, NOT_YOURS_NOTE
    return None


def _outcome(held: Held, person: Person, stand: Facts) -> Verdict | None:
    """What HR was asked about an interview that is over."""
    del person
    if stand.details.interview.status == Status.CANCELLED:
        return "cancelled", CANCELLED, CANCELLED_NOTE
    moved = ("moved", MOVED, MOVED_NOTE) if held.data["start"] != stand.start else None
    return outcome_card.answer(stand.details) or moved


_VERDICTS = {
    Kind.OFFER: _offer,
    Kind.INVITATION: _part,
    Kind.REMINDER: _part,
    Kind.FEEDBACK: _feedback,
    Kind.OUTCOME: _outcome,
}


def _said_late(held: Held, person: Person) -> bool:
    """Only the card whose button said so shows it: a code is not spent on less."""
    change = held.change
    return (
        held.kind is Kind.REMINDER
        and held.clicked
        and change is not None
        and change.what == "late"
        and change.person_id == person.id
    )
