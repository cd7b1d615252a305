"""Who could take an interviewer's seat: of the pool by itself, else for HR to choose from."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import finder
from interviews.details import Details
from interviews.holding import rehold
from interviews.invitations import Substitute
from interviews.people import named
from interviews.rules import Rules
from interviews.texts import Refused
from models import Change, Panel, Person
from models.interview import SlotState
from models.sql import rows_of

MOST = 3
LATELY = timedelta(days=180)
_GROUPS = "SELECT unnest(members) FROM people_group WHERE $1 = ANY(members) ORDER BY name"
_COLLEAGUES = """
    SELECT p.interviewer_id FROM interview i JOIN panel p ON p.interview_id = i.id
    WHERE i.status IN ('confirmed', 'done', 'no_show') AND i.starts_at > $1
      AND ($2::text IS NULL OR i.position = $2)
    GROUP BY p.interviewer_id ORDER BY max(i.starts_at) DESC, p.interviewer_id LIMIT 30
"""
_VACATED = """
    SELECT DISTINCT c.person_id FROM change c JOIN person p ON p.id = c.person_id
    WHERE c.interview_id = $1 AND c.what = 'refused' AND NOT EXISTS (
        SELECT FROM change later
        WHERE later.interview_id = $1 AND later.id > c.id AND later.what IN ('joined', 'swapped')
          AND later.detail ->> 'out' = p.name
    )
"""
_PLAIN = re.compile(r"[^\s()|,、;]+")


async def take_seat(
    session: AsyncSession, details: Details, seat: Panel, rules: Rules, now: datetime
) -> Person | None:
    """Give a declined seat to the next free one of its pool; None where the rules say no, or nobody
    is free. `seat` has left the panel already."""
    soon = details.agreed.start - now <= rules.panel.replace_before
    if soon or seat.replaced >= rules.panel.replace_most:
        return None
    for person in await _free(session, details, seat.pool, rules, now):
        taken = Panel(
            interview_id=details.number,
            interviewer_id=person.id,
            seat=seat.seat,
            asked_at=now,
            pool=[one for one in seat.pool if one != person.id],
            replaced=seat.replaced + 1,
        )
        try:
            async with session.begin_nested():
                await sit_down(session, details, taken, person, rules, now)
        except Refused:  # somebody was quicker
            details.panel.remove(person)
            continue
        return person
    return None


async def sit_down(
    session: AsyncSession,
    details: Details,
    seat: Panel,
    person: Person,
    rules: Rules,
    now: datetime,
) -> None:
    """Put somebody on the panel, with their time.

    Raises:
        Refused: they are busy.
    """
    session.add(seat)
    await session.flush()
    details.panel.append(person)
    seats = await seats_of(session, details)
    details.panel.sort(key=lambda one: seats[one.id].seat)
    taken = [slot for slot in details.slots if slot.state == SlotState.TAKEN]
    await rehold(session, details, [*taken, *details.open(now)], rules, now)


async def seats_of(session: AsyncSession, details: Details) -> dict[int, Panel]:
    """The seats of a panel by who has them."""
    found = await session.exec(
        select(Panel)
        .where(col(Panel.interview_id) == details.number)
        .execution_options(populate_existing=True)
    )
    return {seat.interviewer_id: seat for seat in found.all()}


async def others(
    session: AsyncSession, details: Details, out: Person, pool: list[int], now: datetime
) -> list[list[Person]]:
    """Who might take the seat instead of `out`: of the pool, of a group with `out` in it, then
    colleagues who have interviewed for that position."""
    rows = await rows_of(session)
    sources = [
        pool,
        [id_ for (id_,) in await rows.fetch(_GROUPS, out.id)],
        [id_ for (id_,) in await rows.fetch(_COLLEAGUES, now - LATELY, details.interview.position)],
    ]
    known: set[int] = {out.id}
    found = []
    for source in sources:
        wanted = [id_ for id_ in source if id_ not in known]
        known.update(wanted)
        found.append(await _willing(session, details, wanted))
    return found


async def whoever(
    session: AsyncSession, details: Details, out: Person, now: datetime
) -> list[Person]:
    """Whoever else interviews at all, whatever the position."""
    rows = await rows_of(session)
    found = [id_ for (id_,) in await rows.fetch(_COLLEAGUES, now - LATELY, None)]
    return await _willing(session, details, [id_ for id_ in found if id_ != out.id])


async def free_then(
    session: AsyncSession,
    details: Details,
    sources: list[list[Person]],
    rules: Rules,
    now: datetime,
) -> list[Substitute]:
    """A few of them who are free at the agreed time."""
    chosen: list[Person] = []
    for source in sources:
        if len(chosen) < MOST:
            chosen += await _free_of(session, details, source, rules, now)
    return [Substitute(one, await spelled(session, one)) for one in chosen[:MOST]]


async def spelled(session: AsyncSession, person: Person) -> str:
    """A name that a command finds exactly this person by: the account where the name does not do."""
    alone = _PLAIN.fullmatch(person.name) and len(await named(session, person.name)) == 1
    return person.name if alone or person.userid is None else person.userid


async def refused_by(session: AsyncSession, number: int) -> set[int]:
    """Who has declined this interview."""
    found = await session.exec(
        select(Change.person_id).where(
            col(Change.interview_id) == number, col(Change.what) == "refused"
        )
    )
    return {id_ for id_ in found.all() if id_ is not None}


async def vacated_by(session: AsyncSession, number: int) -> set[int]:
    """Who has declined this interview and been followed by nobody."""
    rows = await rows_of(session)
    return {id_ for (id_,) in await rows.fetch(_VACATED, number)}


async def _free(
    session: AsyncSession, details: Details, ids: Iterable[int], rules: Rules, now: datetime
) -> list[Person]:
    """Those of them who would and are free: best first."""
    willing = await _willing(session, details, ids)
    return await _free_of(session, details, willing, rules, now)


async def _willing(session: AsyncSession, details: Details, ids: Iterable[int]) -> list[Person]:
    """Those of them who are here, not on it, and have not declined it."""
    unwanted = await refused_by(session, details.number)
    unwanted |= {details.candidate.id, *(person.id for person in details.panel)}
    found = await session.exec(
        select(Person).where(
            col(Person.id).in_(set(ids) - unwanted),
            col(Person.left_at).is_(None),
            col(Person.userid).is_not(None),
        )
    )
    return list(found.all())


async def _free_of(
    session: AsyncSession, details: Details, people: list[Person], rules: Rules, now: datetime
) -> list[Person]:
    if not people:
        return []
    agreed = details.agreed
    return await finder.free_of(
        session, people, agreed.start, agreed.end, rules, now, but=details.number
    )
