"""Cards on their way: within WeCom's limits, never lost, never said twice, each code used once."""

import asyncio
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot import parsing
from bot.incoming import Kind
from bot.template_cards import cut, length, template
from interviews import cards, questions
from interviews.cards import Button, Card, Choice
from interviews.live_cards import Click
from interviews.questions import Choices, Option
from interviews.texts import Own, Reader
from models.person import Language
from simulator import card_rules
from simulator.faults import Trouble
from tests.bot.test_delivery import notify
from tests.town import TUESDAY, MakeTown, Town, labels

OFFER = "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00；后天 10:00"
READER = Reader(Language.ZH, ZoneInfo("Asia/Shanghai"), TUESDAY)

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


@given(
    title=words,
    about=words,
    note=st.text(max_size=400),
    facts=st.lists(st.tuples(words, words), max_size=14),
    times=st.lists(words, max_size=14),
    others=st.lists(words, min_size=1, max_size=8),
    state=st.one_of(st.just(""), words),
)
def test_whatever_is_on_it_a_card_keeps_the_limits_and_hides_nothing(
    title: str,
    about: str,
    note: str,
    facts: list[tuple[str, str]],
    times: list[str],
    others: list[str],
    state: str,
) -> None:
    made = template(
        Card(
            cards.Kind.OFFER,
            Own(title),
            Own(about),
            facts=tuple((Own(label), Own(value)) for label, value in facts),
            note=Own(note),
            buttons=(
                *([Button(Own("take"), "confirm 1", chosen=True)] if times else []),
                *(Button(Own(label), f"say {n}") for n, label in enumerate(others)),
            ),
            choices=(
                (Choice(Own(title), tuple((str(n), Own(one)) for n, one in enumerate(times))),)
                if times
                else ()
            ),
            state=Own(state),
        ).to(READER),
        "card@1",
    )

    if made is None:
        return  # said in words
    card_rules.check(made)
    assert length(made["main_title"]["title"]) <= 26
    assert length(made["main_title"]["desc"]) <= 30
    assert length(made.get("sub_title_text", "")) <= 112
    shown = made.get("horizontal_content_list", [])
    quoted = made.get("quote_area", {}).get("quote_text", "")
    for value in (about, note, *(value for _, value in facts)):
        places = [made["main_title"]["desc"], made.get("sub_title_text", ""), quoted]
        whole = " ".join(value.split())
        assert (
            not whole
            or any(whole in " ".join(place.split()) for place in places)
            or any(whole == fact["value"] for fact in shown)
        )


def test_what_is_cut_ends_with_an_ellipsis_and_an_emoji_is_two() -> None:
    assert cut("一二三四五", 5) == "一二三四五"
    assert cut("一二三四五六", 5) == "一二三四…"
    assert cut("🙂🙂🙂", 5) == "🙂🙂…"
    assert cut(" a \n b ", 5) == "a b"


def test_a_place_that_is_a_link_can_be_opened_from_the_card() -> None:
    link = "https://meeting.tencent.com/dm/a-long-one-of-many-letters"
    card = Card(
        cards.Kind.REMINDER,
        Own("t"),
        Own("a"),
        facts=((Own("地点"), Own(link)),),
        buttons=(Button(Own("b"), "show 1"),),
    )

    made = template(card.to(READER), "card@1")

    assert made is not None
    assert made["horizontal_content_list"] == [
        {"keyname": "地点", "value": "https://meeting.tencent.c…", "type": 1, "url": link}
    ]
    assert "quote_area" not in made


async def test_a_position_of_any_length_never_fails_an_offer(town: Town) -> None:
    for position in ("工" * 27, "资深" * 40, "长" * 1500):
        await town.say("WangFang", OFFER.replace("前端", position))
        answer = await town.say("WangFang", f"取消 {await town.count('interview')} 换岗位")
        assert answer is not None
    await town.say("WangFang", OFFER.replace("前端", "资深" * 40))

    await town.deliver()

    assert await town.count("outbox", "state = 'dead'") == 0
    [card] = town.cards("zhangsan")
    assert card["main_title"]["desc"] == f"{'资深' * 14}资…"
    assert "资深" * 40 in card["quote_area"]["quote_text"]


