"""Template cards as WeCom checks, changes and presses them: one test a rule."""

from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from aiohttp import web

from simulator.cards import Cards, Greyed
from simulator.clock import StoppedClock
from simulator.transcript import Transcript
from simulator.wecom import WeCom
from tests.simulator.test_wecom import Call, call, wecom
from tests.town import AGENT_ID, served

__all__ = ["call", "wecom"]

Body = dict[str, Any]
_names = count()


@pytest.fixture(autouse=True)
async def callback(wecom: WeCom) -> AsyncIterator[list[str]]:
    """A callback that keeps what it gets; without one there are no cards."""
    got: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        plain = wecom.pusher.envelope.decrypt(
            (await request.text()).partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
        )
        got.append(plain.decode())
        return web.Response()

    app = web.Application()
    app.router.add_post("/", answer)
    async with served(app) as server:
        wecom.callback_url = str(server.make_url("/"))
        yield got


BUTTON = {"text": "好", "style": 1, "key": "yes"}
OPTION = {"id": "1", "text": "一"}
CHOICE = {"question_key": "q", "title": "选", "option_list": [OPTION]}
SUBMIT = {"text": "提交", "key": "go"}


def buttons(**changed: Any) -> Body:
    """A card with one button."""
    return _card("button_interaction", {"button_list": [BUTTON]}, changed)


def vote(**changed: Any) -> Body:
    """A card with boxes to tick."""
    box = {"question_key": "q", "option_list": [OPTION], "mode": 1}
    return _card("vote_interaction", {"checkbox": box, "submit_button": SUBMIT}, changed)


def several(**changed: Any) -> Body:
    """A card with drop-downs."""
    return _card(
        "multiple_interaction", {"select_list": [CHOICE], "submit_button": SUBMIT}, changed
    )


def notice(**changed: Any) -> Body:
    """A card without buttons."""
    action = {"type": 1, "url": "https://example.com"}
    return _card("text_notice", {"card_action": action}, changed)


def news(**changed: Any) -> Body:
    """A card with a picture."""
    picture = {"card_image": {"url": "https://example.com/a.png"}}
    return notice(card_type="news_notice", **(picture | changed))


def _card(kind: str, parts: Body, changed: Body) -> Body:
    body: Body = {"card_type": kind, "task_id": f"t{next(_names)}", "main_title": {"title": "标题"}}
    return {name: value for name, value in (body | parts | changed).items() if value is not None}


def sent(card: Body, **changed: Any) -> Body:
    """A message with this card to 李雷."""
    return {
        "touser": "LiLei",
        "msgtype": "template_card",
        "agentid": AGENT_ID,
        "template_card": card,
    } | changed


FACT = {"keyname": "时间", "value": "一"}
JUMP = {"type": 1, "title": "看", "url": "https://example.com"}


