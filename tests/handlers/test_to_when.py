"""HR moves an interview, or offers more times, and says no hour: it is asked for, and the day is kept."""

import pytest

from tests.town import Town

LISI = "#1（李四 · 前端工程师 · 一面 · 11月25日 周三 15:00–16:00）"
ZHANGSAN = "#2（张三 · 后端工程师 · 一面 · 待确认）"
MOVE = (
    "#1（李四）改到哪个时间？请写清日期和几点，例如：改到 1 周五 10:00；要我找大家都有空的时间，"
    "就回复“自动 3”。"
)
NO_TIME = (
    "“{}”还看不出是哪一天几点，所以什么也没有做。请写清日期和几点，例如：周五 10:00；要我找时间就回复"
    "“自动 3”或“自动 3 周五”；不用了就发“算了”。"
)


@pytest.fixture(autouse=True)
async def there(town: Town) -> None:
    """李四's interview is agreed, 张三's and 赵六's are on offer."""
    await town.hello("WangFang", "LiLei", "HanMeimei", "zhangsan", "lisi")
    await town.say("WangFang", "安排 李四(lisi) | 前端工程师 | 李雷 | 周三 15:00")
    await town.say("lisi", "1")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端工程师 | 韩梅梅 | 周四 15:00")
    await town.say("WangFang", "安排 赵六 | 后端工程师 | 韩梅梅 | 周四 16:30")


async def test_a_day_without_its_hour_is_kept_until_the_hour_is_said(town: Town) -> None:
    assert await town.say("WangFang", "改一下李四的时间") == MOVE
    assert await town.say("WangFang", "明天") == NO_TIME.format("明天")
    assert await town.say("WangFang", "随便") == NO_TIME.format("随便")
    assert await town.say("WangFang", "下午4点") == (
        f"把 {LISI}改到：11月25日 周三 16:00–17:00，对吗？请回复“是”或“不”。"
    )
    answer = await town.say("WangFang", "是")
    assert answer is not None
    assert answer.startswith("#1（李四）想改到：\n2. 11月25日 周三 16:00–17:00\n")


async def test_half_a_day_is_no_time_to_offer(town: Town) -> None:
    assert await town.say("WangFang", "给张三加周五下午") == (
        "“给张三加周五下午”说的是一段时间，还没有提供。请写清几点，例如：提供 2 2026-11-27 15:00；"
        "或者让我找大家都有空的时间：提供 2 自动 3 2026-11-27"
    )
    assert await town.say("WangFang", "2点和4点") == (
        f"给 {ZHANGSAN}再提供时间：11月27日 周五 14:00、11月27日 周五 16:00，对吗？请回复“是”或“不”。"
    )


async def test_another_wish_is_no_answer(town: Town) -> None:
    await town.say("WangFang", "再给张三几个时间")

    assert await town.say("WangFang", "李四明天几点面试") == (
        "#1 前端工程师 · 一面\n时间：11月25日 周三 15:00–16:00\n地点还没有写，请问王芳。\n"
        "候选人：李四\n面试官：李雷"
    )


async def test_in_english(town: Town) -> None:
    await town.say("WangFang", "language en")

    assert await town.say("WangFang", "give zhangsan friday afternoon as well") == (
        '"give 张三 friday afternoon as well" names a range, so nothing was offered. Please give the'
        " hour, for example: offer 2 2026-11-27 15:00; or have times found at which everybody can:"
        " offer 2 auto 3 2026-11-27"
    )
    assert await town.say("WangFang", "2pm and 4pm") == (
        "Offer more times for #2 (张三 · 后端工程师 · round 1 · waiting for an answer):"
        ' Fri 27 Nov 14:00, Fri 27 Nov 16:00. Is that right? Please reply "yes" or "no".'
    )


async def test_of_several_that_the_words_fit_the_bot_asks_which(town: Town) -> None:
    assert await town.say("WangFang", "后端那场改到下周一10点") == (
        "您有几场面试，是哪一场？请回复编号：\n"
        "#2 张三 · 后端工程师 · 一面 · 11月26日 周四 15:00–16:00\n"
        "#3 赵六 · 后端工程师 · 一面 · 11月26日 周四 16:30–17:30"
    )
    assert await town.say("WangFang", "3") == (
        "把 #3（赵六 · 后端工程师 · 一面 · 待确认）改到 11月30日 周一 10:00，对吗？请回复“是”或“不”。"
    )
    await town.say("WangFang", "不")

    assert await town.say("WangFang", "后端的面试取消掉，岗位关闭了") == (
        "您有几场面试，是哪一场？请回复编号：\n"
        "#2 张三 · 后端工程师 · 一面 · 11月26日 周四 15:00–16:00\n"
        "#3 赵六 · 后端工程师 · 一面 · 11月26日 周四 16:30–17:30"
    )
    assert await town.say("WangFang", "2") == (
        f"取消 {ZHANGSAN}，原因：岗位关闭了，对吗？请回复“是”或“不”。"
    )
