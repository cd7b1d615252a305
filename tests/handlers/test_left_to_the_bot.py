"""`自动 3` for an interview that exists, and for several rounds in a row."""

import asyncio

import pytest

from tests.town import Town

OFFER = "安排 张三(zhangsan) | 后端 | 李雷、韩梅梅 | 周四 10:00-10:45"


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "ZhouMin", "LiLei", "HanMeimei", "LaoWang", "zhangsan", "lisi")


async def test_other_times_are_found_for_an_interview_as_long_as_it_is(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("zhangsan", "1")
    await town.say("HanMeimei", "忙碌 周五 9:00-12:00")

    assert await town.say("WangFang", "改到 1 自动 2 周五") == (
        "#1（张三）想改到：\n2. 11月27日 周五 13:00–13:45\n3. 11月27日 周五 14:00–14:45\n"
        "候选人确认之前，原定时间 11月26日 周四 10:00–10:45 不变。\n已发给张三。"
    )
    # Asked again, others than those on offer are found; minutes may be given.
    assert await town.say("WangFang", "改到 1 自动 1 60 周五") == (
        "#1（张三）想改到：\n4. 11月27日 周五 15:00–16:00\n"
        "候选人确认之前，原定时间 11月26日 周四 10:00–10:45 不变。\n已发给张三。"
    )
    assert await town.say("WangFang", "改到 1 自动 3 周六") == (
        "没有找到李雷、韩梅梅都有空的时间。可以换面试官、换日期（例如 自动 3 下周），或者直接写时间。"
    )
    assert await town.say("WangFang", "改到 1 自动 2!") == (
        "用“!”直接改定时，请只写一个时间，例如：改到 1 周五 10:00!"
    )
    assert await town.say("WangFang", "改到 1 自动!") == (
        "#1（张三）改到 11月24日 周二 13:00–13:45，相关的人会收到通知。"
    )


async def test_other_times_are_found_in_english(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("WangFang", "language en")

    assert await town.say("WangFang", "move 1 auto 2 friday") == (
        "Now on offer for #1 (张三):\n2. Fri 27 Nov 09:00–09:45\n3. Fri 27 Nov 10:00–10:45\n"
        "Sent to 张三."
    )
    assert await town.say("WangFang", "move 1 auto 3 saturday") == (
        "I found no time at which 李雷, 韩梅梅 can. Choose other interviewers or other days (for example"
        " auto 3 next week), or write a time yourself."
    )


async def test_two_who_move_at_once_get_different_times(town: Town) -> None:
    for name in ("甲", "乙"):
        await town.say(
            "WangFang", f"安排 {name} | 前端 | 李雷 | 下周一 {9 if name == '甲' else 14}:00"
        )

    answers = await asyncio.gather(
        town.say("WangFang", "改到 1 自动 1 周五"), town.say("ZhouMin", "改到 2 自动 1 周五")
    )

    assert {(answer or "").split("\n")[1] for answer in answers} == {
        "2. 11月27日 周五 09:00–10:00",
        "2. 11月27日 周五 10:30–11:30",
    }


async def test_times_for_several_rounds_in_a_row_are_found(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 前端 | 韩梅梅 | 周五 10:00")

    assert await town.say(
        "WangFang", "连面 张三(zhangsan) | 后端 | 李雷 > 韩梅梅 > 老王 | 自动 2 周五"
    ) == (
        "已安排连续 3 轮面试：张三 · 后端\n#2 一面 李雷\n#3 二面 韩梅梅\n#4 三面 老王\n可选时间：\n"
        "1. 11月27日 周五 13:00–16:00\n已发给张三，等待确认。\n只找到 1 个都有空的时间。"
    )
    assert await town.say("WangFang", "提供 2 自动 1 下周一") == (
        "#2 现在可选：\n1. 11月27日 周五 13:00–16:00\n2. 11月30日 周一 09:00–12:00\n已发给张三。"
    )
    assert await town.say("zhangsan", "2") == (
        "面试已确认：后端，连续 3 轮\n#2 一面 11月30日 周一 09:00–10:00 李雷\n"
        "#3 二面 11月30日 周一 10:00–11:00 韩梅梅\n#4 三面 11月30日 周一 11:00–12:00 老王\n"
        "联系人：王芳。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，会晚到请回复“迟到 10”。"
    )


async def test_nobody_of_a_pool_takes_two_rounds(town: Town) -> None:
    await town.say("WangFang", "language en")

    answer = await town.say(
        "WangFang", "rounds 王五 | dev | any(李雷,韩梅梅) > any(李雷,韩梅梅) | auto 2 30 friday"
    )

    assert answer is not None
    assert answer.startswith(
        "Scheduled 2 interviews in a row: 王五 · dev\n#1 round 1 韩梅梅\n#2 round 2 李雷\n"
        "Times offered:\n1. Fri 27 Nov 09:00–10:00\n2. Fri 27 Nov 10:00–11:00\n"
    )
    assert await town.count("slot", "ends_at - starts_at = interval '30 minutes'") == 4
    assert await town.say("WangFang", "rounds 王六 | dev | 李雷 > 韩梅梅 | auto 1 saturday") == (
        "I found no time at which 李雷, 韩梅梅 can. Choose other interviewers or other days (for example"
        " auto 3 next week), or write a time yourself."
    )
    assert await town.count("interview") == 2


async def test_two_who_look_for_rounds_at_once_get_different_times(town: Town) -> None:
    answers = await asyncio.gather(
        *(
            town.say(hr, f"连面 {hr}的候选人 | 前端 | 李雷 > 韩梅梅 | 自动 1 周五")
            for hr in ("WangFang", "ZhouMin")
        )
    )

    times = {line for answer in answers for line in (answer or "").split("\n") if line[:2] == "1."}
    assert (
        times == {"1. 11月27日 周五 09:00–11:00", "1. 11月27日 周五 11:00–13:00"} or len(times) == 2
    )
