"""Where a candidate can be written to: HR says it once, and what is open goes there at once."""

import re
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import history, states, welcoming
from interviews.booking import Outcome
from interviews.cards import card_of
from interviews.details import find
from interviews.notices import Notice, write
from interviews.people import hold
from interviews.reach import only_by_mail
from interviews.rules import Rules
from interviews.texts import Refused, Text
from models import Person
from models.interview import Status

BAD = Text(
    zh="“{written}”不像邮箱地址。请写成：修改 {number} 邮箱 name@example.com；要删掉请写“无”。",
    en='"{written}" is no address of e-mail. Write it like: edit {number} email name@example.com; to'
    ' remove it, write "none".',
)
_ADDRESS = re.compile(
    r"(?=.{6,254}\Z)(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_NONE = {"无", "没有", "删除", "none", "remove", "-"}


def read(written: str) -> str | None:
    """An address as one line of a letter takes it; None for none.

    Raises:
        ValueError: it is neither.
    """
    given = written.strip().strip("<>").removeprefix("mailto:")
    if given.lower() in _NONE:
        return None
    if _ADDRESS.fullmatch(given) is None:
        raise ValueError(written)
    return given


async def set_email(
    session: AsyncSession, number: int, written: str, *, by: Person, rules: Rules, now: datetime
) -> Outcome:
    """Give a candidate another address, or none.

    Who can be reached no other way is at once sent what is on offer, or agreed.

    Raises:
        Refused: it is no address, or the interview is over.
    """
    try:
        email = read(written)
    except ValueError:
        raise Refused(BAD(written=written, number=number)) from None
    await hold(session, (await find(session, number)).candidate.id)
    details = await find(session, number, lock=True)
    states.refuse(details, "edit")
    person = details.candidate
    if person.email == email:
        return Outcome(details, changed=False)
    person.email = email
    change = await history.record(session, details.interview, "addressed", by=by, now=now)
    if not only_by_mail(person, rules):
        return Outcome(details)
    agreed = details.interview.status == Status.CONFIRMED
    words = await welcoming.standing(session, details, rules, now)
    notice = Notice(
        person,
        words,
        key=f"addressed:{change.id}:{person.id}",
        kind="confirmed" if agreed and not details.open(now) else "proposed",
        interview=number,
        revision=details.interview.revision,
        not_after=details.agreed.start if agreed else None,
        card=card_of(words),
    )
    await write(session, [notice], rules, now)
    return Outcome(details)
