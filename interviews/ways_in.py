"""How people get into the room of their interview.

`links` of a room: `candidate` and `interviewer` (may be the same), `own` by the id of an interviewer
who has one of their own, `code` to type instead, `unknown`: ids of interviewers without e-mail or
phone, of whom the provider was told nothing.
"""

from dataclasses import replace

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.cards import Carded
from interviews.counterparts import of
from interviews.details import Details
from interviews.texts import NOTHING, Own, Text, Words, lines
from models import Counterpart, Person
from models.counterpart import Kind

ROOM = Text(zh="面试房间：{link}", en="Room: {link}")
ROOM_LABEL = Text(zh="房间", en="Room")
CODE = Text(zh="会议号：{code}", en="Meeting code: {code}")
OF = Text(zh="{name}：{link}", en="{name}: {link}")


async def of_all(session: AsyncSession, numbers: list[int]) -> dict[int, Counterpart]:
    """The rooms of several interviews, by number, of those that have one."""
    found = await session.exec(
        select(Counterpart).where(
            col(Counterpart.interview_id).in_(numbers), col(Counterpart.kind) == Kind.ROOM
        )
    )
    return {row.interview_id: row for row in found.all()}


def with_way_in(said: Carded, room: Counterpart | None, details: Details, person: Person) -> Carded:
    """The same with this person's link, if there is a room."""
    link = way(room.links, details, person)[0] if room is not None else ""
    if room is None or not link:
        return said
    facts = (*said.card.facts, (ROOM_LABEL, Own(link)))
    return Carded(
        lines(said.words, way_words(room, details, person)), replace(said.card, facts=facts)
    )


async def link(session: AsyncSession, details: Details, person: Person) -> str:
    """The link this person uses; "" while there is no room."""
    row = await of(session, details.number, Kind.ROOM)
    return way(row.links, details, person)[0] if row is not None else ""


async def way_in(session: AsyncSession, details: Details, person: Person) -> Words:
    """The link this person uses, if there is a room."""
    row = await of(session, details.number, Kind.ROOM)
    return way_words(row, details, person) if row is not None else NOTHING


def everybodys_ways(row: Counterpart, details: Details) -> Words:
    """The link of each, for HR."""
    people = (details.candidate, *details.panel)
    code = row.links.get("code")
    return lines(
        *(
            OF(name=person.name, link=Own(link))
            for person in people
            if (link := way(row.links, details, person)[0])
        ),
        CODE(code=code) if code else NOTHING,
    )


def way_words(row: Counterpart, details: Details, person: Person) -> Words:
    link, code = way(row.links, details, person)
    if not link:
        return NOTHING
    return lines(ROOM(link=Own(link)), CODE(code=code) if code else NOTHING)


def way(links: dict[str, object], details: Details, person: Person) -> tuple[str, str]:
    """Link and code of this person; of the interviewers one's own before the shared one."""
    own = links.get("own")
    mine = own.get(str(person.id)) if isinstance(own, dict) else None
    if person.id == details.candidate.id:
        mine = links.get("candidate")
    return str(mine or links.get("interviewer") or ""), str(links.get("code") or "")
