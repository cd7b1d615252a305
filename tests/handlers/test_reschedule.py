"""`改期 …`, `/reschedule 12 …`: candidates and interviewers ask for another time, HR gets lines that
work; and cancelling close to the start."""

import pytest

from tests.town import MakeTown, Town

EVERYONE = ("WangFang", "zhangsan", "LiLei", "HanMeimei")
WHEN = "11月26日 周四 15:00–16:00"
ASKED = f"已转告王芳您想改期（#1）。改定之前，原定时间 {WHEN} 不变；有结果会马上通知您。"
HEAD = f"张三想改期 #1：张三 · 后端 · 一面\n原定时间：{WHEN}\n"
WORK = "大家都有空的时间，直接发其中一行即可：\n"


@pytest.fixture(autouse=True)
async def agreed(town: Town) -> None:
    await town.hello(*EVERYONE)
    await town.say(
        "WangFang",
        "安排 张三(zhangsan) | 后端 | 李雷(LiLei)、韩梅梅(HanMeimei) | 周四 15:00 | 1号会议室",
    )
    await town.say("zhangsan", "1")
    await hushed(town)


async def hushed(town: Town) -> None:
    """Everybody has read what they were sent."""
    for userid in EVERYONE:
        await town.pushed(userid)


async def test_hr_gets_the_wished_time_as_a_line_that_sets_it(town: Town) -> None:
    assert await town.say("zhangsan", "改期 周五 15:00 可以吗") == ASKED

    assert await town.pushed("WangFang") == [
        f"{HEAD}留言：周五 15:00 可以吗\n{WORK}改到 1 2026-11-27 15:00-16:00!"
    ]
    assert await town.pushed("LiLei") == []
    assert await town.say("WangFang", "改到 1 2026-11-27 15:00-16:00!") == (
        "#1（张三）改到 11月27日 周五 15:00–16:00，相关的人会收到通知。"
    )
    [told] = await town.pushed("zhangsan")
    assert told.startswith("张三，您好！您的面试改了时间：后端 · 一面（#1）\n")
    assert len(await town.pushed("LiLei")) == 1


