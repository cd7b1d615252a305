"""Settling an interview: confirm a time, decline them all, cancel.

A confirmed interview can have times on offer too (`moving.py`): its own time stands until one of
them is taken.

Each operation locks the interview, looks again, writes, records and tells, in the caller's
transaction; it never commits. Doing the same thing twice is no error. What may not overlap is
guaranteed below, by the database (`holding.py`).
"""

from datetime import datetime
from typing import NamedTuple

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import announcements, answers, cutoffs, history, new_times, states, waiting
from interviews.dates import Period
from interviews.details import Details, find
from interviews.holding import held, let_go, release
from interviews.invitations import ask
from interviews.notices import announce
from interviews.people import is_hr
from interviews.rules import Rules
from interviews.taking_back import take_back
from interviews.texts import NOTHING, Refused, Words
from models import Person, Slot
from models.interview import SlotState, Status


class Outcome(NamedTuple):
    """What an operation leaves: the interview as it is now, and what HR must pass on by hand."""

    details: Details
    pass_on: Words = NOTHING
    changed: bool = True
    """False where everything was so already."""
    instead: Words | None = None
    """What to answer, where it is not the usual."""
    warnings: Words = NOTHING
    """For HR: which rules the times they wrote break."""
    was: Period | None = None
    """The time that was agreed before."""


async def confirm(
    session: AsyncSession, number: int, slot: int, *, by: Person, rules: Rules, now: datetime
) -> Outcome:
    """Agree on one of the offered times; the others are free again, and so is a time agreed before.

    Raises:
        Refused: that time cannot be had (any more); the words say which still can.
    """
    details = await find(session, number, lock=True)
    interview = details.interview
    chosen = next((one for one in details.slots if one.number == slot), None)
    agreed = interview.status == Status.CONFIRMED
    if agreed and chosen is not None and chosen.state == SlotState.TAKEN:
        return Outcome(details, changed=False)
    states.refuse(details, "confirm")
    answers.refuse_part(details)
    if agreed and not details.open(now):
        raise Refused(answers.agreed(details, to_hr=is_hr(by, rules)))
    if chosen is None:
        raise Refused(answers.no_such_time(details, slot, now))
    if chosen not in details.open(now):
        raise Refused(answers.gone(details, chosen, now))
    if not await held(session, chosen):
        raise Refused(answers.gone(details, chosen, chosen.hold_until))
    return await settle(session, details, chosen, "confirm", by=by, rules=rules, now=now)


async def settle(
    session: AsyncSession,
    details: Details,
    chosen: Slot,
    step: str,
    *,
    by: Person,
    rules: Rules,
    now: datetime,
) -> Outcome:
    """Make a held time the agreed one, in an interview that is locked, and tell everyone once."""
    interview = details.interview
    was = details.agreed if interview.status == Status.CONFIRMED else None
    await take(session, details, chosen, step, by, now)
    time = history.span(chosen.starts_at, chosen.ends_at)
    if was is not None:
        return await _moved(session, details, was, step, by=by, rules=rules, now=now)
    change = await history.record(session, interview, "confirmed", by=by, now=now, time=time)
    pass_on = await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_candidate=announcements.confirmed_to_candidate(details, rules),
        to_panel=announcements.confirmed_to_panel(details),
        to_hr=announcements.confirmed_to_hr(details, by),
    )
    return Outcome(details, pass_on)


async def take(
    session: AsyncSession, details: Details, chosen: Slot, step: str, by: Person, now: datetime
) -> None:
    """The same without a word; the panel is to answer anew."""
    interview = details.interview
    close(details, SlotState.WITHDRAWN, but=chosen)
    for slot in details.slots:
        if slot.state == SlotState.TAKEN:
            slot.state = SlotState.WITHDRAWN
    chosen.state = SlotState.TAKEN
    states.enter(details, step)
    interview.starts_at, interview.ends_at = chosen.starts_at, chosen.ends_at
    interview.agreed_at = now
    interview.wish = None
    interview.revision += 1
    await release(session, details, but=chosen)
    await ask(session, details, by, now)


