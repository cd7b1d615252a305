"""Candidates on ordinary WeChat: from the link HR passes on to the human who takes over."""

import re
from datetime import timedelta

import pytest

import handlers
from bot.metrics import REGISTRY
from bot.routing import Who
from simulator.customer import Customer
from tests.town import MakeTown, Town

SCHEDULE = "安排 {who} | 后端工程师 | 李雷(LiLei) | 明天 15:00-16:00；周五 14:00 | 1号会议室"
OFFER = (
    "赵六，您好！王芳邀请您参加面试：\n"
    "后端工程师 · 一面（#1）\n"
    "地点：1号会议室\n"
    "[1. 11月25日 周三 15:00–16:00]\n"
    "[2. 11月27日 周五 14:00–15:00]\n"
    "[都不行]\n"
    "点一个时间就能确认，也可以回复它的数字，例如 1；都不合适请说您方便的时间。"
    "保留到 11月25日 周三 15:00（时间 1）、11月26日 周四 10:00（时间 2）。"
)
CONFIRMED = (
    "面试已确认：后端工程师 · 一面（#1）\n"
    "时间：11月25日 周三 15:00–16:00\n"
    "地点：1号会议室\n"
    "面试官：李雷\n"
    "联系人：王芳。想改时间请回复“改期”和您方便的时间，不能来请回复“取消 原因”，"
    "会晚到请回复“迟到 10”。"
)
BOUND = "赵六打开了 #1（后端工程师 · 一面）的微信链接，以后的消息会直接发到 TA 的微信。"
HINT = "\n\n(For English, reply: language en)"


@pytest.fixture
async def town(make_town: MakeTown) -> Town:
    """A town with an account for candidates, in which HR is known."""
    made = await make_town(wechat=True)
    await made.customers.begin()
    await made.pull()
    await made.hello("WangFang", "LiLei", "ZhouMin")
    return made


async def link(town: Town, who: str = "赵六", number: int = 1) -> str:
    """The link HR is given when they schedule."""
    answer = await town.say("WangFang", SCHEDULE.format(who=who))
    assert answer is not None
    assert answer.startswith(f"已安排 #{number}："), answer
    found: list[str] = re.findall(r"https://work\.weixin\.qq\.com/\S+", answer)
    return found[0]


async def invited(town: Town) -> Customer:
    """赵六, who has opened the link and read the offer."""
    phone = town.wecom.kf.customer("小赵")
    await phone.tap_link(await link(town))
    assert await town.reads(phone) == [OFFER]
    await town.pushed("WangFang")
    return phone


async def test_hr_gets_the_link_the_words_and_a_picture(town: Town) -> None:
    answer = await town.say("WangFang", SCHEDULE.format(who="赵六"))

    assert answer is not None
    head, told = answer.split("请把下面这段转给对方：\n")
    assert head.endswith("地点：1号会议室\n赵六还不能直接收到消息，")
    assert re.fullmatch(
        "赵六，您好！王芳邀请您参加面试：\n"
        r"后端工程师 · 一面（#1）\n可选时间：\n.*"
        "在微信里打开这个链接，就能直接回复，之后的消息也会发到您的微信：\n"
        r"https://work\.weixin\.qq\.com/kf/\w+\?enc_scene=[\w-]+&scene_param=[\w-]{32}\n"
        "（链接的二维码另外发给您，也可以转给对方扫。）",
        told,
        re.DOTALL,
    )
    assert await town.pushed("WangFang") == ["[image]"]
    [picture] = [content for content, _ in town.wecom.files.values()]
    assert picture.startswith(b"\x89PNG")


async def test_what_stands_behind_a_link_is_not_kept_as_something_said(town: Town) -> None:
    url = await link(town)
    phone = town.wecom.kf.customer("小赵")
    await phone.tap_link(url)
    await town.reads(phone)

    token = url.rpartition("=")[2]
    assert await town.count("inbox", f"text LIKE '%{token}%' OR key LIKE '%{token}%'") == 0


