"""How an outbox row is said to a candidate on WeChat, within what WeChat allows (DOC 94677, 95122).

Whatever waits for one goes together in one message: five may follow each of theirs. Sending carries
an id of our own, so that a try whose answer was lost is not said twice.
"""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import RowMapping

from bot import kf_menus, replies
from bot.database import Sessions
from bot.merging import Merging, may_go_along
from bot.posting import may_have_arrived
from bot.said import NotAsCard, Said
from bot.verdicts import explain
from bot.wecom import WeComClient, WeComError
from interviews import customers
from interviews.handing import HANDBACK, TAKEOVER
from interviews.reach import Closed, Window
from interviews.rules import KfRules
from interviews.welcoming import WELCOME
from models.customer import Session
from models.message import Way
from models.sql import rows_of

log = structlog.get_logger()

REFUSED_MENU = {95008, 95009, 40058}
CLOSED = {
    95001: Closed.SPENT,
    95002: Closed.SILENT,
    95013: Closed.ENDED,
    95018: Closed.HUMAN,
    95031: Closed.SILENT,
}
"""What WeCom's refusals mean for a candidate's window (DOC 94677)."""
NOT_OURS = {48007, 95000, 95003, 95004, 95011, 95012, 95017, 95023}
"""The account is not there, or not for us to use (any more): the operator's affair."""
NO_SUCH_MOVE = 95016
NO_SERVICER = {95014, 95019}
CODE_IS_DEAD = {40029, 42022}
REPEATED = 40058
"""Among other things: the message's id was used before. The documentation names no code."""


class Unreachable(Exception):  # noqa: N818 - HR is given the words
    """Nothing can be sent to them just now."""

    def __init__(self, why: Closed) -> None:
        super().__init__(why.value)
        self.why = why


class TooLate(Exception):  # noqa: N818 - what was to be said helps no more
    """The moment in which it could be said has passed."""


