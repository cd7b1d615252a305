"""Cards that are in people's hands, and what became of what they show.

Whatever changes an interview, by a click, a text or the clock, calls `changed` in its transaction:
each card that no longer says how things stand is to be replaced in place. Whether WeCom still can
(a code works once, for 72 hours), shows at delivery; the words of a replacement are for a person
who would otherwise not hear of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import asyncpg
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import becoming
from interviews.becoming import Facts, Held
from interviews.cards import Card, Kind
from interviews.details import Details, find
from interviews.substitutes import refused_by
from interviews.texts import Words
from models import Change, Person
from models.sql import rows_of

# With each card what it was last made to show (a waiting one may be on its way just now), and what
# it could not be made to show, of which its holder has heard otherwise.
_HELD = """
    SELECT o.id, o.person_id, o.task_id, o.card::text AS card, l.shows, ARRAY(
        SELECT u.card -> 'data' ->> 'shows' FROM outbox u
        WHERE u.updates = o.id AND u.card IS NOT NULL AND u.state = 'dropped'
          AND u.reason <> 'shown by a later one'
    ) AS known
    FROM outbox o
    LEFT JOIN LATERAL (
        SELECT u.card -> 'data' ->> 'shows' AS shows FROM outbox u
        WHERE u.updates = o.id AND u.card IS NOT NULL AND u.state IN ('waiting', 'sent')
        ORDER BY u.id DESC LIMIT 1
    ) l ON true
    WHERE o.interview_id = $1 AND o.task_id IS NOT NULL AND o.card IS NOT NULL
      AND o.state IN ('waiting', 'sent')
      AND ($2::text IS NULL OR o.task_id = $2)
    ORDER BY o.id
"""
_ACCEPTED = "SELECT interviewer_id FROM panel WHERE interview_id = $1 AND answer = 'accepted'"
_ABOUT = "SELECT interview_id FROM outbox WHERE task_id = $1 AND person_id = $2"
_GAVE = "SELECT interviewer_id FROM feedback WHERE interview_id = $1"
# What was to be shown and has not gone out gives way, and leaves the click's code it has.
_SUPERSEDE = """
    UPDATE outbox SET state = 'dropped', reason = 'shown by a later one', done_at = $2
    WHERE id = ANY(ARRAY(
        SELECT id FROM outbox
        WHERE updates = $1 AND state = 'waiting' AND card IS NOT NULL
          AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
        FOR NO KEY UPDATE SKIP LOCKED
    ))
    RETURNING response_code
"""


@dataclass(frozen=True, slots=True)
class Click:
    """A button of a card was pressed; the code changes that card once, for who pressed it."""

    task_id: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a card is to show now; `words` are said where it cannot be shown, None is nothing."""

    person: Person
    updates: int
    card: Card
    words: Words | None
    code: str | None
    """Of the click, if this very card was clicked."""


async def changed(
    session: AsyncSession,
    details: Details,
    told: set[int],
    now: datetime,
    *,
    change: Change | None = None,
    only: str | None = None,
) -> list[Replacement]:
    """Replacements for every card of this interview that no longer holds (`only`: for one of them).

    `told`: people who hear of the change anyway.
    """
    rows = await rows_of(session)
    click: Click | None = session.info.get("click")
    held = [_held(row, click, change) for row in await rows.fetch(_HELD, details.number, only)]
    if not held:
        return []
    people = await _people(session, details, held)
    stand = await _stand(session, details, held, now)
    made = []
    for one in held:
        person = people[one.person_id]
        became = becoming.of(one, person, stand)
        if became is None or became.shows == one.shows:
            continue
        code = click.code if click and one.clicked else None
        for (older,) in await rows.fetch(_SUPERSEDE, one.id, now):
            code = code or older
        heard = person.id in told or became.shows in one.known
        words = None if heard else became.words
        made.append(Replacement(person, one.id, became.card, words, code))
    return _said_once(made)


def _said_once(made: Sequence[Replacement]) -> list[Replacement]:
    """Where several cards of one person come to show the same, only the newest has words: it is
    the likeliest to be changed."""
    newest = {(one.person.id, one.card.data["shows"]): one.updates for one in made}
    return [
        one
        if newest[one.person.id, one.card.data["shows"]] == one.updates
        else replace(one, words=None)
        for one in made
    ]


async def _stand(
    session: AsyncSession, details: Details, held: Sequence[Held], now: datetime
) -> Facts:
    """How things stand, as far as cards of these kinds ask."""
    rows = await rows_of(session)
    kinds = {one.kind for one in held}
    accepted: set[int] = set()
    refused: set[int] = set()
    gave: set[int] = set()
    if Kind.INVITATION in kinds:
        accepted = {person for (person,) in await rows.fetch(_ACCEPTED, details.number)}
        refused = await refused_by(session, details.number)
    if Kind.FEEDBACK in kinds:
        gave = {person for (person,) in await rows.fetch(_GAVE, details.number)}
    return Facts(details, now, accepted, refused, gave, await _rounds(session, details, held))


async def _rounds(session: AsyncSession, details: Details, held: Sequence[Held]) -> list[Details]:
    """Everything that is offered on one card, where it is more than this interview."""
    numbers = {number for one in held for number in one.data.get("rounds", ())}
    return [
        details if number == details.number else await find(session, number)
        for number in sorted(numbers)
    ]


async def clicked_about(session: AsyncSession, click: Click, person: Person) -> int | None:
    """The interview of the card that was clicked."""
    rows = await rows_of(session)
    number: int | None = await rows.fetchval(_ABOUT, click.task_id, person.id)
    return number


def _held(row: asyncpg.Record, click: Click | None, change: Change | None) -> Held:
    return Held.read(
        row,
        clicked=click is not None and row["task_id"] == click.task_id,
        change=change,
    )


async def _people(
    session: AsyncSession, details: Details, held: Sequence[Held]
) -> dict[int, Person]:
    """Everyone who holds a card, also those who take no part any more."""
    known = {one.id: one for one in (details.candidate, details.hr, *details.panel)}
    for card in held:
        if card.person_id not in known:
            known[card.person_id] = await session.get_one(Person, card.person_id)
    return known
