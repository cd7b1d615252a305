"""Where, when and with whom: what somebody asks about one interview, in a few lines."""

from bot.routing import Chat
from interviews import ways_in
from interviews.details import Details
from interviews.parts import visible
from interviews.texts import NOTHING, Text, Words, dotted, lines
from interviews.understanding.meaning import Meant
from interviews.understanding.situation import Situation, Stage
from interviews.words import STATUS, topic

HEAD = Text(zh="#{number} {what}", en="#{number} {what}")
WHEN = Text(zh="时间：{when}", en="When: {when}")
PLACE = Text(zh="地点：{place}", en="Place: {place}")
NO_PLACE = Text(zh="地点还没有写，请问{hr}。", en="No place is set yet; please ask {hr}.")
WITH = Text(zh="面试官：{panel}", en="With: {panel}")
WHOM = Text(zh="候选人：{candidate}", en="Candidate: {candidate}")
NONE = Text(zh="您现在没有面试。", en="You have no interview just now.")
MOST = 5


async def where(chat: Chat, meant: Meant, situation: Situation) -> Words:
    """The interview that was named, or one's own that are still to come."""
    numbers = [meant.values["number"]] if "number" in meant.values else []
    if not numbers:
        found = situation.of(Stage.AGREED) or situation.of(Stage.OFFERED)
        numbers = [one.number for one in found if not chat.hr or one.candidate in chat.raw]
    if not numbers:
        return NONE
    asked = [await visible(chat.session, one, chat.person, chat.rules) for one in numbers[:MOST]]
    return lines(*[await _one(chat, details) for details in asked])


async def _one(chat: Chat, details: Details) -> Words:
    interview, own = details.interview, details.candidate.id == chat.person.id
    slots = details.open(chat.now)
    when: Words = STATUS[interview.status]
    if interview.starts_at is not None:
        when = details.agreed
    elif slots:
        when = details.numbered(slots)
    room = await ways_in.way_in(chat.session, details, chat.person)
    place = PLACE(place=interview.place) if interview.place else NOTHING
    if place is NOTHING and room is NOTHING:
        place = NO_PLACE(hr=details.hr.name)
    people: Words = WITH(panel=details.names)
    if not own:
        people = lines(WHOM(candidate=details.candidate.name), people)
    head = HEAD(number=details.number, what=dotted(topic(interview)))
    return lines(head, WHEN(when=when), place, room, people)
