"""Forgetting a candidate: the personal data goes for good, the anonymous record stays.

Removed, in one transaction:

- of the person: name and its sound, account, e-mail address, language, zone, region, open question,
  hours, absences;
- of what was said to the bot: text, reply and sender of their messages; text and reply of every
  message that changed one of their interviews; and of every other message in which, or in whose
  reply, their name or account stands;
- of what the bot said: the texts, cards and cards' codes of all notices to them, about their
  interviews, or answering such a message, and of those that name them and are about no other
  interview. What of it still waits is dropped, and whoever acts is told who will not hear of it;
- of the history: reasons and notes, whoever wrote them, of their interviews, and elsewhere if they
  name them, and the name itself; what they wished instead of a time; the comments of the
  interviewers' feedback, given or about to be;
- elsewhere: rooms and entries in calendars, with all that their providers told us.

Kept: the interviews with position, round, times, place, panel and outcome, the times offered, the
recommendations and scores, and who did what when. Positions and places stay as HR wrote them.

A text names somebody if it holds the name or the account, in any case, as a word where it is made of
Latin letters. A name of a single character is not looked for; one that somebody else bears too is
taken for the other's in what waits and in what is about the other's interview. An answer that is
being given at this very moment may still hold the name: it is purged with the rest
(`retention.days`), like the logs of the machine, which show what people write at debug only.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from interviews import absences, counterparts, customers, feedback, history, named_in
from interviews.parts import upcoming
from interviews.people import is_hr, listing
from interviews.rules import Rules
from interviews.texts import Refused, Text, dotted, lines
from interviews.words import STATUS, topic
from models import Interview, Person
from models.columns import Instant
from models.person import FORGOTTEN, Channel
from models.sql import run

ALREADY = Text(
    zh="这位候选人的资料之前已经删除了。", en="The data of this candidate has been removed already."
)
STAFF = Text(
    zh="{who}是 HR 或面试官，面试记录里要看得出是谁，不能删除；只有候选人的资料可以删除。"
    "要收回 HR 权限，请发：角色 姓名 成员",
    en="{who} is HR or an interviewer, whom the record of the interviews has to name; only a"
    " candidate's data can be removed. To take the HR role back: role name member",
)
UPCOMING = Text(
    zh="{who}还有没结束的面试：\n{interviews}\n请先取消（例如：取消 {number} 候选人要求删除资料），"
    "等大家收到通知后再删除。",
    en="{who} has interviews that are not over:\n{interviews}\nPlease cancel them first (for example:"
    " cancel {number} the candidate wants to be forgotten) and remove the data when everyone has been"
    " told.",
)
BEGUN = Text(
    zh="{who}的面试已经开始：\n{interviews}\n请等结束后再删除；没有见成请先发：未到 {number} 候选人",
    en="An interview of {who} has begun:\n{interviews}\nPlease remove the data when it is over; if it"
    " did not take place, first send: noshow {number} candidate",
)
BUSY = Text(
    zh="正好有与 TA 有关的消息在处理，还没有删除。请过十秒再回复一次“是”。",
    en="A message that concerns them is being handled at this moment, so nothing has been removed"
    ' yet. Please say "yes" again in ten seconds.',
)
WHY = "the candidate was forgotten"

_STAFF = text("""
    SELECT EXISTS (SELECT FROM panel WHERE interviewer_id = :person)
        OR EXISTS (SELECT FROM interview WHERE hr_id = :person)
""")
_NAMESAKE = text("""
    SELECT EXISTS (SELECT FROM person WHERE lower(name) = lower(:name) AND id <> :person)
""")
_UNTOLD = text("""
    SELECT name FROM person WHERE id <> :person AND id IN (
        SELECT person_id FROM outbox JOIN interview i ON i.id = interview_id
        WHERE state = 'waiting' AND text <> '' AND interview_id = ANY(CAST(:interviews AS bigint[]))
          AND coalesce(outbox.revision = i.revision, true) AND coalesce(not_after > :now, true)
    )
    ORDER BY id
""").bindparams(bindparam("now", type_=Instant))
# In the order of the keys, or two who are forgotten at once could deadlock.
_INBOX = text("""
    WITH found AS (
        SELECT key, coalesce(person_id = :person, false) AS own FROM inbox
        WHERE person_id = :person
           OR key IN (SELECT message FROM change
                      WHERE interview_id = ANY(CAST(:interviews AS bigint[])))
           OR text ~* CAST(:naming AS text) OR reply ~* CAST(:naming AS text)
        ORDER BY key FOR NO KEY UPDATE
    )
    UPDATE inbox SET text = '', reply = NULL,
                     person_id = CASE WHEN own THEN NULL ELSE person_id END
    FROM found WHERE inbox.key = found.key
    RETURNING own
""")
_NOTICES = text("""
    SELECT id FROM outbox
    WHERE person_id = :person
       OR interview_id = ANY(CAST(:interviews AS bigint[]))
       OR cause IN (SELECT message FROM change
                    WHERE interview_id = ANY(CAST(:interviews AS bigint[])))
       OR (interview_id IS NULL AND state <> 'waiting'
           AND concat_ws(' ', text, card, reason) ~* CAST(:naming AS text))
       OR concat_ws(' ', text, card, reason) ~* CAST(:unmistakable AS text)
