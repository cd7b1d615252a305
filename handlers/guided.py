"""`安排` / `schedule` alone, or a new interview half described: the fields are asked for one by one.

What is known is shown each time; several may be said at once and corrected (面试官改成韩梅梅, 时间改到周五
10点). It ends in the ordinary `schedule`, after a summary and a yes; `算了` or half an hour ends it.
"""

import re
from typing import Any

from bot.routing import Chat, Router, fold
from handlers import _described_times
from handlers._described_times import WHICH_HOUR
from handlers._misunderstood import mark, shown
from handlers._run import run
from handlers._when import DAYS
from interviews import circumstances, groups
from interviews.texts import NOTHING, Refused, Text, Words, lines, listed
from interviews.understanding.describing import NOTHING as NONE_GIVEN
from interviews.understanding.describing import amended, described
from interviews.understanding.meaning import Action
from interviews.understanding.situation import Situation
from interviews.understanding.understand import understand
from interviews.words import Round, read_round

router = Router()

HEAD = Text(zh="新的面试：", en="A new interview:")
SHOWN = {
    "candidate": Text(zh="候选人：{value}", en="Candidate: {value}"),
    "position": Text(zh="岗位：{value}", en="Position: {value}"),
    "round": Text(zh="轮次：{value}", en="Round: {value}"),
    "interviewers": Text(zh="面试官：{value}", en="With: {value}"),
    "times": Text(zh="时间：{value}", en="Times: {value}"),
    "place": Text(zh="地点：{value}", en="Place: {value}"),
}
ASKED = {
    "candidate": Text(zh="候选人是谁？", en="Who is the candidate?"),
    "position": Text(zh="什么岗位？", en="For which position?"),
    "interviewers": Text(zh="谁来面？", en="Who interviews?"),
    "times": Text(
        zh="什么时间？可以给几个让候选人选，例如：明天 15:00；周五 10:00",
        en="When? Several may be given to choose from, for example: tomorrow 15:00; friday 10:00",
    ),
    "place": Text(
        zh="在哪里？会议室或链接；没有就回复“跳过”。",
        en='Where? A room or a link; reply "skip" if there is none.',
    ),
}
HINT = Text(
    zh="（可以一次说几项，说错了直接改；不安排了就发“算了”）",
    en='(several may be said at once and corrected; "never mind" ends it)',
)
SURE = Text(
    zh="这样安排吗？请回复“是”；要改就直接说，例如：面试官改成韩梅梅；不安排了就发“算了”。",
    en='Schedule it like this? Reply "yes", or say what to change, for example: interviewer is 韩梅梅;'
    ' "never mind" ends it.',
)
UNCLEAR = Text(
    zh="没看懂“{said}”，还没有安排。就这样安排请回复“是”；要改请写明改哪一项，例如：面试官改成韩梅梅、"
    "时间改到周五 10:00；不安排了就发“算了”。",
    en='I did not understand "{said}"; nothing is scheduled yet. Reply "yes" to schedule it like this,'
    " or say what to change, for example: interviewer is 韩梅梅, or: time is friday 10:00;"
    ' "never mind" ends it.',
)
WHAT = Text(
    zh="要改什么？例如：时间改到周五 10:00；不安排了就发“算了”。",
    en='What shall be changed? For example: time is friday 10:00; "never mind" ends it.',
)
ROUND = Text(zh="看不懂轮次“{said}”。请写成 二面 或 2。", en='I cannot read the round "{said}".')
_NOT_SO = re.compile(
    r"(?:不对?|不是|错了|no|nope|not quite|wrong)(?:\s*[,，.。!！;；]\s*|(?<=[a-z])\s+)(?=\S)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?P<name>[^()]+?)\s*\([^()]+\)")
MOST_DAYS = 3
"""An hour that is said afterwards is meant for each of so many days, but not of a whole week."""
REQUIRED = ("candidate", "position", "interviewers", "times")
_HEARD = (
    "yes", "可以", "好", "好的", "行", "没问题", "ok", "okay", "sure", "确认", "confirm", "no", "不行",
    "none", "换个时间", "换时间", "改时间", "改期", "reschedule", "换人",
    "换面试官", "更换面试官", "swap", "修改", "改", "edit", "move",
)  # fmt: skip


async def begin(chat: Chat, said: dict[str, Any]) -> Words:
    """Start with what has been said already."""
    return await _go_on(chat, {}, said)


