"""Who opens a candidate's link in WeChat is the candidate: binding an account to a person, once."""

from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import customers, releasing, tickets, welcoming
from interviews.cards import card_of
from interviews.notices import Notice, write
from interviews.parts import upcoming
from interviews.people import all_hr
from interviews.rules import Rules
from interviews.texts import Refused, Text, Value, Words
from interviews.welcoming import Entry
from interviews.words import topic
from models import Person
from models.person import Channel
from models.sql import rows_of

BOUND = Text(
    zh="{name}打开了 #{number}（{topic}）的微信链接，以后的消息会直接发到 TA 的微信。",
    en="{name} has opened the WeChat link of #{number} ({topic}) and gets messages there from now on.",
)
BOUND_ANEW = Text(
    zh="这次是{name}的另一个微信打开了 #{number}（{topic}）的链接，以后的消息会直接发到那里。",
    en="Another WeChat account of {name} has opened the link of #{number} ({topic}) and gets messages"
    " from now on.",
)
"""Other words than the first time: WeCom swallows what it was given before."""
NO_TOKEN = Text(
    zh="这个链接不完整，我认不出是哪场面试。请重新打开 HR 发给您的链接，或者回复“人工”。",
    en="This link is not complete, so I cannot tell which interview it is for. Please open the one HR"
    ' has sent you again, or reply "human".',
)
OVER = Text(
    zh="这场面试已经结束或取消，链接不能再用了。有问题请联系{hr}，或者回复“人工”。",
    en="That interview is over or cancelled, so the link no longer works. Please ask {hr}, or reply"
    ' "human".',
)
NOT_YOURS = Text(
    zh="这个链接是给另一位候选人的，已经由 TA 的微信打开过。如果您就是 TA，请联系{hr}，或者回复“人工”。",
    en="This link is somebody else's and was opened from another WeChat before. If it is yours after"
    ' all, please ask {hr}, or reply "human".',
)
OUTDATED = Text(
    zh="这个链接已经失效，换过新的了。如果您就是这位候选人，请向{hr}要新的链接，或者回复“人工”。",
    en="This link is no longer valid; there is a new one. If it is yours, please ask {hr} for that, or"
    ' reply "human".',
)
TOLD_NO_TOKEN = Text(
    zh="有人在微信里打开了一个无效的面试链接，已请 TA 重新打开 HR 发的链接。",
    en="Somebody opened an invalid interview link in WeChat; they were asked to open theirs again.",
)
TOLD_OVER = Text(
    zh="有人在微信里打开了 #{number}（{name} · {topic}）的链接，但它已经失效；已请 TA 联系您。",
    en="Somebody opened the link of #{number} ({name} · {topic}) in WeChat, which works no more; they"
    " were told to ask you.",
)
TOLD_NOT_YOURS = Text(
    zh="有另一个微信打开了 #{number}（{name} · {topic}）的链接，没有绑定；已请 TA 联系您。\n"
    "如果确实是{name}，请发：换微信 {number}，再把回复里的链接转给 TA。",
    en="Another WeChat account opened the link of #{number} ({name} · {topic}); it was not bound, and"
    " they were told to ask you.\nIf it is {name}, send: rebind {number}, and pass on the link that you"
    " are answered.",
)
TOLD_OUTDATED = Text(
    zh="有人在微信里打开了 #{number}（{name} · {topic}）原来的链接，它已经失效；已请 TA 联系您。",
    en="Somebody opened the former link of #{number} ({name} · {topic}) in WeChat, which works no more;"
    " they were told to ask you.",
)
TOLD_SOMEBODY = Text(
    zh="{other}的微信打开了 #{number}（{name} · {topic}）的链接，没有绑定，因为 TA 已经是{other}。\n"
    "如果是同一个人，请发：合并 {number} {known}",
    en="The WeChat of {other} opened the link of #{number} ({name} · {topic}); it was not bound, since"
    " they are {other}.\nIf both are one person, send: unite {number} {known}",
)


class _Unbound(Refused):
    """They cannot be who the link is for; HR is told."""

    def __init__(self, words: Words, hr: Person | None, told: Words) -> None:
        super().__init__(words)
        self.hr = hr
        self.told = told


async def enter(session: AsyncSession, entry: Entry, rules: Rules, now: datetime) -> Person:
    """Bind the account if the link says whose it is, and have them welcomed; gives who they are."""
    known = await _known(session, entry.external_userid)
    if entry.token and rules.tickets is not None:
        try:
            known = await _bind(session, entry, known, rules, now)
        except _Unbound as why:
            person = known or await _stranger(session, entry, rules, now)
            await welcoming.say(session, entry, person, why.words, rules, now)
            await _tell_hr(session, entry, person, why, rules, now)
            return person
    person = known or await _stranger(session, entry, rules, now)
    await welcoming.welcome(session, entry, person, rules, now)
    return person


