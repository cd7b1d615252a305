"""Several rounds in a row on one day, with different interviewers: one offer, confirmed together or
not at all.

They are interviews like others, with one `series_id`, and their times have the same numbers. As long
as they wait for the candidate's answer they change together, locked in the order of their numbers;
once confirmed each goes its own way, but for the candidate's cancelling. How they are offered is in
`series_offers.py`.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import (
    announcements,
    answers,
    booking,
    consecutive,
    cutoffs,
    history,
    left_over,
    states,
)
from interviews.booking import Outcome
from interviews.details import Details, find, whole
from interviews.holding import held, let_go, release
from interviews.notices import announce
from interviews.rules import Rules
from interviews.texts import NOTHING, Refused, Words
from interviews.waiting import wish as keep_wish
from models import Interview, Person
from models.interview import SlotState, Status


async def confirm(
    session: AsyncSession, number: int, slot: int, *, by: Person, rules: Rules, now: datetime
) -> Outcome:
    """Agree on one of the offered times for all the rounds, or for none.

    Raises:
        Refused: that time cannot be had (any more).
    """
    rounds = await waiting(session, number)
    if not rounds:
        return await booking.confirm(session, number, slot, by=by, rules=rules, now=now)
    chosen = [
        next((one for one in details.slots if one.number == slot), None) for details in rounds
    ]
    together = whole(rounds)
    for details, one in zip(rounds, chosen, strict=True):
        if one is None:
            raise Refused(answers.no_such_time(together, slot, now))
        shown = next(each for each in together.slots if each.number == slot)
        if one not in details.open(now):
            raise Refused(answers.gone(together, shown, now))
        if not await held(session, one):
            raise Refused(answers.gone(together, shown, one.hold_until))
    changes = []
    for details, one in zip(rounds, chosen, strict=True):
        assert one is not None  # noqa: S101 - looked at above
        await booking.take(session, details, one, "confirm", by, now)
        time = history.span(one.starts_at, one.ends_at)
        changes.append(
            await history.record(session, details.interview, "confirmed", by=by, now=now, time=time)
        )
    pass_on: Words = NOTHING
    for details, change in zip(rounds, changes, strict=True):
        first = details is rounds[0]
        passing = await announce(
            session,
            details,
            change,
            by=by,
            rules=rules,
            now=now,
            to_candidate=consecutive.confirmed_to_candidate(rounds, rules) if first else None,
            to_panel=announcements.confirmed_to_panel(details),
            to_hr=consecutive.confirmed_to_hr(rounds, by) if first else None,
            # It tells of the others too, whatever becomes of this one before it is said.
            lasting_to=[details.candidate, details.hr] if first else [],
            knowing=[] if first else [details.hr],
        )
        pass_on = passing if first else pass_on
    said = consecutive.confirmed_on_behalf(rounds)
    if by.id == rounds[0].candidate.id:
        said = consecutive.confirmed_to_candidate(rounds, rules)
    return Outcome(rounds[0], pass_on, instead=said)


async def decline(
    session: AsyncSession, number: int, note: str, *, by: Person, rules: Rules, now: datetime
) -> Outcome:
    """No offered time fits; HR is told once.

    Raises:
        Refused: they are agreed or over.
    """
    rounds = await waiting(session, number)
    if not rounds:
        return await booking.decline(session, number, note, by=by, rules=rules, now=now)
    together = whole(rounds)
    slots = together.open(now)
    if not slots:
        return Outcome(rounds[0], changed=False)
    for details in rounds:
        closed = booking.close(details, SlotState.DECLINED)
        details.interview.revision += 1
        details.interview.wish = keep_wish(by, note, now) if note else None
        await let_go(session, closed)
        change = await history.record(
            session, details.interview, "declined", by=by, now=now, note=note
        )
        if details is rounds[0]:
            pass_on = await announce(
                session,
                details,
                change,
                by=by,
                rules=rules,
                now=now,
                to_hr=announcements.declined_to_hr(together, slots, note),
                lasting=True,
            )
    return Outcome(rounds[0], pass_on)


async def cancel(
    session: AsyncSession, number: int, reason: str, *, by: Person, rules: Rules, now: datetime
) -> Outcome:
    """The candidate does not come to any of the rounds that are left.

    Raises:
        Refused: it has begun, or is over.
    """
    rounds = [
        details
        for details in await _locked(session, number)
        if details.interview.status in {Status.OFFERED, Status.CONFIRMED} and not details.begun(now)
    ]
    if number not in {details.number for details in rounds}:
        return await booking.cancel(session, number, reason, by=by, rules=rules, now=now)
    agreed = [details for details in rounds if details.interview.status == Status.CONFIRMED]
    close_by = [details for details in agreed if cutoffs.close(details, rules, now)]
    if close_by:
        call = await cutoffs.ask_to_cancel(
            session, close_by[0], reason, by=by, rules=rules, now=now
        )
        return Outcome(close_by[0], changed=False, instead=call)
    to_hr = consecutive.cancelled_to_hr(rounds, by, reason)
    changes = []
    for details in rounds:  # all of them before anybody is told: a card shows what became of each
        booking.close(details, SlotState.WITHDRAWN)
        states.enter(details, "cancel")
        details.interview.revision += 1
        await release(session, details)
        changes.append(
            await history.record(
                session, details.interview, "cancelled", by=by, now=now, reason=reason
            )
        )
    for details, change in zip(rounds, changes, strict=True):
        stood = details in agreed
        to_candidate, to_others = announcements.cancelled(details, by, reason, agreed=stood)
        await announce(
            session,
            details,
            change,
            by=by,
            rules=rules,
            now=now,
            to_candidate=to_candidate if stood else None,
            to_panel=to_others if stood else None,
            to_hr=to_hr if details is rounds[0] else None,
            knowing=[] if details is rounds[0] else [details.hr],
            lasting=True,
        )
    all_ = consecutive.CALLED_OFF(numbers=consecutive.numbers(rounds))
    return Outcome(rounds[0], instead=all_ if len(rounds) > 1 else None)


async def cancel_one(
    session: AsyncSession, number: int, reason: str, *, by: Person, rules: Rules, now: datetime
) -> Outcome:
    """Call one round off alone, as HR and interviewers do; the candidate hears what of the others.

    Raises:
        Refused: it has begun, or is over.
    """
    rounds = await _locked(session, number)
    own = next((details for details in rounds if details.number == number), None)
    stands = left_over.left(own, rounds, now) if own is not None else NOTHING
    return await booking.cancel(session, number, reason, by=by, rules=rules, now=now, stands=stands)


def of_one_candidate(found: Sequence[Details], person: Person) -> bool:
    """Whether these are rounds in a row of this candidate, who cancels them together."""
    own = all(details.candidate.id == person.id for details in found)
    return own and len({details.interview.series_id or details.number for details in found}) == 1


async def waiting(session: AsyncSession, number: int) -> list[Details]:
    """The rounds that wait for an answer together with this one, locked; none if it is alone."""
    rounds = [
        details
        for details in await _locked(session, number)
        if details.interview.status == Status.OFFERED
    ]
    return rounds if number in {details.number for details in rounds} else []


async def _locked(session: AsyncSession, number: int) -> list[Details]:
    """Every round of its series, locked in one order for everybody."""
    own = select(Interview.series_id).where(col(Interview.id) == number).scalar_subquery()
    found = await session.exec(
        select(Interview.id).where(col(Interview.series_id) == own).order_by(col(Interview.id))
    )
    return [await find(session, one, lock=True) for one in found.all()]
