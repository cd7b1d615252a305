"""Who interviews, in a new interview that is described."""

import re
from collections.abc import Iterable

from interviews.understanding.said import Said

_LEAD = r"(?:with|interviewers?(?: is|:)?|面试官(?:是|:)?|主面官?|让|由|请|和|跟|叫上?|找|by)?"
_TAIL = (
    r"(?:来|一起|一块儿?|去)*(?:主面|出面|负责|把关|招呼(?:一下)?|聊聊|见一?[下见]|面试?(?:一下)?(?:她|"
    r"他)?|上(?=[,;!]|$))?"
    r"(?:\s*(?:to (?:run|take|do|lead) it|(?:will )?interview(?:s|ing)?(?! for| with)|on it))?"
)
_OR = r"或者|或是|或|\bor\b"
_SPOKEN = rf"{_LEAD}\s*(?:{{names}})(?:\s*(?:[、,和跟与&+]|and|{_OR})\s*(?:{{names}}))*\s*{_TAIL}"
_ME = re.compile(
    r"(?:由|让)?(?<!给)(?<!帮)我(?:来|亲自|自己|本人|去|直接)+(?:面(?!试[官间])试?|见|聊|谈|主面|上)"
    r"(?:一?下)?|由我面试?|"
    r"让我面|我面(?=[,;!]|$)|(?:和|跟|与)我(?!们)(?=[^,;]{0,14}(?:一[起块]|[面见聊]))|我(?:想|要)"
    r"(?:亲自)?(?:见见|会会|亲自|聊聊)|"
    r"面试官(?:就?是|:)?我(?!们)|"
    r"\bI(?:'ll| will| can|'d like to| want to| would like to)? (?:take|interview|see|meet|run|do)"
    r"(?: (?:it|him|her|this|that|them)(?: myself)?)?\b|(?<![A-Za-z])(?:and|with|[&+]) (?:me\b(?! in)|"
    r"I\b)|(?<![帮给替让])我(?=[和跟与][^,;]{1,14}?(?:面|见|聊))|\bmyself\b",
    re.IGNORECASE,
)
"""Who speaks interviews as well: 我亲自面, I'll take it."""


def alternatives(names: Iterable[str]) -> str:
    """A pattern for names, the longer ones first; who has none is left out."""
    return "|".join(map(re.escape, sorted(filter(None, names), key=len, reverse=True)))


def panel_and_candidate(said: Said) -> tuple[list[str], str | None]:
    """The colleagues named, and which of them is the one to be interviewed."""
    names = alternatives(said.situation.colleagues)
    named = [one[0] for one in re.finditer(names, said.text)] if names else []
    panel = list(dict.fromkeys(named))
    candidate = _object(said.text, panel)
    return [one for one in panel if one != candidate], candidate


def speaks(said: Said) -> list[re.Match[str]]:
    """Where who speaks is said to be one of the interviewers."""
    return list(_ME.finditer(said.text)) if said.situation.speaker else []


def spans(text: str, names: list[str]) -> list[tuple[int, int]]:
    """Where these are spoken of, with the words that lead to them and follow."""
    if not names:
        return []
    pattern = _SPOKEN.replace("{names}", alternatives(names))
    return [one.span() for one in re.finditer(pattern, text, re.IGNORECASE)]


def either(text: str, panel: list[str]) -> list[str]:
    """The panel, with those of whom one is enough as one seat: 李雷或者韩梅梅."""
    if len(panel) < 2:
        return panel
    some = alternatives(panel)
    chosen = re.search(rf"(?:{some})(?:\s*(?:{_OR})\s*(?:{some}))+", text, re.IGNORECASE)
    if chosen is None:
        return panel
    among = re.findall(some, chosen[0])
    return [chosen[0] if one == among[0] else one for one in panel if one not in among[1:]]


def _object(text: str, panel: list[str]) -> str | None:
    """Somebody known who is scheduled, not scheduling: 约张三周五3点，李雷面."""
    found = re.search(
        r"(?:安排|约(?:一?下|上)?|\bschedule|\binterview (?:for|with)|候选人(?:是|:)?)\s*"
        rf"(?P<name>{alternatives(panel)})(?P<next>.?)",
        text,
        re.IGNORECASE,
    )
    if not panel or found is None:
        return None
    others = [one for one in panel if one != found["name"]]
    last = found["next"] == "" and text[: found.start()].endswith((",", ";"))
    gives = (found["next"] in {"面", "来", "、", "和"} or last) and not others
    return None if gives else found["name"]
