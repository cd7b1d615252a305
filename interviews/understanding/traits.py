"""What of a sentence the learned weights are about: its letters and words, with names, times and
numbers masked, and what is known of it and of the situation.

A trait is a short text, kept as one of `BUCKETS` numbers; two may share a number, which costs little.
"""

import re
from collections.abc import Iterator
from itertools import combinations
from zlib import crc32

from interviews.understanding.lexicon import CUES, WORDS
from interviews.understanding.mention import Mention
from interviews.understanding.said import Said
from interviews.understanding.situation import Stage

BUCKETS = 1 << 15
LONGEST = 4
"""Letters of the longest piece."""
_CANDIDATE, _COLLEAGUE, _DAY, _CLOCK = "ＮＰＤＣ"
_MARKS = re.compile(r"[,.!;~]+\s*")
_WORD = re.compile(r"[a-z']+|[^\sa-z]")
_TELLING = {"YES", "NO", "NEGATIVE", "POSITIVE", "WEAK_QUESTION"}
"""Word lists which beside another fact say more than both."""


def traits(said: Said) -> set[int]:
    """The buckets of everything that is noticed about a sentence."""
    role, where = said.situation.role.value, _where(said)
    found = set[str]()
    for piece in _pieces(_masked(said)):
        found |= {piece, f"{role}{piece}"}
        if len(piece) < 3 or piece[0] == " ":
            found.add(f"{role}{where}{piece}")
    facts = set(_facts(said))
    for fact in facts:
        found |= {fact, f"{role}{where}{fact}"}
    found |= {f"{role}{a}&{b}" for a, b in combinations(sorted(filter(_strong, facts)), 2)}
    found.add(f"{role}:{where}:{len(said.situation.interviews) > 1}")
    return {crc32(one.encode()) % BUCKETS for one in found}


def _where(said: Said) -> str:
    """The kind of situation it is said in."""
    there = said.situation
    if there.yes_or_no:
        return "yes or no"
    kinds = {
        "offered": there.offered,
        "agreed": there.of(Stage.AGREED),
        "ended": there.of(Stage.ENDED),
        "asked": any(one.asked for one in there.interviews),
    }
    return " ".join(kind for kind, some in kinds.items() if some)


def _masked(said: Said) -> str:
    """The sentence with one letter for each name and each time, and without its numbers."""
    there = said.situation
    spots = [(o.begin, o.finish, _CLOCK if o.dayless else _DAY) for o in said.mentions]
    named = [(one.candidate, _CANDIDATE) for one in there.interviews]
    for name, letter in named + [(one, _COLLEAGUE) for one in there.colleagues]:
        if name:
            found = re.finditer(re.escape(name), said.text, re.IGNORECASE)
            spots += [(*one.span(), letter) for one in found]
    pieces, at = [], 0
    for begin, finish, letter in sorted(spots, key=lambda one: (one[0], -one[1])):
        if begin >= at:
            pieces += [said.text[at:begin], letter]
            at = finish
    text = re.sub(r"\d+", "0", "".join([*pieces, said.text[at:]]).lower())
    return " ".join(_MARKS.sub(", ", text).split())


def _pieces(text: str) -> Iterator[str]:
    """Runs of letters, and one to three words in a row."""
    edged = f"^{text}$"
    for length in range(1, LONGEST + 1):
        yield from (edged[at : at + length] for at in range(len(edged) - length + 1))
    words = _WORD.findall(edged)
    for length in (1, 2, 3):
        runs = zip(*(words[at:] for at in range(length)), strict=False)
        yield from (" " + " ".join(run) for run in runs)


def _facts(said: Said) -> Iterator[str]:
    """What the rules would look at, too."""
    yield f"times {min(len(said.mentions), 3)}"
    yield f"open {min(len(list(said.situation.open)), 2)}"
    yield f"clauses {min(len(said.clauses), 4)}"
    yield f"long {min(len(said.text) // 4, 6)}"
    for one in said.mentions:
        yield from _of_time(said, one)
    yield from (f"names {one.stage}" for one in said.named(said.text))
    if said.numbers(said.text):
        yield "a number"
    if said.text.rstrip().endswith("?"):
        yield "asks"
    bare = said.text.strip(" ,.!~")
    for name, pattern in vars(WORDS).items():
        if pattern.search(said.text):
            yield f"has {name}"
        if pattern.fullmatch(bare):
            yield f"is {name}"
    yield from (f"cue {one}" for one, pattern in CUES.items() if pattern.search(said.text))


def _of_time(said: Said, one: Mention) -> Iterator[str]:
    there = said.situation
    yield from (f"time {kind}" for kind in ("dayless", "week", "vague") if getattr(one, kind))
    if one.problem:
        yield f"time {one.problem}"
    if one.number:
        yield "time or number"
    for time in one.times:
        ahead = (time.day - there.now.date()).days
        if ahead in {0, 1}:
            yield f"time {'tomorrow' if ahead else 'today'}"
        kind = "clock" if time.start is not None else "part" if time.part else "day"
        yield f"time {kind}{' range' if time.end else ''}"
        if any(span.fits(time) for _, _, span in there.open):
            yield f"time open {kind}"
        elif any(known.agreed and known.agreed.fits(time) for known in there.interviews):
            yield "time agreed"
        else:
            yield "time other"


def _strong(fact: str) -> bool:
    first, _, rest = fact.partition(" ")
    return first in {"time", "times", "names", "asks", "is"} or rest in _TELLING
