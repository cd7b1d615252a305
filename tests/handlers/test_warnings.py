"""What HR writes is done, with a line for each rule it breaks; overlaps and the past are refused."""

import pytest

from tests.town import Town


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "HanMeimei", "zhangsan")


async def notes(town: Town, times: str, panel: str = "李雷") -> list[str]:
    answer = await town.say("WangFang", f"安排 张三(zhangsan) | 后端 | {panel} | {times}")
    assert answer is not None
    assert answer.startswith(("已安排", "Scheduled")), answer
    return [line for line in answer.splitlines() if line.startswith(("注意", "Note"))]


async def test_the_warning_is_a_line_below_the_answer(town: Town) -> None:
    assert await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 周五 20:00") == (
        "已安排 #1：张三 · 后端 · 一面\n"
        "面试官：李雷\n"
        "可选时间：\n"
        "1. 11月27日 周五 20:00–21:00\n"
        "已发给张三，等待确认。\n"
        "注意：李雷 11月27日 周五 下班时间是 18:00"
    )
    assert await town.say("WangFang", "提供 1 周六 10:00；周五 10:00") == (
        "#1 现在可选：\n"
        "1. 11月27日 周五 20:00–21:00\n"
        "2. 11月28日 周六 10:00–11:00\n"
        "3. 11月27日 周五 10:00–11:00\n"
        "已发给张三。\n"
        "注意：李雷 11月28日 周六 不上班"
    )


async def test_the_warning_is_not_part_of_what_is_to_be_passed_on(town: Town) -> None:
    warning = "注意：李雷 11月27日 周五 下班时间是 18:00"
    for said in (
        "安排 赵六 | 后端 | 李雷 | 周五 20:00",
        "提供 1 周五 21:00",
        "再约 1 | 李雷 | 周五 19:00",
        "连面 钱七 | 后端 | 李雷 > 韩梅梅 | 周五 18:00",
    ):
        answer = await town.say("WangFang", said)
        assert answer is not None
        to_hr, passed_on = answer.split("还不能直接收到消息，请把下面这段转给对方：")
        assert warning in to_hr, said
        assert "注意" not in passed_on, said


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ("周五 10:00", []),
        ("周五 7:30-8:30", ["注意：李雷 11月27日 周五 上班时间是 09:00"]),
        ("周五 17:30", ["注意：李雷 11月27日 周五 下班时间是 18:00"]),
        ("周五 12:30-13:30", ["注意：李雷 11月27日 周五 12:00–13:00 午休"]),
        ("今天 11:00", ["注意：离开始不到 2 小时，太仓促"]),
        (
            "2027-02-01 10:00",
            [
                "注意：在 60 天 以后，太远了",
                "注意：还不知道 2027 年的放假安排，李雷 2027年2月1日 周一 是否上班不能确定",
            ],
        ),
    ],
)
async def test_each_broken_rule_is_one_line(town: Town, times: str, said: list[str]) -> None:
    assert await notes(town, times) == said


async def test_absences_buffers_and_full_days_are_named(town: Town) -> None:
    await town.say("LiLei", "忙碌 周五 14:00-15:00 客户会")
    await town.say("LiLei", "请假 下周一")
    await town.say("WangFang", "安排 李四(lisi) | 前端 | 李雷 | 周四 9:00")

    assert await notes(town, "周五 14:30；下周一 10:00；周四 10:00", "李雷、韩梅梅") == [
        "注意：李雷 11月27日 周五 14:00–15:00 没空：客户会",
        "注意：李雷 11月30日 周一 请假",
        "注意：李雷 11月26日 周四 09:00–10:00 有 #1，前后要留 15 分钟",
    ]


async def test_as_many_as_the_limits_allow_bring_no_warning_and_one_more_does(town: Town) -> None:
    for hour in (9, 13, 15):
        await town.say("WangFang", f"安排 某{hour} | 前端 | 韩梅梅 | 周五 {hour}:00")

    assert await notes(town, "周五 10:30", "韩梅梅") == []
    assert await notes(town, "周五 16:30", "韩梅梅") == [
        "注意：韩梅梅 11月27日 周五 已有 4 场面试，一天最多 4 场"
    ]


async def test_a_full_week_is_named(town: Town) -> None:
    for day in ("周三", "周四", "周五"):
        for hour in (9, 11, 14, 16):
            await town.say("WangFang", f"安排 某{day}{hour} | 前端 | 韩梅梅 | {day} {hour}:00")

    assert await notes(town, "今天 15:00", "韩梅梅") == [
        "注意：韩梅梅 11月23日 周一–11月29日 周日 已有 12 场面试，一周最多 12 场"
    ]


async def test_in_english_for_a_holiday_elsewhere(town: Town) -> None:
    await town.say("LiLei", "地区 德国")
    await town.say("WangFang", "language en")

    assert await notes(town, "2026-12-25 10:00；2026-12-24 19:00") == [
        "Note: Fri 25 Dec is a holiday for 李雷 (Christmas Day)",
        "Note: 李雷 finishes work at 18:00 on Thu 24 Dec",
    ]


async def test_overlaps_and_the_past_are_refused(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 周五 20:00")

    assert await town.say("WangFang", "安排 李四(lisi) | 后端 | 李雷 | 周五 20:30") == (
        "时间冲突，没有做任何改动：\n"
        "李雷 11月27日 周五 20:00–21:00 已有 #1（张三 · 后端 · 一面）\n"
        "请换一个时间重发。"
    )
    assert await town.say("WangFang", "安排 李四(lisi) | 后端 | 李雷 | 2026-11-23 20:30") == (
        "11月23日 周一 20:30 已经过去了，请换一个以后的时间。"
    )
