"""Who is meant by a name that somebody wrote: 李雷, lilei, 李雷(lilei), 张三(#12), 张三(新)."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.people import by_userid, member, named
from interviews.rules import Rules
from interviews.sounds import alike, meant, sounding, sounds_like
from interviews.texts import Refused, Text, Words, listed
from interviews.understanding.plain import simplified
from models import Interview, Person

_USERID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_NAMED = re.compile(r"(?P<name>[^()]*?)\s*\(\s*(?P<inside>[^()]*?)\s*\)")

SOMEBODY_NEW = "新"
_NEW = {SOMEBODY_NEW, "新人", "new"}

UNKNOWN_INTERVIEWER = Text(
    zh="没有找到面试官“{name}”。请写成 {name}(userid)，userid 是企业微信里的账号，"
    "例如 李雷(lilei)。",
    en='I know no interviewer "{name}". Write {name}(userid) with the WeCom account,'
    " for example 李雷(lilei).",
)
SEVERAL_INTERVIEWERS = Text(
    zh="叫“{name}”的不止一位：{people}。请写其中一个，连同括号里的账号。",
    en='There are several called "{name}": {people}. Write one of these, with the account.',
)
BAD_USERID = Text(
    zh="“{written}”里的账号不对：账号由字母、数字和 . _ @ - 组成，例如 李雷(lilei)。",
    en='The account in "{written}" cannot be right: letters, digits and . _ @ - only,'
    " for example 李雷(lilei).",
)
OTHER_NAME = Text(
    zh="账号 {userid} 是{known}，不是{name}。请核对后重发。",
    en="The account {userid} belongs to {known}, not {name}. Please check and send it again.",
)
KNOWN_CANDIDATE = Text(
    zh="已经有叫“{name}”的人：{people}。是其中一位就照样写；是另一个人，请写 {name}(新)。",
    en='I already know someone called "{name}": {people}. If it is one of them, write it like'
    " that; if it is someone else, write {name}(new).",
)
NO_SUCH_CANDIDATE = Text(
    zh="没有编号为 #{number} 的面试，不知道“{name}”是谁。",
    en='There is no interview #{number}, so I cannot tell who "{name}" is.',
)
FORGOTTEN_CANDIDATE = Text(
    zh="#{number} 的候选人资料已经删除，不能再用编号来指。要再约面试，请写 姓名(userid) 或 姓名(新)。",
    en="The data of the candidate of #{number} has been removed, so the number names nobody any more."
    " To schedule again, write name(userid) or name(new).",
)
NOBODY = Text(
    zh="没有叫“{name}”的人。发“查找 姓名”可以按姓名的一部分查找。",
    en='I know nobody called "{name}". "find name" looks for parts of names too.',
)
SEVERAL = Text(
    zh="叫“{name}”的不止一位：{people}。请照样写其中一个，连同括号。",
    en='There are several called "{name}": {people}. Write one of these, with the brackets.',
)
EMPTY_NAME = Text(zh="还缺一个姓名。", en="A name is missing.")


class Ambiguous(Refused):
    """A name may mean several people; each of `options` can be written in its place."""

    def __init__(self, words: Words, name: str, options: Sequence[str]) -> None:
        super().__init__(words)
        self.name = name
        self.options = options
        self.lines: list[str] | None = None
        """The commands that were run with it, where they were not typed like that."""


async def interviewer(session: AsyncSession, written: str, rules: Rules, now: datetime) -> Person:
    """Understand `李雷`, `lilei` or `李雷(lilei)`; the last makes an unknown member known.

    A part of one name (雷) or its sound (`li lei`, `ll`) will do where it can only be one person.

    Raises:
        Refused: nobody, several, or somebody of another name is meant.
    """
    name, inside = _parts(written)
    if inside is not None:
        return await _account(session, written, name, inside, rules, now)
    found = [person for person in await meant(session, name) if person.userid]
    if not found:  # a candidate may be written down by that very spelling
        found = [person for person in await sounding(session, name) if person.userid]
    if not found:
        raise Refused(UNKNOWN_INTERVIEWER(name=name))
    if len(found) > 1:
        raise await _several(session, SEVERAL_INTERVIEWERS, name, found)
    return found[0]


async def candidate(session: AsyncSession, written: str, rules: Rules, now: datetime) -> Person:
    """Understand `张三`, `张三(zhangsan)`, `张三(#12)` and `张三(新)`.

    A bare name never picks someone who is known already, in whichever spelling (Chen Chen, 陈晨); an
    unknown one becomes a person who cannot be reached yet.

    Raises:
        Refused: it is not clear who is meant.
    """
    name, inside = _parts(written)
    if inside is not None and inside.casefold() not in _NEW:
        if inside.startswith("#"):
            return await _candidate_of(session, name, inside)
        return await _account(session, written, name, inside, rules, now)
    known = await named(session, name) if inside is None else []
    if inside is None:
        known += [one for one in await alike(session, name) if one not in known]
    if known:
        raise await _several(session, KNOWN_CANDIDATE, name, known, f"{name}({SOMEBODY_NEW})")
    person = Person(name=name, named=True, language=rules.people.language, created_at=now, roles=[])
    session.add(person)
    await session.flush()
    return person


async def known(session: AsyncSession, written: str) -> Person:
    """Understand `张三`, `zhangsan`, `张三(zhangsan)` and `张三(#12)` as somebody known already.

    Raises:
        Refused: nobody, several, or somebody of another name is meant.
    """
    name, inside = _parts(written)
    if inside is not None and inside.startswith("#"):
        return await _candidate_of(session, name, inside)
    if inside is not None:
        person = await by_userid(session, inside)
        if person is None:
            raise Refused(NOBODY(name=written))
        return _of_that_name(person, name if person.named else "", inside)
    found = await named(session, name)
    if not found:
        raise Refused(NOBODY(name=name))
    if len(found) > 1:
        raise await _several(session, SEVERAL, name, found)
    return found[0]


async def _account(
    session: AsyncSession, written: str, name: str, userid: str, rules: Rules, now: datetime
) -> Person:
    if not _USERID.fullmatch(userid):
        raise Refused(BAD_USERID(written=written))
    person = await member(session, userid, name, rules, now)
    return _of_that_name(person, name if person.named else "", userid)


async def _candidate_of(session: AsyncSession, name: str, number: str) -> Person:
    digits = number.removeprefix("#").strip()
    found = await session.exec(
        select(Person)
        .join(Interview, col(Interview.candidate_id) == col(Person.id))
        .where(col(Interview.id) == (int(digits) if digits.isdecimal() else 0))
    )
    person = found.first()
    if person is None:
        raise Refused(NO_SUCH_CANDIDATE(number=digits, name=name))
    if person.forgotten_at is not None:
        raise Refused(FORGOTTEN_CANDIDATE(number=digits))
    return _of_that_name(person, name, number)


def _of_that_name(person: Person, name: str, identified_by: str) -> Person:
    same = name.casefold() == person.name.casefold() or simplified(name) == simplified(person.name)
    same = same or sounds_like(person.name, name) or sounds_like(name, person.name)
    if name and not same:
        raise Refused(OTHER_NAME(userid=identified_by, known=person.name, name=name))
    return person


async def _several(
    session: AsyncSession, why: Text, name: str, people: list[Person], *others: str
) -> Ambiguous:
    """Each as HR would have to write them: 张三(zhangsan) or, without an account, 张三(#12)."""
    latest = await session.exec(
        select(col(Interview.candidate_id), func.max(col(Interview.id)))
        .where(col(Interview.candidate_id).in_([person.id for person in people]))
        .group_by(col(Interview.candidate_id))
    )
    numbers = dict(latest.all())
    written = [
        f"{person.name}({person.userid or f'#{numbers.get(person.id, 0)}'})" for person in people
    ]
    return Ambiguous(why(name=name, people=listed(written)), name, [*written, *others])


def _parts(written: str) -> tuple[str, str | None]:
    match = _NAMED.fullmatch(written.strip())
    name, inside = (match["name"], match["inside"]) if match else (written.strip(), None)
    if not name and not inside:
        raise Refused(EMPTY_NAME)
    return name, inside
