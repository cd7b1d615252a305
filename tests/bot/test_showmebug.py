"""Rooms at ShowMeBug: made after the confirmation, told when they are there, and kept as the interview
is, whatever fails."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
import vobject

from bot import doctor, worker
from bot.rooms.events import signature
from simulator.clock import StoppedClock
from simulator.faults import Trouble
from simulator.showmebug import Pad, ShowMeBug
from tests.pages.visiting import visiting
from tests.town import TUESDAY, MakeTown, Town, served

CONFIRMED = (
    "面试已确认：后端工程师 · 一面（#1）\n时间：11月25日 周三 15:00–16:00\n面试官：李雷、韩梅梅\n"
    "联系人：王芳。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，会晚到请回复“迟到 10”。"
)


@pytest.fixture
async def smb(clock: StoppedClock) -> AsyncIterator[ShowMeBug]:
    made = ShowMeBug("client", "secret", clock.now)
    async with served(made.api()) as server:
        made.served_at = str(server.make_url("")).rstrip("/")
        yield made


@pytest.fixture
async def town(make_town: MakeTown, smb: ShowMeBug) -> Town:
    town = await make_town(
        rooms={"provider": "showmebug", "email_domain": "example.com"},
        showmebug={
            "client_id": "client",
            "client_secret": "secret",
            "api_base": smb.served_at,
        },
    )
    smb.events_url = str(town.server.make_url("/showmebug/events"))
    await town.hello("WangFang", "zhangsan", "LiLei", "HanMeimei", "LaoWang")
    await town.say(
        "WangFang",
        "安排 张三(zhangsan) | 后端工程师 | 李雷(LiLei)、韩梅梅(HanMeimei) | 明天 15:00；周五 14:00",
    )
    await told(town)
    return town


async def told(town: Town, *userids: str) -> dict[str, list[str]]:
    """What these people (or all) were newly sent."""
    everybody = userids or ("WangFang", "zhangsan", "LiLei", "HanMeimei", "LaoWang")
    return {one: got for one in everybody if (got := await town.pushed(one))}


async def agree(town: Town) -> None:
    assert await town.say("zhangsan", "1") == CONFIRMED
    await told(town)


def only(smb: ShowMeBug) -> Pad:
    [pad] = smb.pads.values()
    return pad


def ready(smb: ShowMeBug, number: int = 1) -> dict[str, list[str]]:
    """What everybody is told of a new room with 李雷 and 韩梅梅."""
    uid = only(smb).uid
    base = "https://www.showmebug.com"
    head = f"面试房间准备好了 #{number}：张三 · 后端工程师 · 一面\n"
    return {
        "zhangsan": [
            f"您的面试房间准备好了：后端工程师 · 一面（#{number}）\n{base}/c/{uid}\n"
            "到时请从这个链接进入。"
        ],
        "LiLei": [f"{head}{base}/i/{uid}?as=LiLei"],
        "HanMeimei": [f"{head}{base}/i/{uid}?as=HanMeimei"],
    }


async def test_everybody_gets_their_own_link_when_the_room_is_there(
    town: Town, smb: ShowMeBug
) -> None:
    await agree(town)
    assert smb.pads == {}  # the confirmation has waited for nothing

    await town.run_errands()

    assert only(smb).candidate_name == "张三 #1"
    assert only(smb).interviewers == [
        {"uid": "LiLei", "name": "李雷", "email": "LiLei@example.com"},
        {"uid": "HanMeimei", "name": "韩梅梅", "email": "HanMeimei@example.com"},
    ]
    assert await told(town) == ready(smb)
    await town.run_errands()
    assert await told(town) == {}


async def test_a_token_of_the_other_shape_serves_too_and_one_that_expired_is_replaced(
    town: Town, smb: ShowMeBug
) -> None:
    smb.wrapped = False
    await agree(town)
    await town.run_errands()
    smb.tokens.clear()

    await town.say("WangFang", "取消 1 不招了")
    await town.run_errands()

    assert smb.pads == {}
    assert smb.calls["token"] == 2


async def test_reminders_and_details_carry_the_readers_own_link(town: Town, smb: ShowMeBug) -> None:
    await agree(town)
    await town.run_errands()
    uid = only(smb).uid
    await told(town)

    shown = await town.say("LiLei", "详情 1")
    assert shown is not None
    assert f"\n面试房间：https://www.showmebug.com/i/{uid}?as=LiLei\n" in shown
    assert shown.endswith(" 面约：面试房间准备好了")

    await town.pass_time(hours=28)
    [reminder] = await town.pushed("zhangsan")
    assert reminder.endswith(f"\n面试房间：https://www.showmebug.com/c/{uid}")
    facts = town.cards("LiLei")[-1]["horizontal_content_list"]
    assert (facts[-1]["keyname"], facts[-1]["url"]) == (
        "房间",
        f"https://www.showmebug.com/i/{uid}?as=LiLei",
    )


async def test_who_asks_where_it_is_gets_their_own_link(town: Town, smb: ShowMeBug) -> None:
    await agree(town)
    await town.run_errands()

    assert await town.say("zhangsan", "在哪里面试") == (
        "#1 后端工程师 · 一面\n时间：11月25日 周三 15:00–16:00\n"
        f"面试房间：https://www.showmebug.com/c/{only(smb).uid}\n面试官：李雷、韩梅梅"
    )


async def test_the_candidates_page_and_calendar_file_lead_into_the_room(
    town: Town, smb: ShowMeBug
) -> None:
    await town.say("WangFang", "安排 赵六 | 后端 | 李雷 | 周五 9:00")
    await town.say("WangFang", "确认 2 1")
    await town.run_errands()
    link = f"https://www.showmebug.com/c/{only(smb).uid}"

    async with visiting(town) as guest:
        page = await guest.open(guest.link(2))
        file = await guest.follow(page, "加到日历")
    assert page.read.links["进入会议"] == link
    assert vobject.readOne(file.html).vevent.url.value == link


@pytest.mark.long
async def test_showmebug_failing_for_an_hour_costs_an_hour_and_nobody_hears_of_it(
    town: Town, smb: ShowMeBug
) -> None:
    smb.faults.add(trouble=Trouble.SERVER_ERROR)
    await agree(town)
    for _ in range(60):
        await town.run_errands()
        await town.pass_time(minutes=1)
    assert await told(town) == {}
    assert smb.calls["token"] < 20

    smb.faults.clear()
    await town.pass_time(minutes=10)
    await town.run_errands()

    assert await told(town) == ready(smb)


async def test_hr_hears_of_a_room_that_is_late_and_when_it_is_there(
    town: Town, smb: ShowMeBug
) -> None:
    smb.faults.add("POST interviews", trouble=Trouble.SERVER_ERROR)
    await agree(town)
    await town.run_errands()
    for _ in range(3):
        await town.pass_time(hours=1)
        await town.run_errands()
    assert await told(town) == {
        "WangFang": [
            "#1（张三 · 后端工程师 · 一面）的ShowMeBug 房间还没能建好"
            "（ShowMeBug answers with an error (HTTP 500)），会继续尝试。\n"
            "要换别的房间，请发：修改 1 地点 https://…"
        ]
    }

    smb.faults.clear()
    await town.pass_time(hours=1)
    await town.run_errands()

    links = await told(town)
    assert links.pop("WangFang") == [
        f"面试房间准备好了 #1：张三 · 后端工程师 · 一面\nhttps://www.showmebug.com/i/{only(smb).uid}"
    ]
    assert links == ready(smb)


async def test_a_room_that_fails_for_good_is_told_to_hr_with_the_reason(
    town: Town, smb: ShowMeBug
) -> None:
    smb.quota = 0
    await agree(town)
    await town.run_errands()

    assert await told(town) == {
        "WangFang": [
            "#1（张三 · 后端工程师 · 一面）的ShowMeBug 房间没能建好：ShowMeBug: 2001 面试额度不足\n"
            "要换别的房间，请发：修改 1 地点 https://…"
        ]
    }
    assert await town.say("WangFang", "房间 1") == (
        "#1 的ShowMeBug 房间：没有成功\n原因：ShowMeBug: 2001 面试额度不足"
    )


async def test_wrong_credentials_are_the_operators_affair_and_tried_again(
    town: Town, smb: ShowMeBug
) -> None:
    smb.client_secret = "another"  # noqa: S105
    await agree(town)
    await town.run_errands()
    assert await told(town) == {}

    smb.client_secret = "secret"  # noqa: S105
    await town.pass_time(minutes=1)
    await town.run_errands()

    assert await told(town) == ready(smb)


async def test_an_uncertain_create_is_looked_up_before_it_is_repeated(
    town: Town, smb: ShowMeBug
) -> None:
    smb.pads["OTHER1"] = Pad("OTHER1", "王五 #12")
    smb.pads["OTHER2"] = Pad("OTHER2", "张三 #11")
    smb.faults.add("POST interviews", trouble=Trouble.ACCEPTED_UNANSWERED, times=1)
    await agree(town)
    await town.run_errands()
    assert len(smb.pads) == 3

    await town.pass_time(minutes=1)
    await town.run_errands()

    del smb.pads["OTHER1"], smb.pads["OTHER2"]
    assert smb.calls["POST interviews"] == 1
    assert await told(town) == ready(smb)


async def test_a_create_that_never_arrived_is_made_after_the_look(
    town: Town, smb: ShowMeBug
) -> None:
    smb.faults.add("POST interviews", trouble=Trouble.RESET, times=1)
    await agree(town)
    await town.run_errands()
    await town.pass_time(minutes=1)
    await town.run_errands()

    assert (smb.calls["GET interviews"], smb.calls["POST interviews"]) == (1, 2)
    assert await told(town) == ready(smb)


async def test_a_worker_that_dies_after_the_call_leaves_a_room_that_is_found(
    town: Town, smb: ShowMeBug
) -> None:
    fault = smb.faults.add("POST interviews", trouble=Trouble.ACCEPTED_UNANSWERED, times=1)
    await agree(town)
    dying = asyncio.create_task(town.run_errands())
    await fault.met.wait()
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
    async with town.connection() as connection:  # two minutes later
        await connection.execute("UPDATE counterpart SET claimed_until = now() - interval '1 s'")

    await town.run_errands()

    assert smb.calls["POST interviews"] == 1
    assert await told(town) == ready(smb)


async def test_two_workers_make_one_room_and_tell_everybody_once(
    town: Town, smb: ShowMeBug
) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(2):
            await stack.enter_async_context(worker.running(town.settings, town.url, town.clock.now))
        async with asyncio.timeout(10), town.wecom.transcript.watch() as lines:
            await town.say("zhangsan", "1")
            while sum("房间" in push.text for push in town.wecom.pushes) < 3:
                await lines.get()

    assert smb.calls["POST interviews"] == 1
    assert await town.count("outbox", "kind = 'room'") == 3
    assert await town.count("counterpart", "state = 'kept'") == 1


@pytest.mark.long
async def test_what_cannot_be_removed_for_a_day_is_left_to_hr(town: Town, smb: ShowMeBug) -> None:
    await agree(town)
    await town.run_errands()
    smb.faults.add("DELETE interviews/:uid", trouble=Trouble.SERVER_ERROR)
    await town.say("WangFang", "取消 1 不招了")
    for _ in range(26):
        await town.run_errands()
        await told(town, "zhangsan", "LiLei", "HanMeimei")
        assert await town.pushed("WangFang") == []
        await town.pass_time(hours=1)
        if town.clock.now() - TUESDAY >= timedelta(days=1):
            break
    await town.run_errands()

    assert await town.pushed("WangFang") == [
        "#1（张三 · 后端工程师 · 一面）的ShowMeBug 房间没能删除："
        "ShowMeBug answers with an error (HTTP 500)\n请手动处理。"
    ]


async def test_forgetting_a_candidate_removes_the_room_and_what_was_said_there(
    town: Town, smb: ShowMeBug
) -> None:
    await agree(town)
    await town.run_errands()
    await town.pass_time(hours=29, minutes=40)
    await smb.end(only(smb).uid, 5, "基础扎实")
    await town.run_errands()
    await told(town)
    await town.pass_time(days=1)
    await told(town)

    await town.say("WangFang", "忘记 张三")
    answer = await town.say("WangFang", "是")
    await town.run_errands()

    assert answer is not None
    assert smb.pads == {}
    async with town.connection() as connection:
        event = await connection.fetchrow("SELECT * FROM room_event")
        kept = await connection.fetchrow("SELECT * FROM counterpart")
    assert (event["payload"], event["result"], event["rating"]) == ({}, None, 5)
    assert (kept["state"], kept["links"], kept["shown"]) == ("gone", {}, {})


async def test_moving_changes_nothing_there_and_the_links_stay(town: Town, smb: ShowMeBug) -> None:
    await agree(town)
    await town.run_errands()
    await told(town)
    pad = only(smb)

    await town.say("WangFang", "改到 1 周五 10:00!")
    await told(town)
    await town.run_errands()

    assert only(smb) == pad
    assert smb.calls["PATCH interviews/:uid"] == 0
    assert await told(town) == {}


async def test_a_move_before_the_room_is_told_of_does_not_lose_it(
    town: Town, smb: ShowMeBug
) -> None:
    await agree(town)
    await town.run_errands()  # the notices are written, and not sent yet
    await town.say("WangFang", "改到 1 周五 10:00!")
    await town.run_errands()

    got = await told(town, "zhangsan", "LiLei")
    assert {one: [text for text in texts if "房间" in text] for one, texts in got.items()} == {
        one: texts for one, texts in ready(smb).items() if one != "HanMeimei"
    }


@pytest.mark.parametrize("links_in_patch", [True, False])
async def test_a_swap_gives_the_new_interviewer_a_link_and_leaves_the_others_alone(
    town: Town, smb: ShowMeBug, links_in_patch: bool
) -> None:
    smb.links_in_patch = links_in_patch
    await agree(town)
    await town.run_errands()
    await told(town)

    await town.say("WangFang", "换人 1 韩梅梅 老王")
    await told(town)
    await town.run_errands()

    assert [one["uid"] for one in only(smb).interviewers] == ["LiLei", "LaoWang"]
    assert await told(town) == {
        "LaoWang": [
            "面试房间准备好了 #1：张三 · 后端工程师 · 一面\n"
            f"https://www.showmebug.com/i/{only(smb).uid}?as=LaoWang"
        ]
    }


async def test_a_room_is_cancelled_with_its_interview_and_waiting_links_are_taken_back(
    town: Town, smb: ShowMeBug
) -> None:
    await agree(town)
    await town.run_errands()
    await town.say("WangFang", "取消 1 不招了")
    await town.run_errands()

    assert smb.pads == {}
    assert not any("房间" in text for texts in (await told(town)).values() for text in texts)
    assert await town.say("WangFang", "房间 1") == "#1 没有线上房间。地点：未定"


async def test_cancelled_before_the_room_was_made_none_is(town: Town, smb: ShowMeBug) -> None:
    await agree(town)
    await town.say("WangFang", "取消 1 不招了")
    await town.run_errands()

    assert smb.calls["POST interviews"] == 0


async def test_cancelled_while_it_was_uncertain_it_is_found_and_removed(
    town: Town, smb: ShowMeBug
) -> None:
    smb.faults.add("POST interviews", trouble=Trouble.ACCEPTED_UNANSWERED, times=1)
    await agree(town)
    await town.run_errands()
    await town.say("WangFang", "取消 1 不招了")
    await town.run_errands()

    assert smb.pads == {}
    assert smb.calls["DELETE interviews/:uid"] == 1


async def test_a_change_while_the_room_is_being_made_is_followed(
    town: Town, smb: ShowMeBug
) -> None:
    swapped = asyncio.Event()
    fault = smb.faults.add("POST interviews", until=swapped, times=1)
    await agree(town)
    making = asyncio.create_task(town.run_errands())
    await fault.met.wait()
    await town.say("WangFang", "换人 1 韩梅梅 老王")
    swapped.set()
    await making
    await town.run_errands()

    assert [one["uid"] for one in only(smb).interviewers] == ["LiLei", "LaoWang"]


async def test_a_change_while_the_room_fails_is_tried_at_once(town: Town, smb: ShowMeBug) -> None:
    smb.quota = 0
    await agree(town)
    await town.run_errands()
    await told(town)
    swapped = asyncio.Event()
    fault = smb.faults.add("POST interviews", trouble=None, code=2001, until=swapped, times=1)
    await town.say("WangFang", "换人 1 韩梅梅 老王")
    failing = asyncio.create_task(town.run_errands())
    await fault.met.wait()
    await town.say("WangFang", "换人 1 老王 韩梅梅")
    smb.quota = 1
    swapped.set()
    await failing
    await told(town)
    await town.run_errands()

    assert [one["uid"] for one in only(smb).interviewers] == ["LiLei", "HanMeimei"]


async def test_a_room_removed_over_there_is_made_anew_with_the_next_change(
    town: Town, smb: ShowMeBug
) -> None:
    await agree(town)
    await town.run_errands()
    await told(town)
    smb.pads.clear()

    await town.say("WangFang", "换人 1 韩梅梅 老王")
    await told(town)
    await town.run_errands()

    uid = only(smb).uid
    got = await told(town)
    assert sorted(got) == ["LaoWang", "LiLei", "zhangsan"]
    assert all(uid in texts[0] for texts in got.values())


async def test_a_link_that_hr_writes_is_the_room(town: Town, smb: ShowMeBug) -> None:
    await town.say("WangFang", "修改 1 地点 https://meeting.tencent.com/dm/abc")
    await told(town)
    await town.say("zhangsan", "1")
    await town.run_errands()
    assert smb.pads == {}

    await town.say("WangFang", "修改 1 地点 2号会议室")
    await town.run_errands()
    assert only(smb).candidate_name == "张三 #1"

    await town.say("WangFang", "修改 1 地点 https://meeting.tencent.com/dm/abc")
    await town.run_errands()
    assert smb.pads == {}


async def test_more_than_five_interviewers_share_a_link_and_hr_knows(
    town: Town, smb: ShowMeBug
) -> None:
    for n in range(1, 7):
        town.wecom.add_member(f"mian{n}", f"面试官{n}")
    panel = "、".join(f"面试官{n}(mian{n})" for n in range(1, 7))
    await town.hello("lisi")
    await town.say("WangFang", f"安排 李四(lisi) | 后端 | {panel} | 明天 10:00")
    await town.say("lisi", "可以")
    await told(town)
    await town.run_errands()

    uid = only(smb).uid
    assert [one["uid"] for one in only(smb).interviewers] == [f"mian{n}" for n in range(1, 6)]
    assert (await town.pushed("mian6"))[-1].endswith(f"https://www.showmebug.com/i/{uid}")
    assert (await town.pushed("mian5"))[-1].endswith(f"https://www.showmebug.com/i/{uid}?as=mian5")
    assert await town.pushed("WangFang") == [
        "#2 的房间已建好。\n面试官6用的是共用链接：一个房间最多 5 位面试官有自己的链接。"
    ]


async def test_without_any_address_interviewers_share_a_link_and_hr_knows(
    make_town: MakeTown, smb: ShowMeBug
) -> None:
    town = await make_town(
        rooms={"provider": "showmebug"},
        showmebug={"client_id": "client", "client_secret": "secret", "api_base": smb.served_at},
    )
    await town.hello("WangFang", "zhangsan", "LiLei")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端工程师 | 李雷(LiLei) | 明天 15:00")
    await town.say("zhangsan", "可以")
    await told(town)
    await town.run_errands()

    assert only(smb).interviewers == []
    got = await told(town)
    assert got["LiLei"][0].endswith(f"https://www.showmebug.com/i/{only(smb).uid}")
    assert got["WangFang"] == [
        "#1 的房间已建好。\n李雷用的是共用链接：企业微信没有给出他们的邮箱或手机号。"
    ]


async def test_what_a_candidate_cannot_be_sent_hr_passes_on(town: Town, smb: ShowMeBug) -> None:
    await town.say("WangFang", "安排 赵六 | 后端 | 李雷 | 周五 9:00")
    await town.say("WangFang", "确认 2 1")
    await told(town)
    await town.run_errands()

    assert await town.pushed("WangFang") == [
        "赵六还不能直接收到消息，请把下面这段转给对方：\n"
        f"您的面试房间准备好了：后端 · 一面（#2）\nhttps://www.showmebug.com/c/{only(smb).uid}\n"
        "到时请从这个链接进入。"
    ]


async def test_hr_sees_the_room_and_gets_a_link_to_the_console(town: Town, smb: ShowMeBug) -> None:
    await agree(town)
    await town.run_errands()
    await told(town)
    base, uid = "https://www.showmebug.com", only(smb).uid

    assert await town.say("WangFang", "/room 1") == (
        f"#1 的ShowMeBug 房间：可用\n张三：{base}/c/{uid}\n李雷：{base}/i/{uid}?as=LiLei\n"
        f"韩梅梅：{base}/i/{uid}?as=HanMeimei\n免登录的控制台链接马上发给您。"
    )
    await town.run_errands()
    [link] = await town.pushed("WangFang")
    assert link.startswith(f"#1 的 ShowMeBug 控制台（免登录，请勿转发）：\n{base}/console?ticket=")

    smb.faults.add("GET console_link", trouble=Trouble.SERVER_ERROR)
    await town.say("WangFang", "房间 1")
    await town.run_errands()
    assert await town.pushed("WangFang") == [
        "现在打不开 ShowMeBug 控制台：ShowMeBug answers with an error (HTTP 500)\n"
        "请稍后再发：房间 1"
    ]
    assert await town.say("LiLei", "房间 1") == "“房间”只有 HR 可以用。发“帮助”看看您可以说什么。"


async def test_the_doctor_tells_whether_showmebug_knows_us(town: Town, smb: ShowMeBug) -> None:
    lines: list[str] = []
    assert await doctor.examine(town.settings, town.url, lines.append)
    assert "ok    ShowMeBug knows the team; interviews left: 100" in lines

    smb.client_secret = "another"  # noqa: S105
    async with town.connection() as connection:
        await connection.execute("DELETE FROM access_token WHERE app LIKE 'showmebug/%'")
    assert not await doctor.examine(town.settings, town.url, lines.append)
    assert lines[-1] == (
        "WRONG ShowMeBug gives no access token: check SHOWMEBUG_CLIENT_ID and"
        " SHOWMEBUG_CLIENT_SECRET (1001)"
    )


async def test_a_candidate_on_wechat_is_sent_the_link_there(
    make_town: MakeTown, smb: ShowMeBug
) -> None:
    town = await make_town(
        wechat=True,
        rooms={"provider": "showmebug"},
        showmebug={"client_id": "client", "client_secret": "secret", "api_base": smb.served_at},
    )
    await town.customers.begin()
    await town.pull()
    await town.hello("WangFang", "LiLei")
    answer = await town.say("WangFang", "安排 赵六 | 后端 | 李雷(LiLei) | 明天 15:00")
    [link] = re.findall(r"https://work\.weixin\.qq\.com/\S+", answer or "")
    phone = town.wecom.kf.customer("小赵")
    await phone.tap_link(link)
    await town.reads(phone)
    await phone.say("可以")
    await town.reads(phone)
    await town.run_errands()

    assert await town.reads(phone) == [
        f"您的面试房间准备好了：后端 · 一面（#1）\nhttps://www.showmebug.com/c/{only(smb).uid}\n"
        "到时请从这个链接进入。"
    ]


def test_the_signature_is_that_of_the_published_vector() -> None:
    body = b'{"event":"interview_ended","ts":1593676655,"payload":{"uid":"ABCDEF","rate":5}}'

    assert signature("secret", body) == "9B3EF6548095106634DA41E326747C0251761C62"


async def test_the_end_of_an_interview_makes_it_done_and_asks_for_feedback(
    town: Town, smb: ShowMeBug
) -> None:
    await agree(town)
    await town.run_errands()
    await told(town)
    await town.pass_time(hours=29, minutes=40)
    await told(town)

    assert await smb.end(only(smb).uid, 5, "基础扎实") == [200]
    await town.run_errands()

    got = await told(town)
    assert sorted(got) == ["HanMeimei", "LiLei"]
    assert all(texts[0].startswith("#1 结束了：张三") for texts in got.values())
    async with town.connection() as connection:
        event = await connection.fetchrow("SELECT * FROM room_event")
        status = await connection.fetchval("SELECT status FROM interview WHERE id = 1")
    assert (status, event["rating"]) == ("done", 5)
    assert event["result"]["comments"] == [{"content": "基础扎实"}]
    shown = await town.say("WangFang", "房间 1")
    assert shown is not None
    assert "\n已结束，评分 5\n" in shown
    await town.pass_time(minutes=30)
    assert await told(town) == {}  # neither asked twice, nor HR what became of it


async def test_an_event_that_comes_again_does_nothing_twice(
    town: Town, smb: ShowMeBug, clock: StoppedClock
) -> None:
    await agree(town)
    await town.run_errands()
    await town.pass_time(hours=29, minutes=40)
    await told(town)
    uid = only(smb).uid

    async def wait(seconds: float) -> None:
        clock.advance(timedelta(seconds=seconds))

    smb.events_url = smb.events_url.replace("/events", "/elsewhere")
    assert await smb.end(uid, 4, wait=wait) == [404, 404, 404, 404]
    smb.events_url = smb.events_url.replace("/elsewhere", "/events")
    answers = await asyncio.gather(*(smb.push({"uid": uid, "rate": 4}) for _ in range(5)))
    clock.advance(timedelta(seconds=15))
    answers.append(await smb.push({"uid": uid, "rate": 4}))

    assert answers == [200] * 6
    assert await town.count("room_event") == 1
    got = await told(town)
    assert [len(texts) for texts in got.values()] == [1, 1]


async def test_an_end_before_the_beginning_is_kept_and_changes_nothing(
    town: Town, smb: ShowMeBug
) -> None:
    await agree(town)
    await town.run_errands()
    await told(town)

    assert await smb.push({"uid": only(smb).uid, "rate": 1}) == 200

    assert await town.count("interview", "status = 'confirmed'") == 1
    assert await told(town) == {}


async def test_an_end_after_somebody_said_that_it_did_not_take_place_changes_nothing(
    town: Town, smb: ShowMeBug
) -> None:
    await agree(town)
    await town.run_errands()
    await town.pass_time(hours=29, minutes=40)
    await town.say("WangFang", "未到 1 候选人")
    await told(town)

    assert await smb.push({"uid": only(smb).uid, "rate": 1}) == 200

    assert await town.count("interview", "status = 'no_show'") == 1
    assert await told(town) == {}


async def test_events_that_are_not_genuine_or_not_ours_change_nothing(
    town: Town, smb: ShowMeBug
) -> None:
    await agree(town)
    await town.run_errands()

    assert await smb.push({"uid": only(smb).uid, "rate": 1}, signature="0" * 40) == 403
    assert await smb.push({"rate": 1}) == 403
    assert await smb.push({"uid": "NOBODY", "rate": 1}) == 200
    assert await smb.push({"uid": only(smb).uid, "rate": 1}, event="interview_started") == 200
    assert await town.count("interview", "status = 'done'") == 0


async def test_without_showmebug_nobody_answers_its_events(make_town: MakeTown) -> None:
    town = await make_town()
    smb = ShowMeBug("client", "secret", town.clock.now)
    smb.events_url = str(town.server.make_url("/showmebug/events"))

    assert await smb.push({"uid": "ABCDEF", "rate": 5}) == 404
