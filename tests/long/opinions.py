"""What interviewers think of candidates: asked for as often as is said, and read by who may."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from tests.long.letters import Letter
from tests.long.reading import ZONE
from tests.long.sayings import HR, LEAVERS
from tests.long.stage import NAGS
from tests.long.truth import Person, Truth
from tests.town import TUESDAY

AN_HOUR = timedelta(hours=1)
MORNING = time(8, 30)
TOO_LATE = timedelta(hours=12)
"""So long after a morning nobody is asked in its name."""
AGAIN = timedelta(minutes=1)
"""What fell due just before the last look is looked at once more."""
_QUOTED = re.compile(r"(?P<by>[A-Za-z]+)对(?P<number>\d+)号的看法")
_COUNTED = (
    re.compile(r"#(?P<number>\d+) \S+（.+）的反馈(?: \d+/\d+|齐了：)"),
    re.compile(r"eedback on #(?P<number>\d+) \S+ \(.+\)(?:: \d+/\d+| is in:)"),
)

Wanted = tuple[int, int]
"""On which interview, from whom."""


@dataclass
class Opinions:
    """All requests for feedback of one play."""

    looked: datetime = TUESDAY
    may: dict[Wanted, set[datetime]] = field(default_factory=lambda: defaultdict(set))
    must: dict[Wanted, set[datetime]] = field(default_factory=lambda: defaultdict(set))
    """The moments at which each of them fell due."""
    said: Counter[Wanted] = field(default_factory=Counter)
    crossed: set[Wanted] = field(default_factory=set)
    """Asked for at the very moment at which there was no need any more; each was true when written."""

    def tick(self, before: Truth, after: Truth) -> None:
        """The worker's clock has ticked: exactly what is due has been written."""
        for truth in (before, after):
            for wanted, moment in self._due(truth, self.looked - AGAIN):
                self.may[wanted].add(moment)
        due = (dict(self._due(truth, self.looked - AGAIN)) for truth in (before, after))
        self.crossed |= {*next(due)} - {*next(due)}
        for wanted, moment in self._due(before, self.looked):
            still = before.interviews[wanted[0]] == after.interviews[wanted[0]]
            here = after.people[wanted[1]].userid not in LEAVERS
            if still and here and wanted not in after.opinions:
                self.must[wanted].add(moment)
        self.looked = after.now
        written = Counter(
            (row.interview, row.person)
            for row in after.rows
            if row.kind == "feedback" and row.cause is None
        )
        for wanted, moments in self.must.items():
            if not after.forgotten(after.interviews[wanted[0]]):
                assert written[wanted] >= len(moments), f"not asked: {wanted} at {moments}"
        for (number, person), count in written.items():
            assert number is not None
            moments = self.may[number, person]
            assert count <= len(moments) <= NAGS, f"asked {count} times: {number, person}"

    def _due(self, truth: Truth, seen: datetime) -> Iterator[tuple[Wanted, datetime]]:
        """The latest request to each that has fallen due since."""
        for each in truth.agreed():
            if each.status == "no_show" or each.closed_at or truth.forgotten(each):
                continue
            assert each.end is not None
            for person in each.panel:
                zone = ZoneInfo(truth.people[person].zone or ZONE.key)
                passed = [
                    moment
                    for n, moment in enumerate(islice(_requests(each.end, zone), NAGS))
                    if seen < moment <= truth.now and (n < 2 or moment > truth.now - TOO_LATE)
                ]
                if passed and (each.number, person) not in truth.opinions:
                    yield (each.number, person), passed[-1]

    def read(self, letter: Letter) -> None:
        """Who is asked owes it, and was not asked this before; what others wrote is read by who may."""
        truth = letter.before
        reader = letter.after.people[letter.row.person]
        read_by_who_may(letter.after, reader, letter.row.text)
        for one in letter.tellings:
            if one.kind not in {"asked for feedback", "asked again"}:
                continue
            known = {person.name: person.id for person in letter.after.people.values()}
            asked = known[one.passed_on] if one.passed_on else letter.row.person
            wanted = one.number, asked
            interview = truth.interviews[one.number]
            assert asked in interview.panel, letter
            if wanted not in self.crossed:
                assert wanted not in truth.opinions, f"asked for what is there: {letter}"
                assert interview.closed_at is None, letter
                assert interview.status in {"confirmed", "done"}, letter
            self.said[wanted] += 1
            assert self.said[wanted] <= len(self.may[wanted]), f"asked too often: {letter}"
            if one.kind == "asked for feedback":
                assert self.said[wanted] == 1, f"the first request came later: {letter}"


def _requests(end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """At the end, an hour later, and on each working morning there from the day after."""
    yield end
    yield end + AN_HOUR
    day = end.astimezone(zone).date()
    if end.astimezone(zone) == datetime.combine(day, time(), zone):
        day -= timedelta(days=1)  # over by midnight is over the day before
    while True:
        day += timedelta(days=1)
        if day.weekday() < 5:
            yield datetime.combine(day, MORNING, zone)


def read_by_who_may(truth: Truth, reader: Person, text: str) -> None:
    """Nobody on a panel reads what others think before they have said it themselves, and no
    candidate ever does."""
    for found in [one for pattern in (_QUOTED, *_COUNTED) for one in pattern.finditer(text)]:
        interview = truth.interviews[int(found["number"])]
        about = f"{reader.name} reads {text!r}"
        assert reader.id != interview.candidate, about
        own = found.groupdict().get("by") == reader.userid
        gave = (interview.number, reader.id) in truth.opinions
        assert own or gave or reader.userid in HR, about


def kept_as_given(truth: Truth) -> None:
    """Only who was there thinks something, and nothing is changed once it is closed; no word is left
    about who was forgotten."""
    for opinion in truth.opinions.values():
        interview = truth.interviews[opinion.interview]
        assert opinion.by in interview.panel, opinion
        assert interview.start is not None, opinion
        assert interview.start <= opinion.given_at <= opinion.changed_at <= truth.now, opinion
        closed = interview.closed_at
        assert closed is None or opinion.changed_at <= closed, opinion
        assert not (truth.forgotten(interview) and opinion.comment), opinion
