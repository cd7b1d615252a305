"""Several webs and workers on one database: everything is done once, whoever does it, and a slow
message holds up nobody else."""

import asyncio
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.wecom import Answer, Push
from tests.long.conftest import Measured
from tests.long.fleet import Fleet, fleet, until
from tests.long.interviews import arrange, assert_each_done_once, people, shown

pytestmark = pytest.mark.long

INTERVIEWS = 100
"""Two people are reminded of each."""
DONE = "已取消 #1（候选人0），相关的人会收到通知和原因。"


async def test_two_hundred_reminders_due_at_once_are_said_once_each(
    url: str, tmp_path: Path, measured: Measured
) -> None:
    async with (
        asyncio.timeout(50),
        fleet(url, tmp_path, people(1, INTERVIEWS), hr=["hr0"], workers=0) as machines,
    ):
        await machines.hello("hr0")
        for n in range(INTERVIEWS):
            await arrange(machines, n, "hr0", "后天 10:00")
        due = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=8)
        await machines.start_workers_that_remind(due)
        await until(lambda: reminded(machines, 2 * INTERVIEWS), within=40)
        last = max(push.at for push in machines.wecom.pushes)
        await until(machines.delivered)

        assert await reminded(machines, 2 * INTERVIEWS)
        assert Counter(push.userid for push in reminders(machines)) == Counter(
            f"{who}{n}" for who in ("candidate", "interviewer") for n in range(INTERVIEWS)
        )
        assert machines.wecom.sending.dropped == []
        shares = [
            sum(line["kind"] == "reminder" for line in worker.lines("outbox.sent"))
            for worker in machines.workers
        ]
        assert min(shares) > 0
    measured(
        f"{2 * INTERVIEWS} reminders within {(last - due).total_seconds():.1f} s of their time,"
        f" spread over 10 s on purpose; the workers sent {shares[0]} and {shares[1]}"
    )


async def test_a_message_that_comes_to_both_webs_at_once_has_one_effect_and_notices_keep_order(
    url: str, tmp_path: Path
) -> None:
    async with (
        asyncio.timeout(30),
        fleet(url, tmp_path, people(1, 10), hr=["hr0"]) as machines,
    ):
        await machines.hello("hr0")
        interviews = [await arrange(machines, n, "hr0", "后天 15:00") for n in range(10)]
        machines.wecom.faults.add("message/send", late=0.3)  # so that both workers have some
        for place in ("甲楼", "乙楼", "丙楼"):
            for interview in interviews:
                answers = await bring_to_both(
                    machines, "hr0", f"修改 {interview.number} 地点 {place}"
                )
                reply = f"已修改 #{interview.number} 的地点，相关的人会收到通知。"
                assert [answer.text for answer in answers] == [reply, reply]
                interview.told.append(place)
        await until(machines.delivered)

        await assert_each_done_once(machines, interviews)
        for interview in interviews:
            for reader in interview.readers:
                moves = [text.splitlines()[1] for text in shown(machines, reader)]
                assert moves == ["未定 → 甲楼", "甲楼 → 乙楼", "乙楼 → 丙楼"]
        assert machines.wecom.sending.dropped == []
        for web in machines.webs:
            assert len({line["message"] for line in web.lines("callback.answered")}) >= 30


async def test_a_message_that_is_at_work_in_the_other_web_is_answered_empty_and_then_the_same(
    url: str, tmp_path: Path
) -> None:
    async with (
        asyncio.timeout(30),
        fleet(url, tmp_path, people(1, 1), hr=["hr0"], workers=0) as machines,
    ):
        await machines.hello("hr0")
        await arrange(machines, 0, "hr0", "后天 15:00")
        await slow_down(machines, "cancelled", 3.7)  # just in time for WeCom

        number = machines.message_id()
        answers = await bring_to_both(machines, "hr0", "取消 1 停招", number)
        again = await bring_to_both(machines, "hr0", "取消 1 停招", number)

        assert {(answer.status, answer.attempts) for answer in answers + again} == {(200, 1)}
        assert sorted(answer.text or "" for answer in answers) == ["", DONE]
        assert [answer.text for answer in again] == [DONE, DONE]
        assert await machines.fetch("SELECT FROM change WHERE what = 'cancelled'") == [()]


