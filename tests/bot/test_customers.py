"""The second door: what is said on WeChat is pulled once, in order, whatever happens meanwhile."""

import asyncio
import re
import time
from contextlib import suppress
from datetime import timedelta

import pytest
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job

import handlers
from bot import worker
from bot.customers import Customers
from bot.machinery import machinery
from bot.routing import Chat
from interviews.texts import Own, Words
from simulator.customer import Customer
from simulator.faults import Trouble
from tests.bot.test_conversation import with_commands
from tests.town import PULLS, MakeTown, Town

HINT = "\n\n(For English, reply: language en)"


@pytest.fixture
async def town(make_town: MakeTown) -> Town:
    """A town with an account for candidates."""
    made = await make_town(wechat=True)
    await made.customers.begin()
    await made.pull()
    return made


async def phone(town: Town, name: str = "小赵") -> Customer:
    """Somebody who has opened the chat, and said who they are not."""
    made = town.wecom.kf.customer(name)
    account = next(iter(town.wecom.kf.accounts.values()))
    await made.tap_link(town.wecom.kf.contact({"open_kfid": account.open_kfid})["url"])
    return made


async def jobs(town: Town) -> list[Job]:
    """What waits to be pulled."""
    async with town.connection() as connection:
        return [Job.model_validate(dict(row)) for row in await connection.fetch(PULLS)]


async def handled(town: Town) -> list[str]:
    """What was said on WeChat and handled, in order."""
    async with town.connection() as connection:
        rows = await connection.fetch(
            "SELECT text FROM inbox WHERE key LIKE 'k:%' AND text <> '' ORDER BY received_at, key"
        )
        return [row["text"] for row in rows]


async def test_a_word_on_wechat_is_answered_there(town: Town) -> None:
    candidate = await phone(town)
    await town.reads(candidate)

    await candidate.say("今天")

    assert await town.reads(candidate) == [
        f"今天（11月24日 周二）没有面试。\n之后也没有安排。{HINT}"
    ]


async def test_many_callbacks_lead_to_one_pull(town: Town) -> None:
    candidate = await phone(town)
    for number in range(10):
        await candidate.say(f"今天 {number}")
    before = town.wecom.calls["kf/sync_msg"]

    await town.pull()

    assert town.wecom.calls["kf/sync_msg"] - before == 1
    assert len(await handled(town)) == 10


async def test_pages_are_pulled_to_the_end_and_empty_ones_are_none(town: Town) -> None:
    candidate = await phone(town)
    for number in range(5):
        await candidate.say(f"今天 {number}")
    town.wecom.kf.largest_page, town.wecom.kf.empty_pages = 2, 2

    await town.pull()

    assert sorted(await handled(town)) == [f"今天 {number}" for number in range(5)]


async def test_what_was_said_before_our_time_is_left_alone(make_town: MakeTown) -> None:
    town = await make_town(wechat=True)
    town.wecom.kf.quiet = True
    candidate = await phone(town)
    await candidate.say("很久以前")
    town.clock.advance(timedelta(seconds=2))
    town.wecom.kf.quiet = False

    await town.customers.begin()
    await candidate.say("今天")
    await town.pull()

    assert await handled(town) == ["今天"]


async def test_a_token_that_is_too_old_is_done_without(town: Town) -> None:
    candidate = await phone(town)
    await candidate.say("今天")
    town.wecom.kf.tokens.clear()

    await town.pull()

    assert await handled(town) == ["今天"]


async def test_what_no_callback_told_of_is_found_within_minutes(town: Town) -> None:
    candidate = await phone(town)
    await town.pass_time(seconds=1)
    await town.pull()
    town.wecom.kf.quiet = True
    await candidate.say("今天")
    await town.pull()
    assert await handled(town) == []

    await town.pass_time(minutes=5)
    await town.pull()

    assert await handled(town) == ["今天"]


async def test_two_pullers_at_once_handle_everything_once_and_in_order(town: Town) -> None:
    candidate = await phone(town)
    for number in range(6):
        await candidate.say(f"今天 {number}")
    town.wecom.kf.largest_page = 2
    waiting = await jobs(town)
    async with machinery(town.settings, town.url, town.clock.now) as made:
        other = Customers(town.settings, made, town.conversation, town.clock.now)
        slow = town.wecom.faults.add("kf/sync_msg", delay=0.05, times=1)
        first = asyncio.create_task(town.customers.work(waiting[0]))
        await slow.met.wait()

        with pytest.raises(RetryRequested):
            await other.work(waiting[1])
        await first
        calls = town.wecom.calls["kf/sync_msg"]
        await other.work(waiting[1])  # there is nothing left to do

    assert town.wecom.calls["kf/sync_msg"] == calls
    assert [await town.count("inbox", f"text = '今天 {n}'") for n in range(6)] == [1] * 6


async def test_what_is_said_while_a_pull_ends_is_not_forgotten(town: Town) -> None:
    candidate = await phone(town)
    await candidate.say("今天")
    [*_, job] = await jobs(town)
    slow = town.wecom.faults.add("kf/sync_msg", late=0.1, times=1)
    pulling = asyncio.create_task(town.customers.work(job))
    await slow.met.wait()
    await candidate.say("本周")
    await pulling

    assert await handled(town) == ["今天", "本周"]


