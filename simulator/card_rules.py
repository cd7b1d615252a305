"""What WeCom checks about a template card, with its codes (DOC 90236).

Lengths without a code are advice: WeCom takes what is longer, and shows less of it.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from simulator.answers import Refusal

Body = dict[str, Any]

INTERACTIVE = {"button_interaction", "vote_interaction", "multiple_interaction"}
NOTICES = {"text_notice", "news_notice"}
TASK_ID = re.compile(r"[0-9A-Za-z_\-@]{1,128}")
KEY, OPTION_ID = 1024, 128
"""Bytes."""


def check(card: Body, *, updating: bool = False) -> None:
    """Look at a whole card; `updating`: it replaces one, where a task id means nothing.

    Raises:
        Refusal: with the code of the first rule it breaks.
    """
    kind = card.get("card_type")
    if kind not in INTERACTIVE | NOTICES:
        raise Refusal(42031, "invalid template_card card_type")
    if not updating:
        _task_id(card, kind)
    for part, rule in _PARTS.items():
        if part in card:
            rule(card[part], updating)
    _required(card, kind)


def gives_code(card: Body) -> bool:
    """Whether sending it gives a code to change it."""
    return card["card_type"] in INTERACTIVE or "action_menu" in card


def _task_id(card: Body, kind: str) -> None:
    given = card.get("task_id")
    if given is None and kind not in INTERACTIVE and "action_menu" not in card:
        return
    if not isinstance(given, str) or not TASK_ID.fullmatch(given):
        raise Refusal(40058, "invalid task_id")


def _required(card: Body, kind: str) -> None:
    title = (card.get("main_title") or {}).get("title")
    if not (title or card.get("sub_title_text")):
        raise Refusal(42033, "main_title or sub_title_text is needed")
    if kind in NOTICES and "card_action" not in card:
        raise Refusal(42045, "card_action is needed")
    if kind == "news_notice" and not ("card_image" in card or "image_text_area" in card):
        raise Refusal(42044, "card_image or image_text_area is needed")
    if kind == "button_interaction" and "button_list" not in card:
        raise Refusal(42038, "button_list is needed")
    if kind == "vote_interaction" and "checkbox" not in card:
        raise Refusal(42037, "checkbox is needed")
    if kind == "multiple_interaction" and "select_list" not in card:
        raise Refusal(42047, "select_list is needed")
    if kind in {"vote_interaction", "multiple_interaction"} and "submit_button" not in card:
        raise Refusal(42046, "submit_button is needed")


def _action_menu(menu: Body, updating: bool) -> None:
    del updating
    keys = [one.get("key") for one in _counted(menu.get("action_list"), 1, 3, 42051)]
    if len(set(keys)) < len(keys) or not all(_bytes(key, KEY) for key in keys):
        raise Refusal(42051, "action_list keys")


def _quote_area(quote: Body, updating: bool) -> None:
    del updating
    _link(quote, (0, 1, 2))


def _facts(facts: Any, updating: bool) -> None:
    del updating
    for fact in _counted(facts, 0, 6, 42035):
        if not _characters(fact.get("keyname"), 5):
            raise Refusal(42027, "keyname")
        if fact.get("type") == 3:
            if not fact.get("userid"):
                raise Refusal(42050, "userid")
        elif fact.get("type") != 2:
            _link(fact, (0, 1))


def _jumps(jumps: Any, updating: bool) -> None:
    del updating
    for jump in _counted(jumps, 0, 3, 42042):
        if not _characters(jump.get("title"), 13):
            raise Refusal(42033, "title of jump_list")
        _link(jump, (0, 1, 2))


def _card_action(action: Body, updating: bool) -> None:
    del updating
    if action.get("type") not in (1, 2):
        raise Refusal(42045, "type of card_action")
    _link(action, (1, 2))


def _card_image(image: Body, updating: bool) -> None:
    del updating
    ratio = image.get("aspect_ratio", 1.31)
    if not image.get("url") or not 1.3 <= ratio < 2.25:
        raise Refusal(42044, "card_image")


def _image_text(area: Body, updating: bool) -> None:
    del updating
    if not area.get("image_url"):
        raise Refusal(42044, "image_url")


def _vertical(contents: Any, updating: bool) -> None:
    del updating
    for content in _counted(contents, 0, 4, 42036):
        if not _characters(content.get("title"), 26):
            raise Refusal(42036, "title of vertical_content_list")


def _selector(selector: Body, updating: bool) -> None:
    _options(selector, 10, 10, updating)


def _selectors(selectors: Any, updating: bool) -> None:
    given = _counted(selectors, 1, 3, 42047)
    for one in given:
        _selector(one, updating)
    if len({one["question_key"] for one in given}) < len(given):
        raise Refusal(42043, "question_key twice")


def _checkbox(box: Body, updating: bool) -> None:
    _options(box, 20, 11, updating)


def _options(part: Body, most: int, characters: int, updating: bool) -> None:
    if not _bytes(part.get("question_key"), KEY):
        raise Refusal(42043, "question_key")
    if "disable" in part and not updating:
        raise Refusal(40058, "disable is for updates")
    options = _counted(part.get("option_list"), 1, most, 42037)
    ids = [option.get("id") for option in options]
    if not all(_bytes(one, OPTION_ID) for one in ids) or len(set(ids)) < len(ids):
        raise Refusal(42040, "id of an option")
    if not all(_characters(option.get("text"), characters) for option in options):
        raise Refusal(42041, "text of an option")


def _buttons(buttons: Any, updating: bool) -> None:
    del updating
    given = _counted(buttons, 1, 6, 42038)
    for button in given:
        if not _characters(button.get("text"), 10):
            raise Refusal(42038, "text of a button")
        if button.get("type") == 1:
            _link({**button, "type": 1}, (1,))
        elif not _bytes(button.get("key"), KEY):
            raise Refusal(42039, "key of a button")
    keys = [button["key"] for button in given if button.get("type") != 1]
    if len(set(keys)) < len(keys):
        raise Refusal(42039, "key of a button twice")


def _submit(button: Body, updating: bool) -> None:
    del updating
    if not _characters(button.get("text"), 10):
        raise Refusal(42049, "text of submit_button")
    if not _bytes(button.get("key"), KEY):
        raise Refusal(42046, "key of submit_button")


_PARTS: dict[str, Callable[[Any, bool], None]] = {
    "action_menu": _action_menu,
    "quote_area": _quote_area,
    "horizontal_content_list": _facts,
    "jump_list": _jumps,
    "card_action": _card_action,
    "card_image": _card_image,
    "image_text_area": _image_text,
    "vertical_content_list": _vertical,
    "button_selection": _selector,
    "button_list": _buttons,
    "checkbox": _checkbox,
    "select_list": _selectors,
    "submit_button": _submit,
}


def _counted(given: Any, least: int, most: int, code: int) -> list[Body]:
    if not isinstance(given, list) or not least <= len(given) <= most:
        raise Refusal(code, "length of a list")
    if not all(isinstance(one, dict) for one in given):
        raise Refusal(code, "a list of something else")
    return given


def _link(part: Body, types: Iterable[int]) -> None:
    kind = part.get("type", 0)
    if kind not in types:
        raise Refusal(40058, "type of a link")
    if kind == 1 and not str(part.get("url") or "").startswith(("http://", "https://")):
        raise Refusal(42028, "url")
    if kind == 2 and not part.get("appid"):
        raise Refusal(42030, "appid")


def _characters(given: Any, most: int) -> bool:
    return isinstance(given, str) and 1 <= len(given) <= most


def _bytes(given: Any, most: int) -> bool:
    return isinstance(given, str) and 1 <= len(given.encode()) <= most
