"""The app's menu (DOC 90231): at most three items with at most five below each."""

from typing import TYPE_CHECKING, Any

from aiohttp import web

from simulator.answers import Refusal, ok

if TYPE_CHECKING:
    from simulator.wecom import WeCom

MAIN, SUB = 3, 5
MAIN_NAME, SUB_NAME, KEY = 16, 40, 128
"""Bytes."""


def check_agent(wecom: "WeCom", request: web.Request) -> None:
    """The call names this app.

    Raises:
        Refusal: it names none, or another.
    """
    agent_id = request.query.get("agentid")
    if not agent_id:
        raise Refusal(40056)
    if agent_id != str(wecom.agent_id):
        raise Refusal(301002)


def create(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """menu/create."""
    check_agent(wecom, request)
    buttons = body.get("button")
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= MAIN:
        raise Refusal(40016, "invalid button size")
    for button in buttons:
        below = button.get("sub_button")
        _name(button, MAIN_NAME)
        if below is None:
            _item(button)
            continue
        if not 1 <= len(below) <= SUB:
            raise Refusal(40023, "invalid sub button size")
        for item in below:
            _name(item, SUB_NAME)
            _item(item)
    wecom.menu = {"button": buttons}
    return ok()


def get(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """menu/get."""
    del body
    check_agent(wecom, request)
    if wecom.menu is None:
        raise Refusal(46003)
    return ok(**wecom.menu)


def delete(wecom: "WeCom", request: web.Request, body: dict[str, Any]) -> dict[str, Any]:
    """menu/delete."""
    del body
    check_agent(wecom, request)
    wecom.menu = None
    return ok()


def keys(wecom: "WeCom") -> dict[str, str]:
    """What can be tapped on the app's menu, and what is read there."""
    buttons = (wecom.menu or {}).get("button", [])
    items = [item for button in buttons for item in button.get("sub_button") or [button]]
    return {item["key"]: item["name"] for item in items if item.get("type") == "click"}


def label(wecom: "WeCom", key: str) -> str:
    """What the chat shows of a tap."""
    return keys(wecom).get(key, key)


def _name(button: dict[str, Any], most: int) -> None:
    name = button.get("name") or ""
    if not name or len(name.encode()) > most:
        raise Refusal(40018, "invalid button name size")


def _item(button: dict[str, Any]) -> None:
    if button.get("type") == "view":
        if not button.get("url"):
            raise Refusal(40020, "invalid button url size")
    elif not 1 <= len((button.get("key") or "").encode()) <= KEY:
        raise Refusal(40019, "invalid button key size")
