"""Times in free text: where they stand in a sentence, what they are, and what they cannot be."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.understanding.mention import Problem
from interviews.understanding.plain import plain
from interviews.understanding.when import mentions

NOW = datetime(2026, 11, 24, 10, 0)  # noqa: DTZ001 - the speaker's own clock; a Tuesday


def read(written: str) -> list[str]:
    return [str(time) for one in mentions(plain(written), NOW) for time in one.times]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("明早9点", ["2026-11-25 09:00"]),
        ("周五下午两点到三点", ["2026-11-27 14:00/15:00"]),
        ("元旦", ["2027-01-01"]),
        ("11.30下午2点", ["2026-11-30 14:00"]),
        ("半小时后", ["2026-11-24 10:30"]),
        ("下周三", ["2026-12-02"]),
        ("礼拜四三点一刻", ["2026-11-26 15:15"]),
        ("周三、周四下午都行", ["2026-11-25 PM", "2026-11-26 PM"]),
        ("周三或周四10点", ["2026-11-25 10:00", "2026-11-26 10:00"]),
        ("周三下午2点或者4点", ["2026-11-25 14:00", "2026-11-25 16:00"]),
        ("下周一到周三", ["2026-11-30", "2026-12-01", "2026-12-02"]),
        ("12月5日、26日", ["2026-12-05", "2026-12-26"]),
        ("今晚12点", ["2026-11-25 00:00"]),
        ("晚上七点或八点", ["2026-11-24 19:00", "2026-11-24 20:00"]),
        ("周二9点", ["2026-12-01 09:00"]),
        ("周二上午", ["2026-12-01 AM"]),
        ("周二下午", ["2026-11-24 PM"]),
        ("tuesday morning", ["2026-12-01 AM"]),
        ("这周二上午", ["2026-11-24 AM"]),
        ("十点", ["2026-11-25 10:00"]),
        ("约张三三点", ["2026-11-24 15:00"]),
        ("约张三十点半", ["2026-11-24 10:30"]),
        ("周三十五点", ["2026-11-25 15:00"]),
        ("11月25日（周三）15:00", ["2026-11-25 15:00"]),
        ("明天3点后端面试", ["2026-11-25 15:00"]),
        ("下午3点以后", ["2026-11-24 15:00/18:00"]),
        ("周五下午3点之前", ["2026-11-27 09:00/15:00"]),
        ("2点之前", ["2026-11-24 10:05/14:00"]),
        ("今天2点之前", ["2026-11-24 10:05/14:00"]),
        ("before 2pm", ["2026-11-24 10:05/14:00"]),
        ("今天8点以后", ["2026-11-24 10:05/18:00"]),
        ("9点之前", ["2026-11-25 08:00/09:00"]),
        ("before noon", ["2026-11-24 09:00/12:00"]),
        ("周四之前", ["2026-11-24", "2026-11-25"]),
        ("不晚于周四", ["2026-11-24", "2026-11-25", "2026-11-26"]),
        ("before thursday", ["2026-11-24", "2026-11-25"]),
        ("周三之后周五之前", ["2026-11-26"]),
        ("周四前端面试", ["2026-11-26"]),
        ("周五后端面试", ["2026-11-27"]),
        ("春节", ["2027-02-06"]),
        ("30号到2号", ["2026-11-30", "2026-12-01", "2026-12-02"]),
        ("1-3 December", ["2026-12-01", "2026-12-02", "2026-12-03"]),
        ("下周 Monday 10am", ["2026-11-30 10:00"]),
        ("fri pm", ["2026-11-27 PM"]),
        ("tomorrow at 3", ["2026-11-25 15:00"]),
        ("three thirty tomorrow", ["2026-11-25 15:30"]),
        ("3 in the afternoon tomorrow", ["2026-11-25 15:00"]),
        ("Wed 2-4pm or Thu morning", ["2026-11-25 14:00/16:00", "2026-11-26 AM"]),
        ("Mon 30 Nov 14:00", ["2026-11-30 14:00"]),
        ("the 27th at half past nine", ["2026-11-27 09:30"]),
        ("Friday 10am to noon", ["2026-11-27 10:00/12:00"]),
        ("Dec 1 to Dec 3", ["2026-12-01", "2026-12-02", "2026-12-03"]),
        ("30/11 2pm", ["2026-11-30 14:00"]),
        ("in two weeks", ["2026-12-08"]),
        ("我会晚到10分钟", []),
        ("2号会议室", []),
        ("第二个可以", []),
        ("早点来，有一点事", []),
    ],
)
def test_a_time_is_found_and_understood(written: str, meant: list[str]) -> None:
    assert read(written) == meant


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("昨天下午3点", Problem.PAST),
        ("上周五", Problem.PAST),
        ("今天早上9点", Problem.PAST),
        ("11月20日下午3点", Problem.PAST),
        ("yesterday at 3", Problem.PAST),
        ("2月30日", Problem.IMPOSSIBLE),
        ("周五25点", Problem.IMPOSSIBLE),
        ("Nov 31", Problem.IMPOSSIBLE),
    ],
)
def test_what_has_passed_is_told_apart_from_what_cannot_be(written: str, why: Problem) -> None:
    assert [one.problem for one in mentions(plain(written), NOW)] == [why]


@given(st.text(max_size=40))
def test_a_mention_is_a_piece_of_the_text(written: str) -> None:
    text = plain(written)

    assert all(text[one.begin : one.finish] == one.text for one in mentions(text, NOW))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("周五以后", "2026-11-28", "2026-12-04"),
        ("after friday", "2026-11-28", "2026-12-04"),
        ("从周五开始", "2026-11-27", "2026-12-03"),
        ("from friday on", "2026-11-27", "2026-12-03"),
        ("11月28日之后", "2026-11-29", "2026-12-05"),
        ("after next week", "2026-12-07", "2026-12-13"),
    ],
)
def test_a_time_without_an_end_is_a_week(written: str, first: str, last: str) -> None:
    found = read(written)

    assert (found[0], found[-1], len(found)) == (first, last, 7)


def test_before_today_is_over() -> None:
    [one] = mentions("今天之前", NOW)

    assert one.problem is Problem.PAST
