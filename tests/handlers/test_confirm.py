"""`1`, `确认 1`, `可以`, `/confirm 12 2`: one time is agreed on, and everyone hears it once."""

import pytest

from tests.town import Town

CONFIRMED = (
    "面试已确认：后端工程师 · 一面（#1）\n"
    "时间：11月25日 周三 15:00–16:00\n"
    "地点：1号会议室\n"
    "面试官：李雷、韩梅梅\n"
    "联系人：王芳。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，会晚到请回复“迟到 10”。"
)


@pytest.fixture(autouse=True)
async def offered(town: Town) -> None:
    await town.hello("WangFang", "ZhouMin", "zhangsan", "LiLei")
    await town.say(
        "WangFang",
        "安排 张三(zhangsan) | 后端工程师 | 李雷(LiLei)、韩梅梅(HanMeimei) |"
        " 明天 15:00-16:00；周五 14:00 | 1号会议室",
    )
    await town.pushed("zhangsan")


@pytest.mark.parametrize(
    "written", ["1", "１", "确认 1", "确认1", "confirm 1", "/CONFIRM １", "1。", "#1 1"]
)
async def test_the_candidate_confirms_by_replying(town: Town, written: str) -> None:
    assert await town.say("zhangsan", written) == CONFIRMED


async def test_each_of_the_others_is_told_once_and_the_candidate_is_only_answered(
    town: Town,
) -> None:
    await town.say("zhangsan", "1")

    yours = (
        "您有一场面试 #1：张三 · 后端工程师 · 一面\n"
        "时间：11月25日 周三 15:00–16:00\n地点：1号会议室\n"
        "能参加请回复“接受 1”，不能参加请回复“拒绝 1 原因”。"
    )
    assert await town.pushed("LiLei") == [yours]
    assert await town.pushed("HanMeimei") == [yours]
    assert await town.pushed("WangFang") == [
        "张三确认了 #1：张三 · 后端工程师 · 一面\n时间：11月25日 周三 15:00–16:00\n地点：1号会议室"
    ]
    assert await town.pushed("ZhouMin") == []
    assert await town.pushed("zhangsan") == []


async def test_hr_confirms_on_behalf_and_the_candidate_gets_the_confirmation(town: Town) -> None:
    assert await town.say("ZhouMin", "/confirm 1 2") == (
        "已替张三确认 #1（后端工程师 · 一面）：11月27日 周五 14:00–15:00\n地点：1号会议室"
    )
    [confirmation] = await town.pushed("zhangsan")
    assert confirmation == CONFIRMED.replace(
        "11月25日 周三 15:00–16:00", "11月27日 周五 14:00–15:00"
    )
    assert await town.pushed("WangFang") == [
        "周敏确认了 #1：张三 · 后端工程师 · 一面\n时间：11月27日 周五 14:00–15:00\n地点：1号会议室"
    ]
    assert await town.pushed("ZhouMin") == []


async def test_confirming_twice_says_so_again_and_tells_nobody(town: Town) -> None:
    await town.say("zhangsan", "1")
    await town.pushed("LiLei")

    assert await town.say("zhangsan", "1") == f"（之前已经确认过了）\n{CONFIRMED}"
    assert await town.say("zhangsan", "可以") == f"（之前已经确认过了）\n{CONFIRMED}"
    assert await town.say("WangFang", "确认 1 1") == "#1 之前已经确认了：11月25日 周三 15:00–16:00"
    assert await town.pushed("LiLei") == []


async def test_another_number_afterwards_answers_what_is_agreed_and_how_to_change_it(
    town: Town,
) -> None:
    await town.say("zhangsan", "1")

    assert await town.say("zhangsan", "2") == (
        "#1 已经确认在 11月25日 周三 15:00–16:00。要改时间，请发“改期 1”和您方便的时间，会转告王芳。"
    )


async def test_a_number_that_was_never_offered_is_answered_with_those_that_are(town: Town) -> None:
    assert await town.say("zhangsan", "3") == (
        "#1 没有时间 3。\n还可以选：\n"
        "1. 11月25日 周三 15:00–16:00\n2. 11月27日 周五 14:00–15:00\n请回复数字。"
    )


async def test_yes_is_an_answer_to_one_open_time_only(town: Town) -> None:
    assert await town.say("zhangsan", "可以") == (
        "#1 有几个时间可选，请回复数字：\n"
        "1. 11月25日 周三 15:00–16:00\n2. 11月27日 周五 14:00–15:00"
    )
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 老王(LaoWang) | 明天 10:00")
    await town.hello("lisi")
    assert await town.say("lisi", "ok") == (
        "面试已确认：测试 · 一面（#2）\n时间：11月25日 周三 10:00–11:00\n面试官：老王\n"
        "联系人：王芳。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，会晚到请回复“迟到 10”。"
    )


