"""`/schedule` and `/offer`: HR proposes, the candidate is offered times."""

import pytest

from tests.town import Town

SCHEDULE = (
    "安排 张三(zhangsan) | 后端工程师 | 李雷(LiLei)、韩梅梅(HanMeimei) |"
    " 明天 15:00-16:00；周五 14:00 | 1号会议室"
)


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "zhangsan")


async def test_the_answer_repeats_what_was_understood(town: Town) -> None:
    assert await town.say("WangFang", SCHEDULE) == (
        "已安排 #1：张三 · 后端工程师 · 一面\n"
        "面试官：李雷、韩梅梅\n"
        "可选时间：\n"
        "1. 11月25日 周三 15:00–16:00\n"
        "2. 11月27日 周五 14:00–15:00\n"
        "地点：1号会议室\n"
        "已发给张三，等待确认。"
    )


async def test_the_candidate_is_offered_the_times_and_nobody_else_is_told(town: Town) -> None:
    await town.say("WangFang", SCHEDULE)

    assert await town.pushed("zhangsan") == [
        (
            "张三，您好！王芳邀请您参加面试：\n"
            "后端工程师 · 一面（#1）\n"
            "可选时间：\n"
            "1. 11月25日 周三 15:00–16:00\n"
            "2. 11月27日 周五 14:00–15:00\n"
            "地点：1号会议室\n"
            "请回复时间前的数字确认，例如 1；都不合适请回复“都不行”，也可以附上您方便的时间。\n"
            "这些时间为您保留到 11月25日 周三 15:00（时间 1）、11月26日 周四 10:00（时间 2）。"
        )
    ]
    assert await town.pushed("LiLei") == []
    assert await town.pushed("WangFang") == []


async def test_in_english_it_reads_the_same(town: Town) -> None:
    await town.say("WangFang", "language en")
    await town.say("zhangsan", "language en")

    assert await town.say(
        "WangFang", "/schedule 张三 | backend engineer | 李雷(LiLei) | tomorrow 3pm-4pm"
    ) == (
        'I already know someone called "张三": 张三(zhangsan). If it is one of them, write it like'
        " that; if it is someone else, write 张三(new)."
    )
    assert await town.say(
        "WangFang", "schedule 张三(zhangsan) | backend engineer | 李雷(LiLei) | tomorrow 3pm-4pm"
    ) == (
        "Scheduled #1: 张三 · backend engineer · round 1\n"
        "With: 李雷\n"
        "Times offered:\n"
        "1. Wed 25 Nov 15:00–16:00\n"
        "Sent to 张三; waiting for the answer."
    )
    assert await town.pushed("zhangsan") == [
        (
            "Hello 张三, 王芳 invites you to an interview:\n"
            "backend engineer · round 1 (#1)\n"
            "Please choose a time:\n"
            "1. Wed 25 Nov 15:00–16:00\n"
            'If it suits you, reply 1 or "yes"; if not, reply "none", and say when you could.\n'
            "The time is kept for you until Wed 25 Nov 15:00."
        )
    ]


