"""`/feedback 12 推荐 4 5 3 评语：…` 反馈 12 …: an interviewer gives feedback, in one line or asked one
by one, and changes it; with the number alone, who may reads it."""

import re

from bot.routing import Chat, Router, Who, fold
from handlers import _which
from handlers._draft import HEARD, answered, ask, ask_again, named, unsaved
from handlers._which import choices, number_of
from handlers.nevermind import DONE as LEFT
from interviews import feedback as operations
from interviews import feedback_rights as rights
from interviews import scoring, summaries
from interviews.details import Details
from interviews.feedback import Standing
from interviews.outstanding import outstanding
from interviews.parts import interviewed
from interviews.scorecards import PHRASES, Draft, criteria_of, shown
from interviews.texts import NOTHING, Refused, Text, Words, lines

router = Router()

MOST = 20
NONE_WAITS = Text(
    zh="没有等您给反馈的面试。要看或修改已经给的，请写编号，例如：反馈 12",
    en="No interview waits for your feedback. To read or change what you gave, give the number, for"
    " example: feedback 12",
)
ALL_THERE = Text(
    zh="最近结束的面试，反馈都齐了。要看某一场的，请写编号，例如：反馈 12",
    en="All feedback on recent interviews is in. To read some, give the number: feedback 12",
)
OUTSTANDING = Text(zh="还缺反馈的面试：\n{interviews}", en="Feedback is missing on:\n{interviews}")
WHICH = Text(
    zh="给哪一场的反馈？请回复编号：\n{choices}",
    en="Feedback on which interview? Please reply with its number:\n{choices}",
)
WHICH_ONE = Text(zh="给哪一场的反馈？", en="Feedback on which one?")
SAVED = Text(zh="已保存对 {about}的反馈：\n{card}", en="Saved your feedback on {about}:\n{card}")
SAME = Text(zh="{about}的反馈本来就是这样：\n{card}", en="It is that already, {about}:\n{card}")
CHANGE = Text(
    zh="HR 关闭之前都可以改，例如：反馈 {number} 评语：…",
    en="You can change it until HR closes it, for example: feedback {number} comment: …",
)
OTHERS = Text(zh="看其他面试官的反馈：反馈 {number}", en="To read the others': feedback {number}")
# A number, or something that can be read; whatever else begins with the word is free text.
_FORM = (
    rf"\S+ (?:#?\s*\d|{'|'.join(PHRASES)}|\S{{1,20}}?\s*:?\s*[1-5](?!\d)|(?=评语|备注|comment|note))"
    r".*?(?P<words>(?:评语|备注|comments?|notes?)\s*:.+)?"
)
_NUMBER = re.compile(r"#?\s*(\d{1,9})(?![\d.])\s*")


@router.command(
    "feedback", "反馈", "面评", "写反馈", "填反馈", "scorecard",
    usage=Text(
        zh="反馈 [编号] [结论] [各项分数] [评语：…]",
        en="feedback [number] [recommendation] [scores] [comment: …]",
    ),
    summary=Text(zh="给、看或改面试反馈", en="give, read or change feedback"),
    example=Text(zh="反馈 12", en="feedback 12"),
    who=Who.INTERVIEWER,
    form=_FORM,
    rank=39,
)  # fmt: skip
async def feedback(chat: Chat) -> Words:
    """Without a number: the one interview that waits for one's feedback, else the bot asks."""
    folded = fold(chat.raw)
    if numbered := _NUMBER.match(folded):
        return await _about(chat, int(numbered[1]), chat.raw[numbered.end() :])
    if chat.ended is not None and chat.ended["name"] == "feedback":
        return await _about(chat, chat.ended["data"]["number"], chat.raw)
    found = await interviewed(chat.session, chat.person, chat.now)
    if len(found) == 1:
        return await _about(chat, found[0].number, chat.raw)
    if found:
        words = WHICH(choices=choices(chat, found))
        return _which.ask(chat, "feedback_which", words, WHICH_ONE, found, said=chat.raw)
    if not chat.hr:
        raise Refused(NONE_WAITS)
    missing = await outstanding(chat.rows, chat.now, chat.rules, most=MOST)
    return OUTSTANDING(interviews=lines(*missing)) if missing else ALL_THERE


