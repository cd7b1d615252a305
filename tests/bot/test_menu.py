"""The app's menu: from the registrations, within WeCom's limits, and a tap is words."""

import pytest

import handlers
from bot import menu, publishing
from bot.menu import Item
from bot.routing import Chat, Router
from interviews.texts import Text, Words
from models.person import Language
from simulator import menus
from tests.town import AGENT_ID, Town

SOME = Text(zh="-", en="-")


def router_with(*items: Item) -> Router:
    """A router with one command for each item."""
    router = Router()

    async def answer(chat: Chat) -> Words:
        del chat
        return SOME

    for n, item in enumerate(items):
        router.command(f"w{n}", usage=SOME, summary=SOME, example=SOME, rank=n, menu=item)(answer)
    return router


def item(group: str, label: str = "x") -> Item:
    """An item that is called the same in both languages."""
    return Item(Text(zh=group, en=group), Text(zh=label, en=label))


def test_every_item_is_a_command_in_both_languages() -> None:
    for language in Language:
        made = menu.made(handlers.router.commands, language)
        assert 1 <= len(made) <= 3
        for items in made.values():
            for _, words in items:
                match = handlers.router.find(words)
                assert match is not None
                assert match.args == ""
    assert menu.made(handlers.router.commands, Language.ZH)["我的面试"][:2] == [
        ("今天", "today"),
        ("明天", "tomorrow"),
    ]
    assert menu.made(handlers.router.commands, Language.EN)["Interviews"][:2] == [
        ("Today", "today"),
        ("Tomorrow", "tomorrow"),
    ]


@pytest.mark.parametrize(("group", "label"), [("六个字的菜单", "x"), ("g", "一" * 14)])
def test_a_name_that_is_too_long_fails_where_it_is_written(group: str, label: str) -> None:
    with pytest.raises(ValueError, match="bytes"):
        item(group, label)


def test_too_many_groups_or_items_fail_before_they_are_published() -> None:
    for router in (
        router_with(*(item(str(n)) for n in range(4))),
        router_with(*(item("g", str(n)) for n in range(6))),
    ):
        with pytest.raises(ValueError, match="3 groups of 5"):
            menu.made(router.commands, Language.ZH)
    assert (
        len(menu.made(router_with(*(item("g", str(n)) for n in range(5))).commands, Language.ZH))
        == 1
    )


async def test_the_menu_is_published_and_a_tap_is_words(town: Town) -> None:
    said: list[str] = []
    await town.hello("LiLei")

    assert await publishing.publish(town.settings, town.url, handlers.router, said.append)

    assert said == ["The menu is published. Members see it when they open the app again."]
    keys = menus.keys(town.wecom)
    assert keys["today"] == "今天"
    answer = await town.wecom.click("LiLei", "today")
    assert answer.text == await town.say("LiLei", "今天")


async def test_a_refused_menu_is_said_to_be_so(town: Town) -> None:
    said: list[str] = []
    town.wecom.faults.add("menu/create", code=60020)

    assert not await publishing.publish(town.settings, town.url, handlers.router, said.append)

    [line] = said
    assert line.startswith("WeCom does not take the menu: 60020: WeCom does not trust this server")
    assert town.wecom.menu is None
    assert town.wecom.agent_id == AGENT_ID


def test_the_menu_is_shown_as_it_would_be_published() -> None:
    said: list[str] = []

    publishing.show(handlers.router, Language.EN, said.append)

    assert said[:2] == ["Interviews", "    Today  (today)"]
