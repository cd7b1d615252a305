"""One outbox row as one call to WeCom: a text, a card, or a card changed in place."""

from typing import Any

from sqlalchemy import RowMapping

from bot.template_cards import Template
from bot.verdicts import NOT_A_RECEIVER, UNANSWERED
from bot.wecom import WeComClient, WeComError

SEND, UPDATE = "message/send", "message/update_template_card"
DUPLICATE_CHECK = 4 * 3600
"""Seconds in which WeCom swallows an equal message to the same person; its longest (DOC 90236)."""


def may_have_arrived(row: RowMapping) -> bool:
    """Whether an earlier try got no answer, or the worker who made it died."""
    reason = row["reason"]
    return row["attempts"] > 1 and (reason is None or str(reason).startswith(UNANSWERED))


class Posting:
    """The calls; what they raise is judged by who delivers."""

    def __init__(self, wecom: WeComClient, agent_id: int) -> None:
        self.wecom = wecom
        self.agent_id = agent_id

    async def text(self, row: RowMapping, content: str) -> dict[str, Any]:
        """Send a text, or a part of one."""
        return await self._send(row, {"msgtype": "text", "text": {"content": content}, "safe": 0})

    async def picture(self, row: RowMapping, content: bytes) -> dict[str, Any]:
        """Send a picture; it is uploaded anew at each try (DOC 90253, 90236)."""
        media_id = await self.wecom.upload("code.png", content)
        return await self._send(row, {"msgtype": "image", "image": {"media_id": media_id}})

    async def card(self, row: RowMapping, template: Template) -> dict[str, Any]:
        """Send a card; the answer carries the code that changes it once (DOC 90236)."""
        return await self._send(row, {"msgtype": "template_card", "template_card": template})

    async def update(self, row: RowMapping, template: Template, code: str) -> None:
        """Change a card in place (DOC 94888)."""
        answer = await self.wecom.call(
            UPDATE,
            data={
                "userids": [row["userid"]],
                "agentid": self.agent_id,
                "response_code": code,
                "template_card": template,
            },
        )
        _refuse(row, answer.get("invaliduser") or [], UPDATE)

    async def _send(self, row: RowMapping, message: dict[str, Any]) -> dict[str, Any]:
        if row["kind"] != "reply":  # or the second "help" of an hour would be swallowed
            message |= {"enable_duplicate_check": 1, "duplicate_check_interval": DUPLICATE_CHECK}
        answer: dict[str, Any] = await self.wecom.message.send(
            self.agent_id, row["userid"], msg=message
        )
        refused = f"{answer.get('invaliduser') or ''}|{answer.get('unlicenseduser') or ''}"
        _refuse(row, refused.split("|"), SEND)
        return answer


def _refuse(row: RowMapping, userids: list[str], api: str) -> None:
    """A receiver named in a successful answer has got nothing."""
    if row["userid"].lower() in {one.lower() for one in userids}:
        raise WeComError(NOT_A_RECEIVER, "invaliduser in a successful answer", api=api)
