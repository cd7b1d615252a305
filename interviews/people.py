"""Who is meant by a name, and what one is entitled to."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.rules import Rules
from interviews.texts import Reader, Words, listed
from models import Person
from models.person import Channel, Role
from models.reading import columns, made
from models.sql import Rows

_ASKING = f"SELECT {columns(Person)} FROM person WHERE lower(userid) = lower($1)"  # noqa: S608 - ours
_SPEAKING = f"{_ASKING} FOR NO KEY UPDATE"


def reader(person: Person, rules: Rules, now: datetime) -> Reader:
    """How this person reads: own language, own zone or the deployment's."""
    zone = ZoneInfo(person.zone) if person.zone else rules.people.zone
    return Reader(language=person.language, zone=zone, now=now)


def is_hr(person: Person, rules: Rules) -> bool:
    """Whether the role was given in chat or in the configuration."""
    if Role.HR in person.roles:
        return True
    named = {userid.casefold() for userid in rules.people.hr}
    return person.userid is not None and person.userid.casefold() in named


async def all_hr(session: AsyncSession, rules: Rules, now: datetime) -> list[Person]:
    """Every HR who can be written to, also those of the configuration who never said a word."""
    named = [userid.lower() for userid in rules.people.hr]
    known = await session.exec(
        select(func.lower(col(Person.userid))).where(func.lower(col(Person.userid)).in_(named))
    )
    strangers = set(named) - set(known.all())
    for userid in rules.people.hr:
        if userid.lower() in strangers:
            await member(session, userid, "", rules, now)
    found = await session.exec(
        select(Person)
        .where(
            col(Person.channel) != Channel.NONE,
            or_(
                col(Person.roles).contains([Role.HR.value]),
                func.lower(col(Person.userid)).in_(named),
            ),
        )
        .order_by(col(Person.id))
    )
    return list(found.all())


async def speaking(rows: Rows, userid: str) -> Person | None:
    """The person with this WeCom account, locked: nobody else speaks as them meanwhile.

    The lock is FOR NO KEY UPDATE: a stronger one deadlocks when two people act on one interview,
    since each one's notice refers to the other's row.
    """
    found = made(Person, await rows.fetch(_SPEAKING, userid))
    return found[0] if found else None


async def asking(rows: Rows, userid: str) -> Person | None:
    """The same for who only asks something: not locked."""
    found = made(Person, await rows.fetch(_ASKING, userid))
    return found[0] if found else None


async def by_userid(session: AsyncSession, userid: str) -> Person | None:
    """The person with this WeCom account, compared without case."""
    found = await session.exec(
        select(Person).where(func.lower(col(Person.userid)) == userid.lower())
    )
    return found.first()


async def hold(session: AsyncSession, number: int) -> None:
    """Lock a person's row; before that of an interview, which is the order of their own messages."""
    own = select(Person).where(col(Person.id) == number)
    await session.exec(own.with_for_update(key_share=True))


async def member(
    session: AsyncSession, userid: str, name: str, rules: Rules, now: datetime
) -> Person:
    """The person with this WeCom account, made known if need be; an empty name is asked later."""
    fresh = {
        "userid": userid,
        "name": name or userid,
        "named": bool(name),
        "channel": Channel.WECOM,
        "language": rules.people.language,
        "created_at": now,
        "roles": [],
    }
    await session.exec(insert(Person).values(**fresh).on_conflict_do_nothing())
    person = await by_userid(session, userid)
    assert person is not None, "inserted or already there"  # noqa: S101
    return person


async def named(session: AsyncSession, name: str) -> list[Person]:
    """Everyone of that name or account, without regard to case."""
    wanted = name.strip().lower()
    found = await session.exec(
        select(Person)
        .where(
            or_(func.lower(col(Person.name)) == wanted, func.lower(col(Person.userid)) == wanted),
            col(Person.forgotten_at).is_(None),
        )
        .order_by(col(Person.id))
    )
    return list(found.all())


async def like(session: AsyncSession, part: str) -> list[Person]:
    """People whose name or account contains this; at most ten."""
    pattern = f"%{part.strip().lower()}%"
    found = await session.exec(
        select(Person)
        .where(
            or_(
                func.lower(col(Person.name)).like(pattern),
                func.lower(col(Person.userid)).like(pattern),
            ),
            col(Person.forgotten_at).is_(None),
        )
        .order_by(col(Person.id))
        .limit(10)
    )
    return list(found.all())


def listing(people: list[Person]) -> Words:
    """Names, with the account where there is one: 李雷(lilei)、张三."""
    return listed(
        f"{person.name}({person.userid})" if person.userid else person.name for person in people
    )
