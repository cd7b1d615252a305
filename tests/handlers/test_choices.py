"""What is ambiguous asks, with the choices to press: which interview, which time, which person."""

import asyncio
from typing import Any

import pytest

from simulator.pusher import Answer
from tests.town import MakeTown, Town, labels, selectors

HOW = "点一个，或者回复它的编号；不用了就发“算了”。"
FIRST = "#1 张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00"
SECOND = "#2 李四 · 前端 · 一面 · 11月25日 周三 17:00–18:00"
ASKED = f"您有几场面试，是哪一场？请回复编号：\n{FIRST}\n{SECOND}"
WHY = (
    "要取消 #2（李四 · 11月25日 周三 17:00–18:00），请回复原因，会转告其他人；不取消了就发“算了”。"
)
FIRST_WHY = "#1（张三 · 11月25日 周三 15:00–16:00"
NO_LONGER = (
    "您点的那个问题已经过去了，什么也没有做。还需要的话，请把要做的事再说一遍；"
    "发“帮助”看看可以说什么。"
)


async def last(town: Town, userid: str) -> dict[str, Any]:
    """Their newest card as it looks now, everything due being delivered."""
    await town.deliver()
    return town.cards(userid)[-1]


async def state(town: Town, userid: str) -> str | None:
    """What has become of their newest card; None while it can be pressed."""
    shown: str | None = (await last(town, userid)).get("replace_text")
    return shown


async def press(town: Town, userid: str, card: dict[str, Any], label: str) -> Answer:
    """Press a button, whatever has become of the card meanwhile."""
    fields = {
        "EventKey": labels(card)[label],
        "TaskId": card["task_id"],
        "CardType": card["card_type"],
        "ResponseCode": town.wecom.cards._code(card["task_id"]),
    }
    return await town.wecom.event(userid, "template_card_event", **fields)


async def agreed(town: Town, who: str, what: str, when: str) -> None:
    """One more interview of 李雷's, agreed on."""
    answer = await town.say("WangFang", f"安排 {who} | {what} | 李雷(LiLei) | {when}")
    number = (answer or "").partition("#")[2].partition("：")[0]
    await town.say("WangFang", f"确认 {number} 1")


async def two(town: Town) -> None:
    """李雷 interviews 张三 and 李四 tomorrow."""
    await town.hello("WangFang", "LiLei", "zhangsan", "lisi", "HanMeimei", "LaoWang")
    await agreed(town, "张三(zhangsan)", "后端工程师", "明天 15:00")
    await agreed(town, "李四(lisi)", "前端", "明天 17:00")
    for userid in ("WangFang", "LiLei", "zhangsan", "lisi"):
        await town.pushed(userid)


async def test_a_question_is_a_card_and_no_text_and_is_settled_by_a_click(town: Town) -> None:
    await two(town)

    answer = await town.wecom.say("LiLei", "取消", msg_id=70001)
    again = await town.wecom.say("LiLei", "取消", msg_id=70001)
    assert (answer.text, again.text) == (None, None)
    assert await town.pushed("LiLei") == [ASKED]
    card = await last(town, "LiLei")
    assert card["main_title"] == {"title": "取消哪一场？"}
    assert card["quote_area"]["quote_text"] == f"{FIRST}\n{SECOND}"
    assert card["sub_title_text"] == HOW
    assert list(labels(card)) == ["#1 张三", "#2 李四"]

    assert await town.click("LiLei", "#2 李四") == WHY
    assert await state(town, "LiLei") == "已选：#2 李四"
    assert await town.say("LiLei", "出差") == "已取消 #2（李四），相关的人会收到通知和原因。"


async def test_words_settle_it_as_a_click_does(town: Town) -> None:
    await two(town)

    assert await town.say("LiLei", "取消") == ASKED
    first = len(town.cards("LiLei")) - 1
    assert (await town.say("LiLei", "3") or "").startswith("请回复其中一个编号，或者发“算了”：")
    assert await state(town, "LiLei") is None
    assert await town.say("LiLei", "#2") == WHY
    assert await state(town, "LiLei") == "已选：#2 李四"

    assert await town.say("LiLei", "取消") == ASKED
    assert await town.say("LiLei", "今天") == (
        "今天（11月24日 周二）没有面试。\n"
        "下一场：#1 11月25日 周三 15:00–16:00 张三 · 后端工程师 · 一面 · 已确认"
    )
    assert await state(town, "LiLei") == "已结束"
    assert await town.say("LiLei", "改期") == ASKED
    assert await town.say("LiLei", "改期") == ASKED
    assert await town.say("LiLei", "算了") == "好的，什么也没有改变。"
    await town.deliver()
    shown = [card.get("replace_text") for card in town.cards("LiLei")[first:]]
    assert shown == ["已选：#2 李四", "已结束", "已结束", "已结束"]


