"""How a candidate answers, and until when: by replying, and who cannot reply on their page."""

from interviews.dates import Moment
from interviews.texts import InChat, Text, Value, Words, listed
from models import Slot

ANSWER_ONE = Text(
    zh="方便的话请回复 {slot} 或“可以”；不合适请回复“都不行”，也可以附上您方便的时间。\n"
    "这个时间为您保留到 {until}。",
    en='If it suits you, reply {slot} or "yes"; if not, reply "none", and say when you could.\n'
    "The time is kept for you until {until}.",
)
ANSWER = Text(
    zh="请回复时间前的数字确认，例如 {slot}；都不合适请回复“都不行”，也可以附上您方便的时间。\n"
    "这些时间为您保留到 {until}。",
    en="Please reply with the number of a time, for example {slot}; if none suits you, reply"
    ' "none", and say when you could.\nThe times are kept for you until {until}.',
)
KEPT_ONE = Text(zh="这个时间为您保留到 {until}。", en="The time is kept for you until {until}.")
KEPT = Text(zh="这些时间为您保留到 {until}。", en="The times are kept for you until {until}.")
OF_THESE = Text(zh="{until}（时间 {numbers}）", en="{until} ({numbers})")
IF_NOT = Text(
    zh="联系人：{hr}。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，"
    "会晚到请回复“迟到 10”。",
    en='Contact: {hr}. For another time, reply "reschedule" and when you could; if you cannot come,'
    ' "cancel" and why; if you will be late, "late 10".',
)
CONTACT = Text(zh="联系人：{hr}。", en="Contact: {hr}.")


def answer_it(slots: list[Slot]) -> Words:
    """How to answer an offer, and until when."""
    one, until = len(slots) == 1, kept_until(slots)
    return InChat(
        (ANSWER_ONE if one else ANSWER)(slot=slots[0].number, until=until),
        (KEPT_ONE if one else KEPT)(until=until),
    )


def kept_until(slots: list[Slot]) -> Words:
    """Until when the times are held: each by its number where that is not the same for all."""
    ends = hold_ends(slots)
    alike: dict[Moment, list[int]] = {}
    for number, end in sorted(ends.items(), key=lambda one: one[1].at):
        alike.setdefault(end, []).append(number)
    if len(alike) == 1:
        return next(iter(alike))
    return listed(OF_THESE(until=end, numbers=listed(alike[end])) for end in alike)


def hold_ends(slots: list[Slot]) -> dict[int, Moment]:
    """Until when each is held, by its number, to the minute."""
    return {slot.number: Moment(slot.hold_until.replace(second=0, microsecond=0)) for slot in slots}


def if_not(hr: Value) -> Words:
    """What a candidate does who cannot come as agreed."""
    return InChat(IF_NOT(hr=hr), CONTACT(hr=hr))
