"""微信客服 as played: links, pages and tokens, what may be sent when, with whom a chat is."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from simulator.clock import StoppedClock
from simulator.customer import Customer
from simulator.kf import Account
from simulator.wecom import WeCom
from tests.town import AES_KEY, AGENT_ID, CORP_ID, SECRET, TOKEN, served

Call = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def wecom(clock: StoppedClock) -> AsyncIterator[WeCom]:
    """A company whose callback nobody listens to."""
    made = WeCom(
        corp_id=CORP_ID,
        secret=SECRET,
        agent_id=AGENT_ID,
        token=TOKEN,
        aes_key=AES_KEY,
        now=clock.now,
    )
    made.kf.quiet = True
    async with made:
        yield made


@pytest.fixture
def account(wecom: WeCom) -> Account:
    """An account with one member on duty."""
    return wecom.kf.add_account("招聘助手", "ZhouMin")


@pytest.fixture
async def call(wecom: WeCom, account: Account) -> AsyncIterator[Call]:
    """Calls an API about the account."""
    async with served(wecom.api()) as server, aiohttp.ClientSession(server.make_url("/")) as http:
        given = {"corpid": CORP_ID, "corpsecret": SECRET}
        async with http.get("/cgi-bin/gettoken", params=given) as response:
            token = (await response.json())["access_token"]

        async def post(api: str, **body: Any) -> dict[str, Any]:
            body = {"open_kfid": account.open_kfid, **body}
            params = {"access_token": token}
            async with http.post(f"/cgi-bin/kf/{api}", params=params, json=body) as response:
                answer: dict[str, Any] = await response.json()
                return answer

        yield post


@pytest.fixture
async def customer(wecom: WeCom, call: Call) -> Customer:
    """Somebody who has opened the chat and said hello."""
    made = wecom.kf.customer("小赵")
    await made.tap_link((await call("add_contact_way"))["url"])
    await made.say("你好")
    return made


def text(customer: Customer, content: str = "hi", **more: Any) -> dict[str, Any]:
    return {
        "touser": customer.external_userid,
        "msgtype": "text",
        "text": {"content": content},
        **more,
    }


def menu(customer: Customer, *items: dict[str, Any]) -> dict[str, Any]:
    body = {"head_content": "请选", "list": [*items], "tail_content": "谢谢"}
    return {"touser": customer.external_userid, "msgtype": "msgmenu", "msgmenu": body}


def click(number: str = "1", content: str = "一") -> dict[str, Any]:
    return {"type": "click", "click": {"id": number, "content": content}}


async def test_what_stands_behind_a_link_comes_back_when_it_is_tapped(
    wecom: WeCom, call: Call
) -> None:
    url = (await call("add_contact_way", scene="interview"))["url"]
    assert (await call("add_contact_way", scene="interview"))["url"] == url
    assert (await call("add_contact_way", scene="not allowed"))["errcode"] == 40058

    await wecom.kf.customer("小赵").tap_link(f"{url}&scene_param=a%3D1%26b")

    [item] = (await call("sync_msg"))["msg_list"]
    assert item["origin"] == 4
    assert "external_userid" not in item
    assert item["event"]["event_type"] == "enter_session"
    assert item["event"]["scene"] == "interview"
    assert item["event"]["scene_param"] == "a=1&b"
    assert item["event"]["welcome_code"]


async def test_what_happened_is_pulled_page_by_page_and_pages_may_be_empty(
    wecom: WeCom, call: Call, customer: Customer
) -> None:
    await customer.say("第二句")
    wecom.kf.largest_page, wecom.kf.empty_pages = 2, 1
    pages, cursor = [], None
    for _ in range(3):
        page = await call("sync_msg", **({"cursor": cursor} if cursor else {}))
        pages.append((len(page["msg_list"]), page["has_more"]))
        cursor = page["next_cursor"]

    assert pages == [(0, 1), (2, 1), (1, 0)]
    assert (await call("sync_msg", cursor="nonsense"))["errcode"] == 40058
    assert (await call("sync_msg", open_kfid=""))["errcode"] == 40058
    assert (await call("sync_msg", open_kfid="wkNobody"))["errcode"] == 95000


async def test_three_days_are_kept_and_tokens_live_ten_minutes(
    wecom: WeCom, call: Call, customer: Customer, clock: StoppedClock
) -> None:
    for token in wecom.tokens._given:
        wecom.tokens._given[token] += timedelta(days=9)
    wecom.kf.quiet = False
    wecom.pusher.url, wecom.pusher.retries = "http://127.0.0.1:9/", 0
    await customer.say("在吗")
    [token] = wecom.kf.tokens
    assert len((await call("sync_msg", token=token))["msg_list"]) == 3
    assert (await call("sync_msg", token="made up"))["errcode"] == 95007  # noqa: S106

    clock.advance(timedelta(minutes=10))
    assert (await call("sync_msg", token=token))["errcode"] == 95007
    clock.advance(timedelta(days=3) - timedelta(minutes=11))
    assert len((await call("sync_msg"))["msg_list"]) == 3
    clock.advance(timedelta(minutes=1))
    assert (await call("sync_msg"))["msg_list"] == []


async def test_without_a_token_pulling_is_limited(call: Call) -> None:
    codes = [(await call("sync_msg"))["errcode"] for _ in range(11)]

    assert codes == [0] * 10 + [45009]


async def test_five_messages_follow_each_of_theirs_and_none_after_two_days(
    call: Call, customer: Customer, clock: StoppedClock
) -> None:
    codes = [(await call("send_msg", **text(customer)))["errcode"] for _ in range(6)]
    assert codes == [0] * 5 + [95001]

    await customer.say("好")
    clock.advance(timedelta(hours=1))
    assert (await call("send_msg", **text(customer)))["errcode"] == 0


async def test_the_window_closes_to_the_second(
    wecom: WeCom, call: Call, customer: Customer, clock: StoppedClock
) -> None:
    for token in wecom.tokens._given:
        wecom.tokens._given[token] += timedelta(days=9)
    clock.advance(timedelta(hours=48) - timedelta(seconds=1))
    assert (await call("send_msg", **text(customer)))["errcode"] == 0
    clock.advance(timedelta(seconds=1))
    assert (await call("send_msg", **text(customer)))["errcode"] == 95002


async def test_who_never_wrote_can_be_sent_nothing(wecom: WeCom, call: Call) -> None:
    silent = wecom.kf.customer("小钱")
    await silent.tap_link((await call("add_contact_way"))["url"])

    assert (await call("send_msg", **text(silent)))["errcode"] == 95002


async def test_an_id_of_our_own_is_good_once(call: Call, customer: Customer) -> None:
    assert (await call("send_msg", **text(customer, msgid="a-1")))["msgid"] == "a-1"
    assert (await call("send_msg", **text(customer, msgid="a-1")))["errcode"] == 40058
    assert (await call("send_msg", **text(customer, msgid="a 1")))["errcode"] == 40058
    assert (await call("send_msg", **text(customer, msgid="x" * 33)))["errcode"] == 40058
    assert customer.read() == ["hi"]


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([click(str(n)) for n in range(10)], 0),
        ([click(str(n)) for n in range(11)], 95008),
        ([], 40058),
        ([{"type": "button", "button": {}}], 95009),
        ([click("x" * 129)], 40058),
        ([click(content="字" * 43)], 40058),
        ([{"type": "view", "view": {"url": "", "content": "看"}}], 40058),
    ],
)
async def test_menus_are_checked(
    call: Call, customer: Customer, items: list[dict[str, Any]], code: int
) -> None:
    assert (await call("send_msg", **menu(customer, *items)))["errcode"] == code


async def test_a_click_says_its_content_and_carries_its_id_for_ever(
    call: Call, customer: Customer
) -> None:
    await call("send_msg", **menu(customer, click("confirm 1 2", "周三 15:00")))
    assert customer.read() == ["请选\n[周三 15:00]\n谢谢"]

    await customer.click("周三")
    await customer.click("周三")

    clicks = [item["text"] for item in (await call("sync_msg"))["msg_list"][2:]]
    assert clicks == [{"content": "周三 15:00", "menu_id": "confirm 1 2"}] * 2


async def test_a_welcome_code_lives_twenty_seconds_and_works_once(
    wecom: WeCom, call: Call, clock: StoppedClock
) -> None:
    async def code_of(name: str) -> tuple[Customer, str]:
        came = wecom.kf.customer(name)
        await came.tap_link((await call("add_contact_way"))["url"])
        item = (await call("sync_msg"))["msg_list"][-1]
        return came, item["event"]["welcome_code"]

    greeting = {"msgtype": "text", "text": {"content": "欢迎"}}
    first, code = await code_of("小赵")
    assert (await call("send_msg_on_event", code=code, **greeting))["errcode"] == 0
    assert (await call("send_msg_on_event", code=code, **greeting))["errcode"] == 42022
    assert first.read() == ["欢迎"]
    await first.tap_link((await call("add_contact_way"))["url"])
    assert "welcome_code" not in (await call("sync_msg"))["msg_list"][-1]["event"]

    _, code = await code_of("小钱")
    clock.advance(timedelta(seconds=20))
    assert (await call("send_msg_on_event", code=code, **greeting))["errcode"] == 42022


async def test_with_a_human_the_app_is_silent_until_the_chat_ends(
    wecom: WeCom, call: Call, customer: Customer
) -> None:
    chat = {"external_userid": customer.external_userid}
    assert (await call("service_state/get", **chat))["service_state"] == 0
    to_human = {**chat, "service_state": 3}
    assert (await call("service_state/trans", **to_human))["errcode"] == 95014
    handed = await call("service_state/trans", **to_human, servicer_userid="ZhouMin")
    assert handed["errcode"] == 0
    assert (await call("send_msg", **text(customer)))["errcode"] == 95018
    assert (await call("service_state/trans", **chat, service_state=1))["errcode"] == 95016

    await wecom.kf.sessions.answer(customer, "我是周敏")
    await wecom.kf.sessions.end(customer)

    said, ended = (await call("sync_msg"))["msg_list"][-2:]
    assert (said["origin"], said["servicer_userid"]) == (5, "ZhouMin")
    assert ended["event"]["change_type"] == 3
    assert (await call("send_msg", **text(customer)))["errcode"] == 95013
    await customer.say("谢谢")
    assert (await call("send_msg", **text(customer)))["errcode"] == 0


async def test_a_member_who_is_off_duty_takes_nobody(
    account: Account, call: Call, customer: Customer
) -> None:
    account.servicers["ZhouMin"] = 1
    answer = await call(
        "service_state/trans",
        external_userid=customer.external_userid,
        service_state=3,
        servicer_userid="ZhouMin",
    )

    assert answer["errcode"] == 95019


async def test_a_message_may_be_taken_and_not_arrive(
    wecom: WeCom, call: Call, customer: Customer
) -> None:
    wecom.kf.sending.fail_next = [4]
    assert (await call("send_msg", **text(customer, msgid="lost")))["errcode"] == 0

    failed = (await call("sync_msg"))["msg_list"][-1]["event"]
    assert failed["event_type"] == "msg_send_fail"
    assert (failed["fail_msgid"], failed["fail_type"]) == ("lost", 4)
    assert customer.read() == []