async def test_the_last_item_of_an_offer_leads_to_the_page(make_town: MakeTown) -> None:
    site = "https://hire.example.com"
    town = await make_town(wechat=True, server={"public_url": site})
    await town.customers.begin()
    await town.pull()
    await town.hello("WangFang")
    phone = town.wecom.kf.customer("小赵")

    await phone.tap_link(await link(town))

    [offer] = await town.reads(phone)
    assert "\n[都不行]\n[查看详情，选别的时间]\n点一个时间就能确认" in offer


@pytest.mark.parametrize("comes_late", [False, True])
async def test_more_times_than_a_menu_takes_are_words_with_the_page(
    make_town: MakeTown, comes_late: bool
) -> None:
    site = "https://hire.example.com"
    town = await make_town(wechat=True, server={"public_url": site})
    await town.customers.begin()
    await town.pull()
    await town.hello("WangFang")
    phone = town.wecom.kf.customer("小赵")
    times = "；".join(f"周五 {hour}:00" for hour in range(9, 18))
    if comes_late:
        await phone.tap_link(await link(town))
        await phone.say("算了")
        await town.reads(phone)
        await town.say("WangFang", f"改到 1 {times}")
    else:
        answer = await town.say("WangFang", f"安排 赵六 | 后端 | 李雷(LiLei) | {times}")
        await phone.tap_link(re.findall(r"https://work\.weixin\.qq\.com/\S+", answer or "")[0])

    [offer] = await town.reads(phone)
    [last] = re.findall(r"\n(\d+)\. 11月27日 周五 17:00–18:00\n", offer)
    assert re.search(rf"\n查看详情，选别的时间\n{site}/c/[\w-]{{32}}$", offer)
    await phone.say(last)
    [confirmed, *_] = await town.reads(phone)
    assert "\n时间：11月27日 周五 17:00–18:00\n" in confirmed


async def test_whoever_opens_the_link_is_welcomed_with_the_offer_and_hr_hears_it(
    town: Town,
) -> None:
    phone = town.wecom.kf.customer("小赵")
    url = await link(town)
    await town.pushed("WangFang")

    await phone.tap_link(url)

    assert await town.reads(phone) == [OFFER]
    assert await town.pushed("WangFang") == [BOUND]


@pytest.mark.parametrize("how", ["click", "1", "周三下午三点可以", "确认 1"])
async def test_a_time_is_taken_by_click_number_or_words(town: Town, how: str) -> None:
    phone = await invited(town)

    await (phone.click("周三 15:00") if how == "click" else phone.say(how))
    read = await town.reads(phone)
    if how == "周三下午三点可以":
        await phone.say("是")
        read = await town.reads(phone)
        assert read == [CONFIRMED]
    else:
        assert read == [CONFIRMED + HINT]

    assert await town.pushed("WangFang") == [
        "赵六确认了 #1：赵六 · 后端工程师 · 一面\n时间：11月25日 周三 15:00–16:00\n地点：1号会议室"
    ]


CASES = [
    "今天", "下一场", "帮助", "语言 en", "都不行 下周都可以", "2", "取消 找到工作了",
    "改期 下周三下午", "周五下午两点可以", "人生苦短", "人工",
]  # fmt: skip
EXAMPLES = [
    pytest.param(said.replace("12", "{number}"), marks=pytest.mark.long)
    for command in handlers.router.commands
    if command.who in {Who.ANYONE, Who.CANDIDATE}
    for said in (command.shown({Who.CANDIDATE}).zh, command.shown({Who.CANDIDATE}).en)
]
"""Every command a candidate has, as help shows it."""


async def said_in_both(town: Town, said: str, *before: str) -> tuple[str | None, list[str]]:
    """What a member of the company and somebody on WeChat are answered, whose interviews are the
    same but for the number, after both have said something before."""
    await town.customers.begin()
    await town.pull()
    await town.hello("WangFang", "zhangsan")
    await town.say("WangFang", SCHEDULE.format(who="张三(zhangsan)"))
    await town.pushed("zhangsan")
    for one in before:
        await town.say("zhangsan", one)
    member = await town.say("zhangsan", said.format(number=1))
    await town.say("WangFang", "取消 1 换渠道")
    phone = town.wecom.kf.customer("小张")
    await phone.tap_link(await link(town, "张三(新)", 2))
    await town.reads(phone)
    await phone.say("算了")
    await town.reads(phone)
    for one in before:
        await phone.say(one)
        await town.reads(phone)

    await phone.say(said.format(number=2))

    read = await town.reads(phone)
    if phone.sights[-1].msgtype == "msgmenu":  # a question, which has the same in words
        async with town.connection() as connection:
            words = "SELECT text FROM outbox WHERE kind = 'reply' ORDER BY id DESC LIMIT 1"
            read = [await connection.fetchval(words)]
    return member and re.sub(r"(#|改期 )1\b", r"\g<1>2", member), read


