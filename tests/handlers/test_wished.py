"""Who asked for another time stands in `/pending` and in the digest until HR has settled it."""

import pytest

from tests.town import Town

HEAD = "想改期，还没有处理：\n#1 张三 · 后端 · 一面 · 11月27日 周五 10:00–11:00 · "
HOW = "\n改时间请发：改到 1 时间；不改请发：改到 1 不改"
NONE = "没有等待答复的面试。"


@pytest.fixture(autouse=True)
async def agreed(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "zhangsan", "lisi")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 周五 10:00；周五 14:00")
    await town.say("zhangsan", "1")
    for userid in ("WangFang", "LiLei", "zhangsan"):
        await town.pushed(userid)


async def test_a_wish_waits_until_it_is_moved(town: Town) -> None:
    await town.say("zhangsan", "改期 下周一上午可以吗")
    await town.pass_time(hours=2)

    asks = f"{HEAD}张三想改期：下周一上午可以吗 · 已等 2 小时{HOW}"
    assert await town.say("WangFang", "待确认") == asks
    await town.say("WangFang", "language en")
    assert await town.say("WangFang", "pending") == (
        "Asked for another time, not settled:\n#1 张三 · 后端 · round 1 · Fri 27 Nov 10:00–11:00 ·"
        " 张三 asks for another time: 下周一上午可以吗 · waiting for 2 h\n"
        "To move one: move 1 time; to leave it as it is: move 1 keep"
    )
    await town.say("WangFang", "move 1 auto 2 next monday")
    assert await town.say("WangFang", "pending") == (
        "Waiting for an answer, the longest first:\n"
        "#1 张三 · 后端 · round 1 · 2 open · waiting for less than a minute"
    )


async def test_it_is_settled_when_the_time_is_left_as_it_is(town: Town) -> None:
    await town.say("zhangsan", "改期 下周一")

    assert await town.say("WangFang", "改到 1 不改") == (
        "#1（张三）不改了，仍是 11月27日 周五 10:00–11:00。"
    )
    assert await town.say("WangFang", "待确认") == NONE
    assert await town.pushed("zhangsan") == [
        "面试时间不改了：后端 · 一面（#1）\n仍是原定时间：11月27日 周五 10:00–11:00"
    ]
    assert await town.pushed("LiLei") == []
    assert await town.say("WangFang", "改到 1 不改") == "#1 本来就是这个时间。"
    assert await town.count("interview", "moves > 0") == 0


async def test_an_interviewer_is_told_that_it_stays_and_the_candidate_is_left_alone(
    town: Town,
) -> None:
    await town.say("LiLei", "language en")
    await town.say("LiLei", "reschedule 1 monday")
    await town.say("WangFang", "language en")

    assert await town.say("WangFang", "move 1 keep") == (
        "#1 (张三) is not moved; Fri 27 Nov 10:00–11:00 stands."
    )
    assert await town.pushed("LiLei") == [
        "Interview #1 is not moved: 张三 · 后端 · round 1\nIt stays at: Fri 27 Nov 10:00–11:00"
    ]
    assert await town.pushed("zhangsan") == []


async def test_a_time_that_is_taken_settles_it_too(town: Town) -> None:
    await town.say("WangFang", "改到 1 周五 14:00")
    await town.say("zhangsan", "改期 下周一")
    await town.say("zhangsan", "可以")

    assert await town.say("WangFang", "待确认") == NONE


