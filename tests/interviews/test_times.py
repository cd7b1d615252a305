"""Times as people write them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.dates import Period
from interviews.texts import Reader, Refused
from interviews.times import one, several
from models.person import Language

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 24, 14, 0, tzinfo=SHANGHAI)  # a Tuesday
HOUR = timedelta(hours=1)


def read(written: str, zone: ZoneInfo = SHANGHAI, now: datetime = NOW) -> str:
    start, end = one(written, now=now, zone=zone, duration=HOUR)
    local, until = start.astimezone(zone), end.astimezone(zone)
    return f"{local:%Y-%m-%d %H:%M}–{until:%d %H:%M}"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-24 15:00-16:00", "2026-11-24 15:00–24 16:00"),
        ("2026/11/25 9:05", "2026-11-25 09:05–25 10:05"),
        ("2027年1月3日 10:00", "2027-01-03 10:00–03 11:00"),
        ("11-24 15:00", "2026-11-24 15:00–24 16:00"),
        ("11-24 13:00", "2027-11-24 13:00–24 14:00"),  # the next such date
        ("11月30日下午2点", "2026-11-30 14:00–30 15:00"),
        ("11.30下午2点", "2026-11-30 14:00–30 15:00"),
        ("2-29 10:00", "2028-02-29 10:00–29 11:00"),
        ("11月25日 周三 15:00–16:00", "2026-11-25 15:00–25 16:00"),
        ("2027年1月4日 周一 10:00–11:00", "2027-01-04 10:00–04 11:00"),
        ("Wed 25 Nov 15:00–16:00", "2026-11-25 15:00–25 16:00"),
        ("Mon 4 Jan 2027 10:00–11:00", "2027-01-04 10:00–04 11:00"),
        ("3 december 2pm", "2026-12-03 14:00–03 15:00"),
        ("3rd dec 14:00", "2026-12-03 14:00–03 15:00"),
        ("dec 24 14:00-16:00", "2026-12-24 14:00–24 16:00"),
        ("Thu, December 24th, 2pm", "2026-12-24 14:00–24 15:00"),
        ("jan 4, 2027 10:00", "2027-01-04 10:00–04 11:00"),
        ("明天 15:00-16:00", "2026-11-25 15:00–25 16:00"),
        ("后天15:00", "2026-11-26 15:00–26 16:00"),
        ("明早9点", "2026-11-25 09:00–25 10:00"),
        ("今晚7点半", "2026-11-24 19:30–24 20:30"),
        ("今晚12点", "2026-11-25 00:00–25 01:00"),
        ("周五 14:00", "2026-11-27 14:00–27 15:00"),
        ("周二 15:00", "2026-11-24 15:00–24 16:00"),
        ("周二 13:00", "2026-12-01 13:00–01 14:00"),  # today's has passed
        ("下周三上午10点到11点半", "2026-12-02 10:00–02 11:30"),
        ("礼拜四 12点", "2026-11-26 12:00–26 13:00"),
        ("星期日 10:00", "2026-11-29 10:00–29 11:00"),
        ("15:00", "2026-11-24 15:00–24 16:00"),
        ("13:00", "2026-11-25 13:00–25 14:00"),
        ("23:30-0:30", "2026-11-24 23:30–25 00:30"),
        ("15:00-14:00", "2026-11-24 15:00–25 14:00"),
        ("18:00-24:00", "2026-11-24 18:00–25 00:00"),
        ("11-25 24:00", "2026-11-26 00:00–26 01:00"),
        ("下午3点一刻", "2026-11-24 15:15–24 16:15"),
        ("tomorrow 3pm", "2026-11-25 15:00–25 16:00"),
        ("tomorrow at 15:00 to 16:30", "2026-11-25 15:00–25 16:30"),
        ("3-4pm", "2026-11-24 15:00–24 16:00"),
        ("friday 14:00", "2026-11-27 14:00–27 15:00"),
        ("Fri 2:30pm-3:15pm", "2026-11-27 14:30–27 15:15"),
        ("next mon 9:30-10", "2026-11-30 09:30–30 10:00"),
        ("12/1 10:00 90分钟", "2026-12-01 10:00–01 11:30"),
        ("半小时后", "2026-11-24 14:30–24 15:30"),
        ("礼拜四上午十点一刻", "2026-11-26 10:15–26 11:15"),
        ("元旦上午10点", "2027-01-01 10:00–01 11:00"),
        ("the 27th at half past nine", "2026-11-27 09:30–27 10:30"),
        ("tomorrow 10:00 2h", "2026-11-25 10:00–25 12:00"),
    ],
)
def test_a_time_is_understood(written: str, meant: str) -> None:
    assert read(written) == meant


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2025-1-1 10:00", "2025年1月1日 周三 10:00 已经过去了，请换一个以后的时间。"),
        ("今天 9:00", "11月24日 周二 09:00 已经过去了，请换一个以后的时间。"),
        ("2026-11-24 14:00", "11月24日 周二 14:00 已经过去了，请换一个以后的时间。"),
        ("2026-2-30 10:00", "没有“2026-2-30”这一天，请核对日期。"),
        ("99-99 10:00", "没有“99-99”这一天，请核对日期。"),
        ("25:00", "“25:00”不是一个钟点，请写 0:00 到 23:59。"),
        ("15:60", "“15:60”不是一个钟点，请写 0:00 到 23:59。"),
        ("明天3点", "“明天3点”是上午还是下午？请写成 下午3点 或 15:00。"),
        *(
            (
                written,
                f"看不懂时间“{written}”。请写成 明天 15:00-16:00、周五 14:00 或 2026-11-24 15:00，"
                "多个时间用分号隔开。",
            )
            for written in ("随便", "明天", "15", "周五", "11-24", "明天 15:00 左右")
        ),
        (
            "昨天 15:00",
            "“昨天 15:00”已经过去或者不存在。您是想说哪一天、几点？例如：明天 15:00",
        ),
        (
            "元旦25点",
            "“元旦25点”已经过去或者不存在。您是想说哪一天、几点？例如：明天 15:00",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(written: str, why: str) -> None:
    with pytest.raises(Refused) as caught:
        read(written)

    assert caught.value.words.to(Reader(Language.ZH, SHANGHAI, NOW)) == why


def test_several_times_are_separated_by_semicolons_commas_or_lines() -> None:
    found = several(
        "明天 15:00; 周五 14:00, 周六 9:00\n周日 10:00", now=NOW, zone=SHANGHAI, duration=HOUR
    )

    assert [start.astimezone(SHANGHAI).day for start, _ in found] == [25, 27, 28, 29]


def test_a_time_the_clocks_jump_over_or_repeat_is_refused() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    winter = datetime(2027, 3, 1, tzinfo=berlin)
    summer = datetime(2027, 10, 1, tzinfo=berlin)

    with pytest.raises(Refused):
        read("2027-3-28 02:30", berlin, winter)
    for twice in ("2027-10-31 02:30", "2027-10-31 01:30-02:30", "2027-10-31 凌晨两点半"):
        with pytest.raises(Refused):
            read(twice, berlin, summer)
    assert read("2027-10-31 01:30-03:00", berlin, summer) == "2027-10-31 01:30–31 03:00"


def test_local_times_stay_local_across_a_clock_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2027, 3, 26, 12, 0, tzinfo=berlin)

    assert read("monday 10:00", berlin, before) == "2027-03-29 10:00–29 11:00"


@given(st.dates(date(2026, 11, 25), date(2030, 1, 1)), st.integers(0, 23), st.integers(0, 59))
def test_what_the_bot_writes_it_reads(day: date, hour: int, minute: int) -> None:
    start = datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)
    for language in Language:
        reader = Reader(language, SHANGHAI, NOW)
        shown = Period(start, start + HOUR, SHANGHAI).to(reader)
        assert f"{hour:02}:{minute:02}–" in shown
        assert str(day.day) in shown

    assert one(f"{day} {hour}:{minute:02}", now=NOW, zone=SHANGHAI, duration=HOUR)[0] == start


@given(st.text(max_size=30))
def test_no_text_at_all_breaks_it(written: str) -> None:
    try:
        found = several(written, now=NOW, zone=SHANGHAI, duration=HOUR)
    except Refused:
        return
    assert all(NOW < start < end for start, end in found)
