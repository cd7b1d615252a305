"""A card as WeCom's template card (DOC 90236), within its limits.

What is too long for its place is cut with an ellipsis there and stands whole in the quotation; what
cannot be said by a card at all is left to the notice's text.
"""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from interviews import kept_cards
from interviews.cards import Card, Kind
from interviews.rules import Rules
from models import Person
from models.person import Channel

TITLE, ABOUT, NOTE, LABEL, VALUE = 26, 30, 112, 5, 26
"""Characters."""
BUTTON = OPTION = 10
SELECTOR = 13
FACTS, BUTTONS, OPTIONS, SELECTORS = 6, 6, 10, 3
QUOTATION = 500
"""Characters; WeCom names no limit, but what is longer is better read as a text."""
QUESTION = 400
"""Of these what can be answered may take, and is cut to it; the rest is for what else is too long."""
KEY, OPTION_ID, URL = 1024, 128, 2048
"""Bytes."""
LINK = re.compile(r"https?://[!-~]+")
ENDS = "."
"""Ends a key that what is chosen on the card does not belong to; it says the same without it."""

Template = dict[str, Any]
Rendered = dict[str, Any]


def template(card: Rendered, task_id: str | None) -> Template | None:
    """The template card, or None where only the text can say it. `task_id` is for sending."""
    made = _settled(card) or _pressed(card) or _chosen(card) or _several(card)
    if made is None:
        return None
    body = made | ({"task_id": task_id} if task_id else {})
    quotation = body.get("quote_area", {}).get("quote_text", "")
    return body if _fits(body) and length(quotation) <= QUOTATION else None


def can_show(card: Card, person: Person, rules: Rules, now: datetime) -> bool:
    """Whether this person can be shown it; if not, its words are as well said at once."""
    kept = kept_cards.rendered(card, person, None, rules, now)
    if kept is None or person.channel != Channel.WECOM:
        return kept is not None
    return template(json.loads(kept), None) is not None


