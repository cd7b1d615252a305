"""`接受`, `/decline 12 原因`: interviewers answer, and who declines is replaced or HR hears of it."""

import asyncio

import pytest

from tests.town import MakeTown, Town

EVERYONE = ("WangFang", "zhangsan", "LiLei", "HanMeimei", "LaoWang")
WHEN = "11月27日 周五 15:00–16:00"
INVITED = (
    f"您有一场面试 #1：张三 · 后端 · 一面\n时间：{WHEN}\n"
    "能参加请回复“接受 1”，不能参加请回复“拒绝 1 原因”。"
)
REFUSED = f"李雷不能参加面试 #1：张三 · 后端 · 一面\n时间：{WHEN}\n"


@pytest.fixture(autouse=True)
async def agreed(town: Town) -> None:
    await town.hello(*EVERYONE)
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷(LiLei) | 周五 15:00")
    await town.say("zhangsan", "1")
    await hushed(town)


async def hushed(town: Town) -> None:
    """Everybody has read what they were sent."""
    for userid in EVERYONE:
        await town.pushed(userid)


async def pool(town: Town, *userids: str) -> None:
    """Have these be the others who could take the only seat."""
    async with town.connection() as connection:
        await connection.execute(
            "UPDATE panel SET pool = ARRAY(SELECT id FROM person WHERE userid = ANY($1) ORDER BY id)"
            " WHERE interview_id = 1",
            list(userids),
        )


async def panel(town: Town) -> list[tuple[str, str]]:
    """Who interviews in #1, with their answers."""
    async with town.connection() as connection:
        rows = await connection.fetch(
            "SELECT userid, answer FROM panel JOIN person ON id = interviewer_id"
            " WHERE interview_id = 1 ORDER BY seat"
        )
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("written", ["接受", "接受 1", "accept 1", "/ACCEPT ＃1", "我参加"])
async def test_an_interviewer_accepts_and_nobody_is_bothered(town: Town, written: str) -> None:
    assert await town.say("LiLei", written) == f"好的，#1 您会参加：张三，{WHEN}。"

    assert await panel(town) == [("LiLei", "accepted")]
    for userid in EVERYONE:
        assert await town.pushed(userid) == []
    assert await town.say("LiLei", "接受 1") == f"好的，#1 您会参加：张三，{WHEN}。"
    assert await town.say("LiLei", "接受") == ("您没有要答复的面试。发“今天”或“本周”查看您的面试。")


async def test_who_declines_is_replaced_by_the_next_free_one_of_the_pool(town: Town) -> None:
    await pool(town, "HanMeimei", "LaoWang")
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 韩梅梅 | 周五 15:30")  # she is busy then

    assert await town.say("LiLei", "拒绝 1 那天出差") == (
        f"好的，#1（张三，{WHEN}）您不用参加了，由老王接替。"
    )
    assert await town.pushed("LaoWang") == [INVITED]
    assert await town.pushed("WangFang") == [
        f"{REFUSED}原因：那天出差\n已由老王接替，邀请已发出，不用您处理。"
    ]
    assert await town.pushed("zhangsan") == [
        f"张三，您好！您的面试换了面试官：后端 · 一面（#1）\n李雷 → 老王\n时间和地点不变：{WHEN}"
    ]
    assert await town.pushed("HanMeimei") == []
    assert await panel(town) == [("LaoWang", "none")]
    assert await town.count("booking", "interview_id = 1") == 2
    assert await town.say("LiLei", "拒绝 1") == "您之前已经拒绝了 #1，不用参加。"
    assert await town.say("LiLei", "接受 1") == (
        "没有找到 #1，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。"
    )


async def test_hr_who_declines_is_given_what_the_candidate_is_to_be_told(town: Town) -> None:
    await town.hello("ZhouMin")
    await town.say("WangFang", "安排 赵六 | 后端 | 任一(李雷,周敏) | 周五 15:00")  # 李雷 is busy
    await town.say("WangFang", "确认 2 1")
    await town.say("WangFang", "取消 1 停招")

    assert await town.say("ZhouMin", "拒绝 2 出差") == (
        f"好的，#2（赵六，{WHEN}）您不用参加了，由李雷接替。\n"
        "赵六还不能直接收到消息，请把下面这段转给对方：\n"
        f"赵六，您好！您的面试换了面试官：后端 · 一面（#2）\n周敏 → 李雷\n时间和地点不变：{WHEN}"
    )


