"""What WeCom tells of chats on WeChat afterwards: with whom they are, and what did not arrive."""

from datetime import datetime

from sqlalchemy import bindparam, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import customers, undelivered
from interviews.notices import Notice, write
from interviews.parts import latest_of
from interviews.reach import Closed, by_mail
from interviews.rules import Rules
from interviews.texts import Text
from interviews.words import topic
from models import Person
from models.columns import Instant
from models.customer import Session
from models.sql import rows_of, run

BECAUSE = {4: Closed.SILENT, 5: Closed.ENDED, 6: Closed.SPENT, 10: Closed.REFUSED}
"""Fail types that mean what we know a name for (DOC 94670)."""
OTHERWISE = Closed.UNKNOWN

TAKEN = Text(
    zh="{name}（#{number} · {topic}）的微信会话现在由人工接待。"
    "结束之前我不再和 TA 说话，要说的会发给您转达。\n交还给我请发：交回 {number}",
    en="A colleague talks to {name} (#{number} · {topic}) on WeChat now. Until that ends I say nothing to"
    " them; what there is to say is given to you.\nTo give the chat back to me: handback {number}",
)

_OF_IT = """
    person_id = :person AND state = 'sent'
    AND (msgid = :msgid OR merged_into = (
             SELECT id FROM outbox WHERE person_id = :person AND msgid = :msgid))
"""
_LOST = text(f"""
    UPDATE outbox SET state = 'dead', reason = :reason, done_at = :now
    WHERE {_OF_IT}
    RETURNING id, kind
""").bindparams(bindparam("now", type_=Instant))  # noqa: S608 - ours
_BY_MAIL = text(f"""
    UPDATE outbox SET state = 'waiting', way = 'mail', reason = :reason, done_at = NULL, attempts = 0,
                      part = 0, sends = '{{}}', not_before = NULL, claimed_until = NULL,
                      merged_into = NULL
    WHERE {_OF_IT}
    RETURNING id, person_id, not_before, kind
""")  # noqa: S608 - ours


async def moved(
    session: AsyncSession,
    external_userid: str,
    to: Session,
    at: datetime,
    rules: Rules,
    now: datetime,
) -> None:
    """Note with whom a chat is; HR hears of a colleague who has taken it unasked."""
    person = await _of(session, external_userid)
    if person is None:
        return
    rows = await rows_of(session)
    before = (await customers.window(rows, person.id)).closed_by_state()
    await customers.moved(rows, person.id, to)
    details = await latest_of(session, person, now)
    if to is not Session.HUMAN or before is Closed.HUMAN or details is None:
        return
    taken = Notice(
        details.hr,
        TAKEN(name=person.name, number=details.number, topic=topic(details.interview)),
        key=f"taken:{person.id}:{at.isoformat()}",
        kind="taken",
        interview=details.number,
    )
    await write(session, [taken], rules, now)


async def failed(
    session: AsyncSession, external_userid: str, msgid: str, why: int, rules: Rules, now: datetime
) -> int:
    """A message that WeCom had taken did not arrive: it goes as a letter if there is an address, else
    HR passes it on; gives how many notices it was."""
    person = await _of(session, external_userid)
    if person is None:
        return 0
    closed = BECAUSE.get(why, OTHERWISE)
    await customers.learn(await rows_of(session), person.id, closed)
    if by_mail(person, rules):
        again = await run(session, _BY_MAIL, person=person.id, msgid=msgid, reason=closed.value)
        waiting = [tuple(row) for row in again.all()]
        session.info.setdefault("outbox", []).extend(waiting)
        return len(waiting)
    lost = await run(session, _LOST, person=person.id, msgid=msgid, reason=closed.value, now=now)
    numbers = [number for number, kind in lost if kind != "undelivered"]
    for number in sorted(numbers):
        await undelivered.tell_hr(
            session, number, unknown=False, reason=closed.value, rules=rules, now=now
        )
    return len(numbers)


async def _of(session: AsyncSession, external_userid: str) -> Person | None:
    found = await session.exec(select(Person).where(col(Person.external_userid) == external_userid))
    return found.first()
