"""`/today`, `/tomorrow`, `/week`, `/next`: who sees what, in which order, in both languages."""

import pytest

from tests.town import Town


@pytest.fixture
async def busy(town: Town) -> Town:
    """#1 tomorrow, agreed; #2 today and Friday, offered; #3 cancelled; #4 today, agreed."""
    await town.hello("WangFang", "LiLei", "zhangsan", "lisi")
    for text in (
        "安排 张三(zhangsan) | 后端工程师 | 李雷(LiLei) | 明天 15:00-16:00 | 1号会议室",
        "安排 李四(lisi) | 前端工程师 | 李雷、韩梅梅(HanMeimei) | 今天 16:00；周五 9:00-9:45",
        "安排 王五 | 测试 | 李雷 | 今天 18:00",
        "安排 赵六 | 产品经理 | 老王(LaoWang) | 今天 14:00 | https://meeting.example/1",
        "确认 1 1",
        "取消 3 岗位关闭",
        "确认 4 1",
    ):
        await town.say("WangFang", text)
    return town


async def test_the_first_answer_says_how_to_switch_the_language(town: Town) -> None:
    first = await town.say("LiLei", "/today")
    second = await town.say("LiLei", "今天")

    assert first == (
        "今天（11月24日 周二）没有面试。\n之后也没有安排。\n\n(For English, reply: language en)"
    )
    assert second == "今天（11月24日 周二）没有面试。\n之后也没有安排。"


async def test_an_interviewer_sees_the_own_day_with_held_times_marked(busy: Town) -> None:
    assert await busy.say("LiLei", "今天") == (
        "今天（11月24日 周二）1 场：\n#2 16:00–17:00 李四 · 前端工程师 · 一面 · 待确认"
    )


async def test_an_empty_day_names_what_comes_next(busy: Town) -> None:
    assert await busy.say("zhangsan", "today") == (
        "今天（11月24日 周二）没有面试。\n"
        "下一场：#1 11月25日 周三 15:00–16:00 李雷 · 后端工程师 · 一面 · 已确认 · 1号会议室"
    )


async def test_hr_sees_everybodys_with_the_own_ones_starred(busy: Town) -> None:
    await busy.say("WangFang", "安排 孙七 | 运营 | 王芳 | 今天 19:00")

    assert await busy.say("WangFang", "/today") == (
        "今天（11月24日 周二）3 场：\n"
        "#4 14:00–15:00 赵六 · 产品经理 · 一面 · 已确认 · https://meeting.example/1\n"
        "#2 16:00–17:00 李四 · 前端工程师 · 一面 · 待确认\n"
        "★ #5 19:00–20:00 孙七 · 运营 · 一面 · 待确认"
    )


async def test_hr_sees_one_persons_day_and_nobody_else_may(busy: Town) -> None:
    assert await busy.say("WangFang", "/today 老王") == (
        "今天（11月24日 周二）1 场：\n"
        "#4 14:00–15:00 赵六 · 产品经理 · 一面 · 已确认 · https://meeting.example/1"
    )
    assert await busy.say("WangFang", "今天 谁谁") == (
        "没有叫“谁谁”的人。发“查找 姓名”可以按姓名的一部分查找。"
    )
    assert await busy.say("LiLei", "/today 老王") == (
        "只有 HR 可以看别人的安排。看自己的，发“today”就好。"
    )


async def test_a_candidate_reads_the_interviewers_names(busy: Town) -> None:
    assert await busy.say("zhangsan", "明天") == (
        "明天（11月25日 周三）1 场：\n#1 15:00–16:00 李雷 · 后端工程师 · 一面 · 已确认 · 1号会议室"
    )


async def test_a_candidate_who_answers_with_another_day_is_asked_whether_hr_shall_hear_it(
    busy: Town,
) -> None:
    assert await busy.say("lisi", "明天 16:00 可以吗") == (
        "告诉 HR，#2（李四 · 前端工程师 · 一面 · 待确认）提供的时间都不合适，"
        "您方便的是：11月25日 周三 16:00，对吗？请回复“是”或“不”。"
    )


async def test_the_week_has_a_heading_for_each_day(busy: Town) -> None:
    assert await busy.say("LiLei", "本周") == (
        "本周 3 场：\n"
        "11月24日 周二\n"
        "#2 16:00–17:00 李四 · 前端工程师 · 一面 · 待确认\n"
        "11月25日 周三\n"
        "#1 15:00–16:00 张三 · 后端工程师 · 一面 · 已确认 · 1号会议室\n"
        "11月27日 周五\n"
        "#2 09:00–09:45 李四 · 前端工程师 · 一面 · 待确认"
    )


async def test_next_is_the_one_that_begins_next(busy: Town) -> None:
    assert await busy.say("LiLei", "下一场") == (
        "下一场（6 小时后）：\n#2 11月24日 周二 16:00–17:00 李四 · 前端工程师 · 一面 · 待确认"
    )
    await busy.pass_time(days=10)
    assert await busy.say("LiLei", "/next") == "之后没有安排面试。"


async def test_the_same_in_english(busy: Town) -> None:
    await busy.say("LiLei", "/language en")

    assert await busy.say("LiLei", "今天") == (
        "Today (Tue 24 Nov), 1:\n#2 16:00–17:00 李四 · 前端工程师 · round 1 · waiting for an answer"
    )
    assert await busy.say("LiLei", "/tomorrow") == (
        "Tomorrow (Wed 25 Nov), 1:\n#1 15:00–16:00 张三 · 后端工程师 · round 1 · confirmed · 1号会议室"
    )
    assert await busy.say("LiLei", "week") == (
        "This week, 3:\n"
        "Tue 24 Nov\n"
        "#2 16:00–17:00 李四 · 前端工程师 · round 1 · waiting for an answer\n"
        "Wed 25 Nov\n"
        "#1 15:00–16:00 张三 · 后端工程师 · round 1 · confirmed · 1号会议室\n"
        "Fri 27 Nov\n"
        "#2 09:00–09:45 李四 · 前端工程师 · round 1 · waiting for an answer"
    )
    assert await busy.say("LiLei", "next") == (
        "Next, in 6 h:\n#2 Tue 24 Nov 16:00–17:00 李四 · 前端工程师 · round 1 · waiting for an answer"
    )


async def test_readers_elsewhere_see_their_time_and_its_zone(busy: Town) -> None:
    await busy.say("LiLei", "时区 Asia/Tokyo")

    assert await busy.say("LiLei", "明天") == (
        "明天（11月25日 周三）1 场：\n"
        "#1 16:00–17:00（日本标准时间） 张三 · 后端工程师 · 一面 · 已确认 · 1号会议室"
    )


@pytest.mark.parametrize(
    "written",
    ["/today", "today", "TODAY", "／ｔｏｄａｙ", "  今天  ", "今日", "/今天", "今天！", "Today."],
)
async def test_the_same_words_however_they_are_written(town: Town, written: str) -> None:
    await town.hello("LiLei")

    assert await town.say("LiLei", written) == ("今天（11月24日 周二）没有面试。\n之后也没有安排。")
