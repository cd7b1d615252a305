"""Two candidates turn out to be one person, of whom HR made two records: one of them takes over the
interviews of the other, whose record goes. Only a record that nothing but HR leads to can go."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import history, welcoming
from interviews.cards import card_of
from interviews.details import find
from interviews.holding import JUST_TAKEN
from interviews.notices import Notice, write
from interviews.parts import offers_to, upcoming
from interviews.reach import by_hand
from interviews.rules import Rules
from interviews.states import FORGOTTEN
from interviews.texts import Refused, Text
from models import Interview, Person
from models.columns import Instant
from models.person import Channel
from models.sql import run

SAME = Text(
    zh="#{number} 和 #{known} 的候选人本来就是同一位：{name}。什么也没有改变。",
    en="The candidate of #{number} and #{known} is one and the same: {name}. Nothing was changed.",
)
BOTH = Text(
    zh="{name}（#{number}）和{other}（#{known}）都能直接收到消息，不能合并，什么也没有改变。"
    "如果微信绑错了，请先发：换微信 编号",
    en="{name} (#{number}) and {other} (#{known}) both get messages, so they cannot be made one; nothing"
    " was changed. If a WeChat account is the wrong one, first send: rebind number",
)
OVERLAP = Text(
    zh="#{number} 和 #{known} 的时间有重叠，一个人不能同时参加，什么也没有改变。"
    "请先改或取消其中一场，再合并。",
    en="The times of #{number} and #{known} overlap, and nobody can be at both; nothing was changed."
    " Please move or cancel one of them first.",
)

_OVERLAP = text("""
    SELECT theirs.interview_id, own.interview_id
    FROM booking theirs JOIN booking own ON own.during && theirs.during
    WHERE theirs.who = :goes AND own.who = :stays AND upper(theirs.during) > :now
    ORDER BY theirs.during, theirs.interview_id, own.interview_id LIMIT 1
""").bindparams(bindparam("now", type_=Instant))
_PAST = text("DELETE FROM booking WHERE who = :goes AND upper(during) <= :now").bindparams(
    bindparam("now", type_=Instant)
)
_PASSES = [
    text("UPDATE booking SET who = :stays WHERE who = :goes"),
    text("UPDATE interview SET candidate_id = :stays WHERE candidate_id = :goes"),
    text("UPDATE inbox SET person_id = :stays WHERE person_id = :goes"),
    text("UPDATE change SET person_id = :stays WHERE person_id = :goes"),
]
_NOTICES = text("""
    WITH theirs AS (
        UPDATE outbox SET person_id = :stays WHERE person_id = :goes
        RETURNING id, person_id, not_before, kind, state
    )
    SELECT id, person_id, not_before, kind FROM theirs WHERE state = 'waiting' ORDER BY id
""")
_GOES = [
    text("DELETE FROM busy WHERE person_id = :goes"),
    text("DELETE FROM workday WHERE person_id = :goes"),
    text("DELETE FROM person WHERE id = :goes"),
]


@dataclass(frozen=True, slots=True)
class Pair:
    """Whose record stays, and whose goes, with the numbers of its interviews."""

    stays: Person
    goes: Person
    numbers: list[int]


async def consider(
    session: AsyncSession, number: int, known: int, now: datetime, *, lock: bool = False
) -> Pair:
    """Look whether the candidates of two interviews can be made one; changes nothing.

    Raises:
        Refused: they are one, or cannot be.
    """
    goes = (await find(session, number)).candidate
    stays = (await find(session, known)).candidate
    if goes.id == stays.id:
        raise Refused(SAME(number=number, known=known, name=goes.name))
    if lock:
        both = col(Person.id).in_([goes.id, stays.id])
        await session.exec(
            select(Person)
            .where(both)
            .order_by(col(Person.id))
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    for each, person in ((number, goes), (known, stays)):
        if person.forgotten_at is not None:
            raise Refused(FORGOTTEN(number=each))
    if goes.channel != Channel.NONE:
        goes, stays = stays, goes
    if goes.channel != Channel.NONE or goes.userid is not None:
        raise Refused(BOTH(name=stays.name, number=number, other=goes.name, known=known))
    theirs = select(Interview.id).where(col(Interview.candidate_id) == goes.id)
    numbers = (await session.exec(theirs.order_by(col(Interview.id)))).all()
    clash = await run(session, _OVERLAP, goes=goes.id, stays=stays.id, now=now)
    if (found := clash.first()) is not None:
        raise Refused(OVERLAP(number=found[0], known=found[1]))
    return Pair(stays, goes, [*numbers])


async def unite(
    session: AsyncSession, number: int, known: int, *, by: Person, rules: Rules, now: datetime
) -> Pair:
    """Make them one, and have the one sent what is open in the interviews that were the other's.

    Both people's rows are locked before the interviews: the order of their own messages.

    Raises:
        Refused: it cannot be done (any more).
    """
    pair = await consider(session, number, known, now, lock=True)
    stays, goes = pair.stays, pair.goes
    for each in pair.numbers:
        details = await find(session, each, lock=True)
        await history.record(session, details.interview, "united", by=by, now=now)
    stays.email = stays.email or goes.email
    stays.link_edition = max(stays.link_edition, goes.link_edition)
    await session.flush()
    session.expunge(goes)
    await run(session, _PAST, goes=goes.id, now=now)
    try:
        for statement in _PASSES:
            await run(session, statement, goes=goes.id, stays=stays.id)
    except IntegrityError:
        raise Refused(JUST_TAKEN) from None
    waiting = await run(session, _NOTICES, goes=goes.id, stays=stays.id)
    # Their jobs look for them with the one who goes.
    session.info.setdefault("outbox", []).extend(map(tuple, waiting.all()))
    for statement in _GOES:
        await run(session, statement, goes=goes.id)
    await _tell(session, pair, rules, now)
    return pair


async def _tell(session: AsyncSession, pair: Pair, rules: Rules, now: datetime) -> None:
    if by_hand(pair.stays, rules):
        return
    offered = await offers_to(session, pair.stays, now)
    agreed = await upcoming(session, pair.stays, now, agreed_only=True)
    concerned = [*offered, *(one for one in agreed if not one.open(now))]
    notices: list[Notice] = []
    for details in concerned:
        if details.number not in pair.numbers:
            continue
        words = await welcoming.standing(session, details, rules, now)
        notices.append(
            Notice(
                pair.stays,
                words,
                key=f"united:{details.number}:{pair.goes.id}",
                kind="proposed" if details.open(now) else "confirmed",
                interview=details.number,
                revision=details.interview.revision,
                card=card_of(words),
            )
        )
    await write(session, notices, rules, now)