@pytest.mark.parametrize("said", [*CASES, *EXAMPLES])
async def test_every_word_means_the_same_in_both_channels(make_town: MakeTown, said: str) -> None:
    town = await make_town(wechat=True, kf={"servicer": ""})

    member, read = await said_in_both(town, said)

    assert member is not None
    assert read == [member]


@pytest.mark.parametrize(
    "said",
    ["迟到 10", "late {number} 10", "取消 找到工作了", "改期 {number} 下周三下午", "2", "今天",
     "详情 {number}", "我要晚到一刻钟", "在哪里面试", "next"],
)  # fmt: skip
async def test_and_so_it_does_once_a_time_is_agreed(make_town: MakeTown, said: str) -> None:
    town = await make_town(wechat=True, kf={"servicer": ""})

    member, read = await said_in_both(town, said, "1")

    assert member is not None
    assert read == [member]


async def test_an_old_menu_confirms_nothing_else_and_declines_nothing_new(town: Town) -> None:
    phone = await invited(town)
    await phone.say("算了")
    await town.reads(phone)
    await town.say("WangFang", "提供 1 下周一 9:00")
    await town.reads(phone)
    old = town.wecom.kf.customers[phone.external_userid].sights[0]

    none = next(number for content, number in old.items if content == "都不行")
    item = {"msgtype": "text", "text": {"content": "都不行", "menu_id": none}}
    await phone._send(item, "都不行")

    assert await town.reads(phone) == [
        "#1 之后又有了新的时间，刚才点的是之前的消息。\n"
        "还可以选：\n"
        "1. 11月25日 周三 15:00–16:00\n"
        "2. 11月27日 周五 14:00–15:00\n"
        "3. 11月30日 周一 09:00–10:00\n"
        "请回复数字。"
    ]
    assert await town.count("slot", "state = 'open'") == 3


async def test_a_question_is_one_menu_and_its_items_answer_no_other(town: Town) -> None:
    phone = await invited(town)
    await town.say("WangFang", "安排 赵六(#1) | 算法 | 老王(LaoWang) | 周四 9:00；周四 11:00")
    await phone.say("算了")
    await town.reads(phone)

    await phone.say("2")
    first = "#1 后端工程师 · 一面 · 11月25日 周三 15:00–16:00、11月27日 周五 14:00–15:00"
    second = "#2 算法 · 一面 · 11月26日 周四 09:00–10:00、11月26日 周四 11:00–12:00"
    how = "点一个，或者回复它的编号；不用了就发“算了”。"
    assert await town.reads(phone) == [f"确认哪一场？\n[{first}]\n[{second}]\n{how}"]
    asked = phone.sights[-1]
    await phone.click("#2 算法")
    [confirmed] = await town.reads(phone)
    assert confirmed.startswith("面试已确认：算法 · 一面（#2）\n时间：11月26日 周四 11:00–12:00\n")

    await phone.click_item(*asked.items[0])
    assert await town.reads(phone) == [
        "您点的那个问题已经过去了，什么也没有做。还需要的话，请把要做的事再说一遍；"
        "发“帮助”看看可以说什么。"
    ]
    await phone.say("可以")
    assert await town.reads(phone) == [
        "#1 有几个时间可选：\n[1. 11月25日 周三 15:00–16:00]\n[2. 11月27日 周五 14:00–15:00]\n[都不行]\n"
        "点一个时间就能确认，也可以回复它的数字，例如 1；都不合适请说您方便的时间。"
        "保留到 11月25日 周三 15:00（时间 1）、11月26日 周四 10:00（时间 2）。"
    ]
    await phone.say("language en")
    await phone.say("cancel")
    await town.say("WangFang", "修改 1 岗位 " + "全球基础设施与可靠性工程平台" * 4)
    await town.reads(phone)
    await phone.say("cancel")
    [menu] = await town.reads(phone)
    head = "Cancel which interview?\n#1 全球基础设施与可靠性工程平台全球"
    assert menu.startswith(head)
    assert "\n[#2 算法]\nChoose one, or reply with its number; " in menu


