"""WeCom cannot be called for a while: few calls, one clear line, and everything in order afterwards.

How pauses grow is shown with a stopped clock in tests/bot/test_pace.py, for each kind of trouble.
Here real workers meet what one process cannot play: refused connections, calls that hang, and an
operator who stops them.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from simulator.faults import Trouble
from tests.long.conftest import Measured
from tests.long.fleet import Fleet, fleet, until

pytestmark = pytest.mark.long

READERS = [f"reader{n}" for n in range(10)]
TEXTS = [f"第 {n} 条" for n in range(6)]
MESSAGES = len(READERS) * len(TEXTS)
TIMEOUT = 6
"""Seconds a call may take: wecom.timeout."""


@asynccontextmanager
async def company(url: str, folder: Path) -> AsyncIterator[Fleet]:
    """Ten people who only read, a web and a worker."""
    people = {userid: f"读者{n}" for n, userid in enumerate(READERS)}
    async with fleet(url, folder, people, hr=[], webs=1, workers=1) as machines:
        await machines.hello(*READERS)
        yield machines


async def write_to_all(machines: Fleet, *texts: str, helps_for: float | None = None) -> None:
    """Something to say to everybody."""
    not_after = machines.wecom.now() + timedelta(seconds=helps_for) if helps_for else None
    for userid in READERS:
        await machines.notify(userid, *texts, not_after=not_after)


def assert_read(machines: Fleet, *texts: str) -> None:
    """Everybody has read these, once, in this order, and nothing else."""
    for userid in READERS:
        assert [push.text for push in machines.wecom.pushes_to(userid)] == [*texts]


def tries(machines: Fleet) -> int:
    """Calls to send something that the workers report as failed."""
    return sum(len(worker.lines("outbox.retry")) for worker in machines.workers)


async def test_an_outage_with_many_faces_is_waited_out(
    url: str, tmp_path: Path, measured: Measured
) -> None:
    async with asyncio.timeout(50), company(url, tmp_path) as machines:
        await machines.api.stop()
        await write_to_all(machines, *TEXTS)
        await write_to_all(machines, "太晚", helps_for=5)
        await asyncio.sleep(2.5)
        refused = tries(machines)
        for code, trouble in ((None, Trouble.SERVER_ERROR), (None, Trouble.GARBAGE), (-1, None)):
            machines.wecom.faults.clear()
            machines.wecom.faults.add(code=code, trouble=trouble)
            if machines.api.runner is None:
                await machines.api.start()
            await asyncio.sleep(2.5)
        failed = tries(machines)
        machines.wecom.faults.clear()
        drained = await until(machines.delivered)

        # At 0 s whoever is on the way, then one call at 1, 3, 8 and 18 s, give or take a fifth.
        assert refused <= len(READERS) + 2
        assert failed <= len(READERS) + 3
        assert drained < 14
        assert_read(machines, *TEXTS)
        rows = await machines.fetch("SELECT text, reason FROM outbox WHERE state = 'dropped'")
        assert {(row["text"], row["reason"]) for row in rows} == {("太晚", "too late to help")}
        assert len(rows) == len(READERS)
        said = [one["action"] for one in machines.workers[0].lines("wecom.down", "wecom.back")]
        assert said in (["wecom.down", "wecom.back"], ["wecom.down", "wecom.down", "wecom.back"])
    measured(
        f"{failed} failed calls in 10 s with {MESSAGES} messages waiting;"
        f" all sent {drained:.1f} s after WeCom was back"
    )


async def test_calls_that_hang_cost_their_time_once_and_not_once_a_message(
    url: str, tmp_path: Path, measured: Measured
) -> None:
    async with asyncio.timeout(70), company(url, tmp_path) as machines:
        await machines.fetch("DELETE FROM access_token")  # which has run out
        calls, took = [], []
        for api in ("gettoken", "message/send"):  # first there is no token, then there is one
            before = machines.wecom.calls.copy()
            machines.wecom.faults.add(api, trouble=Trouble.HANG)
            started = time.monotonic()
            await write_to_all(machines, *(f"{api} {text}" for text in TEXTS))
            await asyncio.sleep(10)
            calls.append(machines.wecom.calls[api] - before[api])
            machines.wecom.faults.clear()
            await until(machines.delivered, within=60)
            took.append(time.monotonic() - started)

        assert calls[0] <= 2  # at 0 s and after the first pause
        assert calls[1] <= len(READERS) + 1
        assert max(took) < 10 + TIMEOUT + 5
        assert_read(
            machines, *(f"{api} {text}" for api in ("gettoken", "message/send") for text in TEXTS)
        )
    measured(
        f"{calls[0]} calls for a token and {calls[1]} to send hung in 10 s each; all {MESSAGES}"
        f" messages sent after {took[0]:.1f} s and {took[1]:.1f} s"
    )


async def test_an_untrusted_address_is_told_once_and_the_operator_may_restart(
    url: str, tmp_path: Path, measured: Measured
) -> None:
    async with asyncio.timeout(40), company(url, tmp_path) as machines:
        [worker] = machines.workers
        machines.wecom.faults.add("message/send", code=60020)
        await write_to_all(machines, *TEXTS)
        await until(lambda: refused(machines))
        await asyncio.sleep(8)
        calls = machines.wecom.calls["message/send"]
        answer = await machines.say(READERS[0], "下一场")
        stopped = await worker.stop()
        machines.workers.remove(worker)

        machines.wecom.faults.clear()
        await machines.start("worker")
        drained = await until(machines.delivered)

        assert answer.text == "之后没有安排面试。"
        assert calls <= len(READERS)
        [line] = [line for line in worker.lines() if line.get("level") == "error"]
        assert line["action"] == "wecom.refused"
        assert line["reason"] == (
            "60020: WeCom does not trust this server's address 203.0.113.7. Add it at"
            " work.weixin.qq.com/wework_admin under 应用管理 → your app → 企业可信IP"
            " (it takes about a minute)"
        )
        assert stopped < 5
        assert drained < 5
        assert_read(machines, *TEXTS)
    measured(
        f"{calls} calls, one line for the operator; stopped within {stopped:.1f} s while shut,"
        f" everything sent {drained:.1f} s after the new start"
    )


async def refused(machines: Fleet) -> bool:
    """Whether a worker has cried for help."""
    return any(worker.lines("wecom.refused") for worker in machines.workers)
