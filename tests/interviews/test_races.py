"""Two at once: one outcome, and every answer tells that one truth."""

import asyncio
import itertools
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

import pytest
import structlog
from structlog.testing import capture_logs

from interviews import expiry
from tests.town import MakeTown, Town

WAITING_FOR_A_LOCK = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "ZhouMin", "LiLei", "HanMeimei", "zhangsan", "lisi")


@pytest.fixture
def repeats() -> Iterator[Callable[[], int]]:
    """How many messages were done over again because of a deadlock; nobody sees it but the log."""
    usual = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    try:
        with capture_logs() as logs:
            yield lambda: sum(line["action"] == "message.repeat" for line in logs)
    finally:
        structlog.configure(wrapper_class=usual)


async def overlaps(town: Town) -> int:
    """Pairs of bookings of different interviews that share someone and a moment."""
    return await town.count(
        "booking a JOIN booking b ON a.who = b.who AND a.during && b.during"
        " AND a.interview_id < b.interview_id"
    )


async def test_of_fifty_who_want_one_time_one_gets_it_and_the_others_hear_who_has_it(
    make_town: MakeTown, repeats: Callable[[], int]
) -> None:
    hr = [f"hr{n}" for n in range(50)]
    town = await make_town(
        people={"hr": hr}, database={"pool": 50}, callback={"answer_within": "20s"}
    )
    town.wecom.pusher.patience = 20  # whatever else the machine does, the words must be right
    for n, userid in enumerate(hr):
        town.wecom.add_member(userid, f"人事{n}")
    await town.hello("LiLei")
    await asyncio.gather(*(town.hello(userid) for userid in hr))  # opens every connection, too

    for number, hour in enumerate(range(9, 14), 1):  # until one round was not held up by others
        started = time.perf_counter()
        answers = await asyncio.gather(
            *(
                town.wecom.say(userid, f"安排 候选人{hour}{n} | 前端 | 李雷 | 明天 {hour}:00")
                for n, userid in enumerate(hr)
            )
        )
        took = time.perf_counter() - started

        texts = [answer.text or "" for answer in answers]
        [winner] = [n for n, text in enumerate(texts) if text.startswith("已安排")]
        async with town.connection() as connection:
            interview = await connection.fetchval("SELECT max(id) FROM interview")
        refusal = (
            f"时间冲突，没有做任何改动：\n李雷 11月25日 周三 {hour:02}:00–{hour + 1}:00 已有"
            f" #{interview}（候选人{hour}{winner} · 前端 · 一面）\n请换一个时间重发。"
        )
        assert [text for n, text in enumerate(texts) if n != winner] == [refusal] * 49
        assert await town.count("interview") == number
        assert await town.count("booking") == 2 * number
        if took < 3 and {answer.attempts for answer in answers} == {1}:
            break
    else:
        raise AssertionError(f"fifty take {took:.1f} s")
    assert repeats() == 0


WHEN = {1: "11月25日 周三 15:00–16:00", 2: "11月27日 周五 16:00–17:00"}
WAITS = "datname = current_database() AND wait_event_type = 'Lock'"


