"""`/show 12` 详情 12: everything about one interview, with its history."""

import re

from bot.routing import Chat, Router
from handlers.which_one import which_one
from interviews import feedback, history, links, ways_in
from interviews.announcements import WHEN
from interviews.details import Details
from interviews.parts import visible
from interviews.phrases import panel, place
from interviews.reached import reached
from interviews.texts import NOTHING, Own, Refused, Text, Words, dotted, lines
from interviews.words import SLOT, STATUS, topic
from models import Slot

router = Router()

WHICH = Text(
    zh="请写上面试编号，例如：详情 12。编号在“今天”“本周”的每一行开头。",
    en='Please give the interview\'s number, for example: show 12. "today" and "week" list them.',
)
HEAD = Text(zh="#{number} {candidate}", en="#{number} {candidate}")
HR = Text(zh="HR：{name}", en="HR: {name}")
PAGE = Text(zh="候选人页面：{link}", en="The candidate's page: {link}")
MAIL = Text(zh="候选人邮箱：{email}", en="The candidate's e-mail: {email}")
REACHED = Text(zh="通知情况：\n{reached}", en="Who was told:\n{reached}")
TIMES = Text(zh="提供过的时间：\n{times}", en="Times offered:\n{times}")
TIME = Text(zh="{number}. {when} · {state}", en="{number}. {when} · {state}")
FEEDBACK = Text(
    zh="反馈 {given}/{all}（发“反馈 {number}”查看）",
    en='Feedback {given}/{all} (say "feedback {number}" to read it)',
)
HISTORY = Text(zh="记录：\n{history}", en="History:\n{history}")
NUMBER = re.compile(r"#?\s*(\d{1,9})")


@router.command(
    "show", "详情", "查看", "details",
    usage=Text(zh="详情 编号", en="show number"),
    summary=Text(zh="一场面试的全部信息和记录", en="everything about one interview"),
    example=Text(zh="详情 12", en="show 12"),
    changes=False,
    form=r"\S+ #? ?\d{1,9}",
    rank=20,
)  # fmt: skip
async def show(chat: Chat) -> Words:
    """Time, place, people, every time ever offered, and who changed what."""
    number = NUMBER.fullmatch(chat.args)
    if number is None:
        if chat.hr and not chat.args and (words := await which_one(chat, "show")) is not None:
            return words
        raise Refused(WHICH)
    details = await visible(chat.session, int(number[1]), chat.person, chat.rules)
    interview = details.interview
    own = details.candidate.id == chat.person.id
    leads = chat.hr and not own and details.candidate.forgotten_at is None
    return lines(
        dotted(
            HEAD(number=details.number, candidate=details.candidate.name),
            topic(interview),
            STATUS[interview.status],
        ),
        WHEN(when=details.agreed) if interview.starts_at else NOTHING,
        place(details),
        await ways_in.way_in(chat.session, details, chat.person),
        panel(details),
        HR(name=details.hr.name),
        _candidate(details, chat) if leads else NOTHING,
        REACHED(reached=await reached(chat.session, details, chat.rules)) if leads else NOTHING,
        TIMES(times=lines(*(_time(details, slot) for slot in details.slots))),
        await _feedback(chat, details) if chat.hr and not own else NOTHING,
        HISTORY(history=await history.told(chat.session, interview, to_candidate=own)),
    )


async def _feedback(chat: Chat, details: Details) -> Words:
    if details.interview.starts_at is None or details.agreed.start > chat.now:
        return NOTHING
    stands = await feedback.standing(chat.session, details)
    given = len(stands.given)
    return FEEDBACK(given=given, all=given + len(stands.missing), number=details.number)


def _candidate(details: Details, chat: Chat) -> Words:
    link = links.page(details, chat.rules)
    email = details.candidate.email
    return lines(PAGE(link=Own(link)) if link else NOTHING, MAIL(email=email) if email else NOTHING)


def _time(details: Details, slot: Slot) -> Words:
    return TIME(number=slot.number, when=details.when(slot), state=SLOT[slot.state])