async def test_an_old_question_does_nothing_and_says_so(make_town: MakeTown) -> None:
    town = await make_town()
    await two(town)
    assert await town.say("LiLei", "取消 出差") == ASKED
    old = await last(town, "LiLei")
    assert await town.say("LiLei", "迟到 10") == ASKED

    await press(town, "LiLei", old, "#2 李四")  # replaced by another, which stays open
    assert await town.pushed("LiLei") == [NO_LONGER]
    assert await state(town, "LiLei") is None
    assert (await town.say("LiLei", "1") or "").startswith("已告诉其他人您会晚到 10 分钟（#1）")
    assert await town.count("inbox", "text LIKE '=%'") == 0  # HR may come to read it
    await press(town, "LiLei", old, "#2 李四")  # answered, and not open any more
    assert await town.pushed("LiLei") == [NO_LONGER]

    await town.say("LiLei", "语言 english")
    await town.say("LiLei", "cancel ill")
    await town.pass_time(minutes=31)
    assert await town.click("LiLei", "#2 李四") == (
        "The question you pressed is over, so I have done nothing. If you still want it, please say it"
        ' again; "help" lists what you can say.'
    )
    assert await state(town, "LiLei") == "Over"
    assert await town.count("interview", "status = 'confirmed'") == 2

    # A version that does not know the question: it is no number by itself.
    await town.say("LiLei", "cancel ill")
    async with town.connection() as connection:
        await connection.execute('UPDATE person SET question = question || \'{"name": "gone"}\'')
    assert (await town.click("LiLei", "#2 李四")).startswith("The question you pressed is over,")
    assert await state(town, "LiLei") == "Over"

    # Another process, which knows no more than the database does.
    await town.say("LiLei", "cancel ill")
    card = await last(town, "LiLei")
    restarted = await make_town()
    await press(restarted, "LiLei", card, "#2 李四")
    await press(restarted, "LiLei", card, "#1 张三")
    assert await restarted.count("interview", "status = 'cancelled'") == 1


async def test_of_two_clicks_at_once_one_is_the_answer(town: Town) -> None:
    await two(town)
    await town.say("LiLei", "取消 出差")
    card = await last(town, "LiLei")

    await asyncio.gather(
        press(town, "LiLei", card, "#1 张三"), press(town, "LiLei", card, "#2 李四")
    )

    said = await town.pushed("LiLei")
    assert NO_LONGER in said
    assert await town.count("interview", "status = 'cancelled'") == 1
    cancelled = "#1 张三" if any("#1（张三）" in one for one in said) else "#2 李四"
    assert await state(town, "LiLei") == f"已选：{cancelled}"


async def test_many_choices_are_a_list_to_open_and_too_many_a_text(town: Town) -> None:
    await town.hello("WangFang", "LiLei")
    for number in range(1, 8):
        await agreed(
            town, f"候选人的姓名有时候真的非常非常长的第{number}位", "后端", f"周五 {number + 9}:00"
        )
    await town.pushed("LiLei")

    await town.say("LiLei", "取消")
    card = await last(town, "LiLei")
    [options] = selectors(card).values()
    assert [one["text"] for one in options][:2] == ["#1 候选人的姓名…", "#2 候选人的姓名…"]
    assert list(labels(card)) == ["就是这个"]
    assert (
        "#7 候选人的姓名有时候真的非常非常长的第7位 · 后端 · 一面 · 11月27日 周五 16:00–17:…"
        in (card["quote_area"]["quote_text"].splitlines())
    )
    answer = await town.click("LiLei", "就是这个", "#3 候选人的姓名…")
    assert answer.startswith("要取消 #3（候选人的姓名有时候真的非常非常长的第3位 · ")
    assert await state(town, "LiLei") == "已选：#3 候选人…"

    for number in range(8, 12):
        await agreed(town, f"候选人{number}", "后端", f"下周一 {number + 2}:00")
    answer = (await town.wecom.say("LiLei", "取消")).text or ""
    assert answer.startswith("您有几场面试，是哪一场？请回复编号：\n#1 ")
    assert len(answer.splitlines()) == 12


