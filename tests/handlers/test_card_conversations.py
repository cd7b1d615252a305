"""Offers, invitations and reminders as cards: a click says what a text would, and a card that is
settled, by anyone and in any way, says so itself."""

from typing import Any

import pytest

from tests.town import MakeTown, Town, labels

OFFER = (
    "安排 张三(zhangsan) | 后端工程师 | 李雷(LiLei)、韩梅梅(HanMeimei) |"
    " 明天 15:00-16:00；周五 14:00 | 1号会议室"
)
CONFIRMED = (
    "面试已确认：后端工程师 · 一面（#1）\n"
    "时间：11月25日 周三 15:00–16:00\n"
    "地点：1号会议室\n"
    "面试官：李雷、韩梅梅\n"
    "联系人：王芳。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，会晚到请回复“迟到 10”。"
)


def face(card: dict[str, Any]) -> tuple[str, str, list[str]]:
    """What one sees of a card: its title, what became of it (or its note), what can be pressed."""
    note = card.get("replace_text") or card.get("sub_title_text", "")
    return card["main_title"]["title"], note, list(labels(card))


async def faces(town: Town, userid: str) -> list[tuple[str, str, list[str]]]:
    """All cards of somebody, once everything due has been delivered."""
    await town.deliver()
    return [face(card) for card in town.cards(userid)]


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("WangFang", "ZhouMin", "zhangsan", "LiLei", "HanMeimei")


async def test_an_offer_is_one_card_with_a_button_for_each_time(town: Town) -> None:
    await town.say("WangFang", OFFER)

    [words] = await town.pushed("zhangsan")
    [card] = town.cards("zhangsan")

    assert words.startswith("张三，您好！王芳邀请您参加面试：\n后端工程师 · 一面（#1）\n可选时间：")
    assert face(card) == (
        "面试邀请 #1",
        "点一个时间即可确认；也可以回复“确认 1 1”或“都不行”，附上您方便的时间。"
        "保留到 11月25日 周三 15:00（时间 1）、11月26日 周四 10:00（时间 2）。",
        ["周三 15:00", "周五 14:00", "都不行"],
    )
    assert card["main_title"]["desc"] == "后端工程师 · 一面"
    assert [(one["keyname"], one["value"]) for one in card["horizontal_content_list"]] == [
        ("时间 1", "11月25日 周三 15:00–16:00"),
        ("时间 2", "11月27日 周五 14:00–15:00"),
        ("地点", "1号会议室"),
        ("联系人", "王芳"),
    ]


async def test_a_click_is_the_words_it_stands_for_and_the_card_says_what_was_agreed(
    town: Town,
) -> None:
    await town.say("WangFang", OFFER)

    assert await town.click("zhangsan", "周三 15:00") == CONFIRMED
    assert await faces(town, "zhangsan") == [("面试邀请 #1", "已确认", [])]
    [card] = town.cards("zhangsan")
    assert card["horizontal_content_list"][0]["value"] == "11月25日 周三 15:00–16:00"
    assert len(await town.pushed("LiLei")) == 1
    assert len(await town.pushed("WangFang")) == 1


async def test_all_times_can_be_declined_by_a_click(town: Town) -> None:
    await town.say("WangFang", OFFER)

    assert await town.click("zhangsan", "都不行") == "好的，已转告王芳，会再和您商量别的时间。"
    assert await faces(town, "zhangsan") == [("面试邀请 #1", "已答复不行", [])]
    [told] = await town.pushed("WangFang")
    assert told.startswith("张三：#1（后端工程师 · 一面）的时间都不合适")


