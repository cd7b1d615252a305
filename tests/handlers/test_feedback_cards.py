"""The request for feedback as a card: a click begins it, and the card says when it is settled."""

from tests.handlers.test_card_conversations import face, faces
from tests.handlers.test_feedback import EVERYBODY, SAVED, agree
from tests.town import MakeTown, Town

NOTE = (
    "点一个结论，其余的会接着问您；也可以一句话写完："
    "反馈 1 推荐 专业能力4 沟通协作5 解决问题3 评语：基础扎实"
)
ASKED = ("请给反馈 #1", NOTE, ["强烈推荐", "推荐", "待定", "不推荐"])
GIVEN: tuple[str, str, list[str]] = ("请给反馈 #1", "已给反馈", [])


async def end(town: Town) -> None:
    """#1 is over, and its interviewers have just been asked."""
    await agree(town)
    await town.pass_time(hours=30)
    for userid in EVERYBODY:
        await town.pushed(userid)


async def newest(town: Town, userid: str) -> tuple[str, str, list[str]]:
    """The card this person got last, as it looks now."""
    return (await faces(town, userid))[-1]


async def test_a_click_on_the_recommendation_begins_and_the_rest_is_asked_for(town: Town) -> None:
    await end(town)
    assert await newest(town, "LiLei") == ASKED
    assert [(one["keyname"], one["value"]) for one in facts(town, "LiLei")] == [
        ("候选人", "张三"),
        ("时间", "11月25日 周三 15:00–16:00"),
        ("联系人", "王芳"),
    ]

    assert await town.click("LiLei", "推荐") == (
        "已记下（还没保存）：推荐\n"
        "#1 张三（后端工程师 · 一面）的“专业能力”打几分？请回复 1 到 5。\n"
        "之后是沟通协作、解决问题；也可以一起回复，例如：4 5 3"
    )
    assert await newest(town, "LiLei") == ASKED
    await town.say("LiLei", "4 5 3")

    assert await town.say("LiLei", "基础扎实") == SAVED
    assert await newest(town, "LiLei") == GIVEN
    assert await newest(town, "HanMeimei") == ASKED


async def test_another_button_corrects_what_was_pressed_before(town: Town) -> None:
    await end(town)
    await town.click("LiLei", "待定")
    await town.say("LiLei", "4 5 3")

    answer = await town.click("LiLei", "推荐")

    assert answer.startswith("已记下（还没保存）：推荐 · 专业能力 4 · 沟通协作 5 · 解决问题 3\n")
    assert await town.say("LiLei", "基础扎实") == SAVED


async def test_a_line_settles_every_request_as_the_click_would(town: Town) -> None:
    await end(town)
    await town.pass_time(hours=1)
    assert (await faces(town, "LiLei"))[-2:] == [ASKED, ASKED]

    assert await town.say("LiLei", "反馈 1 推荐 4 5 3 评语：基础扎实") == SAVED

    assert (await faces(town, "LiLei"))[-2:] == [GIVEN, GIVEN]


async def test_what_hr_does_settles_the_requests_of_all(town: Town) -> None:
    await end(town)

    await town.say("WangFang", "关闭反馈 1")

    assert await newest(town, "LiLei") == ("请给反馈 #1", "已关闭", [])
    assert await newest(town, "HanMeimei") == ("请给反馈 #1", "已关闭", [])


async def test_where_nobody_came_no_feedback_is_needed(town: Town) -> None:
    await end(town)

    await town.say("WangFang", "未到 1 候选人")

    assert await newest(town, "HanMeimei") == ("请给反馈 #1", "不用反馈", [])


async def test_where_a_card_is_too_old_a_message_says_that_it_is_closed(town: Town) -> None:
    await end(town)
    await town.say("HanMeimei", "反馈 1 推荐 4 5 3")
    for _ in range(3):
        await town.pass_time(days=3)
        await town.pushed("LiLei")
    assert (await faces(town, "LiLei"))[-2:] == [ASKED, ASKED]

    await town.say("WangFang", "关闭反馈 1")

    assert await town.pushed("LiLei") == ["#1 · 后端工程师 · 一面\n已关闭\nHR 不再收反馈了。"]
    assert await town.pushed("HanMeimei") == []  # hers says that it is given


async def test_with_little_to_say_all_of_it_is_chosen_on_the_card(make_town: MakeTown) -> None:
    town = await make_town(feedback={"criteria": {"": ["综合"]}})
    await end(town)
    card = town.cards("LiLei")[-1]
    assert card["card_type"] == "multiple_interaction"
    assert card["main_title"] == {"title": "反馈 #1 张三", "desc": "或回复：反馈 1 推荐 综合4"}
    assert face(card)[2] == ["提交"]

    assert await town.click("HanMeimei", "提交", "不推荐") == (
        "已记下（还没保存）：不推荐\n#1 张三（后端工程师 · 一面）的“综合”打几分？请回复 1 到 5。"
    )
    assert await town.click("LiLei", "提交", "推荐", "4") == (
        "已保存对 #1 张三（后端工程师 · 一面）的反馈：\n推荐 · 综合 4\n"
        "HR 关闭之前都可以改，例如：反馈 1 评语：…"
    )
    assert await newest(town, "LiLei") == GIVEN


async def test_in_english(town: Town) -> None:
    await agree(town)
    await town.say("LiLei", "language en")
    await town.pass_time(hours=30)

    assert await newest(town, "LiLei") == (
        "Your feedback on #1",
        "Press one and be asked for the rest, or write: feedback 1 yes 专业能力4 沟通协作5 解决问题3"
        " comment: knows the basics",
        ["strong yes", "yes", "undecided", "no"],
    )
    assert (await town.click("LiLei", "strong yes")).startswith(
        "So far (not saved yet): strong yes"
    )


async def test_with_cards_switched_off_the_request_is_a_text(make_town: MakeTown) -> None:
    town = await make_town(cards={"enabled": False})
    await end(town)

    assert town.cards("LiLei") == []
    assert town.wecom.pushes_to("LiLei")[-1].text.startswith(
        "#1 结束了：张三 · 后端工程师 · 一面\n"
    )


def facts(town: Town, userid: str) -> list[dict[str, str]]:
    """Of the newest card."""
    shown: list[dict[str, str]] = town.cards(userid)[-1]["horizontal_content_list"]
    return shown