async def test_the_link_of_somebody_else_binds_nobody_and_hr_hears_of_it(town: Town) -> None:
    await invited(town)
    url = await resent(town)
    other = town.wecom.kf.customer("小钱")

    await other.tap_link(url)

    assert await town.reads(other) == [
        "这个链接是给另一位候选人的，已经由 TA 的微信打开过。如果您就是 TA，请联系王芳，或者回复“人工”。"
    ]
    assert await town.pushed("WangFang") == [
        "有另一个微信打开了 #1（赵六 · 后端工程师 · 一面）的链接，没有绑定；已请 TA 联系您。\n"
        "如果确实是赵六，请发：换微信 1，再把回复里的链接转给 TA。"
    ]


async def test_whoever_opened_a_link_that_was_not_theirs_is_shut_out_and_the_right_one_let_in(
    town: Town,
) -> None:
    wrong = await invited(town)
    await wrong.say("算了")
    await town.reads(wrong)
    url = await resent(town)

    answer = await town.say("WangFang", "换微信 1")

    assert answer is not None
    head, told = answer.split("\n", 1)
    assert head == (
        "已解除赵六（#1）原来的微信：那个微信不再收到消息，原来的链接也都失效了，新的在下面。"
    )
    assert told.startswith("赵六还不能直接收到消息，请把下面这段转给对方：\n赵六，您好！")
    assert url not in told
    [anew] = re.findall(r"https://work\.weixin\.qq\.com/\S+", told)
    assert await town.pushed("WangFang") == ["[image]"]
    other = town.wecom.kf.customer("小钱")
    await other.tap_link(url)
    assert await town.reads(other) == [
        "这个链接已经失效，换过新的了。如果您就是这位候选人，请向王芳要新的链接，或者回复“人工”。"
    ]
    assert await town.pushed("WangFang") == [
        "有人在微信里打开了 #1（赵六 · 后端工程师 · 一面）原来的链接，它已经失效；已请 TA 联系您。"
    ]
    await wrong.tap_link(anew)
    await wrong.say("1")
    assert [one for one in await town.reads(wrong) if "面试已确认" in one] == []
    assert await town.pushed("WangFang") == [
        "有另一个微信打开了 #1（赵六 · 后端工程师 · 一面）的链接，没有绑定；已请 TA 联系您。\n"
        "如果确实是赵六，请发：换微信 1，再把回复里的链接转给 TA。"
    ]

    right = town.wecom.kf.customer("小赵二")
    await right.tap_link(anew)
    assert await town.reads(right) == [OFFER]
    assert await town.pushed("WangFang") == [
        "这次是赵六的另一个微信打开了 #1（后端工程师 · 一面）的链接，以后的消息会直接发到那里。"
    ]
    await right.say("1")
    assert await town.reads(right) == [CONFIRMED]
    assert await town.count("interview", "status = 'confirmed'") == 1


async def test_what_was_taken_off_by_mistake_is_let_in_again(town: Town) -> None:
    phone = await invited(town)
    told = await town.say("WangFang", "换微信 1")
    [url] = re.findall(r"https://work\.weixin\.qq\.com/\S+", told or "")
    await phone.tap_link(url)
    await town.reads(phone)

    answer = await town.say("WangFang", "/rebind #1")

    assert url in (answer or "")
    assert (answer or "").startswith("赵六（#1）没有绑定微信，现在谁打开链接就绑定谁。\n")
    await phone.tap_link(url)
    await phone.say("1")
    assert (await town.reads(phone))[-1].startswith(CONFIRMED)


