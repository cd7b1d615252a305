"""Who a message is from, through whichever door: the person, locked until the commit."""

from datetime import datetime

from bot.desk import Desk
from bot.incoming import Door, Incoming, Kind
from interviews import binding, customers, people, reopened
from interviews.rules import Rules
from interviews.welcoming import Entry
from models import Person
from models.customer import Session

# What somebody says to a human is none of ours to keep.
_NOT_KEPT = "UPDATE inbox SET text = '' WHERE key = $1"


class Nameless(Exception):  # noqa: N818 - control flow between two tries of one transaction
    """The sender's name has to be asked for before the transaction goes on."""


async def sender(
    at: Desk, incoming: Incoming, name: str | None, rules: Rules, now: datetime
) -> Person | None:
    """Who speaks, made known by the first thing they say; None: there is nobody to answer.

    Raises:
        Nameless: WeCom has to be asked for a member's name.
    """
    if incoming.door is Door.WECHAT:
        return await _customer(at, incoming, rules, now)
    return await _member(at, incoming, name, rules, now)


async def _member(
    at: Desk, incoming: Incoming, name: str | None, rules: Rules, now: datetime
) -> Person | None:
    person = await people.speaking(at.rows, incoming.sender)
    if person is None:
        if incoming.kind is Kind.LEAVE:
            return None
        if name is None:
            raise Nameless
        await people.member(at.session, incoming.sender, name, rules, now)
        person = await people.speaking(at.rows, incoming.sender)
        assert person is not None, "inserted or already there"  # noqa: S101
    at.seat(person)
    if person.left_at is not None and incoming.kind is not Kind.LEAVE:
        person.left_at = None  # they are back
    if not person.named and incoming.kind is not Kind.LEAVE:
        if name is None:
            raise Nameless
        if name:
            person.name, person.named, person.pinyin = name, True, None
    return person


async def _customer(at: Desk, incoming: Incoming, rules: Rules, now: datetime) -> Person | None:
    """A candidate on WeChat. Opening a link says whose it is; while a human has the chat, the bot
    hears nothing of it."""
    if incoming.kind is Kind.ENTER:
        entry = Entry(
            incoming.sender, incoming.token, incoming.code, incoming.sent_at, incoming.key
        )
        return at.seat(await binding.enter(at.session, entry, rules, now))
    person = at.seat(await customers.speaking(at.rows, incoming.sender, rules, now))
    state = await customers.heard(at.rows, person.id, incoming.sent_at)
    if state in {Session.QUEUED, Session.HUMAN}:
        await at.rows.execute(_NOT_KEPT, incoming.key)
        return None
    await reopened.say_again(at.session, person.id, now)
    if person.greeted_at is None:
        await binding.say_what_is_open(at.session, person, incoming.key, rules, now)
    return person
