"""HR's morning digest: today's interviews and everything that waits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import agenda, outstanding, unanswered, waiting, watermarks
from interviews.dates import Day
from interviews.notices import Notice, write
from interviews.people import all_hr, reader
from interviews.rules import Rules
from interviews.texts import NOTHING, Reader, Text, Words, lines
from models import Person
from models.sql import rows_of

LATEST = timedelta(hours=3)
"""A digest that is later than that does not help any more."""
MOST = 40
BATCH = 1_000_000
"""All HR at once: they are few."""

GREETING = Text(zh="早上好，{name}！{day}", en="Good morning, {name}! {day}")
TODAY = Text(zh="今天的面试（{count}）：", en="Interviews today ({count}):")
WAITING = Text(zh="等待答复（{count}）：", en="Waiting for an answer ({count}):")
WISHED = Text(
    zh="想改期，还没有处理（{count}）：", en="Asked for another time, not settled ({count}):"
)
UNSTAFFED = Text(zh="没有面试官了（{count}）：", en="Nobody left to interview ({count}):")
SILENT = Text(
    zh="没有答复的面试官（{count}）：", en="Interviewers who have not answered ({count}):"
)
UNRATED = Text(
    zh="一直没有收到反馈（{count}），不再需要的请发“关闭反馈 编号”：",
    en='Asked for feedback in vain ({count}); what is not needed, say "feedback close number":',
)
MORE = Text(
    zh="只列出前 {most} 条，其余请发“今天”或“待确认”查看。",
    en='Only the first {most} are shown; say "today" or "pending" for the rest.',
)


async def enqueue_due(session: AsyncSession, now: datetime, rules: Rules) -> int:
    """Write the digests due at `now`, one for each HR whose morning it is; gives how many."""
    if rules.digest.at is None:
        return 0
    mark = await watermarks.take(session, "digests", first=now)
    if mark is None:
        return 0
    after = max(min(mark.reached, now), now - LATEST)
    count = 0
    for person in await all_hr(session, rules, now):
        how = reader(person, rules, now)
        due = datetime.combine(now.astimezone(how.zone).date(), rules.digest.at, tzinfo=how.zone)
        if due.weekday() < 5 and after < due <= now:
            count += await _digest(session, person, how, due, rules)
    mark.reached = now
    return count


async def _digest(
    session: AsyncSession, person: Person, how: Reader, due: datetime, rules: Rules
) -> int:
    words = await compose(session, person, how, rules)
    if words is None:
        return 0
    notice = Notice(
        person,
        words,
        key=f"digest:{person.id}:{due.date()}",
        kind="digest",
        not_after=due + LATEST,
    )
    return await write(session, [notice], rules, how.now)


async def compose(session: AsyncSession, person: Person, how: Reader, rules: Rules) -> Words | None:
    """The digest as this person reads it now; None if there is nothing to say."""
    rows, most = await rows_of(session), MOST + 1
    parts: tuple[tuple[Text, Sequence[Words]], ...] = (
        (TODAY, await agenda.everyone(rows, person, agenda.day(how), most=most)),
        (WAITING, await waiting.pending(session, how.now, most=most)),
        (WISHED, await waiting.wished(session, how.now, most=most)),
        (UNSTAFFED, await waiting.unstaffed(session, how.now, most=most)),
        (SILENT, await unanswered.silent(session, how.now, most=most)),
        (UNRATED, await outstanding.outstanding(rows, how.now, rules, most=most, in_vain=True)),
    )
    if not any(some for _, some in parts):
        return None
    return lines(
        GREETING(name=person.name, day=Day(how.now)),
        *(lines(head(count=len(some[:MOST])), *some[:MOST]) for head, some in parts if some),
        MORE(most=MOST) if max(len(some) for _, some in parts) > MOST else NOTHING,
    )
