"""A time that was said, and the place of the text where it was."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from interviews.understanding.clocks import HOURS, Part


class Problem(StrEnum):
    """Why a time cannot be meant."""

    PAST = "past"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Time:
    """A day; or a part of it; or from when (to when), in minutes after its midnight."""

    day: date
    start: int | None = None
    end: int | None = None
    part: Part | None = None
    other: int | None = None
    """The same hour in the other half of the day, where it was not said which."""
    open: bool = field(default=False, compare=False)
    """Only its beginning or its end was said: somewhere in it is meant."""

    def __str__(self) -> str:
        if self.part is not None:
            return f"{self.day} {self.part}"
        if self.start is None:
            return f"{self.day}"
        said = f"{self.at():%Y-%m-%d %H:%M}"
        return said if self.end is None else f"{said}/{self.at(self.end):%H:%M}"

    def at(self, minutes: int | None = None) -> datetime:
        """The instant so many minutes after midnight (its start, if not said), without a zone."""
        given = minutes if minutes is not None else self.start or 0
        return datetime.combine(self.day, time()) + timedelta(minutes=given)

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From when to when it could mean, without a zone."""
        if self.start is not None:
            return self.at(), self.at(self.end if self.end is not None else self.start + 1)
        first, last = HOURS[self.part] if self.part else (0, 1440)
        return self.at(first if self.part is not Part.AM else 0), self.at(last)


@dataclass(frozen=True, slots=True)
class Mention:
    """Times spoken of at one place of the text."""

    begin: int
    finish: int
    text: str
    times: tuple[Time, ...] = ()
    problem: Problem | None = None
    dayless: bool = False
    """Only a clock was said; the day is the next on which it comes."""
    number: int = 0
    """N, where it was only `N号` or `the Nth`: perhaps not a day at all."""
    week: bool = False
    """A whole week was named."""
    vague: bool = False
    """Some time after that, nobody knows how long: 元旦后."""
    over: tuple[Time, ...] = ()
    """Of a week or a weekend, the days that have passed."""
