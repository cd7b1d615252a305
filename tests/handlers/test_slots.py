"""`/slots` and `/why`: when everybody can, and what speaks against a time."""

from datetime import timedelta

import pytest

from tests.town import MakeTown, Town


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "HanMeimei", "LaoWang", "zhangsan")


async def test_the_times_at_which_all_can_are_listed_ready_for_use(town: Town) -> None:
    await town.say("LiLei", "忙碌 周五 9:00-16:00")
    await town.say("HanMeimei", "工作时间 10:00-15:00")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 韩梅梅 | 周四 10:00")

    assert await town.say("WangFang", "空闲 李雷，韩梅梅 60 本周") == (
        "李雷、韩梅梅 · 1 小时 · 可以的时间：\n"
        "1. 11月24日 周二 13:00–14:00\n"
        "2. 11月24日 周二 14:00–15:00\n"
        "3. 11月25日 周三 10:00–11:00\n"
        "4. 11月25日 周三 11:00–12:00\n"
        "5. 11月25日 周三 13:00–14:00\n"
        "6. 11月25日 周三 14:00–15:00\n"
        "7. 11月26日 周四 13:00–14:00\n"
        "8. 11月26日 周四 14:00–15:00\n"
        "安排时可以直接写上面的时间，或者写“自动 3”。"
    )
    used = await town.say(
        "WangFang", "安排 李四(lisi) | 后端 | 李雷、韩梅梅 | 11月25日 周三 10:00–11:00"
    )
    assert used is not None
    assert "1. 11月25日 周三 10:00–11:00" in used
    assert "注意" not in used


async def test_in_english_with_a_pool_it_says_who(town: Town) -> None:
    await town.say("WangFang", "language en")
    await town.say("WangFang", "busy for 韩梅梅 friday 9:00-10:30 dentist")

    assert await town.say("WangFang", "slots any(李雷, 韩梅梅), 老王(LaoWang) 90 min friday") == (
        "李雷, 韩梅梅, 老王 · 1 h 30 min · free times:\n"
        "1. Fri 27 Nov 09:00–10:30 · 李雷, 老王\n"
        "2. Fri 27 Nov 10:30–12:00 · 韩梅梅, 老王\n"
        "3. Fri 27 Nov 13:00–14:30 · 韩梅梅, 老王\n"
        "4. Fri 27 Nov 14:30–16:00 · 韩梅梅, 老王\n"
        "5. Fri 27 Nov 16:00–17:30 · 韩梅梅, 老王\n"
        'Use any of these in "schedule", or write "auto 3" there.'
    )
    used = await town.say("WangFang", "schedule zoe | dev | 李雷 | Fri 27 Nov 09:00–10:30")
    assert used is not None
    assert "1. Fri 27 Nov 09:00–10:30" in used


async def test_interviewers_see_their_own_only(town: Town) -> None:
    await town.say("LiLei", "工作时间 周五 9:00-11:00")

    assert await town.say("LiLei", "空闲 周五") == (
        "李雷 · 1 小时 · 可以的时间：\n1. 11月27日 周五 09:00–10:00\n2. 11月27日 周五 10:00–11:00"
    )
    assert await town.say("LiLei", "空闲 韩梅梅 周五") == (
        "只有 HR 可以查别人的空闲时间。查自己的，发“空闲 本周”就好。"
    )


async def test_days_nobody_knows_the_holidays_of_are_left_out_and_said_to_be(town: Town) -> None:
    assert await town.say("WangFang", "空闲 李雷 2027-01-04") == (
        "李雷：这段时间里没有 1 小时的空档。可以换日期，例如：空闲 李雷 下周\n"
        "还不知道 2027 年的放假安排，那一年的日子没有算在内。"
    )
    await town.say("LiLei", "地区 德国")
    await town.say("LiLei", "工作时间 周一 9:00-10:00")
    assert await town.say("WangFang", "空闲 李雷 2027-01-04") == (
        "李雷 · 1 小时 · 可以的时间：\n"
        "1. 2027年1月4日 周一 09:00–10:00\n"
        "安排时可以直接写上面的时间，或者写“自动 3”。"
    )


async def test_a_weekend_day_worked_for_a_holiday_is_a_working_day(make_town: MakeTown) -> None:
    town = await make_town(limits={"horizon": "365d"})
    await town.hello("WangFang", "LiLei")
    town.clock.advance(-timedelta(days=53))  # 2 October

    assert await town.say("WangFang", "空闲 李雷 240 10-05 10-10") == (
        "李雷 · 4 小时 · 可以的时间：\n"
        "1. 10月8日 周四 13:00–17:00\n"
        "2. 10月9日 周五 13:00–17:00\n"
        "3. 10月10日 周六 13:00–17:00\n"
        "安排时可以直接写上面的时间，或者写“自动 3”。"
    )


