"""Offering several rounds in a row: one message, consecutive times, held for everyone concerned."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import consecutive, finder, history, offers
from interviews.booking import Outcome
from interviews.details import Details, whole
from interviews.notices import announce
from interviews.proposals import NOBODY_FREE, WARNING, Seats
from interviews.rules import Rules
from interviews.series import waiting
from interviews.texts import NOTHING, Refused, Text, Words, lines, listed
from models import Person

Time = tuple[datetime, datetime]
SHORTEST = timedelta(minutes=10)
MOST = 8

HOW_MANY = Text(
    zh="连面要有 2 到 {most} 轮，用 > 隔开每一轮的面试官，例如：李雷 > 韩梅梅 > 老王",
    en="Give 2 to {most} rounds with > between their interviewers, for example: 李雷 > 韩梅梅 > 老王",
)
TOO_SHORT = Text(
    zh="这段时间分成 {count} 轮太短了，请写开始时间（每轮 {minutes} 分钟）或者更长的一段。",
    en="That is too short for {count} rounds. Give the beginning ({minutes} minutes a round), or more"
    " time.",
)


async def propose(
    session: AsyncSession,
    *,
    by: Person,
    candidate: Person,
    position: str,
    rounds: Sequence[Seats],
    times: Sequence[Time],
    place: str | None,
    zone: ZoneInfo,
    rules: Rules,
    now: datetime,
) -> tuple[list[Details], Words, Words]:
    """Create the rounds, one after the other from each of the times on; gives them, what HR must
    pass on, and which rules the times break.

    Each takes `interview.duration`; a time that was written with another length is divided.

    Raises:
        Refused: somebody is busy or nobody of a pool is free, or a time has passed; nothing was
            created.
    """
    if not 2 <= len(rounds) <= MOST:
        raise Refused(HOW_MANY(most=MOST))
    made: list[Details] = []
    warned: list[Words] = []
    for place_, seats in enumerate(rounds):
        own = [_part(time, place_, len(rounds), rules) for time in times]
        panel = await finder.panel_for(session, seats, own, rules, now)
        if panel is None:
            raise Refused(NOBODY_FREE(pool=listed(one.name for seat in seats for one in seat)))
        details = await offers.create(
            session,
            by=by,
            candidate=candidate,
            position=position,
            panel=panel,
            pools=[[one for one in seat if one.id != panel[n].id] for n, seat in enumerate(seats)],
            place=place,
            zone=zone,
            now=now,
            round=place_ + 1,
            after=made[-1].number if made else None,
        )
        details.interview.series_id = made[0].number if made else details.number
        await offers.add_slots(session, details, own, rules, now)
        made.append(details)
        found = await finder.warnings(session, panel, own, rules, now, but=details.number)
        warned += [WARNING(why=why) for why in found]
    return made, await _offered(session, made, "proposed", by, rules, now), lines(*warned)


async def offer(
    session: AsyncSession,
    number: int,
    *,
    by: Person,
    times: Sequence[Time],
    rules: Rules,
    now: datetime,
) -> Outcome:
    """Offer more times for all the rounds that wait; open ones stay open.

    Raises:
        Refused: a time has passed, or somebody is busy.
    """
    rounds = await waiting(session, number)
    if not rounds:
        return await offers.offer(session, number, by=by, times=[*times], rules=rules, now=now)
    fresh = [
        await offers.add_slots(
            session, details, [_part(time, n, len(rounds), rules) for time in times], rules, now
        )
        for n, details in enumerate(rounds)
    ]
    if not fresh[0]:
        return Outcome(whole(rounds), changed=False)
    for details in rounds:
        details.interview.revision += 1
    return Outcome(whole(rounds), await _offered(session, rounds, "offered", by, rules, now))


async def _offered(
    session: AsyncSession,
    rounds: Sequence[Details],
    what: str,
    by: Person,
    rules: Rules,
    now: datetime,
) -> Words:
    """The times of all begin with the first, and are kept no longer."""
    until = {slot.number: slot.hold_until for slot in rounds[0].slots}
    pass_on: Words = NOTHING
    for details in rounds:
        slots = details.open(now)
        for slot in slots:
            slot.hold_until = until[slot.number]
        change = await history.record(
            session, details.interview, what, by=by, now=now, times=offers.spans(slots)
        )
        if details is rounds[0]:
            pass_on = await announce(
                session,
                details,
                change,
                by=by,
                rules=rules,
                now=now,
                to_candidate=consecutive.offer(rounds, now, rules),
            )
    return pass_on


def _part(time: Time, place: int, count: int, rules: Rules) -> Time:
    """The time of one round."""
    start, end = time
    length = rules.interview.duration
    if end - start != length:
        length = (end - start) / count
    if length < SHORTEST:
        minutes = int(rules.interview.duration.total_seconds()) // 60
        raise Refused(TOO_SHORT(count=count, minutes=minutes))
    return start + place * length, start + (place + 1) * length
