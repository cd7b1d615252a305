"""Working mornings, wherever people live: when they are asked for what they have not done yet."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from interviews import daysoff
from interviews.rules import Rules
from models.sql import Rows

AGAIN = timedelta(hours=1)
"""Nobody is asked twice in less."""
FARTHEST = 120
"""Days back in which working mornings are looked for."""

# Only who lives elsewhere, by an index that holds nobody else.
_ELSEWHERE = """
    SELECT DISTINCT zone, region FROM person WHERE zone IS NOT NULL OR region IS NOT NULL
"""


class Place(NamedTuple):
    """Where people live, as far as their mornings go."""

    zone: str
    region: str


async def places(rows: Rows, rules: Rules) -> list[Place]:
    """Everywhere people live, the usual place first."""
    usual = Place(rules.people.zone.key, rules.people.region)
    elsewhere = await rows.fetch(_ELSEWHERE)
    others = {Place(zone or usual.zone, region or usual.region) for zone, region in elsewhere}
    return [usual, *sorted(others - {usual})]


def latest(place: Place, now: datetime, rules: Rules) -> datetime:
    """The last time a morning began there, whatever day it was."""
    return next(_mornings(place, now, rules))


def begun(place: Place, now: datetime, rules: Rules) -> Iterator[datetime]:
    """Working mornings that have begun there by `now`, the latest first."""
    return (morning for morning in _mornings(place, now, rules) if _works(place, morning))


def counts(morning: datetime) -> datetime:
    """What ended by then was over before this morning: the day before, and `AGAIN` at least."""
    midnight = datetime.combine(morning.date(), time(), tzinfo=morning.tzinfo)
    return min(midnight, morning - AGAIN)


def _mornings(place: Place, now: datetime, rules: Rules) -> Iterator[datetime]:
    zone = ZoneInfo(place.zone)
    begins = rules.digest.at or time(*divmod(rules.hours.work.starts, 60))
    today = now.astimezone(zone).date()
    for back in range(FARTHEST):
        morning = datetime.combine(today - timedelta(days=back), begins, tzinfo=zone)
        if morning <= now:
            yield morning


def _works(place: Place, morning: datetime) -> bool:
    special = daysoff.special(place.region, morning.date())
    return morning.weekday() < 5 if special is None else special.works
