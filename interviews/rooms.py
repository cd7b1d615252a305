"""What people hear of the room of their interview: each the link that is theirs, once it is there;
HR, when it takes its time, when it cannot be made, and whom it does not know."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import history, inviting
from interviews.counterparts import errand, look_again
from interviews.details import Details, find
from interviews.elsewhere import Made, Task, done, locked
from interviews.notices import Notice, write
from interviews.passing_on import pass_on
from interviews.phrases import subject
from interviews.reach import by_hand
from interviews.rules import Rules
from interviews.taking_back import take_back
from interviews.texts import NOTHING, Own, Text, Words, lines, listed
from interviews.ways_in import CODE, way
from interviews.words import topic
from models import Counterpart, Person
from models.counterpart import Kind, Standing

PATIENCE = timedelta(hours=2)
"""So long something may take before HR hears of it."""
BEFORE = timedelta(minutes=30)
"""So long before the interview HR hears of it in any case."""
LEFT_BEHIND = timedelta(days=1)
"""So long it is tried to take something away."""
PAUSES = (5, 15, 30, 60, 120, 300, 600)
"""Seconds between tries; the last one repeats."""

READY_CANDIDATE = Text(
    zh="您的面试房间准备好了：{topic}（#{number}）\n{link}\n到时请从这个链接进入。",
    en="The room of your interview is ready: {topic} (#{number})\n{link}\nPlease use this link when"
    " it is time.",
)
READY = Text(
    zh="面试房间准备好了 #{number}：{candidate} · {topic}\n{link}",
    en="The room is ready for interview #{number}: {candidate} · {topic}\n{link}",
)
MADE = Text(zh="#{number} 的房间已建好。", en="The room of #{number} is made.")
MORE_THAN_ALLOWED = Text(
    zh="{names}用的是共用链接：一个房间最多 {most} 位面试官有自己的链接。",
    en="{names} use the link that is shared: at most {most} interviewers have one of their own.",
)
UNKNOWN = Text(
    zh="{names}用的是共用链接：企业微信没有给出他们的邮箱或手机号。",
    en="{names} use the link that is shared: WeCom does not tell their e-mail or phone.",
)
MOST = 5
"""Interviewers with links of their own; ShowMeBug takes no more."""
WHAT = {
    "showmebug": Text(zh="ShowMeBug 房间", en="ShowMeBug room"),
    "wecom_meeting": Text(zh="企业微信会议", en="WeCom meeting"),
    "wecom_calendar": Text(zh="企业微信日程", en="WeCom schedule"),
}
_STEPS = {
    "create": Text(zh="建好", en="made"),
    "change": Text(zh="更新", en="brought up to date"),
    "cancel": Text(zh="删除", en="removed"),
}
NOT_YET = Text(
    zh="#{number}（{candidate} · {topic}）的{what}还没能{step}（{reason}），会继续尝试。",
    en="The {what} of #{number} ({candidate} · {topic}) could not be {step} yet ({reason}). It is"
    " tried on.",
)
NEVER = Text(
    zh="#{number}（{candidate} · {topic}）的{what}没能{step}：{reason}",
    en="The {what} of #{number} ({candidate} · {topic}) could not be {step}: {reason}",
)
OTHERWISE = Text(
    zh="要换别的房间，请发：修改 {number} 地点 https://…",
    en="To use another room, send: edit {number} place https://…",
)
BY_HAND = Text(zh="请手动处理。", en="Please see to it by hand.")


async def settled(
    session: AsyncSession, task: Task, made: Made | None, rules: Rules, now: datetime
) -> None:
    """What was to be done elsewhere is done: keep it, and tell whoever has a link they have not been
    told, which the notices' keys know."""
    details = await find(session, task.number, lock=True)
    row = await done(session, task, made)
    if task.kind != Kind.ROOM:
        return
    before = task.kept.links if task.kept else {}
    if made is None:
        await take_back(session, details, [f"room:{details.number}:%"], now)
    if made is not None and task.stays:
        if row.links.get("candidate") != before.get("candidate"):
            # The sequence of the candidate's calendar entry rises with it.
            await history.record(session, details.interview, "room", by=None, now=now)
        told = (details.candidate, *details.panel, *([details.hr] if row.told_at else []))
        opens = await inviting.opens(session, rules)
        notices = [_ready(details, row, person, opens, rules, now) for person in told]
        notices += _remarks(details, row)
        await write(session, notices, rules, now)
    row.told_at = None
    if row.links.get("interviewer") != before.get("interviewer"):
        for number in (await look_again(session, task.number, now, (Kind.CALENDAR,))).scalars():
            errand(session, f"keep {number}")


