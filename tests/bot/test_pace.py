"""Quotas: of a person, of the company, and what happens while WeCom cannot be called."""

import asyncio
from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.delivery import Delivery
from bot.quota import Blocked, Quota
from simulator.faults import Trouble
from tests.bot.test_delivery import notify
from tests.town import MakeTown, Town


@pytest.fixture(autouse=True)
async def met(town: Town) -> None:
    await town.hello("LiLei", "WangFang", "HanMeimei", "zhangsan")


def busiest_minute(moments: list[datetime]) -> int:
    """The most moments within any 60 seconds."""
    return busiest(moments, timedelta(minutes=1))


def busiest(moments: list[datetime], length: timedelta) -> int:
    """The most moments within any such length of time."""
    ordered = sorted(moments)
    return max(bisect_left(ordered, start + length) - n for n, start in enumerate(ordered))


async def deliver_for(town: Town, **length: float) -> None:
    """Let time pass in steps of five seconds, delivering what can be."""
    end = town.clock.now() + timedelta(**length)
    while town.clock.now() < end:
        await town.deliver()
        town.clock.advance(timedelta(seconds=5))


@pytest.mark.long
async def test_nobody_gets_more_than_25_messages_a_minute_and_nothing_is_lost(town: Town) -> None:
    texts = [f"第 {n} 条：" + "字" * 100 for n in range(120)]
    await notify(town, "LiLei", *texts)

    await deliver_for(town, minutes=3)

    pushes = town.wecom.pushes_to("LiLei")
    assert busiest_minute([push.at for push in pushes]) <= 25
    assert all(len(push.text.encode()) <= 2048 for push in pushes)
    assert town.wecom.sending.dropped == []
    assert "\n\n".join(push.text for push in pushes) == "\n\n".join(texts)
    assert [push.text for push in pushes[:20]] == texts[:20]  # one a message while they are few
    assert await town.count("outbox", "state = 'sent'") == 120


async def test_the_parts_of_a_long_text_count_too(town: Town) -> None:
    text = "\n".join(f"{n:05} " + "字" * 20 for n in range(1200))
    await notify(town, "LiLei", text)

    await deliver_for(town, minutes=4)

    pushes = town.wecom.pushes_to("LiLei")
    assert busiest_minute([push.at for push in pushes]) <= 25
    assert "\n".join(push.text for push in pushes) == text


async def test_a_merged_message_is_the_same_at_every_try(town: Town) -> None:
    await notify(town, "LiLei", *(f"第 {n} 条" for n in range(20)))
    await town.deliver()
    await notify(town, "LiLei", "甲", "乙", "丙")
    town.wecom.faults.add("message/send", trouble=Trouble.ACCEPTED_UNANSWERED, times=1)
    await town.deliver()
    await notify(town, "LiLei", "丁")  # must not slip into the message that may have arrived

    await deliver_for(town, minutes=2)

    assert [push.text for push in town.wecom.pushes_to("LiLei")[20:]] == ["甲\n\n乙\n\n丙", "丁"]
    assert len(town.wecom.sending.dropped) == 1  # the second try, swallowed as it should be
    assert await town.count("outbox", "state = 'sent'") == 24


async def test_what_may_have_arrived_alone_is_not_merged_when_it_is_tried_again(
    town: Town,
) -> None:
    await notify(town, "LiLei", *(f"第 {n} 条" for n in range(19)))
    await town.deliver()
    town.wecom.faults.add("message/send", trouble=Trouble.ACCEPTED_UNANSWERED, times=1)
    await notify(town, "LiLei", "甲")
    await town.deliver()
    await notify(town, "LiLei", "乙")

    await deliver_for(town, seconds=20)

    assert [push.text for push in town.wecom.pushes_to("LiLei")[19:]] == ["甲", "乙"]


async def test_what_is_no_longer_true_leaves_a_merged_message(town: Town) -> None:
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00")
    await notify(town, "LiLei", *(f"第 {n} 条" for n in range(20)))
    await town.deliver()
    town.wecom.faults.add("message/send", code=-1, times=1)
    await notify(town, "LiLei", "甲")
    await notify(town, "LiLei", "旧了", interview=1, revision=0)
    await notify(town, "LiLei", "乙")
    await town.deliver()
    await town.say("zhangsan", "1")  # the revision moves on

    await deliver_for(town, minutes=2)

    texts = [push.text for push in town.wecom.pushes_to("LiLei")[20:]]
    assert texts[0] == "甲\n\n乙"
    assert texts[1].startswith("您有一场面试 #1")
    assert len(texts) == 2
    assert await town.count("outbox", "reason = 'no longer true'") == 1


async def test_when_a_merged_message_cannot_arrive_hr_hears_of_every_interview_in_it(
    town: Town,
) -> None:
    for number in (1, 2):
        await town.say(
            "WangFang", f"安排 候选人{number} | 前端 | 李雷(LiLei) | 周五 {number + 9}:00"
        )
    await notify(town, "LiLei", *(f"第 {n} 条" for n in range(20)))
    await town.deliver()
    for number in (1, 2):
        await town.say("WangFang", f"确认 {number} 1")
    town.wecom.remove_member("LiLei")

    told = "\n".join(await town.pushed("WangFang"))

    assert "面试 #1" in told
    assert "面试 #2" in told
    assert await town.count("outbox", "state = 'dead'") == 2


