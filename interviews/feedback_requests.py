"""Asking interviewers for feedback: when the interview ends, an hour later, then each of their
working mornings, at most `feedback.nags` times in all.

There is no row and no job per request: the interview's end and the interviewer's calendar say how
many have fallen due. Of several that fell due since the last look only the latest is said, and what
an outage left out is not made up for. A request falls due once and is never looked for again, so it
does not matter how soon its notice is purged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, pairwise

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import feedback_card, watermarks
from interviews.details import Details, agreed
from interviews.mornings import AGAIN, Place, begun, counts, latest, places
from interviews.notices import Notice, write
from interviews.parts import OUTSTANDING
from interviews.rules import Rules
from interviews.scorecards import criteria_of, example
from interviews.taking_back import take_back
from interviews.texts import Text, Words, lines
from interviews.words import topic
from models import Feedback, Person
from models.person import Channel
from models.sql import Rows, rows_of

BATCH = 500
OVERLAP = timedelta(minutes=1)
"""Looked at again each time: what was committed just after the last look."""
HELPS = timedelta(hours=12)
"""Later than that a request is left to the next one."""

ENDED = Text(
    zh="#{number} 结束了：{candidate} · {topic}\n请给反馈，一句话就可以，例如：\n{example}",
    en="#{number} is over: {candidate} · {topic}\nPlease give your feedback; one line will do, for"
    " example:\n{example}",
)
STILL = Text(
    zh="还缺您对 #{number} 的反馈：{candidate} · {topic}\n一句话就可以，例如：\n{example}",
    en="Your feedback on #{number} is still missing: {candidate} · {topic}\nOne line will do, for"
    " example:\n{example}",
)
HOW = Text(
    zh="结论写 强烈推荐、推荐、待定 或 不推荐，分数 1 到 5；想一项一项来，就发：反馈 {number}",
    en="Recommend with strong yes, yes, undecided or no; scores are 1 to 5. To be asked one by one:"
    " feedback {number}",
)

# Of each panel member the latest request that is due, unless it was said or feedback is there.
_DUE = """
    SELECT max(w.n) AS n, i.id, s.interviewer_id
    FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[], $4::text[], $5::text[])
         AS w (n, after, until, zone, region)
    JOIN interview i ON i.ends_at > w.after AND i.ends_at <= w.until
         AND i.status IN ('confirmed', 'done') AND i.closed_at IS NULL
    JOIN panel s ON s.interview_id = i.id
    JOIN person p ON p.id = s.interviewer_id AND p.channel = 'wecom' AND p.left_at IS NULL
         AND (w.zone IS NULL
              OR (coalesce(p.zone, $6) = w.zone AND coalesce(p.region, $7) = w.region))
    JOIN person c ON c.id = i.candidate_id AND c.forgotten_at IS NULL
    WHERE NOT EXISTS (
        SELECT FROM feedback f
        WHERE f.interview_id = i.id AND f.interviewer_id = s.interviewer_id
    )
    GROUP BY i.ends_at, i.id, s.interviewer_id
    HAVING NOT EXISTS (
        SELECT FROM outbox
        WHERE key = 'feedback:' || i.id || ':' || max(w.n) || ':' || s.interviewer_id
    )
    ORDER BY i.ends_at, i.id, s.interviewer_id
    LIMIT $8
"""


@dataclass(frozen=True, slots=True)
class Window:
    """For interviews that ended after `after` and not after `until` the n-th request is due; of
    interviewers who live there (None: wherever they live)."""

    n: int
    after: datetime
    until: datetime
    place: Place | None = None


async def enqueue_due(session: AsyncSession, now: datetime, rules: Rules) -> int:
    """Write the requests due at `now`, at most a batch; gives how many.

    As long as a full batch comes back there is more. Workers take turns; asking twice, or after
    an outage, says nothing twice.
    """
    if not rules.feedback.nags:
        return 0
    mark = await watermarks.take(session, "feedback", first=now)
    if mark is None:
        return 0
    rows = await rows_of(session)
    seen = max(min(mark.reached, now) - OVERLAP, now - OUTSTANDING)
    windows = [*_windows(await places(rows, rules), seen, now, rules)]
    due = await _due(rows, windows, rules)
    known = {one.number: one for one in await agreed(rows, [*{number for _, number, _ in due}])}
    await write(
        session,
        [_notice(known[number], person, n, now, rules) for n, number, person in due],
        rules,
        now,
    )
    if len(due) < BATCH:
        mark.reached = now
    return len(due)


async def ask_at_once(session: AsyncSession, details: Details, rules: Rules, now: datetime) -> None:
    """Ask those for the first time who would be asked at the end, since it is over already."""
    if not rules.feedback.nags or details.interview.closed_at is not None:
        return
    given = await session.exec(
        select(Feedback.interviewer_id).where(col(Feedback.interview_id) == details.number)
    )
    have = set(given.all())
    notices = [
        _notice(details, person.id, 1, now, rules)
        for person in details.panel
        if person.id not in have and person.channel == Channel.WECOM and person.left_at is None
    ]
    await write(session, notices, rules, now)


async def withdraw(
    session: AsyncSession, details: Details, people: list[Person], now: datetime
) -> None:
    """Requests to these people that have not gone out are not needed any more."""
    keys = [f"feedback:{details.number}:%:{person.id}" for person in people]
    await take_back(session, details, keys, now)


def request(details: Details, n: int, rules: Rules) -> Words:
    """To an interviewer, for the n-th time."""
    words = ENDED if n == 1 else STILL
    return lines(
        words(
            number=details.number,
            candidate=details.candidate.name,
            topic=topic(details.interview),
            example=example(details.number, criteria_of(details.interview, rules)),
        ),
        HOW(number=details.number),
    )


def _windows(
    everywhere: list[Place], seen: datetime, now: datetime, rules: Rules
) -> Iterator[Window]:
    most = rules.feedback.nags
    yield Window(1, seen, now)
    if most > 1:
        yield Window(2, seen - AGAIN, now - AGAIN)
    since = max(seen, now - HELPS)
    for place in everywhere if most > 2 else []:
        if latest(place, now, rules) <= since:
            continue
        passed = [*islice(begun(place, now, rules), most - 1)]
        if not passed or passed[0] <= since:
            continue
        ends = [counts(morning) for morning in passed]
        for n, (until, after) in enumerate(pairwise(ends), start=3):
            yield Window(n, after, until, place)


async def _due(rows: Rows, windows: list[Window], rules: Rules) -> list[tuple[int, int, int]]:
    found = await rows.fetch(
        _DUE,
        [one.n for one in windows],
        [one.after for one in windows],
        [one.until for one in windows],
        [one.place and one.place.zone for one in windows],
        [one.place and one.place.region for one in windows],
        rules.people.zone.key,
        rules.people.region,
        BATCH,
    )
    return [tuple(row) for row in found]


def _notice(details: Details, person: int, n: int, now: datetime, rules: Rules) -> Notice:
    to = next(one for one in details.panel if one.id == person)
    last = n == rules.feedback.nags
    return Notice(
        to,
        request(details, n, rules),
        key=_key(details.number, n, person),
        kind="feedback",
        interview=details.number,
        revision=details.interview.revision,
        not_after=now + (AGAIN if n == 1 and not last else HELPS),
        card=feedback_card.request(details, criteria_of(details.interview, rules)),
    )


def _key(number: int, n: int, person: int) -> str:
    return f"feedback:{number}:{n}:{person}"
