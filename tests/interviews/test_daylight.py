"""When the clocks change, an interview keeps the local time of the zone it was made in."""

from datetime import timedelta

import pytest

from tests.town import Town


@pytest.fixture(autouse=True)
async def in_berlin(town: Town) -> None:
    """王芳 and 李雷 in Berlin, 张三 in Shanghai, on Tuesday 20 October 2026."""
    town.clock.advance(-timedelta(days=35))
    await town.hello("WangFang", "LiLei", "HanMeimei", "zhangsan")
    for userid in ("WangFang", "LiLei"):
        await town.say(userid, "时区 Europe/Berlin")
        await town.say(userid, "地区 德国")


async def test_the_same_hour_before_and_after_the_change_is_an_hour_apart_elsewhere(
    town: Town,
) -> None:
    assert await town.say(
        "WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 周五 10:00；下周一 10:00"
    ) == (
        "已安排 #1：张三 · 后端 · 一面\n"
        "面试官：李雷\n"
        "可选时间：\n"
        "1. 10月23日 周五 10:00–11:00\n"
        "2. 10月26日 周一 10:00–11:00\n"
        "已发给张三，等待确认。"
    )
    [offer] = await town.pushed("zhangsan")
    assert "1. 10月23日 周五 16:00–17:00（中国标准时间）" in offer
    assert "2. 10月26日 周一 17:00–18:00（中国标准时间）" in offer


async def test_an_interview_made_before_the_change_stays_at_its_hour(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 2026-10-26 10:00")
    await town.say("zhangsan", "1")
    await town.pass_time(days=5)

    assert await town.say("LiLei", "下一场") == (
        "下一场（1 天 7 小时后）：\n#1 10月26日 周一 10:00–11:00 张三 · 后端 · 一面 · 已确认"
    )
    assert await town.say("zhangsan", "下一场") == (
        "下一场（1 天 7 小时后）：\n"
        "#1 10月26日 周一 17:00–18:00（中国标准时间） 李雷 · 后端 · 一面 · 已确认"
    )


async def test_hours_are_those_of_the_interviewers_own_clock_on_both_sides(town: Town) -> None:
    await town.say("LiLei", "工作时间 9:00-10:30")

    for day in ("10-23", "10-26"):
        answer = await town.say("WangFang", f"空闲 李雷 {day}")
        assert answer is not None
        assert answer.splitlines()[1:-1] == [f"1. 10月{day[3:]}日 {_weekday(day)} 09:00–10:00"]
    await town.say("WangFang", "时区 Asia/Shanghai")
    answer = await town.say("WangFang", "空闲 李雷 10-26")
    assert answer is not None
    assert answer.splitlines()[1:-1] == ["1. 10月26日 周一 16:00–17:00"]


async def test_a_warning_to_a_reader_elsewhere_names_their_zone(town: Town) -> None:
    await town.say("WangFang", "时区 Asia/Shanghai")

    answer = await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 2026-10-26 15:30")
    assert answer is not None
    assert answer.splitlines()[-1] == ("注意：李雷 10月26日 周一 上班时间是 16:00（中国标准时间）")


async def test_an_hour_the_clocks_skip_is_refused_with_a_reason(town: Town) -> None:
    assert await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 2027-03-28 2:30") == (
        "当地因夏令时没有“2027-03-28 2:30”这个时刻，请换一个时间。"
    )


def _weekday(day: str) -> str:
    return {"10-23": "周五", "10-26": "周一"}[day]
