"""When the clocks change, an interview keeps the local time of the zone it was made in."""

from datetime import timedelta

import pytest

from tests.town import Town

CONTACT = (
    "面试官：李雷\n联系人：王芳。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，"
    "会晚到请回复“迟到 10”。"
)
ANSWER = "能参加请回复“接受 1”，不能参加请回复“拒绝 1 原因”。"


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


async def test_an_interview_lives_through_the_change_in_autumn(town: Town) -> None:
    """Berlin's clocks go back on Sunday 25 October 2026, at three."""
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 周五 10:00")
    assert await town.say("zhangsan", "1") == (
        f"面试已确认：后端 · 一面（#1）\n时间：10月23日 周五 16:00–17:00（中国标准时间）\n{CONTACT}"
    )
    assert await town.pushed("LiLei") == [
        f"您有一场面试 #1：张三 · 后端 · 一面\n时间：10月23日 周五 10:00–11:00\n{ANSWER}"
    ]
    assert await town.say("WangFang", "改到 1 下周一 10:00") == (
        "#1（张三）想改到：\n2. 10月26日 周一 10:00–11:00\n"
        "候选人确认之前，原定时间 10月23日 周五 10:00–11:00 不变。\n已发给张三。"
    )
    assert (await town.pushed("zhangsan"))[-1] == (
        "张三，您好！王芳想给您的面试换个时间：\n后端 · 一面（#1）\n"
        "原定时间：10月23日 周五 16:00–17:00（中国标准时间）\n新的时间：\n"
        "2. 10月26日 周一 17:00–18:00（中国标准时间）\n"
        "方便的话请回复 2 或“可以”；不方便请回复“都不行”。\n"
        "您确认之前，原定时间不变。新的时间为您保留到 10月22日 周四 10:00。"
    )
    assert await town.say("zhangsan", "可以") == (
        "面试改期已确认：后端 · 一面（#1）\n原定：10月23日 周五 16:00–17:00（中国标准时间）\n"
        f"改为：10月26日 周一 17:00–18:00（中国标准时间）\n{CONTACT}"
    )
    assert (await town.pushed("LiLei"))[-1] == (
        "张三改了面试 #1 的时间：张三 · 后端 · 一面\n"
        f"10月23日 周五 10:00–11:00 → 10月26日 周一 10:00–11:00\n{ANSWER}"
    )
    await town.say("LiLei", "接受 1")
    await town.pushed("WangFang")

    # 10:00 there is 9:00 in UTC by then; a day before, at 9:00 in UTC, it is 10:00 there, too.
    await town.pass_time(days=5, hours=6, minutes=59)
    assert await town.pushed("LiLei") == []
    await town.pass_time(minutes=1)
    assert await town.pushed("LiLei") == [
        "提醒：1 天后有面试 #1\n张三 · 后端 · 一面\n时间：10月26日 周一 10:00–11:00"
    ]
    assert await town.pushed("zhangsan") == [
        "张三，您好！提醒您 1 天后有面试：后端 · 一面（#1）\n"
        f"时间：10月26日 周一 17:00–18:00（中国标准时间）\n{CONTACT}"
    ]
    await town.pass_time(hours=22, minutes=59)
    assert await town.pushed("LiLei") == []
    await town.pass_time(minutes=1)
    assert await town.pushed("LiLei") == [
        "提醒：1 小时后有面试 #1\n张三 · 后端 · 一面\n时间：10月26日 周一 10:00–11:00"
    ]


