"""People write as they do to a colleague: what is understood is repeated with dates and names, and
done after a yes; a plain yes to the only open time is an answer; nothing is done on a guess."""

from datetime import timedelta

import pytest

from bot import misunderstood
from simulator.clock import StoppedClock
from tests.town import Town

ONE = "安排 张三(zhangsan) | 后端工程师 | 李雷(LiLei) | 明天 15:00-16:00 | 1号会议室"
TWO = "安排 张三(zhangsan) | 后端工程师 | 李雷(LiLei) | 明天 15:00-16:00；周四 10:00 | 1号会议室"


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "ZhouMin", "zhangsan", "LiLei", "HanMeimei", "LaoWang")


async def confirmed(town: Town) -> None:
    await town.say("WangFang", ONE)
    town.clock.advance(timedelta(seconds=5))
    await town.say("zhangsan", "1")
    for userid in ("zhangsan", "LiLei", "WangFang"):
        await town.pushed(userid)


async def test_a_plain_yes_to_the_only_open_time_is_an_answer(town: Town) -> None:
    await town.say("WangFang", ONE)

    answer = await town.say("zhangsan", "嗯嗯可以的，谢谢老师")

    assert answer is not None
    assert answer.startswith(
        "面试已确认：后端工程师 · 一面（#1）\n时间：11月25日 周三 15:00–16:00\n"
    )


async def test_one_of_several_times_is_repeated_and_taken_after_a_yes(town: Town) -> None:
    await town.say("WangFang", TWO)

    assert await town.say("zhangsan", "周三我没空，周四上午可以") == (
        "确认 #1（张三 · 后端工程师 · 一面 · 待确认）：11月26日 周四 10:00–11:00，对吗？"
        "请回复“是”或“不”。"
    )
    assert await town.count("interview", "status = 'confirmed'") == 0
    answer = await town.say("zhangsan", "对的")
    assert answer is not None
    assert answer.startswith("面试已确认：后端工程师 · 一面（#1）\n时间：11月26日 周四 10:00–11:00")


async def test_the_same_in_english(town: Town) -> None:
    await town.say("zhangsan", "language en")
    await town.say("WangFang", TWO)

    assert await town.say("zhangsan", "Can't do Wed but Thursday is fine") == (
        "Confirm #1 (张三 · 后端工程师 · round 1 · waiting for an answer): Thu 26 Nov 10:00–11:00."
        ' Is that right? Please reply "yes" or "no".'
    )
    assert await town.say("zhangsan", "no, sorry") == "All right, nothing has changed."
    assert await town.count("interview", "status = 'confirmed'") == 0


@pytest.mark.parametrize("said", ["可以，或者周五也行", "都可以", "可以", "2点", "周三不行"])
async def test_what_may_mean_several_times_is_asked_about_with_the_choices(
    town: Town, said: str
) -> None:
    await town.say("WangFang", TWO)

    assert await town.say("zhangsan", said) == (
        "#1 有几个时间可选，请回复数字：\n"
        "1. 11月25日 周三 15:00–16:00\n2. 11月26日 周四 10:00–11:00"
    )
    assert await town.count("interview", "status = 'confirmed'") == 0


@pytest.mark.parametrize(
    "said",
    [
        "可以取消吗",
        "不要取消",
        "如果我不来会怎么样",
        "他说“取消”",
        "取消？",
        "我先想想再取消",
        "可以？",
    ],
)
async def test_questions_negations_conditions_and_quotations_do_nothing(
    town: Town, said: str
) -> None:
    await confirmed(town)

    answer = await town.say("zhangsan", said)

    assert answer is not None
    assert "对吗" not in answer
    assert await town.count("interview", "status = 'confirmed'") == 1
    assert await town.pushed("WangFang") == []


