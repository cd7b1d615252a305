"""`/room 12` 房间: how people get into an interview's room, how it stands, and ShowMeBug's console."""

import re
from dataclasses import replace
from typing import Any

from bot.routing import Chat, Router, Who
from handlers.which_one import which_one
from interviews import room_events, rooms, ways_in
from interviews.counterparts import errand, of
from interviews.parts import visible
from interviews.texts import NOTHING, Refused, Text, Words, lines
from models import Counterpart
from models.counterpart import Kind, Standing

router = Router()

HOW = Text(zh="请写上面试编号，例如：房间 12", en="Please give the number, for example: room 12")
NONE = Text(
    zh="#{number} 没有线上房间。地点：{place}",
    en="#{number} has no room of its own. Place: {place}",
)
HEAD = Text(zh="#{number} 的{what}：{state}", en="The {what} of #{number}: {state}")
STATES = {
    Standing.WAITING: Text(zh="正在处理", en="being seen to"),
    Standing.KEPT: Text(zh="可用", en="ready"),
    Standing.GONE: Text(zh="没有", en="none"),
    Standing.FAILED: Text(zh="没有成功", en="it failed"),
}
WHY = Text(zh="原因：{reason}", en="Reason: {reason}")
RATED = Text(zh="已结束，评分 {rating}", en="Ended, rated {rating}")
ENDED = Text(zh="已结束", en="Ended")
CONSOLE = Text(
    zh="免登录的控制台链接马上发给您。", en="A link to the console is on its way to you."
)
OPEN = Text(zh="未定", en="open")
_NUMBER = re.compile(r"#?\s*(\d{1,9})\s*[.!]?")


@router.command(
    "room", "房间", "会议室链接", "面试房间",
    usage=Text(zh="房间 编号", en="room number"),
    summary=Text(zh="面试的线上房间、链接和控制台", en="an interview's room, its links, the console"),
    example=Text(zh="房间 12", en="room 12"),
    who=Who.HR,
    form=r"\S+ #? ?\d{1,9}[.!]?",
    rank=46,
)  # fmt: skip
async def room(chat: Chat) -> Words:
    """The console's link is asked for after the answer, and pushed. Where a place is being asked for,
    `Room 5` is one."""
    if (asked := chat.ended) is not None and chat.word == "room" and chat.args and _place(asked):
        place = f"Room {chat.raw}"
        answered = replace(chat, word="", args=place, raw=place, data=asked["data"])
        return await chat.router.answers[asked["name"]](answered)
    given = _NUMBER.fullmatch(chat.args)
    if given is None:
        if not chat.args and (words := await which_one(chat, "room")) is not None:
            return words
        raise Refused(HOW)
    details = await visible(chat.session, int(given[1]), chat.person, chat.rules)
    row = await of(chat.session, details.number, Kind.ROOM)
    if row is None or (row.state == Standing.GONE and row.remote_id is None):
        return NONE(number=details.number, place=details.interview.place or OPEN)
    console: Words = NOTHING
    if row.provider == "showmebug" and row.remote_id is not None:
        errand(chat.session, f"console {details.number} {chat.person.id}")
        console = CONSOLE
    event = await room_events.of(chat.session, details.number)
    ended: Words = NOTHING
    if event is not None:
        ended = ENDED if event.rating is None else RATED(rating=event.rating)
    return lines(
        HEAD(number=details.number, what=rooms.WHAT[row.provider], state=STATES[row.state]),
        _why(row),
        ways_in.everybodys_ways(row, details),
        ended,
        console,
    )


def _place(asked: dict[str, Any]) -> bool:
    """Whether it was asked for the place of an interview."""
    data = asked["data"]
    if asked["name"] == "edit_value":
        return bool(data["field"] == "place")
    return bool(asked["name"] == "schedule_guided" and data["asked"] == "place")


def _why(row: Counterpart) -> Words:
    return WHY(reason=row.reason) if row.reason else NOTHING
