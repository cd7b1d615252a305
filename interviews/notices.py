"""Saying something unasked: an outbox row, written in the transaction that made it true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import counterparts, inviting, kept_cards, letters, live_cards
from interviews.cards import Card, card_of
from interviews.details import Details, find
from interviews.live_cards import Click, Replacement
from interviews.passing_on import pass_on
from interviews.people import is_hr, reader
from interviews.reach import by_hand, only_by_mail
from interviews.rules import Rules
from interviews.texts import NOTHING, Own, Words, lines
from models import Change, Outbox, Person
from models.message import OutboxState
from models.sql import rows_of

SWALLOWED = timedelta(hours=5)
REPLACEMENT = "card"
"""Kind of the rows that change a card in place."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to say to one person. `key` names it: the same key is never said twice.

    `revision` of the interview: once that has moved on the notice is no longer true and is dropped
    (None: true whatever happens). `not_before` and `not_after` bound when it helps. A `card` shows
    the same; it goes out instead of the words where it can. With `updates` it takes the place of
    that notice's card, by that one's code or its own `code`.
    """

    person: Person
    words: Words
    key: str
    kind: str
    interview: int | None = None
    revision: int | None = None
    not_before: datetime | None = None
    not_after: datetime | None = None
    card: Card | None = None
    updates: int | None = None
    code: str | None = None


# Arrays, not rows of values: one statement of one shape, however many there are.
_WRITE = """
    INSERT INTO outbox (key, person_id, interview_id, revision, kind, text, not_before, not_after,
                        card, task_id, updates, response_code, letter,
                        state, part, attempts, created_at, cause)
    SELECT n.*, 'waiting', 0, 0, $14, $15
    FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::int[], $5::text[], $6::text[],
                $7::timestamptz[], $8::timestamptz[],
                $9::jsonb[], $10::text[], $11::bigint[], $12::text[], $13::text[]) AS n
    ON CONFLICT (key) DO NOTHING
    RETURNING id, person_id, not_before, kind
