"""What sentences like this one have meant: a linear model over `traits`, learned from the labelled
sentences of `tests/understanding` (`make learn`), small enough to be read at first need.

The file: one line of JSON (`digest` of the sentences, `actions`, `scale`, `offsets`), then the weights,
one signed byte for each bucket and action, compressed.
"""

import json
import math
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from interviews.understanding.meaning import Action
from interviews.understanding.said import Said
from interviews.understanding.traits import traits

FILE = Path(__file__).with_name("likeness.weights")


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each trait speaks for each action."""

    digest: str
    """Of the sentences they were learned from (tests/understanding/evaluate.py)."""
    actions: tuple[Action, ...]
    scale: float
    offsets: tuple[float, ...]
    table: memoryview
    """One row of signed bytes a bucket."""

    def likely(self, found: set[int]) -> dict[Action, float]:
        """The probability of every action, given the traits of a sentence."""
        width = len(self.actions)
        rows = (self.table[at * width : (at + 1) * width] for at in found)
        sums = map(sum, zip(*rows, strict=True))
        scores = [s * self.scale + o for s, o in zip(sums, self.offsets, strict=True)]
        most = max(scores)
        shares = [math.exp(score - most) for score in scores]
        whole = sum(shares)
        return {action: share / whole for action, share in zip(self.actions, shares, strict=True)}


def read(content: bytes) -> Weights:
    """Weights as they are kept."""
    head, _, packed = content.partition(b"\n")
    known = json.loads(head)
    return Weights(
        known["digest"],
        tuple(map(Action, known["actions"])),
        known["scale"],
        tuple(known["offsets"]),
        memoryview(zlib.decompress(packed)).cast("b"),
    )


@cache
def learned() -> Weights:
    """The weights that came with the bot."""
    return read(FILE.read_bytes())


def likely(said: Said) -> dict[Action, float]:
    """The probability of every action for a sentence in its situation."""
    return learned().likely(traits(said))
