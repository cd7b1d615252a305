"""The door: what is genuine gets a 200, everything else the same 403, and nothing gets further."""

import base64
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest

from simulator import xml
from simulator.crypto import Envelope
from simulator.wecom import Forgery
from tests.town import AES_KEY, CORP_ID, TOKEN, MakeTown, Town

# The official samples (fact sheet 1.4; DOC 90968).
VERIFY = {
    "msg_signature": "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
    "timestamp": "1409659589",
    "nonce": "263014780",
    "echostr": "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
}
MESSAGE = {
    "msg_signature": "477715d11cdb4164915debcba66cb864d751f3e6",
    "timestamp": "1409659813",
    "nonce": "1372623149",
}
ENCRYPTED = (
    "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911"
    "L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLx"
    "AUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9"
    "nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/u"
    "h9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=="
)
BODY = (
    f"<xml><ToUserName><![CDATA[{CORP_ID}]]></ToUserName><Encrypt><![CDATA[{ENCRYPTED}]]></Encrypt>"
    "<AgentID><![CDATA[218]]></AgentID></xml>"
)


async def test_the_official_verification_sample_passes(make_town: MakeTown) -> None:
    town = await make_town(callback={"max_age": "0"})

    status, body, kind = await get(town, VERIFY)

    assert (status, body, kind) == (200, b"1616140317555161061", "text/plain")


async def test_the_official_message_sample_passes(make_town: MakeTown) -> None:
    town = await make_town(callback={"max_age": "0"}, wecom={"agent_id": 218})
    town.wecom.agent_id = 218
    town.wecom.add_member("mycreate", "创建者")

    status, body = await post(town, MESSAGE, BODY)

    assert status == 200
    reply = opened(body)
    assert reply["ToUserName"] == "mycreate"
    assert reply["Content"].startswith("创建者，您好！我是面约")  # it says hello


async def test_an_administrator_can_save_the_callback(town: Town) -> None:
    assert await town.wecom.verify_callback() == ""


@pytest.mark.parametrize(
    ("query", "body"),
    [
        (MESSAGE | {"msg_signature": "0" * 40}, BODY),
        (MESSAGE | {"msg_signature": "ünïcode"}, BODY),
        (MESSAGE | {"timestamp": "1409659814"}, BODY),
        ({"timestamp": "1409659813", "nonce": "1372623149"}, BODY),
        ({}, BODY),
        (MESSAGE, ""),
        (MESSAGE, "hello"),
        (MESSAGE, "<a/>"),
        (MESSAGE, "<xml/>"),
        (MESSAGE, "<xml><Encrypt/></xml>"),
        (MESSAGE, "<xml><Encrypt><b>1</b></Encrypt></xml>"),
        (MESSAGE, "<xml><Encrypt>1</Encrypt><Encrypt>2</Encrypt></xml>"),
        (MESSAGE, BODY.removesuffix("</xml>")),
        (MESSAGE, "<?xml version='1.0' encoding='utf-77'?><xml/>"),
        (
            MESSAGE,
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
            "<xml><Encrypt>&b;</Encrypt></xml>",
        ),
        (
            MESSAGE,
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Encrypt>&a;</Encrypt></xml>',
        ),
        (MESSAGE, "<xml>" + "<a>" * 20_000),
        (MESSAGE, f"<xml><Encrypt>{'A' * (1 << 20)}</Encrypt></xml>"),
    ],
)
async def test_what_is_not_genuine_is_refused_alike_and_handled_no_further(
    make_town: MakeTown, query: dict[str, str], body: str
) -> None:
    town = await make_town(callback={"max_age": "0"})

    assert await post(town, query, body) == (403, b"rejected")
    assert await town.count("inbox") == 0
    assert town.wecom.calls.total() == 0


@pytest.mark.parametrize(
    "damage", ["base64", "truncated", "padding", "length", "receiver", "empty"]
)
async def test_a_damaged_envelope_with_a_good_signature_is_refused_alike(
    town: Town, damage: str
) -> None:
    envelope = Envelope(TOKEN, AES_KEY, CORP_ID)
    good = base64.b64decode(envelope.encrypt(b"<xml><MsgType>text</MsgType></xml>"))
    encrypted = {
        "base64": base64.b64encode(good).decode()[:-4] + "!!!!",
        "truncated": base64.b64encode(good[:-5]).decode(),
        "padding": base64.b64encode(good[:-16]).decode(),
        "length": envelope.encrypt(b"", random=b"r" * 16, receive_id="x" * 40),
        "receiver": envelope.encrypt(b"<xml/>", receive_id="wx0000000000000000"),
        "empty": base64.b64encode(b"").decode(),
    }[damage]
    timestamp = str(int(town.clock.now().timestamp()))
    query = {
        "msg_signature": envelope.sign(timestamp, "n", encrypted),
        "timestamp": timestamp,
        "nonce": "n",
    }

    assert await post(town, query, f"<xml><Encrypt>{encrypted}</Encrypt></xml>") == (
        403,
        b"rejected",
    )
    if encrypted:
        status, body, _ = await get(town, query | {"echostr": encrypted})
        assert (status, body) == (403, b"rejected")


