"""What is answered where nothing may be done yet: which one, how it is done, why not then."""

from typing import Any

from bot.routing import Chat
from handlers._offers import which_offer, which_time
from handlers._run import run
from handlers._which import ASK as WHICH
from handlers._which import WHICH as WHICH_ONE
from handlers._which import ask, choices
from interviews import answers
from interviews.details import Details, find, whole
from interviews.parts import waiting_with
from interviews.texts import Text, Words, lines
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.situation import Known, Role, Situation, Stage
from models.interview import SlotState

MOST = 10
NOTHING_DONE = Text(zh="什么也没有改变。", en="Nothing has changed.")
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
    zh="您可以说的是：\n{choices}\n请连编号一起说，例如：{example}",
    en="You can speak of:\n{choices}\nPlease say its number, too, for example: {example}",
)
WHICH_TIMES = Text(
    zh="改到哪个时间？请写清日期和几点，例如：{example}",
    en="To which time? Please give the day and the hour, for example: {example}",
)
WHICH_OFFERED = Text(
    zh="再提供哪些时间？请写清日期和几点，例如：{example}",
    en="Which times more? Please give the day and the hour, for example: {example}",
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
    Action.CANCEL: Text(zh="取消 12 临时有事", en="cancel 12 something came up"),
    Action.RESCHEDULE: Text(zh="改期 12 周五下午", en="reschedule 12 friday afternoon"),
    Action.MOVE: Text(zh="改到 12 周五 10:00", en="move 12 friday 10:00"),
    Action.SWAP: Text(zh="换人 12 李雷 老王", en="swap 12 李雷 老王"),
    Action.EDIT: Text(zh="修改 12 地点 2号会议室", en="edit 12 place 2号会议室"),
    Action.ACCEPT: Text(zh="接受 12", en="accept 12"),
    Action.REFUSE: Text(zh="拒绝 12 那天出差", en="decline 12 I am travelling"),
    Action.FEEDBACK: Text(zh="反馈 12", en="feedback 12"),
    Action.DONE: Text(zh="完成 12", en="done 12"),
    Action.NOSHOW: Text(zh="未到 12 候选人", en="noshow 12 candidate"),
    Action.LATE: Text(zh="迟到 12 10", en="late 12 10"),
    Action.CONFIRM: Text(zh="确认 1", en="confirm 1"),
    Action.OFFER: Text(zh="提供 12 周五 10:00", en="offer 12 friday 10:00"),
}
_ALONE = {
    Action.CANCEL, Action.RESCHEDULE, Action.ACCEPT, Action.REFUSE, Action.FEEDBACK, Action.DONE,
}  # fmt: skip
"""Wishes that need nothing but a number: no reason is read out of words about somebody else."""
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
    if action in {Action.CONFIRM, Action.NONE, Action.AVAILABILITY} and situation.offered:
        return situation.offered
    if action is None:
        return list(situation.interviews)
    for stage in _STAGES.get(action, (Stage.AGREED,)):
        if (found := situation.of(stage)) and action is not Action.EDIT:
            return found
    return situation.of(Stage.AGREED, Stage.OFFERED)


async def which(chat: Chat, meant: Meant, situation: Situation) -> Words:
    """Ask which interview, or which time, is meant; or for one thing at a time."""
    gone = "slot" in meant.values or not any(situation.open)
    if meant.about is Action.CONFIRM and situation.role is not Role.HR and gone:
        return await run(chat, [f"confirm {meant.values.get('slot', '')}".strip()])
    found = possible(meant.about, situation)[:MOST]
    details = [await find(chat.session, one.number) for one in found]
    example = EXAMPLES.get(meant.about or Action.CANCEL, EXAMPLES[Action.CANCEL])
    if who := meant.values.get("who"):
        nobody = NOT_WITH(who=who)
        if not details:
            return nobody
        words = lines(nobody, THESE(choices=choices(chat, details), example=example))
        alone = meant.about.value if meant.about in _ALONE else None
        return ask(
            chat, "free_which", words, WHICH_ONE, details,
            about=nobody, said=chat.raw, alone=alone,
        )  # fmt: skip
    if meant.about is Action.CONFIRM and situation.role is Role.CANDIDATE and details:
        rounds = [await waiting_with(chat.session, one) or [one] for one in details]
        return await _times(chat, [whole(row) for row in rounds])
    if len(details) > 1 and "number" not in meant.values:
        asked = WHICH(choices=choices(chat, details))
        about = SAID(said=chat.raw)
        return ask(chat, "free_which", asked, WHICH_ONE, details, about=about, said=chat.raw)
    if meant.about is Action.MOVE:
        if "number" in meant.values:
            return to_when(chat, Meant(Action.MOVE, meant.values))
        return WHICH_TIMES(example=example)
    return ONE_AT_A_TIME(example=example)


def to_when(chat: Chat, meant: Meant) -> Words:
    """Ask for the time of a move or of an offer of which none was said."""
    asked = WHICH_TIMES if meant.action is Action.MOVE else WHICH_OFFERED
    words = asked(example=EXAMPLES[meant.action])
    return chat.ask("free_times", words, wish=meant.action.value, number=meant.values["number"])


async def past(chat: Chat, situation: Situation) -> Words:
    """That the time cannot be meant, with what can be taken where something is on offer."""
    numbers = {known.number for known, _, _ in situation.open}
    if situation.role is not Role.CANDIDATE or len(numbers) != 1:
        return PAST(said=chat.raw)
    details = await find(chat.session, numbers.pop())
    return answers.open_times(details, chat.now, PAST_OFFER(said=chat.raw))


def open_ended(chat: Chat, meant: Meant) -> Words:
    """A range is no time to set: how to have times found in it."""
    value: Any = meant.values.get("times", meant.values.get("time"))
    first = value[0] if isinstance(value, list) else value
    move = meant.action is Action.MOVE
    return (FIND_MOVE if move else FIND_OFFER)(
        said=chat.raw, number=meant.values["number"], day=str(first.day)
    )


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
