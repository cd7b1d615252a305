"""WeCom as played: its checks with their codes, its quotas, its patience."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from simulator.clock import Clock, StoppedClock
from simulator.faults import Trouble
from simulator.wecom import WeCom
from tests.town import AES_KEY, AGENT_ID, CORP_ID, SECRET, TOKEN, served

Call = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def wecom(clock: StoppedClock) -> AsyncIterator[WeCom]:
    """A company with two members, one of whom the app cannot reach."""
    made = WeCom(
        corp_id=CORP_ID,
        secret=SECRET,
        agent_id=AGENT_ID,
        token=TOKEN,
        aes_key=AES_KEY,
        now=clock.now,
    )
    made.add_member("LiLei", "李雷")
    made.add_member("Hidden", "看不见", visible=False)
    made.pusher.patience = 0.2
    async with made:
        yield made


@pytest.fixture
async def call(wecom: WeCom) -> AsyncIterator[Call]:
    """Calls an API with a good token."""
    async with served(wecom.api()) as server, aiohttp.ClientSession(server.make_url("/")) as http:

        async def send(api: str, data: Any = None, **params: str) -> dict[str, Any]:
            if api != "gettoken" and "access_token" not in params:
                given = await send("gettoken", corpid=CORP_ID, corpsecret=SECRET)
                params["access_token"] = given["access_token"]
            method = "GET" if data is None else "POST"
            body = {"data": data} if isinstance(data, str) else {"json": data} if data else {}
            async with http.request(method, f"/cgi-bin/{api}", params=params, **body) as response:
                assert response.status == 200
                answer: dict[str, Any] = await response.json()
                return answer

        yield send


def text(content: str = "hi", **changed: object) -> dict[str, object]:
    """A message to 李雷."""
    message: dict[str, object] = {
        "touser": "LiLei",
        "msgtype": "text",
        "agentid": AGENT_ID,
        "text": {"content": content},
    }
    return message | changed


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"corpsecret": SECRET}, 41002),
        ({"corpid": CORP_ID}, 41004),
        ({"corpid": "wx0", "corpsecret": SECRET}, 40013),
        ({"corpid": CORP_ID, "corpsecret": "x"}, 40001),
        ({"corpid": CORP_ID, "corpsecret": SECRET}, 0),
    ],
)
async def test_gettoken_answers_its_codes(call: Call, params: dict[str, str], code: int) -> None:
    assert (await call("gettoken", **params))["errcode"] == code


async def test_the_token_is_the_same_until_it_ends(
    wecom: WeCom, call: Call, clock: StoppedClock
) -> None:
    first = await call("gettoken", corpid=CORP_ID, corpsecret=SECRET)
    clock.advance(timedelta(minutes=10))
    second = await call("gettoken", corpid=CORP_ID, corpsecret=SECRET)
    clock.advance(timedelta(hours=2))
    stale = await call("user/get", userid="lilei", access_token=first["access_token"])
    third = await call("gettoken", corpid=CORP_ID, corpsecret=SECRET)

    assert first["access_token"] == second["access_token"] != third["access_token"]
    assert (first["expires_in"], second["expires_in"]) == (7200, 6600)
    assert stale["errcode"] == 42001
    wecom.tokens.rotate = True
    assert (await call("gettoken", corpid=CORP_ID, corpsecret=SECRET))["access_token"] != (
        third["access_token"]
    )


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (text(), 0),
        (text(touser="lilei|nobody"), 0),
        (text(touser="@all"), 0),
        (text(touser="nobody|Hidden"), 81013),
        (text(touser=""), 82001),
        (text(touser="|".join(["x"] * 1001)), 40032),
        (text(msgtype="hologram"), 40008),
        (text(text={"content": " "}), 44004),
        (text(text={}), 44004),
        (text(text="hi"), 40063),
        (text("一" * 682 + "ab"), 0),
        (text("一" * 682 + "abc"), 45002),
        (text(agentid=0), 40056),
        (text(agentid="many"), 40058),
        (text(agentid=7), 301002),
        ("{not json", 40058),
        ("[]", 40058),
    ],
)
async def test_send_answers_its_codes(call: Call, message: Any, code: int) -> None:
    assert (await call("message/send", message))["errcode"] == code


async def test_unknown_receivers_come_back_in_lower_case(wecom: WeCom, call: Call) -> None:
    some = await call("message/send", text(touser="LiLei|NoBody|Hidden"))
    none = await call("message/send", text(touser="NoBody"))

    assert some["invaliduser"] == "nobody|hidden"
    assert none["invaliduser"] == "nobody"
    assert [push.userid for push in wecom.pushes] == ["LiLei"]
    assert some["msgid"]


async def test_equal_texts_are_swallowed_only_where_the_check_is_on(
    wecom: WeCom, call: Call, clock: StoppedClock
) -> None:
    checked = text("same", enable_duplicate_check=1, duplicate_check_interval=14400)
    for _ in range(2):
        assert (await call("message/send", checked))["errcode"] == 0
    clock.advance(timedelta(hours=4))
    await call("message/send", checked)
    await call("message/send", text("same"))
    await call("message/send", text("same"))

    assert len(wecom.pushes) == 4
    assert len(wecom.sending.dropped) == 1


async def test_more_than_thirty_a_minute_to_one_member_are_dropped_without_a_word(
    wecom: WeCom, call: Call, clock: StoppedClock
) -> None:
    codes = [(await call("message/send", text(str(n))))["errcode"] for n in range(35)]

    assert set(codes) == {0}
    assert len(wecom.pushes) == 30
    clock.advance(timedelta(minutes=1))
    await call("message/send", text("later"))
    assert wecom.pushes[-1].text == "later"


async def test_errors_look_like_wecoms(wecom: WeCom, call: Call) -> None:
    wecom.faults.add("message/send", code=60020, times=1)

    refused = await call("message/send", text())

    assert refused["errcode"] == 60020
    assert "from ip: 203.0.113.7, more info at https://open.work" in refused["errmsg"]
    assert (await call("user/get", userid="nobody"))["errcode"] == 60111
    assert (await call("user/get", userid="hidden"))["errcode"] == 60011
    assert (await call("user/get", userid="LILEI"))["name"] == "李雷"
    assert (await call("user/get", access_token="", userid="x"))["errcode"] == 41001
    assert (await call("user/get", access_token="x", userid="x"))["errcode"] == 40014  # noqa: S106
    assert (await call("no/such", access_token="x"))["errcode"] == 40066  # noqa: S106


async def test_menus_are_checked_and_kept(call: Call) -> None:
    good = {"button": [{"type": "click", "name": "今天", "key": "today"}]}

    assert (await call("menu/get", agentid=str(AGENT_ID)))["errcode"] == 46003
    assert (await call("menu/create", good, agentid=str(AGENT_ID)))["errcode"] == 0
    assert (await call("menu/get", agentid=str(AGENT_ID)))["button"] == good["button"]
    four = {"button": good["button"] * 4}
    assert (await call("menu/create", four, agentid=str(AGENT_ID)))["errcode"] == 40016
    assert (await call("menu/create", good, agentid="1"))["errcode"] == 301002


class Callback:
    """A callback that answers as told and remembers what it got."""

    def __init__(self) -> None:
        self.answers: list[web.Response] = []
        self.got = 0

    async def answer(self, request: web.Request) -> web.Response:
        await request.read()
        self.got += 1
        return self.answers.pop(0) if self.answers else web.Response()


@pytest.fixture
async def callback(wecom: WeCom) -> AsyncIterator[Callback]:
    made = Callback()
    app = web.Application()
    app.router.add_route("*", "/callback", made.answer)
    async with served(app) as server:
        wecom.callback_url = str(server.make_url("/callback"))
        yield made


async def test_a_failed_callback_is_tried_three_times_more(
    wecom: WeCom, callback: Callback
) -> None:
    callback.answers = [web.Response(status=500) for _ in range(9)]

    answer = await wecom.say("LiLei", "hi")

    assert (answer.status, answer.attempts, callback.got) == (500, 4, 4)
    wecom.pusher.retry_on_status = False
    assert (await wecom.say("LiLei", "hi")).attempts == 1
    assert wecom.transcript.lines[-1].kind == "note"


async def test_an_answer_that_comes_in_time_ends_the_retries(
    wecom: WeCom, callback: Callback
) -> None:
    callback.answers = [web.Response(status=503)]

    answer = await wecom.say("LiLei", "hi")

    assert (answer.status, answer.attempts, answer.text) == (200, 2, None)


async def test_an_answer_wecom_cannot_read_is_a_problem(wecom: WeCom, callback: Callback) -> None:
    callback.answers = [web.json_response({"msg": "hi"})]

    answer = await wecom.say("LiLei", "hi")

    assert answer.problem.startswith("an answer WeCom cannot read")


async def test_saving_the_callback_says_why_not(wecom: WeCom, callback: Callback) -> None:
    callback.answers = [web.Response(status=404), web.Response(text='"quoted"')]

    assert await wecom.verify_callback() == "openapi回调地址请求不通过: HTTP 404"
    assert (await wecom.verify_callback()).startswith("echostr校验失败")
    wecom.callback_url = "http://127.0.0.1:9/"
    assert (await wecom.verify_callback()).startswith("openapi回调地址请求不通过: ")


async def test_a_call_that_hangs_or_breaks(wecom: WeCom) -> None:
    async with served(wecom.api()) as server, aiohttp.ClientSession() as http:
        url = server.make_url("/cgi-bin/gettoken")
        wecom.faults.add("gettoken", trouble=Trouble.RESET, times=2)  # aiohttp repeats a GET once
        with pytest.raises(aiohttp.ClientError):
            await http.get(url)
        wecom.faults.add("gettoken", trouble=Trouble.HANG, times=1)
        with pytest.raises(TimeoutError):
            await http.get(url, timeout=aiohttp.ClientTimeout(total=0.1))
        wecom.faults.add(trouble=Trouble.GARBAGE, times=1)
        async with http.get(url) as response:
            assert response.content_type == "text/html"


def test_the_clock_stays_moved(tmp_path: Any) -> None:
    clock = Clock(tmp_path / "clock.json")
    before = clock.now()
    clock.advance(timedelta(days=3))

    again = Clock(tmp_path / "clock.json")

    assert timedelta(days=3) <= again.now() - before < timedelta(days=3, minutes=1)
