"""Feedback of interviewers: given, changed until HR closes it, and who has not given any.

Each operation locks the interview, looks again, writes, records and tells, in the caller's
transaction; it never commits.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import history, states, summaries
from interviews.details import Details, find
from interviews.feedback_requests import withdraw
from interviews.feedback_rights import refuse, refuse_outsiders, refuse_too_early
from interviews.notices import announce
from interviews.rules import Rules
from interviews.scorecards import Draft, criteria_of
from interviews.taking_back import take_back_question
from interviews.texts import Refused, Text, listed
from models import Feedback, Person
from models.interview import Status
from models.sql import run

INCOMPLETE = Text(
    zh="#{number} 的反馈还缺：{missing}。", en="Feedback on #{number} still lacks: {missing}."
)

_TAKE_OUT = text("""
    UPDATE feedback SET comment = '' WHERE interview_id = ANY(CAST(:numbers AS bigint[]))
""")
_TAKE_OUT_DRAFTS = text("""
    UPDATE person SET question = NULL WHERE id = ANY(ARRAY(
        SELECT id FROM person
        WHERE question IS NOT NULL AND question ->> 'name' = 'feedback'
          AND question -> 'data' ->> 'number' = ANY(CAST(:numbers AS text[]))
        FOR NO KEY UPDATE SKIP LOCKED
    ))
""")


@dataclass(frozen=True, slots=True)
class Standing:
    """All feedback of one interview, in the order of the panel, and who has not given any."""

    details: Details
    given: list[tuple[Person, Feedback]]

    @property
    def missing(self) -> list[Person]:
        """Those of the panel who have not given theirs."""
        gave = {person.id for person, _ in self.given}
        return [person for person in self.details.panel if person.id not in gave]

    def of(self, person: Person) -> Draft | None:
        """What this person gave."""
        return next((Draft.of(card) for one, card in self.given if one.id == person.id), None)


class Given(NamedTuple):
    """What came of giving feedback."""

    standing: Standing
    changed: bool = True
    """False where all of it was given before."""


async def standing(session: AsyncSession, details: Details) -> Standing:
    """What has been given, also by those who have left the panel since."""
    found = await session.exec(
        select(Person, Feedback)
        .join(Feedback, col(Feedback.interviewer_id) == col(Person.id))
        .where(col(Feedback.interview_id) == details.number)
        .order_by(col(Feedback.given_at), col(Person.id))
        .execution_options(populate_existing=True)
    )
    rows: list[tuple[Person, Feedback]] = [*found.all()]
    seats = {person.id: seat for seat, person in enumerate(details.panel)}
    rows.sort(key=lambda row: seats.get(row[0].id, len(seats)))
    return Standing(details, rows)


async def give(
    session: AsyncSession, number: int, said: Draft, *, by: Person, rules: Rules, now: datetime
) -> Given:
    """Give feedback, or change some of what was given. HR hears of it when everybody's is there,
    and of what changes after that.

    Raises:
        Refused: it cannot be given (any more), or something is missing.
    """
    details = await find(session, number, lock=True)
    refuse_outsiders(details, by, rules)
    await refuse(session, details, by, now)
    criteria = criteria_of(details.interview, rules)
    before = await standing(session, details)
    old = before.of(by)
    new = said if old is None else said.over(old)
    if old is None and not new.complete(criteria):
        missing = listed(summaries.lacking(new, criteria))
        raise Refused(INCOMPLETE(number=number, missing=missing))
    if new == old:
        return Given(before, changed=False)
    await _write(session, number, by, new, now)
    what = "feedback" if old is None else "feedback_changed"
    change = await history.record(
        session, details.interview, what, by=by, now=now,
        recommendation=new.recommendation, scores=new.scores,
    )  # fmt: skip
    after = await standing(session, details)
    words = None
    if not after.missing:
        words = (
            summaries.all_in(details, after.given, criteria)
            if old is None
            else summaries.altered(details, by, old, new, criteria)
        )
    if details.interview.status == Status.CONFIRMED and details.agreed.end <= now:
        states.enter(details, "done")  # or HR would be asked whether it took place
        await take_back_question(session, details, now)
        await history.record(session, details.interview, "done", by=by, now=now)
    await withdraw(session, details, [by], now)
    await announce(session, details, change, by=by, rules=rules, now=now, to_hr=words, lasting=True)
    return Given(after)


async def close(
    session: AsyncSession, number: int, *, by: Person, rules: Rules, now: datetime
) -> Given:
    """Nothing is given, changed or asked for any more.

    Raises:
        Refused: there is nothing to close.
    """
    details = await find(session, number, lock=True)
    refuse_outsiders(details, by, rules)
    refuse_too_early(details, now)
    stands = await standing(session, details)
    if details.interview.closed_at is not None:
        return Given(stands, changed=False)
    details.interview.closed_at = now
    change = await history.record(session, details.interview, "feedback_closed", by=by, now=now)
    await withdraw(session, details, details.panel, now)
    await announce(session, details, change, by=by, rules=rules, now=now, lasting=True)
    return Given(stands)


async def take_out_comments(session: AsyncSession, numbers: list[int]) -> None:
    """Remove what interviewers wrote about these interviews, given or about to be; recommendations
    and scores stay. Who is at work this very moment is not waited for: it will be refused."""
    await run(session, _TAKE_OUT, numbers=numbers)
    await run(session, _TAKE_OUT_DRAFTS, numbers=[str(number) for number in numbers])


async def _write(session: AsyncSession, number: int, by: Person, new: Draft, now: datetime) -> None:
    assert new.recommendation is not None, "it is complete"  # noqa: S101
    row = await session.get(Feedback, (number, by.id)) or Feedback(
        interview_id=number,
        interviewer_id=by.id,
        recommendation=new.recommendation,
        given_at=now,
        changed_at=now,
    )
    row.recommendation, row.scores = new.recommendation, new.scores
    row.comment, row.changed_at = new.comment or "", now
    session.add(row)
    await session.flush()
