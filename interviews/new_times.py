"""What each person is told when an interview gets, or may get, another time."""

from datetime import datetime

from interviews import faces
from interviews.cards import Carded
from interviews.dates import Period
from interviews.details import Details
from interviews.how_to_answer import if_not, kept_until
from interviews.phrases import ANSWER_IT, inviter, panel, place, subject
from interviews.rules import Rules
from interviews.texts import InChat, Text, Value, Words, lines
from interviews.words import topic
from models import Person

ASKS = Text(
    zh="{candidate}，您好！{inviter}想给您的面试换个时间：\n{topic}（#{number}）\n原定时间：{old}",
    en="Hello {candidate}, {inviter} would like to move your interview:\n{topic} (#{number})\n"
    "It is set for: {old}",
)
TIMES = Text(zh="新的时间：\n{times}", en="New time:\n{times}")
CHOOSE_ONE = Text(
    zh="方便的话请回复 {slot} 或“可以”；不方便请回复“都不行”。\n"
    "您确认之前，原定时间不变。新的时间为您保留到 {until}。",
    en='If it suits you, reply {slot} or "yes"; if not, reply "none".\n'
    "Until you confirm, the time stays as it was. The new one is kept for you until {until}.",
)
CHOOSE = Text(
    zh="请回复时间前的数字确认，例如 {slot}；都不方便请回复“都不行”。\n"
    "您确认之前，原定时间不变。新的时间为您保留到 {until}。",
    en='Please reply with the number of a time, for example {slot}; if none suits you, reply "none".\n'
    "Until you confirm, the time stays as it was. The new ones are kept for you until {until}.",
)
KEPT_ONE = Text(
    zh="您确认之前，原定时间不变。新的时间为您保留到 {until}。",
    en="Until you confirm, the time stays as it was. The new one is kept for you until {until}.",
)
KEPT = Text(
    zh="您确认之前，原定时间不变。新的时间为您保留到 {until}。",
    en="Until you confirm, the time stays as it was. The new ones are kept for you until {until}.",
)
STAYS = Text(
    zh="面试时间不改了：{topic}（#{number}）\n仍是原定时间：{old}",
    en="Your interview is not moved after all: {topic} (#{number})\nIt stays at: {old}",
)
STAYS_FOR_OTHERS = Text(
    zh="面试 #{number} 时间不改了：{candidate} · {topic}\n仍是原定时间：{old}",
    en="Interview #{number} is not moved: {candidate} · {topic}\nIt stays at: {old}",
)
AGREED = Text(
    zh="面试改期已确认：{topic}（#{number}）\n原定：{old}\n改为：{new}",
    en="Your interview has been moved: {topic} (#{number})\nFrom: {old}\nTo: {new}",
)
SET = Text(
    zh="{candidate}，您好！您的面试改了时间：{topic}（#{number}）\n原定：{old}\n改为：{new}",
    en="Hello {candidate}, your interview has been moved: {topic} (#{number})\n"
    "From: {old}\nTo: {new}",
)
OBJECT = Text(
    zh="新的时间不合适的话，请回复“改期”和您方便的时间，或者联系{hr}。",
    en='If the new time does not suit you, reply "reschedule" and when you could, or ask {hr}.',
)
ASK = Text(zh="新的时间不合适的话，请联系{hr}。", en="If the new time does not suit you, ask {hr}.")
FOR_OTHERS = Text(
    zh="{who}改了面试 #{number} 的时间：{candidate} · {topic}\n{old} → {new}",
    en="{who} moved interview #{number}: {candidate} · {topic}\n{old} → {new}",
)


def offer(details: Details, now: datetime, rules: Rules) -> Words:
    """To the candidate of an agreed interview: the times it could be instead, or that it stays."""
    slots = details.open(now)
    if not slots:
        return STAYS(topic=topic(details.interview), number=details.number, old=details.agreed)
    one, until = len(slots) == 1, kept_until(slots)
    asking = inviter(details.hr, rules)
    asks = ASKS(
        candidate=details.candidate.name,
        inviter=asking,
        topic=topic(details.interview),
        number=details.number,
        old=details.agreed,
    )
    words = lines(
        asks,
        TIMES(times=details.numbered(slots)),
        place(details),
        InChat(
            (CHOOSE_ONE if one else CHOOSE)(slot=slots[0].number, until=until),
            (KEPT_ONE if one else KEPT)(until=until),
        ),
    )
    return Carded(words, faces.offer(details, asking, now, lines(asks, place(details)), rules))


def stays(details: Details) -> Words:
    """To an interviewer who asked for another time: it stays at the agreed one."""
    return STAYS_FOR_OTHERS(**subject(details), old=details.agreed)


def moved_to_candidate(details: Details, was: Period, rules: Rules, *, set_at_once: bool) -> Words:
    """The new time; one that they were not asked about comes with how to object."""
    hr = inviter(details.hr, rules)
    facts: dict[str, Value] = {
        "topic": topic(details.interview),
        "number": details.number,
        "old": was,
        "new": details.agreed,
    }
    head = SET(candidate=details.candidate.name, **facts) if set_at_once else AGREED(**facts)
    tail = InChat(OBJECT(hr=hr), ASK(hr=hr)) if set_at_once else if_not(hr)
    return lines(head, place(details), panel(details), tail)


def moved_to_hr(details: Details, was: Period, by: Person) -> Words:
    """Who moved it, from when to when."""
    return lines(
        FOR_OTHERS(who=by.name, **subject(details), old=was, new=details.agreed), place(details)
    )


def moved_to_panel(details: Details, was: Period, by: Person) -> Words:
    """The same, and whether they can make it."""
    words = lines(moved_to_hr(details, was, by), ANSWER_IT(number=details.number))
    return Carded(words, faces.invitation(details, was))
