"""Help, languages, zones, roles, and what the bot makes of what it does not understand."""

from datetime import timedelta

import pytest

import handlers
from tests.town import Town


async def test_opening_the_app_says_hello_once(town: Town) -> None:
    first = await town.wecom.event("LiLei", "enter_agent")
    town.clock.advance(timedelta(minutes=1))
    second = await town.wecom.event("LiLei", "enter_agent")

    assert first.text is not None
    assert first.text.startswith(
        "李雷，您好！我是面约，负责安排面试。有话直说就好，也可以说：\n本周 — 本周的面试\n"
    )
    assert first.text.endswith("\n\n(For English, reply: language en)")
    assert second.text is None


async def pages(town: Town, userid: str) -> list[str]:
    """Help, page after page."""
    read = [await town.say(userid, "帮助") or ""]
    while f"帮助 {len(read) + 1}" in read[-1]:
        read.append(await town.say(userid, f"帮助 {len(read) + 1}") or "")
    return read


@pytest.mark.parametrize(
    ("userid", "roles"),
    [
        ("WangFang", {"candidate", "interviewer", "hr"}),
        ("LiLei", {"interviewer"}),
        ("zhangsan", {"candidate"}),
    ],
)
async def test_help_lists_only_what_is_of_use_to_this_person_with_an_example_each(
    town: Town, userid: str, roles: set[str]
) -> None:
    await town.hello("WangFang", "LiLei", "LaoWang", "zhangsan")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 明天 15:00")

    said = "\n".join(await pages(town, userid)).splitlines()

    for command in handlers.router.commands:
        example = (
            command.own if command.own is not None and userid != "WangFang" else command.example
        )
        line = f"{example.zh} — {command.summary.zh}"
        assert (line in said) == (command.who == "anyone" or command.who in roles)
    assert ("收到面试时间时，直接回复数字就能确认。" in said) == ("candidate" in roles)


async def test_who_takes_part_in_no_interview_is_told_the_little_that_is_of_use(
    town: Town,
) -> None:
    await town.hello("LaoWang")

    assert await town.say("LaoWang", "帮助") == (
        "老王，您好！我是面约，负责安排面试。有话直说就好，也可以说：\n"
        "本周 — 本周的面试\n下一场 — 下一场面试\n工作时间 9:30-18:30 — 设置可以面试的工作时间\n"
        "忙碌 周五 14:00-16:00 客户会 — 标记没空的时间，或看看标记了哪些\n"
        "请假 12-01 12-03 — 这几天不安排面试\n人工 — 请 HR 联系您\n语言 英文 — 切换语言\n"
        "时区 Asia/Shanghai — 设置您的时区\n"
        "您现在没有面试。有了会马上通知您，那时发“帮助”能看到更多。"
    )
    await town.say("LaoWang", "language en")
    assert await town.say("LaoWang", "help") == (
        "Hello 老王! I am Mianyue and look after interviews. Just say what you want, or:\n"
        "week — this week's interviews\nnext — your next interview\n"
        "hours 9:30-18:30 — set the hours you can interview in\n"
        "busy friday 14:00-16:00 client meeting — mark a busy time, or list them\n"
        "leave 12-01 12-03 — days without interviews\nhuman — have HR contact you\n"
        "language zh — switch the language\nzone Asia/Shanghai — set your time zone\n"
        'You take part in no interview now. You will be told of any; "help" shows more then.'
    )


async def test_what_help_names_in_english_is_of_use_too(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "zhangsan")
    await town.say("WangFang", "安排 张三(zhangsan) | 后端 | 李雷 | 明天 15:00")
    await town.say("zhangsan", "language en")
    await town.say("LiLei", "language en")

    theirs, his = await town.say("zhangsan", "help") or "", await town.say("LiLei", "help") or ""

    assert "confirm 1 — agree on a time" in theirs
    assert "hours 9:30-18:30" not in theirs
    assert "slots 60 this week — when everybody is free" in his
    assert "confirm 1" not in his


async def test_a_page_of_help_fits_into_one_message(town: Town) -> None:
    await town.hello("WangFang")
    for language in ("en", "zh"):
        await town.say("WangFang", f"language {language}")
        for text in await pages(town, "WangFang"):
            assert len(text.encode()) <= 2048
        assert await town.pushed("WangFang") == []
    assert len(await pages(town, "WangFang")) == 2
    assert await town.say("WangFang", "help 9") == (await pages(town, "WangFang"))[-1]


async def test_the_answer_is_in_the_set_language_whatever_was_typed(town: Town) -> None:
    await town.hello("LiLei")

    assert await town.say("LiLei", "/language en") == "All right, English from now on."
    assert await town.say("LiLei", "下一场") == "No interviews are planned."
    assert await town.say("LiLei", "语言 中文") == "好的，以后说中文。"
    assert await town.say("LiLei", "next") == "之后没有安排面试。"
    assert await town.say("LiLei", "语言 法语") == (
        "我会说中文和英文。请发“语言 中文”或“language en”。"
    )


