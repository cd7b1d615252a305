"""HR's bare words: which interview is meant is asked with the choices, then what else is missing."""

from tests.town import MakeTown, Town, labels

FIRST = "#1 张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00"
SECOND = "#2 李四 · 前端 · 一面 · 11月25日 周三 17:00–18:00"
THIRD = "#3 王五 · 测试 · 一面 · 11月27日 周五 15:00–16:00、11月27日 周五 16:00–17:00"
ALL = f"请回复编号：\n{FIRST}\n{SECOND}\n{THIRD}"
AGREED = f"请回复编号：\n{FIRST}\n{SECOND}"
WHY = (
    "要取消 #2（李四 · 11月25日 周三 17:00–18:00），请回复原因，会转告其他人；不取消了就发“算了”。"
)
TO_WHEN = (
    "#{0}（{1}）改到哪个时间？请写清日期和几点，例如：改到 {0} 周五 10:00；"
    "要我找大家都有空的时间，就回复“自动 3”。"
)
LEFT = "好的，什么也没有改变。"


async def agreed(town: Town, who: str, what: str, panel: str, when: str) -> None:
    """One more interview, agreed on."""
    answer = await town.say("WangFang", f"安排 {who} | {what} | {panel} | {when}")
    number = (answer or "").partition("#")[2].partition("：")[0]
    await town.say("WangFang", f"确认 {number} 1")


async def three(town: Town) -> None:
    """王芳 has two interviews agreed and one on offer; 周敏 has one of her own."""
    await town.hello("WangFang", "ZhouMin", "LiLei", "zhangsan", "lisi", "HanMeimei", "LaoWang")
    await agreed(town, "张三(zhangsan)", "后端工程师", "李雷(LiLei)", "明天 15:00")
    await agreed(town, "李四(lisi)", "前端", "李雷(LiLei)", "明天 17:00")
    await town.say("WangFang", "安排 王五(新) | 测试 | 李雷(LiLei) | 周五 15:00；周五 16:00")
    await town.say("ZhouMin", "安排 赵六(新) | 测试 | 韩梅梅(HanMeimei) | 周四 10:00")
    await town.pushed("WangFang")


async def press(town: Town, said: str, title: str, label: str) -> str:
    """What is answered to HR who says this, is asked that, and presses one of the choices."""
    await town.say("WangFang", said)
    await town.deliver()
    assert town.cards("WangFang")[-1]["main_title"]["title"] == title
    return await town.click("WangFang", label)


async def test_a_cancellation_goes_on_with_what_was_said(town: Town) -> None:
    await three(town)

    assert await town.say("WangFang", "取消") == f"取消哪一场？{ALL}"
    await town.deliver()
    assert list(labels(town.cards("WangFang")[-1])) == ["#1 张三", "#2 李四", "#3 王五"]
    assert await town.click("WangFang", "#2 李四") == WHY
    assert await town.say("WangFang", "算了") == LEFT

    assert await press(town, "取消 岗位已关闭", "取消哪一场？", "#2 李四") == (
        "已取消 #2（李四），相关的人会收到通知和原因。"
    )
    await town.say("WangFang", "取消 招到了")
    sure = "取消 #3（王五 · 测试 · 一面 · 待确认），原因：招到了，对吗？请回复“是”或“不”。"
    assert await town.say("WangFang", "王五那场") == sure  # a name is no number: repeated
    assert await town.say("WangFang", "不") == LEFT
    await town.say("WangFang", "取消 招到了")
    assert await town.say("WangFang", "周五那场") == sure
    assert await town.say("WangFang", "不") == LEFT
    await town.say("WangFang", "取消 招到了")
    assert await town.say("WangFang", "那个测试的") == sure
    assert await town.say("WangFang", "不") == LEFT
    assert await town.count("interview", "status = 'cancelled'") == 1