async def test_declining_by_a_click_means_the_offer_of_the_card(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("WangFang", "安排 张三(zhangsan) | 测试 | 老王(LaoWang) | 周四 10:00")

    await town.click("zhangsan", "都不行")  # of the newest card

    assert await faces(town, "zhangsan") == [
        (
            "面试邀请 #1",
            "点一个时间即可确认；也可以回复“确认 1 1”或“都不行”，附上您方便的时间。"
            "保留到 11月25日 周三 15:00（时间 1）、11月26日 周四 10:00（时间 2）。",
            ["周三 15:00", "周五 14:00", "都不行"],
        ),
        ("面试邀请 #2", "已答复不行", []),
    ]


@pytest.mark.parametrize("said", ["1", "确认 1", "confirm 1 1"])
async def test_a_text_settles_the_card_as_a_click_does(town: Town, said: str) -> None:
    await town.say("WangFang", OFFER)
    await town.deliver()

    assert await town.say("zhangsan", said) == CONFIRMED
    assert await faces(town, "zhangsan") == [("面试邀请 #1", "已确认", [])]


async def test_what_hr_does_settles_the_candidates_card(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.deliver()

    await town.say("ZhouMin", "/confirm 1 2")
    assert await faces(town, "zhangsan") == [("面试邀请 #1", "已确认", [])]
    [card] = town.cards("zhangsan")
    assert card["horizontal_content_list"][0]["value"] == "11月27日 周五 14:00–15:00"


async def test_a_cancelled_interview_settles_every_card_about_it(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.click("zhangsan", "周三 15:00")
    await town.deliver()

    await town.say("LiLei", "取消 1 生病")

    # The click had a code of its own, so the offer's first one was still good.
    assert await faces(town, "zhangsan") == [("面试邀请 #1", "已取消", [])]
    assert await faces(town, "LiLei") == [("您有一场面试 #1", "已取消", [])]
    assert await faces(town, "HanMeimei") == [("您有一场面试 #1", "已取消", [])]


async def test_an_expired_offer_greys_the_card_and_a_late_answer_is_told_why(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.deliver()

    await town.pass_time(hours=30)
    assert (await faces(town, "zhangsan"))[0][2] != []  # the second time is still open
    await town.pass_time(hours=19)

    assert await faces(town, "zhangsan") == [("面试邀请 #1", "已过期", [])]
    assert len(await town.pushed("zhangsan")) == 1  # the offer itself, and no word more
    assert await town.say("zhangsan", "1") == (
        "时间 1（11月25日 周三 15:00–16:00）的保留时间已过。\n现在没有可选的时间，请联系王芳。"
    )


async def test_where_the_card_cannot_be_changed_any_more_a_message_says_what_changed(
    make_town: MakeTown,
) -> None:
    town = await make_town(offer={"hold": "4d"})
    await town.hello("WangFang", "zhangsan")
    await town.say("WangFang", "安排 张三(zhangsan) | 测试 | 老王(LaoWang) | 12-03 10:00")
    await town.pushed("zhangsan")

    await town.pass_time(days=4)

    assert await town.pushed("zhangsan") == ["#1 · 测试 · 一面\n已过期\n这些时间的保留期已过。"]
    assert (await faces(town, "zhangsan"))[0][2] == ["周四 10:00", "都不行"]
    assert await town.pushed("zhangsan") == []


async def test_other_times_make_the_old_card_point_to_the_new_one(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.deliver()

    await town.say("WangFang", "提供 1 周四 9:00")

    assert [one[1:] for one in await faces(town, "zhangsan")] == [
        ("有新的时间", []),
        (
            "点一个时间即可确认；也可以回复“确认 1 1”或“都不行”，附上您方便的时间。"
            "保留到 11月25日 周三 15:00（时间 1）、11月26日 周四 09:00（时间 3）、"
            "11月26日 周四 10:00（时间 2）。",
            ["周三 15:00", "周五 14:00", "周四 09:00", "都不行"],
        ),
    ]
    await town.click("zhangsan", "周四 09:00")
    assert [one[1] for one in await faces(town, "zhangsan")] == ["有新的时间", "已确认"]


async def test_an_old_card_clicked_again_is_harmless_and_learns_how_things_stand(
    make_town: MakeTown,
) -> None:
    town = await make_town(offer={"hold": "10d"})
    await town.hello("WangFang", "zhangsan")
    await town.say(
        "WangFang", "安排 张三(zhangsan) | 测试 | 老王(LaoWang) | 12-03 10:00；12-04 10:00"
    )
    await town.deliver()
    await town.pass_time(days=4)
    await town.say("WangFang", "取消 1 停招")
    [_, told] = await town.pushed("zhangsan")
    assert told.startswith("张三，您好！很抱歉，您的面试已取消")
    assert (await faces(town, "zhangsan"))[0][2] != []  # too late to change it

    assert await town.click("zhangsan", "周五 10:00") == "#1 已取消，不能再改。"

    assert await faces(town, "zhangsan") == [("面试邀请 #1", "已取消", [])]
    assert await town.count("interview", "status = 'cancelled'") == 1


async def test_two_clicks_at_two_times_agree_on_one(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.deliver()
    [card] = town.cards("zhangsan")

    await town.wecom.cards.press("zhangsan", card["task_id"], "confirm 1 1")
    await town.wecom.cards.press("zhangsan", card["task_id"], "confirm 1 2")

    assert await town.pushed("zhangsan") != []
    assert await town.count("slot", "state = 'taken'") == 1
    assert len(await town.pushed("LiLei")) == 1
    assert await faces(town, "zhangsan") == [("面试邀请 #1", "已确认", [])]


async def test_with_seven_times_one_is_chosen_from_a_list(town: Town) -> None:
    times = "；".join(f"周四 {hour}:00" for hour in range(9, 16))
    await town.say("WangFang", f"安排 张三(zhangsan) | 测试 | 老王(LaoWang) | {times}")
    await town.deliver()
    [card] = town.cards("zhangsan")
    assert list(labels(card)) == ["确认所选时间", "都不行"]
    assert card["quote_area"]["quote_text"] == "时间 7 11月26日 周四 15:00–16:00\n联系人 王芳"

    answer = await town.click("zhangsan", "确认所选时间", "周四 14:00")

    assert answer.startswith("面试已确认：测试 · 一面（#1）\n时间：11月26日 周四 14:00–15:00")
    assert await faces(town, "zhangsan") == [("面试邀请 #1", "已确认", [])]


async def test_declining_from_such_a_list_says_nothing_of_what_is_chosen(town: Town) -> None:
    times = "；".join(f"周四 {hour}:00" for hour in range(9, 16))
    await town.say("WangFang", f"安排 张三(zhangsan) | 测试 | 老王(LaoWang) | {times}")

    assert await town.click("zhangsan", "都不行", "周四 14:00") == (
        "好的，已转告王芳，会再和您商量别的时间。"
    )
    [told] = await town.pushed("WangFang")
    assert "留言" not in told


async def test_more_than_ten_times_are_a_text(town: Town) -> None:
    times = "；".join(f"周四 {hour}:{half}" for hour in range(8, 14) for half in ("00", "30"))
    await town.say("WangFang", f"安排 张三(zhangsan) | 测试 | 老王(LaoWang) | {times}")

    [words] = await town.pushed("zhangsan")
    assert "12. 11月26日 周四 13:30–14:30" in words
    assert town.cards("zhangsan") == []


async def test_an_interviewer_accepts_by_a_click(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("zhangsan", "1")
    assert await faces(town, "LiLei") == [
        (
            "您有一场面试 #1",
            "也可以回复“接受 1”“拒绝 1 原因”“详情 1”。",
            ["接受", "拒绝", "详情"],
        )
    ]

    assert await town.click("LiLei", "接受") == (
        "好的，#1 您会参加：张三，11月25日 周三 15:00–16:00。"
    )

    assert await faces(town, "LiLei") == [("您有一场面试 #1", "已接受", [])]
    assert (await faces(town, "HanMeimei"))[0][2] == ["接受", "拒绝", "详情"]
    assert await town.say("HanMeimei", "接受 1") is not None
    assert await faces(town, "HanMeimei") == [("您有一场面试 #1", "已接受", [])]


async def test_an_interviewer_who_declines_gives_the_seat_to_another_with_a_card(
    town: Town,
) -> None:
    await town.say(
        "WangFang", "安排 张三(zhangsan) | 前端 | 任一(李雷(LiLei),韩梅梅(HanMeimei)) | 周五 14:00"
    )
    await town.say("zhangsan", "1")
    await town.deliver()
    first, other = ("LiLei", "HanMeimei") if town.cards("LiLei") else ("HanMeimei", "LiLei")

    answer = await town.click(first, "拒绝")

    assert answer.startswith("好的，#1（张三，11月27日 周五 14:00–15:00）您不用参加了，由")
    assert await faces(town, first) == [("您有一场面试 #1", "已拒绝", [])]
    assert (await faces(town, other))[0][2] == ["接受", "拒绝", "详情"]


async def test_who_is_swapped_out_holds_a_card_that_says_so(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("zhangsan", "1")
    await town.deliver()

    await town.say("WangFang", "换人 1 李雷 老王(LaoWang)")

    assert await faces(town, "LiLei") == [("您有一场面试 #1", "已换人", [])]
    assert (await faces(town, "LaoWang"))[0][2] == ["接受", "拒绝", "详情"]
    assert (await faces(town, "HanMeimei"))[0][2] == ["接受", "拒绝", "详情"]


@pytest.mark.parametrize(
    ("leaving", "shown"),
    [(("LiLei", "拒绝 1 出差"), "已拒绝"), (("WangFang", "换人 1 李雷 老王(LaoWang)"), "已换人")],
)
async def test_who_has_left_the_panel_hears_no_more_of_it(
    town: Town, leaving: tuple[str, str], shown: str
) -> None:
    await town.say("WangFang", OFFER)
    await town.say("zhangsan", "1")
    await town.deliver()
    await town.say(*leaving)
    await town.pushed("LiLei")

    await town.say("WangFang", "改到 1 周四 10:00!")
    await town.pass_time(hours=25)
    await town.say("WangFang", "取消 1 岗位取消")

    assert await town.pushed("LiLei") == []
    assert await faces(town, "LiLei") == [("您有一场面试 #1", shown, [])]


async def test_a_move_is_offered_on_a_card_that_names_the_time_that_stands(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.click("zhangsan", "周三 15:00")
    await town.say("WangFang", "改到 1 周四 10:00；周四 11:00")
    await town.deliver()

    old, new = town.cards("zhangsan")
    assert face(old) == ("面试邀请 #1", "已确认", [])
    assert face(new) == (
        "面试改期 #1",
        "点一个时间即可改期；也可以回复“确认 1 3”，或“都不行”保持原时间。"
        "保留到 11月25日 周三 15:00。",
        ["周四 10:00", "周四 11:00", "都不行"],
    )
    assert new["horizontal_content_list"][0] == {
        "keyname": "原时间",
        "value": "11月25日 周三 15:00–16:00",
    }

    await town.click("zhangsan", "周四 11:00")

    old, new = town.cards("zhangsan")
    assert [face(one)[1:] for one in (old, new)] == [("已确认", []), ("已确认", [])]
    assert old["horizontal_content_list"][0]["value"] == "11月26日 周四 11:00–12:00"
    assert [one[1:] for one in await faces(town, "LiLei")] == [
        ("时间已改", []),
        ("也可以回复“接受 1”“拒绝 1 原因”“详情 1”。", ["接受", "拒绝", "详情"]),
    ]


async def test_a_move_that_is_declined_leaves_the_first_card_as_it_was(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.click("zhangsan", "周三 15:00")
    await town.say("WangFang", "改到 1 周四 10:00")

    answer = await town.click("zhangsan", "都不行")

    assert answer == "好的，#1 的时间不变：11月25日 周三 15:00–16:00。已转告王芳。"
    assert [one[1:] for one in await faces(town, "zhangsan")] == [
        ("已确认", []),
        ("已答复不行", []),
    ]


async def test_a_reminder_has_a_button_for_being_late(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("zhangsan", "1")
    await town.pass_time(hours=28)
    await town.deliver()

    assert await town.click("LiLei", "会晚到10分钟") == (
        "已告诉其他人您会晚到 10 分钟（#1）。路上注意安全。"
    )
    assert (await faces(town, "LiLei"))[-1] == (
        "面试提醒 #1",
        "已告诉其他人您会晚到 10 分钟。",
        ["详情"],
    )
    assert (await town.pushed("zhangsan"))[-1].startswith("李雷会迟到 10 分钟：#1")
    assert (await town.click("LiLei", "详情")).startswith("#1 张三 · 后端工程师 · 一面 · 已确认")


async def test_in_english(town: Town) -> None:
    await town.say("zhangsan", "language en")
    await town.say("LiLei", "language en")
    await town.say("WangFang", OFFER)
    await town.deliver()

    assert await faces(town, "zhangsan") == [
        (
            "Interview offer #1",
            'Press a time, or reply "confirm 1 1" or "none". Kept until Wed 25 Nov 15:00 (1), Thu 26 Nov'
            " 10:00 (2).",
            ["Wed 15:00", "Fri 14:00", "None fits"],
        )
    ]
    assert (await town.click("zhangsan", "Fri 14:00")).startswith("Your interview is confirmed")
    assert await faces(town, "zhangsan") == [("Interview offer #1", "Confirmed", [])]
    await town.pass_time(days=3, hours=3, minutes=10)
    await town.deliver()
    assert (await faces(town, "LiLei"))[-1] == (
        "Reminder #1",
        'Or reply "late 1 10" or "show 1".',
        ["Late 10min", "Details"],
    )


async def test_with_cards_switched_off_there_are_texts_and_old_cards_still_work(
    town: Town, make_town: MakeTown
) -> None:
    await town.say("WangFang", OFFER)
    await town.deliver()
    [card] = town.cards("zhangsan")

    plain = await make_town(cards={"enabled": False})
    plain.wecom.transcript = town.wecom.transcript
    plain.wecom.cards.codes = town.wecom.cards.codes
    await plain.wecom.cards.press("zhangsan", card["task_id"], "confirm 1 1")

    assert await plain.pushed("zhangsan") == [CONFIRMED]
    [invitation] = plain.wecom.pushes_to("LiLei")
    assert invitation.msgtype == "text"
    assert await faces(plain, "zhangsan") == [("面试邀请 #1", "已确认", [])]


async def test_of_an_offer_that_lapsed_before_it_went_out_nothing_is_said(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.pass_time(days=3)

    assert await faces(town, "zhangsan") == []
    assert await town.pushed("zhangsan") == []


async def test_what_has_begun_can_be_pressed_no_more_and_nothing_is_said_of_it(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷、韩梅梅 | 今天 15:00")
    await town.say("zhangsan", "1")
    await town.say("HanMeimei", "接受")
    await town.pass_time(hours=4)
    for userid in ("zhangsan", "LiLei", "HanMeimei"):
        await town.pushed(userid)

    await town.pass_time(hours=1)
    for userid in ("zhangsan", "LiLei", "HanMeimei"):
        assert await town.pushed(userid) == []
    begun: tuple[str, str, list[str]] = ("面试提醒 #1", "已开始", [])
    assert await faces(town, "zhangsan") == [begun]
    assert await faces(town, "LiLei") == [("您有一场面试 #1", "已开始", []), begun]
    assert await faces(town, "HanMeimei") == [("您有一场面试 #1", "已接受", []), begun]


async def test_none_on_an_old_card_does_not_decline_times_sent_after_it(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.pushed("zhangsan")
    [old] = town.cards("zhangsan")
    await town.say("WangFang", "改到 1 周四 10:00-11:00")  # and the old card still looks as it did

    await town.wecom.cards.press("zhangsan", old["task_id"], labels(old)["都不行"])

    assert await town.pushed("zhangsan") == [
        "张三，您好！王芳邀请您参加面试：\n后端工程师 · 一面（#1）\n可选时间：\n"
        "3. 11月26日 周四 10:00–11:00\n地点：1号会议室\n"
        "方便的话请回复 3 或“可以”；不合适请回复“都不行”，也可以附上您方便的时间。\n"
        "这个时间为您保留到 11月26日 周四 10:00。",
        "#1 之后又有了新的时间，刚才点的是之前的消息。\n还可以选：\n"
        "3. 11月26日 周四 10:00–11:00\n请回复数字。",
    ]
    assert await town.count("slot", "state = 'open'") == 1
    assert await town.pushed("WangFang") == []


async def test_where_a_card_can_be_changed_no_more_its_beginning_is_no_news(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 下周五 15:00")
    await town.say("zhangsan", "1")
    [invited] = await faces(town, "LiLei")
    await town.pass_time(hours=240)
    await town.pushed("LiLei")

    await town.pass_time(hours=5.5)  # it began half an hour ago
    assert await town.pushed("LiLei") == []
    assert (await faces(town, "LiLei"))[0] == invited


async def test_hr_says_by_a_button_what_became_of_an_interview(town: Town) -> None:
    for position, candidate, name in (
        ("后端", "张三(zhangsan)", "李雷"),
        ("测试", "李四(lisi)", "韩梅梅"),
    ):
        await town.say("WangFang", f"安排 {candidate} | {position} | {name} | 今天 15:00")
    await town.say("zhangsan", "1")
    await town.say("lisi", "1")
    await town.pass_time(hours=5)
    await town.pass_time(hours=1.5)

    asked = "也可以回复“完成 {n}”“未到 {n} 候选人”或“未到 {n} 面试官”。"
    buttons = ["完成", "候选人没来", "面试官没来"]
    assert await faces(town, "WangFang") == [
        (f"面试结束了吗 #{n}", asked.format(n=n), buttons) for n in (1, 2)
    ]
    assert await town.click("WangFang", "候选人没来") == (
        "已记录：#2（李四，11月24日 周二 15:00–16:00）候选人没有来。"
    )
    await town.say("LiLei", "完成 1")  # the interviewer has said it meanwhile
    assert await faces(town, "WangFang") == [
        ("面试结束了吗 #1", "已完成", []),
        ("面试结束了吗 #2", "候选人没来", []),
    ]


async def test_what_a_card_could_not_show_is_said_once_whatever_changes_later(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷、韩梅梅 | 今天 15:00")
    await town.say("zhangsan", "1")
    await town.ticker.tick()
    await town.pass_time(hours=6.5)
    await town.pushed("WangFang")
    await town.pass_time(hours=80)  # the card that asks HR can be changed no more
    await town.pushed("WangFang")

    await town.say("LiLei", "完成 1")
    assert await town.pushed("WangFang") == ["#1 · 后端 · 一面\n已完成"]

    await town.say("LiLei", "反馈 1 推荐 4 5 3")
    await town.pass_time(hours=5)  # longer than WeCom swallows what it has heard before
    await town.say("LiLei", "反馈 1 推荐 4 5 4")
    assert await town.pushed("WangFang") == []
    assert town.wecom.sending.dropped == []