async def test_two_records_of_one_person_are_made_one(town: Town) -> None:
    phone = await invited(town)
    answer = await town.say(
        "WangFang", "安排 赵小六 | 算法 | 韩梅梅(HanMeimei) | 下周五 14:00 | 2号会议室"
    )
    await town.pushed("WangFang")
    await phone.tap_link(re.findall(r"https://work\.weixin\.qq\.com/\S+", answer or "")[0])
    await town.reads(phone)
    assert await town.pushed("WangFang") == [
        "赵六的微信打开了 #2（赵小六 · 算法 · 一面）的链接，没有绑定，因为 TA 已经是赵六。\n"
        "如果是同一个人，请发：合并 2 1"
    ]
    await phone.say("算了")
    await town.reads(phone)

    assert await town.say("WangFang", "合并 2 1") == (
        "赵小六（#2）和赵六（#1）是同一个人吗？合并后 #2 归赵六，以后的消息发到赵六那里，不能撤销。\n"
        "确定请回复“是”；回复别的就什么也不改变。"
    )
    assert await town.say("WangFang", "是") == (
        "已合并：#2 的候选人现在是赵六。\n还没结束的已发给 TA。"
    )
    [offer] = await town.reads(phone)
    assert offer.startswith("赵六，您好！王芳邀请您参加面试：\n算法 · 一面（#2）\n")
    await phone.click("12月4日")
    assert (await town.reads(phone))[0].startswith("面试已确认：算法 · 一面（#2）")
    shown = await town.say("WangFang", "详情 2")
    assert "#2 赵六 · 算法 · 一面 · 已确认" in (shown or "")
    assert "王芳：候选人的两份资料合并了" in (shown or "")
    assert await town.count("person", "name = '赵小六'") == 0
    assert await town.count("booking", "who NOT IN (SELECT id FROM person) AND who > 0") == 0


async def test_a_link_that_was_taken_off_stays_void_when_two_records_are_made_one(
    town: Town,
) -> None:
    await invited(town)
    await town.say("WangFang", "换微信 1")
    await town.say("WangFang", "安排 赵小六 | 算法 | 韩梅梅(HanMeimei) | 下周五 14:00")
    await town.say("WangFang", "合并 1 2")
    assert (await town.say("WangFang", "是") or "").startswith("已合并：#1 的候选人现在是赵小六。")
    phone = town.wecom.kf.customer("小钱")

    await phone.tap_link(town.link(1))

    [said] = await town.reads(phone)
    assert said.startswith("这个链接已经失效，换过新的了。")


async def test_nothing_is_made_one_without_a_yes_or_where_it_cannot_be(town: Town) -> None:
    await invited(town)
    await town.say("WangFang", "安排 赵小六 | 算法 | 韩梅梅(HanMeimei) | 周五 14:30 | 2号会议室")
    await town.say("WangFang", "安排 张三(zhangsan) | 算法 | 老王(LaoWang) | 下周四 10:00")
    await town.say("WangFang", "安排 钱七 | 算法 | 老王(LaoWang) | 下周四 16:00")

    assert await town.say("WangFang", "合并 2 1") == (
        "#2 和 #1 的时间有重叠，一个人不能同时参加，什么也没有改变。请先改或取消其中一场，再合并。"
    )
    assert await town.say("WangFang", "合并 3 1") == (
        "张三（#3）和赵六（#1）都能直接收到消息，不能合并，什么也没有改变。"
        "如果微信绑错了，请先发：换微信 编号"
    )
    assert await town.say("WangFang", "合并 1 1") == (
        "#1 和 #1 的候选人本来就是同一位：赵六。什么也没有改变。"
    )
    assert (await town.say("WangFang", "unite 3 4") or "").startswith("钱七（#4）和张三（#3）")
    assert await town.say("WangFang", "不是") == "什么也没有改变。"
    assert await town.say("WangFang", "合并") == "请写上两场面试的编号，例如：合并 12 3"
    assert await town.count("person", "name IN ('赵小六', '钱七')") == 2


async def test_of_a_member_no_account_is_taken_off_and_only_hr_may_ask(town: Town) -> None:
    await town.say("WangFang", SCHEDULE.format(who="张三(zhangsan)"))

    assert await town.say("WangFang", "换微信 1") == (
        "张三用的是企业微信，没有要解除的微信。什么也没有改变。"
    )
    assert await town.say("WangFang", "换微信") == "请写上面试编号，例如：换微信 12"
    assert await town.say("LiLei", "换微信 1") == (
        "“换微信”只有 HR 可以用。发“帮助”看看您可以说什么。"
    )