async def test_a_menu_click_is_the_same_words(town: Town) -> None:
    await town.hello("LiLei")

    clicked = await town.wecom.click("LiLei", "next")

    assert clicked.text == "之后没有安排面试。"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/tody", "（按“today”理解）\n今天（11月24日 周二）没有面试。\n之后也没有安排。"),
        ("nextt", "（按“next”理解）\n之后没有安排面试。"),
        ("canel", "您没有可以取消的面试。"),
        ("取消面", "您没有可以取消的面试。"),
        ("详晴 7", "没看懂“详晴 7”。您是想说“详情”吗？例如：详情 7"),
        ("detials #7", "没看懂“detials #7”。您是想说“details”吗？例如：详情 7"),
        ("详晴 7月3日", "没看懂“详晴 7月3日”。您是想说“详情”吗？例如：详情 12"),
        (
            "天气怎么样",
            "没看懂“天气怎么样”，什么也没有做。您可以说“下一场”或“本周”；发“帮助”看看全部。",
        ),
        ("xyzzy", "没看懂“xyzzy”，什么也没有做。您可以说“下一场”或“本周”；发“帮助”看看全部。"),
        ("   ", None),
    ],
)
async def test_an_almost_right_word_is_understood_or_answered_with_the_nearest(
    town: Town, said: str, answer: str | None
) -> None:
    await town.hello("LiLei")

    if answer is None:
        answer = "发“帮助”看看可以说什么。"
    assert await town.say("LiLei", said) == answer


async def test_pictures_are_answered_in_words(town: Town) -> None:
    await town.hello("LiLei")

    answer = await town.wecom.media("LiLei", "image")

    assert answer.text == "我只看得懂文字。发“帮助”看看可以说什么。"


async def test_a_zone_is_chosen_by_its_name_or_its_city(town: Town) -> None:
    await town.hello("LiLei")

    assert await town.say("LiLei", "时区") == (
        "您的时区是中国标准时间。要改请写地名，例如：时区 Asia/Tokyo、时区 Europe/Berlin"
    )
    assert await town.say("LiLei", "/zone europe/berlin") == (
        "好的，以后按中欧标准时间显示，您那里现在是 03:00。"
    )
    assert await town.say("LiLei", "zone New York") == (
        "好的，以后按北美东部标准时间显示，您那里现在是 21:00。"
    )
    assert await town.say("LiLei", "今天") == ("今天（11月23日 周一）没有面试。\n之后也没有安排。")
    for place, zone in (
        ("柏林", "中欧标准时间"),
        ("東京", "日本标准时间"),
        ("北京", "中国标准时间"),
    ):
        answer = await town.say("LiLei", f"时区 {place}")
        assert answer is not None
        assert answer.startswith(f"好的，以后按{zone}显示")
    assert await town.say("LiLei", "时区 火星") == (
        "没有时区“火星”。请写成 Asia/Shanghai、Asia/Tokyo、Europe/Berlin 这样。"
    )


async def test_hr_makes_hr_and_takes_it_back(town: Town) -> None:
    await town.hello("WangFang", "LiLei", "ZhouMin")

    assert await town.say("LiLei", "/role 李雷 hr") == (
        "“role”只有 HR 可以用。发“帮助”看看您可以说什么。"
    )
    assert await town.say("WangFang", "/role 李雷 hr") == "李雷现在是 HR。"
    assert await town.pushed("LiLei") == ["王芳把您设为 HR。发“帮助”看看可以说什么。"]
    assert await town.say("LiLei", "待确认") == "没有等待答复的面试。"
    assert await town.say("LiLei", "角色 周敏 成员") == (
        "周敏的 HR 身份写在配置 people.hr 里，只能由管理员在那里取消。"
    )
    assert await town.say("WangFang", "角色 李雷 成员") == "李雷不再是 HR。"
    assert await town.pushed("LiLei") == ["王芳取消了您的 HR 身份。"]
    assert await town.say("LiLei", "待确认") == (
        "“待确认”只有 HR 可以用。发“帮助”看看您可以说什么。"
    )
    assert await town.say("WangFang", "角色 李雷") == (
        "请写姓名和角色，例如：角色 李雷 hr；取消则写：角色 李雷 成员"
    )


async def test_what_people_write_is_shown_again_harmlessly(town: Town) -> None:
    await town.hello("WangFang", "zhangsan")
    nasty = "]]></Content><a href='http://evil.example'>点我</a> \x00\x07 & <b> 😀 {name} %s"
    await town.say("WangFang", f"安排 张三(zhangsan) | {nasty} | 李雷(LiLei) | 明天 15:00")

    shown = "]]></Content>＜a href='http://evil.example'>点我＜/a>  & <b> 😀 {name} %s"
    answer = await town.say("WangFang", "待确认")
    assert answer == (
        f"等待答复（等得最久的在前）：\n#1 张三 · {shown} · 一面 · 1 个时间待选 · 已等 不到 1 分钟"
    )
    [offer] = await town.pushed("zhangsan")
    assert f"\n{shown} · 一面（#1）\n" in offer