async def test_a_candidate_who_cannot_be_reached_is_told_by_hr(town: Town) -> None:
    assert await town.say("WangFang", "安排 赵六 | 产品经理 | 李雷(LiLei) | 明天 10:00") == (
        "已安排 #1：赵六 · 产品经理 · 一面\n"
        "面试官：李雷\n"
        "可选时间：\n"
        "1. 11月25日 周三 10:00–11:00\n"
        "赵六还不能直接收到消息，请把下面这段转给对方：\n"
        "赵六，您好！王芳邀请您参加面试：\n"
        "产品经理 · 一面（#1）\n"
        "可选时间：\n"
        "1. 11月25日 周三 10:00–11:00\n"
        "方便的话请回复 1 或“可以”；不合适请回复“都不行”，也可以附上您方便的时间。\n"
        "这个时间为您保留到 11月25日 周三 10:00。"
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "安排 赵六 | 前端 | 李雷 | 明天 15:00",
            "没有找到面试官“李雷”。请写成 李雷(userid)，userid 是企业微信里的账号，例如 李雷(lilei)。",
        ),
        (
            "安排 张三(HanMeimei) | 前端 | 李雷(LiLei) | 明天 15:00",
            None,
        ),
        (
            "安排 赵六 | 前端 | 李雷(李 雷) | 明天 15:00",
            "“李雷(李 雷)”里的账号不对：账号由字母、数字和 . _ @ - 组成，例如 李雷(lilei)。",
        ),
        (
            "安排 张三(zhangsan) | 前端 | 张三(zhangsan) | 明天 15:00",
            "张三不能既是候选人又是面试官。",
        ),
        (
            "安排 赵六 | 前端 | 王芳 | 2026-11-23 15:00",
            "11月23日 周一 15:00 已经过去了，请换一个以后的时间。",
        ),
        (
            "安排 赵六 | 前端 | 王芳 | 明天下午",
            (
                "看不懂时间“明天下午”。请写成 明天 15:00-16:00、周五 14:00 或 2026-11-24 15:00，"
                "多个时间用分号隔开。"
            ),
        ),
        (
            "安排 赵六 | | 王芳 | 明天 15:00",
            (
                "“岗位”是空的。\n请用竖线分开五项（地点可省略）：\n"
                "安排 候选人 | 岗位 | 面试官 | 时间 | 地点\n"
                "例如：安排 张三 | 后端工程师 | 李雷、韩梅梅 | 明天 15:00-16:00；周五 10:00 | 1号会议室"
            ),
        ),
        (
            "安排 张三 | 后端工程师",
            (
                "请用竖线分开五项（地点可省略）：\n安排 候选人 | 岗位 | 面试官 | 时间 | 地点\n"
                "例如：安排 张三 | 后端工程师 | 李雷、韩梅梅 | 明天 15:00-16:00；周五 10:00 | 1号会议室"
            ),
        ),
    ],
)
async def test_bad_input_is_answered_and_changes_nothing(
    town: Town, text: str, answer: str | None
) -> None:
    if answer is None:
        await town.hello("HanMeimei")
        answer = "账号 HanMeimei 是韩梅梅，不是张三。请核对后重发。"

    assert await town.say("WangFang", text) == answer
    assert await town.count("interview") == 0
    assert await town.count("person", "userid IS NULL") == 0


async def test_several_of_one_name_are_listed(town: Town) -> None:
    await town.say("WangFang", "安排 赵六 | 前端 | 李雷(LiLei) | 明天 15:00")
    await town.say("WangFang", "安排 孙七 | 前端 | 李雷(lilei2) | 明天 16:00")

    assert await town.say("WangFang", "安排 周八 | 前端 | 李雷 | 明天 17:00") == (
        "叫“李雷”的不止一位：李雷(LiLei)、李雷(lilei2)。请写其中一个，连同括号里的账号。"
    )


async def test_a_bare_name_never_picks_a_known_candidate(town: Town) -> None:
    await town.say("WangFang", "安排 赵六 | 前端 | 李雷(LiLei) | 明天 15:00")

    assert await town.say("WangFang", "安排 赵六 | 后端 | 李雷 | 明天 17:00") == (
        "已经有叫“赵六”的人：赵六(#1)。是其中一位就照样写；是另一个人，请写 赵六(新)。"
    )
    await town.say("WangFang", "安排 赵六(#1) | 后端 | 李雷 | 明天 17:00")
    await town.say("WangFang", "安排 赵六(新) | 测试 | 李雷 | 明天 19:00")

    assert await town.count("person", "name = '赵六'") == 2
    assert await town.say("WangFang", "查找 赵六") == (
        "赵六、赵六的面试（最近的在前）：\n"
        "#3 11月25日 周三 19:00–20:00 赵六 · 测试 · 一面 · 待确认\n"
        "#2 11月25日 周三 17:00–18:00 赵六 · 后端 · 一面 · 待确认\n"
        "#1 11月25日 周三 15:00–16:00 赵六 · 前端 · 一面 · 待确认"
    )


