"""Asking for another time, by candidate or interviewer: HR hears it with times that work, and what
is agreed stands until it is moved (`moving.py`)."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from interviews import alternatives, answers, cutoffs, history, states, waiting
from interviews.dates import Lasting, Period
from interviews.details import Details, find
from interviews.notices import announce
from interviews.people import reader
from interviews.phrases import NOTE, subject
from interviews.rules import Rules
from interviews.texts import NOTHING, InChat, Refused, Text, Value, Words, lines, listed
from models import Person
from models.interview import Status

ASKED = Text(
    zh="已转告{hr}您想改期（#{number}）。改定之前，原定时间 {when} 不变；有结果会马上通知您。",
    en="{hr} has been told that you ask for another time for #{number}. Until it is settled, {when}"
    " stands; you will hear from us.",
)
ASKED_EARLY = Text(
    zh="已转告{hr}您方便的时间（#{number}），有新的时间会马上发给您。",
    en="{hr} has been told when you could (#{number}) and will send you other times.",
)
TOO_LATE = Text(
    zh="离 #{number}（{when}）开始不到 {cutoff}，不能在这里改期了。已马上告诉{hr}，请直接联系{hr}；"
    "改定之前，原定时间不变。",
    en="#{number} ({when}) begins in less than {cutoff}, so it cannot be moved here any more. {hr} has"
    " just been told; please call {hr} directly. Until it is settled, the time stands.",
)
TOO_OFTEN = Text(
    zh="#{number}（{when}）已经改过 {count} 次，不能再在这里改期了。已告诉{hr}，请直接联系{hr}；"
    "改定之前，原定时间不变。",
    en="#{number} ({when}) has been moved as often as it can be here ({count}). {hr} has"
    " been told; please call {hr} directly. Until it is settled, the time stands.",
)
WISHED = Text(
    zh="{who}想改期 #{number}：{candidate} · {topic}",
    en="{who} asks to move #{number}: {candidate} · {topic}",
)
THEIR_TIME = Text(zh="也就是您那里的 {times}", en="Where you are that is {times}")
NOW_AT = Text(zh="原定时间：{when}", en="It is set for: {when}")
CLOSE = Text(
    zh="离开始不到 {cutoff}，已请 TA 直接联系您。",
    en="It begins in less than {cutoff}; they were asked to call you.",
)
OFTEN = Text(
    zh="已经改过 {count} 次，已请 TA 直接联系您。",
    en="It has been moved as often as it can be there ({count}); they were asked to call you.",
)
BEGUN = Text(
    zh="#{number} 已经开始（{when}），不能再改时间。没有见成的话，请联系{hr}，或回复“人工”。",
    en="#{number} has begun ({when}), so its time cannot be changed. If it did not take place, ask {hr}, or"
    ' reply "human".',
)
NOT_MET = Text(
    zh="#{number} 已经开始（{when}），不能再改时间。没有见成的话，请联系{hr}。",
    en="#{number} has begun ({when}), so its time cannot be changed. If it did not take place, ask {hr}.",
)
OPEN = Text(
    zh="#{number} 还没有确认时间。都不合适的话请回复“都不行”和您方便的时间。",
    en='#{number} has no agreed time yet. If none suits you, reply "none" and when you could.',
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the one who asked is answered."""

    details: Details
    words: Words


async def ask(
    session: AsyncSession, number: int, written: str, *, by: Person, rules: Rules, now: datetime
) -> Asked:
    """Pass on that somebody in the interview asks for another time, in their own words.

    Too close to the start (`change.cutoff`), or once it has been moved `change.max` times, they are
    asked to call HR, who hears of it at once all the same.

    Raises:
        Refused: it has begun, is over, or times are on offer that can be answered.
    """
    details = await find(session, number, lock=True)
    interview = details.interview
    states.refuse(details, "wish")
    if details.begun(now):
        begun: dict[str, Value] = {"number": number, "when": details.agreed, "hr": details.hr.name}
        raise Refused(InChat(BEGUN(**begun), NOT_MET(**begun)))
    agreed = interview.status == Status.CONFIRMED
    own = by.id == details.candidate.id
    if not agreed and not own:
        raise Refused(states.NOT_AGREED(number=number))
    if not agreed and details.open(now):
        why = InChat(OPEN(number=number), states.NOT_AGREED(number=number))
        raise Refused(answers.open_times(details, now, why))
    words, note = _verdict(details, rules, now, agreed=agreed)
    wish = alternatives.read(
        written,
        now=now,
        zone=reader(by, rules, now).zone,
        length=details.agreed.end - details.agreed.start if agreed else rules.interview.duration,
    )
    interview.wish = waiting.wish(by, written, now, [history.span(*time) for time in wish.exact])
    change = await history.record(session, interview, "wished", by=by, now=now, note=written)
    await announce(
        session,
        details,
        change,
        by=by,
        rules=rules,
        now=now,
        to_hr=lines(
            WISHED(who=by.name, **subject(details)),
            NOW_AT(when=details.agreed) if agreed else NOTHING,
            NOTE(note=written) if written else NOTHING,
            _elsewhere(wish, by, details.hr, rules, now),
            note,
            await alternatives.suggest(session, details, wish, rules, now, agreed_by_candidate=own),
        ),
    )
    return Asked(details, words)


def _elsewhere(
    wish: alternatives.Wish, by: Person, to: Person, rules: Rules, now: datetime
) -> Words:
    """The hours somebody wrote in a zone of their own, as another reads them."""
    there, here = reader(by, rules, now).zone, reader(to, rules, now).zone
    if there.key == here.key or not wish.exact:
        return NOTHING
    return THEIR_TIME(times=listed(Period(*time, here) for time in wish.exact))


def _verdict(details: Details, rules: Rules, now: datetime, *, agreed: bool) -> tuple[Words, Words]:
    """What is answered, and what HR reads beside the wish."""
    number, hr = details.number, details.hr.name
    if not agreed:
        return ASKED_EARLY(number=number, hr=hr), NOTHING
    if cutoffs.close(details, rules, now):
        cutoff = Lasting(rules.change.cutoff)
        words = TOO_LATE(number=number, when=details.agreed, cutoff=cutoff, hr=hr)
        return words, CLOSE(cutoff=cutoff)
    count = details.interview.moves
    if count >= rules.change.max:
        return TOO_OFTEN(number=number, when=details.agreed, count=count, hr=hr), OFTEN(count=count)
    return ASKED(number=number, when=details.agreed, hr=hr), NOTHING
