"""Nobody is free to take a declined seat: HR is given other times as lines, and each of them works."""

import pytest

from tests.town import Town

EVERYONE = ("WangFang", "zhangsan", "LiLei", "HanMeimei", "LaoWang")
WHEN = "11月27日 周五 15:00–16:00"


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello(*EVERYONE)


async def agree(town: Town, panel: str) -> None:
    """Have an interview with this panel agreed, and everybody have read of it."""
    await town.say("WangFang", f"安排 张三(zhangsan) | 后端 | {panel} | 周五 15:00")
    await town.say("zhangsan", "1")
    for userid in EVERYONE:
        await town.pushed(userid)


async def panel(town: Town) -> list[str]:
    """Who interviews in #1."""
    async with town.connection() as connection:
        rows = await connection.fetch(
            "SELECT userid FROM panel JOIN person ON id = interviewer_id"
            " WHERE interview_id = 1 ORDER BY seat"
        )
    return [userid for (userid,) in rows]


async def test_other_times_of_who_declined_are_lines_that_work(town: Town) -> None:
    await agree(town, "李雷")
    await town.say("LiLei", "/busy 周三 9:00-12:00 客户会")

    await town.say("LiLei", "拒绝 1 那天出差")

    [told] = await town.pushed("WangFang")
    assert told == (
        f"李雷不能参加面试 #1：张三 · 后端 · 一面\n时间：{WHEN}\n原因：那天出差\n"
        "这场面试现在没有面试官了，但时间还保留着。\n"
        "没有找到那时有空的同事。下面的时间李雷有空，发其中一行就能改期：\n"
        "改到 1 2026-11-24 13:00-14:00\n改到 1 2026-11-25 13:00-14:00\n"
        "改到 1 2026-11-26 09:00-10:00\n"
        "候选人确认新时间以后，再发这一行由李雷面试：\n换人 1 李雷 李雷"
    )
    *moves, swap = (line for line in told.splitlines() if line.startswith(("改到", "换人")))
    for number, (line, day) in enumerate(
        zip(moves, ("24日 周二 13:00–14", "25日 周三 13:00–14", "26日 周四 09:00–10"), strict=True),
        2,
    ):
        assert await town.say("WangFang", line) == (
            f"#1（张三）想改到：\n{number}. 11月{day}:00\n"
            f"候选人确认之前，原定时间 {WHEN} 不变。\n已发给张三。"
        )
    await town.say("zhangsan", "4")
    assert await town.say("WangFang", swap) == (
        "#1（张三）的面试官：李雷 → 李雷。相关的人会收到通知。"
    )
    assert await panel(town) == ["LiLei"]
    assert (await town.pushed("LiLei"))[-1] == (
        "您有一场面试 #1：张三 · 后端 · 一面\n时间：11月26日 周四 09:00–10:00\n"
        "能参加请回复“接受 1”，不能参加请回复“拒绝 1 原因”。"
    )


async def test_one_of_the_pool_takes_it_at_another_time(town: Town) -> None:
    for userid in EVERYONE:
        await town.say(userid, "language en")
    await agree(town, "任一(李雷,韩梅梅)、老王")
    assert await panel(town) == ["HanMeimei", "LaoWang"]
    await town.say("WangFang", "schedule 李四(lisi) | QA | 李雷 | friday 15:30")  # busy then
    await town.say("HanMeimei", "/leave 11-24 2027-02-15")

    await town.say("HanMeimei", "decline 1 maternity leave")

    [told] = await town.pushed("WangFang")
    assert told == (
        "韩梅梅 cannot take interview #1: 张三 · 后端 · round 1\nTime: Fri 27 Nov 15:00–16:00\n"
        "Reason: maternity leave\nStill on it: 老王\n"
        "I found no colleague who is free then. At these times 老王, 李雷 can; send one of the lines"
        " to move it:\n"
        "move 1 2026-11-24 13:00-14:00\nmove 1 2026-11-25 09:00-10:00\n"
        "move 1 2026-11-26 09:00-10:00\n"
        "Once the candidate has confirmed, send this line to have 李雷 interview:\n"
        "swap 1 韩梅梅 李雷"
    )
    *moves, swap = (line for line in told.splitlines() if line.startswith(("move", "swap")))
    for number, (line, day) in enumerate(
        zip(
            moves,
            ("Tue 24 Nov 13:00–14", "Wed 25 Nov 09:00–10", "Thu 26 Nov 09:00–10"),
            strict=True,
        ),
        2,
    ):
        assert await town.say("WangFang", line) == (
            f"Offered instead for #1 (张三):\n{number}. {day}:00\n"
            "Until the candidate confirms, Fri 27 Nov 15:00–16:00 stands.\nSent to 张三."
        )
    await town.say("zhangsan", "4")
    assert await town.say("WangFang", swap) == (
        "#1 (张三): 韩梅梅 → 李雷. Everyone concerned is told."
    )
    assert await panel(town) == ["LaoWang", "LiLei"]


async def test_where_there_is_no_such_time_that_is_said(town: Town) -> None:
    await agree(town, "李雷")
    await town.say("LiLei", "/leave 11-24 2027-02-15")

    await town.say("LiLei", "拒绝 1")

    assert await town.pushed("WangFang") == [
        f"李雷不能参加面试 #1：张三 · 后端 · 一面\n时间：{WHEN}\n"
        "这场面试现在没有面试官了，但时间还保留着。\n"
        "没有找到那时有空的同事，之后也没有找到大家都有空的时间。\n"
        "还不知道 2027 年的放假安排，那一年的日子没有算在内。"
    ]


async def test_where_none_of_their_own_is_free_whoever_interviews_may_be(town: Town) -> None:
    await town.say("WangFang", "安排 李四 | 测试 | 老王 | 明天 10:00")
    await town.say("WangFang", "确认 1 1")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 周五 15:00")
    await town.say("zhangsan", "1")
    await town.pushed("WangFang")

    await town.say("LiLei", "拒绝 2 那天出差")

    [told] = await town.pushed("WangFang")
    assert told.endswith(
        "这场面试现在没有面试官了，但时间还保留着。\n"
        "下面的人那时有空，直接发其中一行就能换人：\n换人 2 李雷 老王"
    )
    assert await town.say("WangFang", "换人 2 李雷 老王") == (
        "#2（张三）的面试官：李雷 → 老王。相关的人会收到通知。"
    )
