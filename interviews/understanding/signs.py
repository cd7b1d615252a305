"""Signs of wishes in a sentence, and those that still stand when the guards have looked at them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from interviews.understanding.clocks import LENGTH
from interviews.understanding.guards import Guard, guard
from interviews.understanding.lexicon import CALL_OFF, CUES, WORDS
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.polarity import positive
from interviews.understanding.said import Clause, Said, courteous, trade
from interviews.understanding.situation import Role


@dataclass(frozen=True, slots=True)
class Sign:
    """One word or phrase that stands for an action."""

    action: Action
    begin: int
    finish: int
    clause: Clause
    guard: Guard | None = None


_ONES_OWN = re.compile("pass|鸽|推掉|工作|着落|兴趣")
"""Words of candidates for staying away; of others they tell of somebody, or mean another thing."""


def signs(said: Said, actions: Iterable[Action]) -> list[Sign]:
    """Every sign of these actions, in the order of the words; those inside longer ones left out."""
    others = said.situation.role is not Role.CANDIDATE  # they tell who has not come
    found = [
        Sign(
            action, *match.span(), said.clause_at(match.start()), guard(said, action, match.start())
        )
        for action in actions
        for match in CUES[action].finditer(said.text)
        if match[0] and not (action is Action.CANCEL and others and _ONES_OWN.search(match[0]))
    ]
    return sorted(
        (
            one
            for one in found
            if one.guard is not Guard.ELSE and not any(_covers(other, one) for other in found)
        ),
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
_EMPTY = re.compile(
    r"[\s,;:!?.#\d]|把|将|的|面试|我们?|你们?|您|咱|帮|那|这|场|个|次|吧|了|啊|呀|哈|呢|吗|么|就|也|"
    r"还是?|掉|给|"
    r"因为|所以|由于|但是?|不过|然后|所以|想问?|问|要|能不能|可不可以|能否|可否|是否|能|可以|希望|"
    r"打算|申请|"
    r"需要|得|麻烦|请(?!假)|拜托|老师|一?下|好|行|约|先|再|岗位?(?=[那的这面])|说[他她]|"
    r"\b(?:the|my|our|this|that|interview|one|to|by|for|with|on|at|it|and|so|but|i|i'd|we|you|want|"
    r"any ?more|any longer|have|need|can|could|would|may|like|do|works?|is|if|possible|ok|"
    r"fine|okay)\b|'s|'d",
    re.IGNORECASE,
)


def reason(said: Said, taken: Iterable[Sign]) -> str | None:
    """What is said beside the wish itself, in the words of the sentence."""
    marks = [one for one in taken if _EXPLICIT.search(said.text[one.begin : one.finish])]
    bare = [one for one in taken if not _TELLING.search(said.text[one.begin : one.finish])]
    marks = (marks or bare or list(taken))[-1:]
    told = [
        courteous(_BECAUSE.sub("", piece))
        for clause in said.clauses
        for piece in _beside(said, clause, marks)
    ]
    told = [
        text
        for text in told
        if len(_bare(said, _CALLED_OFF.sub("", text))) >= 2 or _ILL.search(text)
    ]
    return ", ".join(told) or None


_ILL = re.compile("[阳病烧]")
"""A reason in one character: 阳了."""
_BECAUSE = re.compile(
    r"^.*?\b(?:because(?: of)?|due to)\b\s*|^(?:因为|由于|原因是)|^\s*(?:since|as) ", re.IGNORECASE
)
_CALLED_OFF = re.compile(
    r"[拿撤划删]下?(?:来|了|掉|去)?|取消|作废|别来|不[用来面]了?|停(?:了|掉)|"
    r"\b(?:kindly )?(?:take|strike|cross) (?:me|him|her|them|it|that|this|\w+(?: \w+)?) off(?: (?:the|"
    r"your|my|our) \w+)?|"
    r"\b(?:close|pull|drop|kill|scrap|cancel|remove|call off|scratch)\b(?: (?:it|him|her|them|me))?",
    re.IGNORECASE,
)
"""The wish in other words, which tells nothing."""


def _beside(said: Said, clause: Clause, marks: list[Sign]) -> list[str]:
    """A clause without the words of the wish; all of it, where they tell why (入职别的公司)."""
    mark = next((one for one in marks if one.clause == clause), None)
    if mark is None or _TELLING.search(said.text[mark.begin : mark.finish]):
        return [] if _only_weak(said, clause, marks) else [clause.text]
    rest = re.sub(r"^\s*#?\d{1,6}\b", "", said.text[mark.finish : clause.finish])
    return [said.text[clause.begin : mark.begin], rest]


def _only_weak(said: Said, clause: Clause, marks: list[Sign]) -> bool:
    """It says the same once more, and not why: 去不了 before 取消吧."""
    action = marks[0].action if marks else Action.CANCEL
    left = CUES[action].sub("", clause.text)
    weakly = left != clause.text and not CALL_OFF.search(clause.text)
    return weakly and not _TELLING.search(clause.text) and len(_bare(said, left)) < 2


_TELLING = re.compile(
    r"accepted|took|taken|signed|got|elsewhere|别[家的]|另一?家|兴趣|下家|其他公司|入职|工作|堵|塞车|"
    r"走不开|赶不|放弃|withdr[ae]w|no longer|not interested|no interest|traffic|held up",
    re.IGNORECASE,
)


def _bare(said: Said, text: str) -> str:
    """A text without what only tells which interview it is about, and when it could be."""
    for one in said.mentions:
        text = text.replace(one.text, "")
    for known in said.situation.interviews:
        for name in (known.candidate, known.position, trade(known.position)):
            text = text.replace(name, "") if name else text
    return _EMPTY.sub("", LENGTH.sub("", text))


def guarded(found: Iterable[Sign]) -> Meant | None:
    """Signs, all of which are denied, supposed, quoted, put off or asked about."""
    for one in found:
        if one.action not in {Action.BUSY, Action.LEAVE} or one.guard is not Guard.DENIED:
            return Meant(Action.QUESTION, about=one.action)
    return None


_EVERY = re.compile(
    r"全部|所有|一律|统统|通通|全都?(?=取|推|改|延)|\ball (?:of )?(?:them|my|the|interviews|our)|"
    r"\beverything\b",
    re.IGNORECASE,
)


def either(said: Said, live: list[Sign]) -> bool:
    """Two things with an `or` between them: 取消李四或者陈晨的."""
    if WORDS.ONE_OF.search(said.text) and len(said.situation.interviews) > 1:
        return True
    if (
        _EVERY.search(said.text)
        and len(said.situation.interviews) > 1
        and not said.named(said.text)
    ):
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
