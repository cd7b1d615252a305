"""A candidate's chat on WeChat goes to a human, and back: asked for here, done at delivery."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import customers, people
from interviews.details import Details, find
from interviews.notices import Notice, write
from interviews.reach import Closed
from interviews.rules import Rules
from interviews.texts import Refused, Text, Words
from models import Person
from models.person import Channel
from models.sql import rows_of

TAKEOVER, HANDBACK = "takeover", "handback"
"""Kinds of the notices that move a chat; their texts are for the candidate."""

FROM_NOW_ON = Text(
    zh="接下来由{hr}在这里直接回复您。", en="From now on {hr} will answer you here in person."
)
AGAIN = Text(
    zh="现在又由我（面约）在这里回复您。有话直说就好。",
    en="I, Mianyue, answer here again. Just say what you want.",
)
NO_SERVICER = Text(
    zh="还没有设置接手的同事，什么也没有做。请管理员设置 kf.servicer；您可以先直接联系{name}。",
    en="Nobody is set to take over, so nothing was done. Ask your administrator to set kf.servicer;"
    " until then please contact {name} yourself.",
)
NOT_ON_WECHAT = Text(
    zh="{name}没有在微信里和我说话，没有会话可以转。请直接联系 TA。",
    en="{name} does not talk to me on WeChat, so there is no chat to hand over. Please contact them.",
)
TAKEN_ALREADY = Text(
    zh="{name}已经在和人工聊天了。要交还给我，请发：交回 {number}",
    en="{name} is with a human already. To give the chat back to me: handback {number}",
)
NOT_TAKEN = Text(
    zh="{name}现在不在人工那里，不用交回。要接手请发：接手 {number}",
    en="{name} is not with a human just now. To take over: takeover {number}",
)


async def servicer(session: AsyncSession, rules: Rules) -> str:
    """What the one who takes chats over is called; by the account, if they never spoke to the bot."""
    known = await people.by_userid(session, rules.kf.servicer)
    return known.name if known is not None else rules.kf.servicer


async def take_over(
    session: AsyncSession, number: int, *, by: Person, rules: Rules, now: datetime
) -> Details:
    """Have the chat with an interview's candidate moved to the human who takes over.

    Raises:
        Refused: there is no such chat, nobody to take it, or somebody has it.
    """
    details = await _on_wechat(session, number)
    candidate = details.candidate
    if not rules.kf.servicer:
        raise Refused(NO_SERVICER(name=candidate.name))
    if await _with_human(session, candidate):
        raise Refused(TAKEN_ALREADY(name=candidate.name, number=number))
    await move(session, candidate, TAKEOVER, FROM_NOW_ON(hr=by.name), details, rules, now)
    return details


async def hand_back(session: AsyncSession, number: int, *, rules: Rules, now: datetime) -> Details:
    """Have the chat ended for the human, so that the bot answers what comes next.

    Raises:
        Refused: there is no such chat, or nobody has it.
    """
    details = await _on_wechat(session, number)
    if not await _with_human(session, details.candidate):
        raise Refused(NOT_TAKEN(name=details.candidate.name, number=number))
    await move(session, details.candidate, HANDBACK, AGAIN, details, rules, now)
    return details


async def move(
    session: AsyncSession,
    candidate: Person,
    kind: str,
    words: Words,
    about: Details | None,
    rules: Rules,
    now: datetime,
) -> None:
    """Write down that a chat is to be moved; `words` are the last, or the first, of the bot's."""
    notice = Notice(
        candidate,
        words,
        key=f"{kind}:{candidate.id}:{session.info['message']}",
        kind=kind,
        interview=about.number if about else None,
    )
    await write(session, [notice], rules, now)


async def _on_wechat(session: AsyncSession, number: int) -> Details:
    details = await find(session, number)
    if details.candidate.channel != Channel.KF:
        raise Refused(NOT_ON_WECHAT(name=details.candidate.name))
    return details


async def _with_human(session: AsyncSession, candidate: Person) -> bool:
    window = await customers.window(await rows_of(session), candidate.id)
    return window.closed_by_state() is Closed.HUMAN