class Outcome:
    """What the history says came of offer #n after everybody spoke at once, and every text that
    may be said about it. `slot` is the time that was agreed on first, None if none was."""

    def __init__(self, n: int, slot: int | None) -> None:
        when = WHEN.get(slot or 0)
        self.slot = slot
        self.confirmation = (
            f"面试已确认：前端 · 一面（#{n}）\n时间：{when}\n面试官：李雷\n"
            "联系人：王芳。想改时间请回复“改期”和您方便的时间，"
            "不能来请回复“取消 原因”，会晚到请回复“迟到 10”。"
        )
        self.again = f"（之前已经确认过了）\n{self.confirmation}"
        self.on_behalf = f"已替张三确认 #{n}（前端 · 一面）：{when}"
        self.agreed = (
            f"#{n} 已经确认在 {when}。要改时间，请发“改期 {n}”和您方便的时间，会转告王芳。"
        )
        self.agreed_to_hr = f"#{n} 已经确认在 {when}。要换成别的时间，请发：改到 {n} 周五 10:00"
        self.closed = f"#{n} 已取消，不能再改。"
        nothing_open = "您现在没有待确认的面试时间。发“今天”或“本周”查看已有的面试。"
        self.off = {self.closed, nothing_open}
        self.done = f"已取消 #{n}（张三），相关的人会收到通知和原因。"
        facts = (f"\n原定时间：{when}" if slot else "") + "\n原因：停招"
        self.told = {  # news that is overtaken may be left out, the cancellation may not
            "zhangsan": [self.confirmation] if slot == 2 else [],
            "LiLei": [f"您有一场面试 #{n}：张三 · 前端 · 一面\n时间：{when}"] if slot else [],
            "WangFang": [f"张三确认了 #{n}：张三 · 前端 · 一面\n时间：{when}"] if slot == 1 else [],
            "ZhouMin": [],
        }
        cancelled = f"周敏取消了面试 #{n}：张三 · 前端 · 一面{facts}"
        self.last = {
            "zhangsan": [
                f"张三，您好！很抱歉，您的面试已取消：前端 · 一面（#{n}）{facts}\n如有疑问，请联系王芳。"
            ],
            "LiLei": [cancelled] if slot else [],  # who has not heard of it need not hear it is off
            "WangFang": [cancelled],
            "ZhouMin": [],
        }

    def assert_answers(
        self, ones: list[str | None], confirm: str | None, cancel: str | None
    ) -> None:
        """All four tell the same story, each from where it stood in it."""
        assert cancel == self.done
        if self.slot == 1:
            assert self.confirmation in ones
            ones.remove(self.confirmation)
            assert {*ones} <= {self.again, *self.off}
            assert confirm in {self.agreed_to_hr, self.closed}
        elif self.slot == 2:
            assert confirm == self.on_behalf
            assert {*ones} <= {self.agreed, *self.off}
        else:
            assert confirm == self.closed
            assert {*ones} <= self.off

    def assert_pushed(self, userid: str, texts: list[str], *, afterwards: bool) -> None:
        """What somebody was sent ends with the last truth, and is nothing else if it was sent when
        all was over."""
        told = [] if afterwards else self.told[userid]
        assert texts in (self.last[userid], [*told, *self.last[userid]])


async def test_confirm_confirm_on_behalf_and_cancel_at_once_have_one_outcome_that_all_tell(
    town: Town, repeats: Callable[[], int]
) -> None:
    everybody = ("zhangsan", "LiLei", "WangFang", "ZhouMin")
    rounds = itertools.product(itertools.permutations(range(3)), (True, False))
    for n, (order, queued) in enumerate(rounds, 1):
        await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 明天 15:00；周五 16:00")
        for userid in everybody:
            await town.pushed(userid)
        said = [
            ("zhangsan", "1"),
            ("WangFang", f"确认 {n} 2"),
            ("ZhouMin", f"取消 {n} 停招"),
            ("zhangsan", "1"),
        ]
        if queued:  # all have looked, and wait for the interview in this order
            answers = await held_back(town, n, [said[place] for place in (*order, 3)])
            answers = [answers[order.index(place)] for place in range(3)] + [answers[3]]
        else:  # whoever is quickest, and news goes out while the others still speak
            speaking = {place: asyncio.create_task(town.say(*said[place])) for place in (*order, 3)}
            await town.deliver()
            answers = [await speaking[place] for place in range(4)]

        outcome = Outcome(n, await first_agreed(town, n))
        if queued:
            assert outcome.slot == (1, 2, None)[order[0]]
        outcome.assert_answers([answers[0], answers[3]], answers[1], answers[2])
        for userid in everybody:
            outcome.assert_pushed(userid, await town.pushed(userid), afterwards=queued)
        assert await town.count("booking") == 0
        assert await town.count("interview", f"id = {n} AND status = 'cancelled'") == 1
        assert await town.count("slot", f"interview_id = {n} AND state = 'open'") == 0
        town.clock.advance(timedelta(minutes=1))
    assert repeats() == 0


async def held_back(town: Town, number: int, said: Sequence[tuple[str, str]]) -> list[str | None]:
    """Have people speak one after the other, and all wait for one interview; then let go of it."""
    speaking: list[asyncio.Task[str | None]] = []
    async with town.connection() as connection, connection.transaction():
        await connection.execute("SELECT FROM interview WHERE id = $1 FOR UPDATE", number)
        for userid, text in said:
            speaking.append(asyncio.create_task(town.say(userid, text)))
            speakers = len({who for who, _ in said[: len(speaking)]})  # a person's wait in a row
            async with asyncio.timeout(3):
                while await town.count("pg_stat_activity", WAITS) < speakers:
                    await asyncio.to_thread(time.sleep, 0.01)
    return [await one for one in speaking]


async def first_agreed(town: Town, number: int) -> int | None:
    """Which of the two times the history says was agreed on before the cancellation."""
    async with town.connection() as connection:
        rows = await connection.fetch(
            "SELECT what, userid FROM change LEFT JOIN person p ON p.id = person_id"
            " WHERE interview_id = $1 ORDER BY change.id",
            number,
        )
    match [tuple(row) for row in rows]:
        case [("proposed", "WangFang"), ("cancelled", "ZhouMin")]:
            return None
        case [("proposed", "WangFang"), ("confirmed", by), ("cancelled", "ZhouMin")]:
            return {"zhangsan": 1, "WangFang": 2}[by]
        case other:
            raise AssertionError(other)


