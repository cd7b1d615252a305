"""The tables, read by hand and without the bot's code."""

import json
from datetime import datetime

import asyncpg

from tests.long.truth import Change, Interview, Opinion, Person, Row, Slot, Truth

_INTERVIEWS = """
    SELECT id AS number, status, starts_at AS start, ends_at AS end, agreed_at, place, position, round,
           absent, closed_at, candidate_id AS candidate, hr_id AS hr, revision, series_id AS series,
           ARRAY(SELECT interviewer_id FROM panel WHERE interview_id = i.id ORDER BY seat) AS panel,
           ARRAY(SELECT CASE answer WHEN 'none' THEN asked_at END
                 FROM panel WHERE interview_id = i.id ORDER BY seat) AS asked
    FROM interview i ORDER BY id
"""
_SLOTS = (
    "SELECT interview_id, number, starts_at, ends_at, state, hold_until FROM slot ORDER BY 1, 2"
)
_PEOPLE = "SELECT id, userid, name, channel <> 'none', language, zone FROM person"
_BOOKINGS = "SELECT who, interview_id, lower(during), upper(during) FROM booking"
_OPINIONS = """
    SELECT interview_id, interviewer_id, recommendation, comment, given_at, changed_at FROM feedback
"""
_HOURS = "SELECT person_id, weekday, starts, ends FROM workday"
_BUSY = "SELECT person_id, lower(during), upper(during) FROM busy"
_CHANGES = """
    SELECT id, interview_id AS interview, at, what, person_id AS by, message, detail::text
    FROM change ORDER BY id
"""
_ROWS = """
    SELECT id, person_id, interview_id, revision, kind, text, state, reason, cause,
           task_id, updates
    FROM outbox ORDER BY id
"""


async def read(connection: asyncpg.Connection, now: datetime, before: Truth | None) -> Truth:
    """Look, in one transaction; what was first seen `before` is remembered."""
    async with connection.transaction(isolation="repeatable_read"):
        slots: dict[int, list[Slot]] = {}
        for number, *slot in await connection.fetch(_SLOTS):
            slots.setdefault(number, []).append(Slot(*slot))
        interviews = {
            row["number"]: Interview(
                **{
                    **row,
                    "panel": tuple(row["panel"]),
                    "asked": tuple(row["asked"]),
                    "slots": tuple(slots[row["number"]]),
                }
            )
            for row in await connection.fetch(_INTERVIEWS)
        }
        people = {row[0]: Person(*row) for row in await connection.fetch(_PEOPLE)}
        began = {number: each.panel for number, each in interviews.items()}
        names = {person.id: person.name for person in people.values()}
        return Truth(
            now=now,
            interviews=interviews,
            began=began | (before.began if before else {}),
            names=names | (before.names if before else {}),
            people=people,
            taken=[tuple(row) for row in await connection.fetch(_BOOKINGS)],
            opinions={(one[0], one[1]): Opinion(*one) for one in await connection.fetch(_OPINIONS)},
            hours={(one[0], one[1]): (one[2], one[3]) for one in await connection.fetch(_HOURS)},
            busy=[tuple(one) for one in await connection.fetch(_BUSY)],
            rooms=dict(await connection.fetch("SELECT name, id FROM room")),
            changes=[
                Change(**{**row, "detail": json.loads(row["detail"])})
                for row in await connection.fetch(_CHANGES)
            ],
            rows=[Row(*row) for row in await connection.fetch(_ROWS)],
        )
