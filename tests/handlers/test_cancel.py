"""`取消`, `/cancel 12 原因` and `/late`: the others are told, with the reason or the minutes."""

import pytest

from tests.town import Town


@pytest.fixture(autouse=True)
async def agreed(town: Town) -> None:
    await town.hello("WangFang", "ZhouMin", "zhangsan", "LiLei", "HanMeimei")
    await town.say(
        "WangFang", "安排 张三(zhangsan) | 后端工程师 | 李雷、韩梅梅 | 明天 15:00 | 1号会议室"
    )
    await town.say("zhangsan", "1")
    for userid in ("WangFang", "zhangsan", "LiLei", "HanMeimei"):
        await town.pushed(userid)


TO_OTHERS = (
    "张三取消了面试 #1：张三 · 后端工程师 · 一面\n"
    "原定时间：11月25日 周三 15:00–16:00\n原因：身体不舒服"
)


async def test_the_candidate_cancels_the_only_one_and_the_others_are_told_why(town: Town) -> None:
    assert await town.say("zhangsan", "取消 身体不舒服") == (
        "已取消 #1（张三），相关的人会收到通知和原因。"
    )
    for userid in ("LiLei", "HanMeimei", "WangFang"):
        assert await town.pushed(userid) == [TO_OTHERS]
    assert await town.pushed("zhangsan") == []
    assert await town.count("booking") == 0


async def test_without_a_reason_the_bot_asks_for_it(town: Town) -> None:
    assert await town.say("zhangsan", "取消") == (
        "要取消 #1（张三 · 11月25日 周三 15:00–16:00），请回复原因，会转告其他人；"
        "不取消了就发“算了”。"
    )
    assert await town.say("zhangsan", "身体不舒服") == (
        "已取消 #1（张三），相关的人会收到通知和原因。"
    )
    assert await town.pushed("LiLei") == [TO_OTHERS]


async def test_never_mind_leaves_everything_as_it_is(town: Town) -> None:
    await town.say("zhangsan", "/cancel")

    assert await town.say("zhangsan", "算了") == "好的，什么也没有改变。"
    assert await town.count("interview", "status = 'confirmed'") == 1


async def test_an_interviewer_cancels_and_the_candidate_reads_a_polite_text(town: Town) -> None:
    await town.say("LiLei", "/cancel 1 临时出差")

    assert await town.pushed("zhangsan") == [
        (
            "张三，您好！很抱歉，您的面试已取消：后端工程师 · 一面（#1）\n"
            "原定时间：11月25日 周三 15:00–16:00\n原因：临时出差\n如有疑问，请联系王芳。"
        )
    ]
    assert await town.pushed("WangFang") == [
        (
            "李雷取消了面试 #1：张三 · 后端工程师 · 一面\n"
            "原定时间：11月25日 周三 15:00–16:00\n原因：临时出差"
        )
    ]


async def test_hr_names_the_interview(town: Town) -> None:
    assert await town.say("WangFang", "取消 岗位关闭") == (
        "取消 #1（张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00），原因：岗位关闭，对吗？"
        "请回复“是”或“不”。"
    )
    assert await town.say("ZhouMin", "取消 1 岗位关闭") == (
        "已取消 #1（张三），相关的人会收到通知和原因。"
    )
    assert len(await town.pushed("WangFang")) == 1
    assert await town.say("ZhouMin", "取消 1 岗位关闭") == "#1 之前已经取消了。"
    assert await town.pushed("LiLei") != []
    assert await town.pushed("LiLei") == []