async def test_who_declined_does_not_come_back_by_the_pool(town: Town) -> None:
    await pool(town, "HanMeimei", "LiLei")
    await town.say("LiLei", "拒绝 1")
    await hushed(town)

    await town.say("HanMeimei", "decline 1 我也不行")

    assert await panel(town) == []
    [told] = await town.pushed("WangFang")
    assert told == (
        f"韩梅梅不能参加面试 #1：张三 · 后端 · 一面\n时间：{WHEN}\n原因：我也不行\n"
        "这场面试现在没有面试官了，但时间还保留着。\n"
        "没有找到那时有空的同事。下面的时间韩梅梅有空，发其中一行就能改期：\n"
        "改到 1 2026-11-24 13:00-14:00\n改到 1 2026-11-25 09:00-10:00\n"
        "改到 1 2026-11-26 09:00-10:00\n"
        "候选人确认新时间以后，再发这一行由韩梅梅面试：\n换人 1 韩梅梅 韩梅梅"
    )
    assert await town.count("interview", "status = 'confirmed'") == 1


async def test_close_to_the_interview_hr_decides_with_lines_that_work(town: Town) -> None:
    await pool(town, "HanMeimei", "LaoWang")
    await town.pass_time(hours=29, minutes=1)  # less than 48 hours are left
    await hushed(town)

    assert await town.say("LiLei", "拒绝 1 生病了") == (
        f"好的，#1（张三，{WHEN}）您不用参加了，已转告王芳。"
    )
    [told] = await town.pushed("WangFang")
    head, _, commands = told.partition("直接发其中一行就能换人：\n")
    assert head == (
        f"{REFUSED}原因：生病了\n这场面试现在没有面试官了，但时间还保留着。\n下面的人那时有空，"
    )
    assert commands == "换人 1 李雷 韩梅梅\n换人 1 李雷 老王"
    assert await town.pushed("zhangsan") == []

    assert await town.say("WangFang", commands.splitlines()[1]) == (
        "#1（张三）的面试官：李雷 → 老王。相关的人会收到通知。"
    )
    assert await town.pushed("LaoWang") == [INVITED]
    assert await panel(town) == [("LaoWang", "none")]


async def test_a_seat_changes_hands_by_itself_so_often_and_no_more(make_town: MakeTown) -> None:
    town = await make_town(panel={"replace_most": 1})
    await pool(town, "HanMeimei", "LaoWang")
    assert await town.say("LiLei", "拒绝 1 病了") == (
        f"好的，#1（张三，{WHEN}）您不用参加了，由韩梅梅接替。"
    )

    assert await town.say("HanMeimei", "拒绝 1 病了") == (
        f"好的，#1（张三，{WHEN}）您不用参加了，已转告王芳。"
    )