@pytest.mark.parametrize("code", [40058, 42027, 42038, 42051, 43012])
async def test_a_refused_card_goes_out_in_words_and_the_log_says_so(town: Town, code: int) -> None:
    await town.hello("WangFang")
    await town.say("WangFang", OFFER)
    town.wecom.faults.add("message/send", code=code, times=1)

    with capture_logs() as logs:
        [words] = await town.pushed("zhangsan")

    assert words.startswith("张三，您好！王芳邀请您参加面试")
    assert [push.msgtype for push in town.wecom.pushes_to("zhangsan")] == ["text"]
    [reason] = [line["reason"] for line in logs if line["action"] == "outbox.in_words"]
    assert str(code) in reason
    await town.say("zhangsan", "1")
    await town.deliver()
    assert town.wecom.calls["message/update_template_card"] == 0


@pytest.mark.parametrize("swallows", [False, True])
async def test_a_card_whose_answer_was_lost_comes_once_and_as_nothing_else(
    town: Town, swallows: bool
) -> None:
    town.wecom.sending.swallows_repeated_cards = swallows
    await town.say("WangFang", OFFER)
    town.wecom.faults.add("message/send", trouble=Trouble.ACCEPTED_UNANSWERED, times=1)
    await town.deliver()
    town.wecom.faults.add("message/send", code=-1, times=1)
    for _ in range(3):
        town.clock.advance(timedelta(seconds=30))
        await town.deliver()

    assert [push.msgtype for push in town.wecom.pushes_to("zhangsan")] == ["template_card"]
    assert await town.count("outbox", "state = 'sent'") == 1
    assert len(await town.pushed("zhangsan")) == 1
    await town.say("WangFang", "取消 1 停招")  # no code came with it: the notice tells it
    assert len(await town.pushed("zhangsan")) == 1
    assert labels(town.cards("zhangsan")[0]) != {}
    await town.click("zhangsan", "都不行")
    assert labels(town.cards("zhangsan")[0]) == {}


async def test_a_busy_wecom_gets_the_same_card_again(town: Town) -> None:
    await town.say("WangFang", OFFER)
    town.wecom.faults.add("message/send", code=-1, times=1)
    await town.deliver()
    town.wecom.faults.add("message/send", code=40058, times=1)
    town.clock.advance(timedelta(seconds=30))

    await town.deliver()

    # The first try was refused for sure, so the second one's refusal is the card's own.
    assert [push.msgtype for push in town.wecom.pushes_to("zhangsan")] == ["text"]


