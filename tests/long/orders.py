"""What HR orders, and when people have no time: plans like those of `sayings`, with times in them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.long.reading import ZONE
from tests.long.sayings import NAMES, pick
from tests.long.truth import Interview, Truth

GROUP = ("后端组",)


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
    """One more seat, left to the bot; `GROUP` is one by its name."""
    auto: str = ""
    """Instead of times: they are left to the bot."""

    def said(self, truth: Truth) -> tuple[str, str]:
        candidate = self.candidate
        known = [i.number for i in truth.interviews.values() if self._is(truth, i)]
        if known and "(" not in candidate:
            candidate = f"{candidate}(#{known[-1]})"
        panel = _seats(self.panel, self.any_of)
        when = _when(self.times, self.auto, truth.now)
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
    auto: str = ""

    def said(self, truth: Truth) -> tuple[str, str] | None:
        interview = pick(truth, self.which, self.status)
        if interview is None:
            return None
        when = _when(self.times, self.auto, truth.now)
        return self.hr, f"{self.verb} {interview.number} {when}{self.mark}"


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
    auto: str = ""

    def said(self, truth: Truth) -> tuple[str, str]:
        one = Schedule(self.hr, self.candidate, self.rounds, self.times, self.place, auto=self.auto)
        hr, text = one.said(truth)
        return hr, text.replace("安排", "连面").replace("、", " > ")


@dataclass(frozen=True)
class Forget:
    """HR: `忘记 张三`, whose interviews are over."""

    hr: str
    which: int

    def said(self, truth: Truth) -> tuple[str, str] | None:
        live = {i.candidate for i in truth.interviews.values() if i.status == "offered"}
        live |= {i.candidate for i in truth.confirmed() if i.end and i.end > truth.now}
        over = [i for i in truth.interviews.values() if i.candidate not in live]
        names = [truth.people[i.candidate].name for i in over if not truth.forgotten(i)]
        return (self.hr, f"忘记 {names[self.which % len(names)]}") if names else None


@dataclass(frozen=True)
class Absence:
    """Somebody has no time: `忙碌 2026-11-26 15:00-16:00 客户会`."""

    userid: str
    verb: str
    time: Time

    def said(self, truth: Truth) -> tuple[str, str]:
        return self.userid, f"{self.verb} {self.time.written(truth.now)} 客户会"


def _when(times: list[Time], auto: str, now: datetime) -> str:
    return auto or "；".join(time.written(now) for time in times)


def _seats(panel: list[str], any_of: tuple[str, ...]) -> str:
    names = [NAMES[one] for one in panel]
    if any_of == GROUP:
        names += GROUP
    elif any_of:
        names.append(f"任一({','.join(NAMES[one] for one in any_of)})")
    return "、".join(names)
