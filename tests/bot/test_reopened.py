"""What WeChat did not let through comes when the candidate writes again, if it still helps."""

import pytest

from simulator.customer import Customer
from tests.town import MakeTown, Town

OFFER = "安排 赵六 | 后端工程师 | 李雷(LiLei) | 下周三 15:00-16:00 | 1号会议室"
NEW_TIME = (
    "赵六，您好！王芳邀请您参加面试：\n后端工程师 · 一面（#1）\n地点：1号会议室\n"
    "[2. 12月3日 周四 10:00–11:00]\n[都不行]\n"
)


@pytest.fixture
async def town(make_town: MakeTown) -> Town:
    """A town with an account for candidates."""
    made = await make_town(wechat=True)
    await made.customers.begin()
    await made.pull()
    await made.hello("WangFang", "LiLei")
    return made


@pytest.fixture
async def candidate(town: Town) -> Customer:
    """赵六 on WeChat, of whom nothing was heard for two days, and HR offers another time."""
    await town.say("WangFang", OFFER)
    made = town.wecom.kf.customer("小赵")
    await made.tap_link(town.link())
    await made.say("你好")
    await town.reads(made)
    await town.pass_time(hours=48)
    await town.reads(made)
    await town.pushed("WangFang")
    await town.say("WangFang", "提供 1 下周四 10:00")
    return made


async def test_it_comes_with_the_answer_to_what_they_write(town: Town, candidate: Customer) -> None:
    assert await town.reads(candidate) == []
    [told] = await town.pushed("WangFang")
    assert told.startswith(
        "没能通知到赵六（TA 已超过 48 小时没有在微信里说话，微信不允许再发）。\n"
    )

    await candidate.say("今天")

    told_again, answer = await town.reads(candidate)
    assert told_again.startswith(NEW_TIME)
    assert answer.startswith("今天（11月26日 周四）没有面试。")
    shown = await town.say("WangFang", "详情 1")
    assert "赵六：11月26日 周四 10:00 已通知（微信）" in (shown or "")


async def test_what_is_true_no_more_does_not_come(town: Town, candidate: Customer) -> None:
    await town.reads(candidate)
    await town.say("WangFang", "确认 1 2")
    await town.deliver()
    await town.say("WangFang", "取消 1 岗位冻结")
    await town.deliver()

    await candidate.say("今天")

    read = await town.reads(candidate)
    assert not any("可选时间" in one or "已确认" in one for one in read)
    assert any(one.startswith("赵六，您好！很抱歉，您的面试已取消") for one in read)


async def test_it_comes_once(town: Town, candidate: Customer) -> None:
    await town.reads(candidate)
    await candidate.say("今天")
    await town.reads(candidate)

    await candidate.say("本周")

    assert len(await town.reads(candidate)) == 1