async def test_another_wish_or_none_of_them_loses_nothing(town: Town) -> None:
    await three(town)
    none_of_them = f"请回复其中一个编号，或者发“算了”：\n{FIRST}\n{SECOND}\n{THIRD}"

    await town.say("WangFang", "取消 招到了")
    assert await town.say("WangFang", "4") == (
        "取消 #4（赵六 · 测试 · 一面 · 待确认），原因：招到了，对吗？请回复“是”或“不”。"
    )  # a colleague's, which was not shown
    await town.say("WangFang", "不")
    await town.say("WangFang", "取消")
    for said in ("9", "好的", "没有的人"):
        assert await town.say("WangFang", said) == none_of_them
    assert await town.say("WangFang", "把李四的改到周四 16:00") == (
        "把 #2（李四 · 前端 · 一面 · 11月25日 周三 17:00–18:00）改到 11月26日 周四 16:00，对吗？"
        "请回复“是”或“不”。"
    )
    await town.pass_time(hours=13, minutes=50)
    await town.say("WangFang", "改期 后天 14:00")
    await town.pass_time(minutes=15)  # tomorrow, which is another day's 后天
    assert await town.say("WangFang", "2") == TO_WHEN.format(2, "李四")
    assert await town.count("interview", "status = 'cancelled'") == 0


async def test_a_time_is_asked_for_until_there_is_one(town: Town) -> None:
    await three(town)

    assert await press(town, "改到", "改哪一场的时间？", "#1 张三") == TO_WHEN.format(1, "张三")
    assert await town.say("WangFang", "是") == TO_WHEN.format(1, "张三")
    for said in ("随便", "周五下午"):
        assert await town.say("WangFang", said) == (
            f"“{said}”还看不出是哪一天几点，所以什么也没有做。请写清日期和几点，例如：周五 10:00；"
            "要我找时间就回复“自动 3”或“自动 3 周五”；不用了就发“算了”。"
        )
    assert await town.say("WangFang", "2026-11-23 10:00") == (
        "11月23日 周一 10:00 已经过去了，请换一个以后的时间。"
    )
    assert await town.say("WangFang", "周一 10:00；周一 11:00") == (
        "把 #1（张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00）改到："
        "11月30日 周一 10:00–11:00、11月30日 周一 11:00–12:00，对吗？请回复“是”或“不”。"
    )
    assert await town.say("WangFang", "是") == (
        "#1（张三）想改到：\n2. 11月30日 周一 10:00–11:00\n3. 11月30日 周一 11:00–12:00\n"
        "候选人确认之前，原定时间 11月25日 周三 15:00–16:00 不变。\n已发给张三。"
    )
    await town.say("WangFang", "改到 1")
    assert await town.say("WangFang", "周五 10:00！") == (
        "不用候选人确认，把 #1（张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00）直接改定在："
        "11月27日 周五 10:00–11:00，对吗？请回复“是”或“不”。"
    )
    await town.say("WangFang", "不")
    await town.say("WangFang", "改一下时间")
    await town.say("WangFang", "李四")
    assert await town.say("WangFang", "自动 2 周五") == (
        "#2（李四）想改到：\n2. 11月27日 周五 09:00–10:00\n3. 11月27日 周五 10:00–11:00\n"
        "候选人确认之前，原定时间 11月25日 周三 17:00–18:00 不变。\n已发给李四。"
    )
    await town.say("WangFang", "改到 2")
    assert await town.say("WangFang", "取消王五的面试") == (
        "要取消 #3（王五 · 待确认），请回复原因，会转告其他人；不取消了就发“算了”。"
    )
    assert await press(town, "改到 自动 1 下周二", "改哪一场的时间？", "#1 张三") == (
        "#1（张三）想改到：\n4. 12月1日 周二 09:00–10:00\n"
        "候选人确认之前，原定时间 11月25日 周三 15:00–16:00 不变。\n已发给张三。"
    )


