"""How a candidate answers: by replying, and who cannot reply on their page."""

from interviews.dates import Moment
from interviews.texts import InChat, Text, Value, Words
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
IF_NOT = Text(
    zh="联系人：{hr}。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，"
    "会晚到请回复“迟到 10”。",
    en='Contact: {hr}. For another time, reply "reschedule" and when you could; if you cannot come,'
    ' "cancel" and why; if you will be late, "late 10".',
)
CONTACT = Text(zh="联系人：{hr}。", en="Contact: {hr}.")


def answer_it(slots: list[Slot]) -> Words:
    """How to answer an offer, and until when."""
    until = Moment(min(slot.hold_until for slot in slots))
    one = len(slots) == 1
    return InChat(
        (ANSWER_ONE if one else ANSWER)(slot=slots[0].number, until=until),
        (KEPT_ONE if one else KEPT)(until=until),
    )


def if_not(hr: Value) -> Words:
    """What a candidate does who cannot come as agreed."""
    return InChat(IF_NOT(hr=hr), CONTACT(hr=hr))