""")
# What a worker is about to send, alone or with others in one message, is not free.
_FREE = text("""
    SELECT o.id FROM outbox o LEFT JOIN outbox head ON head.id = o.merged_into
    WHERE o.id = ANY(CAST(:ids AS bigint[]))
      AND (o.state <> 'waiting'
           OR coalesce(greatest(o.claimed_until, head.claimed_until) < clock_timestamp(), true))
    FOR NO KEY UPDATE OF o SKIP LOCKED
""")
_BLANK = text("""
    UPDATE outbox
    SET text = '', card = NULL, letter = NULL, task_id = NULL, response_code = NULL,
        merged_into = CASE WHEN state = 'waiting' THEN NULL ELSE merged_into END,
        reason = CASE WHEN state IN ('waiting', 'dead') THEN :why
                      WHEN reason ~* CAST(:naming AS text) THEN NULL ELSE reason END,
        state = CASE WHEN state IN ('waiting', 'dead') THEN 'dropped' ELSE state END,
        done_at = coalesce(done_at, :now)
    WHERE id = ANY(CAST(:ids AS bigint[]))
""").bindparams(bindparam("now", type_=Instant))
_PART_WAYS = text("""
    UPDATE outbox SET merged_into = NULL
    WHERE merged_into = ANY(CAST(:ids AS bigint[])) AND state = 'waiting'
""")


class Remains(NamedTuple):
    """What a candidate has with us: the numbers of the interviews, which stay; how many messages
    were theirs; and the names of those who were yet to be told something about the interviews."""

    interviews: list[int]
    messages: int
    untold: list[str]


async def consider(
    session: AsyncSession, person: Person, *, rules: Rules, now: datetime
) -> Remains:
    """What there is to forget; nothing is changed.

    Raises:
        Refused: this person cannot be forgotten, or not yet.
    """
    await _refuse(session, person, rules, now)
    return await _remains(session, person, now)


async def forget(
    session: AsyncSession, number: int, *, by: Person, rules: Rules, now: datetime
) -> Remains:
    """Remove the personal data of the person with this id.

    The person's own row is locked first, then the interviews: the order of the candidate's own
    messages. Then comes the strong lock, which also keeps out what only refers to the row; others
    may wait for that one, so nothing that they could hold is waited for afterwards.

    Raises:
        Refused: this person cannot be forgotten, or not just now.
    """
    own = select(Person).where(col(Person.id) == number)
    found = await session.exec(
        own.with_for_update(key_share=True).execution_options(populate_existing=True)
    )
    person = found.one()
    await session.exec(
        _interviews(person)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    alone = await session.exec(own.with_for_update(skip_locked=True))
    if alone.first() is None:  # something scheduled or written for this person is not committed
        raise Refused(BUSY)
    await _refuse(session, person, rules, now)
    remains = await _remains(session, person, now)
    messages = await _remove_words(session, person, remains.interviews, now)
    await customers.unbind(session, person)
    person.name, person.named, person.forgotten_at = FORGOTTEN, True, now
    person.userid = person.zone = person.question = person.greeted_at = None
    person.pinyin = person.region = person.left_at = person.email = None
    person.channel, person.language = Channel.NONE, rules.people.language
    await session.flush()
    for interview in await session.exec(_interviews(person)):
        interview.wish = None
        await history.record(session, interview, "forgotten", by=by, now=now)
    return remains._replace(messages=messages)


async def _refuse(session: AsyncSession, person: Person, rules: Rules, now: datetime) -> None:
    if person.forgotten_at is not None:
        raise Refused(ALREADY)
    who = listing([person])
    staff = await run(session, _STAFF, person=person.id)
    if is_hr(person, rules) or staff.scalar_one():
        raise Refused(STAFF(who=who))
    live = await upcoming(session, person, now)
    ahead = [one for one in live if not one.begun(now)]
    if found := ahead or live:
        interviews = (
            dotted(f"#{one.number}", topic(one.interview), STATUS[one.interview.status])
            for one in found
        )
        words = UPCOMING if ahead else BEGUN
        raise Refused(words(who=who, interviews=lines(*interviews), number=found[0].number))


async def _remains(session: AsyncSession, person: Person, now: datetime) -> Remains:
    numbers = [interview.id for interview in await session.exec(_interviews(person))]
    untold = await run(session, _UNTOLD, person=person.id, interviews=numbers, now=now)
    return Remains(numbers, 0, [*untold.scalars()])


def _interviews(person: Person) -> SelectOfScalar[Interview]:
    candidate = col(Interview.candidate_id)
    return select(Interview).where(candidate == person.id).order_by(col(Interview.id))


async def _remove_words(
    session: AsyncSession, person: Person, interviews: list[int], now: datetime
) -> int:
    naming = named_in.pattern(person)
    namesake = await run(session, _NAMESAKE, name=person.name, person=person.id)
    unmistakable = None if namesake.scalar_one() else naming
    theirs = {"person": person.id, "interviews": interviews, "naming": naming}
    own = [*(await run(session, _INBOX, **theirs)).scalars()]
    found = await run(session, _NOTICES, **theirs, unmistakable=unmistakable)
    ids = [*found.scalars()]
    free = await run(session, _FREE, ids=ids)
    if len(free.all()) < len(ids):
        raise Refused(BUSY)
    await run(session, _BLANK, ids=ids, naming=naming, why=WHY, now=now)
    await run(session, _PART_WAYS, ids=ids)
    await feedback.take_out_comments(session, interviews)
    await counterparts.take_out(session, interviews, now)
    await absences.take_out(session, person, unmistakable)
    await history.take_out_words(session, interviews, unmistakable)
    return sum(own)
