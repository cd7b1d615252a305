"""A company of any size, written straight into the tables."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

import asyncpg

from bot import database, schema

ZONE = ZoneInfo("Asia/Shanghai")
PEOPLE = 10_000

_FILL = """
INSERT INTO person (userid, name, named, language, channel, greeted_at, created_at)
SELECT 'u' || n, '同事' || n, true, 'zh', 'wecom', now(), now()
FROM generate_series(1, {people}) n;

CREATE TEMP TABLE plan AS
SELECT j + 1 AS id, j % {interviewers} + 1 AS interviewer,
       {interviewers} + j % {interviewers} + 1 AS candidate,
       {midnight}::timestamptz + d.day * interval '1 day' + interval '8 hours'
           + d.place * interval '30 minutes' AS starts_at
FROM generate_series(0, {interviews} - 1) j,
     LATERAL (SELECT CASE WHEN j % {interviewers} < {busy} THEN 20 ELSE 5 END AS a_day) p,
     LATERAL (SELECT (j / {interviewers}) / p.a_day AS day, (j / {interviewers}) % p.a_day AS place) d;

INSERT INTO interview (id, candidate_id, hr_id, position, round, place, status, zone, starts_at,
                       ends_at, agreed_at, revision, created_at)
OVERRIDING SYSTEM VALUE
SELECT id, candidate, 1, '后端工程师', 1, '望京 SOHO', 'confirmed', 'Asia/Shanghai', starts_at,
       starts_at + interval '30 minutes', starts_at - interval '30 days', 1, now()
FROM plan;
INSERT INTO panel (interview_id, interviewer_id, seat) SELECT id, interviewer, 0 FROM plan;
INSERT INTO slot (id, interview_id, number, starts_at, ends_at, state, offered_at, hold_until)
OVERRIDING SYSTEM VALUE
SELECT id, id, 1, starts_at, starts_at + interval '30 minutes', 'taken', now(), starts_at FROM plan;
ALTER TABLE booking DROP CONSTRAINT booking_no_overlap;
INSERT INTO booking (who, interview_id, slot_id, during)
SELECT who, id, id, tstzrange(starts_at, starts_at + interval '30 minutes')
FROM plan, LATERAL (VALUES (interviewer), (candidate)) v(who);
ALTER TABLE booking ADD CONSTRAINT booking_no_overlap
    EXCLUDE USING gist (who WITH =, during WITH &&, interview_id WITH <>);
SELECT setval(pg_get_serial_sequence(t, 'id'), {interviews} + 1)
FROM unnest(ARRAY['interview', 'slot']) t;
DROP TABLE plan;
"""


@dataclass(frozen=True, slots=True)
class Town:
    """A filled database of 10,000 people. The `busy` first interviewers have 20 interviews a day,
    the others 5, from today on until all are given out."""

    url: str
    interviews: int
    interviewers: int
    busy: int
    midnight: datetime
    """When today began (aware)."""

    def with_five(self, count: int) -> list[str]:
        """So many userids, again and again, of people with 5 interviews today."""
        span = self.interviewers - self.busy
        return [f"u{self.busy + 1 + n % span}" for n in range(count)]

    def with_twenty(self, count: int) -> list[str]:
        """The same with 20."""
        return [f"u{1 + n % self.busy}" for n in range(count)]


async def build(
    server: str, name: str, *, interviews: int, interviewers: int = PEOPLE // 2, busy: int = 0
) -> Town:
    """A database of its own on this server, migrated, filled and analysed."""
    connection: asyncpg.Connection = await database.connect(server)
    await connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    url = server.replace("/postgres?", f"/{name}?")
    await schema.migrate(url)
    today = datetime.now(ZONE).date()
    midnight = datetime.combine(today, time(), tzinfo=ZONE)
    connection = await database.connect(url)
    await connection.execute(
        _FILL.format(
            people=PEOPLE,
            interviewers=interviewers,
            interviews=interviews,
            busy=busy,
            midnight=f"'{midnight.isoformat()}'",
        )
    )
    await connection.execute("VACUUM ANALYZE")
    await connection.close()
    return Town(url, interviews, interviewers, busy, midnight)
