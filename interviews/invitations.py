"""Asking interviewers whether they take an interview, and what is said when one is replaced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.details import Details
from interviews.phrases import subject
from interviews.texts import NOTHING, Text, Words, lines
from interviews.words import topic
from models import Panel, Person
from models.interview import Answer

LEAVING = Text(
    zh="您不用参加面试 #{number} 了：{candidate} · {topic}\n时间：{when}\n改由{name}面试。",
    en="You are no longer needed for interview #{number}: {candidate} · {topic}\nTime: {when}\n"
    "{name} takes it instead.",
)
SWAPPED = Text(
    zh="{who}换了面试 #{number} 的面试官：{candidate} · {topic}\n{out} → {name}",
    en="{who} changed who interviews in #{number}: {candidate} · {topic}\n{out} → {name}",
)
FOR_CANDIDATE = Text(
    zh="{candidate}，您好！您的面试换了面试官：{topic}（#{number}）\n{out} → {name}\n"
    "时间和地点不变：{when}",
    en="Hello {candidate}, someone else will interview you: {topic} (#{number})\n{out} → {name}\n"
    "Time and place stay: {when}",
)
REFUSED = Text(
    zh="{who}不能参加面试 #{number}：{candidate} · {topic}\n时间：{when}",
    en="{who} cannot take interview #{number}: {candidate} · {topic}\nTime: {when}",
)
REASON = Text(zh="原因：{reason}", en="Reason: {reason}")
TAKEN_OVER = Text(
    zh="已由{name}接替，邀请已发出，不用您处理。",
    en="{name} has been asked instead; there is nothing for you to do.",
)
LEFT = Text(zh="现在的面试官：{panel}", en="Still on it: {panel}")
NOBODY_LEFT = Text(
    zh="这场面试现在没有面试官了，但时间还保留着。",
    en="Nobody is left to interview, but the time is still kept.",
)
FREE_THEN = Text(
    zh="下面的人那时有空，直接发其中一行就能换人：\n{commands}",
    en="These people are free then; send one of the lines to replace:\n{commands}",
)
SWAP = Text(zh="换人 {number} {out} {name}", en="swap {number} {out} {name}")


@dataclass(frozen=True, slots=True)
class Substitute:
    """Somebody who could take a seat, spelled so that a command finds them."""

    person: Person
    spelled: str


async def ask(session: AsyncSession, details: Details, by: Person | None, now: datetime) -> None:
    """Everybody on the panel is to answer anew: the time is another one. HR whose interview it is,
    and whoever has just settled it, know of it already."""
    knowing = [details.hr.id, *([by.id] if by else [])]
    answer = case((col(Panel.interviewer_id).in_(knowing), Answer.ACCEPTED), else_=Answer.NONE)
    await session.exec(
        update(Panel)
        .where(col(Panel.interview_id) == details.number)
        .values(answer=answer, asked_at=now)
    )


def suggested(details: Details, out: str, free: Sequence[Substitute]) -> Words:
    """Lines that HR can send as they are; `out` is who leaves, as a command finds them."""
    return FREE_THEN(commands=commands(details, out, free))


def commands(details: Details, out: str, free: Sequence[Substitute]) -> Words:
    """Such lines alone."""
    return lines(*(SWAP(number=details.number, out=out, name=one.spelled) for one in free))


def refused_to_hr(
    details: Details, who: Person, reason: str, joined: Person | None, suggestions: Words
) -> Words:
    """An interviewer declined: who has taken over, or what HR can do."""
    head = lines(
        REFUSED(who=who.name, **subject(details), when=details.agreed),
        REASON(reason=reason) if reason else NOTHING,
    )
    if joined is not None:
        return lines(head, TAKEN_OVER(name=joined.name))
    return lines(head, LEFT(panel=details.names) if details.panel else NOBODY_LEFT, suggestions)


def leaving(details: Details, joined: Person) -> Words:
    """To who is taken off an agreed interview."""
    return LEAVING(**subject(details), when=details.agreed, name=joined.name)


def swapped_to_hr(details: Details, by: Person, out: Person, joined: Person) -> Words:
    """To the interview's HR, when another one did it."""
    return SWAPPED(who=by.name, **subject(details), out=out.name, name=joined.name)


def changed_to_candidate(details: Details, out: Person, joined: Person) -> Words:
    """To the candidate, who was told the names."""
    return FOR_CANDIDATE(
        candidate=details.candidate.name,
        topic=topic(details.interview),
        number=details.number,
        out=out.name,
        name=joined.name,
        when=details.agreed,
    )
