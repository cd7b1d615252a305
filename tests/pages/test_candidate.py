"""A candidate's page: what they can do there, which is what they can say."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.pages.visiting import Visitor, visiting
from tests.town import Town

OFFER = (
    "安排 赵六 | 后端工程师 | 李雷(LiLei)、韩梅梅(HanMeimei) | 明天 15:00-16:00；周五 14:00"
    " | 1号会议室"
)
CONFIRMED = (
    "面试已确认：后端工程师 · 一面（#1）\n时间：11月25日 周三 15:00–16:00\n地点：1号会议室\n"
    "面试官：李雷、韩梅梅\n联系人：王芳。"
)
ENGLISH = {"Accept-Language": "en-GB,en;q=0.9,zh;q=0.1"}


@pytest.fixture
async def guest(town: Town) -> AsyncIterator[Visitor]:
    """赵六, who was passed the link."""
    await town.hello("WangFang")
    await town.say("WangFang", OFFER)
    async with visiting(town) as made:
        yield made


async def test_the_page_says_what_the_interview_is_and_shows_the_open_times(guest: Visitor) -> None:
    page = await guest.open(guest.link(1))

    assert (page.status, page.read.title) == (200, "面试 #1 · 请选择面试时间")
    assert page.read.lines[1:14] == [
        "请选择面试时间", "赵六，您好！王芳邀请您参加面试。",
        "岗位", "后端工程师 · 一面", "地点", "1号会议室", "联系人", "王芳", "编号", "#1",
        "可选时间", "11月25日 周三 15:00–16:00", "为您保留到 11月25日 周三 15:00",
    ]  # fmt: skip
    assert page.read.times == {
        "1": "11月25日 周三 15:00–16:00",
        "2": "11月27日 周五 14:00–15:00",
    }
    assert {*page.read.forms} == {"confirm", "decline", "cancel"}


async def test_confirming_is_answered_as_in_chat_and_everyone_hears_it(
    guest: Visitor, town: Town
) -> None:
    page = await guest.send(await guest.open(guest.link(1)), "confirm", slot="1")

    assert (page.status, page.said) == (200, CONFIRMED)
    assert page.read.title == "面试 #1 · 面试已确认"
    assert {*page.read.forms} == {"ask", "cancel"}
    assert await town.pushed("WangFang") == [
        "赵六确认了 #1：赵六 · 后端工程师 · 一面\n时间：11月25日 周三 15:00–16:00\n地点：1号会议室"
    ]
    [yours] = await town.pushed("LiLei")
    assert yours.startswith("您有一场面试 #1：赵六 · 后端工程师 · 一面\n")


async def test_none_of_the_times_fits(guest: Visitor, town: Town) -> None:
    first = await guest.open(guest.link(1))
    page = await guest.send(first, "decline", text="下周都可以")

    assert page.said == "好的，已转告王芳，会再和您商量别的时间。"
    assert page.read.title == "面试 #1 · 正在安排面试时间"
    [told] = await town.pushed("WangFang")
    assert "赵六：#1（后端工程师 · 一面）的时间都不合适：" in told
    assert "留言：下周都可以" in told
    assert {*page.read.forms} == {"ask", "cancel"}


async def test_another_time_is_asked_for_and_the_agreed_one_stands(
    guest: Visitor, town: Town
) -> None:
    page = await guest.send(await guest.open(guest.link(1)), "confirm", slot="2")
    await town.pushed("WangFang")
    page = await guest.send(page, "ask", text="周五上午有考试，下周一上午可以")

    assert page.said == (
        "已转告王芳您想改期（#1）。改定之前，原定时间 11月27日 周五 14:00–15:00 不变；有结果会马上通知您。"
    )
    assert "您提出过改期，王芳正在安排：周五上午有考试，下周一上午可以" in page.read.lines
    [told] = await town.pushed("WangFang")
    assert "赵六想改期 #1：赵六 · 后端工程师 · 一面" in told


async def test_cancelling_needs_a_reason_and_passes_it_on(guest: Visitor, town: Town) -> None:
    first = await guest.open(guest.link(1))
    asked = await guest.send(first, "cancel", text="  ")
    assert (asked.status, asked.said) == (422, "请写上取消的原因，再按一次。什么也没有改变。")

    page = await guest.send(asked, "cancel", text="找到别的工作了")
    assert page.said == "已取消 #1（赵六），相关的人会收到通知和原因。"
    assert page.read.title == "面试 #1 · 面试已取消"
    assert page.read.forms == {}
    assert await town.pushed("WangFang") == [
        "赵六取消了面试 #1：赵六 · 后端工程师 · 一面\n原因：找到别的工作了"
    ]


async def test_what_was_written_is_still_there_when_something_is_wrong(guest: Visitor) -> None:
    first = await guest.open(guest.link(1))

    long = await guest.send(first, "cancel", text="很" * 501)
    assert (long.status, long.said) == (422, "最多写 500 个字，请缩短一些。")
    assert long.read.written == "很" * 501
    none = await guest.send(first, "confirm")
    assert (none.status, none.said) == (422, "请先选择一个时间，再按“确认这个时间”。")
    no_such = await guest.send(first, "confirm", slot="9")
    assert no_such.said == (
        "#1 没有时间 9。\n还可以选：\n1. 11月25日 周三 15:00–16:00\n2. 11月27日 周五 14:00–15:00"
    )


async def test_a_form_works_once_however_often_it_is_sent(guest: Visitor, town: Town) -> None:
    first = await guest.open(guest.link(1))

    pages = [await guest.send(first, "confirm", slot="1") for _ in range(2)]
    assert [page.said for page in pages] == [CONFIRMED, CONFIRMED]
    assert len(await town.pushed("WangFang")) == 1

    other = await guest.send(first, "cancel", text="不来了")
    assert other.status == 409
    assert other.said.startswith("这个页面打开很久了，或者已经用过。")
    assert other.read.written == "不来了"
    assert await town.pushed("WangFang") == []
    again = await guest.send(other, "cancel", text="不来了")
    assert again.said == "已取消 #1（赵六），相关的人会收到通知和原因。"


async def test_the_same_form_twice_at_once_is_done_once(guest: Visitor, town: Town) -> None:
    first = await guest.open(guest.link(1))

    pages = await asyncio.gather(*(guest.send(first, "confirm", slot="1") for _ in range(4)))

    assert {page.said for page in pages} == {CONFIRMED}
    assert len(await town.pushed("WangFang")) == 1
    assert await town.count("change", "what = 'confirmed'") == 1


@pytest.mark.parametrize("changed", ["key", "missing", "other", "old"])
async def test_without_the_forms_own_key_nothing_is_done(
    guest: Visitor, town: Town, changed: str
) -> None:
    await town.say("WangFang", "安排 钱七 | 测试 | 老王(LaoWang) | 明天 15:00-16:00")
    first = await guest.open(guest.link(1))
    fields = first.read.forms["confirm"]
    if changed == "key":
        fields["key"] = fields["key"][:-1] + ("A" if fields["key"][-1] != "A" else "B")
    elif changed == "missing":
        del fields["key"]
    elif changed == "other":
        fields["key"] = (await guest.open(guest.link(2))).read.forms["cancel"]["key"]
    else:
        await town.pass_time(hours=12)

    page = await guest.send(first, "confirm", slot="1")

    assert page.status == 409
    assert await town.count("interview", "status = 'confirmed'") == 0


async def test_page_and_chat_race_and_one_of_them_is_told_how_it_stands(town: Town) -> None:
    await town.hello("WangFang", "zhangsan")
    await town.say("WangFang", OFFER.replace("赵六", "张三(zhangsan)"))
    async with visiting(town) as guest:
        first = await guest.open(guest.link(1))
        page, said = await asyncio.gather(
            guest.send(first, "confirm", slot="1"), town.say("zhangsan", "2")
        )

    assert await town.count("change", "what = 'confirmed'") == 1
    assert said is not None
    if page.said == CONFIRMED:
        assert said.startswith("#1 已经确认在 11月25日 周三 15:00–16:00。要改时间，请发“改期 1”")
    else:
        assert page.said == "#1 已经确认在 11月27日 周五 14:00–15:00。"
        assert said.startswith(
            "面试已确认：后端工程师 · 一面（#1）\n时间：11月27日 周五 14:00–15:00"
        )


async def test_what_chat_has_settled_the_page_refuses_with_the_same_sentence(town: Town) -> None:
    await town.hello("WangFang")
    await town.say("WangFang", OFFER.replace("赵六", "张三(zhangsan)"))
    async with visiting(town) as guest:
        first = await guest.open(guest.link(1))
        await town.say("zhangsan", "1")

        same = await guest.send(first, "confirm", slot="1")
        other = await guest.send(await guest.open(guest.link(1)), "ask", text="想换到下周")

    assert same.said == f"（之前已经确认过了）\n{CONFIRMED}"
    assert other.said.startswith("已转告王芳您想改期（#1）。")


async def test_several_rounds_in_a_row_are_confirmed_together(town: Town) -> None:
    await town.hello("WangFang")
    await town.say(
        "WangFang", "连面 赵六 | 后端 | 李雷(LiLei) > 韩梅梅(HanMeimei) | 周五 14:00 | 1号会议室"
    )
    async with visiting(town) as guest:
        first = await guest.open(guest.link(1))
        assert first.read.times == {"1": "11月27日 周五 14:00–16:00"}
        assert "#1 一面 李雷" in first.read.lines
        page = await guest.send(first, "confirm", slot="1")

    assert page.said == (
        "面试已确认：后端，连续 2 轮\n#1 一面 11月27日 周五 14:00–15:00 李雷\n"
        "#2 二面 11月27日 周五 15:00–16:00 韩梅梅\n地点：1号会议室\n联系人：王芳。"
    )
    assert await town.count("interview", "status = 'confirmed'") == 2


async def test_another_time_on_offer_stands_beside_the_agreed_one(
    guest: Visitor, town: Town
) -> None:
    await guest.send(await guest.open(guest.link(1)), "confirm", slot="1")
    await town.say("WangFang", "改到 1 周五 16:00")

    page = await guest.open(guest.link(1))
    assert page.read.title == "面试 #1 · 面试想换个时间，请您选择"
    assert page.read.times == {"3": "11月27日 周五 16:00–17:00"}
    assert page.read.lines[page.read.lines.index("原定时间") + 1] == "11月25日 周三 15:00–16:00"
    kept = await guest.send(page, "decline", text="")
    assert kept.said == "好的，#1 的时间不变：11月25日 周三 15:00–16:00。已转告王芳。"


async def test_close_to_the_start_the_page_asks_to_call(guest: Visitor, town: Town) -> None:
    await guest.send(await guest.open(guest.link(1)), "confirm", slot="1")
    await town.pass_time(hours=20)

    page = await guest.send(await guest.open(guest.link(1)), "cancel", text="病了")

    assert page.said == (
        "离 #1（11月25日 周三 15:00–16:00）开始不到 12 小时，不能在这里取消了。"
        "已马上告诉王芳，请直接联系王芳。"
    )


@pytest.mark.parametrize(
    "place", ["https://meeting.tencent.com/dm/abc", "腾讯会议 https://meeting.tencent.com/dm/abc"]
)
async def test_a_meeting_has_a_link_to_join(town: Town, place: str) -> None:
    await town.say("WangFang", OFFER.replace("1号会议室", place))
    async with visiting(town) as guest:
        page = await guest.open(guest.link(1))

    assert page.read.links["进入会议"] == "https://meeting.tencent.com/dm/abc"
    assert "在地图上查看" not in page.read.links


async def test_an_address_has_a_map_and_a_room_of_the_house_none(
    guest: Visitor, town: Town
) -> None:
    room = await guest.open(guest.link(1))
    await town.say("WangFang", "修改 1 地点 世纪大道100号 <b>3楼</b>")
    page = await guest.open(guest.link(1))

    assert "在地图上查看" not in room.read.links
    assert page.read.links["在地图上查看"] == (
        "https://uri.amap.com/search?keyword=%E4%B8%96%E7%BA%AA%E5%A4%A7%E9%81%93100%E5%8F%B7"
        "%20%3Cb%3E3%E6%A5%BC%3C/b%3E"
    )
    assert "世纪大道100号 <b>3楼</b>" in page.read.lines
    assert "<b>3楼" not in page.html


async def test_it_speaks_the_browsers_language_and_the_one_that_is_chosen(guest: Visitor) -> None:
    page = await guest.open(guest.link(1), **ENGLISH)
    assert page.read.title == "Interview #1 · Please choose a time"
    assert page.read.times["1"] == "Wed 25 Nov 15:00–16:00"
    assert page.html.startswith('<!doctype html>\n<html lang="en">')

    chosen = await guest.follow(page, "中文")
    assert chosen.read.title == "面试 #1 · 请选择面试时间"
    english = await guest.follow(chosen, "English")
    done = await guest.send(english, "confirm", slot="1")
    assert done.said.startswith("Your interview is confirmed: 后端工程师 · round 1 (#1)\n")
    assert done.read.links.keys() == {"中文", "Add to calendar"}


async def test_times_are_shown_in_the_zone_that_is_chosen(guest: Visitor) -> None:
    page = await guest.open(f"{guest.link(1)}?zone=Europe/Berlin")
    assert page.read.times["1"] == "11月25日 周三 08:00–09:00（中欧标准时间）"
    assert "时间按 中欧标准时间 显示 · 换时区" in page.read.lines

    done = await guest.send(page, "confirm", slot="1")
    assert "时间：11月25日 周三 08:00–09:00（中欧标准时间）" in done.said
    nonsense = await guest.open(f"{guest.link(1)}?zone=Mars/Olympus&lang=tlh")
    assert nonsense.read.times == {}
    assert nonsense.read.lines[nonsense.read.lines.index("时间") + 1] == "11月25日 周三 15:00–16:00"


async def test_the_page_closes_a_day_after_the_interview(guest: Visitor, town: Town) -> None:
    first = await guest.send(await guest.open(guest.link(1)), "confirm", slot="1")
    await town.pass_time(hours=31)
    over = await guest.open(guest.link(1))
    assert (over.status, over.read.title, over.read.forms) == (200, "面试 #1 · 面试已结束", {})

    await town.pass_time(hours=24)
    assert (await guest.open(guest.link(1))).status == 404
    assert (await guest.send(first, "cancel", text="病了")).status == 404


async def test_who_was_forgotten_has_no_page(guest: Visitor, town: Town) -> None:
    await guest.send(await guest.open(guest.link(1)), "cancel", text="找到别的工作了")
    await town.deliver()
    await town.say("WangFang", "忘记 赵六")
    await town.say("WangFang", "是")

    assert (await guest.open(guest.link(1))).status == 404
    assert await town.count("inbox", "text LIKE '%找到别的工作%' OR reply LIKE '%赵六%'") == 0


async def test_a_link_that_was_made_anew_says_whom_to_ask_for_the_new_one(
    guest: Visitor, town: Town
) -> None:
    first = await guest.open(guest.link(1))
    async with town.connection() as connection:  # as if WeChat had been there
        await connection.execute(
            "UPDATE person SET external_userid = 'wm1', channel = 'kf' WHERE name = '赵六'"
        )
    await town.say("WangFang", "换微信 1")

    for page in (
        await guest.open(guest.link(1)),
        await guest.send(first, "cancel", text="不去了"),
        await guest.open(f"{guest.link(1)}/interview.ics"),
    ):
        assert (page.status, page.read.title) == (410, "这个链接已经失效")
        assert page.read.lines[-1] == "已经换过新的链接了。如果您是这位候选人，请向王芳要新的链接。"
    assert await town.count("interview", "status = 'offered'") == 1
    english = await guest.open(guest.link(1), **ENGLISH)
    assert english.read.lines[-1] == (
        "There is a new one. If you are the candidate, please ask 王芳 for it."
    )
    tickets = town.settings.rules.tickets
    assert tickets is not None
    assert (await guest.open(f"/c/{tickets.make(1, 1)}")).status == 200