async def test_a_taken_time_is_refused_and_nothing_changes(town: Town) -> None:
    await town.say("WangFang", SCHEDULE)

    assert await town.say("WangFang", "安排 赵六 | 前端 | 韩梅梅 | 明天 14:00；明天 15:30") == (
        "时间冲突，没有做任何改动：\n"
        "韩梅梅 11月25日 周三 15:00–16:00 已有 #1（张三 · 后端工程师 · 一面）\n"
        "请换一个时间重发。"
    )
    assert await town.say(
        "WangFang", "安排 赵六 | 前端 | 老王(LaoWang) | 明天 15:30 | 1号会议室"
    ) == (
        "时间冲突，没有做任何改动：\n"
        "1号会议室 11月25日 周三 15:00–16:00 已有 #1（张三 · 后端工程师 · 一面）\n"
        "请换一个时间重发。"
    )
    assert await town.say("WangFang", "安排 张三(zhangsan) | 算法 | 王芳 | 明天 15:59") == (
        "时间冲突，没有做任何改动：\n"
        "张三 11月25日 周三 15:00–16:00 已有 #1（张三 · 后端工程师 · 一面）\n"
        "请换一个时间重发。"
    )
    assert await town.count("interview") == 1


async def test_touching_times_other_places_and_released_times_do_not_clash(town: Town) -> None:
    await town.say("WangFang", SCHEDULE)
    await town.say("WangFang", "确认 1 2")

    for text in (
        "安排 赵六 | 前端 | 李雷 | 明天 15:00 | 1号会议室",  # given back when time 2 was agreed
        "安排 孙七 | 前端 | 李雷 | 明天 16:00 | 望京 SOHO",
        "安排 周八 | 前端 | 老王(LaoWang) | 明天 16:00 | 望京 SOHO",  # no room of ours
    ):
        answer = await town.say("WangFang", text)
        assert answer is not None
        assert answer.startswith("已安排"), answer


async def test_only_hr_may_schedule(town: Town) -> None:
    assert await town.say("zhangsan", SCHEDULE) == (
        "“安排”只有 HR 可以用。发“帮助”看看您可以说什么。"
    )


async def test_more_times_get_the_next_numbers_and_the_open_ones_stay(town: Town) -> None:
    await town.say("WangFang", SCHEDULE)
    await town.pushed("zhangsan")

    assert await town.say("WangFang", "提供 1 周四 9:30-10:30；周五 14:00") == (
        "#1 现在可选：\n"
        "1. 11月25日 周三 15:00–16:00\n"
        "2. 11月27日 周五 14:00–15:00\n"
        "3. 11月26日 周四 09:30–10:30\n"
        "已发给张三。"
    )
    [offer] = await town.pushed("zhangsan")
    assert "3. 11月26日 周四 09:30–10:30" in offer
    assert await town.say("WangFang", "/offer 1 周五 14:00") == (
        "#1 这些时间本来就在提供：\n"
        "1. 11月25日 周三 15:00–16:00\n"
        "2. 11月27日 周五 14:00–15:00\n"
        "3. 11月26日 周四 09:30–10:30"
    )


async def test_an_agreed_or_cancelled_interview_is_offered_nothing(town: Town) -> None:
    await town.say("WangFang", SCHEDULE)
    await town.say("WangFang", "确认 1 1")

    assert await town.say("WangFang", "提供 1 周四 9:30") == (
        "#1 已经确认在 11月25日 周三 15:00–16:00。要换成别的时间，请发：改到 1 周五 10:00"
    )
    await town.say("WangFang", "取消 1 停招")
    assert await town.say("WangFang", "提供 1 周四 9:30") == "#1 已取消，不能再改。"
    assert await town.say("WangFang", "提供 9 周四 9:30") == (
        "没有找到 #9，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。"
    )
    assert await town.say("WangFang", "提供 1") == "#1 已取消，不能再改。"
    assert await town.say("WangFang", "提供") == (
        "请写上编号和时间，例如：提供 12 明天 15:00；周五 10:00-11:00"
    )
