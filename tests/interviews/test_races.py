"""Two at once: one outcome, and every answer tells that one truth."""

import asyncio
from datetime import timedelta

import pytest

from interviews import expiry
from tests.town import Town

WAITING_FOR_A_LOCK = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "ZhouMin", "LiLei", "HanMeimei", "zhangsan", "lisi")


async def overlaps(town: Town) -> int:
    """Pairs of bookings of different interviews that share someone and a moment."""
    return await town.count(
        "booking a JOIN booking b ON a.who = b.who AND a.during && b.during"
        " AND a.interview_id < b.interview_id"
    )


async def test_of_many_who_want_one_time_one_gets_it(town: Town) -> None:
    answers = await asyncio.gather(
        *(
            town.say(hr, f"安排 候选人{n} | 前端 | 李雷 | 明天 15:00")
            for n in range(10)
            for hr in ("WangFang", "ZhouMin")
        )
    )

    done = [answer for answer in answers if answer and answer.startswith("已安排")]
    refused = {answer.partition("已有")[0] for answer in answers if answer not in done and answer}
    assert len(done) == 1
    assert refused == {"时间冲突，没有做任何改动：\n李雷 11月25日 周三 15:00–16:00 "}
    assert await town.count("interview") == 1
    assert await overlaps(town) == 0


async def test_confirm_confirm_on_behalf_and_cancel_at_once_have_one_outcome(town: Town) -> None:
    for round_ in range(8):
        await town.say(
            "WangFang",
            f"安排 张三(zhangsan) | 前端 | 李雷 | 明天 {9 + round_}:00；周五 {9 + round_}:00",
        )
        number = await town.count("interview")
        answers = await asyncio.gather(
            town.say("zhangsan", "1"),
            town.say("WangFang", f"确认 {number} 2"),
            town.say("ZhouMin", f"取消 {number} 停招"),
            town.say("zhangsan", "1"),
        )

        async with town.connection() as connection:
            status, start = await connection.fetchrow(
                "SELECT status, starts_at FROM interview WHERE id = $1", number
            )
        assert None not in answers
        if status == "cancelled":
            assert await town.count("booking", f"interview_id = {number}") == 0
        else:
            assert await town.count("booking", f"interview_id = {number}") == 2
            assert (
                await town.count(
                    "slot", f"interview_id = {number} AND starts_at = '{start}' AND state = 'taken'"
                )
                == 1
            )
        await town.say("ZhouMin", f"取消 {number} 清场")
    assert await overlaps(town) == 0


async def test_opposite_orders_of_one_panel_do_not_block_each_other(town: Town) -> None:
    for round_ in range(6):
        hour = 8 + round_ * 2
        answers = await asyncio.gather(
            town.say(
                "WangFang",
                f"安排 甲{round_} | 前端 | 李雷、韩梅梅 | 周四 {hour}:00；周五 {hour}:00",
            ),
            town.say(
                "ZhouMin", f"安排 乙{round_} | 前端 | 韩梅梅、李雷 | 周五 {hour}:00；周四 {hour}:00"
            ),
        )
        assert sum(answer is not None and answer.startswith("已安排") for answer in answers) == 1
    assert await town.count("interview") == 6
    assert await overlaps(town) == 0


async def test_a_time_given_away_by_a_later_clock_is_not_confirmed_by_an_earlier_one(
    town: Town,
) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 周五 10:00")
    town.clock.advance(timedelta(hours=48))
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷 | 周五 10:00")
    town.clock.advance(timedelta(seconds=-2))  # another process, or a message that had to wait

    answer = await town.say("zhangsan", "1")
    await town.say("lisi", "1")

    assert answer == (
        "时间 1（11月27日 周五 10:00–11:00）的保留时间已过。\n现在没有可选的时间，请联系王芳。"
    )
    async with town.connection() as connection:
        assert await connection.fetch("SELECT status FROM interview ORDER BY id") == [
            ("offered",),
            ("confirmed",),
        ]


async def test_who_declines_while_the_times_lapse_is_not_told_that_hr_has_heard_of_it(
    town: Town,
) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 周五 10:00")
    now = town.clock.now() + timedelta(hours=48)
    async with town.sessions() as session, town.connection() as connection:
        await expiry.expire(session, 1, rules=town.settings.rules, now=now)
        saying = asyncio.create_task(town.say("zhangsan", "都不行 晚上有空"))
        while not await connection.fetchval(WAITING_FOR_A_LOCK):  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0.01)
        await session.commit()

    assert await saying == "您现在没有待确认的时间。要取消已确认的面试，请发“取消 原因”。"


async def test_two_people_acting_on_one_interview_do_not_deadlock(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷、韩梅梅 | 明天 15:00")
    await town.say("zhangsan", "1")

    for minutes in range(1, 9):
        answers = await asyncio.gather(
            *(
                town.say(userid, f"迟到 1 {minutes}")
                for userid in ("zhangsan", "LiLei", "HanMeimei")
            )
        )
        assert all(answer and answer.startswith("已告诉其他人") for answer in answers)


async def test_a_member_first_seen_by_two_at_once_is_one_person(town: Town) -> None:
    await asyncio.gather(
        town.say("LaoWang", "今天"),
        town.say("WangFang", "安排 候选人 | 前端 | 老王(laowang) | 明天 15:00"),
        town.say("ZhouMin", "安排 候选人二 | 前端 | 老王(LAOWANG) | 明天 17:00"),
    )

    assert await town.count("person", "lower(userid) = 'laowang'") == 1