async def test_with_two_offers_the_bot_asks_which(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 算法 | 老王(LaoWang) | 周四 9:00；周四 11:00")

    asked = (
        "您有几场面试待确认，是哪一场？请回复编号：\n"
        "#1 后端工程师 · 一面 · 11月25日 周三 15:00–16:00、11月27日 周五 14:00–15:00\n"
        "#2 算法 · 一面 · 11月26日 周四 09:00–10:00、11月26日 周四 11:00–12:00"
    )
    assert await town.say("zhangsan", "2") == asked
    assert await town.say("zhangsan", "7") == asked.replace(
        "您有几场面试待确认，是哪一场？请回复编号：", "请回复其中一个编号，或者发“算了”："
    )
    assert await town.say("zhangsan", "#2") == (
        "面试已确认：算法 · 一面（#2）\n时间：11月26日 周四 11:00–12:00\n面试官：老王\n"
        "联系人：王芳。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，会晚到请回复“迟到 10”。"
    )
    assert await town.say("zhangsan", "1") == CONFIRMED  # one offer is left


async def test_a_question_is_forgotten_after_half_an_hour_or_at_a_command(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 算法 | 老王(LaoWang) | 周四 9:00；周四 11:00")
    await town.say("zhangsan", "2")

    assert await town.say("zhangsan", "算了") == "好的，什么也没有改变。"
    assert await town.say("zhangsan", "1 2") == CONFIRMED.replace(
        "11月25日 周三 15:00–16:00", "11月27日 周五 14:00–15:00"
    )
    await town.say("WangFang", "安排 张三(zhangsan) | 测试 | 韩梅梅 | 周四 13:00；周四 14:00")
    await town.say("zhangsan", "1")
    await town.pass_time(minutes=31)
    answer = await town.say("zhangsan", "2")
    assert answer is not None
    assert answer.startswith("您有几场面试待确认")


async def test_others_cannot_confirm_and_strangers_learn_nothing(town: Town) -> None:
    await town.hello("lisi")

    assert await town.say("LiLei", "确认 1 1") == "#1 由候选人或 HR 确认时间，您不用操作。"
    assert await town.say("lisi", "确认 1 1") == (
        "没有找到 #1，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。"
    )
    assert await town.say("lisi", "1") == (
        "您现在没有待确认的面试时间。发“今天”或“本周”查看已有的面试。"
    )
    assert await town.say("WangFang", "1") == "请写上面试编号和第几个时间，例如：确认 12 2"


async def test_an_expired_time_is_said_to_be_so_with_what_is_still_open(town: Town) -> None:
    await town.pass_time(hours=30)  # past tomorrow 15:00

    assert await town.say("zhangsan", "1") == (
        "时间 1（11月25日 周三 15:00–16:00）的保留时间已过。\n还可以选：\n"
        "2. 11月27日 周五 14:00–15:00\n请回复数字。"
    )


async def test_declining_frees_the_times_and_tells_hr_what_the_candidate_adds(town: Town) -> None:
    assert await town.say("zhangsan", "都不行 我只有晚上有空") == (
        "好的，已转告王芳，会再和您商量别的时间。"
    )
    assert await town.pushed("WangFang") == [
        (
            "张三：#1（后端工程师 · 一面）的时间都不合适：\n"
            "1. 11月25日 周三 15:00–16:00\n2. 11月27日 周五 14:00–15:00\n"
            "留言：我只有晚上有空\n"
            "再提供时间请发：提供 1 明天 15:00；后天 10:00"
        )
    ]
    assert await town.count("booking") == 0
    assert await town.say("zhangsan", "1") == (
        "时间 1（11月25日 周三 15:00–16:00）之前已答复不方便，没有再保留。\n"
        "现在没有可选的时间，请联系王芳。"
    )
    assert await town.say("zhangsan", "都不行") == (
        "您现在没有待确认的时间。要取消已确认的面试，请发“取消 原因”。"
    )


async def test_in_english(town: Town) -> None:
    await town.say("zhangsan", "language en")
    await town.say("LiLei", "language en")

    assert await town.say("zhangsan", "none") == (
        "All right, 王芳 has been told and will suggest other times."
    )
    await town.say("WangFang", "提供 1 周四 9:30")
    assert await town.say("zhangsan", "yes") == (
        "Your interview is confirmed: 后端工程师 · round 1 (#1)\n"
        "Time: Thu 26 Nov 09:30–10:30\nPlace: 1号会议室\nWith: 李雷, 韩梅梅\n"
        'Contact: 王芳. For another time, reply "reschedule" and when you could; if you cannot come,'
        ' "cancel" and why; if you will be late, "late 10".'
    )
    assert await town.pushed("LiLei") == [
        (
            "You have an interview #1: 张三 · 后端工程师 · round 1\n"
            "Time: Thu 26 Nov 09:30–10:30\nPlace: 1号会议室\n"
            'Reply "accept 1" if you can, or "decline 1" and why if you cannot.'
        )
    ]
