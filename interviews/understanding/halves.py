"""HR's wishes that name what is to change and not what it becomes: 地点改一下, 换个面试官, move it."""

import re

from interviews.understanding.meaning import Action, Meant
from interviews.understanding.referring import which
from interviews.understanding.said import Said

_PLACE = r"地点|地址|会议室|面试间|place|location|venue|room"
_POSITION = r"岗位|职位|position|job title|title|role"
_ROUND = r"轮次|round"
_EMAIL = r"邮箱|邮件地址|e-?mail(?: address)?"
_PANEL = r"面试官|面试的人|interviewers?|panel"
_TIME = r"时间|时段|日期|time|date"
_WHAT = rf"(?P<what>{_PLACE}|{_POSITION}|{_ROUND}|{_EMAIL}|{_PANEL}|{_TIME})"
_FIELDS = (("place", _PLACE), ("position", _POSITION), ("round", _ROUND), ("email", _EMAIL))

_ASKING = (
    r"(?:我|我们|咱们?|想|要|需要|得|打算|帮我|帮忙|麻烦你?|请|把|给|将|一下|先|"
    r"(?:please|can you|could you|i(?:'d like| want| need)(?: to)?|we need to|let'?s|just)\s)*"
)
_OF = r"(?P<of>[^,;?!]{0,16}?)"
_CHANGE = r"(?:改|换|更换|更改|修改|调整|变更|更新)"
_END = r"[吧呀啊哈了的.!~ ]*(?:please|谢谢)?[.! ]*"
_ITS = r"(?:的|那场|这场)*"
_CHANGE_EN = (
    r"(?:change|edit|update|swap|replace|switch)\s(?:the\s|an?\s)?(?:interview\s)?"
    rf"{_WHAT}(?:\s(?:of|for|in|on)\s{_OF})?"
)
_OFFER_ZH = (
    rf"{_OF}{_ITS}(?:再|多)?(?:加|提供|补|给)(?:几|一|两|多)?(?:个|些|点)?(?:可选的?|备选的?)?时间"
)
_OFFER_EN = (
    r"(?:offer|add|suggest|propose|send)\s(?:some\s|a few\s)?(?:more|other|new|further)\s"
    rf"(?:times?|slots?)(?:\s(?:to|for|of)\s{_OF})?"
)
_SHAPES = tuple(
    (action, re.compile(rf"{_ASKING}{shape}{_END}", re.IGNORECASE))
    for action, shape in (
        (None, rf"{_OF}{_ITS}{_CHANGE}(?:一?下|一?个)?(?:面试)?的?{_WHAT}"),
        (None, rf"{_OF}{_ITS}{_WHAT}(?:也|想|要|得|需要)*{_CHANGE}(?:一?下|个|改|换)?"),
        (None, _CHANGE_EN),
        (Action.MOVE, rf"{_OF}{_ITS}(?:改|挪)(?:一?下|个)(?:期|时间)?"),
        (Action.MOVE, rf"(?:move|reschedule|postpone)\s{_OF}"),
        (Action.OFFER, _OFFER_ZH),
        (Action.OFFER, _OFFER_EN),
    )
)
_ANY = re.compile(
    r"(?:这|那)?一?(?:场|个)?的?(?:面试)?|it|this|that|(?:(?:the|this|that) )?(?:interview|one)",
    re.IGNORECASE,
)


def half(said: Said) -> Meant | None:
    """The wish, to be asked for the rest; None where it is more or something else."""
    text = said.text.strip()
    for action, shape in _SHAPES:
        found = shape.fullmatch(text)
        if found is None:
            continue
        groups = found.groupdict()
        if not _ANY.fullmatch(_unnamed(said, groups["of"] or "")):
            return None  # more is said, or it is of somebody who is not there
        values = which(said, text)
        wish, field = (action, None) if action else _of(groups["what"])
        if field:
            values = {**values, "field": field}
        return Meant(Action.ASK, values, wish, plain=True)
    return None


def _of(what: str) -> tuple[Action, str | None]:
    """The wish that changes what is named, and how the command that does it calls it."""
    for field, pattern in _FIELDS:
        if re.fullmatch(pattern, what, re.IGNORECASE):
            return Action.EDIT, field
    panel = re.fullmatch(_PANEL, what, re.IGNORECASE)
    return (Action.SWAP if panel else Action.MOVE), None


def _unnamed(said: Said, of: str) -> str:
    """What is said of an interview but for its candidate and its number."""
    for one in said.situation.interviews:
        of = of.replace(one.candidate, "")
    return re.sub(r"#?\b\d{1,9}\b|'s\b|想要?|也", "", of).strip()