async def test_the_only_one_is_taken_and_repeated(town: Town) -> None:
    await three(town)
    more = (
        "给 #3（王五）再提供哪些时间？请写清日期和几点，例如：提供 3 周五 10:00；"
        "要我找大家都有空的时间，就回复“自动 3”。"
    )

    for said in ("提供", "再加几个时间", "给王五加几个时间"):
        assert await town.say("WangFang", said) == more
    assert await town.say("WangFang", "提供 周五 17:00") == (
        "给 #3（王五 · 测试 · 一面 · 待确认）再提供时间：11月27日 周五 17:00–18:00，对吗？"
        "请回复“是”或“不”。"
    )
    assert (await town.say("WangFang", "是") or "").startswith(
        "#3 现在可选：\n1. 11月27日 周五 15:00–16:00\n2. 11月27日 周五 16:00–17:00\n"
        "3. 11月27日 周五 17:00–18:00\n"
    )
    await town.say("WangFang", "取消 3 招到了")
    await town.say("WangFang", "取消 2 招到了")
    once = "#1（张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00）"
    assert await town.say("WangFang", "取消 岗位已关闭") == (
        f"取消 {once}，原因：岗位已关闭，对吗？请回复“是”或“不”。"
    )
    assert await town.say("WangFang", "改到") == TO_WHEN.format(1, "张三")
    assert await town.say("WangFang", "赵六那场换成老王面") != (
        f"把 {once}的面试官 李雷 换成 老王，对吗？请回复“是”或“不”。"
    )
    assert await town.count("interview", "status = 'confirmed'") == 1


async def test_who_leaves_and_who_comes_are_asked_for(town: Town) -> None:
    await three(town)
    await agreed(town, "钱七(新)", "前端", "韩梅梅(HanMeimei)、老王(LaoWang)", "周四 15:00")
    await town.pushed("WangFang")

    assert await press(town, "换人", "换哪一场的面试官？", "#2 李四") == (
        "#2（李四）的面试官李雷换成谁？请回复姓名；那时有空的同事：\n老王\n韩梅梅"
    )
    assert await town.say("WangFang", "小明") == (
        "没有找到面试官“小明”。请写成 小明(userid)，userid 是企业微信里的账号，例如 李雷(lilei)。"
    )
    assert await town.click("WangFang", "老王") == (
        "#2（李四）的面试官：李雷 → 老王。相关的人会收到通知。"
    )
    assert await press(town, "换个面试官", "换哪一场的面试官？", "#5 钱七") == (
        "#5（钱七）的面试官，哪一位不来了？请回复姓名：\n韩梅梅\n老王"
    )
    assert await town.click("WangFang", "老王") == (
        "#5（钱七）的面试官老王换成谁？请回复姓名；那时有空的同事：\n李雷"
    )
    assert await town.say("WangFang", "换成李雷吧") == (
        "#5（钱七）的面试官：老王 → 李雷。相关的人会收到通知。\n"
        "钱七还不能直接收到消息，请把下面这段转给对方：\n"
        "钱七，您好！您的面试换了面试官：前端 · 一面（#5）\n老王 → 李雷\n"
        "时间和地点不变：11月26日 周四 15:00–16:00"
    )
    assert await town.say("WangFang", "换人 5 老王") == (
        "#5（钱七）的面试官，哪一位换成老王？请回复姓名：\n韩梅梅\n李雷"
    )
    assert await town.say("WangFang", "算了") == LEFT
    assert await press(town, "面试官换成韩梅梅", "是哪一场？", "#1 张三") == (
        "把 #1（张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00）的面试官 李雷 换成 韩梅梅，对吗？"
        "请回复“是”或“不”。"
    )


async def test_what_is_edited_is_asked_for(town: Town) -> None:
    await three(town)

    assert await press(town, "修改", "修改哪一场？", "#1 张三") == (
        "修改 #1（张三）的哪一项？请回复：地点、岗位、轮次、邮箱"
    )
    assert await town.click("WangFang", "轮次") == (
        "#1（张三）的轮次改成什么？请直接回复；不改了就发“算了”。"
    )
    assert await town.say("WangFang", "很多") == "看不懂轮次“很多”。请写成 二面 或 2。"
    assert await town.say("WangFang", "改成二面") == "已修改 #1 的轮次，相关的人会收到通知。"
    for said in ("改地点", "修改 地点", "地点改一下"):
        assert await press(town, said, "修改哪一场？", "#2 李四") == (
            "#2（李四）的地点改成什么？请直接回复；不改了就发“算了”。"
        )
        assert await town.say("WangFang", "不改了") == LEFT
    await town.say("WangFang", "修改 2 地点")
    assert await town.say("WangFang", "Room 5") == "已修改 #2 的地点，相关的人会收到通知。"
    assert await town.count("interview", "id = 2 AND place = 'Room 5'") == 1
    assert await town.say("WangFang", "把李四的地点改一下") == (
        "#2（李四）的地点改成什么？请直接回复；不改了就发“算了”。"
    )
    assert await town.say("WangFang", "取消王五的面试") == (
        "要取消 #3（王五 · 待确认），请回复原因，会转告其他人；不取消了就发“算了”。"
    )