async def test_how_it_is_done_is_what_a_question_is_answered_with(town: Town) -> None:
    await confirmed(town)

    assert await town.say("zhangsan", "能取消吗？") == (
        "可以，最晚在开始前 12 小时。要取消 #1（11月25日 周三 15:00–16:00）请说“取消 1 原因”："
        "其他人会收到通知和原因，之后只能由 HR 重新安排。现在什么也没有取消。\n想问人，请回复“人工”。"
    )
    await town.say("zhangsan", "language en")
    assert await town.say("zhangsan", "what happens if I'm late?") == (
        'If you will be late, say "late 10" and the others know at once; if you cannot make it, say'
        ' "cancel" and why, or "reschedule" and when.\nTo ask a person, reply "human".'
    )


async def test_a_cancellation_is_repeated_with_its_reason_and_done_after_a_yes(town: Town) -> None:
    await confirmed(town)

    assert await town.say("zhangsan", "不好意思我已经拿到别的offer了，面试就取消吧") == (
        "取消 #1（张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00），"
        "原因：我已经拿到别的offer了，对吗？请回复“是”或“不”。"
    )
    assert await town.say("zhangsan", "是的") == "已取消 #1（张三），相关的人会收到通知和原因。"
    assert await town.count("interview", "status = 'cancelled'") == 1


async def test_without_a_reason_the_bot_asks_for_it(town: Town) -> None:
    await confirmed(town)

    assert await town.say("zhangsan", "我来不了了") == (
        "要取消 #1（张三 · 11月25日 周三 15:00–16:00），请回复原因，会转告其他人；"
        "不取消了就发“算了”。"
    )
    assert await town.say("zhangsan", "算了") == "好的，什么也没有改变。"


async def test_another_time_is_asked_of_hr_after_a_yes(town: Town) -> None:
    await confirmed(town)

    assert await town.say("zhangsan", "临时要开会，能不能改到周五下午三点") == (
        "请 HR 给 #1（张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00）换时间，"
        "您希望：11月27日 周五 15:00，原因：临时要开会，对吗？请回复“是”或“不”。"
    )
    answer = await town.say("zhangsan", "嗯")
    assert answer is not None
    assert answer.startswith("已转告王芳您想改期（#1）。")


async def test_a_time_that_has_passed_is_refused_with_a_question(town: Town) -> None:
    await confirmed(town)

    assert await town.say("zhangsan", "改到昨天下午3点吧") == (
        "“改到昨天下午3点吧”里的时间已经过去或者不存在，什么也没有做。"
        "您是想说哪一天、几点？例如：明天下午3点"
    )


async def test_where_when_and_with_whom(town: Town) -> None:
    await confirmed(town)

    shown = "#1 后端工程师 · 一面\n时间：11月25日 周三 15:00–16:00\n地点：1号会议室\n面试官：李雷"
    assert await town.say("zhangsan", "面试在哪个会议室呀") == shown
    assert await town.say("zhangsan", "我的面试是几点来着") == shown
    assert await town.say("LiLei", "张三那场在哪") == (
        "#1 后端工程师 · 一面\n时间：11月25日 周三 15:00–16:00\n地点：1号会议室\n"
        "候选人：张三\n面试官：李雷"
    )


async def test_other_days(town: Town) -> None:
    await confirmed(town)

    assert await town.say("LiLei", "明天有面试吗") == (
        "明天（11月25日 周三）1 场：\n#1 15:00–16:00 张三 · 后端工程师 · 一面 · 已确认 · 1号会议室"
    )
    assert await town.say("LiLei", "周五有什么安排") == "11月27日 周五没有面试。"
    assert await town.say("LiLei", "下周的面试有哪些") == "11月30日 周一 到 12月6日 周日没有面试。"


async def test_an_interviewer_is_late_and_says_by_how_much_when_asked(town: Town) -> None:
    await confirmed(town)

    assert await town.say("LiLei", "上个会还没完，可能晚点到") == "大概会晚到几分钟？请回复数字。"
    assert await town.say("LiLei", "10") == "已告诉其他人您会晚到 10 分钟（#1）。路上注意安全。"


