"""Taking outbox rows to send, and writing down what became of them: the SQL of delivery.

A row is claimed for a while, by the database's clock, before it is sent: a second worker finds it
taken, and what a dead worker has claimed is free again soon. Claims and results of many deliveries
go together (see `Batches`). Rows are locked with SKIP LOCKED only, so nothing here can deadlock.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Interval, RowMapping, bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.database import Sessions
from bot.present import PRESENT
from models.columns import Instant
from models.message import OutboxState, Way
from models.sql import run

CLAIM = timedelta(seconds=10)
"""Longer than a call to WeCom may take, and short enough that a dead worker's row goes on soon."""
A_MINUTE = 25
"""Messages to one person in any minute; WeCom drops what is above 30 without a word (DOC 90312)."""
AN_HOUR = 900
"""And in any hour, where WeCom's limit is 1,000."""
MERGE_FROM = 20
"""So many in the last minute, and what waits goes out several to a message."""

# Of each person asked for, the oldest row that waits; claimed unless something speaks against it,
# which is then told.
_CLAIM = text(f"""
    WITH asked AS MATERIALIZED (
        SELECT * FROM unnest(CAST(:numbers AS bigint[]), CAST(:people AS bigint[]))
            WITH ORDINALITY AS a(number, person, place)
    ), head AS MATERIALIZED (
        SELECT a.person, h.*, pace.*
        FROM (SELECT DISTINCT person FROM asked) a
        CROSS JOIN LATERAL (
            SELECT id, not_before, claimed_until FROM outbox
            WHERE person_id = a.person AND state = 'waiting' AND merged_into IS NULL
            ORDER BY id LIMIT 1
        ) h
        CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE sent > :minute_ago) AS in_minute,
                   count(*) AS in_hour,
                   min(sent) FILTER (WHERE sent > :minute_ago) AS since
            FROM outbox, unnest(sends) AS sent
            WHERE person_id = a.person AND sent_at > :hour_ago AND sent > :hour_ago
        ) pace
    ), free AS MATERIALIZED (
        SELECT o.id FROM outbox o JOIN head ON head.id = o.id
        WHERE o.state = 'waiting' AND o.merged_into IS NULL
          AND (o.claimed_until IS NULL OR o.claimed_until < clock_timestamp())
          AND (o.not_before IS NULL OR o.not_before <= :now)
          AND (in_minute < :a_minute AND in_hour < :an_hour OR o.updates IS NOT NULL)
        FOR NO KEY UPDATE OF o SKIP LOCKED
    ), taken AS (
        UPDATE outbox o
        SET claimed_until = clock_timestamp() + :claim, attempts = attempts + 1, sent_at = :now,
            sends = CASE WHEN o.updates IS NULL THEN sends || CAST(:now AS timestamptz)
                         ELSE sends END  -- a card changed in place is no message
        FROM free, person p
        WHERE o.id = free.id AND p.id = o.person_id
        RETURNING o.*, p.userid, p.external_userid, p.email, p.channel,
                  {PRESENT} AS present,
                  EXISTS (SELECT FROM outbox f WHERE f.merged_into = o.id) AS carries
    )
    SELECT own.state AS own_state, head.not_before AS wait_until, head.since,
           head.in_minute, head.in_hour,
           coalesce(head.claimed_until > clock_timestamp(), false) AS claimed, taken.*
    FROM asked
    LEFT JOIN outbox own ON own.id = asked.number
    LEFT JOIN head ON head.person = asked.person
    LEFT JOIN taken ON taken.person_id = asked.person
    ORDER BY asked.place
""").bindparams(  # noqa: S608 - ours
    *(bindparam(name, type_=Instant) for name in ("now", "minute_ago", "hour_ago")),
    bindparam("claim", type_=Interval),
)

