"""Who of several takes a seat: the one with the fewest interviews in the two weeks before and after,
then the longest wait since the last, then the userid."""

from collections.abc import Sequence, Set
from datetime import UTC, datetime

from interviews.availability import Calendar
from models import Person

NEVER = datetime.min.replace(tzinfo=UTC)


def rank(calendar: Calendar, now: datetime) -> tuple[int, datetime, str, int]:
    """Low comes first."""
    person = calendar.person
    return (calendar.load(now), calendar.last or NEVER, person.userid or "", person.id)


def seated(seats: Sequence[Sequence[Person]], free: Set[int]) -> list[Person] | None:
    """One free person a seat, each the first of its pool that leaves enough people for the seats
    after it; None if the seats cannot all be filled."""
    pools = [[person for person in seat if person.id in free] for seat in seats]
    chosen: list[Person] = []
    gone: set[int] = set()
    for seat, pool in enumerate(pools):
        for person in pool:
            if person.id not in gone and _fits(pools[seat + 1 :], gone | {person.id}):
                chosen.append(person)
                gone.add(person.id)
                break
        else:
            return None
    return chosen


def _fits(pools: Sequence[Sequence[Person]], gone: set[int]) -> bool:
    """Whether these seats can all be filled without those who have one."""
    left = [[person for person in pool if person.id not in gone] for pool in pools]
    taken: dict[int, int] = {}
    return all(_take(left, seat, taken, set()) for seat in range(len(left)))


def _take(
    pools: Sequence[Sequence[Person]], seat: int, taken: dict[int, int], asked: set[int]
) -> bool:
    """Find somebody for a seat; whoever sits elsewhere may have to move on."""
    for person in pools[seat]:
        if person.id in asked:
            continue
        asked.add(person.id)
        if person.id not in taken or _take(pools, taken[person.id], taken, asked):
            taken[person.id] = seat
            return True
    return False
