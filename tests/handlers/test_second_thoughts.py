"""The bot waits for a reason or a time and is told something else: nothing is done with it."""

import pytest

from tests.town import Town

WHY = (
    "要取消 #1（张三 · 11月26日 周四 10:00–11:00），请回复原因，会转告其他人；不取消了就发“算了”。"
)
LEFT = "好的，什么也没有改变。"


@pytest.fixture(autouse=True)
async def agreed(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "zhangsan")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 周四 10:00")
    await town.say("zhangsan", "可以")


@pytest.mark.parametrize(
    "said",
    [
        "等等，我不想取消了", "还是去吧", "不", "先别取消", "不取消了", "那就不取消了", "我又能去了",
        "还是照常吧", "不好意思，我改主意了", "我可以参加了", "还是按原来的时间",
    ],
)  # fmt: skip
async def test_who_changes_their_mind_keeps_the_interview(town: Town, said: str) -> None:
    assert await town.say("zhangsan", "来不了了") == WHY

    assert await town.say("zhangsan", said) == LEFT
    assert await town.count("interview", "status = 'confirmed'") == 1


@pytest.mark.parametrize(
    "said",
    [
        "我不能去了", "家里有事", "我要出差", "我会在外地", "临时有会", "I can't make it",
        "I will be abroad", "I have another offer", "no time", "I'm ill", "不想去了", "那天不行",
        "leaving the city", "I don't feel well", "I will still be in hospital", "don't want the job",
        "我要去医院", "我想去别家公司", "I leave the country on Thursday",
    ],
)  # fmt: skip
async def test_a_reason_is_a_reason(town: Town, said: str) -> None:
    await town.say("zhangsan", "取消")

    assert await town.say("zhangsan", said) == "已取消 #1（张三），相关的人会收到通知和原因。"


@pytest.mark.parametrize(
    "said",
    [
        "actually keep it", "wait", "don't cancel", "no", "actually let's keep it", "I can make it",
        "please leave it as it is", "I changed my mind", "oh, I'd rather keep my interview",
        "ok, I will come after all", "let's not cancel", "no, do not cancel",
    ],
)  # fmt: skip
async def test_who_changes_their_mind_in_english(town: Town, said: str) -> None:
    await town.say("zhangsan", "language en")
    await town.say("zhangsan", "cancel")

    assert await town.say("zhangsan", said) == "All right, nothing has changed."
    assert await town.count("interview", "status = 'confirmed'") == 1


async def test_a_question_or_another_wish_is_no_reason(town: Town) -> None:
    await town.say("zhangsan", "取消")
    assert await town.say("zhangsan", "能改到周五吗") == (
        "请 HR 给 #1（张三 · 后端 · 一面 · 11月26日 周四 10:00–11:00）换时间，您希望：11月27日 周五，对吗？"
        "请回复“是”或“不”。"
    )
    await town.say("WangFang", "取消 1")
    assert await town.say("WangFang", "换个人面张三") == (
        "我没有把握，所以什么也没有做。请一次只说一件事，并说清是哪一场，例如：换人 1 李雷 老王"
    )
    await town.say("zhangsan", "language en")
    await town.say("zhangsan", "cancel")
    assert await town.say("zhangsan", "where is it?") == (
        "#1 后端 · round 1\nWhen: Thu 26 Nov 10:00–11:00\nNo place is set yet; please ask 王芳.\nWith: 李雷"
    )
    assert await town.count("interview", "status = 'confirmed'") == 1


async def test_a_bare_yes_is_no_reason_and_a_reason_is(town: Town) -> None:
    await town.say("zhangsan", "取消")

    for said in ("是", "好的", "可以", "ok"):
        assert await town.say("zhangsan", said) == WHY
    assert await town.say("zhangsan", "不舒服") == "已取消 #1（张三），相关的人会收到通知和原因。"


async def test_no_time_is_wished_for_by_who_leaves_it(town: Town) -> None:
    await town.say("zhangsan", "改期")
    assert await town.say("zhangsan", "不改了") == LEFT
    assert await town.count("interview", "wish IS NOT NULL") == 0

    await town.say("zhangsan", "language en")
    await town.say("zhangsan", "reschedule")
    assert await town.say("zhangsan", "is friday afternoon ok?") == (
        "王芳 has been told that you ask for another time for #1. Until it is settled,"
        " Thu 26 Nov 10:00–11:00 stands; you will hear from us."
    )


async def test_a_yes_to_cancelling_takes_no_time_that_is_on_offer(town: Town) -> None:
    await town.say("WangFang", "改到 1 周五 10:00")
    await town.say("zhangsan", "取消")

    assert await town.say("zhangsan", "好的") == WHY
    assert await town.count("interview", "starts_at = '2026-11-26 10:00+08'") == 1
