"""Candidates by e-mail: what they get, what their calendar makes of it, and what HR sees."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject
from pydantic import SecretStr

from bot.doctor import examine
from simulator.customer import Customer
from simulator.mailbox import Mail
from tests.pages.visiting import visiting
from tests.town import SENDER, MakeTown, Town

ADDRESS = "zhao.liu@example.com"
SITE = "https://hire.example.com"
OFFER = "安排 赵六 | 后端工程师 | 李雷(LiLei) | 明天 15:00-16:00；周五 14:00 | 1号会议室"
NOT_READ = "这封邮件由系统自动发出，直接回复没有人会看到。"


@pytest.fixture
async def town(make_town: MakeTown) -> Town:
    """A town with a mail server, pages and an account on WeChat."""
    made = await make_town(
        mail=True, wechat=True, server={"public_url": SITE}, company={"name": "星辰科技"}
    )
    await made.customers.begin()
    await made.pull()
    await made.hello("WangFang", "ZhouMin", "LiLei")
    return made


def link(town: Town, number: int = 1) -> str:
    tickets = town.settings.rules.tickets
    assert tickets is not None
    return f"{SITE}/c/{tickets.make(number)}"


async def letters(town: Town) -> list[Mail]:
    """What 赵六 has got by now."""
    await town.deliver()
    return town.mailbox.to(ADDRESS)


def event(mail: Mail) -> Any:
    """The one event of an invitation, read by another library than wrote it."""
    calendar = vobject.readOne(mail.invitation)
    assert calendar.method.value == mail.method
    [one] = calendar.vevent_list
    return one


async def told_hr(town: Town) -> list[str]:
    """What 王芳 was newly sent, but for the QR codes of links."""
    return [one for one in await town.pushed("WangFang") if one != "[image]"]


async def on_wechat(town: Town) -> Customer:
    """赵六, who has opened their link in WeChat."""
    made = town.wecom.kf.customer("小赵")
    await made.tap_link(town.link())
    await town.reads(made)
    return made


async def test_an_address_has_what_is_open_written_there_at_once(town: Town) -> None:
    await town.say("WangFang", OFFER)

    answer = await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")

    assert answer == (f"已记下赵六的邮箱 {ADDRESS}。微信和企业微信都到不了的时候，会发邮件。")
    [mail] = await letters(town)
    assert mail.sender == SENDER
    assert mail.message["From"] == f"星辰科技招聘 <{SENDER}>"
    assert mail.message["To"] == f"赵六 <{ADDRESS}>"
    assert mail.subject == "星辰科技：请选择面试时间：后端工程师 · 一面（#1）"
    assert mail.text.strip().replace("\r\n", "\n") == (
        "赵六，您好！星辰科技的王芳邀请您参加面试：\n后端工程师 · 一面（#1）\n可选时间：\n"
        "1. 11月25日 周三 15:00–16:00\n2. 11月27日 周五 14:00–15:00\n地点：1号会议室\n"
        "这些时间为您保留到 11月25日 周三 15:00（时间 1）、11月26日 周四 10:00（时间 2）。\n\n"
        f"查看和答复：{link(town)}\n\n{NOT_READ}"
    )
    assert f'<a href="{link(town)}"' in mail.html
    assert mail.invitation == ""


async def test_who_has_an_address_is_written_to_from_then_on_and_hr_passes_nothing_on(
    town: Town,
) -> None:
    await town.say("WangFang", OFFER)
    await town.say("WangFang", f"edit 1 email {ADDRESS}")
    await letters(town)

    answer = await town.say("WangFang", "提供 1 周四 10:00")

    assert answer is not None
    assert answer.endswith("已发给赵六。")
    assert (await letters(town))[-1].subject == "星辰科技：请选择面试时间：后端工程师 · 一面（#1）"


async def test_what_is_agreed_already_comes_as_an_invitation(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("ZhouMin", "确认 1 2")

    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")

    [mail] = await letters(town)
    assert mail.subject == "星辰科技：面试已确认：后端工程师 · 一面（#1）"
    assert event(mail).dtstart.value == datetime(2026, 11, 27, 6, tzinfo=UTC)


async def test_an_address_taken_back_before_the_letter_went_leads_to_hr(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    await town.say("WangFang", "修改 1 邮箱 无")

    assert await letters(town) == []
    [told] = await told_hr(town)
    assert told.startswith("没能通知到赵六（没有能发给 TA 的渠道）。\n")


async def test_the_calendar_follows_from_the_invitation_to_the_end(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    async with visiting(town) as guest:
        await guest.send(await guest.open(guest.link(1)), "confirm", slot="1")
    await town.deliver()
    await town.say("WangFang", "修改 1 地点 2号会议室")
    await town.deliver()
    await town.say("WangFang", "改到 1 周五 16:00!")
    await town.deliver()
    await town.say("ZhouMin", "取消 1 岗位冻结")

    mails = [mail for mail in await letters(town) if mail.invitation]
    events = [event(mail) for mail in mails]
    assert [mail.method for mail in mails] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    assert len({one.uid.value for one in events}) == 1
    numbers = [int(one.sequence.value) for one in events]
    assert numbers == sorted(set(numbers))
    assert [one.dtstart.value for one in events] == [
        datetime(2026, 11, 25, 7, tzinfo=UTC),
        datetime(2026, 11, 25, 7, tzinfo=UTC),
        datetime(2026, 11, 27, 8, tzinfo=UTC),
        datetime(2026, 11, 27, 8, tzinfo=UTC),
    ]
    assert [one.location.value for one in events] == ["1号会议室", *["2号会议室"] * 3]
    assert [one.status.value for one in events] == [*["CONFIRMED"] * 3, "CANCELLED"]
    first = events[0]
    assert first.organizer.value == f"mailto:{SENDER}"
    assert first.attendee.value == f"mailto:{ADDRESS}"
    assert first.attendee.params["PARTSTAT"] == ["ACCEPTED"]
    assert mails[0].files["interview.ics"].decode() == mails[0].invitation.replace("\n", "\r\n")
    assert mails[0].subject == "星辰科技：面试已确认：后端工程师 · 一面（#1）"


async def test_several_rounds_in_a_row_are_several_entries_in_one_letter(town: Town) -> None:
    await town.say(
        "WangFang", "连面 赵六 | 后端 | 李雷(LiLei) > 韩梅梅(HanMeimei) | 周五 14:00 | 1号会议室"
    )
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    async with visiting(town) as guest:
        await guest.send(await guest.open(guest.link(1)), "confirm", slot="1")

    [*_, mail] = await letters(town)
    assert [*mail.files] == ["interview-1.ics", "interview-2.ics"]
    starts = [
        vobject.readOne(content.decode()).vevent.dtstart.value for content in mail.files.values()
    ]
    assert starts == [datetime(2026, 11, 27, hour, tzinfo=UTC) for hour in (6, 7)]


async def test_who_cancels_on_the_page_gets_it_out_of_their_calendar(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    async with visiting(town) as guest:
        page = await guest.send(await guest.open(guest.link(1)), "confirm", slot="2")
        await guest.send(page, "cancel", text="找到别的工作了")

    [*_, mail] = await letters(town)
    assert mail.method == "CANCEL"
    assert mail.text.startswith("赵六，您好！您已取消面试：后端工程师 · 一面（#1）")
    assert SITE not in mail.text


async def test_wechat_first_then_mail_then_hr_and_each_reason_is_kept(town: Town) -> None:
    await town.say("WangFang", OFFER)
    candidate = await on_wechat(town)
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    await candidate.say("1")
    assert len(await town.reads(candidate)) == 1
    assert await letters(town) == []
    shown = await town.say("WangFang", "详情 1")
    assert shown is not None
    assert "通知情况：\n赵六：11月24日 周二 10:00 已通知（微信）\n李雷：" in shown


async def test_when_wechat_is_closed_a_letter_goes_and_show_says_why(town: Town) -> None:
    await town.say("WangFang", OFFER)
    candidate = await on_wechat(town)
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    await town.pass_time(hours=48)
    await told_hr(town)

    await town.say("WangFang", "提供 1 下周一 10:00")
    assert await town.reads(candidate) == []
    [mail] = await letters(town)

    assert mail.subject == "星辰科技：请选择面试时间：后端工程师 · 一面（#1）"
    assert await told_hr(town) == []
    shown = await town.say("WangFang", "详情 1")
    assert shown is not None
    assert (
        "通知情况：\n赵六：11月26日 周四 10:00 已通知（邮件，因为TA 还没有在微信里说过话，"
        "微信要等 TA 先说话）\n"
    ) in shown
    assert f"候选人邮箱：{ADDRESS}" in shown


async def test_when_both_are_closed_hr_has_the_words_and_the_page(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await on_wechat(town)
    town.mailbox.unknown.add(ADDRESS)
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    await town.pass_time(hours=48)
    await told_hr(town)

    await town.say("WangFang", "提供 1 下周一 10:00")

    [told] = await told_hr(town)
    assert told == (
        "没能通知到赵六（邮件服务器拒收 TA 的邮箱）。\n"
        "面试 #1（后端工程师 · 一面）的这条消息请另想办法转达：\n"
        "赵六，您好！星辰科技的王芳邀请您参加面试：\n后端工程师 · 一面（#1）\n可选时间：\n"
        "3. 11月30日 周一 10:00–11:00\n地点：1号会议室\n这个时间为您保留到 11月28日 周六 10:00。\n"
        f"查看和答复：{link(town)}"
    )


async def test_an_address_nobody_has_leads_to_hr_with_the_words(town: Town) -> None:
    town.mailbox.unknown.add(ADDRESS)
    await town.say("WangFang", OFFER)
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")

    [told] = await told_hr(town)
    assert told.startswith(
        "没能通知到赵六（邮件服务器拒收 TA 的邮箱）。\n"
        "面试 #1（后端工程师 · 一面）的这条消息请另想办法转达：\n赵六，您好！"
    )
    assert link(town) in told
    shown = await town.say("WangFang", "详情 1")
    assert "赵六：11月24日 周二 10:00 没有通知到（邮件服务器拒收 TA 的邮箱），已请 HR 转达" in (
        shown or ""
    )


async def test_a_mail_server_that_is_away_is_tried_for_an_hour(town: Town) -> None:
    town.mailbox.trouble = "451 4.3.0 try again later"
    await town.say("WangFang", OFFER)
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    await town.deliver()

    town.clock.advance(timedelta(minutes=30))
    town.mailbox.trouble = ""
    [mail] = await letters(town)
    assert mail.subject.startswith("星辰科技：请选择面试时间")
    assert await told_hr(town) == []

    town.mailbox.trouble = "554 5.7.1 no"
    await town.say("WangFang", "提供 1 周四 10:00")
    for _ in range(2):
        await town.deliver()
        town.clock.advance(timedelta(minutes=61))
    [told] = await told_hr(town)
    assert told.startswith("没能通知到赵六（邮件服务器一小时都没有收下邮件）。\n")


async def test_a_second_try_carries_the_same_message_id(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    await town.deliver()
    async with town.connection() as connection:  # as if the worker had died before its commit
        await connection.execute(
            "UPDATE outbox SET state = 'waiting', done_at = NULL WHERE letter IS NOT NULL"
        )
        number, person = await connection.fetchrow(
            "SELECT id, person_id FROM outbox WHERE letter IS NOT NULL"
        )
    await town.delivery._one(number, person)

    first, second = town.mailbox.to(ADDRESS)
    assert first.message["Message-ID"] == second.message["Message-ID"]


@pytest.mark.parametrize(
    "written",
    ["zhao", "a@b", "a@b.c\nBcc: x@y.com", "赵六@例子.中国", "a b@c.com", "<script>@x.com"],
)
async def test_what_is_no_address_is_refused_with_how_to_write_it(town: Town, written: str) -> None:
    await town.say("WangFang", OFFER)

    answer = await town.say("WangFang", f"修改 1 邮箱 {written}")

    assert answer is not None
    assert "不像邮箱地址。请写成：修改 1 邮箱 name@example.com；要删掉请写“无”。" in answer
    assert await town.count("person", "email IS NOT NULL") == 0


async def test_an_address_can_be_taken_back_and_is_forgotten_with_the_person(town: Town) -> None:
    await town.say("WangFang", OFFER)
    assert await town.say("WangFang", "修改 1 邮箱") == (
        "赵六（#1）的邮箱是什么？请直接回复，例如 name@example.com；不改了就发“算了”。"
    )
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    assert await town.say("WangFang", "修改 1 邮箱 无") == "已删掉赵六的邮箱。"
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    await town.say("WangFang", "取消 1 岗位冻结")
    await town.deliver()
    await town.say("WangFang", "忘记 赵六")
    await town.say("WangFang", "是")

    assert await town.count("person", "email IS NOT NULL") == 0
    assert await town.count("outbox", "letter LIKE '%赵六%'") == 0


async def test_without_a_mail_server_the_address_is_kept_and_that_is_said(
    make_town: MakeTown,
) -> None:
    town = await make_town()
    await town.hello("WangFang")
    await town.say("WangFang", OFFER)

    answer = await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")

    assert answer == (
        f"已记下赵六的邮箱 {ADDRESS}。微信和企业微信都到不了的时候，会发邮件。\n"
        "（还没有设置发件服务器 mail.host，暂时不会发邮件，请联系管理员。）"
    )
    assert await town.count("outbox", "state = 'waiting'") == 0


async def test_what_waits_for_somebody_who_is_one_with_another_still_comes(town: Town) -> None:
    await town.say("WangFang", OFFER)
    await town.say("WangFang", "安排 张三(zhangsan) | 算法 | 老王(LaoWang) | 下周四 10:00")
    await town.say("zhangsan", "算了")
    await town.pushed("zhangsan")
    town.mailbox.trouble = "451 4.3.0 try again later"
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")
    await town.deliver()
    town.mailbox.trouble = ""
    town.clock.advance(timedelta(minutes=2))

    await town.say("WangFang", "合并 1 2")
    answer = await town.say("WangFang", "是")

    assert answer == "已合并：#1 的候选人现在是张三。\n还没结束的已发给 TA。"
    told = await town.pushed("zhangsan")
    assert [one.split("\n")[0] for one in told] == [
        "赵六，您好！星辰科技的王芳邀请您参加面试：",
        "张三，您好！星辰科技的王芳邀请您参加面试：",
    ]
    assert await town.count("outbox", "state = 'waiting'") == 0
    assert await town.count("person", f"name = '张三' AND email = '{ADDRESS}'") == 1


async def test_an_english_reader_is_written_to_in_english(town: Town) -> None:
    await town.say("WangFang", OFFER)
    async with town.connection() as connection:
        await connection.execute("UPDATE person SET language = 'en' WHERE name = '赵六'")
    await town.say("WangFang", f"修改 1 邮箱 {ADDRESS}")

    [mail] = await letters(town)
    assert mail.subject == (
        "星辰科技: Please choose a time for your interview: 后端工程师 · round 1 (#1)"
    )
    assert mail.text.startswith("Hello 赵六, 王芳 of 星辰科技 invites you to an interview:")
    assert '<html lang="en">' in mail.html


async def test_the_doctor_knocks_at_the_mail_server(town: Town) -> None:
    said: list[str] = []
    given = town.settings.mail
    assert await examine(town.settings, town.url, said.append)
    assert f"ok    the mail server 127.0.0.1:{given.port} takes letters from {SENDER}" in said

    locked = given.model_copy(update={"user": "jobs", "password": SecretStr("wrong")})
    strict = given.model_copy(update={"security": "starttls"})
    for mail, problem in (
        (locked, "it does not answer as mail.port and mail.security say (SMTPException)"),
        (strict, "it does not answer as mail.port and mail.security say (SMTPException)"),
    ):
        wrong = town.settings.model_copy(update={"mail": mail})
        assert not await examine(wrong, town.url, said.append)
        assert said[-1] == f"WRONG the mail server 127.0.0.1:{given.port}: {problem}"