@router.answer("feedback_which")
async def which(chat: Chat) -> Words:
    """The number of the interview."""
    number = number_of(chat, await interviewed(chat.session, chat.person, chat.now))
    chat.person.question = None
    return await _about(chat, number, chat.data["said"])


@router.answer("feedback", *HEARD, left=unsaved)
async def go_on(chat: Chat) -> Words:
    """The next bit, several at once, or another value for what was said before."""
    number, draft = chat.data["number"], Draft.kept(chat.data["draft"])
    try:
        details = await rights.about(chat.session, number, chat.person, chat.rules)
        await rights.refuse(chat.session, details, chat.person, chat.now)
    except Refused as refusal:  # closed, or theirs no more: there is nothing to answer
        chat.person.question = None
        return refusal.words
    criteria = criteria_of(details.interview, chat.rules)
    if chat.args == "不用了" and not draft.complete(criteria):
        chat.person.question = None
        return lines(LEFT, await unsaved(chat, chat.data))
    draft = answered(chat, details, draft).over(draft)
    if not draft.complete(criteria) or draft.comment is None:
        return ask(chat, details, draft)
    chat.person.question = None
    return await _give(chat, details, draft)


async def _about(chat: Chat, number: int, written: str) -> Words:
    details = await rights.about(chat.session, number, chat.person, chat.rules)
    stands = await operations.standing(chat.session, details)
    own = stands.of(chat.person)
    if not written and (own is not None or not details.interviewed_by(chat.person)):
        return await _read(chat, stands)
    if not written and chat.hr and details.interview.closed_at is not None:
        return await _read(chat, stands)
    await rights.refuse(chat.session, details, chat.person, chat.now)
    criteria = criteria_of(details.interview, chat.rules)
    draft = own or _open(chat, number)
    try:
        said = scoring.read(fold(written), written, criteria, draft, number)
    except Refused as refusal:
        if own is not None or not draft:
            raise
        return ask_again(chat, number, draft, refusal.words)
    new = said.over(draft)
    # One line that lacks only the comment is complete; who is being asked is asked for it too.
    if own is not None or (new.complete(criteria) and (new.comment is not None or not draft)):
        return await _give(chat, details, said if own is not None else new)
    return ask(chat, details, new)


async def _give(chat: Chat, details: Details, said: Draft) -> Words:
    given = await operations.give(
        chat.session, details.number, said, by=chat.person, rules=chat.rules, now=chat.now
    )
    own = given.standing.of(chat.person)
    assert own is not None, "it has just been given"  # noqa: S101
    card = shown(own, criteria_of(details.interview, chat.rules))
    return lines(
        (SAVED if given.changed else SAME)(about=named(details), card=card),
        CHANGE(number=details.number),
        OTHERS(number=details.number) if len(given.standing.given) > 1 else NOTHING,
    )


async def _read(chat: Chat, stands: Standing) -> Words:
    """What there is, for HR and for those who gave theirs."""
    details = stands.details
    if not stands.given:
        rights.refuse_too_early(details, chat.now)
    closed = await rights.closed_by(chat.session, details)
    how: Words = NOTHING
    if stands.of(chat.person) is not None:
        how = CHANGE(number=details.number)
    elif chat.hr:
        how = summaries.CLOSE(number=details.number)
    criteria = criteria_of(details.interview, chat.rules)
    return lines(summaries.whole(details, stands.given, stands.missing, criteria), closed or how)


def _open(chat: Chat, number: int) -> Draft:
    """What was said of this interview so far, if the command interrupts being asked about it."""
    if chat.ended is None or chat.ended["name"] != "feedback":
        return Draft()
    data = chat.ended["data"]
    return Draft.kept(data["draft"]) if data["number"] == number else Draft()
