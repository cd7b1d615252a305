"""Who can no longer use the app: HR gets one list of their interviews, with people who could."""

from datetime import timedelta

import pytest

from tests.town import Town

EVERYONE = ("WangFang", "ZhouMin", "zhangsan", "lisi", "LiLei", "HanMeimei")
LIST = (
    "李雷（LiLei）已收不到面约的消息，可能已离职，或者不在应用的可见范围内。TA 还有 2 场面试：\n"
    "#1 张三 · 后端 · 一面 · 11月27日 周五 15:00–16:00\n换人 1 李雷 韩梅梅\n"
    "#3 李四 · 测试 · 一面 · 待确认\n换人 3 李雷 姓名"
)


@pytest.fixture(autouse=True)
async def agreed(town: Town) -> None:
    await town.hello(*EVERYONE)
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 周五 15:00")
    await town.say("zhangsan", "1")
    await town.say("ZhouMin", "安排 李四(lisi) | 后端 | 韩梅梅 | 周四 15:00")
    await town.say("lisi", "1")
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周五 10:00")
    for userid in EVERYONE:
        await town.pushed(userid)


async def test_the_event_tells_hr_once(town: Town) -> None:
    await town.wecom.event("LiLei", "unsubscribe")
    town.clock.advance(timedelta(seconds=5))
    await town.wecom.event("LiLei", "unsubscribe")

    assert await town.pushed("WangFang") == [LIST]
    assert await town.pushed("ZhouMin") == []
    assert await town.count("person", "left_at IS NOT NULL") == 1
    answer = await town.say("WangFang", "换人 1 李雷 韩梅梅")
    assert answer == "#1（张三）的面试官：李雷 → 韩梅梅。相关的人会收到通知。"


async def test_a_refused_receiver_tells_it_too(town: Town) -> None:
    town.wecom.remove_member("LiLei")
    await town.say("WangFang", "修改 1 地点 2号会议室")

    told = await town.pushed("WangFang")
    assert LIST in told
    assert len(told) == 2
    assert told[1 - told.index(LIST)].startswith("没能通知到李雷：")


async def test_a_later_word_of_theirs_clears_it(town: Town) -> None:
    await town.wecom.event("LiLei", "unsubscribe")
    await town.pushed("WangFang")

    assert await town.say("LiLei", "今天") is not None
    assert await town.count("person", "left_at IS NOT NULL") == 0
    town.clock.advance(timedelta(hours=5))
    await town.wecom.event("LiLei", "unsubscribe")
    assert await town.pushed("WangFang") == [LIST]


async def test_when_hr_leaves_the_other_hr_hears_of_what_they_give(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 前端 | 王芳 | 周五 17:00")
    await town.say("WangFang", "确认 4 1")
    for userid in EVERYONE:
        await town.pushed(userid)

    await town.wecom.event("WangFang", "unsubscribe")

    [told] = await town.pushed("ZhouMin")
    assert told.startswith("王芳（WangFang）已收不到面约的消息")
    assert "\n#4 李四 · 前端 · 一面 · 11月27日 周五 17:00–18:00\n" in told
    assert await town.pushed("WangFang") == []


async def test_a_candidate_who_is_on_no_panel_is_told_of_message_by_message(town: Town) -> None:
    await town.wecom.event("zhangsan", "unsubscribe")
    await town.wecom.event("nobody", "unsubscribe")

    assert await town.pushed("WangFang") == []


async def test_in_english(town: Town) -> None:
    await town.say("WangFang", "language en")
    await town.wecom.event("LiLei", "unsubscribe")

    assert await town.pushed("WangFang") == [
        (
            "李雷 (LiLei) gets no messages from Mianyue any more: they may have left, or may not see"
            " the app. Still theirs (2):\n"
            "#1 张三 · 后端 · round 1 · Fri 27 Nov 15:00–16:00\nswap 1 李雷 韩梅梅\n"
            "#3 李四 · 测试 · round 1 · waiting for an answer\nswap 3 李雷 name"
        )
    ]


async def test_hr_is_warned_who_schedules_with_somebody_gone(town: Town) -> None:
    await town.wecom.event("LiLei", "unsubscribe")

    answer = await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 下周五 15:00")
    assert answer is not None
    assert answer.endswith("\n注意：李雷已收不到面约的消息，可能已离职")
