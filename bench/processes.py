"""The processes under measurement: ours as an operator runs them, and the floor."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import psutil

from bot.settings import ROOT

CORP_ID, AGENT_ID = "wx5823bf96d3bd56c7", 1000002
SECRET, TOKEN = "bench-secret", "benchtoken"
AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"


@dataclass(frozen=True, slots=True)
class Running:
    """A process that listens."""

    pid: int
    port: int

    def memory(self) -> float:
        """Resident megabytes."""
        return float(psutil.Process(self.pid).memory_info().rss) / 1e6


def environment(url: str, port: int, api: str = "http://127.0.0.1:9") -> dict[str, str]:
    """What every process is given."""
    return {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": url,
        "PORT": str(port),
        "WECOM_CORP_ID": CORP_ID,
        "WECOM_AGENT_ID": str(AGENT_ID),
        "WECOM_SECRET": SECRET,
        "WECOM_TOKEN": TOKEN,
        "WECOM_ENCODING_AES_KEY": AES_KEY,
        "WECOM_API_BASE": api,
        "MIANYUE__SERVER__HOST": "127.0.0.1",
        "MIANYUE__METRICS__PORT": str(free_port()),
        "MIANYUE__WECOM__CALLS_PER_HOUR": "600000000",
        "MIANYUE__WECOM__CALLS_PER_MINUTE": "10000000",  # the machine's speed, not the quota's
    }


@asynccontextmanager
async def web(url: str) -> AsyncIterator[Running]:
    """`python -m bot web`."""
    port = free_port()
    async with _listening(environment(url, port), port, "-m", "bot", "web") as running:
        yield running


@asynccontextmanager
async def worker(url: str, api: str) -> AsyncIterator[None]:
    """`python -m bot worker`, with that address as WeCom's; its clock finds nothing to say."""
    given = environment(url, free_port(), api)
    given |= {"MIANYUE__REMINDERS__BEFORE": "[]", "MIANYUE__DIGEST__AT": ""}
    process = await _start(given, "-m", "bot", "worker")
    try:
        yield
    finally:
        await _stop(process)


@asynccontextmanager
async def tencent(people: int = 10_000) -> AsyncIterator[Running]:
    """WeCom's API; its members are u1, u2, …"""
    port = free_port()
    words = ("-m", "bench.tencent", str(port), str(people))
    async with _listening({"PATH": os.environ["PATH"]}, port, *words) as running:
        yield running


@asynccontextmanager
async def floor(url: str, midnight: str) -> AsyncIterator[Running]:
    """The bare handler."""
    port = free_port()
    words = ("-m", "bench.floor", str(port), url, midnight)
    async with _listening(environment(url, port), port, *words) as running:
        yield running


@asynccontextmanager
async def _listening(given: dict[str, str], port: int, *words: str) -> AsyncIterator[Running]:
    process = await _start(given, *words)
    try:
        async with asyncio.timeout(30):
            # Another process's port has no event to wait for.
            while not await _listens(port):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        yield Running(process.pid, port)
    finally:
        await _stop(process)


async def _start(given: dict[str, str], *words: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        cwd=ROOT,
        env=given,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=None if os.environ.get("LOUD") else asyncio.subprocess.DEVNULL,
    )


async def _stop(process: asyncio.subprocess.Process) -> None:
    process.terminate()
    await process.wait()


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
