"""`/again 12 | 面试官 | 时间`: the next round for the same candidate and position."""

import pytest

from tests.town import Town

EVERYONE = ("WangFang", "ZhouMin", "zhangsan", "LiLei", "HanMeimei", "LaoWang")


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello(*EVERYONE)


async def hushed(town: Town) -> None:
    """Everybody has read what they were sent."""
    for userid in EVERYONE:
        await town.pushed(userid)


async def test_the_next_round_has_candidate_position_and_place(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 明天 15:00 | 1号会议室")
    await town.say("zhangsan", "1")
    await hushed(town)

    assert await town.say("WangFang", "再约 1 | 韩梅梅、老王 | 周五 10:00") == (
        "已安排 #2：张三 · 后端 · 二面\n面试官：韩梅梅、老王\n可选时间：\n"
        "1. 11月27日 周五 10:00–11:00\n地点：1号会议室\n已发给张三，等待确认。"
    )
    [offer] = await town.pushed("zhangsan")
    assert offer.startswith("张三，您好！王芳邀请您参加面试：\n后端 · 二面（#2）\n")
    assert await town.count("interview", "after_id = 1 AND round = 2") == 1
    assert await town.say("WangFang", "/again #2 | 李雷 | 自动 1 下周 | 2号会议室") is not None
    assert await town.count("interview", "after_id = 2 AND round = 3 AND place = '2号会议室'") == 1


@pytest.mark.parametrize("written", ["再约", "再约 1 | 李雷", "再约 张三 | 李雷 | 周五 10:00"])
async def test_how_the_next_round_is_written_is_told(town: Town, written: str) -> None:
    assert await town.say("WangFang", written) == (
        "请用竖线分开三项，地点不变可省略：\n再约 编号 | 面试官 | 时间 | 地点\n"
        "例如：再约 12 | 韩梅梅 | 周五 10:00；周五 14:00"
    )


async def test_what_was_cancelled_or_is_the_last_has_no_next_round(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 明天 15:00")
    await town.say("WangFang", "修改 1 轮次 20")
    assert await town.say("WangFang", "再约 1 | 李雷 | 周五 10:00") == (
        "#1 已经是二十面了，轮次最多到 20。"
    )
    await town.say("WangFang", "取消 1 停招")
    assert await town.say("WangFang", "再约 1 | 李雷 | 周五 10:00") == (
        "#1 已取消，没有下一轮。要重新约，请用“安排”。"
    )
    assert await town.say("LiLei", "再约 1 | 李雷 | 周五 10:00") == (
        "“再约”只有 HR 可以用。发“帮助”看看您可以说什么。"
    )
