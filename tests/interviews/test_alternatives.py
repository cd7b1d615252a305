"""What can be read from somebody's words about another time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from interviews.alternatives import Wish, read
from tests.town import TUESDAY

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def wish(written: str) -> Wish:
    return read(written, now=TUESDAY, zone=SHANGHAI, length=HOUR)


@pytest.mark.parametrize(
    "written",
    [
        "周五 15:00", "周五下午3点", "周五15:00可以吗", "friday 15:00 works",
        "周五 15:00，那天上午考试", "friday 3pm please", "周五 15:00 行吗？",
    ],
)  # fmt: skip
def test_a_time_that_suits_is_found(written: str) -> None:
    assert wish(written) == Wish([(at(27, 15), at(27, 16))], None)


def test_several_times_are_found() -> None:
    assert wish("周四 10:00；周五 15:00").exact == [
        (at(26, 10), at(26, 11)),
        (at(27, 15), at(27, 16)),
    ]


@pytest.mark.parametrize(
    "written",
    ["周五 15:00 不行", "周五 15:00 有考试", "周五 15:00，我来不了", "friday 15:00 is not ok"],
)
def test_a_time_that_does_not_suit_is_none(written: str) -> None:
    assert wish(written).exact == []


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("周五下午可以吗", at(27, 12), at(27, 18)),
        ("能不能周五上午", at(27, 0), at(27, 12)),
        ("周二上午", at(24, 0) + timedelta(days=7), at(24, 12) + timedelta(days=7)),
        ("这周二上午", at(24, 0), at(24, 12)),
        ("周二下午", at(24, 12), at(24, 18)),
        ("friday afternoon, I have an exam", at(27, 12), at(27, 18)),
        ("临时出差，周五吧", at(27, 0), at(28, 0)),
        ("下周都可以", at(30, 0), at(30, 0) + timedelta(days=7)),
        ("tomorrow evening", at(25, 18), at(26, 0)),
        ("周五下午3点以后", at(27, 15), at(27, 18)),
        ("friday after 3pm please", at(27, 15), at(27, 18)),
        ("周五 14:00-18:00 都可以", at(27, 14), at(27, 18)),
        ("周四之前可以吗", at(24, 0), at(26, 0)),
        ("after friday, I travel until then", at(28, 0), at(28, 0) + timedelta(days=7)),
    ],
)
def test_days_are_found_anywhere(written: str, start: datetime, end: datetime) -> None:
    assert wish(written) == Wish([], (start, end))


@pytest.mark.parametrize("written", ["", "随便", "I am ill", "12", "不知道"])
def test_nothing_is_guessed(written: str) -> None:
    assert wish(written) == Wish([], None)
