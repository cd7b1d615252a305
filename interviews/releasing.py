"""A candidate's account on WeChat is taken off them: the link was opened by somebody else, or they
have a new account. Their links are made anew, and the old ones open nothing any more. Whoever opens
the new one is bound, but not the account that was taken off."""

import hashlib
from datetime import datetime

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import customers, history, inviting, states, welcoming
from interviews.details import Details, find
from interviews.notices import Notice, write
from interviews.passing_on import pass_on
from interviews.people import hold
from interviews.rules import Rules
from interviews.texts import Own, Refused, Text, Words, lines
from models import Person
from models.person import Channel
from models.sql import run

MEMBER = Text(
    zh="{name}用的是企业微信，没有要解除的微信。什么也没有改变。",
    en="{name} uses WeCom, so there is no WeChat account to take off. Nothing was changed.",
)

# The last time counts: once nobody is bound, saying it again lets everybody in.
_TAKEN_OFF = text("""
    SELECT detail ->> 'account' FROM change
    WHERE interview_id = :number AND what = 'released' ORDER BY id DESC LIMIT 1
""")


async def release(
    session: AsyncSession, number: int, *, by: Person, rules: Rules, now: datetime
) -> tuple[Details, bool, Words]:
    """Take it off; gives whether there was one, and what HR passes on to the right person.

    Raises:
        Refused: the interview is over, or its candidate is a member of the company.
    """
    await hold(session, (await find(session, number)).candidate.id)
    details = await find(session, number, lock=True)
    states.refuse(details, "edit")
    candidate = details.candidate
    if candidate.channel == Channel.WECOM:
        raise Refused(MEMBER(name=candidate.name))
    account = candidate.external_userid if candidate.channel == Channel.KF else None
    change = await history.record(
        session,
        details.interview,
        "released",
        by=by,
        now=now,
        account=_known_as(account) if account else None,
    )
    if account:
        candidate.link_edition += 1
        await customers.unbind(session, candidate)
    opens = await inviting.opens(session, rules)
    words = await welcoming.standing(session, details, rules, now)
    passing: Words = pass_on(details, candidate, words, rules, now, opens)
    if link := inviting.link(details, opens, rules, now):
        passing = lines(passing, inviting.QR_COMES)
        picture = Notice(
            by,
            Own(link),
            key=f"{inviting.QR}:{change.id}",
            kind=inviting.QR,
            interview=number,
            revision=details.interview.revision,
        )
        await write(session, [picture], rules, now)
    return details, account is not None, passing


async def taken_off(session: AsyncSession, number: int) -> str | None:
    """The account that was the last to be taken off the candidate of this interview, if any was."""
    found: str | None = (await run(session, _TAKEN_OFF, number=number)).scalar()
    return found


def same(before: str | None, external_userid: str) -> bool:
    """Whether it is this one."""
    return before == _known_as(external_userid)


def _known_as(external_userid: str) -> str:
    """It is somebody else's: what is kept of it only knows it again."""
    return hashlib.sha256(external_userid.encode()).hexdigest()[:32]
