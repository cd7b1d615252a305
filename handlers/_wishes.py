"""What was understood of free text, in one sentence with absolute dates, weekdays and names: it is
repeated before anything is done."""

from typing import Any

from bot.routing import Chat
from handlers._said import told
from interviews import answers, history
from interviews.details import Details, whole
from interviews.parts import visible, waiting_with
from interviews.texts import NOTHING, Text, Value, Words, dotted, listed
from interviews.understanding.meaning import Action, Meant
from interviews.words import STATUS, topic

OF = Text(zh="#{number}（{what}）", en="#{number} ({what})")
BECAUSE = Text(zh="，原因：{reason}", en=", because: {reason}")
WISHES = {
    Action.CONFIRM: Text(zh="确认 {it}：{slot}", en="Confirm {it}: {slot}"),
    Action.NONE: Text(
        zh="告诉 HR，{it}提供的时间都不合适{because}",
        en="Tell HR that none of the times of {it} fits{because}",
    ),
    Action.AVAILABILITY: Text(
        zh="告诉 HR，{it}提供的时间都不合适，您方便的是：{times}",
        en="Tell HR that none of the times of {it} fits, and that you could: {times}",
    ),
    Action.RESCHEDULE: Text(
        zh="请 HR 给 {it}换时间，您希望：{times}{because}",
        en="Ask HR for another time for {it}; you would like: {times}{because}",
    ),
    Action.CANCEL: Text(zh="取消 {it}{because}", en="Cancel {it}{because}"),
    Action.LATE: Text(
        zh="告诉 {it}的其他人，会晚到 {minutes} 分钟",
        en="Tell the others of {it} about being {minutes} minutes late",
    ),
    Action.ACCEPT: Text(zh="答复会参加 {it}", en="Say that you will be at {it}"),
    Action.REFUSE: Text(
        zh="答复不能参加 {it}{because}", en="Say that you cannot be at {it}{because}"
    ),
    Action.BUSY: Text(zh="记下您没空：{times}{because}", en="Note that you are busy: {times}{because}"),
    Action.LEAVE: Text(zh="记下您请假：{times}{because}", en="Note that you are away: {times}{because}"),
    Action.DONE: Text(zh="记下 {it}已经面完", en="Note that {it} has taken place"),
    Action.NOSHOW: Text(zh="记下 {it}{who}没有来", en="Note for {it} that {who} did not come"),
    Action.OFFER: Text(zh="给 {it}再提供时间：{times}", en="Offer more times for {it}: {times}"),
    Action.MOVE: Text(zh="把 {it}改到 {times}", en="Move {it} to {times}"),
    Action.SWAP: Text(zh="把 {it}的面试官 {out} 换成 {into}", en="For {it}, {into} instead of {out}"),
    Action.EDIT: Text(zh="把 {it}的{field}改成 {value}", en="Change the {field} of {it} to {value}"),
}  # fmt: skip
WHO = {
    "candidate": Text(zh="候选人", en="the candidate"),
    "interviewer": Text(zh="面试官", en="the interviewer"),
}
SOME_TIME = Text(zh="别的时间", en="another time")


async def repeated(chat: Chat, meant: Meant) -> Words:
    """The wish in a sentence, without a full stop.

    Raises:
        Refused: it is about an interview that is none of theirs, or to be called off and has begun.
    """
    values = meant.values
    given: dict[str, Value] = {
        "because": BECAUSE(reason=values[key]) if (key := _why(values)) else NOTHING,
        "times": _times(values.get("times", values.get("time"))),
    }
    if "number" in values:
        details = await visible(chat.session, values["number"], chat.person, chat.rules)
        if details.candidate.id == chat.person.id:
            details = whole(await waiting_with(chat.session, details) or [details])
        if meant.action is Action.CANCEL:
            answers.refuse_begun(details, chat.person, chat.rules, chat.now)
        given |= {"it": it(details), "slot": _slot(details, values.get("slot"))}
    if meant.action is Action.EDIT:
        given |= {"field": history.FIELDS[values["field"]], "value": str(values["value"])}
    if meant.action is Action.SWAP:
        given |= {"out": values["out"], "into": values["in"]}
    if meant.action is Action.NOSHOW:
        given |= {"who": WHO[values["who"]]}
    if meant.action is Action.LATE:
        given |= {"minutes": values["minutes"]}
    return WISHES[meant.action](**given)


def _why(values: dict[str, Any]) -> str | None:
    return next((key for key in ("reason", "note") if values.get(key)), None)


def it(details: Details) -> Words:
    """An interview as both sides know it: who, for what, when."""
    when: Words = STATUS[details.interview.status]
    if details.interview.starts_at is not None:
        when = details.agreed
    what = dotted(details.candidate.name, topic(details.interview), when)
    return OF(number=details.number, what=what)


def _slot(details: Details, number: int | None) -> Words:
    return next((details.when(one) for one in details.slots if one.number == number), NOTHING)


def _times(value: Any) -> Words:
    if not value:
        return SOME_TIME
    return listed(told(value if isinstance(value, list) else [value]))
