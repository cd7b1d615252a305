"""What the bot asks by itself: interviewers who have not answered, and HR what became of an interview."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from tests.long.letters import Letter
from tests.long.reading import ZONE
from tests.long.sayings import LEAVERS
from tests.long.truth import Truth

OPENS, CLOSES = time(9), time(18)
"""Everybody works Monday to Friday; there is no holiday in the play."""
REST = timedelta(minutes=5)
"""Silence is looked for that often."""
A_DAY = timedelta(days=1)
ASK_AFTER = timedelta(minutes=15)

Asked = tuple[str, int, int, int]
"""Which question, about which interview, at which of its revisions, to whom."""


@dataclass
class Asking:
    """All questions of one play."""

    may: set[Asked] = field(default_factory=set)
    must: set[Asked] = field(default_factory=set)
    said: Counter[Asked] = field(default_factory=Counter)

    def tick(self, before: Truth, after: Truth) -> None:
        """The worker's clock has ticked."""
        self.may |= self._due(before) | self._due(after)
        self.must |= self._due(before, sure=True) & self._due(after, sure=True)

    def _due(self, truth: Truth, *, sure: bool = False) -> set[Asked]:
        """What there is to ask; `sure`: and cannot wait any longer."""
        due: set[Asked] = set()
        patience = REST if sure else timedelta()
        for each in truth.confirmed():
            assert each.start is not None
            assert each.end is not None
            if each.end <= truth.now - ASK_AFTER and not truth.forgotten(each):
                due.add(("ended", each.number, each.revision, each.hr))
            if each.start <= truth.now:
                continue
            for person, asked in zip(each.panel, each.asked, strict=True):
                here = truth.people[person].userid not in LEAVERS
                if asked is None or (sure and not here):
                    continue
                # Who may be anywhere, and work at any hour, has one night at least.
                then = a_working_day_after(asked) if here else asked + A_DAY
                if then <= truth.now - patience:
                    due.add(("please answer", each.number, each.revision, person))
        return due

    def read(self, letter: Letter) -> None:
        """A question that arrived was to be asked, of this person, and not asked before."""
        for one in letter.tellings:
            if one.kind not in {"please answer", "ended"}:
                continue
            known = {p.name: p.id for p in letter.after.people.values()}
            person = known[one.passed_on] if one.passed_on else letter.row.person
            assert letter.row.revision is not None
            key = (one.kind, one.number, letter.row.revision, person)
            assert key in self.may, f"nobody had to ask {letter.tellings}"
            assert not self.said[key], f"asked twice: {letter.tellings}"
            self.said[key] += 1

    def all_said(self, truth: Truth) -> None:
        """Nothing waits any more: what was to be asked and still is has been."""
        still = {key for key in self.must if self._stands(truth, key)}
        missing = {key for key in still if not self.said[key]}
        assert not missing, f"never asked: {missing}"

    def _stands(self, truth: Truth, key: Asked) -> bool:
        kind, number, revision, person = key
        interview = truth.interviews[number]
        if interview.status != "confirmed" or interview.revision != revision:
            return False
        if truth.forgotten(interview):
            return False
        assert interview.start is not None
        owing = {one for one, at in zip(interview.panel, interview.asked, strict=True) if at}
        return kind == "ended" or (interview.start > truth.now and person in owing)


def a_working_day_after(asked: datetime) -> datetime:
    """The same time on the next working day; what came outside of the hours came when they began."""
    heard = asked.astimezone(ZONE)
    if heard.weekday() > 4 or heard.time() >= CLOSES:
        heard = datetime.combine(_next(heard), OPENS, ZONE)
    elif heard.time() < OPENS:
        heard = datetime.combine(heard, OPENS, ZONE)
    return datetime.combine(_next(heard), heard.time().replace(second=0, microsecond=0), ZONE)


def _next(day: datetime) -> datetime:
    day += timedelta(days=1)
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day
