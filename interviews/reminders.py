"""Which reminders are due now.

There is no row and no job per reminder: the truth is the interview, so a moved or cancelled one
has nothing to repair. A reminder with lead L is due at start - L and makes sense only if the
present time was agreed by then. Of several that are overdue, or that wait to be sent, only the
shortest is said, and none after the start.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import announcements, inviting, watermarks, ways_in
from interviews.details import Details, agreed
from interviews.notices import Notice, write
from interviews.passing_on import pass_on
from interviews.reach import by_hand
from interviews.rules import Rules
from models import Counterpart
from models.columns import Instant
from models.sql import rows_of, run

BATCH = 500
AT_ONCE = 20
"""More interviews than that at one moment are a rush hour, and their reminders are spread."""
OVERLAP = timedelta(minutes=1)
"""Looked at again each time: what was agreed just before the last look may have been committed
just after it."""

# Not said yet: everyone's reminder is written together, so the candidate's key speaks for all.
_DUE = text("""
    SELECT id FROM interview
    WHERE status = 'confirmed' AND starts_at > :after AND starts_at <= :until
      AND agreed_at <= starts_at - make_interval(secs => :lead)
      AND NOT EXISTS (
          SELECT FROM outbox WHERE key = 'remind:' || interview.id || ':' || interview.revision
                                         || ':' || :name || ':' || interview.candidate_id
      )
    ORDER BY starts_at, id
    LIMIT :most
""").bindparams(bindparam("after", type_=Instant), bindparam("until", type_=Instant))


async def enqueue_due(session: AsyncSession, now: datetime, rules: Rules) -> int:
    """Write the reminders due at `now`, at most a batch; gives how many interviews it was.

    As long as a full batch comes back there is more. Workers take turns; asking twice, or after
    an outage, says nothing twice.
    """
    leads = sorted(set(rules.reminders.before))
    if not leads:
        return 0
    mark = await watermarks.take(session, "reminders", first=now - leads[-1])
    if mark is None:
        return 0
    seen = min(mark.reached, now) - OVERLAP
    count = 0
    shorter = timedelta()
    opens = await inviting.opens(session, rules)
    for lead in leads:
        if count < BATCH:
            after = max(now + shorter, seen + lead)
            due = await _due(session, after, now + lead, lead, BATCH - count)
            spread = rules.reminders.spread if len(due) > AT_ONCE else timedelta()
            ready = await ways_in.of_all(session, due)
            notices = [
                notice
                for details in await agreed(await rows_of(session), due)
                for notice in _notices(
                    details, ready.get(details.number), lead, shorter, now, spread, opens, rules
                )
            ]
            await write(session, notices, rules, now)
            count += len(due)
        shorter = lead
    if count < BATCH:
        mark.reached = now
    return count


async def _due(
    session: AsyncSession, after: datetime, until: datetime, lead: timedelta, most: int
) -> list[int]:
    rows = await run(
        session,
        _DUE,
        after=after,
        until=until,
        lead=lead.total_seconds(),
        name=_name(lead),
        most=most,
    )
    return [number for (number,) in rows]


def _notices(
    details: Details,
    room: Counterpart | None,
    lead: timedelta,
    shorter: timedelta,
    now: datetime,
    spread: timedelta,
    opens: str | None,
    rules: Rules,
) -> Iterator[Notice]:
    """To everyone in it. `shorter`: the lead that says it better once its time has come."""
    left = details.agreed.start - now
    later = spread * (details.number % 97 / 97)  # everyone of one interview at the same moment
    start = now + later if later and later < left else None
    for person in (details.candidate, *details.panel):
        said = announcements.reminder(details, person, left, rules)
        said = ways_in.with_way_in(said, room, details, person)
        to, words = person, said.words
        if by_hand(person, rules):
            to, words = details.hr, pass_on(details, person, words, rules, now, opens)
        revision = details.interview.revision
        yield Notice(
            to,
            words,
            key=f"remind:{details.number}:{revision}:{_name(lead)}:{person.id}",
            kind="reminder",
            interview=details.number,
            revision=revision,
            not_before=start,
            not_after=details.agreed.start - shorter,
            card=said.card if to is person else None,
        )


def _name(lead: timedelta) -> str:
    return f"{lead.total_seconds():g}"
