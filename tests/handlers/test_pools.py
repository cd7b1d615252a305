"""Times and interviewers left to the bot: `自动 3`, `任一(…)` and groups."""

import asyncio

import pytest

from tests.town import Town


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "ZhouMin", "LiLei", "HanMeimei", "LaoWang", "zhangsan", "lisi")


def lines(answer: str | None, *starts: str) -> list[str]:
    assert answer is not None
    return [line for line in answer.splitlines() if line.startswith(starts)]


async def test_times_are_found_on_different_days(town: Town) -> None:
    assert await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷、韩梅梅 | 自动 3") == (
        "已安排 #1：张三 · 后端 · 一面\n"
        "面试官：李雷、韩梅梅\n"
        "可选时间：\n"
        "1. 11月24日 周二 13:00–14:00\n"
        "2. 11月25日 周三 09:00–10:00\n"
        "3. 11月26日 周四 09:00–10:00\n"
        "已发给张三，等待确认。"
    )
    [offer] = await town.pushed("zhangsan")
    assert "3. 11月26日 周四 09:00–10:00" in offer


async def test_in_english_with_minutes_days_and_a_room(town: Town) -> None:
    await town.say("WangFang", "language en")
    await town.say("WangFang", "schedule zoe | qa | 老王(LaoWang) | friday 9:00 | 1号会议室")

    assert await town.say(
        "WangFang", "schedule 张三(zhangsan) | dev | 李雷 | auto 2 90 friday | 1号会议室"
    ) == (
        "Scheduled #2: 张三 · dev · round 1\n"
        "With: 李雷\n"
        "Times offered:\n"
        "1. Fri 27 Nov 10:00–11:30\n"
        "2. Fri 27 Nov 13:00–14:30\n"
        "Place: 1号会议室\n"
        "Sent to 张三; waiting for the answer."
    )
    assert await town.say("WangFang", "offer 2 auto 1 friday") == (
        "Now on offer for #2:\n"
        "1. Fri 27 Nov 10:00–11:30\n"
        "2. Fri 27 Nov 13:00–14:30\n"
        "3. Fri 27 Nov 14:30–16:00\n"
        "Sent to 张三."
    )


async def test_days_with_fewer_interviews_come_first(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 前端 | 李雷 | 周三 14:00")
    await town.say("WangFang", "确认 1 1")

    answer = await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 自动 4 11-25 11-27")
    assert lines(answer, "1.", "2.", "3.", "4.") == [
        "1. 11月26日 周四 09:00–10:00",
        "2. 11月26日 周四 10:00–11:00",
        "3. 11月27日 周五 09:00–10:00",
        "4. 11月27日 周五 10:00–11:00",
    ]


async def test_limits_bind_what_is_found(town: Town) -> None:
    for hour in (9, 10, 14, 16):
        await town.say("WangFang", f"安排 某{hour} | 前端 | 李雷 | 周五 {hour}:00")

    assert await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 自动 2 周五") == (
        "没有找到李雷都有空的时间。可以换面试官、换日期（例如 自动 3 下周），或者直接写时间。"
    )
    assert await town.say("WangFang", "为什么 1 周五 17:30") == (
        "#1 在 11月27日 周五 17:30–18:30 不合适：\n· 李雷 11月27日 周五 下班时间是 18:00"
    )
    assert await town.count("interview") == 4


async def test_fewer_times_than_asked_for_are_offered_and_said_to_be(town: Town) -> None:
    await town.say("LiLei", "忙碌 周五 9:00-16:30")

    answer = await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 自动 3 周五")
    assert lines(answer, "1.", "2.", "只") == [
        "1. 11月27日 周五 16:30–17:30",
        "只找到 1 个都有空的时间。",
    ]