async def _moved(
    session: AsyncSession,
    details: Details,
    was: Period,
    step: str,
    *,
    by: Person,
    rules: Rules,
    now: datetime,
) -> Outcome:
    time = history.span(details.agreed.start, details.agreed.end)
    details.interview.moves += await history.is_wished(session, details.number)
    change = await history.record(
        session, details.interview, "moved", by=by, now=now,
        was=history.span(was.start, was.end), time=time,
    )  # fmt: skip
    pass_on = await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_candidate=new_times.moved_to_candidate(details, was, rules, set_at_once=step == "set"),
        to_panel=new_times.moved_to_panel(details, was, by),
        to_hr=new_times.moved_to_hr(details, was, by),
    )
    return Outcome(details, pass_on, was=was)


async def decline(
    session: AsyncSession, number: int, note: str, *, by: Person, rules: Rules, now: datetime
) -> Outcome:
    """None of the times fits: all are free again, and HR is told with what the candidate adds.
    A time that was agreed before stands.

    Raises:
        Refused: a time is agreed already, or the interview is over.
    """
    details = await find(session, number, lock=True)
    states.refuse(details, "decline")
    answers.refuse_part(details)
    slots = details.open(now)
    if not slots and details.interview.status == Status.CONFIRMED:
        raise Refused(answers.agreed(details, to_hr=is_hr(by, rules)))
    if not slots:
        return Outcome(details, changed=False)
    closed = close(details, SlotState.DECLINED)
    if details.interview.status == Status.OFFERED:
        details.interview.revision += 1
        details.interview.wish = waiting.wish(by, note, now) if note else None
    await let_go(session, closed)
    await take_back_offers(session, details, now)
    change = await history.record(session, details.interview, "declined", by=by, now=now, note=note)
    pass_on = await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_hr=announcements.declined_to_hr(details, slots, note),
        lasting=True,
    )
    return Outcome(details, pass_on)


async def cancel(
    session: AsyncSession, number: int, reason: str, *, by: Person, rules: Rules, now: datetime,
    stands: Words = NOTHING,
) -> Outcome:  # fmt: skip
    """Call the interview off; nobody is bound any more, and the others are told why. Close to its
    start only HR can; whoever else wants to is asked to call them, and they hear of it. `stands`
    tells the candidate what is left to come.

    Raises:
        Refused: it has begun, or is over.
    """
    details = await find(session, number, lock=True)
    interview = details.interview
    if interview.status == Status.CANCELLED:
        return Outcome(details, changed=False)
    states.refuse(details, "cancel")
    agreed = interview.status == Status.CONFIRMED
    answers.refuse_begun(details, by, rules, now)
    if agreed and cutoffs.close(details, rules, now) and not is_hr(by, rules):
        call = await cutoffs.ask_to_cancel(session, details, reason, by=by, rules=rules, now=now)
        return Outcome(details, changed=False, instead=call)
    close(details, SlotState.WITHDRAWN)
    states.enter(details, "cancel")
    interview.revision += 1
    await release(session, details)
    change = await history.record(session, interview, "cancelled", by=by, now=now, reason=reason)
    to_candidate, to_others = announcements.cancelled(
        details, by, reason, agreed=agreed, stands=stands
    )
    pass_on = await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_candidate=to_candidate,
        to_panel=to_others if agreed else None,  # before that they have not heard of it
        to_hr=to_others,
        lasting=True,
    )
    return Outcome(details, pass_on)


async def take_back_offers(session: AsyncSession, details: Details, now: datetime) -> None:
    """What is offered instead of an agreed time, and has not gone out, is not offered any more."""
    candidate = details.candidate.id
    keys = [f"{what}:%:{candidate}" for what in ("moving", "unmoved")]
    await take_back(session, details, keys, now)


def close(details: Details, state: SlotState, *, but: Slot | None = None) -> list[Slot]:
    """No offered time stays open, or only one; gives those that were, also those that have lapsed
    and that the clock has not come to yet."""
    closed = [one for one in details.slots if one.state == SlotState.OPEN and one is not but]
    for slot in closed:
        slot.state = state
    return closed
