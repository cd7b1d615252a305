"""Cards in members' hands: sent, pressed, replaced in place (DOC 90236, 94888).

A card is one line of its holder's chat; what it shows and the code of its sending are kept there, so
they survive with the transcript.
"""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from simulator import card_rules
from simulator.answers import Refusal, ok
from simulator.transcript import Line

if TYPE_CHECKING:
    from simulator.pusher import Answer
    from simulator.wecom import WeCom

GOOD_FOR = timedelta(hours=72)
"""How long a code changes a card, once."""
RECEIVERS = 1000


class Greyed(Exception):  # noqa: N818 - what happens to a member, not an error
    """There is nothing to press (any more)."""


class Cards:
    """All cards of the app, and the codes that change them."""

    def __init__(self, wecom: "WeCom") -> None:
        self.wecom = wecom
        self.names: set[str] = set()
        self.codes: dict[str, tuple[str, datetime]] = {}
        """Of each unused code its card's task id, and when it was given."""

    def resume(self) -> None:
        """Know the cards of a transcript that was begun by another process."""
        for line in self.wecom.transcript.lines:
            if line.card is not None and "task_id" in line.card:
                self.names.add(line.card["task_id"])
                if line.code is not None:
                    self.codes[line.code] = (line.card["task_id"], line.at)

    def accept(self, card: dict[str, Any]) -> str | None:
        """Check a card that is to be sent; gives the code that changes it, if it has one.

        Raises:
            Refusal: with the code of what is wrong about it.
        """
        card_rules.check(card)
        if card["card_type"] in card_rules.INTERACTIVE and not self.wecom.callback_url:
            raise Refusal(43012)
        task_id = card.get("task_id")
        if task_id is not None:
            if task_id in self.names:
                raise Refusal(40058, "task_id was used before")
            self.names.add(task_id)
        return self._code(task_id) if task_id and card_rules.gives_code(card) else None

    def update(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Answer message/update_template_card.

        Raises:
            Refusal: the code is spent, or something about the new card is wrong.
        """
        if payload.get("agentid") != self.wecom.agent_id:
            raise Refusal(301002 if payload.get("agentid") else 40056)
        userids = payload.get("userids") or []
        if not isinstance(userids, list) or len(userids) > RECEIVERS:
            raise Refusal(40032)
        card, button = payload.get("template_card"), payload.get("button")
        if isinstance(card, dict):
            card_rules.check(card, updating=True)
        elif not (isinstance(button, dict) and button.get("replace_name")):
            raise Refusal(40063)
        task_id, given = self.codes.get(str(payload.get("response_code")), ("", None))
        if given is None or self.wecom.now() - given >= GOOD_FOR:
            raise Refusal(60140, "invalid response_code")
        spent = payload["response_code"]
        del self.codes[spent]
        holders = {
            line.userid.lower(): replace(line, code=None if line.code == spent else line.code)
            for line in self._lines(task_id)
        }
        wanted = set(holders) if payload.get("atall") else {str(one).lower() for one in userids}
        for userid in wanted & set(holders):
            self._show(holders[userid], card, button)
        return ok(invaliduser=sorted(wanted - set(holders)))

    async def press(
        self, userid: str, task_id: str, key: str, chosen: dict[str, list[str]] | None = None
    ) -> "Answer":
        """A member presses a button of a card; `chosen`: option ids by question key.

        Raises:
            Greyed: they hold no such card, or it has no such button (any more).
        """
        line = next(
            (one for one in self._lines(task_id) if one.userid.lower() == userid.lower()), None
        )
        if line is None or line.card is None or key not in keys(line.card):
            raise Greyed(key)
        selected = {**_preset(line.card), **(chosen or {})}
        self.wecom.transcript.add(line.userid, "said", _said(line.card, key, selected), self.now())
        items = [
            {"QuestionKey": question, "OptionIds": {"OptionId": ids}}
            for question, ids in selected.items()
        ]
        fields: dict[str, Any] = {
            "EventKey": key,
            "TaskId": task_id,
            "CardType": line.card["card_type"],
            "ResponseCode": self._code(task_id),
        }
        if items:
            fields["SelectedItems"] = {"SelectedItem": items}
        return await self.wecom.event(line.userid, "template_card_event", **fields)

    def held_by(self, userid: str) -> list[dict[str, Any]]:
        """Cards as this member sees them now, oldest first."""
        return [
            line.card
            for line in self.wecom.transcript.lines
            if line.card is not None and line.userid.lower() == userid.lower()
        ]

    def now(self) -> datetime:
        """The company's clock."""
        return self.wecom.now()

    def _code(self, task_id: str) -> str:
        code = secrets.token_urlsafe(32)
        self.codes[code] = (task_id, self.wecom.now())
        return code

    def _lines(self, task_id: str) -> list[Line]:
        return [
            line
            for line in self.wecom.transcript.lines
            if line.card is not None and line.card.get("task_id") == task_id
        ]

    def _show(self, line: Line, card: dict[str, Any] | None, button: dict[str, Any] | None) -> None:
        assert line.card is not None  # noqa: S101 - lines of cards only
        shown = {**card, "task_id": line.card["task_id"]} if card else dict(line.card)
        if button:
            shown["replace_text"] = button["replace_name"]
        self.wecom.transcript.change(replace(line, card=shown, text=text_of(shown)))


def keys(card: dict[str, Any]) -> set[str]:
    """What can be pressed; nothing once it is greyed."""
    if card.get("replace_text"):
        return set()
    buttons = [
        *card.get("button_list", []),
        *([card["submit_button"]] if "submit_button" in card else []),
    ]
    return {button["key"] for button in buttons if button.get("type") != 1}


def text_of(card: dict[str, Any]) -> str:
    """What stands at the top of a card, for lists and logs."""
    title = card.get("main_title") or {}
    given = (title.get("title"), title.get("desc"))
    return "\n".join(filter(None, given)) or str(card.get("sub_title_text") or "")


def _selectors(card: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in ("button_selection", "checkbox"):
        if name in card:
            yield card[name]
    yield from card.get("select_list", [])


def _preset(card: dict[str, Any]) -> dict[str, list[str]]:
    """What is chosen before anybody chooses: a drop-down shows its first option."""
    found = {}
    for one in _selectors(card):
        options = one["option_list"]
        if "selected_id" in one or "mode" not in one:
            found[one["question_key"]] = [one.get("selected_id") or options[0]["id"]]
        else:
            found[one["question_key"]] = [o["id"] for o in options if o.get("is_checked")]
    return found


def _said(card: dict[str, Any], key: str, selected: dict[str, list[str]]) -> str:
    """What the chat remembers of a click."""
    buttons = [*card.get("button_list", []), card.get("submit_button", {})]
    label = next(one["text"] for one in buttons if one.get("key") == key)
    names = [
        option["text"]
        for one in _selectors(card)
        for option in one["option_list"]
        if option["id"] in selected.get(one["question_key"], [])
    ]
    return f"[{label}]" + (f" {'、'.join(names)}" if names else "")