@pytest.mark.parametrize(
    ("card", "code"),
    [
        (buttons(), 0),
        (vote(), 0),
        (several(), 0),
        (notice(), 0),
        (news(), 0),
        (notice(task_id=None), 0),
        (buttons(card_type="hologram"), 42031),
        (buttons(task_id=None), 40058),
        (buttons(task_id="a b"), 40058),
        (buttons(task_id="a" * 129), 40058),
        (buttons(task_id="aZ09_-@" * 18), 0),
        (notice(task_id=None, action_menu={"action_list": [{"text": "a", "key": "a"}]}), 40058),
        (notice(action_menu={"action_list": [{"text": "a", "key": "a"}] * 2}), 42051),
        (notice(action_menu={"action_list": []}), 42051),
        (buttons(main_title={"title": "题" * 99, "desc": "述" * 99}), 0),  # advice only
        (buttons(sub_title_text="字" * 300), 0),
        (buttons(main_title=None), 42033),
        (buttons(quote_area={"type": 0, "quote_text": "引"}), 0),
        (buttons(quote_area={"type": 1}), 42028),
        (buttons(quote_area={"type": 2}), 42030),
        (buttons(horizontal_content_list=[FACT] * 6), 0),
        (buttons(horizontal_content_list=[FACT] * 7), 42035),
        (buttons(horizontal_content_list=[{"value": "一"}]), 42027),
        (buttons(horizontal_content_list=[{"keyname": "六个字的标签"}]), 42027),
        (buttons(horizontal_content_list=[{"keyname": "网", "type": 1, "url": "x"}]), 42028),
        (buttons(horizontal_content_list=[{"keyname": "人", "type": 3}]), 42050),
        (notice(jump_list=[JUMP] * 3), 0),
        (notice(jump_list=[JUMP] * 4), 42042),
        (notice(jump_list=[{**JUMP, "title": ""}]), 42033),
        (notice(jump_list=[{**JUMP, "title": "题" * 14}]), 42033),
        (notice(jump_list=[{**JUMP, "url": ""}]), 42028),
        (notice(jump_list=[{"type": 2, "title": "看"}]), 42030),
        (notice(card_action=None), 42045),
        (notice(card_action={"type": 0}), 42045),
        (news(card_image={}), 42044),
        (news(card_image={"url": "https://example.com", "aspect_ratio": 3}), 42044),
        (news(card_image=None), 42044),
        (news(vertical_content_list=[{"title": "一"}] * 5), 42036),
        (news(vertical_content_list=[{"desc": "一"}]), 42036),
        (buttons(button_selection=CHOICE), 0),
        (buttons(button_selection={**CHOICE, "question_key": ""}), 42043),
        (buttons(button_selection={**CHOICE, "option_list": []}), 42037),
        (several(select_list=[{**CHOICE, "option_list": [OPTION] * 11}]), 42037),
        (several(select_list=[{**CHOICE, "option_list": [{"text": "一"}]}]), 42040),
        (several(select_list=[{**CHOICE, "option_list": [OPTION] * 2}]), 42040),
        (several(select_list=[{**CHOICE, "option_list": [{"id": "i" * 129, "text": "一"}]}]), 42040),
        (several(select_list=[{**CHOICE, "option_list": [{"id": "1"}]}]), 42041),
        (several(select_list=[{**CHOICE, "option_list": [{"id": "1", "text": "字" * 11}]}]), 42041),
        (several(select_list=[{**CHOICE, "disable": True}]), 40058),
        (several(select_list=[]), 42047),
        (several(select_list=[{**CHOICE, "question_key": str(n)} for n in range(4)]), 42047),
        (several(select_list=[CHOICE, CHOICE]), 42043),
        (buttons(button_list=[{**BUTTON, "key": str(n)} for n in range(6)]), 0),
        (buttons(button_list=[{**BUTTON, "key": str(n)} for n in range(7)]), 42038),
        (buttons(button_list=[]), 42038),
        (buttons(button_list=None), 42038),
        (buttons(button_list=[{"key": "a"}]), 42038),
        (buttons(button_list=[{"key": "a", "text": "字" * 11}]), 42038),
        (buttons(button_list=[{"text": "一"}]), 42039),
        (buttons(button_list=[{"text": "一", "key": "k" * 1025}]), 42039),
        (buttons(button_list=[BUTTON, BUTTON]), 42039),
        (buttons(button_list=[{"text": "一", "type": 1, "url": "https://example.com"}]), 0),
        (vote(checkbox={"question_key": "q", "option_list": [OPTION] * 21}), 42037),
        (vote(checkbox={"question_key": "q", "option_list": [{"id": "1", "text": "字" * 12}]}), 42041),
        (vote(checkbox=None), 42037),
        (vote(submit_button={"key": "go"}), 42049),
        (vote(submit_button={"text": "字" * 11, "key": "go"}), 42049),
        (vote(submit_button={"text": "提交"}), 42046),
        (several(submit_button=None), 42046),
    ],
)  # fmt: skip
async def test_a_card_is_checked_as_the_documentation_says(
    call: Call, card: Body, code: int
) -> None:
    assert (await call("message/send", sent(card)))["errcode"] == code


