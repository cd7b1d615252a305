"""What of the days that were asked for is left out of a search: years whose holidays nobody knows yet, and
what is too far ahead."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from interviews import daysoff
from interviews.dates import Day, Lasting
from interviews.rules import Rules
from interviews.texts import NOTHING, Text, Words, lines
from models import Person

UNKNOWN = Text(
    zh="还不知道 {year} 年的放假安排，那一年的日子没有算在内。",
    en="The holidays of {year} are not known yet, so its days were left out.",
)
BEYOND = Text(
    zh="只找 {length}以内的时间，{day} 以后的没有算在内。",
    en="Times are looked for within {length}; those after {day} were left out.",
)


def left_out(
    people: Iterable[Person], start: datetime, end: datetime, rules: Rules, now: datetime
) -> Words:
    """Says of a span that was searched which year's holidays are not known, and that it reaches too
    far ahead, if it is so."""
    zone, horizon = rules.people.zone, now + rules.limits.horizon
    last = min(end, horizon) - timedelta(microseconds=1)
    first_year, last_year = start.astimezone(zone).year, last.astimezone(zone).year
    regions = {person.region or rules.people.region for person in people}
    for year in range(first_year, max(first_year, last_year) + 1):
        if not all(daysoff.known(region, year) for region in regions):
            said: Words = UNKNOWN(year=year)
            break
    else:
        said = NOTHING
    far = BEYOND(day=Day(horizon), length=Lasting(rules.limits.horizon))
    return lines(said, far if end > horizon else NOTHING)