def length(text: str) -> int:
    """Characters as the strictest reading counts them: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, most: int) -> str:
    """The text, or as much of its beginning as fits with an ellipsis; one line."""
    flat = " ".join(text.split())
    if length(flat) <= most:
        return flat
    while length(flat) > most - 1:
        flat = flat[:-1]
    return f"{flat.rstrip()}…"


def _settled(card: Rendered) -> Template | None:
    """Greyed, with what became of it where the buttons were."""
    if not card["state"]:
        return None
    state = cut(card["state"], BUTTON)
    button = {"text": state, "style": 2, "key": "show"}
    return _facts(card, [("", card["state"])] if state != card["state"] else []) | {
        "button_list": [button],
        "replace_text": state,
    }


def _pressed(card: Rendered) -> Template | None:
    """Each option a button of its own, where there is room for all."""
    options = [
        {"label": label, "says": _ended(f"{taking['says']} {says}")}
        for choice in card["choices"][:1]
        for taking in card["buttons"]
        if taking["chosen"]
        for says, label in _distinct(choice["options"], BUTTON)
    ]
    buttons = [*options, *(one for one in card["buttons"] if not one["chosen"])]
    if len(card["choices"]) > 1 or not 1 <= len(buttons) <= BUTTONS:
        return None
    return _facts(card) | {"button_list": _buttons(buttons, prominent=len(options) or 1)}


def _chosen(card: Rendered) -> Template | None:
    """One choice in a list to open, and buttons below."""
    buttons = card["buttons"]
    if len(card["choices"]) != 1 or not 1 <= len(buttons) <= BUTTONS:
        return None
    [choice] = card["choices"]
    if not 1 <= len(choice["options"]) <= OPTIONS:
        return None
    complete = [
        one if one["chosen"] else {**one, "says": f"{one['says']}{ENDS}"} for one in buttons
    ]
    return _facts(card) | {
        "button_selection": _selector(choice, 0),
        "button_list": _buttons(complete, prominent=1),
    }


def _several(card: Rendered) -> Template | None:
    """Two or three choices and one button; such a card has no room for facts."""
    choices, buttons = card["choices"], card["buttons"]
    if not 2 <= len(choices) <= SELECTORS or len(buttons) != 1:
        return None
    if any(not 1 <= len(choice["options"]) <= OPTIONS for choice in choices):
        return None
    [submit] = buttons
    return {
        "card_type": "multiple_interaction",
        "main_title": _title(card),
        "select_list": [_selector(choice, place) for place, choice in enumerate(choices)],
        "submit_button": {"text": cut(submit["label"], BUTTON), "key": submit["says"]},
    }


def _facts(card: Rendered, more: Sequence[tuple[str, str]] = ()) -> Template:
    """All above the buttons."""
    shown = card["facts"][:FACTS]
    whole: list[tuple[str, str]] = [*more, *_options(card)]
    if cut(card["about"], ABOUT) != card["about"]:
        whole.append(("", card["about"]))
    whole += [
        (label, value)
        for place, (label, value) in enumerate(card["facts"])
        if place >= FACTS or (cut(value, VALUE) != value and not _is_link(value))
    ]
    if cut(card["note"], NOTE) != card["note"]:
        whole.append(("", card["note"]))
    made: Template = {"card_type": "button_interaction", "main_title": _title(card)}
    if whole:
        made["quote_area"] = {"type": 0, "quote_text": "\n".join(_lines(whole))}
    if card["note"]:
        made["sub_title_text"] = cut(card["note"], NOTE)
    if shown:
        made["horizontal_content_list"] = [
            {"keyname": cut(label, LABEL), "value": cut(value, VALUE)}
            | ({"type": 1, "url": value} if _is_link(value) else {})
            for label, value in shown
        ]
    return made


def _is_link(value: str) -> bool:
    """A place may be one; pressed on the card, it opens."""
    return LINK.fullmatch(value) is not None and len(value) <= URL


def _options(card: Rendered) -> list[tuple[str, str]]:
    """What can be answered, as it is read in words: a question has no other facts."""
    if card["kind"] != Kind.QUESTION:
        return []
    whole = [line for choice in card["choices"] for line in choice["whole"]]
    if length("\n".join(whole)) > QUESTION:
        whole = [cut(line, QUESTION // len(whole) - 1) for line in whole]
    return [("", line) for line in whole]


def _title(card: Rendered) -> Template:
    about = {"desc": cut(card["about"], ABOUT)} if card["about"] else {}
    return {"title": cut(card["title"], TITLE), **about}


def _ended(says: str) -> str:
    """What a button says is said whole, whatever it ends with."""
    return f"{says}{ENDS}" if says.endswith(ENDS) else says


def _distinct(options: list[list[str]], most: int) -> list[list[str]]:
    """The options; numbered, where cut short they would look the same."""
    if len({cut(label, most) for _, label in options}) == len(options):
        return options
    return [[says, f"{place}. {label}"] for place, (says, label) in enumerate(options, 1)]


def _lines(facts: Iterable[tuple[str, str]]) -> Iterable[str]:
    for label, value in facts:
        yield f"{label} {value}" if label else value


def _buttons(buttons: list[Rendered], *, prominent: int) -> list[Template]:
    """The first ones stand out."""
    return [
        {
            "text": cut(one["label"], BUTTON),
            "style": 1 if place < prominent else 2,
            "key": one["says"],
        }
        for place, one in enumerate(buttons)
    ]


def _selector(choice: Rendered, place: int) -> Template:
    return {
        "question_key": f"choice{place}",
        "title": cut(choice["title"], SELECTOR),
        "option_list": [
            {"id": says, "text": cut(label, OPTION)}
            for says, label in _distinct(choice["options"], OPTION)
        ],
    }


def _fits(body: Template) -> bool:
    """Whether keys and ids, which cannot be cut, are short enough and different, and nothing is
    without a name."""
    keys = [one["key"] for one in (*body.get("button_list", []), body.get("submit_button")) if one]
    selectors = [one for one in (body.get("button_selection"), *body.get("select_list", [])) if one]
    ids = [[option["id"] for option in one["option_list"]] for one in selectors]
    named = [
        body["main_title"]["title"],
        *(one["keyname"] for one in body.get("horizontal_content_list", [])),
        *(one["text"] for one in (*body.get("button_list", []), body.get("submit_button")) if one),
        *(option["text"] for one in selectors for option in one["option_list"]),
    ]
    return (
        all(named)
        and all(1 <= len(key.encode()) <= KEY for key in keys)
        and all(1 <= len(one.encode()) <= OPTION_ID for each in ids for one in each)
        and all(len(set(each)) == len(each) for each in (keys, *ids))
    )