async def test_a_name_is_used_once_and_without_a_callback_there_are_no_buttons(
    wecom: WeCom, call: Call
) -> None:
    card = buttons()
    assert (await call("message/send", sent(card)))["errcode"] == 0
    assert (await call("message/send", sent(card)))["errcode"] == 40058
    wecom.callback_url = ""
    assert (await call("message/send", sent(buttons())))["errcode"] == 43012
    assert (await call("message/send", sent(notice())))["errcode"] == 0


async def test_only_cards_that_can_be_changed_have_a_code(call: Call) -> None:
    menu = {"action_list": [{"text": "a", "key": "a"}]}
    for card, has in ((buttons(), True), (notice(), False), (notice(action_menu=menu), True)):
        assert ("response_code" in await call("message/send", sent(card))) is has


def update(code: str, *userids: str, **changed: Any) -> Body:
    """A call that greys a card."""
    return {
        "userids": list(userids or ("LiLei",)),
        "agentid": AGENT_ID,
        "response_code": code,
        "button": {"replace_name": "已提交"},
    } | changed


async def test_a_code_changes_a_card_once_for_all_who_hold_it(wecom: WeCom, call: Call) -> None:
    wecom.add_member("HanMeimei", "韩梅梅")
    given = await call("message/send", sent(buttons(), touser="LiLei|HanMeimei"))
    new = buttons(task_id="another", main_title={"title": "已确认"}, replace_text="已确认")

    first = await call(
        "message/update_template_card",
        update(given["response_code"], "lilei", "NoBody", template_card=new, button=None),
    )
    second = await call("message/update_template_card", update(given["response_code"]))

    assert first == {"errcode": 0, "errmsg": "ok", "invaliduser": ["nobody"]}
    assert second["errcode"] == 60140
    [changed] = wecom.cards.held_by("LiLei")
    [unchanged] = wecom.cards.held_by("HanMeimei")
    assert (changed["main_title"]["title"], changed["replace_text"]) == ("已确认", "已确认")
    assert changed["task_id"] == unchanged["task_id"]  # a name given with an update means nothing
    assert "replace_text" not in unchanged


async def test_all_receivers_can_be_changed_at_once(wecom: WeCom, call: Call) -> None:
    wecom.add_member("HanMeimei", "韩梅梅")
    given = await call("message/send", sent(buttons(), touser="LiLei|HanMeimei"))

    await call("message/update_template_card", update(given["response_code"], atall=1))

    for userid in ("LiLei", "HanMeimei"):
        assert wecom.cards.held_by(userid)[0]["replace_text"] == "已提交"


async def test_a_code_lasts_72_hours(call: Call, clock: StoppedClock) -> None:
    good = (await call("message/send", sent(buttons())))["response_code"]
    late = (await call("message/send", sent(buttons())))["response_code"]
    clock.advance(timedelta(hours=72) - timedelta(seconds=1))
    assert (await call("message/update_template_card", update(good)))["errcode"] == 0
    clock.advance(timedelta(seconds=1))
    assert (await call("message/update_template_card", update(late)))["errcode"] == 60140


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"agentid": 0}, 40056),
        ({"agentid": 7}, 301002),
        ({"userids": ["x"] * 1001}, 40032),
        ({"button": {}}, 40063),
        ({"template_card": buttons(button_list=[])}, 42038),
        ({"response_code": "made-up"}, 60140),
    ],
)
async def test_updates_answer_their_codes(call: Call, changed: Body, code: int) -> None:
    given = (await call("message/send", sent(buttons())))["response_code"]

    assert (await call("message/update_template_card", update(given, **changed)))["errcode"] == code
    assert (await call("message/update_template_card", update(given)))["errcode"] == 0


