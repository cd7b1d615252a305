"""A notice as a letter: subject, words, and the interview for the reader's calendar."""

from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import calendars, links, ways_in
from interviews.calendars import Invitation
from interviews.details import Details, find
from interviews.people import reader
from interviews.rules import Rules
from interviews.texts import NOTHING, Reader, Text, Words, said
from interviews.words import topic
from models import Interview, Person
from models.interview import Status
from models.person import Language

CHOOSE = Text(zh="请选择面试时间", en="Please choose a time for your interview")
TITLES = {
    "proposed": CHOOSE,
    "offered": CHOOSE,
    "nudge": Text(zh="请答复面试邀请", en="Please answer the invitation to your interview"),
    "moving": Text(zh="面试想换个时间", en="Another time for your interview?"),
    "confirmed": Text(zh="面试已确认", en="Your interview is confirmed"),
    "moved": Text(zh="面试改了时间", en="Your interview has been moved"),
    "cancelled": Text(zh="面试已取消", en="Your interview has been cancelled"),
    "room": Text(zh="面试房间准备好了", en="The room of your interview is ready"),
    "reminder": Text(zh="面试提醒", en="A reminder of your interview"),
}
OTHERWISE = Text(zh="关于您的面试", en="About your interview")
SUBJECT = Text(zh="{title}：{topic}（#{number}）", en="{title}: {topic} (#{number})")
OF_COMPANY = Text(zh="{company}：{subject}", en="{company}: {subject}")
OPEN = Text(zh="查看和答复", en="See it and answer")
OPEN_LINK = Text(zh="查看和答复：{link}", en="See it and answer: {link}")
NOT_READ = Text(
    zh="这封邮件由系统自动发出，直接回复没有人会看到。",
    en="This was sent by a machine; nobody reads replies to it.",
)
CHANGES = {"confirmed", "moved", "edited", "swapped", "room"}
"""What happens to an interview that its calendar entry follows."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything of an e-mail but who sends it how."""

    to: str
    name: str
    subject: str
    text: str
    html: str
    method: str = ""
    """Of the calendars: REQUEST or CANCEL."""
    calendars: tuple[bytes, ...] = ()
    """The interview, and the rounds confirmed together with it."""


def words(notice: Words, to: Person, rules: Rules, now: datetime) -> str | None:
    """The words of a notice for a letter; None for who gets none."""
    if not (rules.letters_from and to.email):
        return None
    return notice.to(replace(reader(to, rules, now), page=True))


async def letter(
    session: AsyncSession,
    person: Person,
    kind: str,
    text: str,
    interview: int | None,
    rules: Rules,
    now: datetime,
) -> Letter:
    """A notice of that kind, whose words are `text`, for a person who has an address."""
    how = replace(reader(person, rules, now), page=True)
    address = person.email or ""
    if interview is None:
        return Letter(address, person.name, OTHERWISE.to(how), text, _html(text, None, how))
    details = await find(session, interview)
    subject: Words = SUBJECT(
        title=TITLES.get(kind, OTHERWISE), topic=topic(details.interview), number=details.number
    )
    if rules.company.name:
        subject = OF_COMPANY(company=rules.company.name, subject=subject)
    link = links.page(details, rules) if links.to_page(details, rules) is not NOTHING else None
    plain = [text, OPEN_LINK(link=link).to(how) if link else "", NOT_READ.to(how)]
    method = _method(details, kind)
    return Letter(
        address,
        person.name,
        said(subject, how),
        "\n\n".join(filter(None, plain)),
        _html(text, link, how),
        method,
        await _calendars(session, details, kind, method, how, rules) if method else (),
    )


def _method(details: Details, kind: str) -> str:
    interview = details.interview
    if interview.status == Status.CANCELLED and interview.starts_at is not None:
        return "CANCEL" if kind == "cancelled" else ""
    return "REQUEST" if interview.status == Status.CONFIRMED and kind in CHANGES else ""


async def _calendars(
    session: AsyncSession, details: Details, kind: str, method: str, how: Reader, rules: Rules
) -> tuple[bytes, ...]:
    invitation = Invitation(rules.letters_from, details.candidate.email or "")
    rounds = [details]
    if details.interview.series_id is not None and kind == "confirmed":
        rounds += await _others(session, details)
    return tuple(
        [
            calendars.calendar(
                one,
                await calendars.sequence(session, one.number),
                how,
                rules,
                method=method,
                invitation=invitation,
                room=await ways_in.link(session, one, one.candidate),
            )
            for one in rounds
        ]
    )


async def _others(session: AsyncSession, details: Details) -> list[Details]:
    """The other rounds in a row, of which the candidate is told in one notice."""
    found = await session.exec(
        select(Interview.id)
        .where(
            col(Interview.series_id) == details.interview.series_id,
            col(Interview.status) == Status.CONFIRMED,
            col(Interview.id) != details.number,
        )
        .order_by(col(Interview.id))
    )
    return [await find(session, number) for number in found.all()]


def _html(text: str, link: str | None, how: Reader) -> str:
    lines = "<br>\n".join(escape(line) for line in text.splitlines())
    button = (
        f'<p><a href="{escape(link)}" style="display:inline-block;padding:12px 20px;border-radius:8px;'
        f'background:#07793f;color:#fff;text-decoration:none">{escape(OPEN.to(how))}</a></p>'
    ) if link else ""  # fmt: skip
    language = "zh-CN" if how.language == Language.ZH else "en"
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"></head>\n'
        '<body style="font:16px/1.6 sans-serif;color:#191919">\n'
        f"<p>{lines}</p>\n{button}\n"
        f'<p style="color:#5c5c5c;font-size:13px">{escape(NOT_READ.to(how))}</p>\n</body></html>\n'
    )
