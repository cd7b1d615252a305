"""Whether what a clause says beside a time is about taking it: 今天天气怎么样 is not."""

import re
from dataclasses import replace

from interviews.understanding.lexicon import WORDS
from interviews.understanding.pointing import BARE, ORDINAL
from interviews.understanding.polarity import positive
from interviews.understanding.said import Clause, Said, courteous

FILLER = re.compile(
    (
        r"[\s,;:?!]|其实|所以|因此|之间|期间|左右|以内|[前后][头面边]|挑|占|留|锁定|预约|贵司|本人|更|比较|怎么样|如何|行[不吗]|[吗么]|不如|要不|或者?|还有|以及|和|跟|安排|"
        r"随[便意]|任意|"
        r"哪|都|里|中|两|\d{1,2}号(?:面试|那)?|面试|职位|#\d+|帮我|那|这|个|的|吧|呢|啊|"
        r"呀|哈|哦|嗯|时间|时段|段|点|我|你|"
        r"就|请|选|定|约|要|想|在|"
        r"一下|面试|场|好|了|也|先|过去|还是|改|是|去|来|帮|下|您|择|\b(?:the|one|on|at|in|"
        r"please|pls|plz|slot|option|number|time|i|i'd|i'll|we|can|do|could|would|like|want|for|"
        r"any|any\s?time|me|it|is|take|go|with|how|about|what|maybe|then|and|a|interview|my|that|"
        r"this|us|or|should|have|of|three|them|these|those|if|may|rather|so|kindly|book|only|put|down|give|select|choose|pick|lock|in|reserve|fix|mark|"
        r"sir|madam)\b"
    ),
    re.IGNORECASE,
)


def only_points(said: Said) -> bool:
    """Whether all of it only points: 第二个吧, the first one please."""
    return all(bare(said, clause) for clause in said.clauses)


def beside(said: Said) -> int:
    """How much is said beside a yes, in the clause that says it, or in all of them together."""
    spoken = [one.text for one in said.clauses if positive(one.text)]
    return min(map(_beside, spoken or [said.text]))


def _beside(text: str) -> int:
    """Its characters, two for a word of letters."""
    for words in (WORDS.DOUBLE, WORDS.POSITIVE, WORDS.COURTESY, WORDS.THANKS, FILLER):
        text = words.sub(" ", text)
    text = re.sub(r"[^\w\s]", " ", text)
    return sum(2 if word.isascii() else len(word) for word in text.split())


FREE = re.compile(r"(?:有没有空|有空|有时间|方便)(?:吗|么|没有?|不|嘛)\s*\??$")
_WOULD_DO = re.compile(
    r"更想|想[要约]|能|可以|要(?=\s*\d|[上下]午)|有没有|行(?!程|业|政)|只|最好|希望|方便|有空|"
    r"有时间|都|约|安排|"
    r"\banything\b|\bgot any\b|改|换|挪|调|推|到时|空着|没事|没课|"
    r"\b(?:kindly|book|give|only|free|available|prefer|better|instead|let'?s|could|can|would|"
    r"how about|what about|"
    r"works?)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[吗么?]\s*$")


def licensed(said: Said, clause: Clause) -> bool:
    """Whether the times of a clause are spoken of as such that would do."""
    text = clause.text
    if asks := FREE.search(text):  # 老王周五有空吗 is about somebody else
        return bare(said, replace(clause, text=text[: asks.start()]))
    return positive(text) or _WOULD_DO.search(text) is not None or bare(said, clause)


def bare(said: Said, clause: Clause) -> bool:
    """Whether a clause only points: 周四那个, the second one please."""
    text = clause.text
    if BARE.match(courteous(text)):
        return True
    for one in said.within(clause):
        text = text.replace(one.text, " ")
    text = WORDS.POLITE_SUPPOSE.sub(" ", text)
    by_place = ORDINAL.search(text) is not None and not _ASKS.search(text)
    left = FILLER.sub("", courteous(ORDINAL.sub(" ", text)))
    return len(left) <= (2 if by_place else 0)  # 第二个可一: a slip
