"""Working hours: what people say of their weekdays, and how it reads."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from babel.dates import get_day_names
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import availability
from interviews.availability import Calendar
from interviews.rules import Rules
from interviews.texts import Own, Reader, Text, Words, lines, listed
from interviews.values import Span
from models import Person, Workday
from models.person import Language

LINE = Text(zh="{days} {hours}", en="{days} {hours}")
OFF = Text(zh="休息", en="off")
LUNCH = Text(zh="午休 {hours}", en="lunch {hours}")


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Weekdays in a row: `周一到周四` / `Mon–Thu`."""

    first: int
    last: int

    def to(self, reader: Reader) -> str:
        """Render in the reader's language."""
        names = get_day_names("abbreviated", locale=reader.language.value)
        if self.first == self.last:
            return f"{names[self.first]}"
        between = "到" if reader.language == Language.ZH else "–"
        return f"{names[self.first]}{between}{names[self.last]}"


async def say(
    session: AsyncSession, person: Person, weekdays: list[int], hours: Span | None
) -> None:
    """Keep the hours of these weekdays (0 is Monday); None is a day off."""
    starts, ends = hours or (None, None)
    values = [
        {"person_id": person.id, "weekday": weekday, "starts": starts, "ends": ends}
        for weekday in weekdays
    ]
    made = insert(Workday).values(values)
    await session.exec(
        made.on_conflict_do_update(
            index_elements=["person_id", "weekday"],
            set_={"starts": made.excluded.starts, "ends": made.excluded.ends},
        )
    )


def break_at(person: Person, hours: Span | None) -> None:
    """Keep their lunch break; None is none at all."""
    person.lunch = [*hours] if hours else []


async def forget(session: AsyncSession, person: Person) -> None:
    """The usual hours and the usual break hold again."""
    person.lunch = None
    await session.exec(delete(Workday).where(col(Workday.person_id) == person.id))


async def calendar(session: AsyncSession, person: Person, rules: Rules, now: datetime) -> Calendar:
    """What is known of a person just now."""
    return (await availability.read(session, [person], now, now, rules, now)).of[person.id]


def told(calendar: Calendar) -> Words:
    """The week, one line for weekdays in a row with the same hours."""
    usual = [calendar.usual] * 5 + [None] * 2
    week = [(day, calendar.workdays.get(day, usual[day])) for day in range(7)]
    rows: list[Words] = []
    for hours, group in groupby(week, key=lambda each: each[1]):
        days = [day for day, _ in group]
        rows.append(LINE(days=Weekdays(days[0], days[-1]), hours=shown(hours)))
    if calendar.lunch:
        rows.append(LUNCH(hours=shown(calendar.lunch)))
    return lines(*rows)


def names(weekdays: list[int]) -> Words:
    """Weekdays one after the other, those in a row together."""
    runs = [
        [day for _, day in run]
        for _, run in groupby(enumerate(sorted(weekdays)), key=lambda each: each[1] - each[0])
    ]
    return listed(Weekdays(run[0], run[-1]) for run in runs)


def shown(hours: Span | None) -> Words:
    """`09:00–18:00`, or that the day is off."""
    if hours is None:
        return OFF
    from_, until = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in hours)
    return Own(f"{from_}–{until}")
