"""Other times for an agreed interview: what somebody's words ask for, and lines HR can send as they
are."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import finder, spans, times
from interviews.automatic import SOON, usual_length
from interviews.availability import midnight
from interviews.details import Details
from interviews.left_out import left_out
from interviews.rules import Rules
from interviews.texts import NOTHING, Reader, Refused, Text, Words, lines
from interviews.understanding.plain import plain
from interviews.understanding.when import mentions
from models.person import Language

Time = tuple[datetime, datetime]
T = TypeVar("T")

COUNT = 3
LONGEST = 60
"""Characters that are looked at: times stand at the beginning of what people write."""

WORK = Text(
    zh="大家都有空的时间，直接发其中一行即可：\n{commands}",
    en="Everybody is free then; send one of the lines:\n{commands}",
)
NONE = Text(
    zh="没有找到大家都有空的时间。改时间请发：改到 {number} 周五 10:00",
    en="I found no time at which everybody is free. To move it: move {number} friday 10:00",
)
AGAINST = Text(zh="TA 提的时间不行：{why}", en="What they ask for does not work: {why}")
_ASKING = re.compile(
    r"\s*(?:都?(?:可以|行|好|方便|有空)|怎么样|ok|please|works?|is (?:fine|ok))?\s*(?:吗|么|嘛|呢|行不行)?",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[\s,;.!?，；。！？~]")
_NEGATION = re.compile(r"不|没|别|除了|\bno|n't\b|except|unless|but", re.IGNORECASE)
_HALF_WIDTH = str.maketrans("：，；！？", ":,;!?")
_HALVES = (
    (re.compile(r"上午|早上|morning|\bam\b", re.IGNORECASE), 0, 12),
    (re.compile(r"下午|afternoon|\bpm\b", re.IGNORECASE), 12, 18),
    (re.compile(r"晚上|傍晚|evening", re.IGNORECASE), 18, 24),
)


@dataclass(frozen=True, slots=True)
class Move:
    """A command for one time: `改到 12 2026-11-27 14:00-15:00`, with `!` where it can be set."""

    number: int
    time: Time
    at_once: bool

    def to(self, reader: Reader) -> str:
        """Render in the zone the reader's commands are read in."""
        start, end = (at.astimezone(reader.zone) for at in self.time)
        word = "改到" if reader.language == Language.ZH else "move"
        mark = "!" if self.at_once else ""
        return f"{word} {self.number} {start:%Y-%m-%d %H:%M}-{end:%H:%M}{mark}"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody's words ask for, as far as they can be read."""

    exact: list[Time]
    """Times that suit them."""
    span: Time | None
    """Days, or half a day, that may."""


def read(written: str, *, now: datetime, zone: ZoneInfo, length: timedelta) -> Wish:
    """Look for times, else for days, in what somebody wrote: `周五 15:00`, `周五下午可以吗`.

    Times count only if nothing follows that may mean the opposite: in `周五 15:00 不行` they do not.
    """
    head = written[:LONGEST].translate(_HALF_WIDTH).strip()

    def some(piece: str) -> list[Time]:
        return times.several(piece, now=now, zone=zone, duration=length)

    def days(piece: str) -> Time:
        return spans.days(piece, now=now, zone=zone)

    if (window := _window(head, now, zone)) is not None:
        return Wish([], window)
    for end in range(len(head), 2, -1):
        exact = _try(some, head[:end])
        if exact is not None and _agrees(head[end:]):
            longer = next((one for one in exact if one[1] - one[0] > length), None)
            return Wish([one for one in exact if one[1] - one[0] <= length], longer)
    for start in range(len(head)):
        for end in range(len(head), start, -1):
            found = _try(days, head[start:end])
            if found is not None:
                return Wish([], _half(head, found, now, zone))
    return Wish([], None)