async def test_an_interviewer_is_busy_after_a_yes(town: Town) -> None:
    assert await town.say("LiLei", "周五下午两点到四点我要接孩子，别给我排面试") == (
        "记下您没空：11月27日 周五 14:00–16:00，原因：接孩子，对吗？请回复“是”或“不”。"
    )
    answer = await town.say("LiLei", "可以")
    assert answer is not None
    assert answer.startswith("已记下：")


async def test_hr_moves_swaps_and_edits_by_name(town: Town) -> None:
    await confirmed(town)

    assert await town.say("WangFang", "把张三改到周五上午10点") == (
        "把 #1（张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00）改到 11月27日 周五 10:00，"
        "对吗？请回复“是”或“不”。"
    )
    assert await town.say("WangFang", "不用了") == "好的，什么也没有改变。"
    assert await town.say("WangFang", "张三那场面试官换成韩梅梅") == (
        "把 #1（张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00）的面试官 李雷 换成 韩梅梅，"
        "对吗？请回复“是”或“不”。"
    )
    assert await town.say("WangFang", "张三的地点改成2号会议室") == (
        "把 #1（张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00）的地点改成 2号会议室，"
        "对吗？请回复“是”或“不”。"
    )
    assert await town.say("WangFang", "是") == "已修改 #1 的地点，相关的人会收到通知。"


async def test_hr_is_busy_like_everybody(town: Town) -> None:
    assert await town.say("WangFang", "明天下午我没空") == (
        "记下您没空：11月25日 周三 下午，对吗？请回复“是”或“不”。"
    )


async def test_which_of_several_is_asked_and_the_number_is_enough(town: Town) -> None:
    await confirmed(town)
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周四 10:00")
    await town.hello("lisi")
    await town.say("lisi", "1")

    asked = await town.say("WangFang", "把面试改到周五下午3点")
    assert asked == (
        "您有几场面试，是哪一场？请回复编号：\n"
        "#1 张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00\n"
        "#2 李四 · 测试 · 一面 · 11月26日 周四 10:00–11:00"
    )
    assert await town.say("WangFang", "2") == (
        "把 #2（李四 · 测试 · 一面 · 11月26日 周四 10:00–11:00）改到 11月27日 周五 15:00，"
        "对吗？请回复“是”或“不”。"
    )


async def test_a_yes_or_no_question_takes_a_correction(town: Town) -> None:
    await confirmed(town)
    await town.say("WangFang", "把张三改到周五上午10点")

    assert await town.say("WangFang", "张三改到周五下午4点") == (
        "把 #1（张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00）改到 11月27日 周五 16:00，"
        "对吗？请回复“是”或“不”。"
    )
    assert await town.say("WangFang", "呃") == "请回复“是”或“不”；要改就把新的说一遍。"


async def test_after_two_failures_a_candidate_is_offered_a_person_and_hr_hears_the_words(
    town: Town,
) -> None:
    await confirmed(town)

    town.clock.advance(timedelta(seconds=5))
    first = await town.say("zhangsan", "阿巴阿巴")
    town.clock.advance(timedelta(seconds=5))
    assert first == (
        "没看懂“阿巴阿巴”，什么也没有做。您可以说“下一场”或“取消 1 临时有事”；发“帮助”看看全部。"
    )
    second = await town.say("zhangsan", "qwertyuiop")
    assert second == (
        "没看懂“qwertyuiop”，什么也没有做。您可以说“下一场”或“取消 1 临时有事”；发“帮助”看看全部。\n"
        "需要的话回复“人工”，我请 HR 联系您。"
    )
    assert await town.say("zhangsan", "人工") == (
        "好的，已请王芳联系您。着急的话也可以直接打电话给 TA。"
    )
    assert await town.pushed("WangFang") == [
        "张三希望有人联系 TA。\n面试 #1\nTA 最近说的：\n1\n阿巴阿巴\nqwertyuiop"
    ]
    third = await town.say("zhangsan", "asdfghjkl")
    assert third is not None
    assert "人工" not in third


