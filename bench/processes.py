"""The processes under measurement: ours as an operator runs them, and the floor."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import psutil

from bot.settings import ROOT

CORP_ID, AGENT_ID, TOKEN = "wx5823bf96d3bd56c7", 1000002, "benchtoken"
AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"


@dataclass(frozen=True, slots=True)
class Running:
    """A process that listens."""

    pid: int
    port: int
    ready_after: float
    """Seconds from its start."""

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
        "WECOM_SECRET": "bench-secret",
        "WECOM_TOKEN": TOKEN,
        "WECOM_ENCODING_AES_KEY": AES_KEY,
        "WECOM_API_BASE": api,
        "MIANYUE__SERVER__HOST": "127.0.0.1",
    }


@asynccontextmanager
async def web(url: str) -> AsyncIterator[Running]:
    """`python -m bot web`."""
    port = free_port()
    async with _process(environment(url, port), port, "-m", "bot", "web") as running:
        yield running


@asynccontextmanager
async def floor(url: str, midnight: str) -> AsyncIterator[Running]:
    """The bare handler."""
    port = free_port()
    words = ("-m", "bench.floor", str(port), url, midnight)
    async with _process(environment(url, port), port, *words) as running:
        yield running


@asynccontextmanager
async def _process(given: dict[str, str], port: int, *words: str) -> AsyncIterator[Running]:
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        cwd=ROOT,
        env=given,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(30):
            # Another process's port has no event to wait for.
            while not await _listens(port):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        yield Running(process.pid, port, time.perf_counter() - started)
    finally:
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
