"""Which of the offered times somebody takes: by number, place in the list, day or hour.

Clause by clause: what it points to, and whether it says yes or no to that. Taken is what one
clause says yes to, unless another time is wished beside it.
"""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from interviews.understanding.lexicon import WORDS
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.mention import Mention, Time
from interviews.understanding.pointing import BARE, Option, listed
from interviews.understanding.polarity import affirmed, negative, positive
from interviews.understanding.relevance import FREE, bare, licensed
from interviews.understanding.said import Clause, Said
from interviews.understanding.when import narrowed

_PROPOSAL = re.compile(
    (
        r"(?:可以|行|好|方便|成|ok|合适)\s*(?:吗|么|不$|不\?|不行|嘛)|能不能|可不可以|能否|可否|是否|行不行|\?$|"
        r"[吗嘛么不没]$|(?<![的哒好行])呢$|\bcan (?:we|i)\b|\bcould\b"
    ),
    re.IGNORECASE,
)


@dataclass(slots=True)
class Choice:
    """What was said about the offered times so far."""

    taken: list[Option] = field(default_factory=list)
    by_day: list[Option] = field(default_factory=list)
    """Of those taken, which only by their day or the half of it."""
    refused: list[Option] = field(default_factory=list)
    others: list[Time] = field(default_factory=list)
    """Times that are not on offer, and would do."""
    nowhere: bool = False
    """It points to a place in the list that is not there."""
    unclear: list[Option] = field(default_factory=list)
    """Of which it speaks, but says neither yes nor no to them: 周三我要去开证明."""
    yes: bool = False
    no: bool = False
    aside: bool = False
    """It speaks of another time, but not as of one that would do: 今天天气怎么样."""
    every: bool = False
    """All of them are spoken of."""


def choose(said: Said, options: list[Option]) -> Choice:
    """Collect what is said about each of the options."""
    choice = Choice()
    for clause in said.clauses:
        for piece in _pieces(said, clause):
            _hear(said, piece, options, choice)
    if not choice.taken and len(set(choice.unclear)) == 1 and any(map(_this, said.clauses)):
        choice.taken, choice.unclear = choice.unclear, []
    choice.taken = [one for one in dict.fromkeys(choice.taken) if one not in choice.refused]
    choice.others = narrowed(choice.others)
    days = {time.day for time in choice.others}
    choice.taken = [
        one for one in choice.taken if not (one in choice.by_day and one[2].start.date() in days)
    ]
    return choice


def _pieces(said: Said, clause: Clause) -> list[Clause]:
    """Without marks, what follows a time says yes or no to it: 周三要上班周五下午可以."""
    spoken = said.within(clause)
    mixed = negative(clause.text) and positive(affirmed(clause.text))
    if not (spoken and mixed) or clause.text.isascii():
        return [clause]
    cuts = [clause.begin, *(one.begin for one in spoken if one.begin > clause.begin), clause.finish]
    return [Clause(begin, finish, said.text[begin:finish]) for begin, finish in pairwise(cuts)]


_THIS = re.compile(
    r"(?:那|我)?就(?:定|选)?(?:它|这个|那个)(?:吧|了|啦|好了)?|(?:i'?ll|let'?s) (?:take|"
    r"go with) (?:it|that)",
    re.IGNORECASE,
)


def _this(clause: Clause) -> bool:
    """It takes what was spoken of just before: 周五那个宽松些，就它吧."""
    return _THIS.fullmatch(clause.text.strip()) is not None


_POINTED = re.compile(r"\s*的?[那这]一?[个场次]|\s+(?:one|slot|option)\b", re.IGNORECASE)
"""Behind a time: it is taken for one of those on offer."""


_NOT_BEFORE = re.compile(r"才(?:有空|有时间|方便|可以|能|行|回(?!复|信|消息))")
"""下个月才有空."""
_NTH = re.compile(r"\s*(?:the )?\d(?:st|nd|rd|th)(?: (?:please|pls))?\s*", re.IGNORECASE)


