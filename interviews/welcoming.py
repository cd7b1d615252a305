"""What candidates on WeChat are told when they come: who speaks, and what is open for them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import announcements, consecutive, customers, new_times
from interviews.cards import card_of
from interviews.details import Details
from interviews.notices import Notice, write
from interviews.parts import offers_to, upcoming, waiting_with
from interviews.phrases import of_company
from interviews.rules import Rules
from interviews.texts import Text, Words, lines
from interviews.words import topic
from models import Person
from models.sql import rows_of, run

WELCOME = "welcome"
"""Kind of the notice that goes out by a welcome code, whatever the window."""
WELCOME_WITHIN = timedelta(seconds=20)
"""A welcome code lives no longer (DOC 95122)."""

HELLO = Text(
    zh="您好！我是{company}面试助手面约，在这里帮您安排面试。有话直说就好；要找人请回复“人工”。",
    en="Hello! I am Mianyue, {company}interview assistant, and arrange interviews here. Just say what"
    ' you want; for a person, reply "human".',
)
NOTHING_OPEN = Text(
    zh="{name}，您好！{topic}（#{number}）现在没有可选的时间，有了会在这里告诉您。",
    en="Hello {name}! No time is open for {topic} (#{number}) just now; you will be told here.",
)
STRANGER = Text(
    zh="我还不知道您是谁：请打开 HR 发给您的面试链接，或者扫 TA 发的二维码。",
    en="I do not know yet who you are: please open the link HR has sent you, or scan its QR code.",
)

_WELCOMED = text("""
    SELECT EXISTS (SELECT FROM outbox WHERE person_id = :person AND kind = 'welcome'
                                        AND state IN ('waiting', 'sent'))
""")


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody opened the chat, with what stood behind the link. A `code` lets one answer through
    for twenty seconds."""

    external_userid: str
    token: str
    code: str | None
    at: datetime
    message: str


async def welcome(
    session: AsyncSession, entry: Entry, person: Person, rules: Rules, now: datetime
) -> None:
    """Who speaks, and what is open; one message, since a code lets no more through."""
    found = await open_for(session, person, rules, now)
    if not found:
        words = hello(rules) if person.name != customers.STRANGER else stranger(rules)
        await say(session, entry, person, words, rules, now)
    elif len(found) == 1:
        [(details, words)] = found
        await say(session, entry, person, words, rules, now, about=details)
    else:
        await say(session, entry, person, lines(*(words for _, words in found)), rules, now)


async def say(
    session: AsyncSession,
    entry: Entry,
    person: Person,
    words: Words,
    rules: Rules,
    now: datetime,
    *,
    about: Details | None = None,
) -> None:
    """By the code while it lives; without one only if the window happens to be open."""
    if entry.code is None:
        window = await customers.window(await rows_of(session), person.id)
        if window.closed(now) is not None:
            return
    notice = Notice(
        person,
        words,
        key=f"{WELCOME}:{entry.message}",
        kind=WELCOME if entry.code else "offer",
        interview=about.number if about else None,
        revision=about.interview.revision if about else None,
        not_after=entry.at + WELCOME_WITHIN if entry.code else None,
        card=card_of(words),
        code=entry.code,
    )
    await write(session, [notice], rules, now)


async def was_welcomed(session: AsyncSession, person: Person) -> bool:
    """Whether they have been, or are just being, told all this."""
    found = await run(session, _WELCOMED, person=person.id)
    return bool(found.scalar_one())


async def open_for(
    session: AsyncSession, person: Person, rules: Rules, now: datetime
) -> list[tuple[Details, Words]]:
    """Everything that waits for them, each in the words (and as the card) it was offered in; else
    what is agreed."""
    if offered := await offers_to(session, person, now):
        return [(one, await offer(session, one, rules, now)) for one in offered]
    ahead = await upcoming(session, person, now)
    return [(one, _standing(one, rules)) for one in ahead]


async def standing(session: AsyncSession, details: Details, rules: Rules, now: datetime) -> Words:
    """How it stands, for its candidate: what is on offer, else what is agreed."""
    if details.open(now):
        return await offer(session, details, rules, now)
    return _standing(details, rules)


async def offer(session: AsyncSession, details: Details, rules: Rules, now: datetime) -> Words:
    """The open times, in the words (and as the card) they were offered in."""
    if rounds := await waiting_with(session, details):
        return consecutive.offer(rounds, now, rules)
    if details.interview.starts_at is not None:
        return new_times.offer(details, now, rules)
    return announcements.offer(details, now, rules)


def _standing(details: Details, rules: Rules) -> Words:
    if details.interview.starts_at is not None:
        return announcements.confirmed_to_candidate(details, rules)
    return NOTHING_OPEN(
        name=details.candidate.name, topic=topic(details.interview), number=details.number
    )


def hello(rules: Rules) -> Words:
    """Who speaks."""
    return HELLO(company=of_company(rules))


def stranger(rules: Rules) -> Words:
    """To somebody of whom nothing is known."""
    return lines(hello(rules), STRANGER)
