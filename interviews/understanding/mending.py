"""A second look at what was not understood: words that only sound right (取笑面试), pinyin (keyi),
and misspelt English. Tried last, since it costs a library and may see what is not there."""

import re
from difflib import get_close_matches
from functools import cache
from importlib import import_module

from interviews.understanding.loading import quietly

_WORDS = (
    "取消", "迟到", "确认", "面试", "改期", "可以", "时间", "安排", "请假", "没空", "反馈", "地址",
    "帮助", "人工", "拒绝", "接受", "明天", "今天", "后天", "下午", "上午", "晚到", "不行", "都不行",
    "没问题", "好的", "谢谢", "收到", "面试官", "候选人", "本周", "下周", "来不了", "改时间", "会议室",
    "推迟", "不去了",
)  # fmt: skip
_ENGLISH = (
    "tomorrow", "today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "afternoon", "morning", "evening", "cancel", "reschedule", "interview", "confirm",
    "available", "address", "feedback", "schedule", "thanks", "minutes", "works", "second", "first",
)  # fmt: skip


def mended(text: str) -> str | None:
    """The text with such words put right; None if there is nothing to mend."""
    changed = re.sub(r"[\u4e00-\u9fff]{2,}", lambda run: _homophones(run[0]), text)
    changed = re.sub(r"[A-Za-z]{3,}", lambda word: _latin(word[0]), changed)
    return changed if changed != text else None


def _homophones(run: str) -> str:
    sounds = _sounds(run)
    for word, sound in _keywords().items():
        for place in range(len(run) - len(word) + 1):
            if tuple(sounds[place : place + len(word)]) == sound:
                run = run[:place] + word + run[place + len(word) :]
    return run


def _latin(word: str) -> str:
    lower = word.lower()
    if lower in _ENGLISH:
        return word
    for known, sound in _keywords().items():
        if "".join(sound) == lower:
            return known
    if len(lower) < 5:
        return word
    close = get_close_matches(lower, _ENGLISH, n=1, cutoff=0.8)
    return close[0] if close else word


@cache
def _keywords() -> dict[str, tuple[str, ...]]:
    return {word: tuple(_sounds(word)) for word in _WORDS}


def _sounds(text: str) -> list[str]:
    with quietly():
        made: list[str] = import_module("pypinyin").lazy_pinyin(text)
    return made
