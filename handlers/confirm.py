"""`1`, `确认 1`, `可以`: the candidate takes one of the offered times; `/confirm 12 2`: HR does."""

import re
from dataclasses import replace

from bot.routing import Chat, Router, Who
from handlers._offers import otherwise_asked, which_offer, which_time
from handlers._which import number_of
from handlers._whose import NEXT
from interviews import agenda, announcements, answers, booking, candidates, series
from interviews.candidates import STILL
from interviews.details import Details
from interviews.parts import latest_of, offers_to, visible
from interviews.phrases import PLACE
from interviews.texts import NOTHING, Refused, Text, Words, lines
from interviews.words import topic

router = Router()

NOTHING_OPEN = Text(
    zh="您现在没有待确认的面试时间。发“今天”或“本周”查看已有的面试。",
    en='There is no time for you to confirm just now. Say "today" or "week" to see your'
    " interviews.",
)
NONE_YET = Text(
    zh="#{number}（{topic}）现在没有可选的时间，有了新的会马上发给您。想先说您方便的时间，"
    "请发：改期 {number} 周五下午",
    en="No time is open for #{number} ({topic}) now; you will be sent new ones. To say when you could,"
    " send: reschedule {number} friday afternoon",
)
ON_BEHALF = Text(
    zh="请写上面试编号和第几个时间，例如：确认 12 2",
    en="Please give the interview's number and the time's, for example: confirm 12 2",
)
BEHALF_DONE = Text(
    zh="已替{candidate}确认 #{number}（{topic}）：{when}",
    en="Confirmed #{number} ({topic}) for {candidate}: {when}",
)
AGAIN = Text(zh="#{number} 之前已经确认了：{when}", en="#{number} was confirmed already: {when}")
ASKED_ELSE = Text(
    zh="我刚才问您的是另一件事，那个问题已经过去了，所以什么也没有做。要确认时间的话请再说一遍。",
    en="What I had asked you was something else and is over, so I have done nothing. To take a time,"
    " please say so again.",
)
_NUMBERS = re.compile(r"#?(\d{1,9})(?:[ ,]+#?(\d{1,3}))?[.!]?")


@router.command(
    "confirm", "确认",
    usage=Text(zh="确认 [面试编号] 第几个", en="confirm [interview] time"),
    summary=Text(zh="确认一个时间", en="agree on a time"),
    example=Text(zh="确认 1", en="confirm 1"),
    who=Who.CANDIDATE,
    form=r"\S+ #?\d{1,9}(?:[ ,]+#?\d{1,3})?[.!]?",
    rank=30,
)  # fmt: skip
async def confirm(chat: Chat) -> Words:
    """With one number the time, with two the interview first; without, the only open time."""
    if not chat.args:
        return await _only_time(chat)
    numbers = _NUMBERS.fullmatch(chat.args)
    if numbers is None:
        raise Refused(ON_BEHALF if chat.hr else await _how(chat))
    if numbers[2]:
        return await _take(chat, int(numbers[1]), int(numbers[2]))
    return await _time(chat, int(numbers[1]))


router.bare_numbers(confirm)


@router.command(
    "yes", "可以", "好", "好的", "行", "没问题", "ok", "okay", "sure",
    usage=Text(zh="可以", en="yes"),
    summary=Text(zh="只有一个时间可选时，确认它", en="agree, where one time is open"),
    example=Text(zh="可以", en="yes"),
    who=Who.CANDIDATE,
    form="",
    rank=31,
)  # fmt: skip
async def yes(chat: Chat) -> Words:
    """An answer to exactly one open time; to several it is none."""
    return await _only_time(chat)


@router.answer("confirm_which")
async def which(chat: Chat) -> Words:
    """The number of the interview, after `1` was said to several offers."""
    found = await offers_to(chat.session, chat.person, chat.now)
    number = number_of(chat, found)
    chat.person.question = None
    slot = chat.data["slot"]
    if slot is None:
        return await _single(chat, next(one for one in found if one.number == number))
    return await _take(chat, number, slot)


async def _time(chat: Chat, slot: int) -> Words:
    """Time so-and-so of the one open offer."""
    found = await offers_to(chat.session, chat.person, chat.now)
    if len(found) > 1:
        return which_offer(chat, found, slot)
    if found:
        if not chat.word:
            _refuse_guessing(chat, found[0])
        return await _take(chat, found[0].number, slot)
    # Nothing is open: the answer comes late, or again. The operation knows what to say to it.
    last = await latest_of(chat.session, chat.person, chat.now)
    if last is None:
        raise Refused(ON_BEHALF if chat.hr else await _nothing_open(chat))
    return await _take(chat, last.number, slot)


async def _only_time(chat: Chat) -> Words:
    found = await offers_to(chat.session, chat.person, chat.now)
    if len(found) > 1:
        return which_offer(chat, found, None)
    if found:
        _refuse_guessing(chat, found[0])
        return await _single(chat, found[0])
    last = await latest_of(chat.session, chat.person, chat.now)
    if last is None:
        raise Refused(ON_BEHALF if chat.hr else await _nothing_open(chat))
    if last.interview.starts_at is None:
        raise Refused(NONE_YET(number=last.number, topic=topic(last.interview)))
    return lines(STILL, announcements.confirmed_to_candidate(last, chat.rules))


def _refuse_guessing(chat: Chat, details: Details) -> None:
    """What answers the last thing they were asked is no answer to an offer from before that."""
    asked_at = otherwise_asked(chat)
    if asked_at and all(slot.offered_at <= asked_at for slot in details.open(chat.now)):
        raise Refused(answers.open_times(details, chat.now, ASKED_ELSE))


async def _single(chat: Chat, details: Details) -> Words:
    slots = details.open(chat.now)
    if len(slots) > 1:
        return await which_time(chat, details)
    return await _take(chat, details.number, slots[0].number)


async def _take(chat: Chat, number: int, slot: int) -> Words:
    details = await visible(chat.session, number, chat.person, chat.rules)
    if not chat.hr and details.candidate.id != chat.person.id:
        raise Refused(answers.NOT_THE_CANDIDATE(number=number))
    if details.candidate.id == chat.person.id:
        return await candidates.confirm(chat.session, details, slot, rules=chat.rules, now=chat.now)
    confirm_ = booking.confirm if details.interview.series_id is None else series.confirm
    outcome = await confirm_(
        chat.session, number, slot, by=chat.person, rules=chat.rules, now=chat.now
    )
    details = outcome.details
    if outcome.instead is not None:
        return lines(outcome.instead, outcome.pass_on)
    if not outcome.changed:
        return AGAIN(number=number, when=details.agreed)
    interview = details.interview
    done = BEHALF_DONE(
        candidate=details.candidate.name,
        number=number,
        topic=topic(interview),
        when=details.agreed,
    )
    where = PLACE(place=interview.place) if interview.place else NOTHING
    return lines(done, where, outcome.pass_on)


async def _how(chat: Chat) -> Words:
    found = await offers_to(chat.session, chat.person, chat.now)
    if not found:
        return await _nothing_open(chat)
    return await which_time(chat, found[0])


async def _nothing_open(chat: Chat) -> Words:
    """That there is nothing to say yes to, with what comes next if anything does."""
    entries = await agenda.own(chat.rows, chat.person, agenda.later(chat.reader), most=1)
    coming = NEXT(entry=replace(entries[0], dated=True)) if entries else NOTHING
    return lines(NOTHING_OPEN, coming)
