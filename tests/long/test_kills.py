"""Processes are killed at random, and nothing is lost, said twice or out of order."""

import asyncio
import random
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.long.conftest import Measured
from tests.long.fleet import Fleet, fleet, until
from tests.long.interviews import (
    Interview,
    arrange,
    assert_each_done_once,
    assert_told,
    move,
    people,
)

pytestmark = pytest.mark.long

HR, INTERVIEWS, MOVES = 10, 30, 22
"""Every HR moves one of their interviews 22 times, and at last each once: 250 messages, 500
deliveries, at least."""
WORKER_KILLS, WEB_KILLS = 4, 6
GOES_ON_WITHIN = 15
"""Seconds from a kill until the other worker has done the killed one's work."""

# What is being sent, or has been taken by a worker to be sent.
_TAKEN = """
    SELECT o.id, o.text, p.userid FROM outbox o JOIN person p ON p.id = o.person_id
    WHERE state = 'waiting' AND (
        claimed_until > clock_timestamp() OR o.id IN (
            SELECT split_part(convert_from(payload, 'UTF8'), ' ', 1)::bigint FROM pgqueuer
            WHERE status = 'picked'))
"""
_AT_WORK = (
    "SELECT FROM pgqueuer WHERE status = 'picked' HAVING count(DISTINCT queue_manager_id) > 1"
)
_UNSENT = "SELECT FROM outbox WHERE id = ANY($1::bigint[]) AND state <> 'sent' LIMIT 1"


async def test_killing_webs_and_workers_loses_nothing_and_repeats_nothing(
    url: str, tmp_path: Path, measured: Measured
) -> None:
    chance = random.Random(20261124)
    async with (
        asyncio.timeout(180),
        fleet(url, tmp_path, people(HR, INTERVIEWS), hr=[f"hr{n}" for n in range(HR)]) as machines,
    ):
        await machines.hello(*(f"hr{n}" for n in range(HR)))
        interviews = [
            await arrange(machines, n, f"hr{n % HR}", "后天 15:00") for n in range(INTERVIEWS)
        ]
        await until(machines.delivered)
        machines.wecom.faults.add("message/send", delay=0.2, late=0.4)  # kills find some under way

        async with asyncio.TaskGroup() as at_once:
            over = asyncio.Event()
            for n in range(HR):
                own = interviews[n::HR]
                at_once.create_task(a_day_of(machines, own, random.Random(n), over))
            kills, _ = await asyncio.gather(
                kill_workers(machines, chance), kill_webs(machines, chance)
            )
            over.set()
        await until(machines.delivered)
        async with asyncio.TaskGroup() as at_once:  # the last words: no later ones pull them along
            for interview in interviews:
                at_once.create_task(move(machines, interview, "食堂"))
            last = at_once.create_task(kill_a_worker(machines, chance))
        await until(machines.delivered)

        assert_told(machines, interviews)
        await assert_each_done_once(machines, interviews)
        kills.append(last.result())
        taken = {row for kill in kills for row in kill.taken}
        assert {(p.userid, p.text) for p in machines.wecom.sending.dropped} <= taken
    took = [kill.seconds for kill in kills]
    assert max(took) < GOES_ON_WITHIN
    again = len(machines.wecom.sending.dropped)
    measured(
        f"a killed worker's work was done after {', '.join(f'{one:.1f}' for one in took)} s;"
        f" of {len(taken)} notices under way {again} were sent again, none was shown twice"
    )


@dataclass(frozen=True, slots=True)
class Kill:
    """What was under way when a worker was killed (whom, what), and when all of it was sent."""

    taken: set[tuple[str, str]]
    seconds: float


async def a_day_of(
    machines: Fleet, own: list[Interview], chance: random.Random, over: asyncio.Event
) -> None:
    """HR moves one interview after the other, taking a moment to type each time, at least until
    the killing is over."""
    n = 0
    while n < MOVES or not over.is_set():
        await asyncio.sleep(chance.uniform(1, 4))
        await move(machines, own[n % len(own)], f"{n}号楼")
        n += 1


async def kill_workers(machines: Fleet, chance: random.Random) -> list[Kill]:
    """Kill one of the two again and again."""
    kills = []
    for _ in range(WORKER_KILLS - 1):
        await machines.pushed(chance.randint(10, 30))
        kills.append(await kill_a_worker(machines, chance))
    return kills


async def kill_a_worker(machines: Fleet, chance: random.Random) -> Kill:
    """Kill one while both are sending; it is replaced when the other has done its work."""
    await until(lambda: machines.fetch(_AT_WORK), every=0.01)
    killed_at = time.monotonic()
    await machines.kill(chance.choice(machines.workers))
    rows = await machines.fetch(_TAKEN)
    await until(lambda: sent(machines, [row["id"] for row in rows]))
    seconds = time.monotonic() - killed_at
    await machines.start("worker")
    return Kill({(row["userid"], row["text"]) for row in rows}, seconds)


async def sent(machines: Fleet, rows: list[int]) -> bool:
    """Whether all of these have been."""
    return not await machines.fetch(_UNSENT, rows)


async def kill_webs(machines: Fleet, chance: random.Random) -> None:
    """Kill one of the two again and again; it is replaced at once."""
    for _ in range(WEB_KILLS):
        await machines.pushed(chance.randint(20, 60))
        await machines.kill(chance.choice(machines.webs))
        await machines.start("web")