async def test_without_an_interview_every_hr_is_told(town: Town) -> None:
    assert await town.say("LaoWang", "can I talk to a real person") == (
        "好的，已请 HR 联系您。着急的话也可以直接打电话给 TA。"
    )
    for hr in ("WangFang", "ZhouMin"):
        [told] = await town.pushed(hr)
        assert told.startswith("老王希望有人联系 TA。")


async def test_what_was_not_understood_is_listed_for_an_operator_without_who_said_it(
    town: Town,
) -> None:
    await town.say("zhangsan", "阿巴阿巴")
    await town.say("LiLei", "阿巴阿巴")
    await town.say("zhangsan", "下一场")
    printed: list[str] = []

    await misunderstood.show(town.url, 7, town.clock.now(), printed.append)

    assert printed == ["2026-11-24  2x  阿巴阿巴"]


async def test_what_hr_says_in_vain_is_answered_with_what_hr_can_say(town: Town) -> None:
    assert await town.say("WangFang", "天气怎么样") == (
        "没看懂“天气怎么样”，什么也没有做。您可以说“待确认”或“今天”；发“帮助”看看全部。"
    )


async def test_what_waits_for_a_candidate_are_the_open_times(town: Town) -> None:
    assert await town.say("zhangsan", "还有什么要我确认的吗") == "之后没有安排面试。"
    await town.say("WangFang", TWO)

    assert await town.say("zhangsan", "还有什么要我确认的吗") == (
        "#1 有几个时间可选，请回复数字：\n1. 11月25日 周三 15:00–16:00\n2. 11月26日 周四 10:00–11:00"
    )


async def test_a_wish_about_an_interview_that_is_not_there_is_told_so(town: Town) -> None:
    assert await town.say("WangFang", "帮我取消12号面试吧") == (
        "没有找到 #12，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。"
    )
    assert await town.say("zhangsan", "帮我取消面试吧") == "您没有可以取消的面试。"
    assert await town.count("interview") == 0


async def test_a_name_is_looked_for_in_a_sentence(town: Town) -> None:
    await town.say("WangFang", ONE)

    answer = await town.say("WangFang", "find interviews for 张三")

    assert answer is not None
    assert answer.startswith("张三(zhangsan)的面试（最近的在前）：\n")


async def test_a_range_without_an_end_is_a_range(town: Town) -> None:
    await town.say("WangFang", TWO)

    assert await town.say("zhangsan", "周四之前都可以") == (
        "确认 #1（张三 · 后端工程师 · 一面 · 待确认）：11月25日 周三 15:00–16:00，对吗？请回复“是”或“不”。"
    )
    assert await town.say("zhangsan", "周四以后都行") == (
        "告诉 HR，#1（张三 · 后端工程师 · 一面 · 待确认）提供的时间都不合适，您方便的是："
        "11月27日 周五到12月3日 周四，对吗？请回复“是”或“不”。"
    )
    await town.say("zhangsan", "确认 1")
    assert await town.say("zhangsan", "周五下午3点以后可以吗") == (
        "请 HR 给 #1（张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00）换时间，您希望："
        "11月27日 周五 15:00–18:00，对吗？请回复“是”或“不”。"
    )
    await town.say("zhangsan", "language en")
    assert await town.say("zhangsan", "can we make it after thursday?") == (
        "Ask HR for another time for #1 (张三 · 后端工程师 · round 1 · Wed 25 Nov 15:00–16:00);"
        " you would like: Fri 27 Nov to Thu 3 Dec. Is that right?"
        ' Please reply "yes" or "no".'
    )
    await town.pushed("WangFang")
    await town.say("zhangsan", "yes")
    assert await town.pushed("WangFang") == [
        "张三想改期 #1：张三 · 后端工程师 · 一面\n原定时间：11月25日 周三 15:00–16:00\n"
        "留言：Fri 27 Nov to Thu 3 Dec\n大家都有空的时间，直接发其中一行即可：\n"
        "改到 1 2026-11-27 09:00-10:00\n改到 1 2026-11-30 09:00-10:00\n改到 1 2026-12-01 09:00-10:00"
    ]