async def test_what_is_not_agreed_shows_the_wish_beside_it(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周四 10:00")
    await town.say("lisi", "都不行")
    await town.say("lisi", "改期 2 下周一上午")

    assert await town.say("WangFang", "待确认") == (
        "等待答复（等得最久的在前）：\n"
        "#2 李四 · 测试 · 一面 · 没有可选的时间，请再提供 · 候选人说：下周一上午 · 已等 不到 1 分钟"
    )
    assert await town.say("WangFang", "改到 2 不改") == "#2 还没有确认时间。"


async def test_the_digest_says_it_every_morning(town: Town) -> None:
    await town.say("zhangsan", "改期 下周一")
    await town.pass_time(seconds=2)

    for day in ("11月25日 周三", "11月26日 周四"):
        await town.pass_time(
            hours=22 if day.endswith("三") else 24, minutes=30 * day.endswith("三")
        )
        [digest] = [text for text in await town.pushed("WangFang") if text.startswith("早上好")]
        assert digest.startswith(
            f"早上好，王芳！{day}\n想改期，还没有处理（1）：\n"
            "#1 张三 · 后端 · 一面 · 11月27日 周五 10:00–11:00 · 张三想改期：下周一 · 已等 "
        )


async def test_the_wish_of_who_has_left_the_panel_can_be_settled(town: Town) -> None:
    await town.hello("HanMeimei")
    await town.say("LiLei", "改期 1 下周一")
    await town.say("WangFang", "换人 1 李雷 韩梅梅")
    await town.pushed("LiLei")

    assert await town.say("WangFang", "改到 1 不改") == (
        "#1（张三）不改了，仍是 11月27日 周五 10:00–11:00。"
    )
    assert await town.say("WangFang", "待确认") == NONE
    assert await town.pushed("LiLei") == []


async def test_what_was_said_with_a_no_waits_until_other_times_are_offered(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周四 10:00")
    await town.say("WangFang", "连面 张三(zhangsan) | 测试 | 李雷 > 老王(LaoWang) | 周四 14:00")
    await town.say("lisi", "都不行 下周都可以")
    await town.say("zhangsan", "都不行 #3 太早了")

    assert await town.say("WangFang", "待确认") == (
        "等待答复（等得最久的在前）：\n"
        "#2 李四 · 测试 · 一面 · 没有可选的时间，请再提供 · 候选人说：下周都可以 · 已等 不到 1 分钟\n"
        "#3 张三 · 测试 · 一面 · 没有可选的时间，请再提供 · 候选人说：太早了 · 已等 不到 1 分钟\n"
        "#4 张三 · 测试 · 二面 · 没有可选的时间，请再提供 · 候选人说：太早了 · 已等 不到 1 分钟"
    )
    await town.say("WangFang", "提供 2 下周一 10:00")
    await town.say("WangFang", "提供 3 下周一 14:00")
    assert await town.say("WangFang", "待确认") == (
        "等待答复（等得最久的在前）：\n"
        "#2 李四 · 测试 · 一面 · 1 个时间待选 · 已等 不到 1 分钟\n"
        "#3 张三 · 测试 · 一面 · 1 个时间待选 · 已等 不到 1 分钟\n"
        "#4 张三 · 测试 · 二面 · 1 个时间待选 · 已等 不到 1 分钟"
    )


async def test_a_range_of_today_is_what_is_left_of_it(town: Town) -> None:
    await town.say("zhangsan", "改期 2点之前")
    [told] = await town.pushed("WangFang")
    assert told.endswith(
        "\n留言：2点之前\n大家都有空的时间，直接发其中一行即可：\n改到 1 2026-11-24 13:00-14:00"
    )


async def test_hr_in_another_zone_reads_the_hours_they_are_there(town: Town) -> None:
    await town.say("WangFang", "时区 柏林")

    await town.say("zhangsan", "改期 周五 17:00")
    [told] = await town.pushed("WangFang")
    assert told.startswith(
        "张三想改期 #1：张三 · 后端 · 一面\n"
        "原定时间：11月27日 周五 03:00–04:00（中欧标准时间）\n"
        "留言：周五 17:00\n也就是您那里的 11月27日 周五 10:00–11:00\n"
    )


async def test_the_reason_is_what_stands_behind_because(town: Town) -> None:
    assert await town.say(
        "zhangsan", "could we move the interview to Friday afternoon because I have an exam"
    ) == (
        "请 HR 给 #1（张三 · 后端 · 一面 · 11月27日 周五 10:00–11:00）换时间，"
        "您希望：11月27日 周五 下午，原因：I have an exam，对吗？请回复“是”或“不”。"
    )


async def test_what_nobody_is_left_to_interview_in_waits_for_hr(town: Town) -> None:
    await town.say("LiLei", "拒绝 1 出差")

    line = "#1 张三 · 后端 · 一面 · 11月27日 周五 10:00–11:00"
    assert await town.say("WangFang", "待确认") == (
        f"没有面试官了，请换人：换人 编号 拒绝的面试官 新面试官\n{line}"
    )
    await town.pushed("WangFang")
    await town.pass_time(hours=1)
    await town.pass_time(hours=22)
    [digest] = await town.pushed("WangFang")
    assert digest == f"早上好，王芳！11月25日 周三\n没有面试官了（1）：\n{line}"
    await town.say("WangFang", "换人 1 李雷 老王(LaoWang)")
    assert await town.say("WangFang", "待确认") == NONE


async def test_of_wished_days_it_is_said_that_their_holidays_are_not_known(town: Town) -> None:
    await town.say("zhangsan", "改期 2027-01-05 可以吗")

    [told] = await town.pushed("WangFang")
    assert told.endswith(
        "\n大家都有空的时间，直接发其中一行即可：\n"
        "改到 1 2026-11-24 13:00-14:00\n改到 1 2026-11-25 09:00-10:00\n"
        "改到 1 2026-11-26 09:00-10:00\n还不知道 2027 年的放假安排，那一年的日子没有算在内。"
    )
    await town.say("LiLei", "请假 11-24 2027-02-01")
    await town.say("WangFang", "language en")
    await town.say("zhangsan", "改期 2027-01-05 都可以")
    [told] = await town.pushed("WangFang")
    assert told.endswith(
        "\nI found no time at which everybody is free. To move it: move 1 friday 10:00\n"
        "The holidays of 2027 are not known yet, so its days were left out."
    )
