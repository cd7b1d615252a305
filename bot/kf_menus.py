"""An offer or a question as a menu of 微信客服: what to click, within WeChat's limits (DOC 94677).

A menu can be clicked for ever and never changed. What an item says names interview and slot by
numbers that never change meaning.
"""

from typing import Any

from bot.template_cards import cut
from interviews.cards import Kind

Rendered = dict[str, Any]

ITEMS, HEAD, CONTENT, ID = 10, 1024, 128, 64
"""Bytes; an id may have 128, or 64 as older copies of the documentation say."""
CUT = 40
"""Characters that always fit into CONTENT."""
MARK = "say "
"""Begins the id of an item; what follows is what a click says."""


def menu(card: Rendered) -> Rendered | None:
    """The menu, or None where only the text can say it."""
    takes = [button for button in card["buttons"] if button["chosen"]]
    if len(card["choices"]) != 1 or len(takes) != 1 or card["state"]:
        return None
    [choice], [take] = card["choices"], takes
    head = card["intro"]
    items = [
        _click(f"{take['says']} {says}", f"{says}. {label}")
        for (says, _), label in zip(choice["options"], choice["whole"], strict=True)
    ]
    if card["kind"] == Kind.QUESTION:
        head, items = _asked(card, choice, take["says"])
    items += [
        _click(button["says"], button["label"])
        for button in card["buttons"]
        if not button["chosen"]
    ]
    if card["page"]:
        url, label = card["page"]
        items.append({"type": "view", "view": {"url": url, "content": label}})
    made = {"head_content": head, "list": items, "tail_content": card["hint"]}
    return made if _fits(made) else None


def _asked(card: Rendered, choice: Rendered, says: str) -> tuple[str, list[Rendered]]:
    """Every answer whole; where one is too long for that, all stand whole above, and are cut."""
    whole = choice["whole"]
    if all(len(line.encode()) <= CONTENT for line in whole):
        labels, head = whole, card["intro"]
    else:
        labels = [cut(label, CUT) for _, label in choice["options"]]
        head = "\n".join([card["intro"], *whole])
    answers = zip(choice["options"], labels, strict=True)
    return head, [_click(f"{says} {given}", label) for (given, _), label in answers]


def said(item: str) -> str:
    """What a click on the item with this id says; "" if it is none of ours."""
    return item.removeprefix(MARK) if item.startswith(MARK) else ""


def _click(says: str, label: str) -> Rendered:
    return {"type": "click", "click": {"id": f"{MARK}{says}", "content": label}}


def _fits(made: Rendered) -> bool:
    """What does not fit is said as a text, which can be long; nothing is cut that stands nowhere else."""
    items = [item["click"] for item in made["list"] if item["type"] == "click"]
    return (
        1 <= len(made["list"]) <= ITEMS
        and all(1 <= len(item["content"].encode()) <= CONTENT for item in items)
        and all(1 <= len(item["id"].encode()) <= ID for item in items)
        and all(len(made[part].encode()) <= HEAD for part in ("head_content", "tail_content"))
    )
