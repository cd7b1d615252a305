"""Meetings, schedules and ShowMeBug as played: their checks, and how stubbornly events come."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from simulator.clock import StoppedClock
from simulator.showmebug import ShowMeBug
from tests.simulator.test_wecom import Call, call, wecom
from tests.town import served

__all__ = ["call", "wecom"]


def meeting(clock: StoppedClock, **changed: Any) -> dict[str, Any]:
    return {
        "admin_userid": "LiLei",
        "title": "面试",
        "meeting_start": int(clock.now().timestamp()) + 600,
        "meeting_duration": 3600,
        "attendees": {"userid": ["LiLei"]},
        **changed,
    }


async def test_a_meeting_is_arranged_changed_found_and_called_off(
    call: Call, clock: StoppedClock
) -> None:
    made = await call("meeting/create", meeting(clock))
    name = {"meetingid": made["meetingid"]}
    later = int(clock.now().timestamp()) + 7200

    changed = await call(
        "meeting/update", {**name, "meeting_start": later, "meeting_duration": 600}
    )
    info = await call("meeting/get_info", name)
    listed = await call("meeting/get_user_meetingid", {"userid": "LiLei", "cursor": "0"})
    off = await call("meeting/cancel", name)

    assert (made["errcode"], changed["errcode"], off["errcode"]) == (0, 0, 0)
    assert (
        info.items()
        >= {
            "title": "面试",
            "meeting_start": later,
            "meeting_duration": 600,
            "status": 1,
            "meeting_link": made["meeting_link"],
            "meeting_code": made["meeting_code"],
        }.items()
    )
    assert listed["meetingid_list"] == [made["meetingid"]]
    assert (await call("meeting/get_info", name))["status"] == 4
    assert (await call("meeting/cancel", name))["errcode"] == 400041


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"admin_userid": ""}, 400040),
        ({"title": "面" * 14}, 400042),
        ({"meeting_start": 1}, 400034),
        ({"meeting_duration": 299}, 400035),
        ({"attendees": {"userid": ["LiLei"] * 101}}, 400020),
        ({"attendees": {"userid": ["LiLei", "Hidden"]}}, 400021),
        ({"attendees": {"userid": []}}, 400039),
        ({"settings": {"hosts": {"userid": ["Nobody"]}}}, 400029),
    ],
)
async def test_what_is_wrong_with_a_meeting_has_its_code(
    call: Call, clock: StoppedClock, changed: dict[str, Any], code: int
) -> None:
    assert (await call("meeting/create", meeting(clock, **changed)))["errcode"] == code


async def test_start_and_length_are_changed_together_and_what_has_begun_stays(
    call: Call, clock: StoppedClock
) -> None:
    made = await call("meeting/create", meeting(clock))
    name = {"meetingid": made["meetingid"]}
    later = int(clock.now().timestamp()) + 7200

    assert (await call("meeting/update", {**name, "meeting_start": later}))["errcode"] == 400035
    clock.advance(timedelta(minutes=10))
    assert (await call("meeting/cancel", name))["errcode"] == 400043


async def test_updating_a_schedule_overwrites_all_of_it(call: Call) -> None:
    whole = {"start_time": 1, "end_time": 2, "summary": "面试", "attendees": [{"userid": "LiLei"}]}
    made = await call("oa/schedule/add", {"schedule": whole})
    name = made["schedule_id"]

    await call(
        "oa/schedule/update", {"schedule": {"schedule_id": name, "start_time": 3, "end_time": 4}}
    )
    got = await call("oa/schedule/get", {"schedule_id_list": [name]})
    assert got["schedule_list"] == [
        {"schedule_id": name, "start_time": 3, "end_time": 4, "status": 0}
    ]

    assert (await call("oa/schedule/del", {"schedule_id": name}))["errcode"] == 0
    assert (await call("oa/schedule/del", {"schedule_id": name}))["errcode"] == 40058


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"end_time": 1}, 40058),
        ({"summary": "面" * 129}, 40058),
        ({"attendees": [{"userid": "Hidden"}]}, 40003),
    ],
)
async def test_what_is_wrong_with_a_schedule_has_its_code(
    call: Call, changed: dict[str, Any], code: int
) -> None:
    schedule = {"start_time": 1, "end_time": 2, **changed}
    assert (await call("oa/schedule/add", {"schedule": schedule}))["errcode"] == code


@pytest.fixture
async def smb(clock: StoppedClock) -> AsyncIterator[ShowMeBug]:
    made = ShowMeBug("client", "secret", clock.now)
    async with served(made.api()) as server:
        made.served_at = str(server.make_url("")).rstrip("/")
        yield made


async def ask(smb: ShowMeBug, method: str, path: str, **given: Any) -> tuple[int, dict[str, Any]]:
    async with (
        aiohttp.ClientSession() as http,
        http.request(method, smb.served_at + path, **given) as response,
    ):
        return response.status, await response.json()


async def authorised(smb: ShowMeBug) -> dict[str, dict[str, str]]:
    given = {
        "client_id": "client",
        "client_secret": "secret",
        "grant_type": "client_credentials",
    }
    _, answer = await ask(smb, "POST", "/oauth/token.json", data=given)
    return {"headers": {"Authorization": f"Bearer {answer['data']['access_token']}"}}


async def test_showmebug_wants_a_token_that_lives(smb: ShowMeBug, clock: StoppedClock) -> None:
    entry = await authorised(smb)

    assert (await ask(smb, "GET", "/open_api/v1/interviews", **entry))[0] == 200
    assert (await ask(smb, "GET", "/open_api/v1/interviews"))[0] == 401
    clock.advance(timedelta(hours=2))
    assert (await ask(smb, "GET", "/open_api/v1/interviews", **entry))[0] == 401
    wrong = {"client_id": "client", "client_secret": "no", "grant_type": "client_credentials"}
    assert (await ask(smb, "POST", "/oauth/token.json", data=wrong))[1]["errcode"] != 0


@pytest.mark.parametrize(
    "interviewers",
    [
        [{"uid": str(n), "name": "面试官", "phone": "1"} for n in range(6)],
        [{"uid": "1", "name": "面试官"}],
        [{"name": "面试官", "email": "a@example.com"}],
    ],
)
async def test_showmebug_takes_five_interviewers_it_can_reach(
    smb: ShowMeBug, interviewers: list[dict[str, str]]
) -> None:
    entry = await authorised(smb)
    body = {"candidate_name": "张三 #1", "interviewers": interviewers}

    _, answer = await ask(smb, "POST", "/open_api/v1/interviews", json=body, **entry)

    assert answer["errcode"] != 0
    assert smb.pads == {}


async def test_the_links_of_a_room_lead_to_its_page(smb: ShowMeBug) -> None:
    entry = await authorised(smb)
    body = {"candidate_name": "<张三> #1"}
    _, made = await ask(smb, "POST", "/open_api/v1/interviews", json=body, **entry)
    uid = made["data"]["uid"]

    async with aiohttp.ClientSession(smb.served_at) as http:
        async with http.get(f"/c/{uid}") as page:
            seen = await page.text()
        async with http.post(f"/i/{uid}", data={"rate": "4"}) as page:
            ended = await page.text()
        async with http.get("/c/NOBODY") as page:
            nowhere = page.status

    assert "&lt;张三&gt; #1" in seen
    assert "<form" not in seen
    assert (smb.pads[uid].rate, "4/5" in ended, "<form" in ended) == (4, True, False)
    assert nowhere == 404


async def test_an_event_is_brought_four_times_each_with_its_own_time(
    smb: ShowMeBug, clock: StoppedClock
) -> None:
    entry = await authorised(smb)
    _, made = await ask(smb, "POST", "/open_api/v1/interviews", json={}, **entry)
    seen: list[tuple[dict[str, Any], bool]] = []

    async def refuse(request: web.Request) -> web.Response:
        raw = await request.read()
        seen.append((await request.json(), request.headers["Smb-Signature"] == smb.signature(raw)))
        return web.Response(status=500)

    async def wait(seconds: float) -> None:
        clock.advance(timedelta(seconds=seconds))

    app = web.Application()
    app.router.add_post("/", refuse)
    async with served(app) as server:
        smb.events_url = str(server.make_url("/"))
        answers = await smb.end(made["data"]["uid"], 3, wait=wait)

    assert answers == [500] * 4
    start = seen[0][0]["ts"]
    assert [told["ts"] - start for told, _ in seen] == [0, 15, 30, 60]
    assert all(genuine for _, genuine in seen)
    assert [told["payload"] for told, _ in seen] == [{"uid": made["data"]["uid"], "rate": 3}] * 4


def test_the_signature_is_that_of_the_published_vector(clock: StoppedClock) -> None:
    body = b'{"event":"interview_ended","ts":1593676655,"payload":{"uid":"ABCDEF","rate":5}}'

    made = ShowMeBug("client", "secret", clock.now).signature(body)

    assert made == "9B3EF6548095106634DA41E326747C0251761C62"