async def test_why_tells_each_reason_in_one_sentence(town: Town) -> None:
    await town.say("LiLei", "忙碌 周四 14:00-16:00 客户会")
    await town.say("WangFang", "安排 李四(lisi) | 前端 | 韩梅梅 | 周四 16:00 | 1号会议室")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷、韩梅梅 | 周五 10:00 | 1号会议室")

    assert await town.say("WangFang", "/why 2 周四 15:00") == (
        "#2 在 11月26日 周四 15:00–16:00 不合适：\n"
        "· 李雷 11月26日 周四 14:00–16:00 没空：客户会\n"
        "· 韩梅梅 11月26日 周四 16:00–17:00 有 #1，前后要留 15 分钟"
    )
    assert await town.say("WangFang", "/why 2 周四 16:30") == (
        "#2 在 11月26日 周四 16:30–17:30 不合适：\n"
        "· 韩梅梅 11月26日 周四 16:00–17:00 已有 #1\n"
        "· 1号会议室 11月26日 周四 16:00–17:00 已有 #1"
    )
    assert await town.say("WangFang", "/why 2 周五 10:00") == (
        "#2 可以在 11月27日 周五 10:00–11:00：没有什么妨碍。"
    )
    await town.say("WangFang", "language en")
    assert await town.say("WangFang", "why 2 saturday 12:30") == (
        "What speaks against Sat 28 Nov 12:30–13:30 for #2:\n"
        "· 李雷 does not work on Sat 28 Nov\n"
        "· 韩梅梅 does not work on Sat 28 Nov"
    )
    assert await town.say("WangFang", "why 2") == (
        "Which time for #2 (张三)? Please reply with the day and the hour, for example: thursday 15:00"
    )


async def test_why_is_for_hr_since_the_reasons_are_others_affairs(town: Town) -> None:
    assert await town.say("zhangsan", "为什么？") == (
        "时间是怎么定的，请直接问 HR。发“帮助”看看您可以说什么。"
    )


async def test_days_beyond_the_horizon_are_said_to_be_left_out(town: Town) -> None:
    left_out = (
        "还不知道 2027 年的放假安排，那一年的日子没有算在内。\n"
        "只找 60 天以内的时间，2027年1月23日 周六 以后的没有算在内。"
    )
    assert await town.say("WangFang", "空闲 李雷 2027-03-01 2027-03-05") == (
        f"李雷：这段时间里没有 1 小时的空档。可以换日期，例如：空闲 李雷 下周\n{left_out}"
    )
    assert await town.say("WangFang", "安排 甲 | 前端 | 李雷 | 自动 3 2027-02-01") == (
        "没有找到李雷都有空的时间。可以换面试官、换日期（例如 自动 3 下周），或者直接写时间。\n"
        f"{left_out}"
    )
    await town.say("WangFang", "language en")
    assert await town.say("WangFang", "slots 李雷 2027-03-01 2027-03-05") == (
        "李雷: no 1 h free in that time. Try other days, for example: slots 李雷 next week\n"
        "The holidays of 2027 are not known yet, so its days were left out.\n"
        "Times are looked for within 60 days; those after Sat 23 Jan 2027 were left out."
    )


@pytest.mark.parametrize(
    ("said", "unread"),
    [
        ("空闲 李雷,韩梅梅 60 2027-06", "2027-06"),
        ("空闲 李雷 2027-06", "2027-06"),
        ("空闲 60 改天", "改天"),
        ("空闲 李雷 90分钟 春节后", "春节后"),
    ],
)
async def test_days_that_cannot_be_read_are_not_taken_for_a_name(
    town: Town, said: str, unread: str
) -> None:
    assert await town.say("WangFang", said) == (
        f"看不懂日期“{unread}”。请写成 本周、周五、12-01 或 12-01 12-03。"
    )


async def test_minutes_before_an_english_date_are_no_day(town: Town) -> None:
    await town.say("WangFang", "language en")

    assert await town.say("WangFang", "slots 李雷 90 nov 26") == (
        "李雷 · 1 h 30 min · free times:\n1. Thu 26 Nov 09:00–10:30\n2. Thu 26 Nov 10:30–12:00\n"
        "3. Thu 26 Nov 13:00–14:30\n4. Thu 26 Nov 14:30–16:00\n5. Thu 26 Nov 16:00–17:30\n"
        'Use any of these in "schedule", or write "auto 3" there.'
    )
