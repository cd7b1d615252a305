"""What is answered where nothing may be done yet: which one, how it is done, why not then."""

from dataclasses import replace
from typing import Any

from bot.routing import Chat
from handlers import _hrs
from handlers._offers import which_offer, which_time
from handlers._run import run
from handlers._which import ASK as WHICH
from handlers._which import WHICH as WHICH_ONE
from interviews import answers, moving, offers, parts, states
from interviews.details import Details, find, whole
from interviews.parts import visible, waiting_with
from interviews.texts import Text, Words
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.plain import plain
from interviews.understanding.said import Said
from interviews.understanding.situation import Known, Role, Situation, Stage
from interviews.understanding.understand import understand
from models.interview import SlotState

MOST = 10
ONE_AT_A_TIME = Text(
    zh="我没有把握，所以什么也没有做。请一次只说一件事，并说清是哪一场，例如：{example}",
    en="I am not sure what to do, so I have done nothing. Please say one thing at a time, and which"
    " interview it is about, for example: {example}",
)
NOT_WITH = Text(
    zh="没有找到和{who}的面试，什么也没有做。",
    en="I found no interview with {who}, so I have done nothing.",
)
THESE = Text(
    zh="{nobody}\n您可以说的是：\n{choices}\n请连编号一起说，例如：{example}",
    en="{nobody}\nYou can speak of:\n{choices}\nPlease say its number, too, for example: {example}",
)
WHICH_TIMES = Text(
    zh="#{number}（{candidate}）改到哪个时间？请写清日期和几点，例如：{example}；要我找大家都有空的时间，"
    "就回复“自动 3”。",
    en="Move #{number} ({candidate}) to which time? Please give the day and the hour, for example:"
    ' {example}; to have times found at which everybody can, reply "auto 3".',
)
WHICH_OFFERED = Text(
    zh="给 #{number}（{candidate}）再提供哪些时间？请写清日期和几点，例如：{example}；"
    "要我找大家都有空的时间，就回复“自动 3”。",
    en="Which times more for #{number} ({candidate})? Please give the day and the hour, for example:"
    ' {example}; to have times found at which everybody can, reply "auto 3".',
)
PAST = Text(
    zh="“{said}”里的时间已经过去或者不存在，什么也没有做。您是想说哪一天、几点？例如：明天下午3点",
    en='The time in "{said}" has passed or does not exist, so I have done nothing. Which day and what'
    " hour do you mean? For example: tomorrow 3pm",
)
PAST_OFFER = Text(
    zh="“{said}”里的时间已经过去或者不存在，什么也没有做。",
    en='The time in "{said}" has passed or does not exist, so I have done nothing.',
)
FIND_MOVE = Text(
    zh="“{said}”说的是一段时间，还没有改。请写清几点，例如：改到 {number} {day} 15:00；"
    "或者让我找大家都有空的时间：改到 {number} 自动 3 {day}",
    en='"{said}" names a range, so nothing was moved. Please give the hour, for example: move {number}'
    " {day} 15:00; or have times found at which everybody can: move {number} auto 3 {day}",
)
FIND_OFFER = Text(
    zh="“{said}”说的是一段时间，还没有提供。请写清几点，例如：提供 {number} {day} 15:00；"
    "或者让我找大家都有空的时间：提供 {number} 自动 3 {day}",
    en='"{said}" names a range, so nothing was offered. Please give the hour, for example: offer'
    " {number} {day} 15:00; or have times found at which everybody can: offer {number} auto 3 {day}",
)
SAID = Text(zh="“{said}”", en='"{said}"')
EXAMPLES = {
    Action.CANCEL: Text(zh="取消 {number} 临时有事", en="cancel {number} something came up"),
    Action.RESCHEDULE: Text(zh="改期 {number} 周五下午", en="reschedule {number} friday afternoon"),
    Action.MOVE: Text(zh="改到 {number} 周五 10:00", en="move {number} friday 10:00"),
    Action.SWAP: Text(zh="换人 {number} 李雷 老王", en="swap {number} 李雷 老王"),
    Action.EDIT: Text(zh="修改 {number} 地点 2号会议室", en="edit {number} place 2号会议室"),
    Action.ACCEPT: Text(zh="接受 {number}", en="accept {number}"),
    Action.REFUSE: Text(zh="拒绝 {number} 那天出差", en="decline {number} I am travelling"),
    Action.FEEDBACK: Text(zh="反馈 {number}", en="feedback {number}"),
    Action.DONE: Text(zh="完成 {number}", en="done {number}"),
    Action.NOSHOW: Text(zh="未到 {number} 候选人", en="noshow {number} candidate"),
    Action.LATE: Text(zh="迟到 {number} 10", en="late {number} 10"),
    Action.CONFIRM: Text(zh="确认 1", en="confirm 1"),
    Action.OFFER: Text(zh="提供 {number} 周五 10:00", en="offer {number} friday 10:00"),
}
_ALONE = {
    Action.CANCEL, Action.RESCHEDULE, Action.ACCEPT, Action.REFUSE, Action.FEEDBACK, Action.DONE,
}  # fmt: skip
"""Wishes that need nothing but a number: no reason is read out of words about somebody else."""
_ASKED_ON = {Action.MOVE, Action.OFFER, Action.SWAP, Action.EDIT, Action.NOSHOW}
"""Wishes of HR whose commands ask for whatever is missing behind the number."""
_STAGES = {
    Action.OFFER: (Stage.OFFERED,),
    Action.CANCEL: (Stage.AGREED, Stage.OFFERED),
    Action.EDIT: (Stage.AGREED, Stage.OFFERED),
    Action.FEEDBACK: (Stage.ENDED,),
    Action.DONE: (Stage.ENDED, Stage.AGREED),
    Action.NOSHOW: (Stage.ENDED, Stage.AGREED),
}


