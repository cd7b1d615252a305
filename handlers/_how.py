"""What a question about what may be done is answered with: how one does it, and until when. Nothing is
done."""

from bot.routing import Chat
from handlers._unclear import possible
from interviews import answers, cutoffs
from interviews.dates import Lasting
from interviews.details import Details, find
from interviews.people import is_hr
from interviews.texts import NOTHING, Text, Value, Words, lines
from interviews.understanding.meaning import Action, Meant
from interviews.understanding.situation import Role, Situation
from interviews.words import STATUS
from models.interview import Status

HUMAN = Text(zh="想问人，请回复“人工”。", en='To ask a person, reply "human".')
CANCEL = Text(
    zh="可以，最晚在开始前 {cutoff}。要取消 #{number}（{when}）请说“取消 {number} 原因”："
    "其他人会收到通知和原因，之后只能由 HR 重新安排。现在什么也没有取消。",
    en='You can, until {cutoff} before it begins. To cancel #{number} ({when}), say "cancel {number}"'
    " and why: the others are told, with the reason, and HR would have to schedule it anew. Nothing is"
    " cancelled now.",
)
CANCEL_AS_HR = Text(
    zh="可以。要取消 #{number}（{candidate}，{when}）请说“取消 {number} 原因”：其他人会收到通知和原因。"
    "现在什么也没有取消。",
    en='You can. To cancel #{number} ({candidate}, {when}), say "cancel {number}" and why: the others'
    " are told, with the reason. Nothing is cancelled now.",
)
CANCEL_OFFER = Text(
    zh="可以。不来面试 #{number} 了请说“取消 {number} 原因”；只是时间不合适请说“都不行”和您方便的时间。"
    "现在什么也没有取消。",
    en='You can. If you do not want to come to #{number} at all, say "cancel {number}" and why; if only'
    ' the times do not suit you, say "none" and when you could. Nothing is cancelled now.',
)
TOO_LATE = Text(
    zh="#{number}（{when}）离开始不到 {cutoff}，不能在这里取消或改期了，请直接联系{hr}。",
    en="#{number} ({when}) begins in less than {cutoff}, so it cannot be cancelled or moved here any"
    " more; please call {hr} directly.",
)
TOO_OFTEN = Text(
    zh="#{number}（{when}）已经改过 {count} 次，不能再在这里改期了，请直接联系{hr}。",
    en="#{number} ({when}) has been moved as often as it can be here ({count}); please call {hr}"
    " directly.",
)
MOVE = Text(
    zh="可以，最晚在开始前 {cutoff}，最多 {most} 次（已经改过 {count} 次）。要改 #{number}（{when}）请说"
    "“改期 {number} 您方便的时间”，由{hr}定下来；改定之前，原定时间不变。",
    en="You can ask for it until {cutoff} before it begins and at most {most} times (so far: {count})."
    ' For #{number} ({when}), say "reschedule {number}" and when you could; {hr} settles it, and until'
    " then the time stands.",
)
MOVE_OFFER = Text(
    zh="#{number} 还没有确认时间。都不合适请说“都不行”和您方便的时间，会转告{hr}。",
    en='#{number} has no agreed time yet. If none suits you, say "none" and when you could; {hr} is'
    " told.",
)
MOVE_AS_HR = Text(
    zh="可以。要改 #{number}（{candidate}，{when}）请说“改到 {number} 周五 10:00”：候选人确认之前，"
    "原定时间不变；最后加“!”直接改定。现在什么也没有改。",
    en='You can. To move #{number} ({candidate}, {when}), say "move {number} friday 10:00": until the'
    " candidate confirms, the time stands; with ! at the end it is set at once. Nothing is moved now.",
)
REFUSE = Text(
    zh="可以。不能参加 #{number}（{when}）请说“拒绝 {number} 原因”，HR 会换人或另约；会参加请说"
    "“接受 {number}”。现在没有替您答复。",
    en='You can. If you cannot be at #{number} ({when}), say "decline {number}" and why, and HR finds'
    ' somebody else or another time; if you will be there, say "accept {number}". I have not answered for'
    " you.",
)
HOW = {
    Action.CANCEL: Text(
        zh="我没有取消任何面试。真要取消请说“取消 编号 原因”：其他人会收到通知和原因，"
        "之后只能由 HR 重新安排。",
        en='I have cancelled nothing. To cancel, say "cancel number reason": the others are told, with'
        " the reason, and HR would have to schedule it anew.",
    ),
    Action.RESCHEDULE: Text(
        zh="我没有改任何时间。要改请说“改期 编号 您方便的时间”，最晚在开始前 {cutoff}，最多 {most} 次，"
        "由 HR 定下来。",
        en='I have moved nothing. To ask for another time, say "reschedule number when you could", at'
        " the latest {cutoff} before it begins and at most {most} times; HR settles it.",
    ),
    Action.CONFIRM: Text(
        zh="我没有确认任何时间。选定一个请回复它的数字；都不合适请回复“都不行”，可以附上您方便的时间。",
        en='I have confirmed nothing. To take a time, reply with its number; if none fits, reply "none"'
        " and say when you could.",
    ),
    Action.LATE: Text(
        zh="会晚到就说“迟到 10”，其他人马上会知道；赶不上了请说“取消 原因”或“改期 时间”。",
        en='If you will be late, say "late 10" and the others know at once; if you cannot make it, say'
        ' "cancel" and why, or "reschedule" and when.',
    ),
    Action.ACCEPT: Text(
        zh="我没有替您答复。会参加请回复“接受 编号”，不能参加请回复“拒绝 编号 原因”，HR 会换人或另约。",
        en='I have not answered for you. Reply "accept number" if you will be there, "decline number'
        ' reason" if you cannot; HR then finds somebody else or another time.',
    ),
    Action.FEEDBACK: Text(
        zh="反馈请说“反馈 编号”，一步一步填；HR 结束收集之前都可以改。",
        en='For feedback, say "feedback number" and go step by step; it can be changed until HR closes'
        " it.",
    ),
}
HOW[Action.MOVE] = HOW[Action.RESCHEDULE]
HOW[Action.REFUSE] = HOW[Action.ACCEPT]
HOW[Action.AVAILABILITY] = HOW[Action.NONE] = HOW[Action.CONFIRM]
RULES = Text(
    zh="这个我答不了，也什么都没有做。{said}",
    en="That I cannot answer, and I have done nothing. {said}",
)
YOU_CAN = Text(zh="发“帮助”看看可以说什么。", en='Say "help" to see what you can say.')
_MOVES = {Action.RESCHEDULE, Action.MOVE}
_CANDIDATES = {Action.CONFIRM, Action.NONE, Action.AVAILABILITY}
_ANSWERS = {Action.ACCEPT, Action.REFUSE}


