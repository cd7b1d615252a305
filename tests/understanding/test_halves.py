"""HR names what is to change and not what it becomes; whoever says more is heard as before."""

import time
from datetime import datetime
from typing import Any

import pytest

from interviews.understanding.meaning import Action
from interviews.understanding.situation import Known, Role, Situation, Span, Stage
from interviews.understanding.understand import LONGEST, understand

_AT = Span(datetime.fromisoformat("2026-11-25T15:00"), datetime.fromisoformat("2026-11-25T16:00"))
TOWN = Situation(
    Role.HR,
    datetime.fromisoformat("2026-11-24T10:00"),
    (
        Known(1, "张三", Stage.AGREED, ("李雷",), agreed=_AT),
        Known(3, "王五", Stage.OFFERED, ("李雷",), slots=((1, _AT),)),
    ),
    "王芳",
    ("李雷", "老王", "王芳"),
)


@pytest.mark.parametrize(
    ("said", "about", "values"),
    [
        ("改地点", Action.EDIT, {"field": "place"}),
        ("地点改一下", Action.EDIT, {"field": "place"}),
        ("把张三的岗位改一下", Action.EDIT, {"number": 1, "name": "张三", "field": "position"}),
        ("change the round please", Action.EDIT, {"field": "round"}),
        ("换个面试官", Action.SWAP, {}),
        ("#1 换一下面试官", Action.SWAP, {"number": 1}),
        ("swap the interviewer for 张三", Action.SWAP, {"number": 1, "name": "张三"}),
        ("改一下时间吧", Action.MOVE, {}),
        ("move it", Action.MOVE, {}),
        ("再加几个时间", Action.OFFER, {}),
        ("offer more times to 王五", Action.OFFER, {"number": 3, "name": "王五"}),
    ],
)
def test_half_a_wish_is_asked_for_the_rest(
    said: str, about: Action, values: dict[str, Any]
) -> None:
    meant = understand(said, TOWN)

    assert (meant.action, meant.about, meant.plain) == (Action.ASK, about, True)
    assert meant.values == values


@pytest.mark.parametrize(
    "said",
    [
        "赵六的地点改一下", "别给张三改时间", "move 张三 to room 302", "能换个面试官吗？", "给我时间",
        "地点改成2号会议室", "move on",
    ],
)  # fmt: skip
def test_more_than_that_is_none(said: str) -> None:
    assert not understand(said, TOWN).plain


@pytest.mark.parametrize("piece", ["想要", "需要", "把我们", "please ", "的那场", "一下", "吧。"])
def test_the_longest_takes_no_time_to_speak_of(piece: str) -> None:
    said = piece * (LONGEST // len(piece))

    started = time.perf_counter()
    understand(said, TOWN, likeness=False)

    assert time.perf_counter() - started < 1
