"""Which reminders there must be, worked out from the interviews alone."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.long.letters import Letter
from tests.long.reading import lasting
from tests.long.truth import Truth

LEADS = (timedelta(hours=1), timedelta(hours=24))
"""The configuration's, the shortest first."""


Due = tuple[int, int, timedelta]
"""Which interview, at which of its revisions, how long before."""


@dataclass
class Reminder:
    """One agreed time, one lead; `lefts` are how long it may say is left."""

    who: set[int]
    """Who took part in it when it was due."""
    until: datetime
    """When it helps no more: at the start, or when the next one is due."""
    sure: bool
    lefts: set[str] = field(default_factory=set)
    said: Counter[int] = field(default_factory=Counter)


@dataclass
class Reminding:
    """All reminders of one play."""

    owed: dict[Due, Reminder] = field(default_factory=dict)

    def tick(self, before: Truth, after: Truth) -> None:
        """The worker's clock has ticked. What was agreed or called off at that same moment may
        have been seen or not; then the next tick is the one that counts."""
        seen, unseen = self._due(before), self._due(after)
        for due, start in (seen | unseen).items():
            met = {*before.interviews[due[0]].met} & {*after.interviews[due[0]].met}
            until = start - max((each for each in LEADS if each < due[2]), default=timedelta())
            reminder = self.owed.setdefault(due, Reminder(met, until, sure=False))
            if not reminder.sure:
                reminder.lefts.add(lasting(start - after.now))
                reminder.sure = due in seen and due in unseen

    def _due(self, truth: Truth) -> dict[Due, datetime]:
        """Of each agreed interview that has not begun, the shortest lead that has passed and was
        still to come when it was agreed; and the start."""
        due: dict[Due, datetime] = {}
        for each in truth.confirmed():
            assert each.start is not None
            assert each.agreed_at is not None
            leads = [lead for lead in LEADS if each.agreed_at <= each.start - lead <= truth.now]
            if leads and each.start > truth.now:
                due[each.number, each.revision, leads[0]] = each.start
        return due

    def read(self, letter: Letter) -> None:
        """A reminder that arrived was owed, to this person, and not said before."""
        for one in letter.tellings:
            if not one.kind.startswith("reminder"):
                continue
            interview = letter.after.interviews[one.number]
            met = {*interview.met, *letter.before.interviews[one.number].met}
            known = {person.name: person.id for person in letter.after.people.values()}
            person = known[one.passed_on] if one.passed_on else letter.row.person
            assert person in met or letter.row.kind == "undelivered", f"not in it: {letter}"
            assert interview.start is not None
            if letter.row.kind != "undelivered":  # whoever cannot be written to hears it by HR
                assert letter.at < interview.start, letter
            fitting = [
                reminder
                for (number, revision, _), reminder in self.owed.items()
                if (number, revision) == (one.number, letter.row.revision)
                and one.facts["left"] in reminder.lefts
                and not reminder.said[person]
            ]
            assert fitting, f"nobody owed {letter.tellings}"
            fitting[0].said[person] += 1

    def all_said(self, truth: Truth) -> None:
        """Nothing waits any more: whatever is still to come has been said to everyone in it."""
        for (number, revision, lead), reminder in self.owed.items():
            interview = truth.interviews[number]
            if (interview.status, interview.revision) != ("confirmed", revision):
                continue
            if not reminder.sure or truth.now >= reminder.until:
                continue
            gone = {truth.left(change) for change in truth.history(number)}
            for person in (reminder.who & {*interview.met}) - gone:
                assert reminder.said[person] == 1, (
                    f"{truth.people[person].name} was not reminded of {interview}, {lead} before"
                )
