"""What keeps a sign of a wish from being one: it is denied, supposed, quoted, put off, asked about."""

import re
from enum import StrEnum

from interviews.understanding.lexicon import WORDS
from interviews.understanding.meaning import Action
from interviews.understanding.said import Clause, Said
from interviews.understanding.situation import Role

_QUOTED = re.compile(r'"([^"]*)"|\'([^\'a-z][^\']*)\'')


_OTHERS = re.compile(
    r"(?:他|她|人|同事|朋友|老板|领导|面试官)们?(?:在|又|刚|来)?$|\b(?!i\b)[a-z]+\s*(?:just\s*)?$",
    re.IGNORECASE,
)
"""Who else may have asked."""


_OF_SOMETHING_ELSE = re.compile(
    r"(?:课程?|会议|[例组周晨开]会|航班|飞机|高铁|考试|答辩|活动|培训|出差|体检|评审|行程|婚礼|"
    r"演出|手术|聚餐|课题|ddl)"
    r"(?!室)(?:临时|突然|都|也|又|刚|被|已经?|时间|正好)*$|\b(?:flight|train|class|exam|trip|"
    r"defen[cs]e|lecture|course|event|surgery|(?:team|work|other|"
    r"client) (?:meeting|call))\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
"""It is that which was moved or called off: 答辩改到周四了."""
_EXPLICIT = re.compile(
    r"^(?:取消|改|换|挪|推|延|调|提|cancel|re-?sched|mov|postpon)", re.IGNORECASE
)
_TOLD = re.compile(
    r"被\S{0,3}$|已经?\S{0,2}$|(?:上次|之前|昨天|刚才?)\S{0,6}$|"
    r"\b(?:was|were|been|got|already|just)\s+(?:been\s+)?$",
    re.IGNORECASE,
)
"""It is told of what has been."""
_MEANWHILE = re.compile(
    r"(?:完|结束|完成)了?(?:之后|以后|后|再|的时候|才)|"
    r"\b(?:after|once|when|before|until) (?:i'?m|it'?s|it is|we'?re|the)\b",
    re.IGNORECASE,
)
"""It is about what comes after the interview."""
_NOTIFIED = re.compile(
    r"(?:收到|看到|短信|邮件|通知|微信|系统)\S{0,6}(?:说|显示|写|称)[^,;]{0,8}$|"
    r"(?:听说|据说)[^,;]{0,8}$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"(?:取消|撤销|退)[掉了]?[^\s,;]{0,6}?(?:订阅|闹钟|外卖|订单|会员|酒店|机票|车票|预订|关注|请假|"
    r"年假|提醒|[周例组]会|自动)|"
    r"cancel\w* (?:my |the |our )?(?:\w+ )?(?:subscription|order|alarm|flight|hotel|leave|holiday|"
    r"membership|reminder)",
    re.IGNORECASE,
)
"""It is that which is to be called off."""
_ONCE = re.compile(r"上次|上回|\blast time\b", re.IGNORECASE)
_FRIEND = re.compile(
    r"(?:室友|同学|朋友|同事|老[板婆公]|[爸妈弟妹哥姐]|[男女]友)(?:他|她)?也?(?:要|想|打算)?把?$|"
    r"\bmy (?:friend|roommate|colleague|brother|sister|wife|husband|boss)(?: (?:wants|needs|has|"
    r"would like))?(?: to)? ?$",
    re.IGNORECASE,
)
"""Their wish, not the speaker's."""
_JOKING = re.compile(
    r"别当真|不要当真|开(?:个)?玩笑|逗你|闹着玩|\b(?:just kidding|only joking|just joking|jk|"
    r"kidding)\b",
    re.IGNORECASE,
)


class Guard(StrEnum):
    """Why a sign is not taken for a wish."""

    DENIED = "denied"
    ELSE = "something else"
    SUPPOSED = "supposed"
    QUOTED = "quoted"
    POSTPONED = "postponed"
    ASKED = "asked"


# Of these a polite question says what is wanted (能改到周五吗); of all others it asks whether it may be.
_WANTED = {
    Action.RESCHEDULE, Action.MOVE, Action.SWAP, Action.EDIT, Action.OFFER, Action.SCHEDULE,
    Action.HUMAN, Action.LANGUAGE, Action.FEEDBACK, Action.CONFIRM,
}  # fmt: skip


def guard(said: Said, action: Action, begin: int) -> Guard | None:
    """What speaks against the sign at this place; None if it stands for a wish."""
    clause = said.clause_at(begin)
    before = said.text[clause.begin : begin]
    if _OBJECT.match(said.text[begin:]):
        return Guard.ELSE
    if _ONCE.search(before) or _FRIEND.search(before):
        return Guard.QUOTED
    if _OF_SOMETHING_ELSE.search(before) and _EXPLICIT.match(said.text[begin:]):
        return Guard.ELSE
    if action in {Action.LEAVE, Action.BUSY} and re.search(
        "取消|撤销|cancel", before, re.IGNORECASE
    ):
        return Guard.DENIED
    if denied(said, clause, begin) or told(said, clause, begin):
        return Guard.DENIED
    if action is Action.DONE and _MEANWHILE.search(said.text):
        return Guard.SUPPOSED
    if quoted(said, begin) or _JOKING.search(said.text):
        return Guard.QUOTED
    if supposed(said.text):
        return Guard.SUPPOSED
    if postponed(said):
        return Guard.POSTPONED
    if asked(said, action, clause):
        return Guard.ASKED
    return None


def denied(said: Said, clause: Clause, begin: int) -> bool:
    """A denial stands just before it, or says just behind that it need not be."""
    before = said.text[max(clause.begin, begin - 22) : begin]
    last = None
    for last in WORDS.DENIAL.finditer(before):  # noqa: B007 - the nearest one is wanted
        pass
    if last is None:
        return False
    between = before[last.end() :]
    if last[0].isascii():
        return len(between.split()) <= 3
    return len(between) <= 6


def told(said: Said, clause: Clause, begin: int) -> bool:
    """It tells what became of something, perhaps of something else: 航班取消了, was rescheduled."""
    before = said.text[clause.begin : begin]
    return _EXPLICIT.match(said.text[begin:]) is not None and (
        _TOLD.search(before) is not None or _OF_SOMETHING_ELSE.search(before) is not None
    )


def supposed(text: str) -> bool:
    """It is about a case that has not come; `if possible` is only politeness."""
    return WORDS.SUPPOSE.search(WORDS.POLITE_SUPPOSE.sub("", text)) is not None


def quoted(said: Said, begin: int) -> bool:
    """Somebody else's words; what HR reports of a candidate is their own wish."""
    for found in _QUOTED.finditer(said.text):
        if found.start() < begin < found.end():
            return True
    before = said.text[:begin]
    if _NOTIFIED.search(before):
        return True
    if reported(said, begin) and said.situation.role is not Role.HR:
        return True
    if told := WORDS.ASKED.search(before):
        asking = before[: told.start()].rstrip()
        known = [one.candidate for one in said.situation.interviews if one.candidate]
        return asking.endswith(tuple(known)) or _OTHERS.search(asking) is not None
    return False


def reported(said: Said, begin: int) -> bool:
    """It is what somebody else says: 他说…, 老王说…"""
    before = said.text[:begin]
    others = [one for one in said.situation.colleagues if one != said.situation.speaker]
    names = "|".join(map(re.escape, others))
    told = re.search(rf"(?:{names})\s*(?:说|讲|said)", before) if names else None
    return told is not None or WORDS.HEARSAY.search(before) is not None


def postponed(said: Said) -> bool:
    """It is for later."""
    return WORDS.POSTPONE.search(said.text) is not None


def questioned(text: str) -> bool:
    """It asks about consequences or rules, or whether it has been understood rightly."""
    return bool(WORDS.CONSEQUENCE.search(text) or WORDS.CHECKING.search(text))


def asked(said: Said, action: Action, clause: Clause) -> bool:
    """It is asked about, not asked for."""
    if questioned(said.text):
        return True
    end = said.text[clause.finish : clause.finish + 1]
    if not (WORDS.WEAK_QUESTION.search(clause.text) or end == "?"):
        return False
    if action in _WANTED:
        return False
    return not WORDS.REQUEST.search(clause.text)
