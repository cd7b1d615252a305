"""What is there when something is said: without it most sentences mean nothing (可以, 取消, 周四那个)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from interviews.understanding.meaning import Action
from interviews.understanding.mention import Time


class Role(StrEnum):
    """As whom somebody speaks."""

    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"
    HR = "hr"


class Stage(StrEnum):
    """Where an interview stands, for what can be said about it."""

    OFFERED = "offered"
    AGREED = "agreed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, in the speaker's zone (naive)."""

    start: datetime
    end: datetime

    def fits(self, time: Time) -> bool:
        """Whether a time that was said can only mean this one: its start, its day, its half."""
        if time.start is None:
            first, last = time.span
            return first <= self.start < last
        if time.end is not None and (time.at(), time.at(time.end)) != (self.start, self.end):
            return False
        minutes = {time.start, time.other if time.other is not None else time.start}
        return any(time.at(one) == self.start for one in minutes)


@dataclass(frozen=True, slots=True)
class Known:
    """An interview the speaker may mean."""

    number: int
    candidate: str
    stage: Stage
    panel: tuple[str, ...] = ()
    slots: tuple[tuple[int, Span], ...] = ()
    """Open times by their numbers."""
    agreed: Span | None = None
    asked: bool = False
    """The speaker has been asked to accept it."""
    position: str = ""
    sounds: str = ""
    """The candidate's name in pinyin, as `person.pinyin` keeps it."""

    @property
    def spans(self) -> list[Span]:
        """When it is, or could be."""
        return [self.agreed] if self.agreed else [span for _, span in self.slots]


@dataclass(frozen=True, slots=True)
class Situation:
    """All of it, in the speaker's zone."""

    role: Role
    now: datetime
    """Naive, as everything here."""
    interviews: tuple[Known, ...] = ()
    speaker: str = ""
    colleagues: tuple[str, ...] = ()
    """Names of those who interview, as the bot shows them."""
    yes_or_no: bool = False
    """The bot has just asked something to be answered so."""
    asking: Action | None = None
    """What it would do upon a yes."""

    @property
    def open(self) -> Iterator[tuple[Known, int, Span]]:
        """Every time that can be taken."""
        return ((one, number, span) for one in self.offered for number, span in one.slots)

    @property
    def offered(self) -> list[Known]:
        """Interviews that wait for an answer: without an agreed time, or with another on offer."""
        return [
            one
            for one in self.interviews
            if one.stage is Stage.OFFERED or (one.slots and one.stage is Stage.AGREED)
        ]

    def of(self, *stages: Stage) -> list[Known]:
        """Interviews at these stages."""
        return [one for one in self.interviews if one.stage in stages]
