"""Whether a yes is said so plainly that nothing else can be meant: only then it is acted on at once."""

import re

from interviews.understanding.lexicon import WORDS
from interviews.understanding.pointing import BARE, ORDINAL
from interviews.understanding.relevance import FILLER
from interviews.understanding.reserving import HEDGED
from interviews.understanding.said import Said, courteous

_ASKS = re.compile(r"[吗么嘛呢?]\s*$|是(?:吧|不是)$")
_WEAKLY = re.compile(
    r"理解|早$|能\w就\w|勉强|凑合|将就|以外|除了|除开|之外|"
    r"\b(?:might|hopefully|in theory|whatever|except|unless)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"我会|会的|准时|按时|一定|肯定|完全|当然|真的|非常|很|挺|最|已|那天|当天|当日|到时候?|届时|见面?|参加|出席|"
    r"到场|现场|到达|赴约|如约|确定|接受|收到|知道|明白|了解|同意|负责|看到|[你您]说的|同学|这么晚才|回复|安排|邀请|邀约|机会|宝贵|提前|按|啦|嘞|咯|嗯|哒|滴|捏|哟|噢|喔|呦|"
    r"面试?|[这该它一边得]|次|周|天|下午|上午|早上|早|晚上|晚|中午|日|号|月|可|到|都|"
    r"\b(?:hr|to|fine)\b|'(?:s|ll|m|d|re)\b|\b(?:okay|ok|confirm\w*|attendance|come|time|available|free|pleased|invitation|"
    r"regards|best|kind|book|ms|mr|dear|proposed|given|appointment|sure|thing)\b|"
    r"\b(?:that|this|day|then|there|will|be|am|are|very|really|absolutely|totally|definitely|all|so|"
    r"much|good|well|just|got|it|you|your|see|looking|forward|attend|join|make|thanks?|thank|too|"
    r"also|again|mine|my|side|end|from|here|let|let's|by|as|proposed|offered|suggested|scheduled|an?|"
    r"too|excited|happy|glad|noted|received|understood|agreed|agree|accept|hello|hi|dear|hey|"
    r"morning|afternoon|evening|slot|date|works?|go|meet|been|has|was|were|perfectly|super|lovely)\b",
    re.IGNORECASE,
)
"""What a yes is made longer by, and says nothing more."""


def plainly(said: Said) -> bool:
    """It says yes, of the time it may name, and nothing beside: 好的，周三下午见. What more there is
    (我朋友可以, 可以，前提是报销路费) may mean anything."""
    text = said.text.replace("okay", "ok")
    if BARE.match(courteous(text)):
        return not _ASKS.search(text)
    if _ASKS.search(text) or _WEAKLY.search(text) or HEDGED.search(text):
        return False
    for one in said.mentions:
        text = text.replace(one.text, " ")
    for known in said.situation.interviews:
        text = text.replace(known.candidate, " ") if known.candidate else text
    yes = (WORDS.DOUBLE, WORDS.COURTESY, WORDS.THANKS, ORDINAL, WORDS.POSITIVE)
    for each in (*yes, FILLER, _OWN):
        text = each.sub(" ", text)
    return re.search(r"\w", text) is None
