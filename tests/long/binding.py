"""Nobody and no room is bound twice, and everybody is bound by what is so."""

from datetime import datetime
from itertools import combinations

from interviews.rules import Rooms
from tests.long.truth import Interview, Taken, Truth

ROOMS = Rooms().names


def nothing_overlaps(truth: Truth) -> None:
    """No two interviews share a person or a room and a moment: not by the bookings, and not by
    the agreed times themselves."""
    for one, other in combinations(truth.taken, 2):
        if one[1] != other[1]:
            assert one[0] != other[0] or not _overlap(one[2:], other[2:]), (one, other)
    agreed = [(i, (i.start, i.end)) for i in truth.agreed() if i.start and i.end]
    for (first, its), (second, others) in combinations(agreed, 2):
        if _overlap(its, others):
            assert not {*first.met} & {*second.met}, (first, second)
            assert not (first.place == second.place in ROOMS), (first, second)


def everybody_is_bound_by_what_is_so(truth: Truth) -> None:
    """Agreed and open times are booked for everyone in it and the room, and nothing else is; a
    time that has lapsed may be until the clock has come round."""
    must: set[Taken] = set()
    may: set[Taken] = set()
    for interview in truth.agreed():
        assert interview.start is not None
        assert interview.end is not None
        must |= _bookings(truth, interview, interview.start, interview.end)
    for interview in truth.interviews.values():
        for slot in interview.slots:
            if slot.state == "open":
                held = _bookings(truth, interview, slot.start, slot.end)
                may |= held
                must |= held if slot.hold_until > truth.now else set()
    taken = set(truth.taken)
    assert len(taken) == len(truth.taken)
    assert taken >= must, must - taken
    assert must | may >= taken, taken - must - may


def nothing_lapsed_is_open(truth: Truth) -> None:
    """Right after a tick."""
    for interview in truth.interviews.values():
        for slot in interview.slots:
            assert slot.state != "open" or slot.hold_until > truth.now, interview


def what_has_begun_stays(truth: Truth) -> None:
    """An agreed time that has come is neither changed nor called off."""
    for change in truth.changes:
        start = truth.interviews[change.interview].start
        if change.what == "moved":
            assert datetime.fromisoformat(change.detail["was"][0]) > change.at, change
        if change.what == "cancelled" and start is not None:
            assert start > change.at, change


def _bookings(truth: Truth, interview: Interview, start: datetime, end: datetime) -> set[Taken]:
    who = {*interview.met}
    if interview.place in ROOMS:
        who.add(-truth.rooms.get(interview.place, 0))  # not known before it is first booked
    return {(one, interview.number, start, end) for one in who}


def _overlap(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