async def test_all_workers_together_keep_the_companys_quota(town: Town) -> None:
    workers = [Quota(town.sessions, "message/send", 600, town.clock.now) for _ in range(4)]
    promised: list[datetime] = []
    for turn in range(300):
        quota = workers[turn % 4]
        await quota.reserve()
        promised += [
            max(town.clock.now(), quota.starts + n * quota.spacing) for n in range(quota.left)
        ]

    assert busiest_minute(promised) <= 600
    assert promised.count(town.clock.now()) >= 50  # after a pause a burst goes at once
    per_minute = len(promised) / ((max(promised) - min(promised)) / timedelta(minutes=1))
    assert per_minute > 500


@pytest.mark.long
async def test_no_hour_has_more_than_its_quota_and_a_backlog_starts_fast(town: Town) -> None:
    workers = [
        Quota(town.sessions, "message/send", 120, town.clock.now, an_hour=1_200) for _ in range(2)
    ]
    begun = town.clock.now()
    promised: list[datetime] = []
    while town.clock.now() < begun + timedelta(hours=2, minutes=30):
        for quota in workers:
            await quota.reserve()
            promised += [
                max(town.clock.now(), quota.starts + n * quota.spacing) for n in range(quota.left)
            ]
        town.clock.set(max(town.clock.now(), min(quota.starts for quota in workers)))

    assert busiest(promised, timedelta(hours=1)) <= 1_200
    assert busiest(promised, timedelta(minutes=1)) <= 120
    assert sum(moment < begun + timedelta(minutes=6) for moment in promised) > 500
    assert len(promised) > 600 * 2.5 * 0.9


async def test_who_would_wait_long_for_the_hours_quota_is_told_when_to_come_again(
    town: Town,
) -> None:
    quota = Quota(town.sessions, "message/send", 30_000, town.clock.now, an_hour=600)
    for _ in range(300):  # the half that may go at once
        await quota.take()

    with pytest.raises(Blocked) as told:
        await quota.take()

    assert timedelta(seconds=5) < told.value.until - town.clock.now() < timedelta(seconds=60)


async def test_a_quota_that_is_used_up_stops_that_api_for_every_worker(town: Town) -> None:
    town.wecom.faults.add("message/send", code=45009)
    await notify(town, "LiLei", "一")
    await town.deliver()
    assert town.wecom.calls["message/send"] == 1

    town.delivery = Delivery(town.settings, town.made, town.clock.now)  # another worker
    await notify(town, "HanMeimei", "二")
    for _ in range(5):
        await town.deliver()
        town.clock.advance(timedelta(seconds=10))
    assert town.wecom.calls["message/send"] == 1
    assert (await town.wecom.say("WangFang", "今天")).status == 200  # the rest goes on

    town.wecom.faults.clear()
    town.clock.advance(timedelta(seconds=20))
    assert await town.pushed("LiLei") == ["一"]
    assert await town.pushed("HanMeimei") == ["二"]


def outages() -> Iterator[dict[str, Any]]:
    yield from ({"code": code} for code in (-1, 45033, 60020))
    yield from ({"trouble": trouble} for trouble in (Trouble.SERVER_ERROR, Trouble.GARBAGE))
    yield {"trouble": Trouble.RESET}


@pytest.mark.parametrize("outage", [*outages()], ids=str)
async def test_while_wecom_is_down_few_calls_are_made_and_everything_arrives_afterwards(
    town: Town, outage: dict[str, Any]
) -> None:
    people = ("LiLei", "WangFang", "HanMeimei")
    texts = [f"第 {n} 条" for n in range(10)]
    for userid in people:
        await notify(town, userid, *texts)
        await notify(town, userid, "太晚", not_after=town.clock.now() + timedelta(minutes=3))
    town.wecom.faults.add("message/send", **outage)

    with capture_logs() as logs:
        await deliver_for(town, minutes=5)
        calls = town.wecom.calls["message/send"]
        town.wecom.faults.clear()
        await deliver_for(town, minutes=3)

    assert calls <= 12  # in five minutes, of 33 messages
    for userid in people:
        assert [push.text for push in town.wecom.pushes_to(userid)] == texts
    assert await town.count("outbox", "reason = 'too late to help' AND state = 'dropped'") == 3
    lines = [line["action"] for line in logs if line["action"].startswith("wecom.")]
    assert lines[0] in {"wecom.down", "wecom.refused"}
    assert lines[-1] == "wecom.back"
    assert len(lines) == 2


async def test_too_many_calls_at_once_means_fewer_at_once(make_town: MakeTown) -> None:
    town = await make_town()
    gate = town.delivery.gate
    for code in (45033, 45033, 45033):
        town.wecom.faults.add("message/send", code=code, times=1)
        await notify(town, "LiLei", f"{gate.limit}")
        await town.deliver()
        town.clock.advance(timedelta(minutes=1))
    await town.deliver()

    assert gate.limit < 20
    before = gate.limit
    await asyncio.gather(*(notify(town, "LiLei", f"再 {n}") for n in range(10)))
    await town.deliver()
    assert gate.limit > before