async def resent(town: Town) -> str:
    """The link of #1, as it was passed on before."""
    tickets = town.settings.rules.tickets
    assert tickets is not None
    async with town.connection() as connection:
        base = await connection.fetchval("SELECT link FROM kf_account")
    return f"{base}&scene_param={tickets.make(1)}"


async def test_the_link_of_an_interview_that_is_over_says_so(town: Town) -> None:
    url = await link(town)
    await town.say("WangFang", "取消 1 岗位冻结")
    await town.pushed("WangFang")
    phone = town.wecom.kf.customer("小赵")

    await phone.tap_link(url)

    assert await town.reads(phone) == [
        "这场面试已经结束或取消，链接不能再用了。有问题请联系王芳，或者回复“人工”。"
    ]
    assert await town.pushed("WangFang") == [
        "有人在微信里打开了 #1（赵六 · 后端工程师 · 一面）的链接，但它已经失效；已请 TA 联系您。"
    ]


async def test_a_link_that_was_cut_is_asked_for_again(town: Town) -> None:
    url = await link(town)
    await town.pushed("WangFang")
    phone = town.wecom.kf.customer("小赵")

    await phone.tap_link(url[:-1])

    assert await town.reads(phone) == [
        "这个链接不完整，我认不出是哪场面试。请重新打开 HR 发给您的链接，或者回复“人工”。"
    ]
    assert await town.pushed("WangFang") == [
        "有人在微信里打开了一个无效的面试链接，已请 TA 重新打开 HR 发的链接。"
    ]


async def test_who_comes_without_a_link_is_asked_for_it_and_bound_later(town: Town) -> None:
    account = next(iter(town.wecom.kf.accounts.values()))
    phone = town.wecom.kf.customer("小赵")
    await phone.tap_link(f"https://work.weixin.qq.com/kf/{account.address}")
    [hello] = await town.reads(phone)
    assert hello.endswith("请打开 HR 发给您的面试链接，或者扫 TA 发的二维码。")
    await phone.say("你好")
    await town.reads(phone)

    await phone.tap_link(await link(town))

    assert (await town.reads(phone))[-1] == OFFER
    await phone.say("1")
    assert (await town.reads(phone))[0].startswith(CONFIRMED)


async def test_a_welcome_that_comes_too_late_is_made_up_for_when_they_speak(town: Town) -> None:
    phone = town.wecom.kf.customer("小赵")
    await phone.tap_link(await link(town))
    await town.pull()
    town.clock.advance(timedelta(seconds=21))
    assert await town.reads(phone) == []

    await phone.say("你好")

    read = await town.reads(phone)
    assert read[0] == OFFER
    assert len(read) == 2
    assert await town.count("outbox", "kind = 'welcome' AND reason = 'too late to help'") == 1


async def test_nothing_is_sent_after_two_days_and_hr_is_given_the_words(town: Town) -> None:
    phone = await invited(town)
    await phone.click("周五 14:00")
    await town.reads(phone)
    await town.pushed("WangFang")
    await town.pass_time(hours=48, seconds=-1)
    await town.say("WangFang", "修改 1 地点 2号会议室")
    [edited] = await town.reads(phone)
    assert edited.startswith("王芳修改了面试 #1")

    town.clock.advance(timedelta(seconds=1))
    await town.say("WangFang", "修改 1 地点 3号会议室")

    assert await town.reads(phone) == []
    told = await town.pushed("WangFang")
    assert told[-1].startswith(
        "没能通知到赵六（TA 已超过 48 小时没有在微信里说话，微信不允许再发）。\n"
        "面试 #1（后端工程师 · 一面）的这条消息请另想办法转达：\n"
        "王芳修改了面试 #1"
    )


async def test_the_sixth_message_in_a_row_goes_to_hr(town: Town) -> None:
    phone = await invited(town)
    await phone.click("周五 14:00")
    assert len(await town.reads(phone)) == 1
    await town.pushed("WangFang")

    for place in "ABCDE":
        await town.say("WangFang", f"修改 1 地点 {place}")
        await town.reads(phone)

    assert len(phone.sights) == 6  # the welcome does not count
    [told] = await town.pushed("WangFang")
    assert told.startswith("没能通知到赵六（TA 没有回复，微信最多只允许连发 5 条）。\n")