async def test_days_give_times_on_them_at_which_everybody_is_free(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周五 13:00-17:00")
    await hushed(town)

    assert await town.say("zhangsan", "改期 周五下午可以吗") == ASKED
    assert await town.pushed("WangFang") == [
        f"{HEAD}留言：周五下午可以吗\n大家都有空的时间，直接发其中一行即可：\n"
        "改到 1 2026-11-24 13:00-14:00\n改到 1 2026-11-25 09:00-10:00\n改到 1 2026-11-26 09:00-10:00"
    ]
    await town.say("zhangsan", "改期 周五上午")
    [told] = await town.pushed("WangFang")
    assert told == (
        f"{HEAD}留言：周五上午\n{WORK}"
        "改到 1 2026-11-27 09:00-10:00\n改到 1 2026-11-27 10:00-11:00\n改到 1 2026-11-27 11:00-12:00"
    )
    answer = await town.say("WangFang", told.splitlines()[-1])
    assert answer is not None
    assert answer.startswith("#1（张三）想改到：\n2. 11月27日 周五 11:00–12:00\n")


async def test_a_wished_time_that_does_not_work_comes_with_the_reason(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周五 15:30")
    await hushed(town)

    await town.say("zhangsan", "改期 周五 15:00")

    [told] = await town.pushed("WangFang")
    assert told.startswith(
        f"{HEAD}留言：周五 15:00\nTA 提的时间不行：李雷 11月27日 周五 15:30–16:30 已有 #2\n{WORK}"
        "改到 1 2026-11-27 "
    )


async def test_an_interviewers_wish_has_to_be_agreed_to_by_the_candidate(town: Town) -> None:
    assert await town.say("LiLei", "/reschedule 1 周五 15:00，周四要开会") == ASKED

    [told] = await town.pushed("WangFang")
    assert told.startswith("李雷想改期 #1：张三 · 后端 · 一面\n")
    assert told.endswith("\n改到 1 2026-11-27 15:00-16:00")
    assert await town.pushed("zhangsan") == []


async def test_without_words_the_bot_asks_for_them(town: Town) -> None:
    assert await town.say("zhangsan", "改期") == (
        f"#1（{WHEN}）想改到什么时候？请回复您方便的时间和原因，会转告王芳；不改了就发“算了”。"
    )
    assert await town.say("zhangsan", "那天有考试") == ASKED
    [told] = await town.pushed("WangFang")
    assert told.startswith(f"{HEAD}留言：那天有考试\n{WORK}")


async def test_with_several_the_bot_asks_which(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周五 10:00")
    await town.say("WangFang", "确认 2 1")
    await hushed(town)

    assert await town.say("LiLei", "改期 下周") == (
        "您有几场面试，是哪一场？请回复编号：\n"
        f"#1 张三 · 后端 · 一面 · {WHEN}\n#2 李四 · 测试 · 一面 · 11月27日 周五 10:00–11:00"
    )
    assert await town.say("LiLei", "2") == (
        ASKED.replace("#1", "#2").replace(WHEN, "11月27日 周五 10:00–11:00")
    )
    [told] = await town.pushed("WangFang")
    assert "\n改到 2 2026-11-30 09:00-10:00" in told


async def test_close_to_the_start_they_are_asked_to_call_and_hr_hears_it_at_once(
    town: Town,
) -> None:
    await town.pass_time(hours=42)  # Thursday, 4:00
    await hushed(town)

    assert await town.say("zhangsan", "改期 周五 15:00") == (
        f"离 #1（{WHEN}）开始不到 12 小时，不能在这里改期了。已马上告诉王芳，请直接联系王芳；"
        "改定之前，原定时间不变。"
    )
    assert await town.pushed("WangFang") == [
        f"{HEAD}留言：周五 15:00\n离开始不到 12 小时，已请 TA 直接联系您。\n"
        f"{WORK}改到 1 2026-11-27 15:00-16:00!"
    ]
    assert await town.say("LiLei", "取消 1 生病了") == (
        f"离 #1（{WHEN}）开始不到 12 小时，不能在这里取消了。已马上告诉王芳，请直接联系王芳。"
    )
    assert await town.pushed("WangFang") == [
        (
            f"李雷想取消面试 #1，离开始不到 12 小时，已请 TA 直接联系您：张三 · 后端 · 一面\n"
            f"时间：{WHEN}\n原因：生病了\n要取消请发：取消 1 原因"
        )
    ]
    assert await town.count("interview", "status = 'confirmed'") == 1
    assert await town.say("WangFang", "取消 1 面试官生病") == (
        "已取消 #1（张三），相关的人会收到通知和原因。"
    )


async def test_it_is_moved_so_often_at_their_wish_and_no_more(make_town: MakeTown) -> None:
    town = await make_town(change={"max": 1})
    await town.say("zhangsan", "改期 周五 15:00")
    await town.say("WangFang", "改到 1 周五 15:00!")
    await hushed(town)

    assert await town.say("zhangsan", "改期 周五 16:00") == (
        "#1（11月27日 周五 15:00–16:00）已经改过 1 次，不能再在这里改期了。"
        "已告诉王芳，请直接联系王芳；改定之前，原定时间不变。"
    )
    [told] = await town.pushed("WangFang")
    assert "\n已经改过 1 次，已请 TA 直接联系您。\n" in told
    assert await town.say("WangFang", "改到 1 周五 17:00!") == (
        "#1（张三）改到 11月27日 周五 17:00–18:00，相关的人会收到通知。"
    )


async def test_only_what_is_moved_at_their_wish_counts(make_town: MakeTown) -> None:
    town = await make_town(change={"max": 1})
    await town.say("zhangsan", "改期 周五 15:00")
    await town.say("WangFang", "改到 1 周五 15:00")
    await town.say("zhangsan", "都不行")
    assert await town.say("zhangsan", "改期 周五 16:00") == (
        f"已转告王芳您想改期（#1）。改定之前，原定时间 {WHEN} 不变；有结果会马上通知您。"
    )
    await town.say("WangFang", "改到 1 不改")
    await town.say("WangFang", "改到 1 周五 10:00!")
    assert await town.say("zhangsan", "改期 周五 16:00") == (
        "已转告王芳您想改期（#1）。改定之前，原定时间 11月27日 周五 10:00–11:00 不变；有结果会马上通知您。"
    )


async def test_hr_is_exempt_and_moves_it_with_the_same_word(town: Town) -> None:
    assert await town.say("WangFang", "改期 1 周五 15:00!") == (
        "#1（张三）改到 11月27日 周五 15:00–16:00，相关的人会收到通知。"
    )


async def test_what_has_begun_or_is_only_offered_is_answered_with_what_to_do(town: Town) -> None:
    await town.say("WangFang", "安排 张三(#1) | 算法 | 老王(LaoWang) | 周五 10:00")
    assert await town.say("zhangsan", "改期 2 周五下午") == (
        "#2 还没有确认时间。都不合适的话请回复“都不行”和您方便的时间。\n还可以选：\n"
        "1. 11月27日 周五 10:00–11:00\n请回复数字。"
    )
    await town.say("zhangsan", "都不行")
    await hushed(town)
    assert await town.say("zhangsan", "改期 2 周五 14:00") == (
        "已转告王芳您方便的时间（#2），有新的时间会马上发给您。"
    )
    assert await town.pushed("WangFang") == [
        (
            "张三想改期 #2：张三 · 算法 · 一面\n留言：周五 14:00\n"
            f"{WORK}改到 2 2026-11-27 14:00-15:00!"
        )
    ]
    await town.pass_time(hours=53, minutes=1)
    assert await town.say("zhangsan", "改期 1 周五") == (
        f"#1 已经开始（{WHEN}），不能再改时间。没有见成的话，请联系王芳，或回复“人工”。"
    )
    assert await town.say("LaoWang", "改期 1 周五") == (
        "没有找到 #1，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。\n\n"
        "(For English, reply: language en)"
    )


async def test_in_english(town: Town) -> None:
    for userid in EVERYONE:
        await town.say(userid, "language en")

    assert await town.say("zhangsan", "reschedule friday 3pm, I have an exam") == (
        "王芳 has been told that you ask for another time for #1. Until it is settled,"
        " Thu 26 Nov 15:00–16:00 stands; you will hear from us."
    )
    assert await town.pushed("WangFang") == [
        (
            "张三 asks to move #1: 张三 · 后端 · round 1\nIt is set for: Thu 26 Nov 15:00–16:00\n"
            "They say: friday 3pm, I have an exam\nEverybody is free then; send one of the lines:\n"
            "move 1 2026-11-27 15:00-16:00!"
        )
    ]


async def test_the_word_for_a_day_is_an_answer(town: Town) -> None:
    await town.say("zhangsan", "改期")

    await town.say("zhangsan", "明天")

    [told] = await town.pushed("WangFang")
    assert "\n留言：明天\n" in told