async def test_colleagues_of_the_position_are_suggested_where_there_is_no_pool(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 后端 | 韩梅梅、老王 | 周四 10:00")
    await town.say("WangFang", "确认 2 1")
    await hushed(town)

    await town.say("LiLei", "拒绝 1")

    [told] = await town.pushed("WangFang")
    assert told.endswith(
        "下面的人那时有空，直接发其中一行就能换人：\n换人 1 李雷 韩梅梅\n换人 1 李雷 老王"
    )


async def test_with_several_the_bot_asks_which(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周四 10:00")
    await town.say("WangFang", "确认 2 1")

    asked = (
        "您有几场面试，是哪一场？请回复编号：\n"
        f"#1 张三 · 后端 · 一面 · {WHEN}\n#2 李四 · 测试 · 一面 · 11月26日 周四 10:00–11:00"
    )
    assert await town.say("LiLei", "接受") == asked
    assert await town.say("LiLei", "2") == "好的，#2 您会参加：李四，11月26日 周四 10:00–11:00。"
    assert await town.say("LiLei", "拒绝 要开会") == asked
    assert await town.say("LiLei", "1") == f"好的，#1（张三，{WHEN}）您不用参加了，已转告王芳。"


async def test_candidates_and_strangers_are_told_what_they_can_say(town: Town) -> None:
    assert await town.say("zhangsan", "接受 1") == "您不是 #1 的面试官，不用答复。"
    assert await town.say("LaoWang", "拒绝 1") == (
        "没有找到 #1，或者您没有参与这场面试。发“今天”或“本周”可以看到您的面试编号。"
    )
    assert await town.say("zhangsan", "拒绝") == (
        "您没有要答复的面试。发“今天”或“本周”查看您的面试。"
    )
    await town.say("WangFang", "安排 张三(#1) | 算法 | 老王 | 周四 10:00；周四 14:00")
    assert await town.say("zhangsan", "拒绝") == (
        "时间都不合适请回复“都不行”，也可以附上您方便的时间；不来面试了请回复“取消 原因”。"
    )
    assert await town.say("zhangsan", "接受") == (
        "#2 有几个时间可选，请回复数字：\n"
        "1. 11月26日 周四 10:00–11:00\n2. 11月26日 周四 14:00–15:00"
    )


async def test_what_the_candidate_still_chooses_from_is_answered_later(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 后端 | 李雷 | 周五 9:00；周五 17:00")
    later = (
        "#2 的候选人还没有选好时间，选定后会请您答复。哪个时间您来不了，请告诉王芳；"
        "不想被安排的时间请发“忙碌 周五 14:00-16:00 原因”。"
    )

    assert await town.say("LiLei", "拒绝 2 出差") == later
    assert await town.say("LiLei", "接受 2") == later
    await town.say("LiLei", "language en")
    assert await town.say("LiLei", "decline 2 travelling") == (
        "The candidate of #2 has not chosen a time yet; you will be asked once there is one. If you"
        " cannot make one of the times, please tell 王芳; to keep a time free, send"
        ' "busy friday 14:00-16:00 reason".'
    )


async def test_what_has_begun_or_is_over_is_not_answered(town: Town) -> None:
    await town.pass_time(hours=77, minutes=1)

    assert await town.say("LiLei", "拒绝 1") == f"#1 已经开始（{WHEN}）。有事请直接联系王芳。"
    await town.say("WangFang", "未到 1 候选人")
    assert await town.say("LiLei", "接受 1") == "#1 未到场，不能再改。"


async def test_two_decline_at_once_and_the_pool_serves_one_of_them(town: Town) -> None:
    await town.say("WangFang", "换人 1 李雷 韩梅梅")
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周五 15:00")
    await town.say("WangFang", "确认 2 1")
    async with town.connection() as connection:
        await connection.execute(
            "UPDATE panel SET pool = ARRAY(SELECT id FROM person WHERE userid = 'LaoWang')"
        )

    answers = await asyncio.gather(
        town.say("HanMeimei", "拒绝 1 病了"), town.say("LiLei", "拒绝 2 病了")
    )

    assert sorted(answer.endswith("由老王接替。") for answer in answers if answer) == [False, True]
    assert await town.count("panel") == 1
    assert (
        await town.count("booking", "who = (SELECT id FROM person WHERE userid = 'LaoWang')") == 1
    )


async def test_in_english(town: Town) -> None:
    for userid in EVERYONE:
        await town.say(userid, "language en")
    await pool(town, "LaoWang")

    assert await town.say("LiLei", "decline 1 travelling") == (
        "All right, you need not be at #1 (张三, Fri 27 Nov 15:00–16:00); 老王 takes it."
    )
    assert await town.pushed("LaoWang") == [
        (
            "You have an interview #1: 张三 · 后端 · round 1\nTime: Fri 27 Nov 15:00–16:00\n"
            'Reply "accept 1" if you can, or "decline 1" and why if you cannot.'
        )
    ]
    assert await town.pushed("WangFang") == [
        (
            "李雷 cannot take interview #1: 张三 · 后端 · round 1\nTime: Fri 27 Nov 15:00–16:00\n"
            "Reason: travelling\n老王 has been asked instead; there is nothing for you to do."
        )
    ]
    assert await town.pushed("zhangsan") == [
        (
            "Hello 张三, someone else will interview you: 后端 · round 1 (#1)\n李雷 → 老王\n"
            "Time and place stay: Fri 27 Nov 15:00–16:00"
        )
    ]
    assert await town.say("LaoWang", "accept") == (
        "Thank you, you will be there: #1 张三, Fri 27 Nov 15:00–16:00."
    )


WHY = "为什么不能参加？直接回复原因，会转告王芳；不想说就不用回复。"


async def test_after_the_button_the_next_words_are_the_reason(town: Town) -> None:
    assert await town.click("LiLei", "拒绝") == (
        f"好的，#1（张三，{WHEN}）您不用参加了，已转告王芳。\n{WHY}"
    )
    assert [told.splitlines()[0] for told in await town.pushed("WangFang")] == [
        "李雷不能参加面试 #1：张三 · 后端 · 一面"
    ]

    assert await town.say("LiLei", "周五下午我要去上海出差") == "好的，已把原因转告王芳。"

    assert await town.pushed("WangFang") == [
        "李雷不能参加面试 #1（张三 · 后端 · 一面）的原因：周五下午我要去上海出差"
    ]
    shown = await town.say("WangFang", "详情 1")
    assert shown is not None
    assert shown.endswith(
        "\n11月24日 周二 10:00 李雷：不能参加"
        "\n11月24日 周二 10:00 李雷：不能参加的原因：周五下午我要去上海出差"
    )


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("算了", "好的，什么也没有改变。"),
        ("好的", "好的。"),
        ("不", "好的。"),
        ("今天", "今天（11月24日 周二）没有面试。\n之后也没有安排。"),
        ("我今天有面试吗？", "今天（11月24日 周二）没有面试。\n之后也没有安排。"),
    ],
)
async def test_a_command_or_a_question_is_no_reason(town: Town, said: str, answer: str) -> None:
    await town.say("LiLei", "拒绝 1")
    await town.pushed("WangFang")

    assert await town.say("LiLei", said) == answer
    await town.say("LiLei", "要出差")

    assert await town.pushed("WangFang") == []


async def test_words_about_another_interview_are_no_reason(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周四 10:00")
    await town.say("WangFang", "确认 2 1")
    await town.say("LiLei", "拒绝 1")
    await hushed(town)

    assert await town.say("LiLei", "周四的也来不了") == (
        "答复不能参加 #2（李四 · 测试 · 一面 · 11月26日 周四 10:00–11:00），对吗？请回复“是”或“不”。"
    )
    assert await town.pushed("WangFang") == []


async def test_the_reason_in_english(town: Town) -> None:
    for userid in ("WangFang", "LiLei"):
        await town.say(userid, "language en")

    assert await town.click("LiLei", "拒绝") == (
        "All right, you need not be at #1 (张三, Fri 27 Nov 15:00–16:00); 王芳 has been told.\n"
        "Why can you not be there? Just reply with the reason and 王芳 is told; you need not."
    )
    await town.pushed("WangFang")
    assert await town.say("LiLei", "I have a dentist's appointment") == (
        "All right, 王芳 has been told why."
    )
    assert await town.pushed("WangFang") == [
        "Why 李雷 cannot take interview #1 (张三 · 后端 · round 1): I have a dentist's appointment"
    ]


@pytest.mark.parametrize("said", ["陈晨那场我去不了", "can't make the interview with 陈晨"])
async def test_who_is_named_is_meant_though_only_another_is_agreed(town: Town, said: str) -> None:
    await town.say("WangFang", "安排 陈晨(新) | 前端 | 李雷 | 下周四 15:00；下周五 15:00")

    assert await town.say("LiLei", said) == (
        "答复不能参加 #2（陈晨 · 前端 · 一面 · 待确认），对吗？请回复“是”或“不”。"
    )
    assert await town.say("LiLei", "是") == (
        "#2 的候选人还没有选好时间，选定后会请您答复。哪个时间您来不了，请告诉王芳；"
        "不想被安排的时间请发“忙碌 周五 14:00-16:00 原因”。"
    )
    assert await panel(town) == [("LiLei", "none")]


async def test_a_time_on_offer_to_somebody_else_is_not_the_interviewers_to_take(town: Town) -> None:
    await town.say("WangFang", "安排 陈晨(新) | 前端 | 李雷 | 下周四 15:00")
    await town.say("LiLei", "接受 1")

    for said in ("下周四可以", "陈晨下周四可以"):
        assert await town.say("LiLei", said) == (
            "您现在没有待确认的面试时间。发“今天”或“本周”查看已有的面试。\n"
            "下一场：#1 11月27日 周五 15:00–16:00 张三 · 后端 · 一面 · 已确认"
        )
    assert await town.count("interview", "status = 'offered'") == 1


async def test_who_has_been_followed_by_somebody_is_not_swapped_for_a_second(town: Town) -> None:
    await town.say("WangFang", "改到 1 下周五 15:00!")
    await pool(town, "HanMeimei", "LaoWang")
    await town.say("LiLei", "拒绝 1 出差")
    assert await panel(town) == [("HanMeimei", "none")]

    assert await town.say("WangFang", "换人 1 李雷 老王") == (
        "李雷不是 #1 的面试官。现在的面试官：韩梅梅"
    )
    assert await panel(town) == [("HanMeimei", "none")]