@router.answer("schedule_guided", *_HEARD)
@router.answer("schedule_when", *_HEARD, *DAYS)
async def answered(chat: Chat) -> Words:
    """The field that was asked for, others, a correction, or yes to the summary."""
    fields, asked = chat.data["fields"], chat.data["asked"]
    raw = await circumstances.spelled(chat.rows, chat.raw)
    there = await circumstances.situation(
        chat.rows, chat.person, raw, chat.rules, chat.now, asked=asked in {None, "place"}
    )
    if (said := _corrected(raw, fields, there)) is not None:
        return await _go_on(chat, fields, _described_times.put_right(chat, said, there))
    if asked == "place" and understand(raw, there).action is Action.YES:
        return await _go_on(chat, fields, {})  # a yes names no place: asked again
    if asked is None and (meant := understand(raw, there)).action in {Action.YES, Action.NO}:
        if meant.action is Action.YES:
            chat.person.question = None
            return await run(chat, [_line(fields)])
        return chat.ask("schedule_guided", WHAT, fields=fields, asked=None)
    if asked == "place" and NONE_GIVEN.fullmatch(raw.strip()):
        return await _go_on(chat, fields | {"place": ""}, {})
    nothing = asked is not None and NONE_GIVEN.fullmatch(raw.strip())
    said = {} if nothing else described(raw, asked, there)
    if nothing:
        return await _go_on(chat, fields, {})
    if set(said) == {"minutes"}:
        kept = _described_times.lasting(chat, fields.get("times", ""), said["minutes"])
        said = {"times": kept} if kept else {}
    if not said:
        await mark(chat)
        said_so = UNCLEAR if asked is None else WHICH_HOUR
        name = "schedule_when" if asked == "times" else "schedule_guided"
        return chat.ask(name, said_so(said=shown(chat)), **chat.data)
    return await _go_on(chat, fields, _described_times.put_right(chat, said, there))


def _corrected(raw: str, fields: dict[str, Any], there: Situation) -> dict[str, Any] | None:
    """A correction of what is there already, whatever was asked for: 不对，改成周五下午四点, 再加一个老王,
    李四(lisi) of a candidate called 李四."""
    named = _NAMED.fullmatch(fold(raw).strip())
    if named and fields.get("candidate", "").partition("(")[0].strip() == named["name"]:
        return {"candidate": raw.strip()}
    if (panel := amended(raw, fields.get("interviewers", ""), there)) is not None:
        return {"interviewers": panel}
    denied = _NOT_SO.match(raw.strip())
    return (described(raw.strip()[denied.end() :], None, there) if denied else {}) or None


async def _go_on(chat: Chat, fields: dict[str, Any], said: dict[str, Any]) -> Words:
    """Take in what was said, show all there is, and ask for the next field or for a yes.

    Raises:
        Refused: what was said cannot be; what was there before stays.
    """
    days = _described_times.days_alone(said)
    if days:
        said = {name: value for name, value in said.items() if name != "times"}
    fields = fields | await _checked(chat, said)
    known = lines(
        *(SHOWN[name](value=_shown(chat, name, fields)) for name in SHOWN if fields.get(name))
    )
    if days:
        words: Words = WHICH_HOUR(said=chat.raw)
        words = lines(HEAD, known, words) if said else words
        kept = [str(day) for day in days] if len(days) <= MOST_DAYS else []
        return chat.ask("schedule_when", words, fields=fields, asked="times", days=kept)
    missing = [name for name in REQUIRED if not fields.get(name)]
    if not missing and "place" not in fields:
        missing = ["place"]
    asked = missing[0] if missing else None
    words = ASKED[asked] if asked else SURE
    hint = HINT if len(fields) <= 1 and asked else NOTHING
    name = "schedule_when" if asked == "times" else "schedule_guided"
    return chat.ask(name, lines(HEAD, known, words, hint), fields=fields, asked=asked)


async def _checked(chat: Chat, said: dict[str, Any]) -> dict[str, Any]:
    """What was said, as the command is written."""
    made: dict[str, Any] = {}
    for name in ("candidate", "position", "place"):
        if said.get(name):
            made[name] = str(said[name]).replace("|", " ")
    if said.get("round"):
        number = said["round"] if isinstance(said["round"], int) else read_round(str(said["round"]))
        if number is None:
            raise Refused(ROUND(said=str(said["round"])))
        made["round"] = number
    if panel := said.get("interviewers"):
        names = "、".join(panel) if isinstance(panel, list) else str(panel)
        names = names.replace("和", "、").replace(" and ", "、")
        await groups.seats(chat.session, names, chat.rules, chat.now)
        made["interviewers"] = names
    elif panel == "":
        made["interviewers"] = ""
    if "times" in said:
        made["times"] = _described_times.written(chat, said["times"], said.get("minutes"))
    return made


def _shown(chat: Chat, name: str, fields: dict[str, Any]) -> Words | str:
    value = fields[name]
    if name == "times":
        return _described_times.shown(chat, value)
    if name == "interviewers" and "(" not in value:
        return listed(value.split("、"))
    return Round(value) if name == "round" else str(value)


def _line(fields: dict[str, Any]) -> str:
    turn = f" round {fields['round']}" if fields.get("round", 1) > 1 else ""
    parts = [
        fields["candidate"],
        f"{fields['position']}{turn}",
        fields["interviewers"],
        fields["times"],
    ]
    return f"schedule {' | '.join([*parts, *filter(None, [fields.get('place')])])}"
