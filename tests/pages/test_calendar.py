"""The calendar file of a candidate's page, read by another library than the one that wrote it."""

from datetime import UTC, datetime
from typing import Any

import vobject

from tests.pages.visiting import Page, visiting
from tests.town import MakeTown, Town

OFFER = "安排 赵六 | 后端工程师 | 李雷(LiLei) | 明天 15:00-16:00；周五 14:00 | 1号会议室"


def read(page: Page) -> tuple[Any, Any]:
    """The calendar and its one event."""
    calendar = vobject.readOne(page.html)
    [event] = calendar.vevent_list
    return calendar, event


async def test_the_file_holds_time_place_and_people_and_only_rises(make_town: MakeTown) -> None:
    town = await make_town(
        server={"public_url": "https://hire.example.com/"}, company={"name": "星辰科技"}
    )
    await town.say("WangFang", OFFER)
    async with visiting(town) as guest:
        done = await guest.send(await guest.open(guest.link(1)), "confirm", slot="1")
        first = await guest.follow(done, "加到日历")
        await town.say("WangFang", "改到 1 周五 14:00!")
        moved = await guest.follow(await guest.open(guest.link(1)), "加到日历")

    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert first.headers["Content-Disposition"] == 'inline; filename="interview-1.ics"'
    calendar, event = read(first)
    assert (calendar.method.value, calendar.version.value) == ("PUBLISH", "2.0")
    assert event.summary.value == "星辰科技面试：后端工程师 · 一面"
    assert event.dtstart.value == datetime(2026, 11, 25, 7, tzinfo=UTC)
    assert event.dtend.value == datetime(2026, 11, 25, 8, tzinfo=UTC)
    assert event.location.value == "1号会议室"
    link = f"https://hire.example.com{guest.link(1)}"
    assert event.description.value == f"面试官：李雷\n联系人：星辰科技的王芳\n{link}"
    assert event.url.value == link
    assert event.status.value == "CONFIRMED"

    _, later = read(moved)
    assert later.dtstart.value == datetime(2026, 11, 27, 6, tzinfo=UTC)
    assert later.uid.value == event.uid.value
    assert int(later.sequence.value) > int(event.sequence.value)


async def test_what_is_not_agreed_has_no_file(town: Town) -> None:
    await town.say("WangFang", OFFER)
    async with visiting(town) as guest:
        assert (await guest.open(f"{guest.link(1)}/interview.ics")).status == 404
        assert (await guest.open("/c/nothing/interview.ics")).status == 404


async def test_people_cannot_write_lines_into_the_file(town: Town) -> None:
    evil = "二楼\nATTENDEE:mailto:x@example.com；,\\;\r\nEND:VEVENT"
    await town.say("WangFang", OFFER)
    async with visiting(town) as guest:
        done = await guest.send(await guest.open(guest.link(1)), "confirm", slot="1")
        await town.say("WangFang", f"修改 1 地点 {evil}")
        _, event = read(await guest.follow(done, "加到日历"))

    assert "attendee" not in event.contents
    assert event.location.value.startswith("二楼\n")
