"""What is there when somebody speaks, read in two statements for `understanding`."""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from interviews import sounds
from interviews.people import is_hr
from interviews.rules import Rules
from interviews.understanding.meaning import Action
from interviews.understanding.situation import Known, Role, Situation, Span, Stage
from models import Person
from models.interview import Answer, Status
from models.person import Channel
from models.sql import Rows

MOST = 60
"""Interviews one sentence can be about; HR's own and those coming up first."""

# Of all interviews HR may speak of: those they name, by number, name or its sound; and those near.
# Of those that are only offered an interviewer may speak of who is named: they are not about another.
_INTERVIEWS = """
    SELECT i.id, i.status, i.series_id, i.starts_at, i.ends_at, i.position,
           c.name, coalesce(c.pinyin, '') AS sounds,
           i.candidate_id = $1 AS own, me.interviewer_id IS NOT NULL AS gives,
           me.answer, me.asked_at,
           ARRAY(SELECT p.name FROM panel JOIN person p ON p.id = panel.interviewer_id
                 WHERE panel.interview_id = i.id ORDER BY panel.seat) AS panel,
           ARRAY(SELECT number FROM slot WHERE interview_id = i.id AND state = 'open'
                 AND hold_until > $2 ORDER BY number) AS numbers,
           ARRAY(SELECT starts_at FROM slot WHERE interview_id = i.id AND state = 'open'
                 AND hold_until > $2 ORDER BY number) AS starts,
           ARRAY(SELECT ends_at FROM slot WHERE interview_id = i.id AND state = 'open'
                 AND hold_until > $2 ORDER BY number) AS ends
    FROM interview i
    JOIN person c ON c.id = i.candidate_id
    LEFT JOIN panel me ON me.interview_id = i.id AND me.interviewer_id = $1
    WHERE i.status IN ('offered', 'confirmed')
      AND coalesce(i.ends_at, $2) > $2 - interval '7 days'
      AND CASE WHEN $3 THEN
          position(lower(c.name) IN $4) > 0 OR i.id = ANY($5) OR i.hr_id = $1
          OR me.interviewer_id IS NOT NULL OR i.starts_at BETWEEN $2 AND $2 + interval '14 days'
          OR (c.pinyin <> '' AND position(split_part(c.pinyin, ' ', 1) IN $6) > 0)
      ELSE i.candidate_id = $1 OR (me.interviewer_id IS NOT NULL AND (
          i.status = 'confirmed' OR position(lower(c.name) IN $4) > 0
          OR (c.pinyin <> '' AND position(split_part(c.pinyin, ' ', 1) IN $6) > 0))) END
    ORDER BY position(lower(c.name) IN $4) = 0 AND NOT i.id = ANY($5), i.hr_id <> $1,
             coalesce(i.starts_at, i.created_at), i.id
    LIMIT $7
"""
_ROLES = """
    SELECT EXISTS (SELECT FROM interview WHERE candidate_id = $1) AS candidate,
           EXISTS (SELECT FROM panel WHERE interviewer_id = $1)
           OR EXISTS (SELECT FROM people_group WHERE $1 = ANY(members)) AS interviewer
"""
# Whoever gives interviews: members who are no candidate, or have been on a panel.
_COLLEAGUES = """
    SELECT name FROM person p
    WHERE userid IS NOT NULL AND length(name) > 1 AND position(lower(name) IN $1) > 0
      AND (NOT EXISTS (SELECT FROM interview WHERE candidate_id = p.id)
           OR EXISTS (SELECT FROM panel WHERE interviewer_id = p.id))
    ORDER BY id LIMIT 20
"""


_EITHER = frozenset({Role.CANDIDATE, Role.INTERVIEWER})
# Candidates who are written down by such a spelling keep it.
_SPELLED = """
    SELECT name, userid, coalesce(split_part(pinyin, ' ', 1), '') AS sound, ARRAY(
        SELECT lower(name) FROM person c
        WHERE octet_length(name) = char_length(name) AND position(lower(name) IN $1) > 0
          AND EXISTS (SELECT FROM interview WHERE candidate_id = c.id)
    ) AS kept
    FROM person
    WHERE userid IS NOT NULL AND name !~ '[a-zA-Z]'
      AND (position(lower(userid) IN $1) > 0
           OR (length(pinyin) > 5 AND position(split_part(pinyin, ' ', 1) IN $2) > 0))
    LIMIT 20
"""


async def spelled(rows: Rows, said: str) -> str:
    """The words with names for the accounts and the sounds of people: lilei, Li Lei → 李雷."""
    text = said.lower()
    if not re.search("[a-z]{2}", text):
        return said
    await sounds.hear(rows)
    for row in await rows.fetch(_SPELLED, text, re.sub(r"[^a-z]", "", text)):
        said = respelled(said, row["name"], row["userid"], row["sound"], row["kept"])
    return said