def possible(action: Action | None, situation: Situation) -> list[Known]:
    """The interviews a wish can be about."""
    if action in {Action.ACCEPT, Action.REFUSE}:
        asked = [one for one in situation.interviews if one.asked]
        return asked or situation.of(Stage.AGREED)
    if action is Action.CONFIRM and (found := [o for o in situation.offered if o.slots]):
        return found
    if action in {Action.CONFIRM, Action.NONE, Action.AVAILABILITY} and situation.offered:
        return situation.offered
    if action is None:
        return list(situation.interviews)
    for stage in _STAGES.get(action, (Stage.AGREED,)):
        if (found := situation.of(stage)) and action is not Action.EDIT:
            return found
    return situation.of(Stage.AGREED, Stage.OFFERED)


async def fitting(chat: Chat, action: Action | None, situation: Situation) -> list[Details]:
    """The interviews a wish can be about: for HR the nearest of those the words fit, for others in
    their order."""
    if situation.role is Role.HR and action is not None and action.value in _hrs.FITS:
        found = await _hrs.fitting(chat, action.value)
        text = plain(chat.raw)
        called = {one.number for one in Said(text, situation).named(text)}
        return [one for one in found if one.number in called] or found
    return [await find(chat.session, one.number) for one in possible(action, situation)[:MOST]]


async def of_the_only(chat: Chat, meant: Meant, situation: Situation) -> Meant | None:
    """HR's wish of which only the interview was unclear, and there is only one it can be about."""
    if situation.role is not Role.HR or meant.values.keys() & {"number", "who"}:
        return None
    if meant.about is None or meant.about.value not in _hrs.FITS:
        return None
    found = {one.number for one in await fitting(chat, meant.about, situation)}
    only = tuple(one for one in situation.interviews if one.number in found)
    others = [one for one in situation.interviews if one.number not in found]
    if len(found) != 1 or not only or any(one.candidate in chat.raw for one in others):
        return None
    again = understand(chat.raw, replace(situation, interviews=only))
    return again if again.action is meant.about else None


