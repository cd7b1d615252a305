"""`python -m bot menu`: what stands in the app's menu, and putting it there."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot import menu, verdicts
from bot.machinery import machinery
from bot.menu import Menu
from bot.routing import Router
from bot.settings import Settings
from bot.tokens import TokenRefused
from bot.wecom import WeComClient, WeComError, WeComUnreachable
from models.person import Language


def show(router: Router, language: Language, say: Callable[[str], None]) -> None:
    """Print the menu as the registrations make it."""
    for group, items in menu.made(router.commands, language).items():
        say(group)
        for label, words in items:
            say(f"    {label}  ({words})")


async def publish(settings: Settings, url: str, router: Router, say: Callable[[str], None]) -> bool:
    """Give WeCom the menu; False if it does not take it."""
    async with machinery(settings, url, lambda: datetime.now(UTC)) as made:
        try:
            await put(made.wecom, settings.wecom.agent_id, router, settings.people.language)
        except (WeComError, WeComUnreachable, TokenRefused) as error:
            say(f"WeCom does not take the menu: {verdicts.explain(error)}")
            return False
    say("The menu is published. Members see it when they open the app again.")
    return True


async def put(wecom: WeComClient, agent_id: int, router: Router, language: Language) -> None:
    """Make the menu at WeCom.

    Raises:
        WeComError: WeCom refuses it.
    """
    body = body_of(menu.made(router.commands, language))
    await wecom.call("menu/create", params={"agentid": agent_id}, data=body)


def body_of(made: Menu) -> dict[str, Any]:
    """The menu as WeCom takes it; a tap comes back as an event with the words as its key."""
    return {
        "button": [
            {
                "name": group,
                "sub_button": [
                    {"type": "click", "name": label, "key": words} for label, words in items
                ],
            }
            for group, items in made.items()
        ]
    }