@pytest.mark.parametrize("why", ["off", "refused"])
async def test_where_there_can_be_no_card_it_is_asked_in_words(
    make_town: MakeTown, why: str
) -> None:
    town = await make_town(cards={"enabled": why != "off"})
    await two(town)
    cards = len(town.cards("LiLei"))
    town.wecom.faults.add("message/send", code=42038, times=1)

    answer = (await town.wecom.say("LiLei", "取消")).text
    pushed = await town.pushed("LiLei")

    assert [answer, *pushed] == ([ASKED] if why == "off" else [None, ASKED])
    assert len(town.cards("LiLei")) == cards
    assert await town.say("LiLei", "2") == WHY


async def test_each_question_about_interviews_can_be_pressed(town: Town) -> None:
    await two(town)

    async def asks(userid: str, said: str, title: str, label: str) -> str:
        await town.say(userid, said)
        assert (await last(town, userid))["main_title"]["title"] == title
        return await town.click(userid, label)

    assert await asks("LiLei", "接受", "接受哪一场？", "#1 张三") == (
        "好的，#1 您会参加：张三，11月25日 周三 15:00–16:00。"
    )
    assert (await asks("LiLei", "晚到 5", "哪一场会晚到？", "#2 李四")).startswith(
        "已告诉其他人您会晚到"
    )
    assert (await asks("LiLei", "改期", "改哪一场的时间？", "#2 李四")).startswith("#2（11月25日")
    assert await asks("WangFang", "把面试改到周五下午3点", "是哪一场？", "#2 李四") == (
        "把 #2（李四 · 前端 · 一面 · 11月25日 周三 17:00–18:00）改到 11月27日 周五 15:00，对吗？"
        "请回复“是”或“不”。"
    )
    assert (await last(town, "WangFang"))["main_title"]["desc"] == "“把面试改到周五下午3点”"
    assert await asks("WangFang", "换人 李雷 老王", "换哪一场的面试官？", "#2 李四") == (
        "#2（李四）的面试官：李雷 → 老王。相关的人会收到通知。"
    )
    await agreed(town, "李四(lisi)", "前端", "明天 18:00")
    assert await asks("LiLei", "拒绝 出差", "哪一场不能参加？", "#3 李四") == (
        "好的，#3（李四，11月25日 周三 18:00–19:00）您不用参加了，已转告王芳。"
    )
    await agreed(town, "李四(lisi)", "前端", "明天 20:00")
    await town.pass_time(hours=36)
    assert (await asks("LiLei", "完成", "完成的是哪一场？", "#1 张三")).startswith(
        "已记录：#1（张三"
    )
    assert (await asks("LiLei", "反馈", "给哪一场的反馈？", "#1 张三")).startswith(
        "#1 张三（后端工程师"
    )


async def test_english_reads_english(town: Town) -> None:
    await two(town)
    for userid in ("LiLei", "WangFang"):
        await town.say(userid, "language en")

    await town.say("LiLei", "cancel")
    card = await last(town, "LiLei")
    assert card["main_title"] == {"title": "Cancel which interview?"}
    assert card["sub_title_text"] == (
        'Choose one, or reply with its number; "never mind" leaves it.'
    )
    await town.click("LiLei", "#2 李四")
    assert await state(town, "LiLei") == "Chosen #2…"
    card = await last(town, "LiLei")
    assert card["quote_area"]["quote_text"] == "Chosen #2 李四"
    assert await town.say("WangFang", "schedule 赵六 | QA | 王 | tomorrow 3pm") == (
        'There are several called "王": 王芳(WangFang), 老王(LaoWang). Write one of these, with the'
        " account."
    )
    card = await last(town, "WangFang")
    assert (card["main_title"]["title"], list(labels(card))) == ('Who is "王"?', ["王芳", "老王"])


async def test_the_one_they_spoke_of_is_not_there_and_others_can_be_pressed(town: Town) -> None:
    await town.hello("WangFang", "LiLei")
    await agreed(town, "张三(zhangsan)", "后端工程师", "明天 15:00")

    assert await town.say("LiLei", "王五那场我去不了") == (
        f"没有找到和王五的面试，什么也没有做。\n您可以说的是：\n{FIRST}\n"
        "请连编号一起说，例如：拒绝 1 那天出差"
    )
    assert await town.click("LiLei", "#1 张三") == (
        "答复不能参加 #1（张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00），对吗？"
        "请回复“是”或“不”。"
    )
    await town.say("LiLei", "取消王五那场")
    assert await town.say("LiLei", "1") == WHY.replace(
        "#2（李四 · 11月25日 周三 17:00–18:00", FIRST_WHY
    )
    assert await state(town, "LiLei") == "已选：#1 张三"