async def troubled(
    session: AsyncSession,
    task: Task,
    reason: str,
    *,
    for_good: bool,
    unsure: bool,
    rules: Rules,
    now: datetime,
) -> None:
    """It could not be done. `for_good`: another try would not help. `unsure`: it may have been done
    all the same."""
    details = await find(session, task.number, lock=True)
    row = await locked(session, task.id)
    row.reason, row.claimed_until = reason, None
    if row.remote_id is None and not unsure:
        row.asked_at = None
    if row.wanted != task.version:
        return  # it has changed meanwhile, so what failed may not be wanted any more
    row.not_before = now + timedelta(seconds=PAUSES[min(task.tries, len(PAUSES)) - 1])
    start, end = details.agreed.start, details.agreed.end
    last = end if task.stays else row.since + LEFT_BEHIND
    hears_at = min(row.since + PATIENCE, start - BEFORE) if task.stays else last
    over = for_good or now >= last
    if over:
        row.state, row.not_before = Standing.FAILED, None
    if not over and (now < hears_at or row.told_at is not None):
        return
    row.told_at = now
    step = ("change" if task.kept else "create") if task.stays else "cancel"
    words = (NEVER if over else NOT_YET)(
        **subject(details), what=WHAT[task.provider], step=_STEPS[step], reason=reason
    )
    advice: Words = NOTHING
    if task.kind == Kind.ROOM and step == "create":
        advice = OTHERWISE(number=details.number)
    elif over:
        advice = BY_HAND
    notice = Notice(
        details.hr,
        lines(words, advice),
        key=f"room_{'failed' if over else 'late'}:{task.id}:{task.version}",
        kind="room",
        interview=details.number,
        not_after=end if task.stays else None,
    )
    await write(session, [notice], rules, now)


def _ready(
    details: Details,
    row: Counterpart,
    person: Person,
    opens: str | None,
    rules: Rules,
    now: datetime,
) -> Notice:
    link, code = way(row.links, details, person)
    words = READY(**subject(details), link=Own(link))
    if person.id == details.candidate.id:
        words = READY_CANDIDATE(
            topic=topic(details.interview), number=details.number, link=Own(link)
        )
    said: Words = lines(words, CODE(code=code) if code else NOTHING)
    to = person
    if by_hand(person, rules):
        to, said = details.hr, pass_on(details, person, said, rules, now, opens)
    return Notice(
        to,
        said,
        key=f"room:{details.number}:{_digest(link, code)}:{person.id}",
        kind="room",
        interview=details.number,
        not_after=details.agreed.end,
    )


def _remarks(details: Details, row: Counterpart) -> Iterator[Notice]:
    """To HR: whose link is not their own."""
    if "own" not in row.links:
        return
    unknown = [one for one in details.panel if one.id in row.links.get("unknown", [])]
    known = [one for one in details.panel if one not in unknown]
    beyond = known[MOST:]
    if not (unknown or beyond):
        return
    yield Notice(
        details.hr,
        lines(
            MADE(number=details.number),
            MORE_THAN_ALLOWED(names=_names(beyond), most=MOST) if beyond else NOTHING,
            UNKNOWN(names=_names(unknown)) if unknown else NOTHING,
        ),
        key=f"room_shared:{details.number}:{_digest(*(str(one.id) for one in (*unknown, *beyond)))}",
        kind="room",
        interview=details.number,
        not_after=details.agreed.end,
    )


def _names(people: list[Person]) -> Words:
    return listed(one.name for one in people)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
