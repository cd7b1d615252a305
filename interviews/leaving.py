"""When somebody can no longer use the app, because they left or nobody may see it any more: HR gets
one list of the interviews they were to take part in, with people who could."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import invitations, substitutes
from interviews.details import Details
from interviews.notices import Notice, write
from interviews.parts import involving
from interviews.people import all_hr
from interviews.rules import Rules
from interviews.texts import Text, Words, dotted, lines
from interviews.words import STATUS, topic
from models import Person

LEFT = Text(
    zh="{name}（{userid}）已收不到面约的消息，可能已离职，或者不在应用的可见范围内。"
    "TA 还有 {count} 场面试：\n{interviews}",
    en="{name} ({userid}) gets no messages from Mianyue any more: they may have left, or may not see"
    " the app. Still theirs ({count}):\n{interviews}",
)
ONE = Text(zh="#{number} {what}", en="#{number} {what}")
SWAP_FOR = Text(zh="换人 {number} {out} 姓名", en="swap {number} {out} name")
CANDIDATE = Text(
    zh="TA 是候选人，请另外联系；取消请发：取消 {number} 原因",
    en="They are the candidate; please reach them otherwise, or: cancel {number} and why",
)


async def left(session: AsyncSession, person_id: int, *, rules: Rules, now: datetime) -> int:
    """Note that somebody has left, and tell HR of their interviews to come; gives how many notices.

    Told once: until they say something again, nothing more is. Of those who are only not reachable
    as candidates HR hears message by message (`undelivered.py`).
    """
    gone = await session.exec(
        update(Person)
        .where(col(Person.id) == person_id, col(Person.left_at).is_(None))
        .values(left_at=now)
        .returning(col(Person.id))
    )
    if gone.first() is None:
        return 0
    person = await session.get_one(Person, person_id)
    found = await involving(session, person, now)
    if not any(details.interviewed_by(person) for details in found):
        return 0
    others = [one for one in await all_hr(session, rules, now) if one.id != person_id]
    lists: dict[int, tuple[Person, list[Words]]] = {}
    for details in found:
        words = await _one(session, details, person, rules, now)
        for hr in [details.hr] if details.hr.id != person_id else others:
            lists.setdefault(hr.id, (hr, []))[1].append(words)
    notices = [
        Notice(
            hr,
            LEFT(
                name=person.name,
                userid=person.userid or "?",
                count=len(each),
                interviews=lines(*each),
            ),
            key=f"left:{person_id}:{now.isoformat()}:{hr.id}",
            kind="left",
        )
        for hr, each in lists.values()
    ]
    return await write(session, notices, rules, now)


async def _one(
    session: AsyncSession, details: Details, person: Person, rules: Rules, now: datetime
) -> Words:
    agreed = details.interview.starts_at is not None
    when: Words = details.agreed if agreed else STATUS[details.interview.status]
    head = ONE(
        number=details.number, what=dotted(details.candidate.name, topic(details.interview), when)
    )
    if not details.interviewed_by(person):
        return lines(head, CANDIDATE(number=details.number))
    out = await substitutes.spelled(session, person)
    if agreed:
        seat = (await substitutes.seats_of(session, details))[person.id]
        others = await substitutes.others(session, details, person, seat.pool, now)
        free = await substitutes.free_then(session, details, others, rules, now)
        if free:
            return lines(head, invitations.commands(details, out, free))
    return lines(head, SWAP_FOR(number=details.number, out=out))
