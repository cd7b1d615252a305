"""Interviews that are over and whose feedback is not all there."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from interviews.mornings import Place, begun, counts, places
from interviews.parts import OUTSTANDING
from interviews.rules import Rules
from interviews.texts import Reader, Text, dotted, listed
from interviews.words import entry
from models.sql import Rows

GIVEN = Text(zh="反馈 {given}/{all}", en="feedback {given}/{all}")
LACKS = Text(zh="缺{names}", en="missing: {names}")

_ROWS = """
    SELECT i.id, c.name, i.position, i.round,
           (SELECT count(*) FROM panel WHERE interview_id = i.id),
           array_agg(p.name ORDER BY s.seat)
    FROM unnest($1::timestamptz[], $2::text[], $3::text[]) AS w (until, zone, region)
    JOIN interview i ON i.ends_at > $4 AND i.ends_at <= w.until
         AND i.status IN ('confirmed', 'done') AND i.closed_at IS NULL
    JOIN panel s ON s.interview_id = i.id
    JOIN person p ON p.id = s.interviewer_id
         AND coalesce(p.zone, $5) = w.zone AND coalesce(p.region, $6) = w.region
    JOIN person c ON c.id = i.candidate_id AND c.forgotten_at IS NULL
    WHERE NOT EXISTS (
        SELECT FROM feedback f
        WHERE f.interview_id = i.id AND f.interviewer_id = s.interviewer_id
    )
    GROUP BY i.ends_at, i.id, c.name
    ORDER BY i.ends_at, i.id
    LIMIT $7
"""


@dataclass(frozen=True, slots=True)
class Outstanding:
    """`#12 张三 · 后端工程师 · 一面 · 反馈 1/2 · 缺李雷`."""

    number: int
    candidate: str
    position: str
    round: int
    panel: int
    missing: list[str]

    def to(self, reader: Reader) -> str:
        """Render for this reader."""
        return dotted(
            entry(self.number, self.candidate, self.position, self.round),
            GIVEN(given=self.panel - len(self.missing), all=self.panel),
            LACKS(names=listed(self.missing)),
        ).to(reader)


async def outstanding(
    rows: Rows, now: datetime, rules: Rules, *, most: int, in_vain: bool = False
) -> list[Outstanding]:
    """Those that ended in the last month, the oldest first. `in_vain`: only where interviewers have
    been asked as often as they are, and another working morning has come since."""
    everywhere = await places(rows, rules)
    found = await rows.fetch(
        _ROWS,
        [_asked_by(place, now, rules) if in_vain else now for place in everywhere],
        [place.zone for place in everywhere],
        [place.region for place in everywhere],
        now - OUTSTANDING,
        rules.people.zone.key,
        rules.people.region,
        most,
    )
    return [Outstanding(*row) for row in found]


def _asked_by(place: Place, now: datetime, rules: Rules) -> datetime:
    """Who interviewed until then has been asked in vain."""
    passed = [*islice(begun(place, now, rules), max(1, rules.feedback.nags - 1))]
    return counts(passed[-1]) if passed else now - OUTSTANDING