def respelled(said: str, name: str, userid: str, sound: str, kept: Collection[str] = ()) -> str:
    """The words with one person's name for their account and its sound, but for what is `kept`."""
    ways = [re.escape(userid), r"[ '-]?".join(sound)]
    pattern = "|".join(way for way in ways if len(way) > 3)
    if not pattern:
        return said
    return re.sub(
        rf"(?<![\w(（@.])(?:{pattern})(?![\w@.])",
        lambda found: found[0] if found[0].lower() in kept else name,
        said,
        flags=re.IGNORECASE,
    )


async def roles(rows: Rows, person: Person, rules: Rules) -> frozenset[Role]:
    """What this person is in interviews or, who is in none yet, may become."""
    held = await roles_held(rows, person, rules)
    may_become = {Role.CANDIDATE} if person.channel is Channel.KF else _EITHER
    return held or frozenset(may_become)


async def roles_held(rows: Rows, person: Person, rules: Rules) -> frozenset[Role]:
    """What this person is in interviews; HR may be all of it."""
    if is_hr(person, rules):
        return frozenset(Role)
    [row] = await rows.fetch(_ROLES, person.id)
    return frozenset(role for role in _EITHER if row[role.value])


async def situation(
    rows: Rows,
    person: Person,
    said: str,
    rules: Rules,
    now: datetime,
    *,
    asked: bool = False,
    asking: Action | None = None,
) -> Situation:
    """What this person can mean just now; `asked`: a question to be answered by yes or no is open,
    and what would be done upon a yes is `asking`."""
    zone = ZoneInfo(person.zone) if person.zone else rules.people.zone
    hr = is_hr(person, rules)
    text = said.lower()
    found = await rows.fetch(
        _INTERVIEWS,
        person.id,
        now,
        hr,
        text,
        [int(one) for one in re.findall(r"\d{1,9}", said)],
        re.sub(r"[^a-z]", "", text),
        MOST,
    )
    names = [row["name"] for row in await rows.fetch(_COLLEAGUES, text)]
    if person.name not in names:
        names.append(person.name)
    return Situation(
        _role(hr, found),
        now.astimezone(zone).replace(tzinfo=None),
        tuple(_known(rows, now, zone, theirs=hr or rows[0]["own"]) for rows in _in_a_row(found)),
        speaker=person.name,
        colleagues=tuple(names),
        yes_or_no=asked,
        asking=asking,
    )


def _role(hr: bool, found: list[Any]) -> Role:
    """As whom they speak: HR, else a candidate who has something to answer, else an interviewer."""
    if hr:
        return Role.HR
    own = [row for row in found if row["own"]]
    gives = [row for row in found if row["gives"]]
    if own and (not gives or any(row["numbers"] for row in own)):
        return Role.CANDIDATE
    return Role.INTERVIEWER


def _in_a_row(found: list[Any]) -> list[list[Any]]:
    """Each alone, but the rounds that wait for one answer of the candidate who speaks."""
    groups: dict[tuple[int, bool], list[Any]] = {}
    for row in found:
        waits = row["own"] and row["series_id"] is not None and row["status"] == Status.OFFERED
        groups.setdefault((row["series_id"] if waits else row["id"], waits), []).append(row)
    return [sorted(rows, key=lambda row: row["id"]) for rows in groups.values()]


def _known(rounds: list[Any], now: datetime, zone: ZoneInfo, *, theirs: bool) -> Known:
    """As they know it; `theirs`: the times on offer are theirs to speak of."""
    row, last = rounds[0], rounds[-1]

    def local(at: datetime) -> datetime:
        return at.astimezone(zone).replace(tzinfo=None)

    stage = Stage.OFFERED if row["status"] == Status.OFFERED else Stage.AGREED
    agreed = None
    if stage is Stage.AGREED:
        agreed = Span(local(row["starts_at"]), local(row["ends_at"]))
        stage = Stage.ENDED if row["ends_at"] <= now else stage
    ends = dict(zip(last["numbers"], last["ends"], strict=True))
    slots = [
        (number, start, ends[number])
        for number, start in zip(row["numbers"], row["starts"], strict=True)
        if number in ends and theirs
    ]
    return Known(
        number=row["id"],
        candidate=row["name"],
        stage=stage,
        panel=tuple(name for one in rounds for name in one["panel"]),
        slots=tuple((n, Span(local(start), local(end))) for n, start, end in slots),
        agreed=agreed,
        asked=stage is Stage.AGREED and row["gives"] and row["answer"] == Answer.NONE
        and row["asked_at"] is not None,
        position=row["position"],
        sounds=row["sounds"],
    )  # fmt: skip
