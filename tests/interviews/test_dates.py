"""Times as people read them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.dates import Lasting, Moment, Period
from interviews.texts import Joined, Reader, Text, dotted, lines, listed
from interviews.words import Round, read_round
from models.person import Language

SHANGHAI, TOKYO = ZoneInfo("Asia/Shanghai"), ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ZH = Reader(Language.ZH, SHANGHAI, NOW)
EN = Reader(Language.EN, SHANGHAI, NOW)
START = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reader", "shown"),
    [
        (ZH, "11月24日 周二 15:00–16:00"),
        (EN, "Tue 24 Nov 15:00–16:00"),
        (Reader(Language.ZH, TOKYO, NOW), "11月24日 周二 16:00–17:00（日本标准时间）"),
        (Reader(Language.EN, TOKYO, NOW), "Tue 24 Nov 16:00–17:00 (Japan Standard Time)"),
        (Reader(Language.ZH, SHANGHAI, NOW.replace(year=2025)), "2026年11月24日 周二 15:00–16:00"),
        (Reader(Language.EN, SHANGHAI, NOW.replace(year=2025)), "Tue 24 Nov 2026 15:00–16:00"),
    ],
)
def test_a_period_is_written_for_its_reader(reader: Reader, shown: str) -> None:
    assert Period(START, START + timedelta(hours=1), SHANGHAI).to(reader) == shown


def test_an_end_on_the_next_day_says_so() -> None:
    late = START + timedelta(hours=8, minutes=30)
    period = Period(late, late + timedelta(hours=1), SHANGHAI)

    assert period.to(ZH) == "11月24日 周二 23:30–次日00:30"
    assert period.to(EN) == "Tue 24 Nov 23:30–00:30 (+1)"


def test_the_hour_that_comes_twice_is_two_hours_to_who_reads_elsewhere() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    half_past_two = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)
    again = half_past_two.replace(fold=1)
    half_an_hour = timedelta(minutes=30)

    shown = [
        Period(start, start.astimezone(UTC) + half_an_hour, berlin).to(ZH)
        for start in (half_past_two, again)
    ]

    assert shown == [
        "10月25日 周日 08:30–09:00（中国标准时间）",
        "10月25日 周日 09:30–10:00（中国标准时间）",
    ]


@pytest.mark.parametrize(
    ("length", "zh", "en"),
    [
        (timedelta(seconds=30), "30 秒", "30 s"),
        (timedelta(minutes=60), "1 小时", "1 h"),
        (timedelta(minutes=90), "1 小时 30 分钟", "1 h 30 min"),
        (timedelta(days=1), "1 天", "1 day"),
        (timedelta(days=2, minutes=3), "2 天 3 分钟", "2 days 3 min"),
    ],
)
def test_lengths_in_words(length: timedelta, zh: str, en: str) -> None:
    assert Lasting(length).to(ZH) == zh
    assert Lasting(length).to(EN) == en


@given(st.integers(1, 20))
def test_rounds_are_read_as_they_are_written(number: int) -> None:
    for reader in (ZH, EN):
        assert read_round(Round(number).to(reader)) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("第二轮", 2),
        ("3", 3),
        ("十二面", 12),
        ("Round 4", 4),
        ("0", None),
        ("21", None),
        ("终", None),
    ],
)
def test_rounds_in_other_words(written: str, number: int | None) -> None:
    assert read_round(written) == number


def test_a_text_whose_languages_differ_fails_at_once() -> None:
    with pytest.raises(ValueError, match="different values"):
        Text(zh="{a}", en="{b}")


def test_words_are_joined_in_the_readers_language_and_empty_ones_left_out() -> None:
    words = lines(
        Text(zh="有{n}场", en="{n} of them")(n=2), "", dotted("甲", "", "乙"), listed(["丙", "丁"])
    )

    assert words.to(ZH) == "有2场\n甲 · 乙\n丙、丁"
    assert words.to(EN) == "2 of them\n甲 · 乙\n丙, 丁"
    assert isinstance(words, Joined)


def test_a_moment_is_a_date_and_a_time() -> None:
    assert Moment(START).to(ZH) == "11月24日 周二 15:00"