_SETTLE = text("""
    UPDATE outbox o
    SET state = s.state, reason = s.reason, msgid = s.msgid, response_code = s.response_code,
        way = s.way, done_at = :now, claimed_until = NULL
    FROM unnest(CAST(:ids AS bigint[]), CAST(:states AS text[]), CAST(:reasons AS text[]),
                CAST(:msgids AS text[]), CAST(:codes AS text[]), CAST(:ways AS text[]))
         AS s(id, state, reason, msgid, response_code, way)
    WHERE o.id = s.id
""").bindparams(bindparam("now", type_=Instant))
_SETTLE_CARRIED = text("""
    UPDATE outbox SET state = :state, reason = :reason, way = :way, done_at = :now
    WHERE merged_into = :id AND state = 'waiting'
    RETURNING id
""").bindparams(bindparam("now", type_=Instant))
_PART_SENT = text(
    "UPDATE outbox SET part = part + 1, attempts = 0, claimed_until = NULL WHERE id = :id"
)
# What a card was to show and could not stays known (`interviews.live_cards`): it is said in words once.
_IN_WORDS = text("""
    WITH unshown AS (
        INSERT INTO outbox (key, person_id, interview_id, kind, text, card, updates, state, reason,
                            part, attempts, created_at, done_at, cause)
        SELECT key || '/unshown', person_id, interview_id, kind, '', card, updates, 'dropped',
               'said in words', 0, 0, created_at, :now, cause
        FROM outbox WHERE id = :id AND updates IS NOT NULL
        ON CONFLICT (key) DO NOTHING
    )
    UPDATE outbox SET card = NULL, task_id = NULL, updates = NULL, claimed_until = NULL
    WHERE id = :id
""").bindparams(bindparam("now", type_=Instant))
_CARD = text("""
    SELECT state, response_code, sent_at FROM outbox WHERE id = :id AND task_id IS NOT NULL
""")
_SPENT = text("UPDATE outbox SET response_code = NULL WHERE id = :id")
_POSTPONE = text(
    "UPDATE outbox SET not_before = :until, reason = :reason, claimed_until = NULL WHERE id = :id"
).bindparams(bindparam("until", type_=Instant))


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking for a person's oldest row: the row, or why there is none."""

    row: RowMapping | None
    own_state: OutboxState
    claimed: bool
    wait_until: datetime | None
    """Neither its own time nor the person's pace allows it before."""
    crowded: bool
    """The person has had many messages in the last minute."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a row, and of those its message carried."""

    id: int
    state: OutboxState
    reason: str | None = None
    msgid: str | None = None
    response_code: str | None = None
    carries: bool = False
    """Its message carried others."""
    way: Way | None = None


class Claims:
    """The outbox, as delivery sees it."""

    def __init__(self, sessions: Sessions, now: Callable[[], datetime]) -> None:
        self.sessions = sessions
        self.now = now

    async def claim(self, asked: Sequence[tuple[int, int]]) -> list[Asked]:
        """For each (row, person), no person twice: take the person's oldest waiting row."""
        now = self.now()
        async with self.sessions() as session, session.begin():
            found = await run(
                session,
                _CLAIM,
                numbers=[number for number, _ in asked],
                people=[person for _, person in asked],
                now=now,
                minute_ago=now - timedelta(minutes=1),
                hour_ago=now - timedelta(hours=1),
                claim=CLAIM,
                a_minute=A_MINUTE,
                an_hour=AN_HOUR,
            )
            return [_asked(row, now) for row in found.mappings()]

    async def settle(self, settled: Sequence[Settled]) -> list[None]:
        """Write down what became of rows."""
        async with self.sessions() as session, session.begin():
            await settle(session, settled, self.now())
        return [None] * len(settled)

    async def part_sent(self, row: int) -> None:
        """A part of a long text has gone out; the next one may follow."""
        await self._run(_PART_SENT, id=row)

    async def in_words(self, row: int, now: datetime) -> None:
        """From now on it is a text, whatever becomes of it; its next try says the words."""
        await self._run(_IN_WORDS, id=row, now=now)

    async def card_of(self, row: RowMapping) -> RowMapping | None:
        """The notice whose card this one replaces, if it went out, or may yet go out, as one."""
        async with self.sessions() as session, session.begin():
            return (await run(session, _CARD, id=row["updates"])).mappings().first()

    async def spend(self, row: int) -> None:
        """The code it has works no more."""
        await self._run(_SPENT, id=row)

    async def postpone(self, row: int, until: datetime, reason: str) -> None:
        """Let it wait, and say why."""
        await self._run(_POSTPONE, id=row, until=until, reason=reason)

    async def _run(self, statement: Any, **values: Any) -> None:
        async with self.sessions() as session, session.begin():
            await run(session, statement, **values)


async def settle(session: AsyncSession, settled: Sequence[Settled], now: datetime) -> list[int]:
    """Write down what became of rows; gives the rows that their messages carried."""
    await run(
        session,
        _SETTLE,
        now=now,
        ids=[one.id for one in settled],
        states=[one.state.value for one in settled],
        reasons=[one.reason for one in settled],
        msgids=[one.msgid for one in settled],
        codes=[one.response_code for one in settled],
        ways=[one.way for one in settled],
    )
    carried: list[int] = []
    for one in settled:
        if one.carries:
            told = await run(
                session,
                _SETTLE_CARRIED,
                id=one.id,
                state=one.state,
                reason=one.reason,
                way=one.way,
                now=now,
            )
            carried += told.scalars()
    return carried


def _asked(row: RowMapping, now: datetime) -> Asked:
    until = row["wait_until"]
    in_minute = row["in_minute"] or 0
    if in_minute >= A_MINUTE:
        until = max(until or now, row["since"] + timedelta(minutes=1))
    elif (row["in_hour"] or 0) >= AN_HOUR:
        until = now + timedelta(minutes=1)
    return Asked(
        row=row if row["id"] is not None else None,
        own_state=OutboxState(row["own_state"] or OutboxState.DROPPED),
        claimed=row["claimed"],
        wait_until=until,
        crowded=in_minute >= MERGE_FROM,
    )