@pytest.mark.parametrize("plain", ["hello", "<a/>", "<xml/>", "<xml><MsgType>", ""])
async def test_a_genuine_envelope_with_something_else_in_it_is_refused_alike(
    town: Town, plain: str
) -> None:
    answer = await town.wecom.deliver(plain)

    assert (answer.status, answer.problem) == (403, "rejected")


async def test_a_stale_timestamp_is_refused_for_get_and_post(town: Town) -> None:
    for minutes in (-11, 11):
        stale = str(int((town.clock.now() + timedelta(minutes=minutes)).timestamp()))
        refused = await town.wecom.deliver(
            xml.document(FromUserName="LiLei", MsgType="text", Content="今天", MsgId=1),
            Forgery(timestamp=stale),
        )
        assert refused.status == 403

    status, body, _ = await get(town, VERIFY)
    assert (status, body) == (403, b"rejected")
    assert await town.count("inbox") == 0


async def test_a_timestamp_within_the_limit_passes(make_town: MakeTown) -> None:
    town = await make_town(callback={"max_age": "1h"})
    old = str(int((town.clock.now() - timedelta(minutes=59)).timestamp()))

    answer = await town.wecom.say("LiLei", "今天", forged=Forgery(timestamp=old))

    assert answer.status == 200
    assert answer.text is not None


async def test_forged_messages_are_refused(town: Town) -> None:
    unsigned = await town.wecom.say("LiLei", "今天", forged=Forgery(bad_signature=True))
    misdirected = await town.wecom.say("LiLei", "今天", forged=Forgery(receive_id="wxother"))

    assert [unsigned.status, misdirected.status] == [403, 403]


@pytest.mark.parametrize(
    "fields",
    [
        {"MsgType": "hologram", "MsgId": 5},
        {"MsgType": "event", "Event": "low_active"},
        {"MsgType": "event", "Event": "kf_account_auth_change"},
        {"MsgType": "event", "Event": "LOCATION", "Latitude": "23.1"},
        {"MsgType": "event", "Event": "view", "EventKey": "http://example.com"},
        {"MsgType": "event"},
        {},
    ],
)
async def test_unknown_messages_and_events_get_an_empty_200(
    town: Town, fields: dict[str, object]
) -> None:
    plain = xml.document(ToUserName=CORP_ID, FromUserName="LiLei", CreateTime=1, **fields)

    answer = await town.wecom.deliver(plain)

    assert (answer.status, answer.text, answer.problem) == (200, None, "")


async def test_wecom_itself_is_nobody(town: Town) -> None:
    answer = await town.wecom.event("sys", "batch_job_result", BatchJob={"JobId": "1"})

    assert (answer.status, answer.text) == (200, None)
    assert await town.count("person") == 0


async def test_another_apps_message_is_none_of_ours(town: Town) -> None:
    plain = xml.document(
        FromUserName="LiLei", CreateTime=1, MsgType="text", Content="今天", MsgId=1, AgentID=77
    )

    answer = await town.wecom.deliver(plain)

    assert (answer.status, answer.text) == (200, None)
    assert await town.count("inbox") == 0


async def get(town: Town, query: dict[str, str]) -> tuple[int, bytes, str]:
    url = f"{town.wecom.callback_url}?{urlencode(query)}"
    async with town.made.wecom.http.get(url) as response:
        return response.status, await response.read(), response.content_type


async def post(town: Town, query: dict[str, str], body: str) -> tuple[int, bytes]:
    url = f"{town.wecom.callback_url}?{urlencode(query)}"
    async with town.made.wecom.http.post(url, data=BytesIO(body.encode())) as response:
        return response.status, await response.read()


def opened(body: bytes) -> dict[str, str]:
    outer = xml.read(body)
    return xml.read(Envelope(TOKEN, AES_KEY, CORP_ID).decrypt(outer["Encrypt"]))
