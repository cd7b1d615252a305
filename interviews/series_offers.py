"""Offering several rounds in a row: one message, consecutive times, held for everyone concerned."""

from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import (
    automatic,
    consecutive,
    consecutive_times,
    finder,
    history,
    offers,
    proposals,
)
from interviews.automatic import WARNING, Automatic, Seats, Time, When, Written
from interviews.booking import Outcome
from interviews.details import Details, whole
from interviews.finder import Found
from interviews.notices import announce
from interviews.proposals import NOBODY_FREE
from interviews.rules import Rules
from interviews.series import waiting
from interviews.texts import NOTHING, Refused, Text, Words, lines, listed
from models import Person

Parts: TypeAlias = Sequence[list[Time]]
"""The times of each round."""
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
    when: When,
    place: str | None,
    zone: ZoneInfo,
    rules: Rules,
    now: datetime,
) -> tuple[list[Details], Words, Words]:
    """Create the rounds, one after the other from each of the times on; gives them, what HR must
    pass on, and which rules the times break.

    Each takes `interview.duration`; a time that was written with another length is divided.

    Raises:
        Refused: somebody is busy or nobody of a pool is free, a time has passed, or none can be
            found; nothing was created.
    """
    if not 2 <= len(rounds) <= MOST:
        raise Refused(HOW_MANY(most=MOST))
    seats = [seat for panel in rounds for seat in panel]
    made: list[Details] = []

    async def hold(people: list[Person], parts: Parts) -> Outcome:
        made.clear()
        panels = consecutive_times.panels_of(people, [len(panel) for panel in rounds])
        for turn, (panel, own, pools) in enumerate(zip(panels, parts, rounds, strict=True)):
            details = await offers.create(
                session,
                by=by,
                candidate=candidate,
                position=position,
                panel=panel,
                pools=[
                    [one for one in seat if one.id != panel[n].id] for n, seat in enumerate(pools)
                ],
                place=place,
                zone=zone,
                now=now,
                round=turn + 1,
                after=made[-1].number if made else None,
            )
            details.interview.series_id = made[0].number if made else details.number
            await offers.add_slots(session, details, own, rules, now)
            made.append(details)
        return Outcome(whole(made), await _offered(session, made, "proposed", by, rules, now))

    if isinstance(when, Automatic):
        length = when.length or rules.interview.duration

        async def search(span: Time) -> list[Found]:
            return await consecutive_times.find(
                session, rounds, candidate, length, span, when.count, rules, now, zone,
                place=automatic.room(place, rules),
            )  # fmt: skip

        async def hold_found(people: list[Person], times: list[Time]) -> Outcome:
            return await hold(people, _rows(times, len(rounds)))

        people = [one for seat in seats for one in seat]
        outcome = await automatic.found(session, when, people, search, hold_found, rules, now)
        return made, outcome.pass_on, outcome.warnings
    parts = [
        [_part(time, turn, len(rounds), rules) for time in when.times]
        for turn in range(len(rounds))
    ]
    panels = []
    for panel_seats, own in zip(rounds, parts, strict=True):
        panel = await finder.panel_for(session, panel_seats, own, rules, now)
        if panel is None:
            raise Refused(
                NOBODY_FREE(pool=listed(one.name for seat in panel_seats for one in seat))
            )
        panels.append(panel)
    outcome = await hold([one for panel in panels for one in panel], parts)
    return made, outcome.pass_on, await _warned(session, made, parts, rules, now)


async def offer(
    session: AsyncSession, number: int, *, by: Person, when: When, rules: Rules, now: datetime
) -> Outcome:
    """Offer more times for all the rounds that wait; open ones stay open.

    Raises:
        Refused: a time has passed, somebody is busy, or no time can be found.
    """
    rounds = await waiting(session, number)
    if not rounds:
        return await proposals.offer(session, number, by=by, when=when, rules=rules, now=now)

    async def hold(parts: Parts) -> Outcome:
        here = await waiting(session, number)
        fresh = [
            await offers.add_slots(session, details, own, rules, now)
            for details, own in zip(here, parts, strict=True)
        ]
        if not fresh[0]:
            return Outcome(whole(here), changed=False)
        for details in here:
            details.interview.revision += 1
            details.interview.wish = None
        return Outcome(whole(here), await _offered(session, here, "offered", by, rules, now))

    if isinstance(when, Written):
        return await hold(
            [
                [_part(time, turn, len(rounds), rules) for time in when.times]
                for turn in range(len(rounds))
            ]
        )
    panels = [[*details.panel] for details in rounds]
    if bare := next((details for details in rounds if not details.panel), None):
        raise Refused(automatic.NO_PANEL(number=bare.number))
    first, candidate, zone = rounds[0], rounds[0].candidate, rounds[0].zone
    length = when.length or automatic.usual_length(first, rules)
    place = automatic.room(first.interview.place, rules)
    together = whole(rounds)
    avoid = [(slot.starts_at, slot.ends_at) for slot in together.open(now)]

    async def search(span: Time) -> list[Found]:
        return await consecutive_times.find(
            session, [[[one] for one in panel] for panel in panels], candidate, length, span,
            when.count, rules, now, zone, place=place, avoid=avoid,
        )  # fmt: skip

    async def hold_found(_: list[Person], times: list[Time]) -> Outcome:
        return await hold(_rows(times, len(panels)))

    people = [one for panel in panels for one in panel]
    return await automatic.found(session, when, people, search, hold_found, rules, now)


def _rows(times: Sequence[Time], count: int) -> Parts:
    """Found times as those of each round."""
    return [
        [
            (start + turn * (end - start) / count, start + (turn + 1) * (end - start) / count)
            for start, end in times
        ]
        for turn in range(count)
    ]


async def _warned(
    session: AsyncSession, made: Sequence[Details], parts: Parts, rules: Rules, now: datetime
) -> Words:
    """A line for each rule that times of HR's own break, in whatever round."""
    said: dict[Hashable, Words] = {}
    for details, own in zip(made, parts, strict=True):
        broken = await finder.warnings(session, details.panel, own, rules, now, but=details.number)
        said |= {rule: why for rule, why in broken.items() if rule not in said}
    return lines(*(WARNING(why=why) for why in said.values()))


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
                not_after=max(slot.hold_until for slot in slots),
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
