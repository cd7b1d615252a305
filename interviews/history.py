"""Who changed what, when, and through which message."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from interviews.announcements import NO_PLACE
from interviews.dates import Moment, Period
from interviews.texts import Text, Value, Words, lines, listed
from models import Change, Interview, Person
from models.interview import Absent
from models.person import FORGOTTEN
from models.sql import run

BOT = Text(zh="面约", en="Mianyue")
LINE = Text(zh="{at} {who}：{what}", en="{at} {who}: {what}")

# What can happen to an interview, in words. `detail` of the row gives the values.
HAPPENINGS = {
    "proposed": Text(zh="安排了面试，提供时间 {times}", en="proposed it, offering {times}"),
    "offered": Text(zh="又提供了时间 {times}", en="offered more times: {times}"),
    "confirmed": Text(zh="确认了 {time}", en="confirmed {time}"),
    "moving": Text(zh="想改到 {times}，等候选人确认", en="offered another time: {times}"),
    "unmoved": Text(zh="时间不改了 {times}", en="took the other times back {times}"),
    "moved": Text(zh="改时间：{was} → {time}", en="moved it: {was} → {time}"),
    "accepted": Text(zh="会参加", en="will be there"),
    "refused": Text(zh="不能参加：{reason}", en="cannot be there: {reason}"),
    "explained": Text(zh="不能参加的原因：{reason}", en="why they cannot be there: {reason}"),
    "joined": Text(zh="由{name}接替{out}", en="{name} takes the place of {out}"),
    "swapped": Text(zh="换面试官：{out} → {name}", en="another interviewer: {out} → {name}"),
    "wished": Text(zh="想改期 {note}", en="asked for another time {note}"),
    "wants_off": Text(zh="想取消：{reason}", en="wanted to cancel: {reason}"),
    "done": Text(zh="面试完成", en="it has taken place"),
    "no_show": Text(zh="{absent}没有来", en="{absent} did not come"),
    "declined": Text(zh="所有时间都不合适 {note}", en="no time fits {note}"),
    "cancelled": Text(zh="取消了面试：{reason}", en="cancelled it: {reason}"),
    "edited": Text(zh="{field}：{old} → {new}", en="{field}: {old} → {new}"),
    "addressed": Text(zh="改了候选人的邮箱", en="changed the candidate's e-mail address"),
    "united": Text(zh="候选人的两份资料合并了", en="made the candidate's two records one"),
    "released": Text(zh="解除了候选人的微信", en="took the candidate's WeChat account off"),
    "room": Text(zh="面试房间准备好了", en="its room is ready"),
    "late": Text(zh="会迟到 {minutes} 分钟", en="will be {minutes} min late"),
    "expired": Text(zh="保留时间已过：{times}", en="held no longer: {times}"),
    "feedback": Text(zh="给了反馈", en="gave feedback"),
    "feedback_changed": Text(zh="修改了反馈", en="changed their feedback"),
    "feedback_closed": Text(zh="关闭了反馈", en="closed the feedback"),
    "forgotten": Text(zh="删除了候选人的个人资料", en="removed the candidate's personal data"),
}
UNREASONED = {"refused": Text(zh="不能参加", en="cannot be there")}
"""Where no reason was given."""
FEEDBACK = {"feedback", "feedback_changed", "feedback_closed"}
WRITTEN = ("reason", "note")
"""Details in people's own words; those of a forgotten candidate's interviews are taken out."""
TAKEN_OUT = Text(zh="（已删除）", en="(removed)")
ABSENT = {
    Absent.CANDIDATE: Text(zh="候选人", en="the candidate"),
    Absent.INTERVIEWER: Text(zh="面试官", en="the interviewer"),
}
FIELDS = {
    "place": Text(zh="地点", en="place"),
    "position": Text(zh="岗位", en="position"),
    "round": Text(zh="轮次", en="round"),
}

_TAKE_OUT = text("""
    WITH found AS (
        SELECT id FROM change
        WHERE (interview_id = ANY(CAST(:numbers AS bigint[]))
               AND (detail ->> 'reason' <> '' OR detail ->> 'note' <> ''))
           OR detail ->> 'reason' ~* CAST(:naming AS text)
           OR detail ->> 'note' ~* CAST(:naming AS text)
        ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE change SET detail = detail - CAST(:written AS text[])
    FROM found WHERE change.id = found.id
""")
_TAKE_OUT_NAMES = text("""
    WITH found AS (
        SELECT id, detail ->> 'name' ~* CAST(:naming AS text) AS came,
               detail ->> 'out' ~* CAST(:naming AS text) AS went
        FROM change
        WHERE detail ->> 'name' ~* CAST(:naming AS text)
           OR detail ->> 'out' ~* CAST(:naming AS text)
        ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE change
    SET detail = detail || CASE WHEN came THEN jsonb_build_object('name', CAST(:nobody AS text))
                                ELSE '{}' END
                        || CASE WHEN went THEN jsonb_build_object('out', CAST(:nobody AS text))
                                ELSE '{}' END
    FROM found WHERE change.id = found.id
""")


async def record(
    session: AsyncSession,
    interview: Interview,
    what: str,
    *,
    by: Person | None,
    now: datetime,
    **detail: Any,
) -> Change:
    """Write one line of history; its id names the notices it leads to."""
    assert what in HAPPENINGS, what  # noqa: S101 - a line nobody could read again
    change = Change(
        interview_id=interview.id,
        at=now,
        person_id=by.id if by else None,
        what=what,
        detail=detail,
        message=session.info.get("message"),
    )
    session.add(change)
    await session.flush()
    return change


async def take_out_words(session: AsyncSession, numbers: list[int], naming: str | None) -> None:
    """Remove what people wrote about these interviews, and every reason or note that `naming` (a
    regular expression) finds elsewhere, and the name where somebody joined or left a panel. What
    happened when, and who did it, stays."""
    await run(session, _TAKE_OUT, numbers=numbers, naming=naming, written=[*WRITTEN])
    await run(session, _TAKE_OUT_NAMES, naming=naming, nobody=FORGOTTEN)


async def is_wished(session: AsyncSession, number: int) -> bool:
    """Whether somebody in it has asked for another time since its time was last settled."""
    found = await session.exec(
        select(Change.what)
        .where(
            col(Change.interview_id) == number,
            col(Change.what).in_(["wished", "confirmed", "moved", "unmoved"]),
        )
        .order_by(col(Change.id).desc())
        .limit(1)
    )
    return found.first() == "wished"


def span(start: datetime, end: datetime) -> list[str]:
    """A time as history keeps it."""
    return [start.isoformat(), end.isoformat()]


async def told(session: AsyncSession, interview: Interview, *, to_candidate: bool) -> Words:
    """The whole history, oldest first, one line each; candidates hear nothing of feedback."""
    rows = await session.exec(
        select(Change, Person)
        .outerjoin(Person, col(Person.id) == col(Change.person_id))
        .where(col(Change.interview_id) == interview.id)
        .order_by(col(Change.id))
    )
    zone = ZoneInfo(interview.zone)
    known: list[tuple[Change, Person | None]] = [*rows.all()]
    happened = [row for row in known if not (to_candidate and row[0].what in FEEDBACK)]
    return lines(
        *(
            LINE(
                at=Moment(change.at),
                who=person.name if person else BOT,
                what=_happened(change)(**_values(change.detail, zone)),
            )
            for change, person in happened
        )
    )


def _happened(change: Change) -> Text:
    unreasoned = UNREASONED.get(change.what) if change.detail.get("reason") == "" else None
    return unreasoned or HAPPENINGS[change.what]


def _values(detail: dict[str, Any], zone: ZoneInfo) -> dict[str, Value]:
    def period(kept: list[str]) -> Period:
        return Period(datetime.fromisoformat(kept[0]), datetime.fromisoformat(kept[1]), zone)

    shown: dict[str, Callable[[Any], Value]] = {
        "time": period,
        "was": period,
        "times": lambda kept: listed(period(one) for one in kept),
        "absent": lambda kept: ABSENT[Absent(kept)],
        "field": lambda kept: FIELDS[kept],
    }
    values: dict[str, Value] = dict.fromkeys(WRITTEN, TAKEN_OUT)
    return values | {
        key: NO_PLACE if value is None else shown.get(key, str)(value)
        for key, value in detail.items()
    }
