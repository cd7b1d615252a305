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
    r"(?:闹钟|头像|名字|昵称|密码|手机号|邮箱|机票|车票|酒店|订单|外卖|快递|驾照|疫苗|家长会|课程?|会议|[例组周晨开]会|航班|飞机|高铁|考试|答辩|活动|培训|出差|体检|评审|行程|婚礼|"
    r"演出|手术|聚餐|课题|ddl)"
    r"(?!室)(?:给我|帮我|临时|突然|都|也|又|刚|被|已经?|时间|正好)*$|\b(?:flight|train|class|exam|trip|"
    r"defen[cs]e|lecture|course|event|surgery|(?:team|work|other|"
    r"client) (?:meeting|call))\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
"""It is that which was moved or called off: 答辩改到周四了."""
_EXPLICIT = re.compile(
    r"^(?:取消|改|换|挪|推|延|调|提|cancel|re-?sched|mov|postpon)", re.IGNORECASE
)
_TOLD = re.compile(
    r"被\S{0,3}$|已经?\S{0,2}$|(?:上次|上周|上个?月|之前|以前|前天|昨[天晚]|早就|刚才?)\S{0,8}$|"
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
    r"(?:听\S{0,5}说|据说)[^,;]{0,8}$",
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
    r"(?:现在|又|还是|已经)不用(?:了|改|换|取消)|来着(?!的)|劝(?:住|回|下来)|打消|挽留|留住了|改主意|"
    r"反悔|别当真|不要当真|开(?:个)?玩笑|逗你|闹着玩|\b(?:just kidding|only joking|just joking|jk|"
    r"kidding)\b",
    re.IGNORECASE,
)


_TELLS = r"说|讲|问|(?:让|叫|要|请|劝|催|希望)我|建议|said|says|asked|told|wants"


_WHO = re.compile(r"(?:谁|哪位)(?:把\S{0,6})?$|\bwho $", re.IGNORECASE)
_THANKED = re.compile(r"\b(?:thanks?|thank you|appreciate\w*) (?:you )?(?:for )?$", re.IGNORECASE)
_MAYBE = re.compile(r"\b(?:might|may) (?!i\b|we\b)(?:\w+ )?$", re.IGNORECASE)
_GIVEN = re.compile(r"(?:已经?|都|早就?|刚)(?:写|交|填|提交)(?:了|过|完|好)")


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
    if (
        _WHO.search(before)
        or _THANKED.search(before)
        or (action is not Action.LATE and _MAYBE.search(before))
    ):
        return Guard.QUOTED
    if action is Action.FEEDBACK and _GIVEN.search(said.text):
        return Guard.DENIED
    if said.text[begin] != "我" and _by_others(said, action, before):
        return Guard.QUOTED
    if _ONCE.search(before) or (action is not Action.HUMAN and _FRIEND.search(before)):
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


def _by_others(said: Said, action: Action, before: str) -> bool:
    """Others have done it or are to be asked: 他取消了, 面试官迟到了, 问问李四能不能提前."""
    names = "|".join(re.escape(o.candidate) for o in said.situation.interviews if o.candidate)
    who = rf"他们?|她们?|你们|对方|候选人|面试官|老师|公司|大家{'|' if names else ''}{names}"
    if re.search(rf"问(?:问|一?下)?(?:{who})", before):
        return True
    if said.situation.role is Role.INTERVIEWER and re.search(
        rf"(?:{who})(?:要求|想要?|希望|申请|提出)$", before
    ):
        return True
    if said.situation.role is Role.HR or action not in {Action.LATE, Action.CANCEL}:
        return False
    if action is Action.CANCEL:
        who = r"他们?|她们?|你们|对方|公司"
    return re.search(rf"(?:{who})(?:又|都|也|已经?|那边|会|要)*$", before) is not None


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
    told = re.search(rf"(?:{names})\s*(?:{_TELLS})", before) if names else None
    heard = WORDS.HEARSAY.search(said.text)
    return told is not None or (heard is not None and heard.start() < begin)


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
