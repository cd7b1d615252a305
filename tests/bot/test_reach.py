"""Whatever closes WeChat to a candidate, the next way is taken: a letter, else HR with the words."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from simulator.customer import Customer
from tests.town import MakeTown, Town

ADDRESS = "zhao.liu@example.com"
SITE = "https://hire.example.com"
EDITED = "王芳修改了面试 #1（后端工程师 · 一面）的地点："
SILENT = "TA 已超过 48 小时没有在微信里说话，微信不允许再发"
SPENT = "TA 没有回复，微信最多只允许连发 5 条"
HUMAN = "TA 正在和人工客服聊天"
ENDED = "TA 的微信会话已结束，要等 TA 再说话"
REFUSED = "TA 在微信里拒收了消息"
UNKNOWN = "微信没有送达"
NOT_OURS = "企业微信不让用微信客服，请找管理员看日志"

Close = Callable[[Town, Customer], Awaitable[None]]


@pytest.fixture
async def town(make_town: MakeTown) -> Town:
    """A town with pages, a mail server and an account on WeChat."""
    made = await make_town(mail=True, wechat=True, server={"public_url": SITE})
    await made.customers.begin()
    await made.pull()
    await made.hello("WangFang", "ZhouMin", "LiLei")
    return made


async def agreed(town: Town) -> Customer:
    """赵六, who has taken a time on WeChat."""
    made = await opened(town)
    await made.say("1")
    await town.reads(made)
    await town.pushed("WangFang")
    return made


async def opened(town: Town) -> Customer:
    """赵六, who has opened the link and said nothing."""
    await town.say("WangFang", "安排 赵六 | 后端工程师 | 李雷(LiLei) | 下周五 14:00 | 1号会议室")
    made = town.wecom.kf.customer("小赵")
    await made.tap_link(town.link())
    await town.reads(made)
    return made


async def silence(town: Town, phone: Customer) -> None:
    """Two days pass."""
    del phone
    town.clock.advance(timedelta(hours=48))


async def five_messages(town: Town, phone: Customer) -> None:
    """They have had five since they wrote: the answer, and these."""
    for place in "ABCD":
        await town.say("WangFang", f"修改 1 地点 {place}")
        assert len(await town.reads(phone)) == 1


async def a_human(town: Town, phone: Customer) -> None:
    """A colleague has taken the chat."""
    await town.wecom.kf.sessions.take(phone, "ZhouMin")
    await town.reads(phone)
    await town.pushed("WangFang")


async def the_end(town: Town, phone: Customer) -> None:
    """The chat has ended."""
    await town.wecom.kf.sessions.end(phone)
    await town.reads(phone)


def refusal(code: int) -> Close:
    """WeCom knows better than we what may be sent."""

    async def close(town: Town, phone: Customer) -> None:
        del phone
        town.wecom.faults.add("kf/send_msg", code=code, times=1)

    return close


def failure(kind: int) -> Close:
    """WeCom takes it, and tells afterwards that it did not arrive."""

    async def close(town: Town, phone: Customer) -> None:
        del phone
        town.wecom.kf.sending.fail_next = [kind]

    return close


WAYS = {
    "two days of silence": (silence, SILENT),
    "five messages": (five_messages, SPENT),
    "a human": (a_human, HUMAN),
    "an ended chat": (the_end, ENDED),
    **{
        f"code {code}": (refusal(code), why)
        for code, why in {
            95001: SPENT,
            95002: SILENT,
            95013: ENDED,
            95018: SILENT,  # no human has it, so it is that
            95031: SILENT,
            48007: NOT_OURS,
            95000: NOT_OURS,
            95003: NOT_OURS,
            95017: NOT_OURS,
        }.items()
    },
    **{
        f"fail type {kind}": (failure(kind), why)
        for kind, why in {
            0: UNKNOWN, 1: UNKNOWN, 4: SILENT, 5: ENDED, 6: SPENT, 8: UNKNOWN, 10: REFUSED, 11: UNKNOWN,
        }.items()
    },
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
async def test_then_a_letter_goes_and_show_says_why(town: Town, way: str) -> None:
    close, why = WAYS[way]
    phone = await agreed(town)
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    await close(town, phone)

    await town.say("WangFang", "修改 1 地点 2号会议室")
    assert await town.reads(phone) == []
    await town.deliver()

    [mail] = town.mailbox.to(ADDRESS)
    assert mail.text.startswith(EDITED)
    assert mail.method == "REQUEST"
    assert await town.pushed("WangFang") == []
    shown = await town.say("WangFang", "详情 1")
    assert f"已通知（邮件，因为{why}）\n" in (shown or "")


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS)
async def test_without_an_address_hr_is_given_the_words_and_the_page(town: Town, way: str) -> None:
    close, why = WAYS[way]
    phone = await agreed(town)
    await close(town, phone)

    await town.say("WangFang", "修改 1 地点 2号会议室")
    assert await town.reads(phone) == []

    [told] = await town.pushed("WangFang")
    assert told.startswith(
        f"没能通知到赵六（{why}）。\n"
        f"面试 #1（后端工程师 · 一面）的这条消息请另想办法转达：\n{EDITED}"
    )
    assert f"\n查看和答复：{SITE}/c/" in told
    shown = await town.say("WangFang", "详情 1")
    assert f"没有通知到（{why}），已请 HR 转达" in (shown or "")


async def test_who_has_only_opened_the_link_is_waited_for(town: Town) -> None:
    phone = await opened(town)

    await town.say("WangFang", "确认 1 1")

    assert await town.reads(phone) == []
    told = await town.pushed("WangFang")
    assert told[-1].startswith(
        "没能通知到赵六（TA 还没有在微信里说过话，微信要等 TA 先说话）。\n面试 #1"
    )
    await phone.say("你好")
    assert (await town.reads(phone))[0].startswith("面试已确认：后端工程师 · 一面（#1）")


async def test_a_letter_for_what_did_not_arrive_waits_for_the_mail_server(town: Town) -> None:
    phone = await agreed(town)
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    town.wecom.kf.sending.fail_next = [10]
    town.mailbox.trouble = "451 4.3.0 try again later"
    await town.say("WangFang", "修改 1 地点 2号会议室")
    await town.reads(phone)
    await town.deliver()
    assert town.mailbox.to(ADDRESS) == []

    town.mailbox.trouble = ""
    town.clock.advance(timedelta(minutes=2))
    await town.deliver()

    assert phone.read() == []
    [mail] = town.mailbox.to(ADDRESS)
    assert mail.text.startswith(EDITED)
    shown = await town.say("WangFang", "详情 1")
    assert f"已通知（邮件，因为{REFUSED}）" in (shown or "")


async def test_several_that_went_together_and_did_not_arrive_are_letters_each(town: Town) -> None:
    phone = await agreed(town)
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    town.wecom.kf.sending.fail_next = [11]
    await town.say("WangFang", "修改 1 地点 A")
    await town.say("WangFang", "修改 1 地点 B")

    assert await town.reads(phone) == []
    await town.deliver()

    assert [mail.text.split("\n")[1].strip() for mail in town.mailbox.to(ADDRESS)] == [
        "1号会议室 → A",
        "A → B",
    ]


async def test_an_account_that_is_not_ours_is_told_to_the_operator(town: Town) -> None:
    phone = await agreed(town)
    town.wecom.faults.add("kf/send_msg", code=95017, times=1)
    await town.say("WangFang", "修改 1 地点 2号会议室")

    with capture_logs() as lines:
        await town.reads(phone)

    assert [line["reason"] for line in lines if line.get("action") == "customers.refused"] == [
        "95017: the API of this customer service account is switched off: see 微信客服 in the console"
    ]
    await phone.say("今天")
    assert (await town.reads(phone))[0].startswith(EDITED)