async def which(chat: Chat, meant: Meant, situation: Situation) -> Words:
    """Ask which interview, or which time, is meant; or for one thing at a time."""
    gone = "slot" in meant.values or not any(situation.open)
    if meant.about is Action.CONFIRM and situation.role is not Role.HR and gone:
        return await run(chat, [f"confirm {meant.values.get('slot', '')}".strip()])
    details = await fitting(chat, meant.about, situation)
    number = meant.values.get("number") or (details[0].number if details else 12)
    example = EXAMPLES.get(meant.about or Action.CANCEL, EXAMPLES[Action.CANCEL])(number=number)
    if who := meant.values.get("who"):
        nobody = NOT_WITH(who=who)
        if not details:
            return nobody
        alone = meant.about.value if meant.about in _ALONE else None
        return _hrs.ask_which(
            chat, "free_which", THESE(nobody=nobody, example=example), WHICH_ONE, details,
            about=nobody, said=chat.raw, alone=alone,
        )  # fmt: skip
    if meant.about is Action.CONFIRM and situation.role is Role.CANDIDATE and details:
        rounds = [await waiting_with(chat.session, one) or [one] for one in details]
        return await _times(chat, [whole(row) for row in rounds])
    if len(details) > 1 and "number" not in meant.values:
        about = SAID(said=chat.raw)
        return _hrs.ask_which(
            chat, "free_which", WHICH, WHICH_ONE, details, about=about, said=chat.raw,
            wish=meant.about.value if meant.about else None,
        )  # fmt: skip
    if situation.role is Role.HR and "number" in meant.values and meant.about in _ASKED_ON:
        return await run(chat, [f"{meant.about.value} {number}"])  # it asks for what is missing
    return ONE_AT_A_TIME(example=example)


async def to_when(chat: Chat, wish: Action, number: int) -> Words:
    """Ask for the time of a move or of an offer of which none was said.

    Raises:
        Refused: the interview can have no other time.
    """
    details = await visible(chat.session, number, chat.person, chat.rules)
    if wish is Action.MOVE:
        states.refuse(details, "move")
        moving.refuse_begun(details, chat.now)
        answers.refuse_part(details)
    elif not await parts.is_in_a_row(chat.session, number):
        offers.refuse_settled(details, chat.now)
    asked = WHICH_TIMES if wish is Action.MOVE else WHICH_OFFERED
    example = EXAMPLES[wish](number=number)
    words = asked(number=number, candidate=details.candidate.name, example=example)
    return chat.ask("free_times", words, wish=wish.value, number=number)


async def past(chat: Chat, situation: Situation) -> Words:
    """That the time cannot be meant, with what can be taken where something is on offer."""
    numbers = {known.number for known, _, _ in situation.open}
    if situation.role is not Role.CANDIDATE or len(numbers) != 1:
        return PAST(said=chat.raw)
    details = await find(chat.session, numbers.pop())
    return answers.open_times(details, chat.now, PAST_OFFER(said=chat.raw))


def open_ended(chat: Chat, meant: Meant) -> Words:
    """A range is no time to set: ask for its hour, or how to have times found in it."""
    value: Any = meant.values.get("times", meant.values.get("time"))
    first = value[0] if isinstance(value, list) else value
    number, day = meant.values["number"], str(first.day)
    asked = FIND_MOVE if meant.action is Action.MOVE else FIND_OFFER
    words = asked(said=chat.raw, number=number, day=day)
    return chat.ask("free_times", words, wish=meant.action.value, number=number, day=day)


async def gone(chat: Chat, meant: Meant) -> Words | None:
    """What to say of the one time that is wished for, where it was on offer and is no more."""
    first, *others = meant.values["times"]
    if others or first.start is None:
        return None
    details = await find(chat.session, meant.values["number"])
    at = first.at().replace(tzinfo=chat.reader.zone)
    taken_back = (SlotState.WITHDRAWN, SlotState.EXPIRED, SlotState.OPEN)
    slots = [one for one in details.slots if one.starts_at == at and one.state in taken_back]
    closed = [one for one in slots if one not in details.open(chat.now)]
    return answers.gone(details, closed[-1], chat.now) if closed else None


async def _times(chat: Chat, details: list[Details]) -> Words:
    if len(details) > 1:
        return which_offer(chat, details, None)
    return await which_time(chat, details[0])