async def test_the_day_itself_has_25_hours(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 2026-10-25 10:00")
    await town.say("zhangsan", "1")
    for userid in ("LiLei", "zhangsan", "WangFang"):
        await town.pushed(userid)

    await town.pass_time(days=4, hours=6, minutes=59)  # Saturday 10:59 there, 24 hours and a minute
    assert await town.pushed("LiLei") == []
    await town.pass_time(minutes=1)
    assert await town.pushed("LiLei") == [
        "提醒：1 天后有面试 #1\n张三 · 后端 · 一面\n时间：10月25日 周日 10:00–11:00"
    ]


@pytest.mark.parametrize("written", ["2026-10-25 2:30", "2026-10-25 1:30-2:30", "周日凌晨两点半"])
async def test_an_hour_that_comes_twice_is_asked_about(town: Town, written: str) -> None:
    twice = "当地那天时钟往回拨，“{}”会出现两次，不知道是哪一次，请换一个时间。"

    assert await town.say("WangFang", f"安排 张三(zhangsan) | 后端 | 李雷 | {written}") == (
        twice.format(written)
    )
    assert await town.count("interview") == 0
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 周五 10:00")
    assert await town.say("WangFang", f"改到 1 {written}") == twice.format(written)
    await town.say("WangFang", "language en")
    assert await town.say("WangFang", f"offer 1 {written}") == (
        f'"{written}" comes twice there: the clocks go back. Please choose another time.'
    )


async def test_who_reads_it_where_it_comes_twice_is_told_which_it_is(town: Town) -> None:
    await town.say("WangFang", "时区 Asia/Shanghai")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 2026-10-25 8:30")
    await town.say("zhangsan", "1")

    assert await town.pushed("LiLei") == [
        "您有一场面试 #1：张三 · 后端 · 一面\n"
        f"时间：10月25日 周日 02:30–02:30（中欧夏令时间–中欧标准时间）\n{ANSWER}"
    ]
    await town.say("LiLei", "language en")
    assert await town.say("LiLei", "next") == (
        "Next, in 4 days 22 h 30 min:\n#1 Sun 25 Oct 02:30–02:30 (Central European Summer"
        " Time–Central European Standard Time) 张三 · 后端 · round 1 · confirmed"
    )


async def test_in_new_york_autumn_and_spring(town: Town) -> None:
    """There clocks go back on Sunday 1 November 2026, and forward on Sunday 14 March 2027."""
    for userid in ("WangFang", "LiLei"):
        await town.say(userid, "时区 America/New_York")
        await town.say(userid, "地区 美国")
        await town.say(userid, "language en")
    assert await town.say("WangFang", "schedule 张三(zhangsan) | dev | 李雷 | friday 10:00") == (
        "Scheduled #1: 张三 · dev · round 1\nWith: 李雷\nTimes offered:\n1. Fri 23 Oct 10:00–11:00\n"
        "Sent to 张三; waiting for the answer."
    )
    await town.say("zhangsan", "1")
    assert await town.pushed("LiLei") == [
        "You have an interview #1: 张三 · dev · round 1\nTime: Fri 23 Oct 10:00–11:00\n"
        'Reply "accept 1" if you can, or "decline 1" and why if you cannot.'
    ]
    assert await town.say("WangFang", "move 1 nov 2 10:00!") == (
        "#1 (张三) is now Mon 2 Nov 10:00–11:00; everyone concerned is told."
    )
    assert (
        "\n改为：11月2日 周一 23:00–次日00:00（中国标准时间）\n"
        in (await town.pushed("zhangsan"))[-1]
    )
    assert await town.say("WangFang", "move 1 2026-11-01 1:30!") == (
        '"2026-11-01 1:30" comes twice there: the clocks go back. Please choose another time.'
    )
    assert await town.say("WangFang", "move 1 2027-03-14 2:30!") == (
        '"2027-03-14 2:30" does not exist there: the clocks go forward. Please choose another time.'
    )
    assert await town.say("WangFang", "move 1 2027-03-15 10:00!") == (
        "#1 (张三) is now Mon 15 Mar 2027 10:00–11:00; everyone concerned is told.\n"
        "Note: it is more than 60 days ahead, which is too far"
    )
    told = (await town.pushed("zhangsan"))[-1]
    assert "\n原定：11月2日 周一 23:00–次日00:00（中国标准时间）\n" in told
    assert (
        "\n改为：2027年3月15日 周一 22:00–23:00（中国标准时间）\n" in told
    )  # summer there by then
    await town.pass_time(days=146)
    await town.pushed("LiLei")
    assert await town.say("LiLei", "next") == (
        "Next, in 12 h:\n#1 Mon 15 Mar 10:00–11:00 张三 · dev · round 1 · confirmed"
    )


def _weekday(day: str) -> str:
    return {"10-23": "周五", "10-26": "周一"}[day]
