"""What people say in the play: each is drawn without knowing the state, and put into words when
its turn comes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from hypothesis import strategies as st

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
PLACES = ("", "1号会议室", "2号会议室", "天台")
HALF_HOUR = timedelta(minutes=30)

_AHEAD = [
    timedelta(minutes=minutes)
    for minutes in (5, 25, 70, 180, 24 * 60 - 40, 24 * 60 + 30, 25 * 60, 47 * 60, 50 * 60, 80 * 60)
]
which = st.integers(0, 5)


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
    found.sort(key=lambda each: each.status != status)
    return found[which % len(found)] if found else None


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


times = st.lists(
    st.builds(Time, st.sampled_from(_AHEAD), st.sampled_from([HALF_HOUR, 2 * HALF_HOUR])),
    min_size=1,
    max_size=3,
)


@dataclass(frozen=True)
class Schedule:
    """HR: `安排 张三(zhangsan) | 前端 | 李雷 | …`; a known candidate without WeCom by number."""

    hr: str
    candidate: str
    panel: list[str]
    times: list[Time]
    place: str

    def said(self, truth: Truth) -> tuple[str, str]:
        candidate = self.candidate
        known = [i.number for i in truth.interviews.values() if self._is(truth, i)]
        if known and "(" not in candidate:
            candidate = f"{candidate}(#{known[-1]})"
        panel = "、".join(NAMES[one] for one in self.panel)
        when = "；".join(time.written(truth.now) for time in self.times)
        place = f" | {self.place}" if self.place else ""
        return self.hr, f"安排 {candidate} | 前端 | {panel} | {when}{place}"

    def _is(self, truth: Truth, interview: Interview) -> bool:
        return truth.people[interview.candidate].name == self.candidate


@dataclass(frozen=True)
class Offer:
    """HR: `提供 12 时间；时间`."""

    hr: str
    which: int
    times: list[Time]

    def said(self, truth: Truth) -> tuple[str, str] | None:
        interview = pick(truth, self.which, "offered")
        if interview is None:
            return None
        when = "；".join(time.written(truth.now) for time in self.times)
        return self.hr, f"提供 {interview.number} {when}"


@dataclass(frozen=True)
class ByHR:
    """HR about one interview; `{n}` is its number, `{slot}` its newest time's."""

    hr: str
    which: int
    text: str
    status: str = "confirmed"

    def said(self, truth: Truth) -> tuple[str, str] | None:
        interview = pick(truth, self.which, self.status)
        if interview is None:
            return None
        newest = max(slot.number for slot in interview.slots)
        return self.hr, self.text.format(n=interview.number, slot=newest)


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
        if interview is None:
            return None
        userid = truth.people[interview.panel[self.seat % len(interview.panel)]].userid
        return (userid, self.text.format(n=interview.number)) if userid else None


def _texts(*texts: str) -> st.SearchStrategy[str]:
    return st.sampled_from(texts)


_hr = st.sampled_from(HR)
schedules = st.builds(
    Schedule,
    _hr,
    st.sampled_from(CANDIDATES),
    st.lists(st.sampled_from(INTERVIEWERS), min_size=1, max_size=3, unique=True),
    times,
    st.sampled_from(PLACES),
)
offers = st.builds(Offer, _hr, which, times)
_offered = st.just("offered")
_statuses = st.sampled_from(["offered", "confirmed"])
behalves = st.builds(
    ByHR, _hr, which, _texts("确认 {n} {slot}", "确认 {n} {slot}", "确认 {n} 1"), _offered
)
cancels = st.one_of(
    st.builds(ByHR, _hr, which, _texts("取消 {n} 停招"), _statuses),
    st.builds(ByCandidate, which, _texts("取消 {n} 不想去了", "取消"), _statuses),
    st.builds(ByInterviewer, which, which, _texts("取消 {n} 生病了", "取消 出差", "取消")),
)
edits = st.builds(
    ByHR,
    _hr,
    which,
    _texts(
        *(f"修改 {{n}} 地点 {place}" for place in PLACES[1:]),
        *(f"修改 {{n}} 岗位 {position}" for position in ("前端", "后端")),
        *(f"修改 {{n}} 轮次 {number}" for number in ("一面", "二面")),
    ),
    _statuses,
)
answers = st.builds(
    ByCandidate,
    which,
    _texts(
        *("1", "{slot}", "{n} 1", "{n} {slot}", "{n} {slot}"),
        *("可以", "都不行", "都不行 晚上有空", "{n}", "算了"),
    ),
    _offered,
)
lates = st.one_of(
    st.builds(ByCandidate, which, _texts("迟到 10", "迟到 {n} 20")),
    st.builds(ByInterviewer, which, which, _texts("迟到 10", "迟到 {n} 20", "{n}")),
)
looks = st.one_of(
    st.builds(ByHR, _hr, which, _texts("今天", "待确认", "详情 {n}", "今天 李雷", "看看")),
    st.builds(ByCandidate, which, _texts("今天", "本周", "详情 {n}", "好的吧")),
    st.builds(ByInterviewer, which, which, _texts("今天", "下一场", "详情 {n}", "明天")),
)
anything = st.one_of(schedules, offers, behalves, cancels, edits, answers, answers, lates)
