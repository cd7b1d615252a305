"""Offers nobody answers: the candidate is asked once more, then HR is."""

import pytest

from tests.town import MakeTown, Town

OFFER = "安排 张三(zhangsan) | 后端工程师 | 李雷(LiLei) | 周五 15:00-16:00；周五 17:00 | 1号会议室"
AGAIN = (
    "还没有收到您的答复，再发一次：\n张三，您好！王芳邀请您参加面试：\n后端工程师 · 一面（#1）\n"
    "可选时间：\n1. 11月27日 周五 15:00–16:00\n2. 11月27日 周五 17:00–18:00\n地点：1号会议室\n"
    "请回复时间前的数字确认，例如 1；都不合适请回复“都不行”，也可以附上您方便的时间。\n"
    "这些时间为您保留到 11月26日 周四 10:00。"
)
ASKED = (
    "张三已经 1 天 12 小时 没有答复 #1（后端工程师 · 一面），提醒过一次了：\n"
    "1. 11月27日 周五 15:00–16:00\n2. 11月27日 周五 17:00–18:00\n"
    "要不要打个电话？换别的时间请发：提供 1 明天 15:00；不面了请发：取消 1 原因"
)


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "zhangsan", "LiLei")
    await town.ticker.tick()


async def test_the_candidate_is_asked_once_more_after_a_day_and_hr_half_a_day_later(
    town: Town,
) -> None:
    await town.say("WangFang", OFFER)
    await town.pushed("zhangsan")

    await town.pass_time(hours=23)
    assert await town.pushed("zhangsan") == []
    await town.pass_time(hours=1)
    await town.pass_time(minutes=5)
    assert await town.pushed("zhangsan") == [AGAIN]
    await town.pass_time(hours=11)
    assert await town.pushed("WangFang") != [ASKED]
    await town.pass_time(hours=1)
    assert ASKED in await town.pushed("WangFang")
    await town.pass_time(hours=1)
    assert await town.pushed("zhangsan") == []


async def test_who_has_answered_is_left_alone(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.pushed("zhangsan")
    await town.say("zhangsan", "都不行")

    await town.pass_time(hours=25)
    await town.pass_time(hours=13)

    assert await town.pushed("zhangsan") == []
    assert await town.count("outbox", "kind IN ('nudge', 'ask_hr')") == 0


async def test_new_times_begin_the_wait_anew(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.pass_time(hours=20)
    await town.say("WangFang", "提供 1 下周一 10:00")
    await town.pushed("zhangsan")

    await town.pass_time(hours=20)
    assert await town.count("outbox", "kind = 'nudge'") == 0
    await town.pass_time(hours=5)
    [again] = await town.pushed("zhangsan")
    assert again.startswith("还没有收到您的答复，再发一次：\n")


async def test_what_cannot_be_sent_hr_passes_on(town: Town) -> None:
    await town.say("WangFang", OFFER.replace("张三(zhangsan)", "赵六"))

    await town.pass_time(hours=25)

    told = await town.pushed("WangFang")
    assert any(
        one.startswith(
            "赵六还不能直接收到消息，请把下面这段转给对方：\n还没有收到您的答复，再发一次：\n"
        )
        for one in told
    )


async def test_rounds_in_a_row_are_one_offer(town: Town) -> None:
    await town.say(
        "WangFang", "连面 张三(zhangsan) | 后端 | 李雷(LiLei) > 韩梅梅(HanMeimei) | 周五 14:00"
    )
    await town.pushed("zhangsan")

    await town.pass_time(hours=25)

    [again] = await town.pushed("zhangsan")
    assert "邀请您参加连续的 2 轮面试" in again


async def test_nothing_is_asked_where_that_is_switched_off(make_town: MakeTown) -> None:
    town = await make_town(offer={"nudge": "0"})
    await town.say("WangFang", OFFER)
    await town.pass_time(hours=30)
    await town.pass_time(hours=10)

    assert await town.count("outbox", "kind IN ('nudge', 'ask_hr')") == 0
