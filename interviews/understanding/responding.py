"""Yes and no to what is offered or asked, without a word for the wish itself."""

import re
from dataclasses import replace
from typing import Any

from interviews.understanding.changing import reschedule
from interviews.understanding.choosing import choose, settled
from interviews.understanding.guards import postponed, questioned, reported, supposed
from interviews.understanding.holding import ASKS_OF, held_back
from interviews.understanding.lexicon import CUES, WORDS
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.pointing import BARE, ORDINAL, placed
from interviews.understanding.polarity import negative, positive
from interviews.understanding.relevance import beside, licensed, only_points
from interviews.understanding.reserving import CONCEDED, WHAT_OF, travels, unsure
from interviews.understanding.said import Said
from interviews.understanding.saying_yes import plainly
from interviews.understanding.shifting import shifted
from interviews.understanding.signs import signs
from interviews.understanding.situation import Known, Role, Stage
from interviews.understanding.when import narrowed


def respond(said: Said) -> Meant | None:
    """Yes or no to what is offered or asked, without a word for it."""
    meant = _responded(said)
    takes = meant is not None and meant.action in {Action.CONFIRM, Action.ACCEPT}
    if meant is None or not (takes and meant.plain) or _BOTH.fullmatch(said.text):
        return meant
    return replace(meant, plain=plainly(said))


def _responded(said: Said) -> Meant | None:
    situation = said.situation
    offers = list(situation.open)
    if situation.role is Role.CANDIDATE and offers:
        return _offered(said, offers)
    asked = [one for one in situation.interviews if one.asked]
    if asked and situation.role is Role.INTERVIEWER:
        return _asked(said, asked)
    if situation.role is Role.CANDIDATE and said.mentions:
        return _agreed(said)
    return None


MOST_BESIDE = 8
"""What else may stand beside a yes that points to no time (see `beside`)."""
_BOTH = re.compile(r"(?:确认|confirm)?\s*#?(\d{1,6})[ ,]+#?(\d{1,3})", re.IGNORECASE)


def _offered(said: Said, offers: list[tuple[Known, int, Any]]) -> Meant | None:
    if both := _BOTH.fullmatch(said.text):
        values = {"number": int(both[1]), "slot": int(both[2])}
        there = any((one.number, slot) == (int(both[1]), int(both[2])) for one, slot, _ in offers)
        return Meant(
            Action.CONFIRM if there else Action.ASK, values, about=Action.CONFIRM, plain=True
        )
    if CONCEDED.search(said.text):
        return Meant(Action.ASK, about=Action.CONFIRM)
    named = said.named(said.text)
    here = [one for one in offers if not named or one[0] in named]
    choice = choose(said, here)
    if (problem := _unusable(said)) is not None:
        return problem
    interviews = {known.number for known, _, _ in here}
    single = [one[0].number for one in choice.taken]
    if not choice.others and choice.taken and not said.mentions and len(interviews) > 1:
        return Meant(Action.ASK, about=Action.CONFIRM)
    if (time := shifted(said, [span for _, _, span in here])) and not single:
        return Meant(Action.AVAILABILITY, {"times": [time]})
    if named and choice.yes and len(here) == 1:
        return Meant(Action.CONFIRM, {"number": here[0][0].number, "slot": here[0][1]}, plain=True)
    meant = settled(choice, here)
    # 可能不太方便 says no, and politely.
    sure = WORDS.POSTPONE.search(said.text.replace("可能", "")) is None
    if meant.action is Action.NONE and re.search("好像|似乎|貌似", said.text):
        return Meant(Action.ASK, about=Action.CONFIRM)
    if meant.action is Action.NONE and sure and (not held_back(said) or postponed(said)):
        return Meant(Action.NONE, {"note": said.text})
    if meant.action is Action.CONFIRM and len(said.clauses) == 1 and ASKS_OF.search(said.text):
        return Meant(Action.QUESTION, about=Action.CONFIRM)
    bare_yes = meant.action is Action.CONFIRM and not (said.mentions or single)
    if bare_yes and beside(said) > MOST_BESIDE:
        return Meant(Action.ASK, about=Action.CONFIRM)
    if meant.action is Action.CONFIRM and said.mentions and WHAT_OF.search(said.text):
        return Meant(Action.ASK, about=Action.CONFIRM)
    if meant.action is Action.CONFIRM and unsure(said):
        return Meant(Action.ASK, about=Action.CONFIRM)
    if meant.action in {
        Action.CONFIRM,
        Action.AVAILABILITY,
        Action.ASK,
        Action.NONE,
    } and held_back(said):
        either = bool(
            supposed(said.text)
            and choice.taken
            and not postponed(said)
            and not questioned(said.text)
        )  # 周三可以吗?不行的话周四
        return Meant(Action.ASK if either else Action.QUESTION, about=Action.CONFIRM)
    if meant.action is Action.ASK and choice.nowhere and (slot := placed(said.text)):
        return Meant(Action.ASK, {"slot": slot}, about=Action.CONFIRM)  # it may have been there
    return None if meant.action is Action.UNKNOWN else meant


def _unusable(said: Said) -> Meant | None:
    """A time that has passed or cannot be, where one is wished for."""
    if any(one.problem for one in said.mentions):
        return Meant(Action.PAST, about=Action.AVAILABILITY)
    return None


