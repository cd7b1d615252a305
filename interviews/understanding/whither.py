"""Of the times in a sentence, those that are wished, where no word before or behind them tells."""

import re
from dataclasses import replace

from interviews.understanding.lexicon import WORDS
from interviews.understanding.mention import Mention, Time
from interviews.understanding.polarity import affirmed, negative, positive
from interviews.understanding.said import Said
from interviews.understanding.situation import Known, Span
from interviews.understanding.targets import placed
from interviews.understanding.when import narrowed

_TAKEN = re.compile(
    r"不(?:用|来|去|要|行|能)|别|没空|有事|有[课会]|上[课班]|休(?!息好)|出差|考试|加班|值班|开会|要(?=上|去|交|开|考|陪|带|接)|"
    r"\b(?:not|busy|class|work(?:ing)?|away|booked|instead of|rather than|can't|cannot)\b",
    re.IGNORECASE,
)
"""Then they cannot; or that is the time that is not wished."""


def whither(said: Said, known: Known | None) -> list[Time]:
    """To when an interview is to be moved: times at which it is not, and which nobody calls taken; a
    clock without a day is of the day that is said, or of the day the interview is on."""
    there = known.agreed if known else None
    spoken = [one for one in said.mentions if not one.problem and not _taken(said, one)]
    apart = [one for one in spoken if not (there and _there(one, there))]
    days = [time for one in apart if not one.dayless for time in one.times if not time.part]
    clocks = [time for one in apart if one.dayless for time in one.times if time.start is not None]
    if len(days) == 1 and days[0].start is None and len(clocks) == 1:
        return [replace(clocks[0], day=days[0].day)]
    times = narrowed([time for one in apart for time in one.times])
    return placed(said, times, known)


def _there(one: Mention, agreed: Span) -> bool:
    """It only tells when the interview is: its day, its half of the day, its hour."""
    day = [time for time in one.times if time.day == agreed.start.date() and time.start is None]
    bare = bool(day) and not one.dayless and not any(time.part for time in day)
    return bare or any(agreed.fits(time) for time in one.times)


def could(said: Said) -> list[Mention]:
    """Of when somebody could, if other times are spoken of at which something else is."""
    free = [one for one in said.mentions if not _taken(said, one)]
    wide = [one for one in free if one.week and len(free) > 1]
    return [one for one in free if one not in wide] or said.mentions


def free_of(said: Said, times: list[Time]) -> list[Time]:
    """These times without those that are only spoken of because they are taken."""
    kept = could(said)
    gone = [_clock(one, time) for one in said.mentions if one not in kept for time in one.times]
    left = [
        time for time in times if not {(time.day, *_hours(time)), (None, *_hours(time))} & {*gone}
    ]
    return left or times


def _clock(one: Mention, time: Time) -> tuple[object, ...]:
    return (None if one.dayless else time.day, *_hours(time))


def _hours(time: Time) -> tuple[object, ...]:
    return time.start, time.end, time.part


def _taken(said: Said, one: Mention) -> bool:
    text = said.clause_at(one.begin).text
    if positive(affirmed(text)) and not negative(text):
        return False
    return negative(text) or (_TAKEN.search(text) is not None and not WORDS.REQUEST.search(text))
