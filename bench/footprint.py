"""What it takes to install and to start."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp

from bench import processes
from bench.answering import REPEATS
from bench.table import Row, at_most, middle
from bench.town import Town
from bot.settings import ROOT

NEEDED = ("Makefile", "pyproject.toml", "requirements.txt", "requirements-dev.txt")


async def start(town: Town) -> AsyncIterator[Row]:
    """From `python -m bot web` to a /readyz that says so, on an existing database."""
    took = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        async with processes.web(town.url) as running, aiohttp.ClientSession() as http:
            async with http.get(f"http://127.0.0.1:{running.port}/readyz") as response:
                if response.status != 200:
                    raise RuntimeError(f"not ready: HTTP {response.status}")
            took.append(time.perf_counter() - started)
    seconds = middle(took)
    yield at_most("start of a web process to ready", seconds, 2, f"{seconds:.2f} s", " s")


async def setup() -> AsyncIterator[Row]:
    """`make setup` in a fresh folder, and the size of what it leaves there."""
    with tempfile.TemporaryDirectory(prefix="mianyue-bench-") as folder:
        for name in NEEDED:
            shutil.copy(ROOT / name, folder)
        started = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            "make", "setup", cwd=folder, stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        code = await process.wait()
        took = time.perf_counter() - started
        files = [path for path in (Path(folder) / ".venv").rglob("*") if path.is_file()]
        size = sum(path.lstat().st_size for path in files if not path.is_symlink()) / 1e6
    shown = f"{took:.0f} s, {size:.0f} MB" if code == 0 else "not measured: no package registry"
    yield Row("make setup in a fresh folder", shown)