def _hear(said: Said, clause: Clause, options: list[Option], choice: Choice) -> None:
    text = clause.text
    excepted = WORDS.EXCEPT.search(text)
    pointed, nowhere = listed(_unclocked(said, clause), options)
    spoken = said.within(clause)
    by_day: list[Option] = []
    others: list[Time] = []
    for mention in spoken:
        fitting, rest = _fitting(mention, options)
        nowhere = nowhere or mention.vague
        if mention.number and not fitting and _NTH.fullmatch(text):
            pointed += listed(f"option {mention.number}", options)[0]
            continue  # the 2nd
        if mention.number and not fitting and BARE.match(text):
            continue  # 2号可以: the second, where none is on the 2nd
        if fitting:
            nowhere = False
        pointed += [one for one in fitting if one not in pointed]
        if rest and mention.dayless:
            days = {span.start.date() for _, _, span in options}
            rest = [replace(time, day=next(iter(days))) for time in rest] if len(days) == 1 else []
            nowhere = nowhere or not rest
        nowhere = nowhere or bool(rest and _POINTED.match(said.text[mention.finish :]))
        others += rest
        if all(time.start is None for time in mention.times):
            by_day += fitting
    if excepted:
        if not pointed or _PROPOSAL.search(said.text):
            choice.aside = True
            return
        rest_is_no = negative(said.text[excepted.end() :])
        kept = [one for one in options if (one in pointed) == rest_is_no]
        choice.taken.extend(kept)
        choice.refused += [] if rest_is_no else pointed
        choice.aside = choice.aside or not kept  # what would do is not on offer
        return
    no, yes = negative(text) or (not spoken and bool(_NOT_BEFORE.search(text))), positive(text)
    every = WORDS.ALL.search(text) is not None and not (spoken or pointed)
    if _PROPOSAL.search(text) and not pointed and not others:
        yes = False
    choice.nowhere = choice.nowhere or (nowhere and not no)
    if not (yes or no or bare(said, clause)):
        choice.unclear += pointed
    if no:
        choice.refused += pointed
        if not spoken and not pointed:
            choice.no = True
        choice.every = choice.every or every
        return
    asks = FREE.search(text) is not None
    if (others or (asks and spoken)) and not licensed(said, clause):
        choice.aside = True
        return
    choice.taken += pointed
    choice.by_day += by_day
    choice.others += others
    if not pointed and not others:
        choice.yes = choice.yes or yes
        choice.every = choice.every or (every and (yes or bare(said, clause)))


def _unclocked(said: Said, clause: Clause) -> str:
    """A clause without its times of day: the 3rd at 2 is no third option."""
    text = clause.text
    for one in said.within(clause):
        if any(time.start is not None for time in one.times) and not one.dayless:
            begin, finish = one.begin - clause.begin, one.finish - clause.begin
            text = text[:begin] + " " * len(text[begin:finish]) + text[finish:]
    return text


def _fitting(mention: Mention, options: list[Option]) -> tuple[list[Option], list[Time]]:
    """The options that are at a time that was said, and the times at which there is none."""
    found: list[Option] = []
    rest: list[Time] = []
    for time in mention.times:
        days = {span.start.date() for _, _, span in options} if mention.dayless else {time.day}
        at = [
            one
            for one in options
            if any(one[2].fits(replace(time, day=day)) for day in sorted(days))
        ]
        found += [one for one in at if one not in found]
        if not at:
            rest.append(time)
    if found and any(time.open for time in mention.times):
        rest = []  # of a range, what is on offer in it
    return found, rest


def settled(choice: Choice, options: list[Option]) -> Meant:
    """What a candidate's choice comes to."""
    taken = choice.taken
    unclear = set(choice.unclear) - set(choice.refused)
    clear = [one for one in taken if one not in unclear]
    if clear and unclear and not choice.no:  # 明天那个我约了牙医，周四可以
        taken, unclear = clear, set()
    if choice.no and unclear and unclear >= set(taken):  # 周三要去开证明，不合适
        every = unclear >= set(options)
        return Meant(Action.NONE) if every else Meant(Action.ASK, about=Action.CONFIRM)
    if choice.no or (choice.taken and not unclear & set(choice.taken)):
        unclear = set()  # it tells why another one is better
    if choice.aside and not (taken or choice.yes or choice.others or choice.refused or choice.no):
        return Meant(Action.UNKNOWN)
    if (
        choice.aside
        or choice.nowhere
        or unclear
        or (choice.every and len(options) > 1 and not choice.no and not taken)
    ):
        return Meant(Action.ASK, about=Action.CONFIRM)
    if len(taken) == 1 and not choice.others:
        known, slot, _ = taken[0]
        return Meant(Action.CONFIRM, {"number": known.number, "slot": slot}, plain=True)
    if taken or (choice.yes and choice.others and not choice.no and not choice.refused):
        return Meant(Action.ASK, about=Action.CONFIRM)
    if choice.others:
        return Meant(Action.AVAILABILITY, {"times": choice.others})
    if choice.refused or choice.no:
        if not choice.refused or set(choice.refused) >= set(options):
            return Meant(Action.NONE)
        return Meant(Action.ASK, about=Action.CONFIRM)
    if choice.yes:
        if len(options) == 1:
            known, slot, _ = options[0]
            return Meant(Action.CONFIRM, {"number": known.number, "slot": slot}, plain=True)
        return Meant(Action.ASK, about=Action.CONFIRM)
    return Meant(Action.UNKNOWN)
