"""How and when the people of an interview were last told something about it."""

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.dates import Moment
from interviews.details import Details
from interviews.reach import WHY, Closed, by_hand
from interviews.rules import Rules
from interviews.texts import Text, Value, Words, lines
from models.message import OutboxState, Way
from models.sql import run

BY = {
    Way.WECOM: Text(zh="企业微信", en="WeCom"),
    Way.KF: Text(zh="微信", en="WeChat"),
    Way.MAIL: Text(zh="邮件", en="e-mail"),
}
TOLD = Text(zh="{name}：{at} 已通知（{way}）", en="{name}: told {at} ({way})")
INSTEAD = Text(
    zh="{name}：{at} 已通知（{way}，因为{why}）", en="{name}: told {at} ({way}, because {why})"
)
NOT_TOLD = Text(
    zh="{name}：{at} 没有通知到（{why}），已请 HR 转达",
    en="{name}: could not be told {at} ({why}); HR was asked to pass it on",
)
BY_HAND = Text(zh="{name}：由 HR 转达", en="{name}: HR passes messages on")

# What changes a card in place is no message, and an answer was asked for.
_LAST = text("""
    SELECT DISTINCT ON (person_id) person_id, state, way, reason, coalesce(sent_at, done_at) AS at
    FROM outbox
    WHERE interview_id = :number AND state IN ('sent', 'dead')
      AND updates IS NULL AND kind NOT IN ('undelivered', 'reply', 'qr')
    ORDER BY person_id, id DESC
""")


async def reached(session: AsyncSession, details: Details, rules: Rules) -> Words:
    """A line for the candidate and for each interviewer of whom something is known."""
    found = await run(session, _LAST, number=details.number)
    last = {row.person_id: row for row in found.all()}
    told: list[Words] = []
    for person in (details.candidate, *details.panel):
        row = last.get(person.id)
        if row is None:
            if by_hand(person, rules):
                told.append(BY_HAND(name=person.name))
            continue
        facts: dict[str, Value] = {"name": person.name, "at": Moment(row.at)}
        why: Value = row.reason or ""
        if row.reason in set(Closed):
            why = WHY[Closed(row.reason)]
        if row.state == OutboxState.DEAD:
            told.append(NOT_TOLD(**facts, why=why))
        elif row.way == Way.MAIL and why:
            told.append(INSTEAD(**facts, way=BY[Way.MAIL], why=why))
        else:
            told.append(TOLD(**facts, way=BY[Way(row.way or Way.WECOM)]))
    return lines(*told)
