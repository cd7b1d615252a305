"""Groups of interviewers, and what HR writes for the seats of a panel: names, groups, any of several.

`李雷、任一(韩梅梅,老王)、后端`: three seats, the second and third with a choice, as `韩梅梅或老王` has one.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import naming
from interviews.people import named
from interviews.rules import Rules
from interviews.texts import Refused, Text
from models import Group, Person

_ANY = re.compile(r"(?:任一|任意|任选|any(?: of)?)\s*\((?P<inside>.*)\)", re.IGNORECASE | re.DOTALL)
_OR = re.compile(r"\s*(?:或者|或是|或|\bor\b)\s*", re.IGNORECASE)
_BETWEEN = ",、;&"

A_PERSON = Text(
    zh="“{name}”是一个人的姓名或账号，请给组换一个名字。",
    en='"{name}" is the name or account of a person. Please give the group another name.',
)
BAD_NAME = Text(
    zh="“{name}”不能作组名：请不要用标点、括号和空格。",
    en='"{name}" cannot name a group: please use no punctuation, brackets or spaces.',
)
NO_GROUP = Text(
    zh="没有“{name}”这个组。发“组”看看有哪些组。",
    en='There is no group "{name}". Say "group" to see which there are.',
)
EMPTY_SEAT = Text(
    zh="“{written}”里一个人也没有。请写成 任一(李雷,韩梅梅)。",
    en='There is nobody in "{written}". Write it like any(李雷, 韩梅梅).',
)
_NAME = re.compile(r"[\w.-]{1,32}")


async def everyone(session: AsyncSession) -> list[tuple[Group, list[Person]]]:
    """All groups by name, with their members in the order they were named."""
    found = await session.exec(select(Group).order_by(col(Group.name)))
    groups = list(found.all())
    ids = {id_ for group in groups for id_ in group.members}
    people = await session.exec(select(Person).where(col(Person.id).in_(ids)))
    known = {person.id: person for person in people.all()}
    return [(group, [known[id_] for id_ in group.members if id_ in known]) for group in groups]


async def make(session: AsyncSession, name: str, members: Sequence[Person], now: datetime) -> None:
    """Create a group, or give it other members.

    Raises:
        Refused: the name is a person's, or cannot be told from other words.
    """
    if not _NAME.fullmatch(name):
        raise Refused(BAD_NAME(name=name))
    if await named(session, name):
        raise Refused(A_PERSON(name=name))
    ids = list(dict.fromkeys(person.id for person in members))
    made = insert(Group).values(name=name, members=ids, created_at=now)
    await session.exec(made.on_conflict_do_update(index_elements=["name"], set_={"members": ids}))


async def remove(session: AsyncSession, name: str) -> None:
    """Forget a group; panels that were chosen from it stay.

    Raises:
        Refused: there is none.
    """
    gone = await session.exec(
        delete(Group).where(func.lower(col(Group.name)) == name.lower()).returning(col(Group.id))
    )
    if gone.first() is None:
        raise Refused(NO_GROUP(name=name))


async def seats(
    session: AsyncSession, written: str, rules: Rules, now: datetime
) -> list[list[Person]]:
    """Who may take each seat of a panel; a seat of one person has no choice.

    Raises:
        Refused: somebody named is not known or not clear.
    """
    found: list[list[Person]] = []
    for piece in pieces(written):
        people = await _seat(session, piece, rules, now)
        unique = list({person.id: person for person in people}.values())
        if len(unique) > 1 or unique[0].id not in {one[0].id for one in found if len(one) == 1}:
            found.append(unique)
    return found


def pieces(written: str) -> list[str]:
    """What stands between commas, those in brackets left alone."""
    found, depth, piece = [], 0, ""
    for character in written:
        depth += (character == "(") - (character == ")")
        if character in _BETWEEN and depth <= 0:
            found.append(piece.strip())
            piece = ""
        else:
            piece += character
    return [one for one in (*found, piece.strip()) if one]


async def _seat(session: AsyncSession, piece: str, rules: Rules, now: datetime) -> list[Person]:
    several = _ANY.fullmatch(piece)
    inside = pieces(several["inside"]) if several else _OR.split(piece)
    if several is None and len(inside) == 1:
        group = await _group(session, piece)
        return group or [await naming.interviewer(session, piece, rules, now)]
    people: list[Person] = []
    for one in filter(None, inside):
        group = await _group(session, one)
        people += group or [await naming.interviewer(session, one, rules, now)]
    if not people:
        raise Refused(EMPTY_SEAT(written=piece))
    return people


async def _group(session: AsyncSession, name: str) -> list[Person]:
    """Its members who are still here; none where there is no such group."""
    found = await session.exec(select(Group).where(func.lower(col(Group.name)) == name.lower()))
    group = found.first()
    if group is None:
        return []
    people = await session.exec(
        select(Person).where(col(Person.id).in_(group.members), col(Person.left_at).is_(None))
    )
    known = {person.id: person for person in people.all()}
    return [known[id_] for id_ in group.members if id_ in known]
