"""Times that were left to the bot: whoever is on the panel can, by what they had said until then."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.long.letters import Heard
from tests.long.truth import Interview, Truth

LEFT_TO_THE_BOT = "自动"
WORK = time(9), time(18)
LUNCH = time(12), time(13)
NOTICE = timedelta(hours=2)
BUFFER = timedelta(minutes=15)
MOST = 4
"""Interviews a day."""


def found_well(heard: Heard, before: Truth, after: Truth) -> None:
    """The times that came of these words are such as everybody concerned can."""
    if LEFT_TO_THE_BOT not in heard.said:
        return
    for change in after.deeds(heard.message):
        interview = after.interviews[change.interview]
        known = before.interviews.get(change.interview)
        old = {slot.number for slot in known.slots} if known else set()
        for slot in interview.slots:
            if slot.number in old:
                continue
            about = f"{heard.said!r} was given {slot} of {interview}"
            assert slot.start >= heard.at + NOTICE, about
            for person in interview.panel:
                assert _works(before, person, slot.start, slot.end), f"{about}: {person} is off"
                why = _in_the_way(before, interview, person, slot.start, slot.end, BUFFER)
                assert not why, f"{about}: {person} has {why}"
                assert _given(before, interview, person, slot.start) < MOST, about
            why = _in_the_way(before, interview, interview.candidate, slot.start, slot.end)
            assert not why, f"{about}: the candidate has {why}"


def _works(truth: Truth, person: int, start: datetime, end: datetime) -> bool:
    """Whether all of it lies in this person's working hours, and not in their lunch."""
    zone = _zone(truth, person)
    first, last = (at.astimezone(zone) for at in (start, end))
    opens, closes = (datetime.combine(first, one, zone) for one in WORK)
    weekday = first.weekday()
    if (person, weekday) in truth.hours:
        starts, ends = truth.hours[person, weekday]
        if starts is None or ends is None:
            return False
        midnight = datetime.combine(first, time(), zone)
        opens, closes = (midnight + timedelta(minutes=one) for one in (starts, ends))
    elif weekday > 4:
        return False
    eats, rises = (datetime.combine(first, one, zone) for one in LUNCH)
    return opens <= first and last <= closes and (last <= eats or rises <= first)


def _in_the_way(
    truth: Truth,
    interview: Interview,
    person: int,
    start: datetime,
    end: datetime,
    buffer: timedelta = timedelta(),
) -> list[object]:
    """What this person has then: absences, and other interviews with some time around them."""
    absences = [one for one in truth.busy if one[0] == person and one[1] < end and start < one[2]]
    around = start - buffer, end + buffer
    return [
        *absences,
        *(
            (who, number, begins, over)
            for who, number, begins, over in truth.taken
            if who == person
            and begins < around[1]
            and around[0] < over
            and not _same(truth, number, interview)
            and not _lapsed(truth, number, begins)
        ),
    ]


def _given(truth: Truth, interview: Interview, person: int, start: datetime) -> int:
    """Agreed interviews of this person on that day."""
    zone = _zone(truth, person)
    day = start.astimezone(zone).date()
    return sum(
        person in one.panel
        and one.number != interview.number
        and one.start is not None
        and one.start.astimezone(zone).date() == day
        for one in truth.confirmed()
    )


def _same(truth: Truth, number: int, interview: Interview) -> bool:
    other = truth.interviews[number]
    in_a_row = interview.series is not None and other.series == interview.series
    return number == interview.number or in_a_row


def _lapsed(truth: Truth, number: int, start: datetime) -> bool:
    return any(
        slot.start == start and slot.state == "open" and slot.hold_until <= truth.now
        for slot in truth.interviews[number].slots
    )


def _zone(truth: Truth, person: int) -> ZoneInfo:
    known = truth.people.get(person)
    return ZoneInfo(known.zone if known and known.zone else "Asia/Shanghai")