"""


async def write(session: AsyncSession, notices: list[Notice], rules: Rules, now: datetime) -> int:
    """Write notices, each rendered for its reader; gives how many were not written before."""
    if not notices:
        return 0
    await session.flush()
    cards = [kept_cards.rendered(one.card, one.person, one.updates, rules, now) for one in notices]
    fresh = await (await rows_of(session)).fetch(
        _WRITE,
        [one.key for one in notices],
        [one.person.id for one in notices],
        [one.interview for one in notices],
        [one.revision for one in notices],
        [one.kind for one in notices],
        [one.words.to(reader(one.person, rules, now)) for one in notices],
        [one.not_before for one in notices],
        [one.not_after for one in notices],
        cards,
        [
            kept_cards.name(one.key, card, one.person) if card and not one.updates else None
            for one, card in zip(notices, cards, strict=True)
        ],
        [one.updates for one in notices],
        [one.code for one in notices],
        [letters.words(one.words, one.person, rules, now) for one in notices],
        now,
        session.info.get("message"),
    )
    session.info.setdefault("outbox", []).extend(map(tuple, fresh))  # for bot.delivery.enqueue
    return len(fresh)


async def announce(
    session: AsyncSession,
    details: Details,
    change: Change,
    *,
    by: Person | None,
    rules: Rules,
    now: datetime,
    to_candidate: Words | None = None,
    to_panel: Words | None = None,
    to_hr: Words | None = None,
    also: Sequence[tuple[Person, Words]] = (),
    lasting: bool = False,
    lasting_to: Sequence[Person] = (),
    knowing: Sequence[Person] = (),
    not_after: datetime | None = None,
) -> Words:
    """Tell everyone concerned of a change, each once, but not the one who made it.

    What a candidate cannot be sent, HR passes on: it is given back for the answer when HR is the
    one who acted, and pushed to the interview's HR otherwise. `lasting` notices stay true whatever
    happens to the interview afterwards (a cancellation); `lasting_to` are people for whom alone they
    do, because nobody tells them of what happens next. None is said from `not_after` on.
    `also` are people who read words of their own: one who joins the panel, one who has left it;
    `knowing` have heard of it otherwise. Outdated cards and what other systems keep follow.
    """
    by_hr = by is not None and is_hr(by, rules)
    told = {one.id for one in (by, *knowing) if one is not None}
    if by is details.candidate and only_by_mail(by, rules):
        told.discard(by.id)  # answered on their page, they get a letter to keep, too
    notices: list[Notice] = []

    async def say(person: Person, words: Words) -> None:
        if person.id in told:
            return
        told.add(person.id)
        notices.append(
            Notice(
                person,
                await _news(session, details, person, words, rules, now),
                key=f"{change.what}:{change.id}:{person.id}",
                kind=change.what,
                interview=details.number,
                revision=None if lasting or person in lasting_to else details.interview.revision,
                not_after=not_after,
                card=card_of(words),
            )
        )

    passing: Words | None = None
    if to_candidate is not None and details.candidate.id not in told:
        if by_hand(details.candidate, rules):
            opens = await inviting.opens(session, rules)
            passing = pass_on(details, details.candidate, to_candidate, rules, now, opens)
            link = inviting.link(details, opens, rules, now)
            if link and change.what in inviting.OFFERED:
                passing = lines(passing, inviting.QR_COMES)
                notices.append(_picture(details, link, change, by if by_hr else details.hr))
        else:
            await say(details.candidate, to_candidate)
    for_hr = [one for one in (to_hr, None if by_hr else passing) if one is not None]
    if for_hr:
        await say(details.hr, lines(*for_hr))
    for person, words in also:
        await say(person, words)
    if to_panel is not None:
        for person in details.panel:
            await say(person, to_panel)
    replaced = await live_cards.changed(session, details, told, now, change=change)
    notices += [_replacing(details, one, change.id) for one in replaced]
    await write(session, notices, rules, now)
    await counterparts.follow(session, details, change, rules, now)
    return passing if by_hr and passing else NOTHING


def _picture(details: Details, link: str, change: Change, to: Person | None) -> Notice:
    return Notice(
        to or details.hr,
        Own(link),
        key=f"{inviting.QR}:{change.id}",
        kind=inviting.QR,
        interview=details.number,
        revision=details.interview.revision,
    )


async def refresh(
    session: AsyncSession, details: Details, cause: str, rules: Rules, now: datetime
) -> None:
    """Have every card of this interview that no longer holds say how things stand."""
    replaced = await live_cards.changed(session, details, set(), now)
    await write(session, [_replacing(details, one, cause) for one in replaced], rules, now)


async def clicked(
    session: AsyncSession, person: Person, click: Click, rules: Rules, now: datetime
) -> None:
    """Have the card somebody has just pressed a button of say how things stand, if it does not:
    an old one could not be changed any more, and a click is another chance."""
    number = await live_cards.clicked_about(session, click, person)
    if number is None:
        return
    details = await find(session, number, lock=True)
    replaced = await live_cards.changed(session, details, {person.id}, now, only=click.task_id)
    await write(
        session,
        [_replacing(details, one, session.info["message"]) for one in replaced],
        rules,
        now,
    )


def _replacing(details: Details, one: Replacement, cause: int | str) -> Notice:
    return Notice(
        one.person,
        one.words or NOTHING,
        key=f"{REPLACEMENT}:{one.updates}:{cause}",
        kind=REPLACEMENT,
        interview=details.number,
        card=one.card,
        updates=one.updates,
        code=one.code,
    )


async def _news(
    session: AsyncSession,
    details: Details,
    person: Person,
    words: Words,
    rules: Rules,
    now: datetime,
) -> Words:
    """The words, with a count if this person was told exactly that of this interview lately.

    WeCom swallows texts that equal one it was given in the last four hours; a place moved back and
    forth is news each time. What still waits is given to it about when this one is.
    """
    text = words.to(reader(person, rules, now))
    same = await session.exec(
        select(func.count())
        .select_from(Outbox)
        .where(
            col(Outbox.interview_id) == details.number,
            col(Outbox.person_id) == person.id,
            func.starts_with(col(Outbox.text), text),
            or_(
                col(Outbox.state) == OutboxState.WAITING,
                col(Outbox.created_at) > now - SWALLOWED,
                col(Outbox.sent_at) > now - SWALLOWED,
            ),
        )
    )
    times = same.one()
    return lines(words, Own(f"({times + 1})")) if times else words
