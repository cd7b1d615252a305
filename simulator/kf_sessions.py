"""With whom a customer's chat is: the app, a queue, a member, nobody (DOC 94669)."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from simulator.answers import Refusal, ok
from simulator.customer import EVENT, SERVICER, Customer

if TYPE_CHECKING:
    from simulator.kf import Account, Kf

MOVES = {0: {1, 2, 3}, 1: {2, 3, 4}, 2: {3, 4}, 3: {3, 4}, 4: set[int]()}
TAKEN, PASSED_ON, ENDED, CAME_BACK = 1, 2, 3, 4
"""Change types of session_status_change."""


class KfSessions:
    """Moves chats, by the app's calls and by what members do."""

    def __init__(self, kf: "Kf") -> None:
        self.kf = kf

    def get(self, body: dict[str, Any]) -> dict[str, Any]:
        """kf/service_state/get."""
        _, customer = self._chat(body)
        answer = ok(service_state=customer.state)
        return answer | ({"servicer_userid": customer.servicer} if customer.state == 3 else {})

    def trans(self, body: dict[str, Any]) -> dict[str, Any]:
        """kf/service_state/trans.

        Raises:
            Refusal: there is no such move, or the member cannot take it.
        """
        account, customer = self._chat(body)
        to = body.get("service_state")
        if to not in MOVES[customer.state]:
            raise Refusal(95016, "invalid session status transfer")
        servicer = str(body.get("servicer_userid") or "")
        if to == 3:
            if servicer not in account.servicers:
                raise Refusal(95014, "invalid servicer")
            if account.servicers[servicer] != 0:
                raise Refusal(95019, "servicer is not on duty")
        customer.state, customer.servicer = to, servicer if to == 3 else ""
        if to == 1:
            return ok()
        ends = to == 4
        life = timedelta(seconds=20) if ends else timedelta(hours=48)
        types = {"text", "msgmenu"} if ends else {"text"}
        return ok(msg_code=self.kf.sending.code(customer, self.kf.wecom.now() + life, types))

    async def take(self, customer: Customer, servicer: str) -> None:
        """A member takes the chat by themselves."""
        before, customer.state, customer.servicer = customer.servicer, 3, servicer
        await self._changed(customer, TAKEN, before, servicer)

    async def answer(self, customer: Customer, text: str) -> None:
        """The member it is with writes; the app sees it too."""
        account = _of(customer)
        who = {"open_kfid": account.open_kfid, "external_userid": customer.external_userid}
        self.kf.wecom.transcript.add(customer.external_userid, "push", text, self.kf.wecom.now())
        await self.kf.happen(
            account,
            {
                **who,
                "origin": SERVICER,
                "servicer_userid": customer.servicer,
                "msgtype": "text",
                "text": {"content": text},
            },
        )

    async def end(self, customer: Customer) -> None:
        """The member ends the chat."""
        before, customer.state, customer.servicer = customer.servicer, 4, ""
        await self._changed(customer, ENDED, before, "")

    async def _changed(self, customer: Customer, kind: int, before: str, after: str) -> None:
        account = _of(customer)
        event = {
            "event_type": "session_status_change",
            "open_kfid": account.open_kfid,
            "external_userid": customer.external_userid,
            "change_type": kind,
            "old_servicer_userid": before,
            "new_servicer_userid": after,
        }
        await self.kf.happen(account, {"origin": EVENT, "msgtype": "event", "event": event})

    def _chat(self, body: dict[str, Any]) -> tuple["Account", Customer]:
        account = self.kf.account(body)
        customer = self.kf.customers.get(str(body.get("external_userid") or ""))
        if customer is None or customer.chat is not account:
            raise Refusal(40096, "invalid external userid")
        return account, customer


def _of(customer: Customer) -> "Account":
    if customer.chat is None:
        raise RuntimeError("they are in no chat")
    return customer.chat
