"""`/busy 周五 14:00-16:00 客户会` 忙碌: hours kept free of interviews; `/free 3` 解除 gives them back."""

import re

from bot.routing import Chat, Router, Who
from handlers._for import Meant, meant
from interviews import absences, spans, times
from interviews.absences import Listed
from interviews.texts import NOTHING, Refused, Text, Words, lines
from interviews.times import Unreadable
from models.availability import BusyKind

router = Router()

NONE = Text(
    zh="{whose}没有标记忙碌的时间。要标记请发：忙碌 周五 14:00-16:00 客户会",
    en="{whose}No busy times are marked. To mark one: busy friday 14:00-16:00 client meeting",
)
LIST = Text(zh="{whose}忙碌和请假：\n{times}", en="{whose}Busy and on leave:\n{times}")
GIVE_BACK = Text(zh="要解除其中一个，请发：{undo}", en="To give one back: {undo}")
HOW = Text(
    zh="看不懂“{written}”是什么时候。请写成 忙碌 周五 14:00-16:00 客户会；一整天请发 请假 周五。",
    en='I cannot tell when "{written}" is. Write it like busy friday 14:00-16:00 client meeting; for'
    " whole days say leave friday.",
)
DONE = Text(
    zh="已记下：{whose}{what}。这段时间不会被安排面试。要撤销请发：{undo}",
    en="Noted: {whose}{what}. No interview will be put there. To undo: {undo}",
)
WHICH = Text(
    zh="请写上编号，例如：解除 3。发“忙碌”看看现在有哪些。",
    en='Please give the number, for example: free 3. Say "busy" to see those there are.',
)
FREED = Text(zh="已解除：{whose}{what}。", en="Given back: {whose}{what}.")
STAY = Text(
    zh="这段时间里已有面试，不会自动取消：\n{interviews}",
    en="There are interviews in that time; they stay:\n{interviews}",
)
OWN_WAY = Text(
    zh="要改时间请发“改期 编号 时间”，不能参加请发“拒绝 编号 原因”。",
    en='To move one, say "reschedule number time"; if you cannot take it, "decline number reason".',
)
HR_WAY = Text(
    zh="要改时间请发“/move 编号 时间”，要换人请发“/swap 编号 原面试官 新面试官”。",
    en='To move one, say "/move number time"; for somebody else, "/swap number old new".',
)
_NUMBER = re.compile(r"#?\s*(\d{1,6})")


@router.command(
    "busy", "忙碌", "占用",
    usage=Text(zh="忙碌 [给 姓名] [时间 事由]", en="busy [for name] [time reason]"),
    summary=Text(zh="标记没空的时间，或看看标记了哪些", en="mark a busy time, or list them"),
    example=Text(zh="忙碌 周五 14:00-16:00 客户会", en="busy friday 14:00-16:00 client meeting"),
    who=Who.INTERVIEWER,
    rank=61,
    early=True,
)  # fmt: skip
async def busy(chat: Chat) -> Words:
    """Interviews that fall into it stay; the answer names them."""
    who = await meant(chat)
    if not who.args.strip():
        return await listing(chat, who)

    def read(written: str) -> times.Times:
        usual = chat.rules.interview.duration
        return times.one(written, now=chat.now, zone=chat.reader.zone, duration=usual)

    try:
        (start, end), stop = spans.leading(who.args, read)
    except Unreadable:
        raise Refused(HOW(written=who.raw.strip())) from None
    reason = who.raw[stop:].strip(" \u3000,，;；:：")
    one = await absences.add(
        chat.session, who.person, BusyKind.BUSY, start, end, reason, who.reader.zone, chat.now
    )
    return await noted(chat, who, one)


@router.command(
    "free", "解除", "解除忙碌",
    usage=Text(zh="解除 [给 姓名] 编号", en="free [for name] number"),
    summary=Text(zh="解除一段忙碌或请假", en="give back a busy time or leave"),
    example=Text(zh="解除 3", en="free 3"),
    who=Who.INTERVIEWER,
    rank=63,
)  # fmt: skip
async def free(chat: Chat) -> Words:
    """By the number it has in the list."""
    who = await meant(chat)
    number = _NUMBER.fullmatch(who.args.strip())
    if number is None:
        raise Refused(WHICH)
    gone = await absences.remove(chat.session, who.person, int(number[1]), who.reader.zone)
    return FREED(whose=who.prefix, what=gone.what)


async def listing(chat: Chat, who: Meant) -> Words:
    """What is marked and not over."""
    found = await absences.coming(chat.session, who.person, who.reader.zone, chat.now)
    if not found:
        return NONE(whose=who.prefix)
    times_ = lines(*(one.line for one in found))
    return lines(LIST(whose=who.prefix, times=times_), GIVE_BACK(undo=who.undo(found[0].number)))


async def noted(chat: Chat, who: Meant, one: Listed) -> Words:
    """What was understood, and the interviews that fall into it."""
    inside = await absences.interviews_in(chat.session, who.person, one.start, one.end)
    done = DONE(whose=who.prefix, what=one.what, undo=who.undo(one.number))
    if not inside:
        return done
    way = OWN_WAY if who.prefix is NOTHING else HR_WAY
    return lines(done, STAY(interviews=lines(*inside)), way)
