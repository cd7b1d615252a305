"""Which of the offered times is taken, where it was recognized that one is."""

import re

from interviews.understanding.choosing import Choice, choose
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.pointing import Option
from interviews.understanding.said import Said
from interviews.understanding.situation import Role


def picked(said: Said, action: Action) -> Meant | None:
    """The time that is pointed to; or the only one, where no other is spoken of."""
    options = list(said.situation.open)
    named = said.named(said.text)
    if named or said.situation.role is Role.HR:
        options = [one for one in options if one[0] in named]
    choice = choose(said, options)
    taken = choice.taken or _left(said, choice, options)
    spoken = [time for one in said.mentions for time in one.times]
    at = [one for one in options if any(one[2].fits(time) for time in spoken)]
    if len(taken) > 1 and len(at) == 1 and len(spoken) == 1:
        taken = at
    if not (taken or choice.others or choice.refused or choice.nowhere or said.mentions):
        taken = options
    if len(taken) != 1 or choice.others or choice.nowhere:
        return None
    known, slot, _ = taken[0]
    return Meant(action, {"number": known.number, "slot": slot})


def _left(said: Said, choice: Choice, options: list[Option]) -> list[Option]:
    """The one that is left when the others are not wished: 不要下午的，另外那个; or the only one that
    is spoken of."""
    unclear = list(dict.fromkeys(choice.unclear))
    if not choice.refused and unclear and not _OTHER.search(said.text):
        return unclear
    others = {*choice.refused, *unclear}
    left = [one for one in options if one not in others]
    return left if others and len(left) == 1 and not choice.no else []


_OTHER = re.compile(r"另|剩|其他|别的|\b(?:other|else|rest)\b", re.IGNORECASE)