async def test_nothing_is_set_at_a_range(town: Town) -> None:
    await town.say("WangFang", TWO)

    assert await town.say("WangFang", "把张三改到周五3点以后") == (
        "“把张三改到周五3点以后”说的是一段时间，还没有改。请写清几点，例如：改到 1 2026-11-27 15:00；"
        "或者让我找大家都有空的时间：改到 1 自动 3 2026-11-27"
    )
    assert await town.say("WangFang", "改到 1 周五下午3点以后") == (
        "“周五下午3点以后”只说了从几点起或到几点止。要定一个时间请写成 周五 15:00；"
        "要找那天大家都有空的时间，可以写 自动 3 周五。"
    )
    await town.say("WangFang", "language en")
    assert await town.say("WangFang", "move 1 friday after 3pm") == (
        '"friday after 3pm" says only where the time begins or ends. To set one, write friday 15:00; to'
        " have times found at which everybody can, write auto 3 friday."
    )
    assert await town.count("slot") == 2


@pytest.mark.parametrize("said", ["周五下午我有客户会，别安排", "周五下午别给我排，因为我有客户会"])
async def test_the_reason_for_being_busy_is_what_one_has(town: Town, said: str) -> None:
    assert await town.say("LiLei", said) == (
        "记下您没空：11月27日 周五 下午，原因：客户会，对吗？请回复“是”或“不”。"
    )
    assert await town.say("LiLei", "是") == (
        "已记下：11月27日 周五 12:00–18:00 · 客户会。这段时间不会被安排面试。要撤销请发：解除 1"
    )


async def test_the_reason_for_being_busy_in_english(town: Town) -> None:
    await town.say("LiLei", "language en")

    assert await town.say(
        "LiLei", "I have a client meeting friday 2-4pm, please don't book me"
    ) == (
        "Note that you are busy: Fri 27 Nov 14:00–16:00, because: client meeting. Is that right? Please"
        ' reply "yes" or "no".'
    )


async def test_hr_reads_the_days_that_suit_as_days_are_written_everywhere(town: Town) -> None:
    await town.say("WangFang", TWO)
    await town.say("zhangsan", "这些都不行，周五下午或者下周一上午可以")
    await town.say("zhangsan", "是")

    assert (await town.pushed("WangFang"))[-1] == (
        "张三：#1（后端工程师 · 一面）的时间都不合适：\n1. 11月25日 周三 15:00–16:00\n"
        "2. 11月26日 周四 10:00–11:00\n留言：11月27日 周五 下午；11月30日 周一 上午\n"
        "再提供时间请发：提供 1 明天 15:00；后天 10:00"
    )
    assert await town.say("WangFang", "待确认") == (
        "等待答复（等得最久的在前）：\n"
        "#1 张三 · 后端工程师 · 一面 · 没有可选的时间，请再提供 · "
        "候选人说：11月27日 周五 下午；11月30日 周一 上午 · 已等 不到 1 分钟"
    )
    await town.say("zhangsan", "language en")
    await town.say("WangFang", "offer 1 monday 15:00")
    await town.say("zhangsan", "that doesn't work, but tuesday 3pm would")
    await town.say("zhangsan", "yes")
    assert "\n留言：Tue 24 Nov 15:00\n" in (await town.pushed("WangFang"))[-1]


