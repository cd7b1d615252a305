"""Several rounds in a row are offered on one card, and answered on it together."""

from tests.handlers.test_card_conversations import faces
from tests.handlers.test_in_a_row import CONFIRMED, EVERYONE
from tests.town import MakeTown, Town

OFFER = "连面 张三(zhangsan) | 后端 | 李雷 > 韩梅梅 > 老王 | 周五 14:00；下周一 9:00 | 1号会议室"
OPEN = (
    "连续 3 轮面试 #1",
    "点一个时间即可确认；也可以回复“确认 1 1”或“都不行”，附上您方便的时间。"
    "保留到 11月26日 周四 10:00。",
    ["周五 14:00", "周一 09:00", "都不行"],
)


async def offered(town: Town) -> None:
    """Everybody is known, and the rounds are offered."""
    await town.hello(*EVERYONE)
    await town.say("WangFang", OFFER)
    await town.deliver()


async def test_one_card_offers_all_of_them(town: Town) -> None:
    await offered(town)

    assert await faces(town, "zhangsan") == [OPEN]
    [card] = town.cards("zhangsan")
    assert card["main_title"]["desc"] == "后端 · 一面、二面、三面（#1、#2、#3）"
    assert [(one["keyname"], one["value"]) for one in card["horizontal_content_list"]] == [
        ("时间 1", "11月27日 周五 14:00–17:00"),
        ("时间 2", "11月30日 周一 09:00–12:00"),
        ("地点", "1号会议室"),
        ("联系人", "王芳"),
    ]


async def test_a_click_confirms_all_and_the_card_shows_each(town: Town) -> None:
    await offered(town)

    assert await town.click("zhangsan", "周五 14:00") == CONFIRMED

    assert await faces(town, "zhangsan") == [("连续 3 轮面试 #1", "已确认", [])]
    [card] = town.cards("zhangsan")
    assert [(one["keyname"], one["value"]) for one in card["horizontal_content_list"]] == [
        ("第1轮", "11月27日 周五 14:00–15:00"),
        ("第2轮", "11月27日 周五 15:00–16:00"),
        ("第3轮", "11月27日 周五 16:00–17:00"),
    ]
    for userid in ("LiLei", "HanMeimei", "LaoWang"):
        assert [one[2] for one in await faces(town, userid)] == [["接受", "拒绝", "详情"]]


async def test_hr_and_words_settle_it_too(town: Town) -> None:
    await offered(town)

    await town.say("ZhouMin", "确认 2 2")

    assert await faces(town, "zhangsan") == [("连续 3 轮面试 #1", "已确认", [])]


async def test_all_of_them_are_declined_by_a_click(town: Town) -> None:
    await offered(town)

    assert await town.click("zhangsan", "都不行") == "好的，已转告王芳，会再和您商量别的时间。"

    assert await faces(town, "zhangsan") == [("连续 3 轮面试 #1", "已答复不行", [])]
    assert await town.count("slot", "state = 'declined'") == 6


async def test_calling_all_of_them_off_leaves_none_to_answer(town: Town) -> None:
    await offered(town)

    await town.say("zhangsan", "取消 另有安排")

    assert await faces(town, "zhangsan") == [("连续 3 轮面试 #1", "已取消", [])]
    [card] = town.cards("zhangsan")
    assert card["sub_title_text"] == "这场面试已取消。"


async def test_other_times_come_on_a_card_of_their_own(town: Town) -> None:
    await offered(town)

    await town.say("WangFang", "提供 1 周四 9:00")

    old, new = await faces(town, "zhangsan")
    assert (old[1], new[0], new[2]) == (
        "有新的时间",
        "连续 3 轮面试 #1",
        ["周五 14:00", "周一 09:00", "周四 09:00", "都不行"],
    )


async def test_times_that_lapse_grey_it(town: Town) -> None:
    await offered(town)

    await town.pass_time(hours=49)

    assert await faces(town, "zhangsan") == [("连续 3 轮面试 #1", "已过期", [])]


async def test_where_the_first_is_called_off_alone_it_says_how_to_answer_the_rest(
    town: Town,
) -> None:
    await offered(town)

    await town.say("WangFang", "取消 1 老板没空")

    assert await faces(town, "zhangsan") == [("连续 3 轮面试 #1", "已取消", [])]
    [card] = town.cards("zhangsan")
    assert card["sub_title_text"] == ("这场面试已取消。 其余几轮还在等您答复，请回复“确认 2 1”。")
    assert (await town.say("zhangsan", "确认 2 1") or "").startswith(
        "面试已确认：后端，连续 2 轮\n"
    )


async def test_in_english(make_town: MakeTown) -> None:
    town = await make_town(people={"language": "en"})
    await offered(town)

    [(title, _, buttons)] = await faces(town, "zhangsan")
    assert (title, buttons) == (
        "3 interviews in a row #1",
        ["Fri 14:00", "Mon 09:00", "None fits"],
    )
    await town.click("zhangsan", "Mon 09:00")
    assert await faces(town, "zhangsan") == [("3 interviews in a row #1", "Confirmed", [])]
    [card] = town.cards("zhangsan")
    assert [one["keyname"] for one in card["horizontal_content_list"]] == ["1.", "2.", "3."]
