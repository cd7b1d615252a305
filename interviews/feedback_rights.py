"""Who may give feedback and who may read it, and when.

Nobody on a panel reads what the others gave before giving their own; candidates never read any of
it: to them the answer is the same as for an interview nobody knows.
"""

from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import states
from interviews.dates import Moment
from interviews.details import NOT_FOUND, Details, find
from interviews.people import is_hr
from interviews.rules import Rules
from interviews.texts import Refused, Text, Words
from interviews.words import STATUS
from models import Change, Person
from models.interview import Absent, Status

NOT_AGREED = Text(
    zh="#{number} 还没有定下时间，面试开始以后才能给反馈。",
    en="#{number} has no agreed time; feedback can be given once it has begun.",
)
NOT_BEGUN = Text(
    zh="#{number} 还没开始（{when}），开始以后才能给反馈。",
    en="#{number} has not begun ({when}); feedback can be given once it has.",
)
NO_NEED = Text(
    zh="#{number} {status}，不需要反馈。", en="#{number} is {status}: no feedback is needed."
)
NOT_ON_PANEL = Text(
    zh="#{number} 的反馈由面试官给：{panel}。要看已有的反馈，请发：反馈 {number}",
    en="Feedback on #{number} is given by its interviewers: {panel}. To read it: feedback {number}",
)
CLOSED = Text(
    zh="#{number} 的反馈已由{who}关闭（{at}），不能再给或修改。需要补充请联系{who}。",
    en="Feedback on #{number} was closed by {who} ({at}) and cannot be given or changed any more."
    " To add something, please ask {who}.",
)


async def about(session: AsyncSession, number: int, person: Person, rules: Rules) -> Details:
    """One interview, if this person may hear of its feedback at all.

    Raises:
        Refused: there is none, it is none of theirs, or they are its candidate: the same answer.
    """
    details = await find(session, number)
    refuse_outsiders(details, person, rules)
    return details


async def refuse(session: AsyncSession, details: Details, by: Person, now: datetime) -> None:
    """Only who was on the panel of an interview that has begun gives feedback, until it is closed.

    Raises:
        Refused: it is not so; the words say why.
    """
    number = details.number
    if not details.interviewed_by(by):
        raise Refused(NOT_ON_PANEL(number=number, panel=details.names))
    refuse_too_early(details, now)
    if (closed := await closed_by(session, details)) is not None:
        raise Refused(closed)


def refuse_too_early(details: Details, now: datetime) -> None:
    """Nothing can be said of an interview that has not begun, or did not take place.

    Raises:
        Refused: it is so.
    """
    interview, number = details.interview, details.number
    if interview.status == Status.CANCELLED or interview.absent == Absent.CANDIDATE:
        raise Refused(NO_NEED(number=number, status=STATUS[interview.status]))
    if interview.status == Status.OFFERED:
        raise Refused(NOT_AGREED(number=number))
    if details.agreed.start > now:
        raise Refused(NOT_BEGUN(number=number, when=details.agreed))
    if details.candidate.forgotten_at is not None:
        raise Refused(states.FORGOTTEN(number=number))


async def closed_by(session: AsyncSession, details: Details) -> Words | None:
    """Who closed it and when; None while it is open."""
    if details.interview.closed_at is None:
        return None
    found = await session.exec(
        select(Person.name)
        .join(Change, col(Change.person_id) == col(Person.id))
        .where(col(Change.interview_id) == details.number, col(Change.what) == "feedback_closed")
        .order_by(col(Change.id).desc())
    )
    who = found.first() or details.hr.name
    return CLOSED(number=details.number, who=who, at=Moment(details.interview.closed_at))


def refuse_outsiders(details: Details, person: Person, rules: Rules) -> None:
    """Only the panel and HR hear of it, and never the candidate.

    Raises:
        Refused: it is somebody else.
    """
    if details.candidate.id == person.id or not (
        details.interviewed_by(person) or is_hr(person, rules)
    ):
        raise Refused(NOT_FOUND(number=details.number))
