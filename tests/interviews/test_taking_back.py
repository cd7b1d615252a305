"""What waits to be said, because WeCom is slow or down, is not said once it is no longer so."""

import pytest

from tests.town import Town

EVERYONE = ("WangFang", "ZhouMin", "zhangsan", "LiLei", "HanMeimei", "LaoWang")
WHEN = "11月27日 周五 15:00–16:00"
LEAVING = f"您不用参加面试 #1 了：张三 · 后端 · 一面\n时间：{WHEN}\n改由老王面试。"


@pytest.fixture
async def agreed(town: Town) -> None:
    await town.hello(*EVERYONE)
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷、韩梅梅 | 周五 15:00")
    await town.say("zhangsan", "1")
    await hushed(town)


async def hushed(town: Town) -> None:
    """Everybody has read what they were sent."""
    for userid in EVERYONE:
        await town.pushed(userid)


@pytest.mark.usefixtures("agreed")
async def test_of_two_moves_the_candidate_is_offered_the_last(town: Town) -> None:
    await town.say("WangFang", "改到 1 周四 10:00")
    await town.say("WangFang", "改到 1 周四 14:00")

    [offer] = await town.pushed("zhangsan")

    assert "\n新的时间：\n3. 11月26日 周四 14:00–15:00\n" in offer


@pytest.mark.usefixtures("agreed")
async def test_a_move_they_have_declined_is_not_offered_any_more(town: Town) -> None:
    await town.say("WangFang", "改到 1 周四 10:00")
    await town.say("zhangsan", "都不行")

    assert await town.pushed("zhangsan") == []


@pytest.mark.usefixtures("agreed")
async def test_nor_is_one_that_is_not_kept_any_more(town: Town) -> None:
    await town.say("WangFang", "改到 1 周四 10:00")
    await town.pass_time(days=2)

    assert await town.pushed("zhangsan") == []


@pytest.mark.usefixtures("agreed")
@pytest.mark.parametrize("way", ["swapped", "declined"])
async def test_who_leaves_the_panel_is_not_reminded(town: Town, way: str) -> None:
    await town.pass_time(days=2, hours=5)  # a day before

    if way == "swapped":
        await town.say("WangFang", "换人 1 李雷 老王")
    else:
        await town.say("LiLei", "拒绝 1 出差")

    assert await town.pushed("LiLei") == ([LEAVING] if way == "swapped" else [])
    reminders = [text for text in await town.pushed("HanMeimei") if text.startswith("提醒")]
    assert len(reminders) == 1


@pytest.mark.usefixtures("agreed")
@pytest.mark.parametrize("then", ["改到 1 周四 10:00!", "取消 1 停招"])
async def test_who_leaves_the_panel_hears_it_whatever_happens_next(town: Town, then: str) -> None:
    await town.say("WangFang", "换人 1 李雷 老王")
    await town.say("WangFang", then)

    assert await town.pushed("LiLei") == [LEAVING]


@pytest.mark.usefixtures("agreed")
async def test_hr_hears_that_an_interviewer_declined_though_another_moved_it(town: Town) -> None:
    await town.say("LiLei", "拒绝 1 出差")
    await town.say("ZhouMin", "改到 1 周四 10:00!")

    [declined, moved] = await town.pushed("WangFang")

    assert declined.startswith(
        f"李雷不能参加面试 #1：张三 · 后端 · 一面\n时间：{WHEN}\n原因：出差\n"
    )
    assert moved.startswith("周敏改了面试 #1 的时间")


@pytest.mark.usefixtures("agreed")
async def test_who_has_accepted_is_not_asked_to(town: Town) -> None:
    await town.pass_time(hours=23)
    await town.pass_time(hours=1, minutes=10)

    await town.say("LiLei", "接受 1")

    assert await town.pushed("LiLei") == []
    [please] = await town.pushed("HanMeimei")
    assert please.startswith("请答复面试 #1")


@pytest.mark.usefixtures("agreed")
@pytest.mark.parametrize("said", ["完成 1", "未到 1 候选人"])
async def test_what_became_of_it_is_not_asked_once_it_is_known(town: Town, said: str) -> None:
    await town.pass_time(days=3, hours=5)
    await hushed(town)
    await town.pass_time(hours=2)

    await town.say("ZhouMin", said)

    assert not [text for text in await town.pushed("WangFang") if "应该结束了" in text]