def _window(written: str, now: datetime, zone: ZoneInfo) -> Time | None:
    """From when to when, where only one end was said: 周五下午3点以后, 周三之前, after 3pm."""
    text = plain(written)
    for one in mentions(text, now.astimezone(zone).replace(tzinfo=None)):
        if one.problem or not all(time.open for time in one.times):
            continue
        if _agrees(text[one.finish :]):
            first, last = one.times[0].span[0], one.times[-1].span[1]
            return first.replace(tzinfo=zone), last.replace(tzinfo=zone)
    return None


async def suggest(
    session: AsyncSession,
    details: Details,
    wish: Wish,
    rules: Rules,
    now: datetime,
    *,
    agreed_by_candidate: bool,
) -> Words:
    """Lines with the wished times that work, else with times near them at which everybody is free.

    A candidate's own times can be set at once.
    """
    place = details.interview.place if details.interview.place in rules.rooms.names else None
    against: list[Words] = []
    work: list[Time] = []
    for time in wish.exact:
        why = await finder.objections(
            session, details.panel, *time, rules, now,
            but=details.number, candidate=details.candidate, place=place,
        )  # fmt: skip
        if why:
            against += why
        elif details.panel:
            work.append(time)
    at_once = bool(work) and agreed_by_candidate
    if not work:
        work = await _near(session, details, wish, place, rules, now)
    commands = lines(*(Move(details.number, time, at_once) for time in work))
    refused = [AGAINST(why=why) for why in against] if not at_once else []
    found = WORK(commands=commands) if work else NONE(number=details.number)
    return lines(*refused, found, _unknown(details, wish, work, rules, now))


def _unknown(details: Details, wish: Wish, work: list[Time], rules: Rules, now: datetime) -> Words:
    """What is not known of the days that are wished for, where they have no such time."""
    span = wish.span
    if span is None or any(span[0] <= start < span[1] for start, _ in work):
        return NOTHING
    return left_out(details.panel, *span, rules, now)


async def _near(
    session: AsyncSession,
    details: Details,
    wish: Wish,
    place: str | None,
    rules: Rules,
    now: datetime,
) -> list[Time]:
    """Times on the wished days, else within two weeks, other than those it has."""
    if not details.panel:
        return []
    length = usual_length(details, rules)
    own = [(slot.starts_at, slot.ends_at) for slot in details.open(now)]
    if details.interview.starts_at is not None:
        own.append((details.agreed.start, details.agreed.end))
    wished = wish.span or (_day_of(wish.exact[0], details.zone) if wish.exact else None)
    for span in [*([wished] if wished else []), (now, now + SOON)]:
        found = await finder.together(
            session, [[person] for person in details.panel], details.candidate, length, span,
            COUNT, rules, now, details.zone, but=details.number, place=place, avoid=own,
        )  # fmt: skip
        if found:
            return sorted((one.start, one.end) for one in found)
    return []


def _try(read_: Callable[[str], T], written: str) -> T | None:
    try:
        return read_(written)
    except Refused:
        return None


def _half(written: str, span: Time, now: datetime, zone: ZoneInfo) -> Time:
    """Morning, afternoon or evening of a day, if only that is meant."""
    said = mentions(plain(written), now.astimezone(zone).replace(tzinfo=None))
    days = [one.times[0].day for one in said if one.times and one.times[0].part]
    start = (midnight(days[0], zone) if days else span[0]).astimezone(zone)
    for word, first, last in _HALVES:
        if word.search(written) and span[1] - span[0] < timedelta(hours=30):
            return start + timedelta(hours=first), start + timedelta(hours=last)
    return span


def _day_of(time: Time, zone: ZoneInfo) -> Time:
    midnight = time[0].astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight, midnight + timedelta(days=1)


def _agrees(rest: str) -> bool:
    """Whether what follows a time leaves it as it is: a question, or a reason after a break."""
    asking = _ASKING.match(rest)
    after = rest[asking.end() :] if asking else rest
    return not after or bool(_BREAK.match(after) and not _NEGATION.search(after))
