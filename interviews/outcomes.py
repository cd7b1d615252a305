"""What became of an interview: it has taken place, or somebody did not come; and HR is asked where
nobody says."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import history, outcome_card, states, watermarks
from interviews.booking import Outcome
from interviews.details import Details, agreed, find
from interviews.feedback_requests import withdraw
from interviews.notices import Notice, announce, write
from interviews.people import is_hr
from interviews.phrases import subject
from interviews.rules import Rules
from interviews.taking_back import take_back_question
from interviews.texts import Refused, Text, Words
from models import Person
from models.columns import Instant
from models.interview import Absent, Status
from models.sql import rows_of, run

ASK_AFTER = timedelta(minutes=15)
"""So long after the end HR is asked."""
OVERLAP = timedelta(minutes=1)
"""Looked at again each time, as with reminders."""
BATCH = 200

NOT_YET = Text(zh="#{number} 还没有开始（{when}）。", en="#{number} has not begun yet ({when}).")
NOT_YOURS = Text(
    zh="#{number} 由面试官或 HR 记录结果，您不用操作。",
    en="HR or an interviewer records how #{number} went; there is nothing for you to do.",
)
NO_SHOW = Text(
    zh="{by}：面试 #{number} {who}没有来：{candidate} · {topic}\n时间：{when}\n"
    "要再约请发：再约 {number} | 面试官 | 时间",
    en="{by}: {who} did not come to interview #{number}: {candidate} · {topic}\nTime: {when}\n"
    "To arrange another: again {number} | interviewers | times",
)
AFTER_ALL = Text(
    zh="{by}：面试 #{number} 进行了，不是{who}没有来：{candidate} · {topic}\n时间：{when}",
    en="{by}: interview #{number} did take place, {who} has come: {candidate} · {topic}\nTime: {when}",
)
ASK = Text(
    zh="面试 #{number} 应该结束了：{candidate} · {topic}\n时间：{when}\n"
    "进行了请回复：完成 {number}\n有人没来请回复：未到 {number} 候选人 或 未到 {number} 面试官",
    en="Interview #{number} should be over: {candidate} · {topic}\nTime: {when}\n"
    "If it took place, reply: done {number}\n"
    "If somebody did not come: noshow {number} candidate or noshow {number} interviewer",
)

_ENDED = text("""
    SELECT id FROM interview
    WHERE status = 'confirmed' AND starts_at > :earliest AND starts_at <= :until
      AND ends_at > :after AND ends_at <= :until
      AND NOT EXISTS (SELECT FROM person WHERE id = candidate_id AND forgotten_at IS NOT NULL)
      AND NOT EXISTS (
          SELECT FROM outbox WHERE key = 'ended:' || interview.id || ':' || interview.revision
      )
    ORDER BY ends_at, id
    LIMIT :most
""").bindparams(*(bindparam(name, type_=Instant) for name in ("earliest", "after", "until")))
LONGEST = timedelta(days=1)
"""No interview lasts longer."""


async def done(
    session: AsyncSession, number: int, *, by: Person | None, rules: Rules, now: datetime
) -> Outcome:
    """It has taken place; nobody needs to be told, unless the opposite was said before. `by`: None
    where the room itself says so; whoever has said that somebody did not come knows better.

    Raises:
        Refused: it has not begun, was called off, or is not for them to say.
    """
    details = await _begun(session, number, "done", by, rules, now)
    absent = details.interview.absent
    if details.interview.status == Status.DONE or (by is None and absent is not None):
        return Outcome(details, changed=False)
    states.enter(details, "done")
    details.interview.absent = None
    await take_back_question(session, details, now)
    change = await history.record(session, details.interview, "done", by=by, now=now)
    words = None  # the cards say so
    if by is not None and absent is not None:
        words = AFTER_ALL(
            by=by.name, who=history.ABSENT[absent], **subject(details), when=details.agreed
        )
    await announce(session, details, change, by=by, rules=rules, now=now, to_hr=words)
    return Outcome(details)


async def no_show(
    session: AsyncSession,
    number: int,
    absent: Absent,
    *,
    by: Person,
    rules: Rules,
    now: datetime,
) -> Outcome:
    """Somebody did not come; its HR is told.

    Raises:
        Refused: as for `done`.
    """
    details = await _begun(session, number, "no_show", by, rules, now)
    if details.interview.absent == absent:
        return Outcome(details, changed=False)
    states.enter(details, "no_show")
    details.interview.absent = absent
    await take_back_question(session, details, now)
    await withdraw(session, details, details.panel, now)
    change = await history.record(
        session, details.interview, "no_show", by=by, now=now, absent=absent.value
    )
    await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_hr=NO_SHOW(
            by=by.name, who=history.ABSENT[absent], **subject(details), when=details.agreed
        ),
    )
    return Outcome(details)


async def ask_due(session: AsyncSession, now: datetime, rules: Rules) -> int:
    """Ask the HR of each interview that has ended without a word, once; gives how many."""
    mark = await watermarks.take(session, "outcomes", first=now)
    if mark is None:
        return 0
    after = min(mark.reached, now) - ASK_AFTER - OVERLAP
    found = await run(
        session, _ENDED, earliest=after - LONGEST, after=after, until=now - ASK_AFTER, most=BATCH
    )
    numbers = [number for (number,) in found]
    notices = [_asking(details) for details in await agreed(await rows_of(session), numbers)]
    await write(session, notices, rules, now)
    if len(numbers) < BATCH:
        mark.reached = now
    return len(numbers)


def _asking(details: Details) -> Notice:
    revision = details.interview.revision
    words: Words = ASK(**subject(details), when=details.agreed)
    return Notice(
        details.hr,
        words,
        key=f"ended:{details.number}:{revision}",
        kind="ended",
        interview=details.number,
        revision=revision,
        card=outcome_card.question(details),
    )


async def _begun(
    session: AsyncSession, number: int, step: str, by: Person | None, rules: Rules, now: datetime
) -> Details:
    details = await find(session, number, lock=True)
    if by is not None and not (details.interviewed_by(by) or is_hr(by, rules)):
        raise Refused(NOT_YOURS(number=number))
    states.refuse(details, step)
    if details.agreed.start > now:
        raise Refused(NOT_YET(number=number, when=details.agreed))
    return details
