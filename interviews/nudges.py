"""Candidates who have not answered an offer for `offer.nudge` are asked once more; if that does not
help either, HR is asked what to do, half as long again later."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import inviting, watermarks, welcoming
from interviews.cards import card_of
from interviews.dates import Lasting
from interviews.details import Details, find, whole
from interviews.notices import Notice, write
from interviews.parts import waiting_with
from interviews.passing_on import pass_on
from interviews.phrases import subject
from interviews.reach import by_hand
from interviews.rules import Rules
from interviews.texts import Text, lines
from models.columns import Instant
from models.sql import run

BATCH = 100
NUDGE = Text(
    zh="还没有收到您的答复，再发一次：", en="We have not heard from you yet, so here it is again:"
)
ASK_HR = Text(
    zh="{candidate}已经 {waited} 没有答复 #{number}（{topic}），提醒过一次了：\n{times}\n"
    "要不要打个电话？换别的时间请发：提供 {number} 明天 15:00；不面了请发：取消 {number} 原因",
    en="{candidate} has not answered #{number} ({topic}) for {waited}, and was reminded once:\n{times}\n"
    "Will you call them? For other times, send: offer {number} tomorrow 15:00; to call it off: cancel"
    " {number} and why",
)

# An offer is as old as the newest of its open times; each kind is said once for each of these.
_DUE = text("""
    SELECT i.id, max(s.offered_at) AS offered, max(s.number) AS newest
    FROM interview i JOIN slot s ON s.interview_id = i.id
    WHERE i.status IN ('offered', 'confirmed')
      AND s.state = 'open' AND s.hold_until > :now
      AND (i.series_id IS NULL OR i.status <> 'offered' OR i.series_id = i.id)
    GROUP BY i.id
    HAVING max(s.offered_at) <= :before
       AND NOT EXISTS (SELECT FROM outbox WHERE key = :kind || ':' || i.id || ':' || max(s.number))
    ORDER BY i.id
    LIMIT :most
""").bindparams(*(bindparam(name, type_=Instant) for name in ("now", "before")))


async def enqueue_due(session: AsyncSession, now: datetime, rules: Rules) -> int:
    """Ask whoever is to be asked now; gives how many."""
    length = rules.offer.nudge
    if not length:
        return 0
    mark = await watermarks.take_rested(session, "nudges", now)
    if mark is None:
        return 0
    notices: list[Notice] = []
    for number, _, newest in await _due(session, "ask_hr", now, now - length * 1.5):
        details = await _offered(session, number)
        waited = length * 1.5
        notices.append(
            Notice(
                details.hr,
                ASK_HR(
                    **subject(details),
                    waited=Lasting(waited, rough=True),
                    times=details.numbered(details.open(now)),
                ),
                key=f"ask_hr:{number}:{newest}",
                kind="ask_hr",
                interview=number,
                revision=details.interview.revision,
                not_after=max(slot.hold_until for slot in details.open(now)),
            )
        )
    for number, offered, newest in await _due(session, "nudge", now, now - length):
        if offered > now - length * 1.5:  # else HR has just been asked
            notices.append(await _nudge(session, number, newest, rules, now))
    mark.reached = now
    return await write(session, notices, rules, now)


async def _due(
    session: AsyncSession, kind: str, now: datetime, before: datetime
) -> Iterable[tuple[int, datetime, int]]:
    found = await run(session, _DUE, kind=kind, now=now, before=before, most=BATCH)
    return [(row.id, row.offered, row.newest) for row in found.all()]


async def _offered(session: AsyncSession, number: int) -> Details:
    details = await find(session, number)
    rounds = await waiting_with(session, details)
    return whole(rounds) if rounds else details


async def _nudge(
    session: AsyncSession, number: int, newest: int, rules: Rules, now: datetime
) -> Notice:
    details = await find(session, number)
    candidate = details.candidate
    offer = await welcoming.offer(session, details, rules, now)
    hand = by_hand(candidate, rules)
    opens = await inviting.opens(session, rules)
    words = lines(NUDGE, offer)
    return Notice(
        details.hr if hand else candidate,
        pass_on(details, candidate, words, rules, now, opens) if hand else words,
        key=f"nudge:{number}:{newest}",
        kind="nudge",
        interview=number,
        revision=details.interview.revision,
        not_after=max(slot.hold_until for slot in details.open(now)),
        card=None if hand else card_of(offer),
    )