async def say_what_is_open(
    session: AsyncSession, person: Person, message: str, rules: Rules, now: datetime
) -> None:
    """To somebody who writes for the first time and could not be welcomed when they came."""
    if await welcoming.was_welcomed(session, person):
        return
    found = await welcoming.open_for(session, person, rules, now)
    notices = [
        Notice(
            person,
            words,
            key=f"offer:{message}:{details.number}",
            kind="offer",
            interview=details.number,
            revision=details.interview.revision,
            card=card_of(words),
        )
        for details, words in found
    ]
    if not found and person.name == customers.STRANGER:
        notices = [Notice(person, welcoming.STRANGER, key=f"offer:{message}", kind="offer")]
    await write(session, notices, rules, now)


async def _bind(
    session: AsyncSession, entry: Entry, known: Person | None, rules: Rules, now: datetime
) -> Person:
    """The candidate whose token it is, theirs alone from now on."""
    assert rules.tickets is not None  # noqa: S101 - there is a token to read
    details = await tickets.opened(session, rules.tickets, entry.token)
    if details is None:
        raise _Unbound(NO_TOKEN, None, TOLD_NO_TOKEN)
    named: dict[str, Value] = {
        "number": details.number,
        "name": details.candidate.name,
        "topic": topic(details.interview),
    }
    if tickets.expired(details, now):
        raise _Unbound(OVER(hr=details.hr.name), details.hr, TOLD_OVER(**named))
    candidate = await _locked(session, details.candidate)
    if known is not None and candidate.id == known.id:
        return candidate
    if tickets.outdated(details, rules.tickets, entry.token):
        raise _Unbound(OUTDATED(hr=details.hr.name), details.hr, TOLD_OUTDATED(**named))
    before = await releasing.taken_off(session, details.number)
    if candidate.channel != Channel.NONE or releasing.same(before, entry.external_userid):
        told = TOLD_NOT_YOURS(**named)
        raise _Unbound(NOT_YOURS(hr=details.hr.name), details.hr, told)
    heard_at = None
    if known is not None:
        if ahead := await upcoming(session, known, now):
            told = TOLD_SOMEBODY(**named, other=known.name, known=ahead[0].number)
            raise _Unbound(NOT_YOURS(hr=details.hr.name), details.hr, told)
        heard_at = (await customers.window(await rows_of(session), known.id)).heard_at
        await customers.unbind(session, known)
    candidate.external_userid, candidate.channel = entry.external_userid, Channel.KF
    await session.flush()
    if heard_at is not None:
        await customers.heard(await rows_of(session), candidate.id, heard_at)
    bound = Notice(
        details.hr,
        (BOUND_ANEW if before else BOUND)(**named),
        key=f"bound:{candidate.id}:{entry.message}",
        kind="bound",
        interview=details.number,
    )
    await write(session, [bound], rules, now)
    return candidate


async def _tell_hr(
    session: AsyncSession, entry: Entry, person: Person, why: _Unbound, rules: Rules, now: datetime
) -> None:
    """Once a day: links are tapped again and again."""
    receivers = [why.hr] if why.hr else await all_hr(session, rules, now)
    day = now.date().isoformat()
    ticket = rules.tickets.read(entry.token) if rules.tickets else None
    about = ticket and f"{ticket.number}.{ticket.edition}"
    notices = [
        Notice(one, why.told, key=f"unbound:{person.id}:{about}:{day}:{one.id}", kind="unbound")
        for one in receivers
    ]
    await write(session, notices, rules, now)


async def _known(session: AsyncSession, external_userid: str) -> Person | None:
    found = await session.exec(
        select(Person)
        .where(col(Person.external_userid) == external_userid)
        .with_for_update(key_share=True)
    )
    return found.first()


async def _stranger(session: AsyncSession, entry: Entry, rules: Rules, now: datetime) -> Person:
    await customers.stranger(await rows_of(session), entry.external_userid, rules, now)
    person = await _known(session, entry.external_userid)
    assert person is not None, "inserted or already there"  # noqa: S101
    return person


async def _locked(session: AsyncSession, person: Person) -> Person:
    """Two phones may open one link at once."""
    found = await session.exec(
        select(Person)
        .where(col(Person.id) == person.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return found.one()