async def test_several_that_wait_go_together(town: Town) -> None:
    phone = await invited(town)
    await phone.click("周五 14:00")
    await town.reads(phone)

    await town.say("WangFang", "修改 1 地点 A")
    await town.say("WangFang", "修改 1 地点 B")

    [together] = await town.reads(phone)
    assert together.count("王芳修改了面试 #1") == 2


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (95001, "TA 没有回复，微信最多只允许连发 5 条"),
        (95002, "TA 已超过 48 小时没有在微信里说话，微信不允许再发"),
        (95013, "TA 的微信会话已结束，要等 TA 再说话"),
        (95018, "TA 已超过 48 小时没有在微信里说话，微信不允许再发"),
    ],
)
async def test_what_wechat_refuses_is_given_to_hr(town: Town, code: int, why: str) -> None:
    phone = await invited(town)
    await phone.click("周五 14:00")
    await town.reads(phone)
    await town.pushed("WangFang")
    town.wecom.faults.add("kf/send_msg", code=code, times=1)

    await town.say("WangFang", "修改 1 地点 A")

    assert await town.reads(phone) == []
    [told] = await town.pushed("WangFang")
    assert told.startswith(f"没能通知到赵六（{why}）。\n面试 #1")


async def test_what_was_taken_and_did_not_arrive_is_given_to_hr_once(town: Town) -> None:
    phone = await invited(town)
    await phone.click("周五 14:00")
    await town.reads(phone)
    await town.pushed("WangFang")
    town.wecom.kf.sending.fail_next = [10]

    await town.say("WangFang", "修改 1 地点 A")

    assert await town.reads(phone) == []
    [told] = await town.pushed("WangFang")
    assert told.startswith("没能通知到赵六（TA 在微信里拒收了消息）。\n面试 #1")


async def test_who_wants_a_human_gets_one_and_the_bot_is_silent_until_it_ends(town: Town) -> None:
    phone = await invited(town)
    await phone.say("人工")
    assert await town.reads(phone) == ["好的，已请王芳联系您。着急的话也可以直接打电话给 TA。"]
    assert (phone.state, phone.servicer) == (3, "ZhouMin")
    assert await town.pushed("WangFang") == [
        "赵六希望有人联系 TA。\n面试 #1\n"
        "正在把 TA 的微信会话转给周敏。结束之前我不再和 TA 说话，要说的会发给您转达。\n"
        "交还给我请发：交回 1"
    ]

    await phone.say("1")
    assert await town.reads(phone) == []
    assert await town.count("interview", "status = 'confirmed'") == 0
    assert await town.count("inbox", "text = '1'") == 0
    await town.say("WangFang", "提供 1 下周一 9:00")
    [told] = await town.pushed("WangFang")
    assert told.startswith("没能通知到赵六（TA 正在和人工客服聊天）。\n")

    await town.wecom.kf.sessions.end(phone)
    await phone.say("1")
    assert (await town.reads(phone))[0].startswith(CONFIRMED)


async def test_a_human_who_took_the_chat_by_themselves_is_found_out(town: Town) -> None:
    phone = await invited(town)
    await phone.click("周五 14:00")
    await town.reads(phone)
    await town.pushed("WangFang")
    phone.state, phone.servicer = 3, "ZhouMin"  # and WeCom has not told

    await town.say("WangFang", "修改 1 地点 A")

    assert await town.reads(phone) == []
    [told] = await town.pushed("WangFang")
    assert told.startswith("没能通知到赵六（TA 正在和人工客服聊天）。\n面试 #1")
    await phone.say("今天")
    assert await town.reads(phone) == []