async def test_a_handler_of_six_seconds_is_answered_empty_pushed_once_and_holds_up_nobody(
    url: str, tmp_path: Path, measured: Measured
) -> None:
    company = people(1, 8)
    others = [f"interviewer{n}" for n in range(8)]
    async with (
        asyncio.timeout(30),
        fleet(
            url,
            tmp_path,
            company,
            hr=["hr0"],
            webs=1,
            workers=1,
            MIANYUE__DATABASE__POOL="2",
        ) as machines,
    ):
        await machines.hello("hr0", *others)
        await arrange(machines, 0, "hr0", "后天 15:00")
        await slow_down(machines, "cancelled", 6)

        number = machines.message_id()
        started = time.monotonic()
        slow = asyncio.gather(
            *(machines.wecom.say("hr0", "取消 1 停招", msg_id=number) for _ in range(20))
        )
        over = asyncio.Event()
        async with asyncio.TaskGroup() as at_once:
            asking = [at_once.create_task(ask(machines, userid, over)) for userid in others]
            answers = await slow
            await until(lambda: has_read(machines, "hr0", DONE))
            pushed = time.monotonic() - started
            over.set()
        again = await machines.wecom.say("hr0", "取消 1 停招", msg_id=number)
        await until(machines.delivered)

        assert {(answer.status, answer.text, answer.attempts) for answer in [*answers, again]} == {
            (200, None, 1)
        }
        assert min(answer.seconds for answer in answers) >= 4
        assert max(answer.seconds for answer in answers) < 5
        assert 6 < pushed < 9
        assert [p.text for p in machines.wecom.pushes_to("hr0")] == [DONE]
        assert await machines.fetch("SELECT FROM change WHERE what = 'cancelled'") == [()]
        waits = [seconds for one in asking for seconds in one.result()]
        assert max(waits) < 1
    measured(
        f"answered empty after {max(answer.seconds for answer in answers):.2f} s, pushed after"
        f" {pushed:.1f} s; {len(waits)} others answered meanwhile, the slowest after"
        f" {max(waits):.2f} s"
    )


async def test_a_web_killed_over_a_message_it_was_too_slow_for_loses_nothing(
    url: str, tmp_path: Path, measured: Measured
) -> None:
    async with (
        asyncio.timeout(50),
        fleet(url, tmp_path, people(1, 1), hr=["hr0"], webs=1, workers=1) as machines,
    ):
        await machines.hello("hr0")
        await arrange(machines, 0, "hr0", "后天 15:00")
        await slow_down(machines, "cancelled", 6)

        late = await machines.wecom.say("hr0", "取消 1 停招")
        await machines.kill(machines.webs[0])
        took = await until(lambda: has_read(machines, "hr0", DONE))
        await until(machines.delivered)

        assert (late.status, late.text, late.attempts) == (200, None, 1)
        assert [push.text for push in machines.wecom.pushes_to("hr0")] == [DONE]
        assert await machines.fetch("SELECT FROM change WHERE what = 'cancelled'") == [()]
        assert took < 10 + 6 + 5
    measured(f"said by a worker {took:.1f} s after the kill, of which the message took 6 s")


async def bring_to_both(
    machines: Fleet, userid: str, text: str, number: int | None = None
) -> list[Answer]:
    """The same message, to each web once, at once: the proxy takes them in turn."""
    number = number or machines.message_id()
    return await asyncio.gather(
        *(machines.wecom.say(userid, text, msg_id=number) for _ in machines.webs)
    )


async def slow_down(machines: Fleet, what: str, seconds: float) -> None:
    """Make one kind of change take so long, inside the database."""
    for statement in (
        "CREATE FUNCTION take_long() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN PERFORM pg_sleep({seconds}); RETURN NEW; END $$",
        "CREATE TRIGGER take_long BEFORE INSERT ON change FOR EACH ROW"
        f" WHEN (NEW.what = '{what}') EXECUTE FUNCTION take_long()",
    ):
        await machines.fetch(statement)


async def ask(machines: Fleet, userid: str, over: asyncio.Event) -> list[float]:
    """Ask again and again; gives the seconds of each answer."""
    waits = []
    while not over.is_set():
        answer = await machines.wecom.say(userid, "下一场")
        assert (answer.status, answer.problem) == (200, "")
        waits.append(answer.seconds)
        await asyncio.sleep(0.1)
    return waits


async def has_read(machines: Fleet, userid: str, text: str) -> bool:
    """Whether that has reached them."""
    return any(push.text == text for push in machines.wecom.pushes_to(userid))


def reminders(machines: Fleet) -> list[Push]:
    """What people were reminded of."""
    return [push for push in machines.wecom.pushes if "后有面试" in push.text]


async def reminded(machines: Fleet, count: int) -> bool:
    """Whether so many reminders have arrived."""
    return len(reminders(machines)) >= count
