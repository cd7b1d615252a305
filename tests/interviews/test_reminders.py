"""What the clock says: reminders, digests, expired holds."""

import asyncio
from datetime import timedelta

import pytest

from bot.clock import Clock
from tests.town import MakeTown, Town


async def agree(town: Town, when: str, candidate: str = "张三(zhangsan)") -> None:
    await town.say("WangFang", f"安排 {candidate} | 前端 | 李雷(LiLei) | {when} | 1号会议室")
    number = await town.count("interview")
    await town.say("WangFang", f"确认 {number} 1")
    await town.say("LiLei", f"接受 {number}")
    for userid in ("WangFang", "zhangsan", "LiLei"):
        await town.pushed(userid)


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "zhangsan")


def firsts(texts: list[str]) -> list[str]:
    return [text.partition("\n")[0] for text in texts]


async def test_everyone_is_reminded_a_day_and_an_hour_before(town: Town) -> None:
    await agree(town, "11-26 15:00")

    await town.pass_time(hours=28, minutes=59)
    assert await town.pushed("zhangsan") == []
    await town.pass_time(minutes=1)
    assert await town.pushed("zhangsan") == [
        "张三，您好！提醒您 1 天后有面试：前端 · 一面（#1）\n"
        "时间：11月26日 周四 15:00–16:00\n地点：1号会议室\n面试官：李雷\n"
        "联系人：王芳。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，会晚到请回复“迟到 10”。"
    ]
    assert await town.pushed("LiLei") == [
        "提醒：1 天后有面试 #1\n张三 · 前端 · 一面\n时间：11月26日 周四 15:00–16:00\n地点：1号会议室"
    ]
    await town.pass_time(hours=23)
    assert firsts(await town.pushed("LiLei")) == ["提醒：1 小时后有面试 #1"]
    await town.pass_time(minutes=59)
    assert await town.pushed("LiLei") == []


async def test_asking_twice_or_from_two_workers_reminds_once(town: Town) -> None:
    await agree(town, "11-26 15:00")
    town.clock.advance(timedelta(hours=29))
    other = Clock(town.sessions, town.settings.rules, town.clock.now)

    await asyncio.gather(*(clock.tick() for clock in (town.ticker, other) for _ in range(3)))

    assert len(await town.pushed("LiLei")) == 1


async def test_after_an_outage_only_the_shortest_is_said_and_only_before_the_start(
    town: Town,
) -> None:
    await agree(town, "11-26 15:00")
    await agree(town, "11-26 10:00", "李四(lisi)")

    await town.pass_time(hours=52, minutes=30)  # 26 November, 14:30

    assert firsts(await town.pushed("LiLei")) == ["提醒：30 分钟后有面试 #1"]


async def test_one_that_waited_until_the_next_is_due_is_not_said_any_more(town: Town) -> None:
    await agree(town, "11-26 15:00")
    town.wecom.faults.add("message/send", code=-1)
    await town.pass_time(hours=29)
    await town.deliver()
    await town.pass_time(hours=23)
    town.wecom.faults.clear()

    assert firsts(await town.pushed("LiLei")) == ["提醒：1 小时后有面试 #1"]


async def test_a_reminder_that_was_due_before_the_time_was_agreed_is_not_sent(town: Town) -> None:
    await agree(town, "明天 9:30")  # 23.5 hours ahead
    await town.pass_time(seconds=2)
    assert await town.pushed("LiLei") == []

    await town.pass_time(hours=22, minutes=30)
    assert firsts(await town.pushed("LiLei")) == ["提醒：1 小时后有面试 #1"]


async def test_a_reminder_is_sent_if_it_is_due_at_the_very_moment_of_agreement(
    town: Town,
) -> None:
    await agree(town, "明天 10:00")
    await town.pass_time(seconds=2)

    assert firsts(await town.pushed("LiLei")) == ["提醒：1 天后有面试 #1"]


async def test_a_cancelled_interview_reminds_nobody(town: Town) -> None:
    await agree(town, "11-26 15:00")
    await town.say("WangFang", "取消 1 停招")
    await town.pushed("LiLei")

    await town.pass_time(hours=29)

    assert await town.pushed("LiLei") == []


async def test_one_cancelled_between_tick_and_delivery_reminds_nobody(town: Town) -> None:
    await agree(town, "11-26 15:00")
    await town.pass_time(hours=29)
    await town.say("WangFang", "取消 1 停招")

    assert firsts(await town.pushed("LiLei")) == ["王芳取消了面试 #1：张三 · 前端 · 一面"]


async def test_leads_are_what_the_configuration_says(make_town: MakeTown) -> None:
    town = await make_town(reminders={"before": ["90s", "10m"]})
    await agree(town, "今天 11:00")

    await town.pass_time(minutes=50)
    assert firsts(await town.pushed("LiLei")) == ["提醒：10 分钟后有面试 #1"]
    await town.pass_time(minutes=8, seconds=30)
    assert firsts(await town.pushed("LiLei")) == ["提醒：2 分钟后有面试 #1"]


async def test_without_leads_nobody_is_reminded(make_town: MakeTown) -> None:
    town = await make_town(reminders={"before": []})
    await agree(town, "今天 11:00")
    await town.pass_time(minutes=59)

    assert await town.pushed("LiLei") == []


