"""The entry: what was meant by what was said.

Guards before wishes, wishes before looking, looking before yes and no; what fits nothing is a
question if it is about interviews, and otherwise not understood.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from interviews.understanding import (
    agenda,
    altering,
    changing,
    looking,
    recruiting,
    responding,
    scheduling,
)
from interviews.understanding.answering import answer
from interviews.understanding.choosing import choose
from interviews.understanding.correcting import corrected
from interviews.understanding.doubt import doubtful
from interviews.understanding.fixed import fixed
from interviews.understanding.guards import postponed, questioned, supposed
from interviews.understanding.halves import half
from interviews.understanding.holding import NOT_YET
from interviews.understanding.lexicon import CUES, WORDS
from interviews.understanding.manners import polite, thankful, thanks
from interviews.understanding.meaning import IDLE, LOOKING, Action, Meant
from interviews.understanding.mending import mended
from interviews.understanding.mention import Mention, Problem
from interviews.understanding.plain import plain
from interviews.understanding.said import Said
from interviews.understanding.seconding import seconded
from interviews.understanding.situation import Role, Situation, Stage
from interviews.understanding.somebody import unknown
from interviews.understanding.wording import as_written

LONGEST = 500
"""Characters of one wish; a longer text is a letter, for a person to read."""


def understand(said: str, situation: Situation, *, likeness: bool = True) -> Meant:
    """What somebody means by their words, in their situation; without `likeness` only by words that
    are known, for where most of what is said is no wish."""
    text = plain(said)
    if len(text) > LONGEST or not re.search(r"[\w?]", text):
        return Meant(Action.UNKNOWN)
    heard = Said(corrected(text, situation.now), situation)
    meant = _meaning(heard)
    if meant.action is Action.UNKNOWN and (better := mended(text)):
        again = _meaning(Said(plain(better), situation))
        meant = Meant(again.action, again.values, again.about)  # not plain: a guess was in it
    half_said = meant.action is Action.ASK and meant.plain
    if likeness and fixed(heard) is None and not half_said:
        meant = seconded(heard, meant)
    if meant.action not in _NEEDS_NONE and (who := unknown(Said(text, situation))):
        return Meant(Action.ASK, {"who": who}, meant.action)
    return _of_what_is_there(replace(meant, values=as_written(meant.values, said)), situation)


def _meaning(said: Said) -> Meant:
    """What is meant, unless something of it was left unread."""
    meant = _heard(said)
    if doubtful(said, meant.action, length="minutes" in meant.values):
        return Meant(Action.ASK, about=meant.action)
    return meant


_NEEDS_NONE = LOOKING | IDLE | {
    Action.AVAILABILITY, Action.HUMAN, Action.BUSY, Action.LEAVE, Action.SCHEDULE, Action.LANGUAGE,
    Action.NEVERMIND, Action.YES, Action.NO,
}  # fmt: skip


def _of_what_is_there(meant: Meant, situation: Situation) -> Meant:
    """A change of an interview that is not there is asked about."""
    if meant.action in _NEEDS_NONE:
        return meant
    there = situation.interviews
    if meant.action is Action.LATE:  # there is no being late for what is only offered
        there = tuple(situation.of(Stage.AGREED, Stage.ENDED))
    numbers = {one.number for one in there}
    if not numbers or meant.values.get("number", min(numbers)) not in numbers:
        return Meant(Action.ASK, meant.values, meant.action, missing=True)
    return meant


def _heard(said: Said) -> Meant:
    if (meant := fixed(said)) is not None:
        return meant
    if said.situation.yes_or_no and (meant := answer(said)):
        return meant
    return polite(said) or _wish(said) or responding.late(said) or _last(said)


def _wish(said: Said) -> Meant | None:
    role = said.situation.role
    if (meant := thanks(said)) is not None:
        return meant
    if role is not Role.CANDIDATE and WORDS.WHY.search(said.text) and (meant := looking.look(said)):
        return meant
    if role is Role.CANDIDATE and (meant := looking.waiting(said) or agenda.asked_day(said)):
        return meant
    if (
        role is Role.CANDIDATE
        and WORDS.WHY.search(said.text)
        and "why not" not in said.text.lower()
    ):
        return Meant(Action.QUESTION, about=_spoken_of(said.text))
    if WORDS.MAY_NOT.search(said.text):
        return Meant(Action.QUESTION, about=Action.REFUSE)
    if _about_rules(said):
        return Meant(Action.QUESTION, about=_spoken_of(said.text))
    member = (changing.change, looking.look, agenda.agenda, responding.respond)
    offered = (changing.change, looking.look, responding.respond, agenda.agenda)
    steps: dict[Role, tuple[Callable[[Said], Meant | None], ...]] = {
        Role.CANDIDATE: offered if said.situation.offered else member,
        Role.INTERVIEWER: member,
        Role.HR: (
            half, recruiting.recruit, scheduling.described, looking.look, recruiting.chosen,
            agenda.agenda, scheduling.schedule, altering.put,
        ),
    }  # fmt: skip
    for step in steps[role]:
        if (meant := step(said)) is not None:
            if step is looking.look and supposed(said.text) and meant.action is not Action.WHY:
                return Meant(Action.QUESTION)
            if step is looking.look and _taken_too(said):
                return Meant(Action.ASK, about=Action.CONFIRM)
            return meant
    return None


def _taken_too(said: Said) -> bool:
    """A time is taken in the same breath: 选第二个，地址在哪. Two wishes."""
    if said.situation.role is not Role.CANDIDATE or not said.situation.offered:
        return False
    options = list(said.situation.open)
    choice = choose(said, options)
    return len(said.clauses) > 1 and bool(choice.taken or (choice.yes and len(options) == 1))


def _about_rules(said: Said) -> bool:
    """A question about what follows or is allowed, whatever wish it speaks of."""
    text = said.text
    return bool(WORDS.CONSEQUENCE.search(text) and WORDS.ABOUT.search(text)) or bool(
        supposed(text) and WORDS.ABOUT.search(text) and (WORDS.WEAK_QUESTION.search(text))
    )


def _spoken_of(text: str) -> Action | None:
    """The wish a sentence has a word for, whatever it says of it."""
    found = [(match.start(), action) for action, cue in CUES.items() if (match := cue.search(text))]
    return min(found)[1] if found else None


def _if_i(text: str) -> bool:
    """A case is supposed in which who speaks would do something."""
    return supposed(text) and re.search(r"我|\bi\b", text, re.IGNORECASE) is not None


_NEED_NOT = re.compile(r"(?:不用|不必|别|不要|不需要|我不)再?(?:改|换|取消|推|调|挪)")
_WHAT = re.compile(r"[几哪]|多少|什么|怎么|\b(?:what|how|which|why)\b", re.IGNORECASE)


def _gone(one: Mention) -> bool:
    """An hour that has passed, or does not exist."""
    exact = any(time.start is not None for time in one.times)
    return one.problem is Problem.IMPOSSIBLE or (one.problem is Problem.PAST and exact)


def _last(said: Said) -> Meant:
    """An answer to nothing, a question about interviews, a promise to answer later, or nothing
    the bot knows of."""
    if (meant := responding.unasked(said)) is not None:
        return meant
    if said.mentions and all(_gone(one) for one in said.mentions) and not _WHAT.search(said.text):
        return Meant(Action.PAST)
    about = WORDS.ABOUT.search(said.text)
    asks = (
        _WHAT.search(said.text)
        or questioned(said.text)
        or WORDS.WEAK_QUESTION.search(said.text)
        or supposed(said.text)
    )
    if (
        _NEED_NOT.search(said.text)
        or postponed(said)
        or (NOT_YET.search(said.text) and said.situation.offered)
        or ((about or supposed(said.text)) and asks)
        or _if_i(said.text)
        or (said.mentions and WORDS.CHECKING.search(said.text))
    ):
        return Meant(Action.QUESTION, about=_spoken_of(said.text))
    return Meant(Action.THANKS if thankful(said) and not asks else Action.UNKNOWN)
