"""The app's menu below the chat (DOC 90231), made from the registrations: an item is the words of a
command. There is one menu for everybody, so it speaks the deployment's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from interviews.texts import Text
from models.person import Language

GROUPS, ITEMS = 3, 5
GROUP_NAME, ITEM_NAME, KEY = 16, 40, 128
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Item:
    """Where a command stands in the menu, and what it is called there.

    Raises:
        ValueError: a name is longer than WeCom takes.
    """

    group: Text
    label: Text

    def __post_init__(self) -> None:
        for text, most in ((self.group, GROUP_NAME), (self.label, ITEM_NAME)):
            for name in (text.zh, text.en):
                if len(name.encode()) > most:
                    raise ValueError(f"{name!r} is longer than {most} bytes")


class Registered(Protocol):
    """What is needed of a command."""

    @property
    def words(self) -> tuple[str, ...]:
        """The first one is said."""
        ...

    @property
    def rank(self) -> int:
        """Low comes first."""
        ...

    @property
    def menu(self) -> Item | None:
        """None: it is not in the menu."""
        ...


Menu = dict[str, list[tuple[str, str]]]
"""By the names of the groups their items: what is read, and what is said."""


def made(commands: Iterable[Registered], language: Language) -> Menu:
    """The menu, in the order of the ranks.

    Raises:
        ValueError: there are more groups, or more items in one, than WeCom takes.
    """
    menu: Menu = {}
    for command in sorted(commands, key=lambda one: one.rank):
        if command.menu is not None:
            group, label = (_in(language, one) for one in (command.menu.group, command.menu.label))
            menu.setdefault(group, []).append((label, command.words[0]))
    if len(menu) > GROUPS or any(len(items) > ITEMS for items in menu.values()):
        raise ValueError(f"a menu has {GROUPS} groups of {ITEMS} items at most: {menu}")
    return menu


def _in(language: Language, text: Text) -> str:
    return text.zh if language == Language.ZH else text.en
