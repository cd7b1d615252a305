"""The chat page: what it shows, what it takes, and from whom."""

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from simulator.clock import Clock
from simulator.company import PHONES, opening, prologue
from simulator.page import make_page
from tests.town import MakeTown, Town, served


@pytest.fixture
async def page(town: Town) -> AsyncIterator[TestServer]:
    """The page of the test's town, with the demo's people."""
    town.wecom.add_member("chenchen", "陈晨")
    async with served(make_page(town.wecom, Clock(), PHONES)) as server:
        yield server


async def test_what_is_said_and_answered_arrives_live_and_stays(
    town: Town, page: TestServer
) -> None:
    async with aiohttp.ClientSession() as http:
        async with http.get(page.make_url("/events")) as events:
            said = {"userid": "LiLei", "text": "下一场"}
            async with http.post(page.make_url("/say"), json=said) as response:
                assert await response.json() == {"status": 200, "attempts": 1}
            seen = []
            async for raw in events.content:
                if raw.startswith(b"data: "):
                    seen.append(json.loads(raw.removeprefix(b"data: ")))
                if len(seen) == 2:
                    break
        async with http.get(page.make_url("/state")) as response:
            state = await response.json()

    assert [(line["kind"], line["userid"]) for line in seen] == [
        ("said", "LiLei"),
        ("reply", "LiLei"),
    ]
    assert [line["text"] for line in state["lines"]] == [line["text"] for line in seen]
    assert state["members"]["chenchen"] == "陈晨"
    assert town.wecom.transcript.lines[-1].text == seen[-1]["text"]


async def test_what_a_broken_connection_missed_comes_first(town: Town, page: TestServer) -> None:
    await town.say("LiLei", "下一场")
    await town.say("LiLei", "今天")
    async with (
        aiohttp.ClientSession() as http,
        http.get(page.make_url("/events"), headers={"Last-Event-ID": "2"}) as events,
    ):
        first = await events.content.readline()

    assert first == b"id: 3\n"


async def test_a_card_is_pressed_on_the_page_and_changes_there(
    town: Town, page: TestServer
) -> None:
    await town.hello("WangFang", "zhangsan")
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00")
    await town.deliver()
    async with aiohttp.ClientSession() as http:
        async with http.get(page.make_url("/state")) as response:
            state = await response.json()
        [line] = [line for line in state["lines"] if line["card"]]
        press = {
            "userid": "zhangsan",
            "task_id": line["card"]["task_id"],
            "key": "confirm 1 1",
            "chosen": {},
        }
        async with http.post(page.make_url("/press"), json=press) as response:
            assert await response.json() == {"status": 200, "attempts": 1}
        await town.deliver()
        async with http.get(page.make_url("/events"), params={"after": state["event"]}) as events:
            seen = []
            async for raw in events.content:
                if raw.startswith(b"data: "):
                    seen.append(json.loads(raw.removeprefix(b"data: ")))
                if seen and seen[-1]["text"].startswith("面试已确认"):
                    break
        async with http.post(page.make_url("/press"), json=press) as response:
            assert response.status == 409

    assert seen[0]["text"] == "[周三 15:00]"
    [change] = [one for one in seen if one["number"] == line["number"]]
    assert change["card"]["replace_text"] == "已确认"


async def test_the_menu_is_tapped_on_the_page(town: Town, page: TestServer) -> None:
    town.wecom.menu = {"button": [{"type": "click", "name": "今天", "key": "today"}]}
    async with aiohttp.ClientSession() as http:
        async with http.get(page.make_url("/state")) as response:
            assert (await response.json())["menu"] == town.wecom.menu["button"]
        for key, status in (("today", 200), ("week", 400)):
            tap = {"userid": "LiLei", "key": key}
            async with http.post(page.make_url("/tap"), json=tap) as response:
                assert response.status == status
    said, reply = town.wecom.transcript.lines
    assert (said.text, reply.text.partition("（")[0]) == ("今天", "今天")


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Host": "evil.example"}, '{"userid": "LiLei", "text": "hi"}', 403),
        ({"Content-Type": "text/plain"}, '{"userid": "LiLei", "text": "hi"}', 415),
        ({}, "not json", 400),
        ({}, '{"userid": "LiLei"}', 400),
        ({}, '{"userid": "nobody", "text": "hi"}', 400),
        ({}, '{"userid": "LiLei", "text": " "}', 400),
    ],
)
async def test_nobody_else_can_talk_through_it(
    town: Town, page: TestServer, headers: dict[str, str], body: str, status: int
) -> None:
    given = {"Content-Type": "application/json", **headers}
    async with (
        aiohttp.ClientSession() as http,
        http.post(page.make_url("/say"), data=body, headers=given) as response,
    ):
        assert response.status == status
    assert len(town.wecom.transcript.lines) == 0


async def test_the_clock_only_moves_forward(town: Town, page: TestServer) -> None:
    async with aiohttp.ClientSession() as http:
        for body, status in (
            ({"seconds": 600}, 200),
            ({"morning": True}, 200),
            ({"seconds": -5}, 400),
            ({"seconds": "soon"}, 400),
            ({}, 400),
        ):
            async with http.post(page.make_url("/clock"), json=body) as response:
                assert response.status == status, body
    notes = [line for line in town.wecom.transcript.lines if line.kind == "note"]
    assert len(notes) == 2


async def test_the_prologue_of_the_demo_is_understood(town: Town) -> None:
    start = opening(town.clock.now().date())
    for said in prologue(start):
        town.clock.set(said.at)
        answer = await town.say(said.userid, said.text)
        assert answer is not None
        assert "没看懂" not in answer
    assert await town.count("interview") == 3
    assert await town.count("interview", "status = 'confirmed'") == 2


async def test_on_a_phone_with_wechat_links_are_opened_and_menus_clicked(
    make_town: MakeTown,
) -> None:
    town = await make_town(wechat=True, server={"public_url": "https://hire.example.com"})
    await town.customers.begin()
    await town.pull()
    await town.hello("WangFang")
    phone = town.wecom.kf.customer("赵六", "wmZhaoLiu")
    answer = await town.say("WangFang", "安排 赵六 | 后端 | 李雷(LiLei) | 明天 15:00") or ""
    url = answer[answer.index("https://work.weixin") :].partition("\n")[0]
    async with (
        served(make_page(town.wecom, Clock(), PHONES)) as server,
        aiohttp.ClientSession(server.make_url("/")) as http,
    ):

        async def post(path: str, **body: str) -> None:
            given = {"userid": phone.external_userid, **body}
            async with http.post(path, json=given) as response:
                assert response.status == 200

        await post("/open", url=url)
        await town.reads(phone)
        await town.pushed("WangFang")
        async with http.get("/state") as response:
            state = await response.json()
        [picture] = [line["picture"] for line in state["lines"] if line["picture"]]
        [menu] = [line["items"] for line in state["lines"] if line["items"]]
        content, number = menu[0]
        label, address, kind = menu[-1]
        await post("/click", content=content, id=number)
        [confirmed] = await town.reads(phone)
        await post("/say", text="今天")
        [today] = await town.reads(phone)

    assert picture.startswith("data:image/png;base64,")  # the link's QR code
    assert state["wechat"] == {"wmZhaoLiu": "赵六"}
    assert (label, kind) == ("查看详情，选别的时间", "page")
    assert address.startswith("https://hire.example.com/c/")
    assert content == "1. 11月25日 周三 15:00–16:00"
    assert confirmed.startswith("面试已确认：后端 · 一面（#1）")
    assert today.startswith("今天（11月24日 周二）没有面试。")