async def test_an_update_whose_answer_was_lost_is_not_said_in_words_too(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.deliver()
    await town.pass_time(hours=48)
    town.wecom.faults.add(
        "message/update_template_card", trouble=Trouble.ACCEPTED_UNANSWERED, times=1
    )
    await town.deliver()
    town.clock.advance(timedelta(seconds=30))
    await town.deliver()

    assert [push.msgtype for push in town.wecom.pushes_to("zhangsan")] == ["template_card"]
    assert town.cards("zhangsan")[0]["replace_text"] == "已过期"
    assert await town.count("outbox", "kind = 'card' AND state = 'sent'") == 1


async def test_each_code_is_used_once(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.click("zhangsan", "都不行")
    async with town.connection() as connection:
        unspent = "SELECT response_code FROM outbox WHERE task_id IS NOT NULL"
        assert await connection.fetchval(unspent) is not None  # the click had its own
        await town.say("WangFang", "取消 1 停招")
        await town.deliver()
        assert await connection.fetchval(unspent) is None
    assert town.cards("zhangsan")[0]["replace_text"] == "已取消"
    assert town.wecom.calls["message/update_template_card"] == 2


async def test_a_code_wecom_calls_spent_leaves_it_to_the_notice(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.deliver()
    town.wecom.faults.add("message/update_template_card", code=60140, times=1)
    await town.say("WangFang", "取消 1 停招")

    [_, told] = await town.pushed("zhangsan")

    assert told.startswith("张三，您好！很抱歉，您的面试已取消")
    assert (
        await town.count("outbox", "kind = 'card' AND state = 'dropped' AND reason LIKE '%60140%'")
        == 1
    )


async def test_a_card_sent_while_the_interview_changed_is_changed_after_it(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00")
    slow = town.wecom.faults.add("message/send", delay=0.3, times=1)
    sending = asyncio.create_task(town.deliver())
    await slow.met.wait()

    await town.say("WangFang", "取消 1 停招")
    await sending
    await town.deliver()

    assert [card["replace_text"] for card in town.cards("zhangsan")] == ["已取消"]


async def test_in_a_crowd_cards_become_words_and_keep_their_order(town: Town) -> None:
    await town.hello("LiLei", "WangFang", "zhangsan")
    await notify(town, "zhangsan", *[f"第 {n} 条" for n in range(21)])
    await notify(town, "zhangsan", "前")
    await town.say("WangFang", OFFER)
    await notify(town, "zhangsan", "后")

    shown = (await town.pushed("zhangsan"))[20:]

    assert shown[0].startswith("第 20 条\n\n前\n\n张三，您好！王芳邀请您参加面试")
    assert shown[0].endswith("\n\n后")
    assert town.cards("zhangsan") == []
    await town.say("zhangsan", "1")
    await town.deliver()
    assert town.wecom.calls["message/update_template_card"] == 0


async def test_alone_in_a_crowd_a_card_stays_a_card(town: Town) -> None:
    await notify_many(town)
    await town.say("WangFang", OFFER)

    await town.deliver()

    assert len(town.cards("zhangsan")) == 1


async def notify_many(town: Town) -> None:
    await town.hello("LiLei", "WangFang", "zhangsan")
    await notify(town, "zhangsan", *[f"第 {n} 条" for n in range(21)])
    await town.deliver()


async def test_who_has_left_and_holds_a_card_stops_nothing(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.deliver()
    town.wecom.remove_member("zhangsan")
    await town.say("WangFang", "取消 1 停招")

    told = await town.pushed("WangFang")

    assert len(told) == 1
    assert told[0].startswith("没能通知到张三")


EVENT = """<xml><ToUserName><![CDATA[ww1]]></ToUserName><FromUserName><![CDATA[LiLei]]></FromUserName>
<CreateTime>123456789</CreateTime><MsgType><![CDATA[event]]></MsgType>
<Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[{key}]]></EventKey>
<TaskId><![CDATA[card@1]]></TaskId ><CardType><![CDATA[multiple_interaction]]></CardType>
<ResponseCode><![CDATA[CODE]]></ResponseCode><AgentID>1</AgentID>
<SelectedItems>{items}</SelectedItems></xml>"""
ITEM = "<SelectedItem><QuestionKey>q{n}</QuestionKey><OptionIds>{ids}</OptionIds></SelectedItem>"


def _item(n: int, *ids: str) -> str:
    options = "".join(f"<OptionId><![CDATA[{one}]]></OptionId>" for one in ids)
    return ITEM.format(n=n, ids=options)


@pytest.mark.parametrize(
    ("key", "items", "said"),
    [
        ("confirm 12 2", "", "confirm 12 2"),
        ("confirm 12", _item(1, "2"), "confirm 12 2"),
        ("feedback 12", _item(1, "推荐") + _item(2, "4", "5"), "feedback 12 推荐 4 5"),
        ("none #12.", _item(1, "2"), "none #12"),
        ("confirm 12", _item(1), "confirm 12"),
    ],
)
def test_a_click_is_what_its_button_says_with_what_is_chosen(
    key: str, items: str, said: str
) -> None:
    incoming = parsing.message(EVENT.format(key=key, items=items).encode(), TUESDAY)

    assert (incoming.kind, incoming.text) == (Kind.TEXT, said)
    assert incoming.click == Click("card@1", "CODE")


def test_two_clicks_of_one_second_are_two_and_a_retry_is_none() -> None:
    def key(code: str) -> str:
        xml = EVENT.format(key="late 1 10", items="").replace("CODE", code)
        return parsing.message(xml.encode(), TUESDAY).key

    assert key("A") != key("B")
    assert key("A") == key("A")


def test_choices_that_look_the_same_when_they_are_cut_are_numbered() -> None:
    names = ["Alexander Hamilton (a.hamilton)", "Alexander Hamilton (b.hamilton)", "Jay."]
    options = [Option(name, Own(name), Own(name)) for name in names]
    card = questions.card("m:1:1", Choices(Own("Who?"), options)).to(READER)

    made = template(card, "card@1")

    assert made is not None
    assert [one["text"] for one in made["button_list"]] == ["1. Alexan…", "2. Alexan…", "3. Jay."]
    assert [one["key"].partition(" ")[2] for one in made["button_list"]] == [*names[:2], "Jay.."]
    assert made["quote_area"]["quote_text"].splitlines() == names
    assert questions.pressed(f"={questions.named('m:1:1')} Jay.") == (
        questions.named("m:1:1"),
        "Jay.",
    )


async def test_no_card_goes_to_who_cannot_get_one(make_town: MakeTown) -> None:
    town = await make_town(cards={"enabled": False})
    await town.say("WangFang", OFFER)
    await town.deliver()

    sent: list[dict[str, Any]] = [push.payload for push in town.wecom.pushes_to("zhangsan")]
    assert [payload["msgtype"] for payload in sent] == ["text"]
    assert await town.count("outbox", "card IS NOT NULL OR task_id IS NOT NULL") == 0