async def test_a_click_is_an_event_with_a_fresh_code_and_what_is_chosen(
    wecom: WeCom, call: Call, callback: list[str]
) -> None:
    two = [OPTION, {"id": "2", "text": "二"}]
    choices = [
        {**CHOICE, "question_key": "a", "option_list": two},
        {**CHOICE, "question_key": "b", "option_list": two, "selected_id": "2"},
    ]
    card = several(select_list=choices)
    given = await call("message/send", sent(card))

    await wecom.cards.press("LiLei", card["task_id"], "go", {"a": ["2"]})
    await wecom.cards.press("LiLei", card["task_id"], "go")

    assert "<Event><![CDATA[template_card_event]]></Event>" in callback[0]
    assert "<EventKey><![CDATA[go]]></EventKey>" in callback[0]
    assert f"<TaskId><![CDATA[{card['task_id']}]]></TaskId>" in callback[0]
    assert (
        "<QuestionKey><![CDATA[a]]></QuestionKey><OptionIds><OptionId><![CDATA[2]]>" in callback[0]
    )
    assert (
        "<QuestionKey><![CDATA[a]]></QuestionKey><OptionIds><OptionId><![CDATA[1]]>" in callback[1]
    )
    assert (
        "<QuestionKey><![CDATA[b]]></QuestionKey><OptionIds><OptionId><![CDATA[2]]>" in callback[1]
    )
    codes = [xml.partition("<ResponseCode><![CDATA[")[2].partition("]]>")[0] for xml in callback]
    assert len({*codes, given["response_code"]}) == 3
    for code in (*codes, given["response_code"]):
        assert (await call("message/update_template_card", update(code)))["errcode"] == 0


async def test_nobody_presses_what_is_greyed_or_not_theirs(wecom: WeCom, call: Call) -> None:
    card = buttons()
    given = await call("message/send", sent(card))
    for userid, task_id, key in (
        ("Hidden", card["task_id"], "yes"),
        ("LiLei", "another", "yes"),
        ("LiLei", card["task_id"], "no"),
    ):
        with pytest.raises(Greyed):
            await wecom.cards.press(userid, task_id, key)
    await call("message/update_template_card", update(given["response_code"]))
    with pytest.raises(Greyed):
        await wecom.cards.press("LiLei", card["task_id"], "yes")


async def test_a_card_is_one_line_of_the_chat_that_changes_in_its_place(
    wecom: WeCom, call: Call, tmp_path: Any
) -> None:
    wecom.transcript = Transcript(tmp_path / "lines.jsonl")
    given = await call("message/send", sent(buttons()))
    await call("message/send", {**sent({}), "msgtype": "text", "text": {"content": "hi"}})
    seen = wecom.transcript.latest

    await call("message/update_template_card", update(given["response_code"]))

    [change] = wecom.transcript.after(seen)
    assert (change.number, change.text) == (1, "标题")
    again = Transcript(tmp_path / "lines.jsonl")
    assert [(line.number, line.text) for line in again.lines] == [(1, "标题"), (2, "hi")]
    assert again.lines[0].card == wecom.cards.held_by("LiLei")[0]
    assert again.latest == wecom.transcript.latest


async def test_after_a_restart_cards_are_known_and_unspent_codes_still_change_them(
    wecom: WeCom, call: Call, tmp_path: Any
) -> None:
    wecom.transcript = Transcript(tmp_path / "lines.jsonl")
    first, second = buttons(), buttons()
    spent = (await call("message/send", sent(first)))["response_code"]
    await call("message/update_template_card", update(spent))
    code = (await call("message/send", sent(second)))["response_code"]

    wecom.transcript = Transcript(tmp_path / "lines.jsonl")
    wecom.cards = Cards(wecom)
    wecom.cards.resume()

    assert (await call("message/send", sent(first)))["errcode"] == 40058
    assert (await call("message/update_template_card", update(spent)))["errcode"] == 60140
    assert (await call("message/update_template_card", update(code)))["errcode"] == 0
    assert [card["replace_text"] for card in wecom.cards.held_by("LiLei")] == ["已提交", "已提交"]