async def test_hr_reminds_a_candidate_who_cannot_be_reached(town: Town) -> None:
    await agree(town, "11-26 15:00", "赵六")
    await town.pass_time(hours=29)

    [reminder] = [text for text in await town.pushed("WangFang") if "早上好" not in text]
    assert reminder.startswith(
        "赵六还不能直接收到消息，请把下面这段转给对方：\n赵六，您好！提醒您 1 天后有面试"
    )


async def test_many_due_at_once_are_all_said(town: Town) -> None:
    for hour in range(8, 22):
        await agree(town, f"11-26 {hour}:00", f"候选人{hour}")

    await town.pass_time(hours=36)

    assert len(await town.pushed("LiLei")) == 14


async def test_hr_reads_the_digest_on_working_mornings(town: Town) -> None:
    await town.hello("ZhouMin")
    await agree(town, "明天 15:00")
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周五 10:00")

    await town.pass_time(hours=22, minutes=29)
    assert await town.pushed("WangFang") == []
    await town.pass_time(minutes=1)

    assert await town.pushed("WangFang") == [
        "早上好，王芳！11月25日 周三\n"
        "今天的面试（1）：\n"
        "#1 15:00–16:00 张三 · 前端 · 一面 · 已确认 · 1号会议室\n"
        "等待答复（1）：\n"
        "#2 李四 · 测试 · 一面 · 1 个时间待选 · 已等 22 小时"
    ]
    assert firsts(await town.pushed("ZhouMin")) == ["早上好，周敏！11月25日 周三"]
    await town.pass_time(minutes=30)
    assert await town.pushed("WangFang") == []


async def test_hr_of_the_configuration_who_never_said_a_word_reads_it_too(town: Town) -> None:
    await agree(town, "明天 15:00")
    await town.pass_time(seconds=2)
    await town.pass_time(hours=22, minutes=30)

    assert firsts(await town.pushed("ZhouMin")) == ["早上好，ZhouMin！11月25日 周三"]
    await town.say("ZhouMin", "算了")
    assert await town.count("person", "name = '周敏'") == 1


async def test_with_nothing_to_say_or_at_the_weekend_there_is_no_digest(town: Town) -> None:
    await town.pass_time(hours=22, minutes=31)
    assert await town.pushed("WangFang") == []

    await agree(town, "11-30 15:00")
    await town.pass_time(days=3)  # Saturday morning
    assert firsts(await town.pushed("WangFang")) == []


async def test_the_digest_comes_at_the_readers_own_morning(town: Town) -> None:
    await town.say("WangFang", "zone Asia/Tokyo")
    await agree(town, "明天 15:00")
    await town.pass_time(seconds=2)

    await town.pass_time(hours=21, minutes=30)  # 07:30 in Shanghai, 08:30 in Tokyo

    assert firsts(await town.pushed("WangFang")) == ["早上好，王芳！11月25日 周三"]


async def test_a_digest_that_is_hours_late_is_left_out(town: Town) -> None:
    await agree(town, "明天 15:00")
    await town.pass_time(hours=26)

    assert [t for t in firsts(await town.pushed("WangFang")) if "早上好" in t] == []


async def test_an_offer_nobody_took_expires_and_hr_is_told(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 周五 10:00；周五 14:00")
    await town.pushed("zhangsan")

    await town.pass_time(hours=48)

    [expired] = [text for text in await town.pushed("WangFang") if "早上好" not in text]
    assert expired == (
        "张三没有答复，#1（前端 · 一面）的这些时间不再保留：\n"
        "1. 11月27日 周五 10:00–11:00\n2. 11月27日 周五 14:00–15:00\n"
        "再提供时间请发：提供 1 明天 15:00；后天 10:00"
    )
    assert await town.count("booking") == 0
    assert await town.say("zhangsan", "1") == (
        "时间 1（11月27日 周五 10:00–11:00）的保留时间已过。\n现在没有可选的时间，请联系王芳。"
    )


async def test_a_time_that_has_begun_expires_and_the_others_stay_open(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 今天 11:00；周五 14:00")
    await town.pass_time(hours=1)

    [expired] = await town.pushed("WangFang")
    assert expired.startswith(
        "张三没有答复，#1（前端 · 一面）的这些时间不再保留：\n1. 11月24日 周二 11:00–12:00\n"
        "还可选：\n2. 11月27日 周五 14:00–15:00\n"
    )


async def test_an_offer_of_which_every_time_has_lapsed_on_its_way_is_not_made_any_more(
    town: Town,
) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 今天 11:00；今天 12:00")
    town.clock.advance(timedelta(hours=2))

    assert await town.pushed("zhangsan") == []  # the worker sends before its clock has ticked
    await town.ticker.tick()
    [expired] = await town.pushed("WangFang")
    assert expired.startswith("张三没有答复，#1（前端 · 一面）的这些时间不再保留：")


async def test_a_lapsed_hold_binds_nobody_even_before_the_clock_says_so(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 周五 10:00")
    town.clock.advance(timedelta(hours=48))

    answer = await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周五 10:00")

    assert answer is not None
    assert answer.startswith("已安排 #2")