def _asked(said: Said, asked: list[Known]) -> Meant | None:
    options = [(one, one.number, span) for one in asked for span in one.spans]
    choice = choose(said, options)
    if any(one.problem for one in said.mentions):
        return Meant(Action.PAST, about=Action.ACCEPT)
    if choice.taken and re.match(r"(?:who|what|where|when|how|which)\b", said.text, re.IGNORECASE):
        return None
    if held_back(said) or (
        not said.mentions and choice.yes and WORDS.WEAK_QUESTION.search(said.text)
    ):
        return Meant(Action.QUESTION, about=Action.ACCEPT)
    if reported(said, len(said.text)):
        return Meant(Action.QUESTION, about=Action.ACCEPT)
    if choice.others and (choice.refused or choice.no or WORDS.WEAK_QUESTION.search(said.text)):
        return reschedule(said, [])
    if choice.others:
        return Meant(Action.ASK, about=Action.ACCEPT)
    meant = {one.number for one, _, _ in choice.taken or choice.refused} or {
        one.number for one in said.named(said.text) or asked
    }
    if len(meant) > 1:
        if negative(said.text):
            return Meant(Action.ASK, about=Action.REFUSE)
        return Meant(Action.ASK, about=Action.ACCEPT) if positive(said.text) else None
    number = {"number": meant.pop()}
    if negative(said.text) or CUES[Action.LEAVE].search(said.text):
        return Meant(Action.REFUSE, {**number, "reason": said.text})
    if _SOMEBODY_ELSE.search(said.text) and not re.search("也|一起", said.text):
        if positive(said.text):
            return Meant(Action.ASK, about=Action.ACCEPT)
        return Meant(Action.REFUSE, {**number, "reason": said.text})
    if choice.taken or choice.yes:
        if len(said.clauses) == 1 and ASKS_OF.search(said.text):
            return Meant(Action.QUESTION, about=Action.ACCEPT)
        if unsure(said) or any(
            name in said.text
            for name in said.situation.colleagues
            if name != said.situation.speaker
        ):
            return Meant(Action.ASK, about=Action.ACCEPT)
        return Meant(Action.ACCEPT, number, plain=True)
    return None


_SOMEBODY_ELSE = re.compile(
    r"(?:让|找|叫|请|换)(?!我|候选|他|"
    r"她)[\u4e00-\u9fff]{2,3}?[去来面上顶替接](?:面|吧|$)"
)


_PROPOSES = re.compile(
    r"能不能|能否|可不可以|可否|怎么样|如何|"
    r"^(?:can|could|shall|should|would) (?:we|it|this|the interview)\b|"
    r"\b(?:how|what) about\b|\bwould be (?:better|good|great|easier|nice)\b",
    re.IGNORECASE,
)


def _agreed(said: Said) -> Meant | None:
    """`周五下午可以吗` about something that is agreed."""
    if re.search(r"见|\bsee you\b", said.text, re.IGNORECASE):
        return None
    if held_back(said):
        return Meant(Action.QUESTION, about=Action.RESCHEDULE)
    times = [time for one in said.mentions for time in one.times]
    if not said.situation.interviews and any(one.problem for one in said.mentions):
        return Meant(Action.PAST, about=Action.AVAILABILITY)
    if not said.situation.interviews and positive(said.text) and times and not negative(said.text):
        return Meant(Action.AVAILABILITY, {"times": times})
    here = [span for known in said.situation.of(Stage.AGREED) for span in known.spans]
    if times and positive(said.text) and all(any(span.fits(t) for span in here) for t in times):
        return None if negative(said.text) else Meant(Action.THANKS)
    if not said.situation.of(Stage.AGREED) or not (
        positive(said.text)
        or "?" in said.text
        or said.text.endswith(("吗", "呢"))
        or _PROPOSES.search(said.text)
    ):
        return None
    spoken = [said.clause_at(one.begin) for one in said.mentions]
    if not any(licensed(said, one) for one in spoken) or any(map(travels, spoken)):
        return None
    if _PROPOSES.search(said.text) and times and not negative(said.text):
        if any(one.problem for one in said.mentions):
            return Meant(Action.PAST, about=Action.RESCHEDULE)
        if any(time.open for time in times) or not said.at(said.mentions):
            return Meant(Action.RESCHEDULE, {"times": narrowed(times)})
    meant = reschedule(said, [])
    return meant if meant.values.get("times") or meant.action in {Action.PAST, Action.ASK} else None


_UNASKED = re.compile(
    r"(?:我?确认|(?:i )?confirm(?:ed)?|接受|拒绝|accept|decline)[了吧的.! ]*", re.IGNORECASE
)


def unasked(said: Said) -> Meant | None:
    """A bare yes or no where nothing waits for one: 接受, I accept."""
    if _UNASKED.fullmatch(said.text):
        no = negative(said.text) or re.match("拒绝|decline", said.text, re.IGNORECASE)
        yes = Action.CONFIRM if said.situation.role is not Role.INTERVIEWER else Action.ACCEPT
        return Meant(Action.ASK, about=Action.REFUSE if no else yes, missing=True)
    live = [one.action for one in signs(said, (Action.ACCEPT, Action.REFUSE)) if one.guard is None]
    ended = said.situation.of(Stage.ENDED)
    if live and said.situation.role is Role.INTERVIEWER and not ended:
        return Meant(Action.ASK, about=live[0], missing=True)
    return None


def late(said: Said) -> Meant | None:
    """A time is taken where none is on offer (any more): 第一个可以, the first works."""
    situation, text = said.situation, said.text
    asked = any(one.asked for one in situation.interviews)
    if situation.role is Role.HR or asked or any(situation.open) or held_back(said):
        return None
    pointed = BARE.match(text) or ORDINAL.search(text)
    if negative(text):
        return None
    day = any(not one.dayless for one in said.mentions)
    if not (positive(text) and (pointed or day)) and not (pointed and only_points(said)):
        return None
    slot = placed(text)
    return Meant(Action.ASK, {"slot": slot} if slot else {}, about=Action.CONFIRM)
