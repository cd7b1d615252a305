"""Close to the start candidates and interviewers can no longer move or cancel by themselves: they are
told whom to call, and HR hears at once that they asked."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import history
from interviews.dates import Lasting
from interviews.details import Details
from interviews.notices import announce
from interviews.phrases import subject
from interviews.rules import Rules
from interviews.texts import NOTHING, Text, Words, lines
from models import Person

CALL = Text(
    zh="离 #{number}（{when}）开始不到 {cutoff}，不能在这里取消了。已马上告诉{hr}，请直接联系{hr}。",
    en="#{number} ({when}) begins in less than {cutoff}, so it cannot be cancelled here any more. {hr}"
    " has just been told; please call {hr} directly.",
)
WANTS = Text(
    zh="{who}想取消面试 #{number}，离开始不到 {cutoff}，已请 TA 直接联系您：{candidate} · {topic}\n"
    "时间：{when}",
    en="{who} wants to cancel interview #{number}, which begins in less than {cutoff}, and was asked to"
    " call you: {candidate} · {topic}\nTime: {when}",
)
REASON = Text(zh="原因：{reason}", en="Reason: {reason}")
TO_CANCEL = Text(
    zh="要取消请发：取消 {number} 原因", en="To cancel it, send: cancel {number} and why"
)


def close(details: Details, rules: Rules, now: datetime) -> bool:
    """Whether less than `change.cutoff` is left before the agreed start."""
    return details.agreed.start - now < rules.change.cutoff


async def ask_to_cancel(
    session: AsyncSession, details: Details, reason: str, *, by: Person, rules: Rules, now: datetime
) -> Words:
    """Tell HR that somebody wants to cancel; gives what they are answered."""
    change = await history.record(
        session, details.interview, "wants_off", by=by, now=now, reason=reason
    )
    cutoff = Lasting(rules.change.cutoff)
    await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_hr=lines(
            WANTS(who=by.name, **subject(details), when=details.agreed, cutoff=cutoff),
            REASON(reason=reason) if reason else NOTHING,
            TO_CANCEL(number=details.number),
        ),
    )
    return CALL(number=details.number, when=details.agreed, cutoff=cutoff, hr=details.hr.name)