async def test_with_several_the_bot_asks_which(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周四 10:00")
    await town.say("WangFang", "确认 2 1")
    await town.pushed("lisi")

    assert await town.say("LiLei", "取消 生病了") == (
        "您有几场面试，是哪一场？请回复编号：\n"
        "#1 张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00\n"
        "#2 李四 · 测试 · 一面 · 11月26日 周四 10:00–11:00"
    )
    assert await town.say("LiLei", "2") == "已取消 #2（李四），相关的人会收到通知和原因。"
    [told] = await town.pushed("lisi")
    assert told.endswith("原因：生病了\n如有疑问，请联系王芳。")


async def test_what_sounds_like_declining_is_the_reason_where_one_is_asked_for(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周四 10:00")
    await town.say("WangFang", "确认 2 1")

    await town.say("LiLei", "取消 2")
    assert await town.say("LiLei", "出差") == "已取消 #2（李四），相关的人会收到通知和原因。"


TO_SAY = (
    "#1 已经开始（11月25日 周三 15:00–16:00），不能再取消。\n面过了请发：完成 1\n"
    "有人没来请发：未到 1 候选人 或 未到 1 面试官\n因别的原因没面成（比如停电）：未到 1 面试官，"
)
INSTEAD = {
    "zhangsan": "#1 已经开始（11月25日 周三 15:00–16:00），不能再取消。请联系王芳。",
    "LiLei": f"{TO_SAY}王芳会收到通知，可以再约",
    "WangFang": f"{TO_SAY}然后发 再约 1 | 面试官 | 时间",
}


async def test_what_has_begun_is_cancelled_by_nobody_in_whatever_words(town: Town) -> None:
    await town.pass_time(hours=29)
    for userid in INSTEAD:
        await town.pushed(userid)

    for userid, answer in INSTEAD.items():
        for said in ("取消 1 停电了", "/cancel 1", "请把#1取消，停电了", "能取消#1吗？"):
            told = await town.say(userid, said)
            assert told is not None
            assert told.removesuffix("\n想问人，请回复“人工”。") == answer, said
    assert [await town.pushed(userid) for userid in INSTEAD] == [[], [], []]
    assert await town.count("interview", "status = 'confirmed'") == 1
    await town.pass_time(days=2)  # and nobody has said what became of it
    assert await town.say("ZhouMin", "取消 1 没来") == INSTEAD["WangFang"]


@pytest.mark.parametrize(("first", "then"), [("请把#1取消，停电了", "是"), ("取消 1", "停电了")])
async def test_it_may_begin_between_the_question_and_the_answer(
    town: Town, first: str, then: str
) -> None:
    await town.pass_time(hours=28, minutes=59)
    asked = await town.say("WangFang", first)
    assert asked is not None
    assert "取消 #1（张三 · " in asked

    await town.pass_time(minutes=2)

    assert await town.say("WangFang", then) == INSTEAD["WangFang"]
    assert await town.count("interview", "status = 'confirmed'") == 1


async def test_an_offer_whose_times_have_passed_can_be_cancelled(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 今天 15:00")
    await town.pass_time(days=2)

    assert await town.say("WangFang", "取消 2 停招") == (
        "已取消 #2（李四），相关的人会收到通知和原因。"
    )


async def test_strangers_cannot_cancel(town: Town) -> None:
    await town.hello("lisi")

    assert await town.say("lisi", "取消 1 捣乱") == (
        "没有找到 #1，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。"
    )
    assert await town.say("lisi", "取消") == "您没有可以取消的面试。"


async def test_an_offer_that_is_cancelled_is_news_to_the_candidate_only(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周四 10:00")
    await town.pushed("lisi")
    await town.say("WangFang", "取消 2 暂停招聘")

    assert await town.pushed("lisi") == [
        (
            "李四，您好！很抱歉，您的面试已取消：测试 · 一面（#2）\n"
            "原因：暂停招聘\n如有疑问，请联系王芳。"
        )
    ]
    assert await town.pushed("LiLei") == []


async def test_late_tells_the_others_by_how_many_minutes(town: Town) -> None:
    await town.pass_time(hours=28)
    await town.pushed("LiLei")
    await town.pushed("WangFang")
    await town.pushed("HanMeimei")

    assert await town.say("zhangsan", "迟到 10") == (
        "已告诉其他人您会晚到 10 分钟（#1）。路上注意安全。"
    )
    told = "张三会迟到 10 分钟：#1 张三 · 后端工程师 · 一面，原定 11月25日 周三 15:00–16:00。"
    for userid in ("LiLei", "HanMeimei", "WangFang"):
        assert await town.pushed(userid) == [told]
    await town.say("zhangsan", "/late 1 10分钟")
    assert await town.pushed("LiLei") == [f"{told}\n(2)"]  # said again, so not swallowed by WeCom


async def test_an_hr_who_interviews_passes_on_that_they_will_be_late(town: Town) -> None:
    await town.say("WangFang", "安排 赵六 | 测试 | 周敏、老王(LaoWang) | 周四 10:00")
    await town.say("WangFang", "确认 2 1")
    await town.pushed("LaoWang")

    told = "周敏会迟到 10 分钟：#2 赵六 · 测试 · 一面，原定 11月26日 周四 10:00–11:00。"
    assert await town.say("ZhouMin", "迟到 10") == (
        "已告诉其他人您会晚到 10 分钟（#2）。路上注意安全。\n"
        f"赵六还不能直接收到消息，请把下面这段转给对方：\n{told}"
    )
    assert await town.pushed("LaoWang") == [told]
    assert await town.pushed("WangFang") == [told]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("迟到", "#1 大概会晚到几分钟？请回复数字。"),
        ("late soon", "大概会晚到几分钟？请回复数字。"),
        ("迟到 0", "请写上会晚到几分钟，例如：迟到 10"),
        ("迟到 600", "最多报 180 分钟。要是赶不上了，请发“取消 原因”。"),
        (
            "迟到 9 10",
            "没有找到 #9，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。",
        ),
    ],
)
async def test_late_in_other_ways_is_answered_with_how(town: Town, text: str, answer: str) -> None:
    assert await town.say("zhangsan", text) == answer


async def test_late_is_for_those_who_are_in_it_and_for_what_is_agreed(town: Town) -> None:
    await town.hello("lisi")
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周四 10:00")

    assert await town.say("WangFang", "迟到 1 10") == "您不是 #1 的候选人或面试官。"
    assert await town.say("lisi", "迟到 2 10") == "#2 还没有确认时间，不用报迟到。"
    assert await town.say("lisi", "迟到 10") == "您没有已确认、还没结束的面试。"
    await town.pass_time(days=2)
    assert await town.say("zhangsan", "迟到 1 10") == "#1 已经结束了（11月25日 周三 15:00–16:00）。"


async def test_in_english(town: Town) -> None:
    for userid in ("zhangsan", "LiLei", "WangFang"):
        await town.say(userid, "language en")

    assert await town.say("LiLei", "late 15 min") == (
        "The others know that you will be 15 minutes late (#1). Take care."
    )
    assert await town.pushed("zhangsan") == [
        "李雷 will be 15 minutes late: #1 张三 · 后端工程师 · round 1, due Wed 25 Nov 15:00–16:00."
    ]
    assert await town.say("LiLei", "cancel fell ill") == (
        "Cancelled #1 (张三); everyone concerned is told, with the reason."
    )
    assert await town.pushed("zhangsan") == [
        (
            "Hello 张三, we are sorry: your interview has been cancelled: 后端工程师 · round 1 (#1)\n"
            "It was to be: Wed 25 Nov 15:00–16:00\nReason: fell ill\n"
            "If you have questions, please ask 王芳."
        ),
    ]


@pytest.mark.parametrize(
    ("userid", "said"),
    [
        ("zhangsan", "cancel or move it to friday"),
        ("zhangsan", "cancel 1 or move it to friday"),
        ("zhangsan", "取消 还是改到周五"),
        ("LiLei", "拒绝 还是改期"),
    ],
)
async def test_a_second_wish_behind_the_word_is_no_reason(
    town: Town, userid: str, said: str
) -> None:
    assert await town.say(userid, said) == (
        "我没有把握，所以什么也没有做。请一次只说一件事，并说清是哪一场，例如："
        + ("拒绝 1 那天出差" if userid == "LiLei" else "取消 1 临时有事")
    )
    assert (
        await town.count("interview JOIN panel ON id = interview_id", "status = 'confirmed'") == 2
    )


@pytest.mark.parametrize(
    ("userid", "said", "start"),
    [
        ("zhangsan", "cancel if it is online", "可以，最晚在开始前 12 小时。要取消 #1"),
        ("zhangsan", "cancel 1 unless it is online", "可以，最晚在开始前 12 小时。要取消 #1"),
        ("zhangsan", "取消 1 如果改成线上我就来", "可以，最晚在开始前 12 小时。要取消 #1"),
        ("zhangsan", "取消 会怎样", "可以，最晚在开始前 12 小时。要取消 #1"),
        ("zhangsan", "取消 不了", "要取消 #1（张三 · 11月25日 周三 15:00–16:00），请回复原因"),
        ("LiLei", "decline if somebody else can", "可以。不能参加 #1"),
        ("LiLei", "decline 1 unless it is short", "可以。不能参加 #1"),
        ("LiLei", "拒绝 周一的", "答复不能参加 #1（张三 · 后端工程师 · 一面"),
    ],
)
async def test_a_condition_or_a_question_behind_the_word_is_no_reason(
    town: Town, userid: str, said: str, start: str
) -> None:
    answer = await town.say(userid, said)

    assert answer is not None
    assert answer.startswith(start)
    assert (
        await town.count("interview JOIN panel ON id = interview_id", "status = 'confirmed'") == 2
    )


async def test_what_has_begun_in_english(town: Town) -> None:
    await town.pass_time(hours=29)
    for userid in INSTEAD:
        await town.say(userid, "language en")
    begun = "#1 has begun (Wed 25 Nov 15:00–16:00) and cannot be cancelled."
    to_say = (
        f"{begun}\nIf it took place, send: done 1\n"
        "If somebody did not come: noshow 1 candidate or noshow 1 interviewer\n"
        "If anything else came between (a power cut, say): noshow 1 interviewer, "
    )

    assert await town.say("WangFang", "cancel 1 power cut") == (
        f"{to_say}then again 1 | interviewers | times"
    )
    assert await town.say("LiLei", "cancel 1 power cut") == (
        f"{to_say}and 王芳 is told and can arrange another"
    )
    assert await town.say("zhangsan", "cancel 1 power cut") == f"{begun} Please ask 王芳."
