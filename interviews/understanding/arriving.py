"""How late somebody will be who says when they arrive."""

from typing import Any

from interviews.understanding.meaning import Action, Meant
from interviews.understanding.said import Said
from interviews.understanding.situation import Stage

MOST_LATE = 120
"""Minutes; who comes later than that comes to another time."""


def arriving(said: Said, values: dict[str, Any]) -> Meant | None:
    """`10点20到`: late by as much as that is after the beginning."""
    agreed = [one for one in said.situation.of(Stage.AGREED) if one.agreed]
    known = next((o for o in agreed if o.number == values.get("number", agreed[0].number)), None)
    clocks = [
        time
        for one in said.mentions
        for time in one.times
        if one.dayless or (known and known.agreed and time.day == known.agreed.start.date())
    ]
    clocks = [time for time in clocks if not (known and known.agreed and known.agreed.fits(time))]
    if not clocks and said.mentions and known:
        return Meant(Action.LATE, values)
    if known is None or known.agreed is None or len(clocks) != 1 or clocks[0].start is None:
        return Meant(Action.LATE, values)
    start = known.agreed.start
    behind = clocks[0].start - (start.hour * 60 + start.minute)
    if not 0 <= behind <= MOST_LATE:
        return None
    if behind == 0:  # 赶不上十点整
        return Meant(Action.LATE, values)
    return Meant(Action.LATE, {**values, "minutes": behind})
