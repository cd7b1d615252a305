"""One interview with everyone and everything that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.dates import Period
from interviews.texts import Refused, Text, Words, lines, listed
from models import Interview, Panel, Person, Slot
from models.interview import SlotState, Status
from models.reading import columns, made
from models.sql import Rows

_INTERVIEWS = f"SELECT {columns(Interview)} FROM interview WHERE id = ANY($1)"  # noqa: S608 - ours
_SEATS = (
    "SELECT interview_id, interviewer_id FROM panel WHERE interview_id = ANY($1)"
    " ORDER BY interview_id, seat"
)
_PEOPLE = f"SELECT {columns(Person)} FROM person WHERE id = ANY($1)"  # noqa: S608
NOT_FOUND = Text(
    zh="没有找到 #{number}，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。",
    en='There is no #{number}, or you take no part in it. Say "today" or "week" to see the'
    " numbers of your interviews.",
)
NUMBERED = Text(zh="{number}. {when}", en="{number}. {when}")


# The same for many: interviews begin at full hours, and one is shown in several places at once.
@lru_cache(maxsize=4096)
def _period(start: datetime, end: datetime, zone: str) -> Period:
    return Period(start, end, ZoneInfo(zone))


@dataclass(slots=True)
class Details:
    """An interview, its people in the order HR named them, and every time ever offered for it."""

    interview: Interview
    candidate: Person
    hr: Person
    panel: list[Person]
    slots: list[Slot]

    @property
    def number(self) -> int:
        """The number people say."""
        return self.interview.id

    @property
    def zone(self) -> ZoneInfo:
        """The zone the interview was made in."""
        return ZoneInfo(self.interview.zone)

    @property
    def agreed(self) -> Period:
        """The agreed time; only for an interview that has one."""
        start, end = self.interview.starts_at, self.interview.ends_at
        if start is None or end is None:
            raise ValueError(f"#{self.number} has no agreed time")
        return _period(start, end, self.interview.zone)

    @property
    def names(self) -> Words:
        """The panel: 李雷、韩梅梅."""
        return listed(person.name for person in self.panel)

    def open(self, now: datetime) -> list[Slot]:
        """Times that can still be taken, in the order of their numbers."""
        return [
            slot for slot in self.slots if slot.state == SlotState.OPEN and slot.hold_until > now
        ]

    def when(self, slot: Slot) -> Period:
        """The time of one slot."""
        return Period(slot.starts_at, slot.ends_at, self.zone)

    def numbered(self, slots: list[Slot]) -> Words:
        """Slots as a list to choose from, one a line."""
        return lines(*(NUMBERED(number=slot.number, when=self.when(slot)) for slot in slots))

    def begun(self, now: datetime) -> bool:
        """Whether its agreed time has come, while nobody has said what became of it."""
        return self.interview.status == Status.CONFIRMED and self.agreed.start <= now

    def involves(self, person: Person) -> bool:
        """Whether this person is its candidate, its HR or on its panel."""
        return person.id in {self.candidate.id, self.hr.id, *(one.id for one in self.panel)}

    def interviewed_by(self, person: Person) -> bool:
        """Whether this person is on the panel."""
        return any(one.id == person.id for one in self.panel)


def whole(rounds: Sequence[Details]) -> Details:
    """Rounds in a row as if they were one interview: the first, with times until the end of the
    last. Its times are to look at only."""
    ends = {slot.number: slot.ends_at for details in rounds for slot in details.slots}
    return replace(
        rounds[0],
        slots=[
            Slot(**{**slot.model_dump(), "ends_at": ends[slot.number]}) for slot in rounds[0].slots
        ],
    )


async def find(session: AsyncSession, number: int, *, lock: bool = False) -> Details:
    """Load an interview; with `lock`, nobody else changes it until the transaction ends.

    Raises:
        Refused: there is no such interview.
    """
    query = select(Interview).where(col(Interview.id) == number)
    if lock:  # what is read below is then what holds: it is read after the lock
        query = query.with_for_update(key_share=True)
    found = await session.exec(query.execution_options(populate_existing=True))
    interview = found.first()
    if interview is None:
        raise Refused(NOT_FOUND(number=number))
    people = await session.exec(
        select(Person, col(Panel.seat))
        .execution_options(populate_existing=lock)  # the candidate may have been forgotten since
        .outerjoin(
            Panel,
            (col(Panel.interviewer_id) == col(Person.id)) & (col(Panel.interview_id) == number),
        )
        .where(
            col(Person.id).in_([interview.candidate_id, interview.hr_id])
            | col(Panel.seat).is_not(None)
        )
        .order_by(col(Panel.seat))
    )
    known: list[tuple[Person, int | None]] = [*people.all()]
    slots = await session.exec(
        select(Slot)
        .where(col(Slot.interview_id) == number)
        .order_by(col(Slot.number))
        .execution_options(populate_existing=True)
    )
    by_id = {person.id: person for person, _ in known}
    return Details(
        interview=interview,
        candidate=by_id[interview.candidate_id],
        hr=by_id[interview.hr_id],
        panel=[person for person, seat in known if seat is not None],
        slots=list(slots.all()),
    )


async def agreed(rows: Rows, numbers: Sequence[int]) -> list[Details]:
    """Load several interviews at once, in this order, to look at, without the times that were offered
    for them."""
    found = {each.id: each for each in made(Interview, await rows.fetch(_INTERVIEWS, numbers))}
    interviews = [found[number] for number in dict.fromkeys(numbers) if number in found]
    panels: dict[int, list[int]] = {number: [] for number in numbers}
    for number, interviewer in await rows.fetch(_SEATS, numbers):
        panels[number].append(interviewer)
    wanted = {one for panel in panels.values() for one in panel}
    wanted |= {one for each in interviews for one in (each.candidate_id, each.hr_id)}
    known = {person.id: person for person in made(Person, await rows.fetch(_PEOPLE, [*wanted]))}
    return [
        Details(
            interview=each,
            candidate=known[each.candidate_id],
            hr=known[each.hr_id],
            panel=[known[one] for one in panels[each.id]],
            slots=[],
        )
        for each in interviews
    ]
