"""A new interview as HR describes it: who, for what, with whom, when, where."""

import re
from typing import Any

from interviews.understanding.called import called
from interviews.understanding.clocks import LENGTH, length
from interviews.understanding.finding import LEFT, left
from interviews.understanding.guards import Guard, guard
from interviews.understanding.jobs import is_job
from interviews.understanding.lexicon import WORDS
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.mention import Mention
from interviews.understanding.panel import either, panel_and_candidate, spans, speaks
from interviews.understanding.persons import within_name
from interviews.understanding.places import place_in
from interviews.understanding.polarity import negative
from interviews.understanding.rounds import TURN, nth
from interviews.understanding.said import Said
from interviews.understanding.when import narrowed

_SIGN = re.compile(
    r"(?:新增|登记|添加)(?:一?[个位名])?候选人|排(?:一?[个场])\S{0,2}面试|安排(?!会议室|团建|车|午餐|"
    r"出差)|约(?!了|好的|不|饭|车|会议室|客户|课)|新约|面一下|(?:新建|"
    r"创建|新增|新开|发起|建|加|"
    r"开)(?:一?[个场])?\S{0,6}面试|\bnew interview\b|\bcreate (?:an? )?(?:\w+ )?interview|"
    r"(?<!'s )(?<!\bmy )(?<!\bthe )(?<!\bthis )\b(?:schedule|arrange|set up|book|organi[sz]e)\b"
    r"(?!\s+(?:me )?(?:an? |the )?(?:meeting )?(?:room|lunch|dinner|table|car|taxi|flight|hotel|"
    r"demo|team))",
    re.IGNORECASE,
)


def described(said: Said) -> Meant | None:
    """An interview of which panel and time are said: certainly a new one."""
    named = any(one in said.text for one in said.situation.colleagues)
    if _SIGN.search(said.text) and named and said.mentions and not looked(said.text):
        return schedule(said)
    return None


def signed(text: str) -> bool:
    """Whether it says by a word that an interview is to be made: 约, schedule."""
    return _SIGN.search(text) is not None


def looked(text: str) -> bool:
    """Whether it is asked what there is."""
    return bool(
        WORDS.SLOTS.search(text) or WORDS.WHO.search(text) or re.search(r"[吗呢?]\s*$|哪", text)
    )


def schedule(said: Said) -> Meant | None:
    """The interview described; None if none is."""
    sign = _SIGN.search(said.text)
    panel, _ = panel_and_candidate(said)
    described = panel and said.mentions and re.search(r"面|interview", said.text)
    if sign is None and not described:
        return _in_full(said)
    if sign is not None and (why := guard(said, Action.SCHEDULE, sign.start())) is not None:
        return Meant(Action.QUESTION, about=Action.SCHEDULE) if why is not Guard.DENIED else None
    if not panel and re.search(r"能[^,;]*[吗么]\s*\??$", said.text):
        return Meant(Action.QUESTION, about=Action.SCHEDULE)
    return described_by(said)


def _in_full(said: Said) -> Meant | None:
    """Who, for what, with whom and when, in whatever order: nothing else is said like that."""
    if looked(said.text) or said.named(said.text) or negative(said.text):
        return None
    meant = described_by(said)
    whole = {"candidate", "position", "interviewers", "times"} <= meant.values.keys()
    return meant if whole else None


def described_by(said: Said) -> Meant:
    """What a new interview is said to be, in whatever words."""
    if any(one.problem and not _told(said, one) for one in said.mentions):
        return Meant(Action.PAST, about=Action.SCHEDULE)
    fields = [one.strip() for one in said.text.split("|")]
    if len(fields) >= 4 and not any(one.text in fields[2] for one in said.mentions):
        return Meant(Action.SCHEDULE, _fixed(said, fields))
    panel, candidate = panel_and_candidate(said)
    values = _described(said, panel, panel if candidate else list(said.situation.colleagues))
    if candidate is not None:
        values["candidate"] = candidate
    if name := values.get("candidate"):
        values["candidate"] = _with_account(said.text, name)
    return Meant(Action.SCHEDULE, values)


def _with_account(text: str, name: str) -> str:
    """A name with what says whose it is in brackets behind it: 张三(zhangsan), 张三(#12), 张三(新)."""
    found = re.search(rf"{re.escape(name)}\s*\((?P<account>[\w.@-]+|#\d+|新)\)", text, re.ASCII)
    return found[0] if found and not is_job(found["account"]) else name


def _fixed(said: Said, fields: list[str]) -> dict[str, Any]:
    candidate = re.sub(r"^\s*(?:安排|schedule)(?:面试)?\s*", "", fields[0])
    values: dict[str, Any] = {
        "candidate": candidate,
        "position": fields[1],
        "interviewers": [one.strip() for one in re.split("[、,;&]", fields[2]) if one.strip()],
        "times": [time for one in said.mentions for time in one.times],
    }
    if len(fields) > 4 and fields[4]:
        values["place"] = fields[4]
    return values


def _described(said: Said, panel: list[str], names: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    spoken = [
        one
        for one in said.mentions
        if not (_of_a_name(said, one) or (one.problem and _told(said, one)))
    ]
    text = _without(said.text, [(one.begin, one.finish) for one in spoken])
    if found := list(LENGTH.finditer(text)):
        values["minutes"] = length(found[0])
        text = _without(text, [found[0].span()])
    if (auto := left(said.text, spoken, values.get("minutes"))) is not None:
        values["times"] = auto
        text = LEFT.sub(lambda one: ";" * len(one[0]), text)
    elif times := narrowed([time for one in spoken for time in one.times]):
        values["times"] = times
    mine = speaks(said)
    if mine:
        panel = [*panel, said.situation.speaker]
        text = _without(text, [one.span() for one in mine])
    if panel:
        values["interviewers"] = either(said.text, list(dict.fromkeys(panel)))
    if turn := TURN.search(text):
        values["round"] = nth(turn)
    text = _without(text, spans(text, names))
    if place := place_in(text):
        values["place"] = place[0]
        text = _without(text, [place[1]])
    called(text, values)
    return values


def _told(said: Said, one: Mention) -> bool:
    """What happened at a time, not what is to be then: 昨天投了Java开发."""
    before, behind = said.text[: one.begin], said.text[one.finish :]
    happened = re.match(
        r"\s*(?:刚|才)?(?:投|递|交|聊|打|通?过|推|收|联系|提交|做|面)[^,;]{0,4}?[了过的]", behind
    )
    return (
        happened is not None
        or re.search(r"\b(?:applied|sent|came|passed)\b[^,;]*$", before) is not None
    )


def _of_a_name(said: Said, one: Mention) -> bool:
    """A day that is no day; where nothing else is said to be the time, it may be one."""
    return len(said.mentions) > 1 and within_name(said.text, one.begin, one.text)


def _without(text: str, spots: list[tuple[int, int]]) -> str:
    """A text with marks where something of it has been understood."""
    for begin, finish in spots:
        text = text[:begin] + ";" * (finish - begin) + text[finish:]
    return text
