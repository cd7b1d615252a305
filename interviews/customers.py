"""People on ordinary WeChat: who they are, and what is known of their chat."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.reach import MOST, Closed, Window
from interviews.rules import Rules
from models import Customer, Person
from models.customer import Session
from models.person import Channel
from models.reading import columns, made
from models.sql import Rows

STRANGER = "微信用户"
"""Called so until they open the link of an interview."""

_SPEAKING = f"SELECT {columns(Person)} FROM person WHERE external_userid = $1 FOR NO KEY UPDATE"  # noqa: S608 - ours
_STRANGER = """
    INSERT INTO person (external_userid, name, named, channel, language, created_at)
    VALUES ($1, $2, true, 'kf', $3, $4)
    ON CONFLICT (external_userid) DO NOTHING
"""
# Messages are pulled in order, but an hour of them may come at once. No chat outlasts two days, so
# that one has ended shows even where WeCom's word of it was missed.
_HEARD = f"""
    INSERT INTO customer AS c (person_id, heard_at) VALUES ($1, $2)
    ON CONFLICT (person_id) DO UPDATE
        SET sent = CASE WHEN $2 >= coalesce(c.heard_at, $2) THEN 0 ELSE c.sent END,
            heard_at = greatest(c.heard_at, $2),
            state = CASE
                WHEN c.state = {Session.ENDED:d} OR c.heard_at < $2 - interval '48 hours'
                THEN {Session.NEW:d} ELSE c.state END
    RETURNING state
"""  # noqa: S608
_STATE = """
    INSERT INTO customer (person_id, state) VALUES ($1, $2)
    ON CONFLICT (person_id) DO UPDATE SET state = $2
"""
# That an API call reaches a new chat makes it the bot's.
_SAID = f"""
    UPDATE customer
    SET sent = sent + 1, state = CASE state WHEN {Session.NEW:d} THEN {Session.BOT:d} ELSE state END
    WHERE person_id = $1
"""  # noqa: S608
_LEARNED = {
    Closed.SPENT: f"UPDATE customer SET sent = {MOST} WHERE person_id = $1",  # noqa: S608
    Closed.SILENT: (
        "UPDATE customer SET heard_at = heard_at - interval '48 hours' WHERE person_id = $1"
    ),
    Closed.ENDED: f"UPDATE customer SET state = {Session.ENDED:d} WHERE person_id = $1",  # noqa: S608
    Closed.HUMAN: f"UPDATE customer SET state = {Session.HUMAN:d} WHERE person_id = $1",  # noqa: S608
}
_WINDOW = "SELECT heard_at, sent, state FROM customer WHERE person_id = $1"


async def speaking(rows: Rows, external_userid: str, rules: Rules, now: datetime) -> Person:
    """The person with this account on WeChat, locked; made known by the first thing they do."""
    found = made(Person, await rows.fetch(_SPEAKING, external_userid))
    if not found:
        await stranger(rows, external_userid, rules, now)
        found = made(Person, await rows.fetch(_SPEAKING, external_userid))
    return found[0]


async def stranger(rows: Rows, external_userid: str, rules: Rules, now: datetime) -> None:
    """Write down somebody of whom nothing else is known."""
    language = rules.people.language.value
    await rows.execute(_STRANGER, external_userid, STRANGER, language, now)


async def heard(rows: Rows, person: int, at: datetime) -> Session:
    """They have written: the window is open anew. Gives with whom their chat is."""
    return Session(await rows.fetchval(_HEARD, person, at))


async def moved(rows: Rows, person: int, state: Session) -> None:
    """Their chat is with somebody else now, or has ended."""
    await rows.execute(_STATE, person, int(state))


async def said(rows: Rows, person: int) -> None:
    """They have been sent a message."""
    await rows.execute(_SAID, person)


async def learn(rows: Rows, person: int, closed: Closed) -> None:
    """WeCom knows better what may be sent than we did."""
    if closed in _LEARNED:
        await rows.execute(_LEARNED[closed], person)


async def window(rows: Rows, person: int) -> Window:
    """What is known of their chat."""
    row = await rows.fetchrow(_WINDOW, person)
    return Window(*row) if row else Window()


async def unbind(session: AsyncSession, person: Person) -> None:
    """Their account on WeChat is no longer theirs."""
    if person.channel == Channel.KF:
        person.channel = Channel.NONE
    person.external_userid = None
    await session.flush()
    await session.exec(delete(Customer).where(col(Customer.person_id) == person.id))
