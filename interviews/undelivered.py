"""When someone cannot be told: HR passes each message on, as long as it is true and helps."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import leaving, links
from interviews.details import find
from interviews.handing import HANDBACK, TAKEOVER
from interviews.notices import Notice, write
from interviews.reach import WHY, Closed
from interviews.rules import Rules
from interviews.texts import NOTHING, Own, Text, Value, lines
from interviews.words import topic
from models import Outbox, Person

UNDELIVERED = Text(
    zh="没能通知到{name}：企业微信里找不到账号 {userid}，或者 TA 不在应用的可见范围内。\n"
    "面试 #{number}（{topic}）的这条消息请另想办法转达：\n{text}",
    en="{name} could not be told: WeCom does not know the account {userid}, or may not show the app"
    " to them.\nPlease pass on this message about interview #{number} ({topic}):\n{text}",
)
FAILED = Text(
    zh="没能通知到{name}（{reason}）。\n"
    "面试 #{number}（{topic}）的这条消息请另想办法转达：\n{text}",
    en="{name} could not be told ({reason}).\nPlease pass on this message about interview #{number}"
    " ({topic}):\n{text}",
)
NOT_MOVED = Text(
    zh="{name}（#{number} · {topic}）的微信会话没能转成：{reason}。",
    en="The WeChat chat with {name} (#{number} · {topic}) could not be moved: {reason}.",
)


async def tell_hr(
    session: AsyncSession,
    outbox_id: int,
    *,
    unknown: bool,
    reason: str,
    rules: Rules,
    now: datetime,
) -> bool:
    """Tell the interview's HR what did not arrive; False where there is nobody to tell.

    `unknown`: WeCom does not know the receiver, or not for this app.
    """
    row = await session.get_one(Outbox, outbox_id, populate_existing=True)
    if unknown:
        await leaving.left(session, row.person_id, rules=rules, now=now)
    if row.interview_id is None or row.kind == "reply":  # nobody but who asked needs an answer
        return False
    details = await find(session, row.interview_id)
    if details.hr.id == row.person_id:
        return False
    person = await session.get_one(Person, row.person_id)
    why: Value = WHY[Closed(reason)] if reason in set(Closed) else reason
    own = person.id == details.candidate.id
    words = lines(Own(row.letter or row.text), links.to_page(details, rules) if own else NOTHING)
    named: dict[str, Value] = {
        "name": person.name,
        "number": details.number,
        "topic": topic(details.interview),
    }
    if row.kind in {TAKEOVER, HANDBACK}:
        text = NOT_MOVED(**named, reason=why)
    elif unknown:
        text = UNDELIVERED(**named, text=words, userid=person.userid or "?")
    else:
        text = FAILED(**named, text=words, reason=why)
    notice = Notice(
        details.hr,
        text,
        key=f"undelivered:{outbox_id}",
        kind="undelivered",
        interview=details.number,
        revision=row.revision,
        not_after=row.not_after,
    )
    return bool(await write(session, [notice], rules, now))
