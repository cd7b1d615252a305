"""One table of what was measured, what was wanted, and whether it is so."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what, the figure as it is read, the figure that was wanted, and the verdict."""

    what: str
    measured: str
    wanted: str = ""
    well: bool | None = None
    """None: nothing was wanted, or this machine cannot tell."""


def at_least(what: str, value: float, wanted: float, shown: str, unit: str = "") -> Row:
    """A figure that should be no less than `wanted`."""
    return Row(what, shown, f"≥ {wanted:g}{unit}", value >= wanted)


def at_most(what: str, value: float, wanted: float, shown: str, unit: str = "") -> Row:
    """A figure that should be no more than `wanted`."""
    return Row(what, shown, f"≤ {wanted:g}{unit}", value <= wanted)


def middle(values: Iterable[float]) -> float:
    """The median."""
    return median(values)


def show(rows: list[Row], say: Callable[[str], None]) -> bool:
    """Print them below each other; False if a wanted figure was missed."""
    wide = max(len(row.what) for row in rows)
    wider = max(len(row.measured) for row in rows)
    verdicts = {True: "ok", False: "MISSED", None: ""}
    say(f"{'what':{wide}}  {'measured':{wider}}  wanted")
    for row in rows:
        line = f"{row.what:{wide}}  {row.measured:{wider}}  {row.wanted:9} {verdicts[row.well]}"
        say(line.rstrip())
    return all(row.well is not False for row in rows)