async def test_of_a_pool_the_one_with_fewest_interviews_is_chosen(town: Town) -> None:
    await town.say("WangFang", "安排 甲 | 前端 | 李雷 | 周四 9:00")
    await town.say("WangFang", "安排 乙 | 前端 | 韩梅梅 | 周四 9:00")

    answer = await town.say(
        "WangFang", "安排 张三(zhangsan) | 后端 | 任一(李雷，韩梅梅，老王(LaoWang)) | 自动 1"
    )
    assert lines(answer, "面试官") == ["面试官：老王"]
    async with town.connection() as connection:
        pool = await connection.fetchval("SELECT pool FROM panel WHERE interview_id = 3")
        named = await connection.fetch("SELECT name FROM person WHERE id = ANY($1)", pool)
    assert {row["name"] for row in named} == {"李雷", "韩梅梅"}


async def test_then_the_longest_wait_decides_and_no_shows_do_not_count(town: Town) -> None:
    await town.say("WangFang", "安排 甲 | 前端 | 李雷 | 今天 11:00")
    await town.say("WangFang", "确认 1 1")
    await town.say("WangFang", "安排 乙 | 前端 | 韩梅梅 | 今天 14:00")
    await town.say("WangFang", "确认 2 1")
    await town.pass_time(hours=22)

    answer = await town.say("WangFang", "安排 丙 | 后端 | 任一(韩梅梅,李雷) | 自动 1")
    assert lines(answer, "面试官") == ["面试官：李雷"]  # both have one; 李雷's is longer ago
    await town.say("WangFang", "取消 3 重来")

    async with town.connection() as connection:
        await connection.execute(
            "UPDATE interview SET status = 'no_show', absent = 'candidate' WHERE id = 2"
        )
    answer = await town.say("WangFang", "安排 丁 | 后端 | 任一(李雷,韩梅梅) | 自动 1")
    assert lines(answer, "面试官") == ["面试官：韩梅梅"]


async def test_at_written_times_a_pool_gives_one_who_is_free_at_all_of_them(town: Town) -> None:
    await town.say("HanMeimei", "忙碌 周五 14:00-15:00")
    await town.say("LiLei", "请假 周四")
    pool = "任一(韩梅梅,李雷)"

    assert await town.say("WangFang", f"安排 甲 | 后端 | {pool} | 周四 10:00；周五 14:30") == (
        "韩梅梅、李雷里没有人在这些时间都有空。请换时间、写明一位面试官，或者用“自动 3”。"
    )
    answer = await town.say("WangFang", f"安排 甲 | 后端 | {pool} | 周五 10:00；周五 14:30")
    assert lines(answer, "面试官", "注意") == ["面试官：李雷"]


async def test_groups_are_pools_with_a_name(town: Town) -> None:
    assert await town.say("WangFang", "组") == "还没有组。要建一个，请发：组 后端 李雷 韩梅梅"
    assert await town.say("WangFang", "/group 后端 李雷 韩梅梅") == (
        "好的，后端：李雷、韩梅梅。安排面试时写“后端”，就会从中选一位有空的。"
    )
    await town.say("LiLei", "请假 周五")
    answer = await town.say("WangFang", "安排 甲 | 后端工程师 | 后端、老王(LaoWang) | 自动 1 周五")
    assert lines(answer, "面试官") == ["面试官：韩梅梅、老王"]

    assert await town.say("WangFang", "组 后端 老王") == (
        "好的，后端：老王。安排面试时写“后端”，就会从中选一位有空的。"
    )
    await town.say("WangFang", "language en")
    assert await town.say("WangFang", "group") == "Groups:\n后端: 老王"
    assert await town.say("WangFang", "group 李雷 韩梅梅") == (
        '"李雷" is the name or account of a person. Please give the group another name.'
    )
    assert await town.say("WangFang", "group 后端") == (
        "Please give the name and the members, for example: group backend 李雷 韩梅梅; to delete:"
        " group backend delete"
    )
    assert await town.say("WangFang", "group 后端 delete") == 'The group "后端" is gone.'
    assert await town.say("WangFang", "group 后端 delete") == (
        'There is no group "后端". Say "group" to see which there are.'
    )


