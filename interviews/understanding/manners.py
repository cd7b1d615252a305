"""What is said in passing: languages, leaving it, greetings, help, thanks."""

import re

from interviews.understanding.lexicon import CUES, WORDS
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.polarity import negative
from interviews.understanding.said import Said
from interviews.understanding.signs import signs
from interviews.understanding.situation import Role

_LANGUAGE = re.compile(
    (
        r"(?:说|讲|用|换成?|切换(?:成|到|为)?|切成|设(?:置|定)?(?:成|为)|调成|改成|改用|语言|回复|"
        r"language|speak|"
        r"switch(?: back)? to|in|use|reply in|lang)\s*(?P<name>中文|汉语|普通话|英文|英语|"
        r"(?:chinese|english|mandarin|zh|en)\b)|^(?P<bare>english|chinese|中文|"
        r"英文)\s*,?\s*(?:please|pls)?[!.]?$|(?P<zh>中文|英文|英语)(?:回复|跟我|和我|说)"
    ),
    re.IGNORECASE,
)
_OF_INTERVIEWS = re.compile(r"面试|面|候选人|他|她|简历|\binterview|\bcandidate", re.IGNORECASE)
"""They may be in a language too."""
_SLIPPED = re.compile(
    r"(?:[\s,;!.]|那|噢|手滑|发错了?|点错了?|哦|啊|哎呀?|不好意思|抱歉|sorry|oops|right|ok|ah|oh|well|"
    r"actually|hi)*",
    re.IGNORECASE,
)
_DENIED = re.compile(r"(?:别|不要|不用|不想|don'?t|not|stop)\s*(?:再|to )?$", re.IGNORECASE)
_ZH = {"中文", "汉语", "普通话", "chinese", "mandarin", "zh"}


def language(text: str) -> Meant | None:
    """To be answered in another language; 面试用英文吗 is about the interview."""
    spoken = [one for one in _LANGUAGE.finditer(text) if not _DENIED.search(text[: one.start()])]
    if not spoken or _OF_INTERVIEWS.search(text):
        return None
    found = spoken[-1]
    name = (found["name"] or found["bare"] or found["zh"]).lower()
    return Meant(Action.LANGUAGE, {"language": "zh" if name in _ZH else "en"})


_TONGUES = re.compile(r"(?P<zh>中文|汉语|普通话|chinese|mandarin)|英[文语]|english", re.IGNORECASE)
_WEAK = re.compile(r"不|没|别|n't|\bnot\b|\bpoor\b", re.IGNORECASE)


def tongue(said: Said) -> str | None:
    """The language that is wished, of those that are named; None if that is not clear."""
    wished = [
        "zh" if one["zh"] else "en"
        for one in _TONGUES.finditer(said.text)
        if not _WEAK.search(said.clause_at(one.start()).text)
    ]
    return wished[0] if len(set(wished)) == 1 else None


def _goes_on(said: Said, place: int) -> bool:
    """Something is wished behind it: 算了，我不去了."""
    wishes = signs(said, (Action.CANCEL, Action.RESCHEDULE, Action.LATE))
    return any(one.begin >= place and one.guard is None for one in wishes)


def polite(said: Said) -> Meant | None:
    """What is said in passing: languages, leaving it, thanks, greetings, help."""
    text = said.text
    if (meant := language(text)) is not None:
        return meant
    begin = _SLIPPED.match(text)
    if (left := WORDS.NEVERMIND.match(text, begin.end() if begin else 0)) and not _goes_on(
        said, left.end()
    ):
        return Meant(Action.NEVERMIND)
    bare = re.sub(r"[\s,;!.~]", "", re.sub(WORDS.COURTESY, "", text))
    greeting = re.fullmatch(
        (
            r"(?:(?:你|您|大家|老师)好(?:啊|呀)?|hello|hi+|hey|在吗|在不在|有人在?吗|早上好|"
            r"下午好|早|\?+|"
            r"there|sir|madam|ma'?am|all|team|everyone|嗨|哈[喽啰罗]|您好|[小老][\u4e00-\u9fff]|"
            r"老师|喂|在不|在[么嘛]|小助手|机器人|请问|有人吗|[呀啊哦]|"
            r"[\s,!.;~])+"
        ),
        text,
        re.IGNORECASE,
    )
    if CUES[Action.HUMAN].search(text) and not greeting:
        return None
    if greeting or (WORDS.HELP.search(text) and len(bare) < 40):
        return Meant(Action.HELP)
    return None


def thanks(said: Said) -> Meant | None:
    """Nothing but thanks, where nothing waits for an answer."""
    if said.situation.yes_or_no:
        return None
    waiting = (
        said.situation.offered
        if said.situation.role is Role.CANDIDATE
        else [one for one in said.situation.interviews if one.asked]
    )
    text = said.text
    if waiting and not re.fullmatch(
        r"(?:谢+|多谢|感谢|收到|老师|[您你们啦哈]|[\s,;!.了]|thanks?|thank you|thx|got it|noted|"
        r"so much|very much|a lot)+",
        text,
        re.IGNORECASE,
    ):
        return None
    if not _THANKFUL.search(text):
        return None
    left = re.sub(
        r"[\s,;!.~\d]|下?[周星礼期拜][一二三四五六日天]",
        "",
        re.sub(WORDS.THANKS, "", _timeless(said)),
    )
    return Meant(Action.THANKS) if not left else None


LITTLE = 12
"""Characters that may stand beside thanks."""
_THANKFUL = re.compile(
    (
        r"谢|感谢|麻烦|费心|拜拜|再见|bye|收到|知道|了解|明白|辛苦|好|嗯|ok|行|没问题|见|准时|thank|thx|"
        r"got it|noted|"
        r"great|cool|perfect|sure|see you|cheers|understood"
    ),
    re.IGNORECASE,
)


def thankful(said: Said) -> bool:
    """Whoever thanks, and says nothing else to speak of."""
    if negative(said.text) or len(re.sub(WORDS.THANKS, "", _timeless(said))) > LITTLE:
        return False
    return re.search(r"谢谢|感谢|多谢|\bthank|\bappreciate", said.text, re.IGNORECASE) is not None


def _timeless(said: Said) -> str:
    text = said.text
    for one in said.mentions:
        text = text.replace(one.text, " ")
    return text
