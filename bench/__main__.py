"""`make bench`: measures everything on this machine, in one run, and prints one table.

`make bench ONLY=tick,start` measures these parts only. Medians of three; ratios are to what was
measured in turn, since machines are noisy.
"""

import argparse
import asyncio
import platform
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import psutil
import uvloop

from bench import answering, finding, footprint, reminding, server, town
from bench.table import Row, show
from bench.town import Town


@dataclass(frozen=True, slots=True)
class Towns:
    """The companies that are measured, all of 10,000 people."""

    small: Town
    usual: Town
    big: Town
    packed: Town
    """Five interviews a day for months, for each of its 200 interviewers."""


Part = Callable[[Towns], AsyncIterator[Row]]
PARTS: dict[str, Part] = {
    "floor": lambda towns: answering.against_the_floor(towns.usual),
    "patience": lambda towns: answering.patience(towns.usual),
    "scale": lambda towns: answering.scale(towns.small, towns.big),
    "two": lambda towns: answering.two_processes(towns.usual),
    "tick": lambda towns: reminding.tick(towns.big),
    "delivery": lambda towns: reminding.deliveries(towns.usual),
    "finder": lambda towns: finding.finds(towns.packed),
    "memory": lambda towns: answering.endurance(towns.usual),
    "start": lambda towns: footprint.start(towns.usual),
    "setup": lambda towns: footprint.setup(),
}


async def _build(url: str, wanted: list[str]) -> Towns:
    small = await town.build(url, "small", interviews=1_000, interviewers=200)
    usual = await town.build(url, "usual", interviews=100_000, busy=250)
    million = 1_000_000 if {"scale", "tick"} & {*wanted} else 1_000
    big = await town.build(url, "big", interviews=million)
    many = 100_000 if "finder" in wanted else 1_000
    packed = await town.build(url, "packed", interviews=many, interviewers=200)
    return Towns(small, usual, big, packed)


async def _measure(url: str, wanted: list[str]) -> list[Row]:
    _say("Filling four databases …")
    towns = await _build(url, wanted)
    rows = []
    for name in wanted:
        started = time.perf_counter()
        rows += [row async for row in PARTS[name](towns)]
        _say(f"{name}: {time.perf_counter() - started:.0f} s")
    return rows


def main() -> None:
    """Measure and print; the exit code tells whether all that was wanted was reached."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", default="", help=f"some of {', '.join(PARTS)}")
    only = [name for name in parser.parse_args().only.split(",") if name]
    if unknown := {*only} - {*PARTS}:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    wanted = [name for name in PARTS if not only or name in only]
    _say(f"{platform.machine()}, {psutil.cpu_count()} cores, Python {platform.python_version()}")
    with (
        server.postgres() as url,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        rows = runner.run(_measure(url, wanted))
    _say("")
    if not show(rows, _say):
        raise SystemExit(1)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