async def test_hr_hears_once_that_a_colleague_took_the_chat_and_the_bot_is_silent(
    town: Town,
) -> None:
    phone = await invited(town)
    await phone.say("算了")
    await town.reads(phone)

    await town.wecom.kf.sessions.take(phone, "ZhouMin")
    await town.wecom.kf.sessions.take(phone, "ZhouMin")
    assert await town.reads(phone) == []

    assert await town.pushed("WangFang") == [
        "赵六（#1 · 后端工程师 · 一面）的微信会话现在由人工接待。结束之前我不再和 TA 说话，"
        "要说的会发给您转达。\n交还给我请发：交回 1"
    ]
    await phone.say("今天")
    assert await town.reads(phone) == []
    await town.say("WangFang", "交回 1")
    assert await town.reads(phone) == ["现在又由我（面约）在这里回复您。有话直说就好。"]


async def test_a_chat_whose_end_was_missed_is_the_bots_again_after_two_days(town: Town) -> None:
    phone = await invited(town)
    await phone.say("人工")
    await town.reads(phone)
    town.clock.advance(timedelta(hours=48, seconds=1))
    phone.state = 1

    await phone.say("今天")

    assert len(await town.reads(phone)) == 1


async def test_pictures_and_voices_are_said_to_be_none_of_its_business(town: Town) -> None:
    phone = await invited(town)
    await phone.picture()

    assert await town.reads(phone) == ["我只看得懂文字。发“帮助”看看可以说什么。" + HINT]


async def test_what_wechat_refuses_calls_no_operator(town: Town) -> None:
    await invited(town)
    before = counted("dead"), counted("dropped")
    await town.say("WangFang", "提供 1 下周一 9:00")  # they have never written
    await town.deliver()

    assert (counted("dead"), counted("dropped")) == (before[0], before[1] + 1)
    assert await town.count("outbox", "reason = 'they have never written'") == 1


def counted(result: str) -> float:
    """Deliveries that ended so, as /metrics counts them."""
    return REGISTRY.get_sample_value("mianyue_deliveries_total", {"result": result}) or 0


async def test_hr_takes_over_and_gives_back(town: Town) -> None:
    phone = await invited(town)
    await phone.say("算了")
    await town.reads(phone)

    assert await town.say("WangFang", "/takeover 1") == (
        "正在把赵六（#1）的微信会话转给周敏。结束之前我不再和 TA 说话，要说的会发给您转达。\n"
        "交还给我请发：交回 1"
    )
    assert await town.reads(phone) == ["接下来由王芳在这里直接回复您。"]
    assert phone.state == 3
    assert await town.say("WangFang", "接手 1") == (
        "赵六已经在和人工聊天了。要交还给我，请发：交回 1"
    )

    assert await town.say("WangFang", "交回 1") == (
        "赵六（#1）的微信会话正在交回给我，TA 再说话时由我回复。"
    )
    assert await town.reads(phone) == ["现在又由我（面约）在这里回复您。有话直说就好。"]
    await phone.say("1")
    assert await town.reads(phone) == [CONFIRMED]


async def test_nobody_on_duty_is_said_to_hr(town: Town) -> None:
    phone = await invited(town)
    await phone.say("算了")
    await town.reads(phone)
    next(iter(town.wecom.kf.accounts.values())).servicers["ZhouMin"] = 1

    await town.say("WangFang", "接手 1")

    await town.reads(phone)
    assert await town.pushed("WangFang") == [
        "赵六（#1 · 后端工程师 · 一面）的微信会话没能转成："
        "接手的同事现在没有接待，请在企业微信的“微信客服”里开始接待。"
    ]


async def test_of_who_is_not_on_wechat_no_chat_can_be_taken(town: Town) -> None:
    await town.say("WangFang", SCHEDULE.format(who="张三(zhangsan)"))

    assert await town.say("WangFang", "接手 1") == (
        "张三没有在微信里和我说话，没有会话可以转。请直接联系 TA。"
    )
    assert await town.say("WangFang", "接手") == "请写上面试编号，例如：接手 12"


async def test_who_is_forgotten_is_nobody_on_wechat_either(town: Town) -> None:
    phone = await invited(town)
    await phone.say("算了")
    await town.reads(phone)
    await town.say("WangFang", "取消 1 岗位冻结")
    await town.reads(phone)
    await town.say("WangFang", "忘记 赵六")

    assert (await town.say("WangFang", "是") or "").startswith("已删除")

    assert await town.count("person", "external_userid IS NOT NULL") == 0
    assert await town.count("customer") == 0
