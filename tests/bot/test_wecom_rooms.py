"""Rooms as WeCom meetings, and entries in the interviewers' WeCom calendars."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject

from simulator.faults import Trouble
from simulator.meetings import Meeting
from tests.town import MakeTown, Town

CHINA = ZoneInfo("Asia/Shanghai")


@pytest.fixture
async def town(make_town: MakeTown) -> Town:
    town = await make_town(rooms={"provider": "wecom_meeting"}, calendar={"wecom": True})
    await offered(town)
    return town


async def offered(town: Town) -> None:
    await town.hello("WangFang", "zhangsan", "LiLei", "HanMeimei", "LaoWang")
    await town.say(
        "WangFang",
        "安排 张三(zhangsan) | 后端工程师 | 李雷(LiLei)、韩梅梅(HanMeimei) |"
        " 明天 15:00；周五 14:00 | 1号会议室",
    )
    await told(town)


async def told(town: Town) -> dict[str, list[str]]:
    """What everybody was newly sent."""
    everybody = ("WangFang", "zhangsan", "LiLei", "HanMeimei", "LaoWang")
    return {one: got for one in everybody if (got := await town.pushed(one))}


async def agreed(town: Town) -> None:
    """The first time is taken, and everything that follows from it is done."""
    await town.say("zhangsan", "1")
    await told(town)
    await town.run_errands()


def meeting(town: Town) -> Meeting:
    [standing] = town.wecom.meetings.standing()
    return standing


def entry(town: Town) -> dict[str, Any]:
    [one] = town.wecom.schedules.values()
    return one


def at(day: int, hour: int) -> int:
    return int(datetime(2026, 11, day, hour, tzinfo=CHINA).timestamp())


@pytest.mark.parametrize("links_at_once", [True, False])
async def test_everybody_gets_the_link_and_the_code(town: Town, links_at_once: bool) -> None:
    town.wecom.meetings.links_at_once = links_at_once
    await agreed(town)

    made = meeting(town)
    way = f"{made.link}"
    head = "面试房间准备好了 #1：张三 · 后端工程师 · 一面"
    assert await told(town) == {
        "zhangsan": [
            f"您的面试房间准备好了：后端工程师 · 一面（#1）\n{way}\n到时请从这个链接进入。\n"
            f"会议号：{made.code}"
        ],
        "LiLei": [f"{head}\n{way}\n会议号：{made.code}"],
        "HanMeimei": [f"{head}\n{way}\n会议号：{made.code}"],
    }
    assert made.body["title"] == "面试 #1 张三 · 后端工程师"
    assert (made.body["meeting_start"], made.body["meeting_duration"]) == (at(25, 15), 3600)
    assert made.body["attendees"] == {"userid": ["WangFang", "LiLei", "HanMeimei"]}
    assert made.body["settings"]["allow_external_user"] is True
    assert made.body["settings"]["hosts"] == {"userid": ["LiLei", "HanMeimei"]}


async def test_an_agreed_interview_stands_in_its_interviewers_calendars(town: Town) -> None:
    await agreed(town)

    one = entry(town)
    assert (one["start_time"], one["end_time"]) == (at(25, 15), at(25, 16))
    assert one["attendees"] == [{"userid": "LiLei"}, {"userid": "HanMeimei"}]
    assert one["summary"] == "面试 #1 张三 · 后端工程师 · 一面"
    assert one["location"] == f"1号会议室 {meeting(town).link}"


async def test_both_move_with_the_interview_and_the_link_stays(town: Town) -> None:
    await agreed(town)
    await told(town)
    link = meeting(town).link

    await town.say("WangFang", "改到 1 周五 10:00!")
    await told(town)
    await town.run_errands()

    assert (meeting(town).link, meeting(town).span) == (link, (at(27, 10), at(27, 11)))
    assert (entry(town)["start_time"], entry(town)["end_time"]) == (at(27, 10), at(27, 11))
    assert entry(town)["summary"] == "面试 #1 张三 · 后端工程师 · 一面"
    assert await told(town) == {}


async def test_a_swap_changes_both_and_tells_the_new_one_the_link(town: Town) -> None:
    await agreed(town)
    await told(town)

    await town.say("WangFang", "换人 1 韩梅梅 老王")
    await told(town)
    await town.run_errands()

    assert meeting(town).body["attendees"] == {"userid": ["WangFang", "LiLei", "LaoWang"]}
    assert entry(town)["attendees"] == [{"userid": "LiLei"}, {"userid": "LaoWang"}]
    got = await told(town)
    assert (list(got), meeting(town).link in got["LaoWang"][0]) == (["LaoWang"], True)


async def test_both_are_taken_away_with_the_interview(town: Town) -> None:
    await agreed(town)
    await town.say("WangFang", "取消 1 不招了")
    await town.run_errands()

    assert town.wecom.meetings.standing() == []
    assert town.wecom.schedules == {}


async def test_an_interview_that_nobody_holds_stands_in_no_calendar(town: Town) -> None:
    await agreed(town)
    for interviewer in ("LiLei", "HanMeimei"):
        await town.say(interviewer, "拒绝 1 出差")
    await town.run_errands()
    assert town.wecom.schedules == {}

    await town.say("WangFang", "换人 1 韩梅梅 老王")
    await town.run_errands()
    assert entry(town)["attendees"] == [{"userid": "LaoWang"}]


async def test_an_uncertain_meeting_is_found_by_its_number(town: Town) -> None:
    await town.say("WangFang", "安排 李四(lisi) | 前端 | 老王(LaoWang) | 明天 9:00")
    await town.hello("lisi")
    await town.say("lisi", "可以")
    await town.run_errands()
    fault = town.wecom.faults.add("meeting/create", trouble=Trouble.ACCEPTED_UNANSWERED, times=1)
    await agreed(town)
    assert fault.met.is_set()
    await town.pass_time(minutes=1)
    await town.run_errands()

    assert town.wecom.calls["meeting/create"] == 2
    assert len(town.wecom.meetings.standing()) == 2
    got = await town.pushed("zhangsan")
    links = [one.link for one in town.wecom.meetings.standing() if "#1 " in one.body["title"]]
    assert [link in got[-1] for link in links] == [True]


async def test_a_meeting_called_off_by_its_administrator_is_made_anew_with_the_next_change(
    town: Town,
) -> None:
    await agreed(town)
    await told(town)
    meeting(town).cancelled = True

    await town.say("WangFang", "改到 1 周五 10:00!")
    await told(town)
    await town.run_errands()

    link = meeting(town).link
    assert {one: link in texts[0] for one, texts in (await told(town)).items()} == {
        "zhangsan": True,
        "LiLei": True,
        "HanMeimei": True,
    }
    assert entry(town)["location"] == f"1号会议室 {link}"


async def test_a_refusal_is_told_to_hr_and_the_calendar_is_kept_all_the_same(town: Town) -> None:
    town.wecom.faults.add("meeting/create", code=400045, detail="the company has no meetings")
    await agreed(town)

    got = await told(town)
    assert list(got) == ["WangFang"]
    assert got["WangFang"][0].startswith(
        "#1（张三 · 后端工程师 · 一面）的企业微信会议没能建好：meeting/create: 400045"
    )
    assert entry(town)["location"] == "1号会议室"


async def test_a_link_that_comes_later_is_added_in_the_calendars(town: Town) -> None:
    town.wecom.faults.add("meeting/create", code=-1, times=1)
    await agreed(town)
    assert entry(town)["location"] == "1号会议室"

    await town.pass_time(minutes=1)
    await town.run_errands()

    assert entry(town)["location"] == f"1号会议室 {meeting(town).link}"


async def test_a_meeting_that_is_over_is_left_when_its_candidate_is_forgotten(town: Town) -> None:
    await agreed(town)
    await town.pass_time(days=2)
    await town.say("WangFang", "完成 1")
    await town.say("WangFang", "关闭反馈 1")
    await told(town)

    await town.say("WangFang", "忘记 张三")
    await town.say("WangFang", "是")
    await town.run_errands()

    assert town.wecom.calls["meeting/cancel"] == 0
    assert town.wecom.schedules == {}
    assert await told(town) == {}


async def test_a_missing_permission_waits_for_the_operator(town: Town) -> None:
    town.wecom.faults.add("oa/schedule/add", code=48002)
    await agreed(town)
    await told(town)
    assert town.wecom.schedules == {}

    town.wecom.faults.clear()
    await town.pass_time(minutes=1)
    await town.run_errands()

    assert entry(town)["summary"] == "面试 #1 张三 · 后端工程师 · 一面"
    assert await told(town) == {}


async def test_calendars_go_with_rooms_that_are_text_too(make_town: MakeTown) -> None:
    town = await make_town(calendar={"wecom": True})
    await offered(town)
    await agreed(town)
    assert entry(town)["location"] == "1号会议室"

    await town.say("WangFang", "修改 1 地点 https://meeting.example.com/x")
    await town.run_errands()

    assert entry(town)["location"] == "https://meeting.example.com/x"
    assert town.wecom.meetings.all == {}


async def test_a_letter_brings_the_link_into_the_candidates_calendar(make_town: MakeTown) -> None:
    town = await make_town(mail=True, rooms={"provider": "wecom_meeting"})
    await town.hello("WangFang")
    await town.say("WangFang", "安排 赵六 | 后端工程师 | 李雷(LiLei) | 明天 15:00")
    await town.say("WangFang", "修改 1 邮箱 zhao@example.com")
    await town.say("WangFang", "确认 1 1")
    await town.deliver()
    await town.run_errands()
    await town.deliver()

    *_, confirmed, room = town.mailbox.to("zhao@example.com")
    before, after = (vobject.readOne(mail.invitation).vevent for mail in (confirmed, room))
    assert room.subject == "面试房间准备好了：后端工程师 · 一面（#1）"
    assert f"\n{meeting(town).link}\n" in room.text.replace("\r\n", "\n")
    assert after.url.value == meeting(town).link
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)


async def test_hr_sees_the_meeting(town: Town) -> None:
    await agreed(town)
    made = meeting(town)

    assert await town.say("WangFang", "房间 1") == (
        f"#1 的企业微信会议：可用\n张三：{made.link}\n李雷：{made.link}\n韩梅梅：{made.link}\n"
        f"会议号：{made.code}"
    )


async def test_a_name_too_long_for_a_title_is_cut_between_letters(town: Town) -> None:
    await town.say("WangFang", f"安排 {'慕容' * 10} | 后端 | 老王(LaoWang) | 周五 9:00")
    await town.say("WangFang", "确认 2 1")
    await town.run_errands()

    assert meeting(town).body["title"] == f"面试 #2 {'慕容' * 5}"
