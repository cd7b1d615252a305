"""The worker as it runs: wake-up by NOTIFY, several at once, a lost connection, an end in peace."""

import asyncio
import time
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot import database, worker
from bot.clock import Clock
from bot.routing import Chat
from interviews.texts import Own, Words
from simulator.wecom import Push
from tests.bot.test_conversation import with_commands
from tests.town import MakeTown, Town


async def until_sent(town: Town, count: int, within: float = 10.0) -> list[Push]:
    """Wait for that many messages, as the simulator counts them."""
    async with asyncio.timeout(within), town.wecom.transcript.watch() as lines:
        while len(town.wecom.pushes) < count:
            await lines.get()
    return town.wecom.pushes


async def cut_off(town: Town) -> None:
    """End every connection to the database but the one that says so."""
    async with town.connection() as connection:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang")


async def test_a_notice_is_delivered_within_a_second(town: Town) -> None:
    async with worker.running(town.settings, town.url, town.clock.now):
        await town.say("WangFang", "安排 李四(lisi) | 前端 | 李雷(LiLei) | 周五 9:00")
        await until_sent(town, 1)  # the queue is up
        started = time.monotonic()
        await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00")
        await until_sent(town, 2)

    assert time.monotonic() - started < 1


async def test_two_workers_say_everything_once(town: Town) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(2):
            await stack.enter_async_context(worker.running(town.settings, town.url, town.clock.now))
        for hour in range(8, 20):
            await town.say("WangFang", f"安排 候选人{hour} | 前端 | 李雷(LiLei) | 周五 {hour}:00")
            await town.say("WangFang", f"确认 {hour - 7} 1")
        pushes = await until_sent(town, 12)

    numbers = [int(push.text.split("#")[1].split("\n")[0]) for push in pushes]
    assert numbers == sorted(numbers)
    assert await town.count("outbox", "state = 'sent'") == 12


async def test_the_clock_of_a_worker_reminds(make_town: MakeTown) -> None:
    town = await make_town(clock={"tick": "0.05s"})
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00")
    await town.say("WangFang", "确认 1 1")
    await town.deliver()
    before = len(town.wecom.pushes)
    town.clock.advance(timedelta(hours=28))
    async with worker.running(town.settings, town.url, town.clock.now):
        pushes = await until_sent(town, before + 2)

    assert sum("提醒" in push.text for push in pushes) == 2


async def test_after_the_database_has_cut_it_off_the_worker_goes_on(town: Town) -> None:
    async with worker.running(town.settings, town.url, town.clock.now):
        await town.say("WangFang", "安排 李四(lisi) | 前端 | 李雷(LiLei) | 周五 9:00")
        await until_sent(town, 1)
        await cut_off(town)
        await asyncio.gather(
            *(town.wecom.say("WangFang", "下一场") for _ in range(9)), return_exceptions=True
        )
        await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00")
        await until_sent(town, 2, within=20)


async def test_a_connection_that_died_in_the_pool_holds_nothing_up(make_town: MakeTown) -> None:
    town = await make_town(clock={"tick": "1h"})  # no tick that would find the dead ones first
    async with worker.running(town.settings, town.url, town.clock.now):
        await town.say("WangFang", "安排 李四(lisi) | 前端 | 李雷(LiLei) | 周五 9:00")
        await until_sent(town, 1)
        await cut_off(town)
        started = time.monotonic()
        await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00")
        await until_sent(town, 2, within=20)

    assert time.monotonic() - started < 5


async def test_what_a_web_process_did_not_live_to_finish_a_worker_does(make_town: MakeTown) -> None:
    going_on = asyncio.Event()

    async def slow(chat: Chat) -> Words:
        await going_on.wait()
        return Own(f"终于好了，{chat.person.name}")

    router = with_commands(("slow", slow))
    town = await make_town(router=router, callback={"answer_within": "0.2s"})
    await town.hello("LiLei")
    late = await town.wecom.say("LiLei", "slow", msg_id=9)
    for task in town.conversation.running:
        task.cancel()  # like a kill: nothing is committed
    await town.conversation.finish()
    going_on.set()

    async with worker.running(town.settings, town.url, town.clock.now, router=router):
        async with town.connection() as connection:
            await connection.execute("UPDATE pgqueuer SET execute_after = now()")
        async with asyncio.timeout(10):
            while not await town.count("outbox"):
                await asyncio.to_thread(time.sleep, 0.05)
        town.clock.advance(timedelta(seconds=1))
        [push] = await until_sent(town, 1)
        again = await town.wecom.say("LiLei", "slow", msg_id=9)

    assert (late.status, late.text, late.attempts) == (200, None, 1)
    assert push.text == "终于好了，李雷"
    assert (again.status, again.text, again.attempts) == (200, None, 1)
    assert await town.count("outbox") == 1


async def test_stopping_waits_for_what_is_being_sent(town: Town) -> None:
    town.wecom.faults.add("message/send", delay=0.5, times=1)
    async with worker.running(town.settings, town.url, town.clock.now):
        await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00")
        async with asyncio.timeout(5):
            while not town.wecom.calls["message/send"]:
                await asyncio.to_thread(time.sleep, 0.01)

    assert len(town.wecom.pushes) == 1
    assert await town.count("outbox", "state = 'sent'") == 1


async def test_a_lost_queue_is_taken_up_again_while_wecom_cannot_be_called(town: Town) -> None:
    town.wecom.faults.add("message/send", code=60020)
    async with worker.running(town.settings, town.url, town.clock.now):
        await town.say("WangFang", "安排 李四(lisi) | 前端 | 李雷(LiLei) | 周五 9:00")
        async with asyncio.timeout(5):
            while not town.wecom.calls["message/send"]:
                await asyncio.to_thread(time.sleep, 0.01)
        await cut_off(town)
        town.wecom.faults.clear()
        town.clock.advance(timedelta(minutes=2))
        started = time.monotonic()
        await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 周五 11:00")
        pushes = await until_sent(town, 1, within=30)

    assert [push.userid for push in pushes] == ["zhangsan"]
    assert time.monotonic() - started < 5


async def test_a_clock_without_its_database_says_so_in_one_line(town: Town) -> None:
    async with database.engine("postgresql://127.0.0.1:9/none", size=1) as nowhere:
        clock = Clock(database.sessions(nowhere), town.settings.rules, town.clock.now)
        with capture_logs() as logs:
            await clock.tick()

    assert [(line["action"], line["log_level"]) for line in logs] == [
        ("clock.no_database", "warning")
    ]
    assert "exc_info" not in logs[0]
