"""`/hours 9:30-18:30`, `/hours 周五 9:30-17:00` 工作时间: when one can be asked to interview."""

import re

from bot.routing import Chat, Router, Who
from handlers._for import meant
from interviews import workdays
from interviews.dates import zone_name
from interviews.texts import Own, Refused, Text, Words, lines
from interviews.values import span

router = Router()

HEAD = Text(zh="{whose}工作时间（{zone}）：", en="{whose}Working hours ({zone}):")
CHANGE = Text(
    zh="要改请发：工作时间 9:30-18:30、工作时间 周五 9:30-17:00、工作时间 周三 休息、"
    "工作时间 午休 12:30-13:30，或 工作时间 默认。",
    en="To change them: hours 9:30-18:30, hours friday 9:30-17:00, hours wed off, hours lunch"
    " 12:30-13:30, or hours default.",
)
HOW = Text(
    zh="看不懂“{written}”。请写成 工作时间 9:30-18:30、工作时间 周五 9:30-17:00、"
    "工作时间 周三 休息、工作时间 午休 12:30-13:30，或 工作时间 默认。",
    en='I cannot read "{written}". Write hours 9:30-18:30, hours friday 9:30-17:00, hours wed off,'
    " hours lunch 12:30-13:30, or hours default.",
)
DONE = Text(zh="好的，{whose}{days} {hours}。", en="All right, {whose}{days} {hours}.")
BREAK = Text(zh="好的，{whose}午休 {hours}。", en="All right, {whose}lunch {hours}.")
NO_BREAK = Text(zh="好的，{whose}不留午休。", en="All right, {whose}no lunch break.")
DEFAULT = Text(
    zh="好的，{whose}恢复为默认的工作时间：", en="All right, {whose}the usual hours again:"
)
_SAID = re.compile(
    r"(?P<days>.*?)\s*(?:(?P<from>\d{1,2}(?::\d\d)?)点?\s*(?:-|–|—|~|到|至|to)\s*"
    r"(?P<to>\d{1,2}(?::\d\d)?)点?|(?P<off>休息|不上班|没有|无|off|none))",
    re.IGNORECASE,
)
_LUNCH = {"午休", "午饭", "午餐", "lunch", "lunch break"}
_RANGE = re.compile(r"\s*(?:-|–|—|~|到|至|\bto\b)\s*")
_AND = re.compile(r"[\s,、;和]+|\band\b")
_DAY = re.compile(r"(?:周|星期|礼拜)?([一二三四五六日天])|(mon|tue|wed|thu|fri|sat|sun)[a-z]*")
_NAMES = {name: day for day, name in enumerate("一二三四五六日")} | {"天": 6}
_NAMES |= {name: day for day, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_SEVERAL = {
    "": range(5), "工作日": range(5), "weekdays": range(5), "周末": range(5, 7),
    "weekend": range(5, 7), "每天": range(7), "daily": range(7),
}  # fmt: skip


@router.command(
    "hours", "工作时间", "上班时间",
    usage=Text(
        zh="工作时间 [给 姓名] [周几|午休] 9:30-18:30|休息|默认",
        en="hours [for name] [weekday|lunch] 9:30-18:30|off|default",
    ),
    summary=Text(zh="设置可以面试的工作时间", en="set the hours you can interview in"),
    example=Text(zh="工作时间 9:30-18:30", en="hours 9:30-18:30"),
    who=Who.INTERVIEWER,
    rank=60,
    early=True,
)  # fmt: skip
async def hours(chat: Chat) -> Words:
    """Without a weekday, Monday to Friday; without anything, what holds now."""
    person, how, raw, args, whose = await meant(chat)
    said = args.strip().casefold()
    if said in {"默认", "default"}:
        await workdays.forget(chat.session, person)
        known = await workdays.calendar(chat.session, person, chat.rules, chat.now)
        return lines(DEFAULT(whose=whose), workdays.told(known))
    if not said:
        known = await workdays.calendar(chat.session, person, chat.rules, chat.now)
        zone = Own(zone_name(how.zone, chat.now, chat.reader.language))
        return lines(HEAD(whose=whose, zone=zone), workdays.told(known), CHANGE)
    found = _SAID.fullmatch(said)
    lunch = found is not None and found["days"] in _LUNCH
    days = _weekdays(found["days"]) if found and not lunch else None
    if found is None or not (lunch or days):
        raise Refused(HOW(written=raw.strip()))
    try:
        given = None if found["off"] else span(f"{_clock(found['from'])}-{_clock(found['to'])}")
    except ValueError:
        raise Refused(HOW(written=raw.strip())) from None
    if days is None:
        workdays.break_at(person, given)
        return BREAK(whose=whose, hours=workdays.shown(given)) if given else NO_BREAK(whose=whose)
    await workdays.say(chat.session, person, days, given)
    return DONE(whose=whose, days=workdays.names(days), hours=workdays.shown(given))


def _clock(written: str) -> str:
    return written if ":" in written else f"{written}:00"


def _weekdays(written: str) -> list[int] | None:
    """`周五`, `周一到周四`, `mon, wed`; nothing is the five working days."""
    if written.strip() in _SEVERAL:
        return [*_SEVERAL[written.strip()]]
    days: set[int] = set()
    for piece in filter(None, _AND.split(_RANGE.sub("-", written.strip()))):
        ends = [_DAY.fullmatch(one) for one in piece.split("-")]
        named = [_NAMES[one[1] or one[2]] for one in ends if one]
        if len(named) != len(ends) or len(named) > 2 or named[0] > named[-1]:
            return None
        days |= {*range(named[0], named[-1] + 1)}
    return sorted(days)