async def test_an_interview_with_somebody_nobody_knows_is_not_the_only_one_there_is(
    town: Town,
) -> None:
    await town.hello("WangFang", "LiLei", "zhangsan")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷(LiLei) | 周五 15:00")
    await town.say("zhangsan", "1")
    there = "#1 张三 · 后端 · 一面 · 11月27日 周五 15:00–16:00"

    for said, example in (
        ("王五那场我去不了", "拒绝 1 那天出差"),
        ("和王小明的面试我参加", "接受 1"),
        ("取消王五那场", "取消 1 临时有事"),
    ):
        answer = await town.say("LiLei", said)
        who = "王小明" if "王小明" in said else "王五"
        assert answer == (
            f"没有找到和{who}的面试，什么也没有做。\n您可以说的是：\n{there}\n"
            f"请连编号一起说，例如：{example}"
        )
    await town.say("LiLei", "language en")
    assert await town.say("LiLei", "I can't make the one with Tom Lee") == (
        "I found no interview with Tom Lee, so I have done nothing.\nYou can speak of:\n"
        "#1 张三 · 后端 · round 1 · Fri 27 Nov 15:00–16:00\n"
        "Please say its number, too, for example: decline 1 I am travelling"
    )
    assert "Is that right?" in (await town.say("LiLei", "I can't make Friday's interview") or "")


async def test_calling_it_off_is_no_yes_to_something_else(town: Town) -> None:
    await town.hello("WangFang", "zhangsan")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷(LiLei) | 周五 15:00；周五 16:00")
    assert "对吗？" in (await town.say("zhangsan", "周五下午三点可以") or "")

    answer = await town.say("zhangsan", "对，取消")

    assert answer == ("要取消 #1（张三 · 待确认），请回复原因，会转告其他人；不取消了就发“算了”。")
    assert await town.count("interview", "status = 'offered'") == 1


async def test_which_of_several_is_counted_among_those_that_have_a_time(
    town: Town, clock: StoppedClock
) -> None:
    await town.hello("WangFang", "zhangsan")
    for position, day in (("后端", "周四"), ("前端", "周五"), ("测试", "明天")):
        await town.say("WangFang", f"安排 张三(zhangsan) | {position} | 李雷(LiLei) | {day} 15:00")
    await town.say("zhangsan", "确认 1 1")
    await town.say("zhangsan", "确认 2 1")
    clock.advance(timedelta(days=1, hours=6))  # what was offered for tomorrow is past

    answer = await town.say("zhangsan", "第二场面试几点")

    assert (
        answer
        == "#2 前端 · 一面\n时间：11月27日 周五 15:00–16:00\n地点还没有写，请问王芳。\n面试官：李雷"
    )


async def test_what_tells_which_interview_is_meant_is_no_reason(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "zhangsan")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端工程师 | 李雷 | 周四 15:00")
    await town.say("zhangsan", "1")

    why = "要取消 #1（张三 · 11月26日 周四 15:00–16:00），请回复原因，会转告其他人；不取消了就发“算了”。"
    assert await town.say("WangFang", "后端岗那场取消掉") == why
    await town.say("WangFang", "算了")
    assert await town.say("WangFang", "张三说他不来了") == why
    await town.say("WangFang", "算了")
    assert await town.say("WangFang", "后端岗那场取消掉，岗位关闭了") == (
        "取消 #1（张三 · 后端工程师 · 一面 · 11月26日 周四 15:00–16:00），原因：岗位关闭了，对吗？"
        "请回复“是”或“不”。"
    )
    assert await town.say("zhangsan", "能往后推一个小时吗") == (
        "请 HR 给 #1（张三 · 后端工程师 · 一面 · 11月26日 周四 15:00–16:00）换时间，您希望："
        "11月26日 周四 16:00，对吗？请回复“是”或“不”。"
    )


async def test_the_number_of_a_time_is_plain_where_it_has_been_repeated(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "zhangsan")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端工程师 | 李雷 | 周四 15:00；周五 15:00")
    asked = await town.say("zhangsan", "第二个吧")
    assert asked == (
        "确认 #1（张三 · 后端工程师 · 一面 · 待确认）：11月27日 周五 15:00–16:00，对吗？请回复“是”或“不”。"
    )

    answer = await town.say("zhangsan", "2")

    assert answer is not None
    assert answer.startswith(
        "面试已确认：后端工程师 · 一面（#1）\n时间：11月27日 周五 15:00–16:00\n"
    )