async def test_two_who_name_the_same_strangers_in_opposite_order_are_both_served(
    town: Town, repeats: Callable[[], int]
) -> None:
    for n in range(3):
        answers = await asyncio.gather(
            town.say("WangFang", f"安排 赵{n} | 前端 | 甲{n}(a{n})、乙{n}(b{n}) | 周四 10:00"),
            town.say("ZhouMin", f"安排 钱{n} | 前端 | 乙{n}(b{n})、甲{n}(a{n}) | 周五 10:00"),
        )
        assert [answer and answer[:4] for answer in answers] == ["已安排 "] * 2

    assert await town.count("person", "userid ~ '^[ab][012]$'") == 6
    assert repeats() <= 3


async def test_two_hr_acting_crosswise_on_interviews_that_share_a_panel_are_both_answered(
    town: Town, repeats: Callable[[], int]
) -> None:
    for n in range(4):
        one, two = 2 * n + 1, 2 * n + 2
        panels = ("李雷、韩梅梅", "韩梅梅、李雷")
        for userid, panel, hour, room in zip(
            ("WangFang", "ZhouMin"), panels, (8 + n, 14 + n), (1, 2), strict=True
        ):
            await town.say(
                userid, f"安排 候选人{hour} | 前端 | {panel} | 周四 {hour}:00 | {room}号会议室"
            )

        async def both(first: str, second: str) -> list[str]:
            answers = await asyncio.gather(town.say("WangFang", first), town.say("ZhouMin", second))
            return [(answer or "").partition("\n")[0] for answer in answers]

        assert await both(f"修改 {one} 地点 2号会议室", f"修改 {two} 地点 1号会议室") == [
            f"已修改 #{number} 的地点，相关的人会收到通知。" for number in (one, two)
        ]
        offered = await both(
            f"提供 {one} 周五 {8 + n}:00；周五 {14 + n}:00",
            f"提供 {two} 周五 {14 + n}:00；周五 {8 + n}:00",
        )
        assert sorted(offered) in (
            [f"#{one} 现在可选：", "时间冲突，没有做任何改动："],
            [f"#{two} 现在可选：", "时间冲突，没有做任何改动："],
        )
        assert await both(f"确认 {one} 1", f"确认 {two} 1") == [
            f"已替候选人{hour}确认 #{number}（前端 · 一面）：11月26日 周四 {hour:02}:00–{hour + 1:02}:00"
            for number, hour in ((one, 8 + n), (two, 14 + n))
        ]
    assert await overlaps(town) == 0
    assert repeats() == 0


async def test_two_who_swap_rooms_at_once_hear_that_each_is_taken(
    town: Town, repeats: Callable[[], int]
) -> None:
    await town.say("WangFang", "安排 赵 | 前端 | 李雷 | 周四 10:00 | 1号会议室")
    await town.say("ZhouMin", "安排 钱 | 测试 | 韩梅梅 | 周四 10:00 | 2号会议室")

    for _ in range(3):
        answers = await asyncio.gather(
            town.say("WangFang", "修改 1 地点 2号会议室"),
            town.say("ZhouMin", "修改 2 地点 1号会议室"),
        )

        assert [*answers] == [
            "时间冲突，没有做任何改动：\n"
            f"{room} 11月26日 周四 10:00–11:00 已有 {whose}\n请换一个时间重发。"
            for room, whose in (
                ("2号会议室", "#2（钱 · 测试 · 一面）"),
                ("1号会议室", "#1（赵 · 前端 · 一面）"),
            )
        ]
    assert await overlaps(town) == 0
    assert repeats() <= 3  # each waits for the room the other is about to leave


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


@pytest.mark.long
async def test_who_waits_too_long_for_another_is_not_told_of_a_bug_but_served_at_the_next_try(
    town: Town,
) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 明天 15:00")

    with capture_logs() as logs:
        async with town.connection() as connection, connection.transaction():
            await connection.execute("SELECT FROM interview WHERE id = 1 FOR UPDATE")
            cancelling = asyncio.create_task(town.wecom.say("WangFang", "取消 1 停招"))
            async with asyncio.timeout(10):
                while not any(line["action"] == "callback.no_database" for line in logs):
                    await asyncio.to_thread(time.sleep, 0.01)
        answer = await cancelling

    assert (answer.text, answer.attempts) == (
        "已取消 #1（张三），相关的人会收到通知和原因。",
        2,
    )
    assert "handler.broke" not in {line["action"] for line in logs}
