"""Of the times in a wish to move something: which say what is moved, and which say whereto."""

import re
from dataclasses import dataclass, field, replace

from interviews.understanding.clocks import LENGTH
from interviews.understanding.guards import told
from interviews.understanding.lexicon import CUES, WORDS
from interviews.understanding.meaning import Action
from interviews.understanding.mention import Mention, Problem, Time
from interviews.understanding.polarity import negative, positive
from interviews.understanding.said import Said
from interviews.understanding.shifting import shifted
from interviews.understanding.situation import Known
from interviews.understanding.tokens import JOINS
from interviews.understanding.when import narrowed

_TO = re.compile(
    (
        r"(?:到|成|至|在|为|约|换|回|给|\b(?:to|for|until|at|do|on|instead|(?:how|what) about)|是|"
        r"要)\s*(?:the\s*)?(?:了)?$"
    ),
    re.IGNORECASE,
)
_SPURNED = re.compile(
    r"(?:instead of|rather than|而不是|不是|不要)\s*(?:the\s*|on\s*)?$", re.IGNORECASE
)
_NOUN = re.compile(r"(?:'s)?\s*(?:interview|meeting|one)\b|的?(?:面试|那场|那个)", re.IGNORECASE)
_THE = re.compile(r"\b(?:the|my|our) \n|\nthe ", re.IGNORECASE)
_SAME = re.compile(r"同一?个?时间|同样的?时间|时间不变|\bsame time\b", re.IGNORECASE)
_INSTEAD = re.compile(r"instead$", re.IGNORECASE)
"""It follows the time it is about: can we do Friday instead."""


@dataclass(slots=True)
class Targets:
    """Where something goes, and what points to it."""

    times: list[Time] = field(default_factory=list)
    pointers: list[Mention] = field(default_factory=list)
    problem: bool = False
    """One of the times wished for has passed or does not exist."""


def targets(said: Said) -> Targets:
    """Sort the times of a sentence."""
    found = Targets()
    cues, elsewhere = _cues(said)
    leading = [
        one
        for one in said.mentions
        if _leads(said, one, cues) and not _noun(said, one) and not _the(said, one)
    ]
    for mention in said.mentions:
        before, after = said.text[: mention.begin], said.text[mention.finish :]
        clause = said.clause_at(mention.begin)
        led = _TO.search(before) is not None
        the = _the(said, mention)
        pointed = (WORDS.POINTED.match(after) is not None and not led) or the
        ahead_of_cue = any(
            mention.finish <= begin <= clause.finish + 12
            for begin, finish in cues
            if not _INSTEAD.match(said.text[begin:finish])
        )
        refused = negative(clause.text) and not any(
            clause.begin <= begin and finish <= mention.begin for begin, finish in cues
        )
        later = any(finish <= mention.begin for _, finish in cues)
        noun = _noun(said, mention) and (len(said.mentions) > 1 or _by(said))
        gone = mention.problem is Problem.PAST and any(
            one.problem is None and said.clause_at(one.begin) != clause for one in said.mentions
        )
        why = gone or (mention not in leading and _told(said, mention, leading, cues))
        pointing = refused or (pointed and not later) or ahead_of_cue
        spurned = _SPURNED.search(before) is not None
        why = why or any(clause.begin <= begin < mention.begin for begin in elsewhere)
        if the or noun or spurned or why or (not led and pointing):
            found.pointers.append(mention)
        elif mention.problem:
            found.problem = True
        else:
            found.times += [time for time in mention.times if time not in found.times]
    found.times = narrowed(found.times)
    return found


def _cues(said: Said) -> tuple[list[tuple[int, int]], list[int]]:
    """Where it says that something moves; and where, that something else has moved."""
    found = [one.span() for one in CUES[Action.RESCHEDULE].finditer(said.text)]
    others = [b for b, _ in found if told(said, said.clause_at(b), b)]
    return [(begin, finish) for begin, finish in found if begin not in others], others


def _the(said: Said, mention: Mention) -> bool:
    """It stands for the interview at that time: move my 3pm, move Friday's."""
    spoken = f"{said.text[: mention.begin]}\n{mention.text}"
    points = _THE.search(spoken) is not None or mention.text.endswith("'s")
    return points and bool(said.at([mention]))


def _noun(said: Said, mention: Mention) -> bool:
    return _NOUN.match(said.text[mention.finish :]) is not None


def _by(said: Said) -> bool:
    """How far it moves is said, and so not whereto: postpone this afternoon's one by an hour."""
    return LENGTH.search(said.text) is not None


def _leads(said: Said, mention: Mention, cues: list[tuple[int, int]]) -> bool:
    """It is said to be where something goes: 改到周五."""
    return any(
        finish <= mention.begin and len(said.text[finish : mention.begin].strip()) <= 2
        for _, finish in cues
    )


def _told(
    said: Said, mention: Mention, leading: list[Mention], cues: list[tuple[int, int]]
) -> bool:
    """Beside a time that is where it goes, one that only tells why: 改到周五吧，明早有会."""
    if not leading:
        return False
    clause = said.clause_at(mention.begin)
    apart = all(said.clause_at(one.begin) != clause for one in leading)
    wished = positive(clause.text) or any(clause.begin <= b < clause.finish for b, _ in cues)
    return mention.problem is Problem.PAST or (
        apart and not wished and not JOINS.match(clause.text)
    )


def elsewhere(times: list[Time], known: Known | None) -> list[Time]:
    """Without the day it is on, where another is named: 不去周四了，下周四同一时间."""
    if known is None or known.agreed is None:
        return times
    there = known.agreed.start.date()
    return [one for one in times if one.day != there or one.start is not None or one.part]


def placed(said: Said, times: list[Time], known: Known | None) -> list[Time]:
    """Clocks without a day are on the day of the interview that is moved."""
    if known is None or known.agreed is None:
        return times
    spoken = {time: one.dayless for one in said.mentions for time in one.times}
    day = known.agreed.start.date()
    if _SAME.search(said.text):
        start = known.agreed.start.hour * 60 + known.agreed.start.minute
        times = [replace(o, start=start) if o.start is None and not o.part else o for o in times]
    return [replace(time, day=day) if spoken.get(time) else time for time in times]


def moved(said: Said, known: Known | None) -> Time | None:
    """`推迟半小时`, `往后挪一天`: where that brings an interview whose time is agreed."""
    if known is None or known.agreed is None:
        return None
    return shifted(said, [known.agreed])


def passed(time: Time, said: Said) -> bool:
    """Whether a time worked out is over already."""
    return time.span[0] <= said.situation.now