async def how(chat: Chat, meant: Meant, situation: Situation) -> Words:
    """Of the only interview it can be about, or of any."""
    human = NOTHING if situation.role is Role.HR else HUMAN
    about = meant.about
    theirs = situation.role is Role.CANDIDATE or about not in _CANDIDATES
    if about not in HOW or not theirs:
        return RULES(said=lines(YOU_CAN, human))
    found = possible(about, situation) or situation.offered
    numbers = {one.number for one in found} & {meant.values.get("number", 0)} or {
        one.number for one in found
    }
    if len(numbers) == 1:
        details = await find(chat.session, numbers.pop())
        if (words := _of(chat, about, details)) is not None:
            return lines(words, human)
    change = chat.rules.change
    given: dict[str, Value] = {}
    if about in _MOVES:
        given = {"cutoff": Lasting(change.cutoff), "most": change.max}
    return lines(HOW[about](**given), human)


def _of(chat: Chat, about: Action, details: Details) -> Words | None:
    """What holds for this interview and this person; None where that is nothing of its own."""
    change, interview = chat.rules.change, details.interview
    agreed = interview.status == Status.CONFIRMED
    if details.begun(chat.now):
        return answers.begun(details, chat.person, chat.rules) if about is Action.CANCEL else None
    given: dict[str, Value] = {
        "number": details.number,
        "candidate": details.candidate.name,
        "when": details.agreed if agreed else STATUS[interview.status],
        "hr": details.hr.name,
        "cutoff": Lasting(change.cutoff),
        "most": change.max,
        "count": interview.moves,
    }
    if about in _ANSWERS and details.interviewed_by(chat.person):
        return REFUSE(**given)
    own = details.candidate.id == chat.person.id
    if about in _ANSWERS and own:
        about = Action.CANCEL  # so candidates decline, once they need not choose a time
    if about is Action.CANCEL or about in _MOVES:
        return _change(about in _MOVES, agreed, chat, details)(**given)
    return None


def _change(move: bool, agreed: bool, chat: Chat, details: Details) -> Text:
    if is_hr(chat.person, chat.rules):
        return MOVE_AS_HR if move else CANCEL_AS_HR
    if not agreed:
        return MOVE_OFFER if move else CANCEL_OFFER
    if cutoffs.close(details, chat.rules, chat.now):
        return TOO_LATE
    if not move:
        return CANCEL
    return MOVE if details.interview.moves < chat.rules.change.max else TOO_OFTEN