async def test_what_has_begun_is_settled_and_what_is_over_goes_on(town: Town) -> None:
    await three(town)
    await town.pass_time(hours=36)
    await town.pushed("WangFang")

    assert await town.say("WangFang", "完成") == f"完成的是哪一场？请回复编号：\n{SECOND}\n{FIRST}"
    assert await town.click("WangFang", "#1 张三") == (
        "已记录：#1（张三，11月25日 周三 15:00–16:00）面试完成。"
    )
    assert await town.say("WangFang", "完成") == (
        "记下 #2（李四 · 前端 · 一面 · 11月25日 周三 17:00–18:00）已经面完，对吗？请回复“是”或“不”。"
    )
    assert await town.say("WangFang", "不") == LEFT
    assert await town.say("WangFang", "未到") == (
        "#2 谁没有来？请发：未到 2 候选人 或 未到 2 面试官"
    )
    assert await town.say("WangFang", "候选人没来") == (
        "已记录：#2（李四，11月25日 周三 17:00–18:00）候选人没有来。"
    )
    assert await town.say("WangFang", "关闭反馈") == (
        "关闭 #1（张三 · 后端工程师 · 一面 · 11月25日 周三 15:00–16:00）的反馈，不再收也不再改，对吗？"
        "请回复“是”或“不”。"
    )
    assert await town.say("WangFang", "是") == (
        "已关闭 #1（张三）的反馈（0/1），不会再向面试官要。\n还没有给：李雷"
    )
    assert await press(town, "再约", "哪一场要再约一轮？", "#1 张三") == (
        "张三的二面谁来面？请回复姓名（李雷是 #1 的面试官）；不约了就发“算了”。"
    )
    when = (
        "张三的二面什么时间？可以给几个让候选人选，例如：明天 15:00；周五 10:00；"
        "要我找大家都有空的时间，就回复“自动 3”。"
    )
    assert await town.say("WangFang", "韩梅梅") == when
    assert await town.say("WangFang", "好的") == when
    assert (await town.say("WangFang", "下周一 10:00") or "").startswith(
        "已安排 #5：张三 · 后端工程师 · 二面\n面试官：韩梅梅\n"
    )


async def test_what_only_looks_asks_too(town: Town) -> None:
    await three(town)

    assert (await press(town, "详情", "看哪一场？", "#2 李四")).startswith("#2 李四 · 前端 · 一面")
    assert await press(town, "为什么 周五 10:00", "问的是哪一场？", "#1 张三") == (
        "#1 可以在 11月27日 周五 10:00–11:00：没有什么妨碍。"
    )
    assert await press(town, "为什么", "问的是哪一场？", "#1 张三") == (
        "#1（张三）的哪个时间？请回复日期和几点，例如：周四 15:00"
    )
    assert await town.say("WangFang", "周五 11:00") == (
        "#1 可以在 11月27日 周五 11:00–12:00：没有什么妨碍。"
    )
    assert await town.say("WangFang", "房间") == "请写上面试编号，例如：房间 12"  # none has one
    await agreed(town, "孙八(新)", "前端", "王芳(WangFang)", "周四 15:00")
    assert await town.say("WangFang", "迟到") == "#5 大概会晚到几分钟？请回复数字。"
    assert (await town.say("WangFang", "10") or "").startswith("已告诉其他人您会晚到 10 分钟（#5）")


async def test_a_colleague_without_any_is_shown_everybodys(town: Town) -> None:
    await three(town)

    assert await town.say("ZhouMin", "取消") == (
        "要取消 #4（赵六 · 待确认），请回复原因，会转告其他人；不取消了就发“算了”。"
    )
    await town.say("ZhouMin", "招到了")
    assert await town.say("ZhouMin", "取消") == f"取消哪一场？{ALL}"


