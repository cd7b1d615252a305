"""Yes and no, to what the bot has just asked."""

import re

from interviews.understanding import changing, recruiting
from interviews.understanding.guards import postponed, questioned, supposed
from interviews.understanding.lexicon import WORDS
from interviews.understanding.manners import language
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.said import Said
from interviews.understanding.situation import Role
from interviews.understanding.somebody import unknown

# What may stand beside a yes: 是张一山 is none.
_FILLING = re.compile(
    (
        r"(?:[\s,;!.~的得地德了啊吧呀啦哦嗯呢您你请谢就这那么样定办做发辛苦帮忙我他她给说]|安排|改|通知|转告|"
        r"\b(?:thanks?|thank you|thx|that'?s|that|this|it|is|all|good|great|fine|so|do|with|me|for|"
        r"me|absolutely|totally|perfect)\b)*"
    ),
    re.IGNORECASE,
)
CALLED_OFF = {None, Action.CANCEL, Action.REFUSE}
"""What has been asked may be answered by 取消吧."""
_UNDECIDED = re.compile(r"想想|考虑|商量|\b(?:think|check|ask)\b", re.IGNORECASE)
_NOT_SO = re.compile(r"(?:(?:不是|不对|错了)[,;! ]?){2,}|不是[,;! ]|no\b[,.!; ]", re.IGNORECASE)


def answer(said: Said) -> Meant | None:
    """What is answered; None where it is neither."""
    if (meant := language(said.text)) is not None:
        return meant
    if WORDS.NEVERMIND.fullmatch(said.text.strip(" !.,;")):
        return Meant(Action.NEVERMIND)
    if _UNDECIDED.search(said.text) and postponed(said):
        return Meant(Action.QUESTION, about=Action.CANCEL)
    if _NOT_SO.match(said.text) and not said.text.endswith("?"):
        return Meant(Action.NO)
    asked = questioned(said.text) or supposed(said.text) or WORDS.WHY.search(said.text)
    if asked or re.search(r"吗\s*\??$|\?$", said.text):
        return Meant(Action.QUESTION)
    first = said.clauses[0].text.strip()
    wish = (recruiting.recruit if said.situation.role is Role.HR else changing.change)(said)
    if wish and wish.action not in {Action.CANCEL, Action.QUESTION, Action.ASK, Action.BUSY}:
        return wish
    if (
        wish
        and wish.action is Action.CANCEL
        and (unknown(said) or said.situation.asking not in CALLED_OFF)
    ):
        return wish
    no = re.compile(rf"(?:{WORDS.NO.pattern})", re.IGNORECASE)
    yes = re.match(rf"(?:{WORDS.YES.pattern})", first, re.IGNORECASE)
    if no.match(first) or (not yes and any(no.match(one.text.strip()) for one in said.clauses)):
        return Meant(Action.NO)
    begins = re.match(rf"(?:{WORDS.YES.pattern})", first, re.IGNORECASE)
    if (
        begins
        and wish
        and wish.action is Action.CANCEL
        and not said.mentions
        and not said.numbers(said.text)
    ):
        return Meant(Action.YES)  # yes please cancel it
    rest = WORDS.YES.sub("", said.text)
    if begins and not said.mentions and _FILLING.fullmatch(rest):
        return Meant(Action.YES)
    return None
