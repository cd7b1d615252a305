"""Candidates who cannot be reached: HR is given words to pass on, with the link to a page."""

import pytest

from tests.town import MakeTown, Town

SITE = "https://hire.example.com"
OFFER = "安排 赵六 | 后端工程师 | 李雷(LiLei) | 明天 15:00-16:00；周五 14:00 | 1号会议室"


@pytest.fixture
async def sited(make_town: MakeTown) -> Town:
    """A town whose pages have an address."""
    town = await make_town(server={"public_url": SITE})
    await town.hello("WangFang", "ZhouMin")
    return town


def link(town: Town, number: int = 1) -> str:
    tickets = town.settings.rules.tickets
    assert tickets is not None
    return f"{SITE}/c/{tickets.make(number)}"


async def test_the_text_to_pass_on_carries_the_link_instead_of_numbers_to_reply(
    sited: Town,
) -> None:
    answer = await sited.say("WangFang", OFFER)

    assert answer is not None
    assert answer.split("请把下面这段转给对方：\n")[1] == (
        "赵六，您好！王芳邀请您参加面试：\n后端工程师 · 一面（#1）\n可选时间：\n"
        "1. 11月25日 周三 15:00–16:00\n2. 11月27日 周五 14:00–15:00\n地点：1号会议室\n"
        "这些时间为您保留到 11月25日 周三 15:00（时间 1）、11月26日 周四 10:00（时间 2）。\n"
        f"查看和答复：{link(sited)}"
    )


async def test_confirmation_and_reminder_carry_it_too_and_a_cancellation_does_not(
    sited: Town,
) -> None:
    await sited.say("WangFang", OFFER)
    confirmed = await sited.say("ZhouMin", "确认 1 1")
    assert confirmed is not None
    assert confirmed.endswith(f"联系人：王芳。\n查看和答复：{link(sited)}")
    await sited.pushed("WangFang")

    await sited.pass_time(hours=6)
    [reminder] = await sited.pushed("WangFang")
    assert reminder.startswith("赵六还不能直接收到消息，请把下面这段转给对方：\n赵六，您好！提醒您")
    assert reminder.endswith(f"查看和答复：{link(sited)}")

    cancelled = await sited.say("WangFang", "取消 1 岗位冻结")
    assert cancelled is not None
    assert "赵六，您好！很抱歉，您的面试已取消" in cancelled
    assert "/c/" not in cancelled


async def test_show_gives_hr_the_link_and_nobody_else(sited: Town) -> None:
    await sited.say("WangFang", OFFER.replace("赵六", "张三(zhangsan)"))

    shown = {who: await sited.say(who, "详情 1") for who in ("WangFang", "zhangsan", "LiLei")}

    assert f"\n候选人页面：{link(sited)}\n" in (shown["WangFang"] or "")
    assert "/c/" not in (shown["zhangsan"] or "")
    assert "/c/" not in (shown["LiLei"] or "")


async def test_without_an_address_there_is_no_link(town: Town) -> None:
    answer = await town.say("WangFang", OFFER)

    assert answer is not None
    assert "请回复时间前的数字确认" in answer
    assert "/c/" not in answer + (await town.say("WangFang", "详情 1") or "")