async def test_a_candidate_chooses_among_offers_and_among_their_times(town: Town) -> None:
    await town.hello("WangFang", "zhangsan")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷(LiLei) | 明天 15:00；周五 14:00")
    await town.pushed("zhangsan")

    assert await town.say("zhangsan", "可以") == (
        "#1 有几个时间可选，请回复数字：\n1. 11月25日 周三 15:00–16:00\n2. 11月27日 周五 14:00–15:00"
    )
    offered, asked = town.cards("zhangsan")
    assert list(labels(asked)) == ["周三 15:00", "周五 14:00", "都不行"] == list(labels(offered))
    assert (await town.click("zhangsan", "周五 14:00")).startswith("面试已确认：后端 · 一面（#1）")
    assert [card["replace_text"] for card in town.cards("zhangsan")] == ["已确认", "已确认"]

    for what, when in (("算法", "周四 10:00；周四 11:00"), ("测试", "周四 15:00；周四 16:00")):
        await town.say("WangFang", f"安排 张三(zhangsan) | {what} | 老王(LaoWang) | {when}")
    await town.pushed("zhangsan")
    await town.say("zhangsan", "都不行")
    card = await last(town, "zhangsan")
    assert card["main_title"] == {"title": "哪一场的时间都不行？"}
    assert list(labels(card)) == ["#2 算法", "#3 测试"]
    await town.say("zhangsan", "2")  # answers it
    assert await state(town, "zhangsan") == "已选：#2 算法"
    await town.say("WangFang", "提供 2 周四 10:00；周四 11:00")
    await town.pushed("zhangsan")
    await town.say("zhangsan", "3")
    assert (await last(town, "zhangsan"))["main_title"] == {"title": "确认哪一场？"}
    answer = await town.click("zhangsan", "#2 算法")
    assert answer.startswith("面试已确认：算法 · 一面（#2）\n时间：11月26日 周四 10:00–11:00\n")


async def test_an_answer_that_does_not_arrive_is_nothing_to_pass_on(town: Town) -> None:
    await town.hello("WangFang", "zhangsan")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷(LiLei) | 明天 15:00；周五 14:00")
    await town.pushed("zhangsan")
    town.wecom.faults.add("message/send", code=60111, times=1)

    answer = await town.wecom.say("zhangsan", "可以")
    await town.deliver()

    assert answer.text is None
    assert await town.count("outbox", "kind = 'reply' AND state = 'dead'") == 1
    assert await town.count("outbox", "kind = 'undelivered'") == 0


async def test_somebody_chosen_takes_the_place_of_the_name(town: Town) -> None:
    await two(town)
    town.wecom.add_member("lilei2", "李雷")
    await town.hello("lilei2")
    several = "叫“李雷”的不止一位：李雷(LiLei)、李雷(lilei2)。请写其中一个，连同括号里的账号。"

    assert await town.say("WangFang", "安排 赵六 | 测试 | 李雷 | 周五 15:00") == several
    assert (await last(town, "WangFang"))["main_title"] == {"title": "“李雷”是哪一位？"}
    answer = await town.click("WangFang", "lilei2")
    assert answer.startswith("已安排 #3：赵六 · 测试 · 一面\n面试官：李雷\n")
    assert await state(town, "WangFang") == "已选：lilei2"
    assert await town.count(
        "panel", "interviewer_id = (SELECT id FROM person WHERE userid = 'lilei2')"
    )

    known = await town.say("WangFang", "安排 李四 | 测试 | 老王 | 周五 15:00")
    assert known == (
        "已经有叫“李四”的人：李四(lisi)。是其中一位就照样写；是另一个人，请写 李四(新)。"
    )
    assert list(labels(await last(town, "WangFang"))) == ["lisi", "新的人"]
    assert (await town.say("WangFang", "李四(新)") or "").startswith("已安排 #4：李四 · 测试")
    assert await state(town, "WangFang") == "已选：新的人"

    assert await town.say("WangFang", "今天 王") == (
        "“王”可能是：王芳(WangFang)、老王(LaoWang)。请写全名，例如：今天 李雷"
    )
    assert await town.click("WangFang", "老王") == (
        "今天（11月24日 周二）没有面试。\n"
        "下一场：#4 11月27日 周五 15:00–16:00 李四 · 测试 · 一面 · 待确认"
    )
    assert await state(town, "WangFang") == "已选：老王"


