"""How people in the play say things: each is drawn without knowing the state, and put into words
when its turn comes."""

from dataclasses import dataclass
from datetime import datetime
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
KEPT = {"confirmed", "done", "no_show"}
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
    """`begun`: it is agreed and has begun; `over`: and what became of it may be known."""
    if status in {"begun", "over"}:
        start, known = interview.start, {"confirmed"} if status == "begun" else KEPT
        return interview.status in known and start is not None and start <= now
    return interview.status == status


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
        if interview is None or _parts(interview, self.text):
            return None
        newest = max(slot.number for slot in interview.slots)
        return self.hr, self.text.format(
            n=interview.number, slot=newest, agreed=_written(interview)
        )


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
    """Somebody on the panel of an interview; `{me}` is their account."""

    which: int
    seat: int
    text: str
    status: str = "confirmed"

    def said(self, truth: Truth) -> tuple[str, str] | None:
        interview = pick(truth, self.which, self.status)
        if interview is None or not interview.panel or _parts(interview, self.text):
            return None
        userid = truth.people[interview.panel[self.seat % len(interview.panel)]].userid
        if userid is None:
            return None
        return userid, self.text.format(n=interview.number, me=userid)


@dataclass(frozen=True)
class Said:
    """Exactly this."""

    userid: str
    text: str

    def said(self, truth: Truth) -> tuple[str, str]:
        return self.userid, self.text


def _written(interview: Interview) -> str:
    if interview.start is None or interview.end is None:
        return "以后"
    start, end = (at.astimezone(ZONE) for at in (interview.start, interview.end))
    return f"{start:%Y-%m-%d %H:%M}-{end:%H:%M}"


def _parts(interview: Interview, text: str) -> bool:
    """Whether it would take one round out of several that are offered together."""
    waits = interview.series is not None and interview.status == "offered"
    return waits and text.startswith("取消")
