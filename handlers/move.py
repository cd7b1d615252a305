"""`/move 12 周五 10:00` 改到 12 …: HR gives an interview another time; with `!` without asking."""

import re

from bot.routing import Chat, Router, Who, fold
from handlers import _when
from handlers.which_one import half_said
from interviews import automatic, moving
from interviews.details import find
from interviews.reach import by_hand
from interviews.texts import Text, Value, Words, lines
from interviews.understanding.meaning import Action
from models.interview import Status

router = Router()

HOW = Text(
    zh="请写上编号和新的时间，例如：改到 12 周五 10:00；不用候选人确认、直接改定就在最后加“!”",
    en="Please give the number and the new time, for example: move 12 friday 10:00; end with ! to set"
    " it without asking the candidate",
)
SET = Text(
    zh="#{number}（{candidate}）改到 {when}，相关的人会收到通知。",
    en="#{number} ({candidate}) is now {when}; everyone concerned is told.",
)
OFFERED = Text(
    zh="#{number}（{candidate}）现在可选：\n{times}",
    en="Now on offer for #{number} ({candidate}):\n{times}",
)
INSTEAD = Text(
    zh="#{number}（{candidate}）想改到：\n{times}\n候选人确认之前，原定时间 {when} 不变。",
    en="Offered instead for #{number} ({candidate}):\n{times}\nUntil the candidate confirms, {when}"
    " stands.",
)
STAYS = Text(
    zh="#{number}（{candidate}）不改了，仍是 {when}。",
    en="#{number} ({candidate}) is not moved; {when} stands.",
)
SENT = Text(zh="已发给{candidate}。", en="Sent to {candidate}.")
SAME = Text(zh="#{number} 本来就是这个时间。", en="That is the time of #{number} already.")
_KEEP = re.compile(
    r"不改(?:了|期)?|不变|不动|原定?时间|keep(?: it)?|stays?|unchanged|no change", re.IGNORECASE
)
_NUMBERED = re.compile(r"#?\s*(\d{1,9})([\s,:!]+)(.+)", re.DOTALL)


@router.command(
    "move", "改到", "移到", "挪到",
    usage=Text(
        zh="改到 编号 时间；时间 或 自动 几个 或 不改",
        en="move number time; time or auto count or keep",
    ),
    summary=Text(zh="换时间；加“!”直接改定", en="another time; with ! set at once"),
    example=Text(zh="改到 12 周五 10:00", en="move 12 friday 10:00"),
    who=Who.HR,
    form=r"\S+ (?:#? ?\d{1,9}(?=[\s!]|$)(?! ?(?:to\b|[点号月日时]))|(?:自动|auto)\b).*",
    rank=43,
)  # fmt: skip
async def move(chat: Chat) -> Words:
    """The candidate is asked, and an agreed time stands until they take another."""
    found = _NUMBERED.fullmatch(fold(chat.raw).rstrip(" ."))
    if found is None:
        return await half_said(chat, Action.MOVE, HOW)
    written = found[3].rstrip("! ")
    at_once = "!" in found[2] or written != found[3].rstrip()
    if _KEEP.fullmatch(written):
        return await _keep(chat, int(found[1]))
    has = await find(chat.session, int(found[1]))
    length = automatic.usual_length(has, chat.rules)
    wanted = _when.when(chat, written, usually=1 if at_once else 3, length=length)
    outcome = await moving.move(
        chat.session,
        int(found[1]),
        wanted,
        at_once=at_once,
        by=chat.person,
        rules=chat.rules,
        now=chat.now,
    )
    details = outcome.details
    named: dict[str, Value] = {"number": details.number, "candidate": details.candidate.name}
    offered = details.open(chat.now)
    if not outcome.changed:
        return SAME(number=details.number)
    if at_once:
        return lines(SET(**named, when=details.agreed), outcome.warnings, outcome.pass_on)
    if details.interview.status == Status.OFFERED:
        done: Words = OFFERED(**named, times=details.numbered(offered))
    elif offered:
        done = INSTEAD(**named, times=details.numbered(offered), when=details.agreed)
    else:
        done = STAYS(**named, when=details.agreed)
    if by_hand(details.candidate, chat.rules):
        return lines(done, outcome.warnings, outcome.pass_on)
    return lines(done, outcome.warnings, SENT(candidate=details.candidate.name))


async def _keep(chat: Chat, number: int) -> Words:
    """The agreed time stays, and who asked for another one hears it."""
    outcome = await moving.keep(
        chat.session, number, by=chat.person, rules=chat.rules, now=chat.now
    )
    details = outcome.details
    if not outcome.changed:
        return SAME(number=number)
    stays = STAYS(number=number, candidate=details.candidate.name, when=details.agreed)
    return lines(stays, outcome.pass_on)