async def test_more_than_ten_are_the_nearest_and_a_name_does_too(town: Town) -> None:
    await town.hello("WangFang", "LiLei")
    for number in range(1, 13):
        await agreed(town, f"候选{number}号", "后端", "李雷(LiLei)", f"12月{number}日 10:00")
    await town.pushed("WangFang")

    *_, last, more = (await town.say("WangFang", "取消") or "").splitlines()
    assert last.startswith("#10 候选10号 · 后端 · 一面 · 12月10日 ")
    assert more == "还有别的，也可以回复候选人的姓名或者编号。"
    assert (await town.say("WangFang", "候选12号") or "").startswith("要取消 #12（候选12号 · ")
    await town.say("WangFang", "取消")
    assert (await town.say("WangFang", "11") or "").startswith("要取消 #11（候选11号 · ")


async def test_in_english_and_in_words_alone(make_town: MakeTown) -> None:
    town = await make_town(cards={"enabled": False})
    await three(town)
    await town.say("WangFang", "language en")
    both = (
        "Please reply with its number:\n#1 张三 · 后端工程师 · round 1 · Wed 25 Nov 15:00–16:00\n"
        "#2 李四 · 前端 · round 1 · Wed 25 Nov 17:00–18:00\n"
        "#3 王五 · 测试 · round 1 · Fri 27 Nov 15:00–16:00, Fri 27 Nov 16:00–17:00"
    )

    assert await town.say("WangFang", "cancel") == f"Cancel which interview? {both}"
    assert await town.say("WangFang", "the one with 李四") == (
        "To cancel #2 (李四 · Wed 25 Nov 17:00–18:00), reply with the reason; the others will be told."
        ' If you change your mind, say "never mind".'
    )
    assert await town.say("WangFang", "move it") == f"Move which interview? {both}"
    assert await town.say("WangFang", "1") == (
        "Move #1 (张三) to which time? Please give the day and the hour, for example: move 1 friday"
        ' 10:00; to have times found at which everybody can, reply "auto 3".'
    )
    assert await town.say("WangFang", "whenever") == (
        '"whenever" does not tell me the day and the hour, so I have done nothing. Please give both, for'
        ' example: friday 10:00; to have times found, reply "auto 3" or "auto 3 friday"; "never mind"'
        " leaves it."
    )
    assert await town.say("WangFang", "friday 10:00") == (
        "Move #1 (张三 · 后端工程师 · round 1 · Wed 25 Nov 15:00–16:00) to: Fri 27 Nov 10:00–11:00. Is that"
        ' right? Please reply "yes" or "no".'
    )
    assert await town.say("WangFang", "swap the interviewer") == f"Swap in which interview? {both}"
    assert await town.say("WangFang", "2") == (
        "Who interviews instead of 李雷 for #2 (李四)? Please reply with a name; I found no colleague who"
        " is free then."
    )
    assert await town.say("WangFang", "laowang") == (
        "#2 (李四): 李雷 → 老王. Everyone concerned is told."
    )
    assert await town.say("WangFang", "edit") == f"Change which interview? {both}"
    assert await town.say("WangFang", "2") == (
        "What of #2 (李四) is changed? Please reply with one of: place, position, round, email"
    )
    assert await town.say("WangFang", "where") == (
        'What should the place of #2 (李四) be? Just reply with it; "never mind" leaves it.'
    )
    assert await town.say("WangFang", "Room 5") == (
        "Changed the place of #2; everyone concerned is told."
    )
    assert await town.say("WangFang", "offer more times") == (
        "Which times more for #3 (王五)? Please give the day and the hour, for example: offer 3 friday"
        ' 10:00; to have times found at which everybody can, reply "auto 3".'
    )


async def test_another_wish_that_names_somebody_is_no_answer(town: Town) -> None:
    await three(town)
    await town.say("WangFang", "取消")

    assert await town.say("WangFang", "李四那场换韩梅梅来面") == (
        "把 #2（李四 · 前端 · 一面 · 11月25日 周三 17:00–18:00）的面试官 李雷 换成 韩梅梅，对吗？"
        "请回复“是”或“不”。"
    )
    await town.say("WangFang", "算了")
    await town.say("WangFang", "取消")

    assert await town.say("WangFang", "李四") == WHY
