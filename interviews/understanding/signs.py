"""Signs of wishes in a sentence, and those that still stand when the guards have looked at them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from interviews.understanding.guards import Guard, guard
from interviews.understanding.lexicon import CALL_OFF, CUES, WORDS
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.polarity import positive
from interviews.understanding.said import Clause, Said, courteous


@dataclass(frozen=True, slots=True)
class Sign:
    """One word or phrase that stands for an action."""

    action: Action
    begin: int
    finish: int
    clause: Clause
    guard: Guard | None = None


def signs(said: Said, actions: Iterable[Action]) -> list[Sign]:
    """Every sign of these actions, in the order of the words; those inside longer ones left out."""
    found = [
        Sign(
            action, *match.span(), said.clause_at(match.start()), guard(said, action, match.start())
        )
        for action in actions
        for match in CUES[action].finditer(said.text)
        if match[0]
    ]
    return sorted(
        (one for one in found if not any(_covers(other, one) for other in found)),
        key=lambda one: one.begin,
    )


def _covers(other: Sign, one: Sign) -> bool:
    inside = other.begin <= one.begin and one.finish <= other.finish
    return inside and other.finish - other.begin > one.finish - one.begin


def weak(said: Said, sign: Sign) -> bool:
    """`来不了` may be about one time only; `取消` is not."""
    word = said.text[sign.begin : sign.finish]
    return sign.action is Action.CANCEL and CALL_OFF.search(word) is None


_EXPLICIT = re.compile(r"取消|cancel|改期|reschedul", re.IGNORECASE)
_REST = re.compile(r"^[\s,;!?.吧了啊呀哈的就那也我还是还]*$")


def reason(said: Said, taken: Iterable[Sign]) -> str | None:
    """What is said beside the wish itself: the other clauses, or the rest of its own."""
    marks = [one for one in taken if _EXPLICIT.search(said.text[one.begin : one.finish])]
    marks = (marks or list(taken))[-1:]
    own = [one.clause for one in marks]
    others = [
        text
        for clause in said.clauses
        if clause not in own
        and (text := courteous(clause.text))
        and not _REST.match(_timeless(said, clause))
    ]
    if others:
        return ", ".join(others)
    if own and marks[0].action is Action.RESCHEDULE and marks[0].begin > 0:
        return None
    for mark in marks:
        rest = said.text[mark.finish : mark.clause.finish]
        ahead = said.text[mark.clause.begin : mark.begin]
        rest = re.sub(r"^\s*#?\d{1,6}\b", "", rest)
        texts = sorted(
            (courteous(rest), courteous(ahead)), key=lambda text: len(_bare(said, mark, text))
        )
        if len(_bare(said, mark, texts[-1])) >= 2:
            return texts[-1]
    return None


_ABOUT_IT = re.compile(
    r"[\s,;!?.#\d]|把|的|面试|我|帮|那|这|场|个|吧|了|啊|呀|哈|就|也|还是|吗|掉|给|"
    r"\b(?:the|my|our|this|that|interview|one|please|pls|to|by|for|with|on|it|and|i|want|have|need|can|could|you|would|like)\b|'s|'d",
    re.IGNORECASE,
)


def _bare(said: Said, mark: Sign, text: str) -> str:
    """A text without what only tells which interview it is about."""
    for one in said.within(mark.clause):
        text = text.replace(one.text, "")
    for known in said.situation.interviews:
        text = text.replace(known.candidate, "") if known.candidate else text
    return _ABOUT_IT.sub("", text)


def _timeless(said: Said, clause: Clause) -> str:
    text = clause.text
    for one in said.within(clause):
        text = text.replace(one.text, "")
    return text


def guarded(found: Iterable[Sign]) -> Meant | None:
    """Signs, all of which are denied, supposed, quoted, put off or asked about."""
    for one in found:
        if one.action not in {Action.BUSY, Action.LEAVE} or one.guard is not Guard.DENIED:
            return Meant(Action.QUESTION, about=one.action)
    return None


def either(said: Said, live: list[Sign]) -> bool:
    """Two things with an `or` between them: 取消李四或者陈晨的."""
    if WORDS.ONE_OF.search(said.text) and len(said.situation.interviews) > 1:
        return True
    divided = WORDS.OR.search(said.text)
    if divided is None:
        return False
    waiting = any(one.asked or one.slots for one in said.situation.interviews)
    if waiting and positive(said.text[: divided.start()]):
        return True
    if live[0].action in {Action.RESCHEDULE, Action.BUSY}:
        return False
    return len(said.named(said.text)) > 1 or len(said.mentions) > 1