class WeChat:
    """Chooses the form, and calls."""

    def __init__(
        self,
        wecom: WeComClient,
        kf: KfRules,
        sessions: Sessions,
        merging: Merging,
        now: Callable[[], datetime],
    ) -> None:
        self.wecom = wecom
        self.kf = kf
        self.sessions = sessions
        self.merging = merging
        self.now = now

    async def say(self, row: RowMapping) -> Said:
        """Say it now.

        Raises:
            Unreachable: WeChat does not allow it.
            TooLate: a welcome after its twenty seconds.
            NotAsCard: only in words.
            WeComError: WeCom refuses it; WeComUnreachable and TokenRefused as well.
        """
        if row["way"] == Way.MAIL:
            raise Unreachable(Closed(row["reason"]))
        if not self.kf.open_kfid:
            raise Unreachable(Closed.OFF)
        if row["kind"] == WELCOME:
            return await self._welcome(row)
        if row["kind"] in {TAKEOVER, HANDBACK}:
            return await self._move(row)
        if (why := (await self._window(row)).closed(self.now())) is not None:
            raise Unreachable(why)
        menu, pieces = self._as_menu(row), replies.parts(_in_words(row))
        if row["carries"] or (len(pieces) == 1 and may_go_along(row)):
            texts = await self.merging.merge(row, _fits)
            if len(texts) > 1:
                return await self._send(row, _text("\n\n".join(texts)), carries=True)
        if menu is not None:
            return await self._send(row, menu)
        more = row["part"] + 1 < len(pieces)
        return await self._send(row, _text(pieces[row["part"]]), more=more)

    async def _welcome(self, row: RowMapping) -> Said:
        """By the code of their coming, in one message."""
        body = self._as_menu(row) or _text(replies.parts(_in_words(row))[0])
        given = {"code": row["response_code"], "msgid": _msgid(row), **body}
        try:
            await self.wecom.call("kf/send_msg_on_event", data=given)
        except WeComError as error:
            self._shout(error)
            if error.code in CODE_IS_DEAD and may_have_arrived(row):
                return Said(_msgid(row), way=Way.KF)  # spent by the try before, which got no answer
            if error.code in CODE_IS_DEAD:
                raise TooLate from error
            if error.code in REFUSED_MENU and row["card"] is not None:
                raise NotAsCard(str(error)) from error
            raise
        return Said(_msgid(row), way=Way.KF)

    async def _move(self, row: RowMapping) -> Said:
        """To the human who takes over, with the bot's last words; or back, with its first."""
        window = await self._window(row)
        if row["kind"] == HANDBACK:
            code = (await self._trans(row, Session.ENDED)).get("msg_code")
            return await self._by_code(row, str(code)) if code else Said(way=Way.KF)
        if window.closed(self.now()) is None:
            await self._send(row, _text(replies.parts(row["text"])[0]))
        await self._trans(row, Session.HUMAN)
        return Said(_msgid(row), way=Way.KF)

    async def _trans(self, row: RowMapping, to: Session) -> dict[str, Any]:
        """Move the chat (DOC 94669)."""
        chat = {"open_kfid": self.kf.open_kfid, "external_userid": row["external_userid"]}
        moved: dict[str, Any] = {}
        whom = {"servicer_userid": self.kf.servicer} if to is Session.HUMAN else {}
        try:
            moved = await self.wecom.call(
                "kf/service_state/trans", data={**chat, "service_state": int(to), **whom}
            )
        except WeComError as error:
            self._shout(error)
            if error.code in NO_SERVICER:
                raise Unreachable(Closed.OFF_DUTY) from error
            if error.code != NO_SUCH_MOVE:
                raise
            found = await self.wecom.call("kf/service_state/get", data=chat)
            if found.get("service_state") != to:
                raise Unreachable(Closed.ENDED) from error
        async with self.sessions() as session, session.begin():
            await customers.moved(await rows_of(session), row["person_id"], to)
        return moved

    async def _by_code(self, row: RowMapping, code: str) -> Said:
        """Say it by a code of what has come about; too late is no harm."""
        given = {"code": code, "msgid": _msgid(row), **_text(replies.parts(row["text"])[0])}
        with suppress(WeComError):
            await self.wecom.call("kf/send_msg_on_event", data=given)
        return Said(_msgid(row), way=Way.KF)

    async def _send(
        self, row: RowMapping, body: dict[str, Any], *, carries: bool = False, more: bool = False
    ) -> Said:
        msgid = _msgid(row)
        who = {"touser": row["external_userid"], "open_kfid": self.kf.open_kfid, "msgid": msgid}
        try:
            await self.wecom.call("kf/send_msg", data=who | body)
        except WeComError as error:
            self._shout(error)
            moving = row["kind"] == TAKEOVER and row["attempts"] > 1
            if error.code == REPEATED and (moving or may_have_arrived(row)):
                return Said(msgid, carries=carries, more=more, way=Way.KF)
            if error.code in CLOSED:
                raise Unreachable(await self._learn(row, CLOSED[error.code])) from error
            if error.code in REFUSED_MENU and body["msgtype"] == "msgmenu":
                raise NotAsCard(str(error)) from error
            raise
        async with self.sessions() as session, session.begin():
            await customers.said(await rows_of(session), row["person_id"])
        return Said(msgid, carries=carries, more=more, way=Way.KF)

    def _shout(self, error: WeComError) -> None:
        """What only the operator can mend is told them, and nobody waits for it.

        Raises:
            Unreachable: the account is not ours to use.
        """
        if error.code in NOT_OURS:
            log.error("no customer service", action="customers.refused", reason=explain(error))
            raise Unreachable(Closed.NOT_OURS) from error

    def _as_menu(self, row: RowMapping) -> dict[str, Any] | None:
        made = kf_menus.menu(row["card"]) if row["card"] is not None else None
        return {"msgtype": "msgmenu", "msgmenu": made} if made else None

    async def _window(self, row: RowMapping) -> Window:
        async with self.sessions() as session, session.begin():
            return await customers.window(await rows_of(session), row["person_id"])

    async def _learn(self, row: RowMapping, closed: Closed) -> Closed:
        """Note why. With whom the chat is, is asked: 95018 may mean a human or two days' silence,
        and while a human has it the bot hears nothing."""
        if closed is Closed.HUMAN:
            chat = {"open_kfid": self.kf.open_kfid, "external_userid": row["external_userid"]}
            found = await self.wecom.call("kf/service_state/get", data=chat)
            state = Window(state=int(found.get("service_state") or 0))
            closed = state.closed_by_state() or Closed.SILENT
        async with self.sessions() as session, session.begin():
            await customers.learn(await rows_of(session), row["person_id"], closed)
        return closed


def _text(content: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": content}}


def _in_words(row: RowMapping) -> str:
    """What no menu can say, with the page that would have been its last item."""
    page = row["card"]["page"] if row["card"] is not None else None
    return "\n".join([row["text"], *([page[1], page[0]] if page else [])])


def _msgid(row: RowMapping) -> str:
    """The same at each try of the same part, unlike any other's."""
    form = "menu" if row["card"] is not None else "text"
    given = f"{row['key']} {row['created_at'].isoformat()} {row['part']} {form}"
    return hashlib.sha256(given.encode()).hexdigest()[:32]


def _fits(texts: Sequence[str]) -> bool:
    return len("\n\n".join(texts).encode()) <= replies.LIMIT
