"""A second opinion on what the rules understood: the likeness to sentences whose meaning is known.

Where both agree, that is what was meant. Where the rules heard nothing to do, what is very likely is
taken, and repeated before it is done like everything that was not said plainly. Where the rules heard
a wish and the likeness is sure of something else, it is asked: an unneeded question costs less than a
wrong act.
"""

from dataclasses import replace

from interviews.understanding.answering import CALLED_OFF
from interviews.understanding.doubt import doubtful
from interviews.understanding.filling import filled
from interviews.understanding.guards import Guard, guard
from interviews.understanding.lexicon import CUES, WORDS
from interviews.understanding.likeness import likely
from interviews.understanding.meaning import IDLE, LOOKING, Action, Meant
from interviews.understanding.said import Said
from interviews.understanding.whither import free_of

# How likely something must be to be taken instead of what the rules heard. Held against 3,000 sentences
# which neither the rules nor the weights had seen, less likely ones were wrong more often than right.
TAKEN: dict[Action, dict[str, float]] = {
    Action.UNKNOWN: {"act": 0.6, "look": 0.6, "idle": 0.65},
    Action.THANKS: {"act": 0.95, "look": 0.6, "idle": 0.65},
    Action.ASK: {"act": 0.95, "look": 0.95, "idle": 0.65},
    Action.QUESTION: {"act": 0.95, "look": 0.6, "idle": 0.65},
    Action.PAST: {"act": 2, "look": 2, "idle": 0.65},
}
"""Where nothing to do was heard; 2 is never."""
RATHER = {"act": 0.95, "look": 0.95, "idle": 0.7}
"""Where it was heard that something is to be shown."""
DOUBTED, DROPPED, OVERRULED = 0.8, 0.8, 0.95
"""Where a wish was heard: when another is likely it is asked about, or the other taken; when none is,
nothing is done."""
SURE = 0.9
"""For the answer to a question that is to be answered by yes or no."""

_ANSWERS = {Action.YES, Action.NO}


def seconded(said: Said, meant: Meant) -> Meant:
    """What was meant, when both have been heard."""
    chances = likely(said)
    best = max(chances, key=lambda one: chances[one])
    if best is meant.action:
        return _whole(said, meant)
    if said.situation.yes_or_no and best in _ANSWERS and chances[best] > SURE:
        # The yeses that were learned from all answered "call it off?".
        return Meant(best) if best is Action.NO or said.situation.asking in CALLED_OFF else meant
    if best in _ANSWERS or (best is Action.PAST and not _over(said, meant)):
        return meant
    chance = chances[best]
    if meant.action in IDLE and (
        chance <= TAKEN[meant.action][_kind(best)] or _guarded(said, meant, best)
    ):
        return meant
    if meant.action in IDLE and best in IDLE:
        about = meant.about or max(chances.keys() - IDLE, key=lambda one: chances[one])
        return Meant(best, meant.values, about)
    if meant.action in IDLE:
        taken = _taken(said, best)
        return meant if Action.ASK is taken.action is meant.action else replace(taken, likely=True)
    if meant.action in LOOKING:
        rather = chance > RATHER[_kind(best)] and best is not Action.ASK
        return _taken(said, best) if rather else meant
    if best in IDLE:  # that something is unclear the rules know better
        dropped = chance > DROPPED and (best is not Action.ASK or WORDS.OR.search(said.text))
        return Meant(best, about=meant.action) if dropped else meant
    if chance > OVERRULED:
        return _taken(said, best)
    return Meant(Action.ASK, about=meant.action) if chance > DOUBTED else meant


def _over(said: Said, meant: Meant) -> bool:
    """Something is wished of a time that is over or cannot be."""
    return meant.action is not Action.UNKNOWN and any(one.problem for one in said.mentions)


def _guarded(said: Said, meant: Meant, action: Action) -> bool:
    """The words of the wish are there and do not wish it: 能取消吗, 取消订阅."""
    if meant.action is Action.QUESTION and meant.about is action:
        return True
    found = CUES[action].finditer(said.text) if action in CUES else ()
    guards = [guard(said, action, one.start()) for one in found if one[0]]
    return bool(guards) and all(one is Guard.ELSE for one in guards)


def _kind(action: Action) -> str:
    return "idle" if action in IDLE else "look" if action in LOOKING else "act"


def _whole(said: Said, meant: Meant) -> Meant:
    """A wish for another time, with the times the rules did not take for those wished for."""
    if meant.action is Action.AVAILABILITY and len(said.mentions) > 1:
        return replace(meant, values={"times": free_of(said, meant.values["times"])})
    if meant.action is not Action.RESCHEDULE or "times" in meant.values or not said.mentions:
        return meant
    taken = _taken(said, meant.action)
    if taken.action is not meant.action or "times" not in taken.values:
        return meant
    return Meant(meant.action, {**meant.values, "times": taken.values["times"]})


def _taken(said: Said, best: Action) -> Meant:
    """What is likely, with its values; asked about, where one is missing or a time is unread."""
    if best in IDLE:
        return Meant(best)
    taken = filled(said, best)
    if taken is None or doubtful(said, taken.action, length="minutes" in taken.values):
        return Meant(Action.ASK, about=best)
    return Meant(taken.action, taken.values, taken.about)