async def test_a_crash_in_the_middle_of_a_page_repeats_nothing(make_town: MakeTown) -> None:
    entered, count = asyncio.Event(), []

    async def counted(chat: Chat) -> Words:
        count.append(chat.raw)
        return Own(f"第{chat.raw}")

    async def stuck(chat: Chat) -> Words:
        if not entered.is_set():
            entered.set()
            await asyncio.Event().wait()
        return await counted(chat)

    town = await make_town(wechat=True, router=with_commands(("数", counted), ("卡", stuck)))
    await town.customers.begin()
    await town.pull()
    candidate = await phone(town)
    for said in ("数 1", "卡 2", "数 3"):
        await candidate.say(said)
    [job, *_] = await jobs(town)
    killed = asyncio.create_task(town.customers.work(job))
    await entered.wait()
    killed.cancel()
    with pytest.raises(asyncio.CancelledError):
        await killed
    await town.conversation.finish()

    read = await town.reads(candidate)

    assert count == ["1", "2", "3"]
    assert [one.partition("\n")[0] for one in read if one.startswith("第")] == ["第1", "第2", "第3"]


@pytest.mark.parametrize(
    "event",
    [
        {"event_type": "session_status_change", "change_type": "taken"},
        {"event_type": "msg_send_fail", "fail_msgid": "\x00", "fail_type": 4},
        {"event_type": "of next year"},
        "nothing",
        None,
    ],
)
async def test_nobody_waits_behind_what_cannot_be_understood(town: Town, event: object) -> None:
    candidate = await phone(town)
    await town.reads(candidate)
    if isinstance(event, dict):
        event |= {"external_userid": candidate.external_userid}
    account = next(iter(town.wecom.kf.accounts.values()))
    await town.wecom.kf.happen(account, {"origin": 4, "msgtype": "event", "event": event})
    await candidate.say("今天")
    [job, *_] = await jobs(town)

    for _ in range(3):
        with suppress(RetryRequested):
            await town.customers.work(job)

    assert await handled(town) == ["今天"]


async def test_while_wecom_is_away_the_cursor_stays(town: Town) -> None:
    candidate = await phone(town)
    await candidate.say("今天")
    town.wecom.faults.add("kf/sync_msg", trouble=Trouble.SERVER_ERROR, times=1)
    [job, *_] = await jobs(town)

    with pytest.raises(RetryRequested):
        await town.customers.work(job)
    assert await handled(town) == []
    await town.customers.work(job)

    assert await handled(town) == ["今天"]


@pytest.mark.long
async def test_who_comes_is_welcomed_within_twenty_seconds_however_much_waits(
    town: Town,
) -> None:
    await town.hello("WangFang")
    await town.say(
        "WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei)、韩梅梅(HanMeimei) | 明天 15:00"
    )
    await town.say("WangFang", "确认 1 1")
    for minutes in range(1, 100):
        await town.wecom.say("LiLei", f"迟到 1 {minutes}")
    town.wecom.faults.add("message/send", delay=0.2)
    phones = [await phone(town, f"候选人{n}") for n in range(20)]
    started = time.monotonic()

    async with (
        worker.running(town.settings, town.url, town.clock.now, router=handlers.router),
        asyncio.timeout(20),
        town.wecom.transcript.watch() as lines,
    ):
        while not all(one.sights for one in phones):
            await lines.get()

    assert time.monotonic() - started < 20
    assert await town.count("outbox", "kind = 'welcome' AND state = 'sent'") == 20


async def test_a_reply_whose_answer_is_lost_is_said_once(town: Town) -> None:
    candidate = await phone(town)
    await town.reads(candidate)
    await candidate.say("今天")
    town.wecom.faults.add("kf/send_msg", trouble=Trouble.ACCEPTED_UNANSWERED, times=1)

    first = await town.reads(candidate)
    town.clock.advance(timedelta(minutes=2))

    assert len(first) == 1
    assert await town.reads(candidate) == []
    assert await town.count("outbox", "kind = 'reply' AND state = 'sent'") == 1


async def test_a_candidate_costs_as_many_calls_as_the_documentation_says(
    make_town: MakeTown,
) -> None:
    town = await make_town(wechat=True)
    calls = town.wecom.calls

    async def spent() -> dict[str, int]:
        """Since the last time, but for the app's token."""
        await town.pushed("WangFang")
        made = {api: n for api, n in calls.items() if api != "gettoken"}
        calls.clear()
        return made

    await town.customers.begin()
    await town.pull()
    await town.hello("WangFang", "LiLei")
    assert await spent() == {"kf/add_contact_way": 1, "kf/sync_msg": 1}

    answer = await town.say("WangFang", "安排 赵六 | 后端 | 李雷(LiLei) | 后天 15:00 | 1号会议室")
    assert await spent() == {"media/upload": 1, "message/send": 1}

    candidate = town.wecom.kf.customer("小赵")
    [url] = re.findall(r"https://work\.weixin\.qq\.com/\S+", answer or "")
    await candidate.tap_link(url)
    await town.reads(candidate)
    assert await spent() == {"kf/sync_msg": 1, "kf/send_msg_on_event": 1, "message/send": 1}

    await candidate.click("周四 15:00")
    await town.reads(candidate)  # and both members hear it
    assert await spent() == {"kf/sync_msg": 1, "kf/send_msg": 1, "message/send": 2}

    await town.say("WangFang", "修改 1 地点 A")
    await town.say("WangFang", "修改 1 地点 B")
    assert await spent() == {"kf/send_msg": 1, "message/send": 2}

    await candidate.say("人工")
    await town.reads(candidate)
    assert await spent() == {
        "kf/sync_msg": 1,
        "kf/send_msg": 1,
        "kf/service_state/trans": 1,
        "message/send": 1,
    }
    await town.pass_time(seconds=1)  # a new database rests first
    await town.pass_time(minutes=5)
    await town.pull()
    assert await spent() == {"kf/sync_msg": 1}
