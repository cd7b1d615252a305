"""Interviews of a company of any size, and the one thing HR does all day: move them to other rooms.

Each move is one message with one effect, and tells exactly two people, in words known beforehand.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.long.fleet import Fleet


@dataclass
class Interview:
    """One agreed interview of HR, a candidate and an interviewer nobody else meets."""

    number: int
    hr: str
    candidate: str
    interviewer: str
    when: str
    place: str = "未定"
    told: list[str] = field(default_factory=list)
    """What candidate and interviewer must have read about moves, in order."""

    @property
    def readers(self) -> tuple[str, str]:
        """Who is told."""
        return self.candidate, self.interviewer


def people(hr: int, interviews: int) -> dict[str, str]:
    """A company: userids and names."""
    return {
        **{f"hr{n}": f"人事{n}" for n in range(hr)},
        **{f"candidate{n}": f"候选人{n}" for n in range(interviews)},
        **{f"interviewer{n}": f"面试官{n}" for n in range(interviews)},
    }


async def arrange(fleet: Fleet, n: int, hr: str, when: str) -> Interview:
    """HR schedules the nth interview and confirms it at once."""
    candidate, interviewer = f"candidate{n}", f"interviewer{n}"
    scheduled = await fleet.say(
        hr, f"安排 候选人{n}({candidate}) | 前端 | 面试官{n}({interviewer}) | {when}"
    )
    assert scheduled.text is not None
    assert scheduled.text.startswith("已安排 #")
    number = int(scheduled.text.partition("#")[2].partition("：")[0])
    confirmed = await fleet.say(hr, f"确认 {number} 1")
    head, _, agreed = (confirmed.text or "").partition("：")
    assert head == f"已替候选人{n}确认 #{number}（前端 · 一面）"
    return Interview(number, hr, candidate, interviewer, agreed)


async def move(fleet: Fleet, interview: Interview, place: str) -> None:
    """HR moves it to another place; the answer is the one answer there is."""
    answer = await fleet.say(interview.hr, f"修改 {interview.number} 地点 {place}")
    assert answer.text == f"已修改 #{interview.number} 的地点，相关的人会收到通知。"
    name = fleet.wecom.members[interview.hr].name
    interview.told.append(
        f"{name}修改了面试 #{interview.number}（前端 · 一面）的地点：\n{interview.place} → {place}\n"
        f"时间：{interview.when}\n时间不变，无需再次确认。"
    )
    interview.place = place


def shown(fleet: Fleet, userid: str) -> list[str]:
    """What one person has read about moves, in the order they read it."""
    return [push.text for push in fleet.wecom.pushes_to(userid) if "修改了面试" in push.text]


def assert_told(fleet: Fleet, interviews: Iterable[Interview]) -> None:
    """Everybody has read everything once and in order; what was sent again was swallowed by WeCom's
    duplicate check, and was the very same message."""
    for interview in interviews:
        for reader in interview.readers:
            assert shown(fleet, reader) == interview.told
    first = {(push.userid, push.text): push.payload for push in fleet.wecom.pushes}
    assert len(first) == len(fleet.wecom.pushes)
    for again in fleet.wecom.sending.dropped:
        assert again.payload == first[again.userid, again.text]
        assert again.payload["enable_duplicate_check"] == 1


async def assert_each_done_once(fleet: Fleet, interviews: Iterable[Interview]) -> None:
    """Every move is in the history once, however often its message came."""
    rows = await fleet.fetch(
        "SELECT interview_id, count(*) AS changes, count(DISTINCT message) AS messages"
        " FROM change WHERE what = 'edited' GROUP BY interview_id"
    )
    found = {row["interview_id"]: (row["changes"], row["messages"]) for row in rows}
    assert found == {one.number: (len(one.told), len(one.told)) for one in interviews}
