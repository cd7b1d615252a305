"""The processes as an operator runs them: start, probes, signals, kills, and plain errors."""

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import psutil
import pytest

from bot import embedded
from bot.settings import ROOT
from tests.bot.test_settings import ENVIRONMENT, SECRET
from tests.town import MakeTown, Town

pytestmark = pytest.mark.long


@pytest.fixture
def environment(unused_tcp_port: int) -> Iterator[dict[str, str]]:
    """What a process is given; its embedded database is its own."""
    with tempfile.TemporaryDirectory(prefix="mianyue-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # as root the server runs as another user
        yield given(str(Path(folder) / "postgres"), unused_tcp_port)


def given(data: str, port: int) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PORT": str(port),
        "MIANYUE__SERVER__HOST": "127.0.0.1",
        "MIANYUE__DATABASE__DATA": data,
        "MIANYUE__LOG__FORMAT": "json",
        **ENVIRONMENT,
        "WECOM_API_BASE": "http://127.0.0.1:9",
    }


@asynccontextmanager
async def bot(
    environment: dict[str, str], *words: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process of the bot; killed at the end if it is still there."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def run(environment: dict[str, str], *words: str) -> tuple[int | None, str]:
    """Run a command to its end."""
    async with bot(environment, *words) as process:
        output, _ = await process.communicate()
        return process.returncode, output.decode()


async def until_ready(environment: dict[str, str], within: float = 20) -> None:
    """Wait for /readyz to say so."""
    url = f"http://127.0.0.1:{environment['PORT']}/readyz"
    async with asyncio.timeout(within), aiohttp.ClientSession() as http:
        while True:
            try:
                async with http.get(url) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientError:
                await asyncio.to_thread(time.sleep, 0.05)


def servers(environment: dict[str, str]) -> list[int]:
    """PostgreSQL servers that run on this environment's data."""
    data = str(embedded.place(Path(environment["MIANYUE__DATABASE__DATA"])))
    return [
        process.pid
        for process in psutil.process_iter(["name", "cmdline"])
        if process.info["name"] == "postgres" and data in (process.info["cmdline"] or [])
    ]


async def test_run_serves_migrates_and_stops_in_peace(environment: dict[str, str]) -> None:
    async with bot(environment, "run") as process:
        await until_ready(environment)
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        output, _ = await process.communicate()

    assert process.returncode == 0
    assert time.monotonic() - started < 10
    assert servers(environment) == []
    assert SECRET not in output.decode()
    assert '"action": "process.stopped"' in output.decode()


async def test_processes_share_one_server_and_a_kill_leaves_nothing_behind(
    environment: dict[str, str],
) -> None:
    async with bot(environment, "run") as first:
        await until_ready(environment)
        [server] = servers(environment)
        assert await run(environment, "outbox", "list") == (
            0,
            "Everything has been delivered, or waits for its turn.\n",
        )
        first.kill()
        await first.wait()
    assert servers(environment) == [server]

    async with bot(environment, "run") as second:
        await until_ready(environment)
        assert servers(environment) == [server]
        second.send_signal(signal.SIGTERM)
        await second.wait()
    assert servers(environment) == []


async def test_a_server_that_was_killed_is_recovered(environment: dict[str, str]) -> None:
    assert (await run(environment, "migrate"))[0] == 0
    async with bot(environment, "web") as process:
        await until_ready(environment)
        for pid in servers(environment):
            psutil.Process(pid).kill()
        process.kill()
        await process.wait()

    async with bot(environment, "web"):
        await until_ready(environment)


async def test_web_without_a_schema_says_what_to_run(environment: dict[str, str]) -> None:
    assert await run(environment, "web") == (
        2,
        "The database is empty. Run: python -m bot migrate\n",
    )


async def test_missing_settings_are_named_and_there_is_no_traceback() -> None:
    code, output = await run({"PATH": os.environ["PATH"]}, "run")

    assert code == 2
    assert "WECOM_CORP_ID is missing." in output
    assert "Traceback" not in output


async def test_an_unreachable_database_is_a_plain_error(environment: dict[str, str]) -> None:
    environment["DATABASE_URL"] = f"postgresql://u:{SECRET}@127.0.0.1:9/none"

    code, output = await run(environment, "migrate")

    assert code == 2
    assert output.startswith("The database cannot be used: ")
    assert "check DATABASE_URL" in output
    assert SECRET not in output


async def test_a_port_in_use_is_a_plain_error(town: Town, environment: dict[str, str]) -> None:
    environment |= {"DATABASE_URL": town.url, "PORT": str(town.server.port)}

    code, output = await run(environment, "web")

    assert code == 2
    assert f"Cannot listen on 127.0.0.1:{town.server.port}" in output
    assert "set PORT to a free port" in output


async def test_what_could_not_be_delivered_is_listed_and_tried_again(
    town: Town, environment: dict[str, str]
) -> None:
    environment["DATABASE_URL"] = town.url
    await town.hello("WangFang")
    await town.say("WangFang", "安排 张三(nosuchone) | 前端 | 李雷(LiLei) | 明天 15:00")
    await town.deliver()

    code, listed = await run(environment, "outbox", "list")
    assert code == 0
    assert "张三(nosuchone)  proposed #1  tried 1x: message/send: 81013" in listed

    town.wecom.add_member("nosuchone", "张三")
    assert await run(environment, "outbox", "retry") == (
        0,
        "1 will be tried again by the next worker.\n",
    )
    assert len(await town.pushed("nosuchone")) == 1


async def test_the_doctor_says_what_is_well_and_what_is_not(
    town: Town, environment: dict[str, str]
) -> None:
    environment |= {
        "DATABASE_URL": town.url,
        "WECOM_API_BASE": town.settings.wecom.api_base,
        "WECOM_CORP_ID": town.settings.wecom.corp_id,
        "WECOM_SECRET": town.settings.wecom.secret.get_secret_value(),
    }
    code, output = await run(environment, "doctor")
    assert (code, output.count("ok    ")) == (0, 5)

    town.wecom.faults.add("agent/get", code=60020)
    code, output = await run(environment, "doctor")
    assert code == 1
    assert "WRONG 60020: WeCom does not trust this server's address 203.0.113.7." in output


async def test_the_doctor_looks_at_the_second_door(
    make_town: MakeTown, environment: dict[str, str]
) -> None:
    town = await make_town(wechat=True)
    open_kfid = town.settings.kf.open_kfid
    environment |= {
        "DATABASE_URL": town.url,
        "WECOM_API_BASE": town.settings.wecom.api_base,
        "WECOM_CORP_ID": town.settings.wecom.corp_id,
        "WECOM_SECRET": town.settings.wecom.secret.get_secret_value(),
        "MIANYUE__KF__OPEN_KFID": open_kfid,
        "MIANYUE__KF__SERVICER": "zhoumin",
    }
    code, output = await run(environment, "doctor")
    assert code == 0
    assert "ok    candidates on WeChat speak to 招聘助手\n" in output
    assert "ok    zhoumin takes over when a human is wanted\n" in output

    without = {name: value for name, value in environment.items() if "__KF__" not in name}
    code, output = await run(without, "doctor")
    assert code == 0
    assert f"      kf.open_kfid could be {open_kfid} (招聘助手)\n" in output

    code, output = await run(environment | {"MIANYUE__KF__SERVICER": "LiLei"}, "doctor")
    assert code == 1
    assert "WRONG kf.servicer is no servicer (接待人员) of the account; known: ZhouMin" in output

    code, output = await run(environment | {"MIANYUE__KF__OPEN_KFID": "wkOther"}, "doctor")
    assert code == 1
    assert f"names no customer service account; known: 招聘助手 {open_kfid}" in output


async def test_the_first_message_of_a_new_process_is_handled_like_any_other(
    town: Town, environment: dict[str, str]
) -> None:
    await town.hello("LiLei")
    environment |= {
        "DATABASE_URL": town.url,
        "WECOM_CORP_ID": town.settings.wecom.corp_id,
        "WECOM_API_BASE": town.settings.wecom.api_base,
        "MIANYUE__CALLBACK__MAX_AGE": "36500d",  # the town lives on a day of its own
    }
    async with bot(environment, "web"):
        await until_ready(environment)
        town.wecom.callback_url = f"http://127.0.0.1:{environment['PORT']}/wecom/callback"

        assert await town.say("LiLei", "语言 en") == "All right, English from now on."


async def test_probes_tell_alive_from_ready(town: Town) -> None:
    base = str(town.server.make_url("/"))
    async with aiohttp.ClientSession() as http, town.connection() as connection:
        async with http.get(f"{base}readyz") as response:
            assert (response.status, await response.json()) == (200, {"status": "ready"})
        for version, status in (
            ("0001", "run python -m bot migrate"),
            ("9999", "the database is newer than this process"),
        ):
            await connection.execute("UPDATE alembic_version SET version_num = $1", version)
            async with http.get(f"{base}readyz") as response:
                assert (response.status, await response.json()) == (503, {"status": status})
        await connection.execute("DROP TABLE alembic_version")
        async with http.get(f"{base}readyz") as response:
            assert response.status == 503
        async with http.get(f"{base}healthz") as response:
            assert (response.status, await response.json()) == (200, {"status": "alive"})
