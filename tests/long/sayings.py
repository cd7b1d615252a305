"""How people in the play say things: each is drawn without knowing the state, and put into words
when its turn comes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from tests.long.reading import ZONE
from tests.long.truth import Interview, Truth

HR = ("WangFang", "ZhouMin")
INTERVIEWERS = ("LiLei", "HanMeimei", "LaoWang", "ZhouMin", "lisi")  # 周敏 is HR, 李四 applies too
CANDIDATES = ("张三(zhangsan)", "李四(lisi)", "赵六", "钱七")  # the last two have no WeCom
NAMES = {
    "LiLei": "李雷",
    "HanMeimei": "韩梅梅",
    "LaoWang": "老王",
    "ZhouMin": "周敏",
    "lisi": "李四",
}
LEAVERS = ("LaoWang", "lisi")
EVERYBODY = ("WangFang", "ZhouMin", "LiLei", "HanMeimei", "LaoWang", "zhangsan", "lisi")


class Plan(Protocol):
    """Something somebody is going to say."""

    def said(self, truth: Truth) -> tuple[str, str] | None:
        """Who says what, as things stand; None if there is nothing to say it about."""
        ...


def pick(truth: Truth, which: int, status: str, *, reachable: bool = False) -> Interview | None:
    """An interview; small numbers mean those of this status and new ones, so that most of what
    people say can be done."""
    found = [
        each
        for each in reversed(truth.interviews.values())
        if not reachable or truth.people[each.candidate].reachable
    ]
    found.sort(key=lambda each: not _is(each, status, truth.now))
    return found[which % len(found)] if found else None


def _is(interview: Interview, status: str, now: datetime) -> bool:
    """`begun`: it is agreed and has begun."""
    if status == "begun":
        start = interview.start
        return interview.status == "confirmed" and start is not None and start <= now
    return interview.status == status


@dataclass(frozen=True)
class Time:
    """A time to offer, on the next full half hour so that times clash."""

    ahead: timedelta
    length: timedelta

    def written(self, now: datetime) -> str:
        """`2026-11-26 15:00-15:30`."""
        start = (now + self.ahead).astimezone(ZONE).replace(second=0, microsecond=0)
        start += timedelta(minutes=-start.minute % 30)
        return f"{start:%Y-%m-%d %H:%M}-{start + self.length:%H:%M}"


@dataclass(frozen=True)
class Schedule:
    """HR: `安排 张三(zhangsan) | 前端 | 李雷 | …`; a known candidate without WeCom by number."""

    hr: str
    candidate: str
    panel: list[str]
    times: list[Time]
    place: str
    any_of: tuple[str, ...] = ()
    """One more seat, left to the bot."""

    def said(self, truth: Truth) -> tuple[str, str]:
        candidate = self.candidate
        known = [i.number for i in truth.interviews.values() if self._is(truth, i)]
        if known and "(" not in candidate:
            candidate = f"{candidate}(#{known[-1]})"
        panel = _seats(self.panel, self.any_of)
        when = "；".join(time.written(truth.now) for time in self.times)
        place = f" | {self.place}" if self.place else ""
        return self.hr, f"安排 {candidate} | 前端 | {panel} | {when}{place}"

    def _is(self, truth: Truth, interview: Interview) -> bool:
        return truth.people[interview.candidate].name == self.candidate


@dataclass(frozen=True)
class Times:
    """HR: `提供 12 时间；时间`, `改到 12 时间!`."""

    hr: str
    which: int
    verb: str
    times: list[Time]
    mark: str = ""
    status: str = "offered"

    def said(self, truth: Truth) -> tuple[str, str] | None:
        interview = pick(truth, self.which, self.status)
        if interview is None:
            return None
        when = "；".join(time.written(truth.now) for time in self.times)
        return self.hr, f"{self.verb} {interview.number} {when}{self.mark}"


@dataclass(frozen=True)
class ByHR:
    """HR about one interview; `{n}` is its number, `{slot}` its newest time's, `{agreed}` the
    agreed time."""

    hr: str
    which: int
    text: str
    status: str = "confirmed"

    def said(self, truth: Truth) -> tuple[str, str] | None:
        interview = pick(truth, self.which, self.status)
        if interview is None or self._parts(interview):
            return None
        newest = max(slot.number for slot in interview.slots)
        return self.hr, self.text.format(
            n=interview.number, slot=newest, agreed=_written(interview)
        )

    def _parts(self, interview: Interview) -> bool:
        """It would take one round out of several that are offered together."""
        waits = interview.series is not None and interview.status == "offered"
        return waits and self.text.startswith("取消")


@dataclass(frozen=True)
class ByCandidate:
    """The candidate of an interview, where WeCom reaches them."""

    which: int
    text: str
    status: str = "confirmed"

    def said(self, truth: Truth) -> tuple[str, str] | None:
        interview = pick(truth, self.which, self.status, reachable=True)
        if interview is None:
            return None
        userid = truth.people[interview.candidate].userid
        if userid is None:
            return None
        newest = max(slot.number for slot in interview.slots)
        return userid, self.text.format(n=interview.number, slot=newest)


@dataclass(frozen=True)
class ByInterviewer:
    """Somebody on the panel of an interview."""

    which: int
    seat: int
    text: str
    status: str = "confirmed"

    def said(self, truth: Truth) -> tuple[str, str] | None:
        interview = pick(truth, self.which, self.status)
        if interview is None or not interview.panel:
            return None
        userid = truth.people[interview.panel[self.seat % len(interview.panel)]].userid
        return (userid, self.text.format(n=interview.number)) if userid else None


@dataclass(frozen=True)
class Swap:
    """HR: `换人 12 李雷 老王`; of a panel that all have left, one of those."""

    hr: str
    which: int
    seat: int
    joining: str

    def said(self, truth: Truth) -> tuple[str, str] | None:
        interview = pick(truth, self.which, "confirmed")
        if interview is None:
            return None
        seated = interview.panel or truth.began[interview.number]
        out = truth.people[seated[self.seat % len(seated)]].name
        return self.hr, f"换人 {interview.number} {out} {self.joining}"


@dataclass(frozen=True)
class Again:
    """HR: `再约 12 | 李雷 | 时间`."""

    hr: str
    which: int
    panel: list[str]
    times: list[Time]
    status: str

    def said(self, truth: Truth) -> tuple[str, str] | None:
        interview = pick(truth, self.which, self.status)
        if interview is None:
            return None
        when = "；".join(time.written(truth.now) for time in self.times)
        return self.hr, f"再约 {interview.number} | {_seats(self.panel, ())} | {when}"


@dataclass(frozen=True)
class InARow:
    """HR: `连面 张三(zhangsan) | 前端 | 李雷 > 韩梅梅 | 时间`."""

    hr: str
    candidate: str
    rounds: list[str]
    times: list[Time]
    place: str

    def said(self, truth: Truth) -> tuple[str, str]:
        one = Schedule(self.hr, self.candidate, self.rounds, self.times, self.place)
        hr, text = one.said(truth)
        return hr, text.replace("安排", "连面").replace("、", " > ")


@dataclass(frozen=True)
class Absence:
    """Somebody has no time: `忙碌 2026-11-26 15:00-16:00 客户会`."""

    userid: str
    verb: str
    time: Time

    def said(self, truth: Truth) -> tuple[str, str]:
        return self.userid, f"{self.verb} {self.time.written(truth.now)} 客户会"


def _seats(panel: list[str], any_of: tuple[str, ...]) -> str:
    names = [NAMES[one] for one in panel]
    if any_of:
        names.append(f"任一({','.join(NAMES[one] for one in any_of)})")
    return "、".join(names)


def _written(interview: Interview) -> str:
    if interview.start is None or interview.end is None:
        return "以后"
    start, end = (at.astimezone(ZONE) for at in (interview.start, interview.end))
    return f"{start:%Y-%m-%d %H:%M}-{end:%H:%M}"