async def test_who_leaves_may_be_one_of_several_too(town: Town) -> None:
    await two(town)
    town.wecom.add_member("lilei2", "李雷")
    await town.hello("lilei2")

    assert (await town.say("WangFang", "换人 1 李雷 老王") or "").startswith("叫“李雷”的不止一位")
    assert await town.click("WangFang", "LiLei") == (
        "#1（张三）的面试官：李雷 → 老王。相关的人会收到通知。"
    )
    assert (await town.say("WangFang", "换人 李雷 老王") or "").startswith("叫“李雷”的不止一位")
    assert await town.click("WangFang", "LiLei") == (
        "#2（李四）的面试官：李雷 → 老王。相关的人会收到通知。"
    )
    assert (await town.say("WangFang", "工作时间 给 李雷 周五 9:00-18:00") or "").startswith(
        "叫“李雷”的不止"
    )
    assert await town.click("WangFang", "lilei2") == "好的，李雷 · 周五 09:00–18:00。"


async def test_a_name_chosen_the_next_day_would_mean_other_days(town: Town) -> None:
    await two(town)
    town.wecom.add_member("lilei2", "李雷")
    await town.hello("lilei2")
    await town.pass_time(hours=13, minutes=50)  # 23:50

    await town.say("WangFang", "安排 赵六 | 测试 | 李雷 | 明天 19:00")
    await town.pass_time(minutes=20)
    assert await town.click("WangFang", "lilei2") == (
        "那句话是昨天说的，里面的日期可能已经指另一天，所以什么也没有做。请把整句再说一遍，"
        "写成 李雷(lilei2)。"
    )
    assert await town.count("interview") == 2


async def test_in_the_dialogue_somebody_chosen_answers_it_and_it_goes_on(town: Town) -> None:
    await two(town)
    town.wecom.add_member("lilei2", "李雷")
    await town.hello("lilei2")
    await town.say("WangFang", "安排")
    await town.say("WangFang", "张三")
    await town.say("WangFang", "测试")

    assert await town.say("WangFang", "李雷、老王") == (
        "叫“李雷”的不止一位：李雷(LiLei)、李雷(lilei2)。请写其中一个，连同括号里的账号。"
    )
    answer = await town.click("WangFang", "lilei2")
    assert answer.startswith("新的面试：\n候选人：张三\n岗位：测试\n面试官：李雷(lilei2)、老王\n")
    assert await state(town, "WangFang") == "已选：lilei2"
    await town.say("WangFang", "周五 15:00")
    await town.say("WangFang", "跳过")
    assert (await town.say("WangFang", "是") or "").startswith("已经有叫“张三”的人：")
    answer = await town.click("WangFang", "zhangsan")
    assert answer.startswith("新的面试：\n候选人：张三(zhangsan)\n岗位：测试\n")
    assert (await town.say("WangFang", "是") or "").startswith("已安排 #3：张三 · 测试 · 一面\n")


async def test_who_was_absent_can_be_pressed(town: Town) -> None:
    await two(town)
    await town.pass_time(hours=31)
    await town.pushed("LiLei")

    assert await town.say("LiLei", "未到 1") == (
        "#1 谁没有来？请发：未到 1 候选人 或 未到 1 面试官"
    )
    card = await last(town, "LiLei")
    assert (card["main_title"]["title"], list(labels(card))) == (
        "#1 谁没有来？", ["候选人没来", "面试官没来"],
    )  # fmt: skip
    assert await town.click("LiLei", "候选人没来") == (
        "已记录：#1（张三，11月25日 周三 15:00–16:00）候选人没有来。"
    )
    assert await state(town, "LiLei") == "候选人没来"


async def test_offers_whose_times_have_lapsed_are_no_choice(town: Town) -> None:
    await town.hello("WangFang", "zhangsan")
    for what, when in (("算法", "今天 11:00"), ("测试", "周四 10:00"), ("后端", "周四 15:00")):
        await town.say("WangFang", f"安排 张三(zhangsan) | {what} | 老王(LaoWang) | {when}")
    await town.pass_time(hours=2)
    await town.pushed("zhangsan")

    assert await town.say("zhangsan", "yep, go ahead") == (
        "您有几场面试待确认，是哪一场？请回复编号：\n"
        "#2 测试 · 一面 · 11月26日 周四 10:00–11:00\n#3 后端 · 一面 · 11月26日 周四 15:00–16:00"
    )
    assert (await town.click("zhangsan", "#3 后端")).startswith("面试已确认：后端 · 一面（#3）")