async def test_a_pool_can_take_over_a_seat(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 周五 10:00")
    await town.say("zhangsan", "1")
    await town.say("HanMeimei", "忙碌 周五 10:00-12:00")

    assert await town.say("WangFang", "换人 1 李雷 任一(韩梅梅，老王)") == (
        "#1（张三）的面试官：李雷 → 老王。相关的人会收到通知。"
    )
    async with town.connection() as connection:
        pool = await connection.fetchval("SELECT pool FROM panel WHERE interview_id = 1")
        named = await connection.fetch("SELECT name FROM person WHERE id = ANY($1)", pool)
    assert [row["name"] for row in named] == ["韩梅梅"]
    await town.say("WangFang", "language en")
    assert await town.say("WangFang", "swap 1 老王 any(韩梅梅, 老王)") == (
        "Nobody of 韩梅梅, 老王 is free then. Name one of them, or move the interview first."
    )


async def test_two_who_ask_at_once_get_different_times(town: Town) -> None:
    answers = await asyncio.gather(
        *(
            town.say(hr, f"安排 {hr}的候选人{n} | 前端 | 李雷 | 自动 1 周五")
            for n in range(2)
            for hr in ("WangFang", "ZhouMin")
        )
    )

    assert all(answer and answer.startswith("已安排") for answer in answers)
    times = [line for answer in answers for line in lines(answer, "1.")]
    assert len(set(times)) == 4


async def test_a_candidates_other_interviews_count(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 韩梅梅 | 周五 9:00-12:00")
    await town.say("zhangsan", "忙碌 周五 13:00-16:00")

    answer = await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 自动 1 周五")
    assert lines(answer, "1.") == ["1. 11月27日 周五 16:00–17:00"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "安排 甲 | 前端 | 任一(李雷,赵云) | 自动 1",
            "没有找到面试官“赵云”。请写成 赵云(userid)，userid 是企业微信里的账号，例如 李雷(lilei)。",
        ),
        (
            "安排 甲 | 前端 | 任一() | 自动 1",
            "“任一()”里一个人也没有。请写成 任一(李雷,韩梅梅)。",
        ),
        (
            "安排 甲 | 前端 | 李雷 | 自动 0",
            "请写成 自动 3，也可以加上分钟和日期：自动 3 45 下周（一次 1 到 20 个）。",
        ),
        (
            "安排 甲 | 前端 | 李雷 | 自动 3 随便",
            "看不懂日期“随便”。请写成 本周、周五、12-01 或 12-01 12-03。",
        ),
        (
            "安排 甲 | 前端 | 李雷 | 自动 3 2027-01-04",
            (
                "没有找到李雷都有空的时间。可以换面试官、换日期（例如 自动 3 下周），或者直接写时间。\n"
                "还不知道 2027 年的放假安排，那一年的日子没有算在内。"
            ),
        ),
    ],
)
async def test_what_cannot_be_found_is_answered_and_changes_nothing(
    town: Town, text: str, answer: str
) -> None:
    assert await town.say("WangFang", text) == answer
    assert await town.count("interview") == 0


async def test_one_of_several_is_said_with_or(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 前端 | 李雷 | 周五 14:00")
    answer = await town.say(
        "WangFang", "安排 张三(zhangsan) | 后端 | 李雷或者韩梅梅、老王 | 周五 14:00"
    )
    assert lines(answer, "面试官") == ["面试官：韩梅梅、老王"]

    answer = await town.say("WangFang", "约赵六周五下午2点面测试，李雷或者周敏面")
    assert lines(answer, "面试官") == ["面试官：李雷或者周敏"]
    await town.say("WangFang", "跳过")
    assert lines(await town.say("WangFang", "是"), "面试官") == ["面试官：周敏"]

    await town.say("WangFang", "约孙七周五下午2点面测试")
    answer = await town.say("WangFang", "李雷或韩梅梅或周敏都行")
    assert lines(answer, "面试官") == ["面试官：李雷或韩梅梅或周敏"]

    await town.say("WangFang", "language en")
    answer = await town.say(
        "WangFang", "schedule Amy Liu for QA on friday 4pm with lilei or laowang"
    )
    assert lines(answer, "With") == ["With: 李雷 or 老王"]
