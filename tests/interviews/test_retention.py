"""What was said is purged after `retention.days`, a batch at a time, and nothing is said twice."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.clock import Clock
from bot.exposition import exposition
from interviews import retention
from tests.town import MakeTown, Town

MANY = 30_000


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "zhangsan")
    await town.ticker.tick()


async def say_much(town: Town, count: int, at: datetime) -> None:
    """That many messages that were answered, and as many notices that were sent, long ago."""
    async with town.connection() as connection:
        await connection.execute(
            "INSERT INTO inbox (key, person_id, received_at, text, reply)"
            " SELECT 'old:' || n, 1, $2, '今天', '没有面试' FROM generate_series(1, $1) n",
            count,
            at,
        )
        await connection.execute(
            "INSERT INTO outbox (key, person_id, kind, text, state, part, attempts,"
            " created_at, done_at)"
            " SELECT 'old:' || n, 1, 'late', '会迟到', (ARRAY['sent', 'dropped', 'dead'])[n % 3 + 1],"
            " 0, 1, $2, $2 FROM generate_series(1, $1) n",
            count,
            at,
        )


async def old(town: Town) -> tuple[int, int]:
    """How many of them are left, in and out."""
    return (
        await town.count("inbox", "key LIKE 'old:%'"),
        await town.count("outbox", "key LIKE 'old:%'"),
    )


async def test_what_was_said_is_purged_after_90_days_and_the_interview_stays(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 明天 15:00")
    await town.say("zhangsan", "1")
    for userid in ("WangFang", "LiLei"):
        assert await town.pushed(userid) != []
    shown = await town.say("LiLei", "详情 1")

    await town.pass_time(days=89, hours=23)
    assert await town.count("outbox", "kind NOT IN ('digest', 'ended', 'card')") == 3
    assert await town.count("inbox") == 3

    await town.pass_time(hours=2)
    assert await town.count("outbox", "kind NOT IN ('digest', 'ended')") == 0
    assert await town.count("inbox") == 0
    assert shown is not None
    assert await town.say("LiLei", "详情 1") == shown.replace("11月", "2026年11月")


async def test_what_waits_is_never_purged(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 明天 15:00")
    await town.say("WangFang", "取消 1 停招")
    async with town.connection() as connection:  # as if it had been brought back by hand
        await connection.execute("UPDATE outbox SET done_at = $1", town.clock.now())

    await town.pass_time(days=200)

    assert await town.count("inbox") == 0
    [told] = [text for text in await town.pushed("zhangsan") if "取消" in text]
    assert told.startswith("张三，您好！很抱歉，您的面试已取消")


@pytest.mark.long
async def test_a_reminder_is_said_once_however_soon_its_notice_is_purged(
    make_town: MakeTown,
) -> None:
    town = await make_town(retention={"days": 7}, reminders={"before": ["6d"]})
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 12-03 16:00")
    await town.say("WangFang", "确认 1 1")
    await town.pushed("LiLei")
    reminders: list[str] = []

    for _ in range(20 * 8):
        await town.pass_time(hours=3)
        reminders += [text for text in await town.pushed("LiLei") if text.startswith("提醒")]

    assert [text.partition("\n")[0] for text in reminders] == ["提醒：6 天后有面试 #1"]
    assert await town.count("outbox", "kind = 'reminder'") == 0


@pytest.mark.long
async def test_much_is_purged_in_batches_that_let_the_clock_go_on(town: Town) -> None:
    await say_much(town, MANY, town.clock.now() - timedelta(days=91))
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 明天 15:00")
    await town.say("WangFang", "确认 1 1")
    await town.pushed("LiLei")
    town.clock.advance(timedelta(hours=28))

    left: list[tuple[int, int]] = []
    while not left or left[-1] != (0, 0):
        await town.ticker.tick()
        left.append(await old(town))
        assert len(left) <= MANY / retention.BATCH

    assert left == [(n, n) for n in range(MANY - retention.BATCH, -1, -retention.BATCH)]
    assert [text for text in await town.pushed("LiLei") if text.startswith("提醒")] == [
        "提醒：1 小时后有面试 #1\n张三 · 前端 · 一面\n时间：11月25日 周三 15:00–16:00"
    ]
    assert await town.count("outbox", "key LIKE 'remind:%'") == 2


async def test_two_workers_purge_in_turns(town: Town) -> None:
    await say_much(town, 5_000, town.clock.now() - timedelta(days=91))
    town.clock.advance(timedelta(hours=2))
    other = Clock(town.sessions, town.settings.rules, town.clock.now)

    for _ in range(6):
        await asyncio.gather(town.ticker.tick(), other.tick())

    assert await old(town) == (0, 0)


async def test_it_is_looked_for_once_an_hour(town: Town) -> None:
    await town.pass_time(hours=1)
    await say_much(town, 10, town.clock.now() - timedelta(days=91))

    await town.pass_time(minutes=59)
    assert await old(town) == (10, 10)
    await town.pass_time(minutes=1)
    assert await old(town) == (0, 0)


async def test_a_row_somebody_is_at_work_on_holds_nothing_up(town: Town) -> None:
    await say_much(town, 10, town.clock.now() - timedelta(days=91))
    async with town.connection() as connection, connection.transaction():
        await connection.execute("SELECT FROM outbox WHERE key = 'old:3' FOR NO KEY UPDATE")
        await connection.execute("SELECT FROM inbox WHERE key = 'old:4' FOR NO KEY UPDATE")
        await town.pass_time(hours=1)
        assert await old(town) == (1, 1)

    await town.pass_time(hours=1)
    assert await old(town) == (0, 0)


async def test_of_a_merged_message_the_one_that_carried_the_others_may_go_first(
    town: Town,
) -> None:
    await say_much(town, 2, town.clock.now() - timedelta(days=91))
    async with town.connection() as connection:
        await connection.execute(
            "UPDATE outbox SET done_at = done_at + interval '2 days',"
            " merged_into = (SELECT id FROM outbox WHERE key = 'old:1') WHERE key = 'old:2'"
        )

    await town.pass_time(hours=1)
    assert await old(town) == (0, 1)
    await town.pass_time(days=2)
    assert await old(town) == (0, 0)


async def test_no_purge_reads_a_whole_table(town: Town) -> None:
    await say_much(town, MANY, town.clock.now() - timedelta(days=80))
    async with town.connection() as connection:
        await connection.execute(
            "INSERT INTO person (name, named, language, channel, created_at)"
            " SELECT '候选人' || n, true, 'zh', 'none', $2 FROM generate_series(1, $1) n",
            MANY,
            town.clock.now(),
        )
        await connection.execute("ANALYZE")
        for statement in (retention.OUTBOX, retention.INBOX, retention.QUESTIONS):
            sql = statement.text.replace(":before", "$1").replace(":most", "1000")
            plan = await connection.fetch(f"EXPLAIN {sql}", town.clock.now() - timedelta(days=90))
            read = "\n".join(line for (line,) in plan)
            assert "Index" in read
            assert "Seq Scan" not in read


async def test_a_question_nobody_answered_is_taken_back_after_a_day(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷 | 周五 15:00")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 周五 17:00")
    await town.say("zhangsan", "都不行 那天要去医院")

    await town.pass_time(hours=23)
    assert await town.count("person", "question::text LIKE '%医院%'") == 1
    await town.pass_time(hours=2)
    assert await town.count("person", "question IS NOT NULL") == 0


async def test_a_purge_that_rests_is_not_behind(town: Town) -> None:
    def lag(page: bytes, kind: str) -> float:
        [line] = [
            line
            for line in page.decode().splitlines()
            if line.startswith(f'mianyue_tick_lag_seconds{{kind="{kind}"}}')
        ]
        return float(line.rpartition(" ")[2])

    await town.pass_time(hours=1)
    town.clock.advance(timedelta(minutes=59))
    resting = await exposition(town.url, town.settings.rules, town.clock.now)
    town.clock.advance(timedelta(minutes=31))
    behind = await exposition(town.url, town.settings.rules, town.clock.now)

    assert lag(resting, "reminders") == 59 * 60
    assert lag(resting, "retention") == lag(resting, "queue_log") == 0
    assert lag(behind, "retention") == lag(behind, "queue_log") == 30 * 60
