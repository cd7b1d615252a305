"""What /metrics says, read as Prometheus would, of the real door, delivery and clock."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp
import asyncpg
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot import exposition as exposing
from bot import worker
from bot.routing import Chat
from bot.serving import measured
from bot.settings import ROOT
from interviews.texts import Own, Words
from simulator.faults import Trouble
from simulator.wecom import Forgery
from tests.bot.test_conversation import with_commands
from tests.bot.test_delivery import notify
from tests.bot.test_traces import forbid
from tests.bot.test_worker import until_sent
from tests.lines import Lines
from tests.town import MakeTown, Town


class Scrape:
    """One answer of /metrics."""

    def __init__(self, text: str) -> None:
        self.families = list(text_string_to_metric_families(text))
        self.samples = [sample for family in self.families for sample in family.samples]

    def all(self, name: str) -> dict[str, float]:
        """The values of a metric with one label, by that label's value."""
        return {
            next(iter(sample.labels.values())): sample.value
            for sample in self.samples
            if sample.name == name
        }

    def get(self, name: str, **labels: str) -> float | None:
        """One value; None if there is no such sample."""
        found = [s.value for s in self.samples if (s.name, s.labels) == (name, labels)]
        return found[0] if found else None


Look = Callable[[], Awaitable[Scrape]]


@asynccontextmanager
async def metrics(town: Town) -> AsyncIterator[Look]:
    """The metrics of a town's process."""
    port = town.settings.metrics.port
    async with (
        measured(town.settings, town.url, town.clock.now, worker_only=False),
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http,
    ):

        async def look() -> Scrape:
            async with http.get("/metrics") as response:
                assert response.status == 200
                assert response.content_type == "text/plain"
                return Scrape(await response.text())

        yield look


@pytest.fixture
def make_measured(make_town: MakeTown, unused_tcp_port: int) -> MakeTown:
    """A town with metrics on a port of its own."""

    async def make(**given: Any) -> Town:
        return await make_town(metrics={"port": unused_tcp_port}, **given)

    return make


async def grown(look: Look, before: Scrape, name: str, **labels: str) -> float:
    """By how much a value has grown."""
    return ((await look()).get(name, **labels) or 0) - (before.get(name, **labels) or 0)


async def test_callbacks_are_counted_by_outcome(make_measured: MakeTown) -> None:
    async def slow(chat: Chat) -> Words:
        await asyncio.sleep(0.8)
        return Own(chat.raw)

    town = await make_measured(
        router=with_commands(("slow", slow)), callback={"answer_within": "0.7s"}
    )
    await town.hello("LiLei")
    async with metrics(town) as look:
        before = await look()
        await town.say("LiLei", "下一场")
        await town.say("LiLei", "slow")
        await town.wecom.event("LiLei", "view", EventKey="")
        await town.wecom.event("LiLei", "low_active")
        forged = await town.wecom.say("LiLei", "今天", forged=Forgery(bad_signature=True))
        await town.wecom.verify_callback()
        await town.conversation.finish()
        await forbid(town, "BEFORE INSERT ON inbox", "NEW.text")
        unavailable = await town.wecom.say("LiLei", "今天")

        name = "mianyue_callback_seconds_count"
        after = (await look()).all(name)
        counted = {by: value - before.all(name)[by] for by, value in after.items()}
        seconds = await grown(look, before, "mianyue_callback_seconds_sum", outcome="late")

    assert counted == {
        "answered": 1,
        "late": 1,
        "empty": 1,
        "ignored": 1,
        "rejected": forged.attempts,
        "verified": 1,
        "unavailable": unavailable.attempts,
        "failed": 0,
    }
    assert 0.7 <= seconds < 2


async def test_handlers_are_timed_by_command_and_nobody_can_add_to_their_number(
    make_measured: MakeTown,
) -> None:
    async def slow(chat: Chat) -> Words:
        await asyncio.sleep(0.2)
        return Own(chat.raw)

    town = await make_measured(router=with_commands(("slow", slow)))
    await town.hello("LiLei")
    async with metrics(town) as look:
        before = await look()
        await town.say("LiLei", "slow")
        await town.say("LiLei", "/today")
        await town.say("LiLei", "今天")
        for n in range(20):
            await town.say("LiLei", f"胡说{n} 八道")
        await town.say("LiLei", "7")
        after = (await look()).all("mianyue_handler_seconds_count")
        counted = {
            by: value - before.all("mianyue_handler_seconds_count").get(by, 0)
            for by, value in after.items()
        }
        took = await grown(look, before, "mianyue_handler_seconds_sum", command="slow")

    assert {by: count for by, count in counted.items() if count} == {
        "slow": 1,
        "today": 2,
        "other": 21,
    }
    assert 0.2 <= took < 2


async def test_deliveries_are_counted_by_result_and_calls_by_code(make_measured: MakeTown) -> None:
    town = await make_measured()
    await town.hello("LiLei", "HanMeimei", "WangFang")
    async with metrics(town) as look:
        before = await look()
        town.wecom.faults.add("message/send", code=60020, times=1)
        town.wecom.faults.add("message/send", trouble=Trouble.RESET, times=1)
        await notify(town, "LiLei", "一")
        await notify(town, "LiLei", "太晚", not_after=town.clock.now() + timedelta(minutes=1))
        for _ in range(3):
            await town.deliver()
            town.clock.advance(timedelta(minutes=2))
        town.wecom.remove_member("HanMeimei")
        await notify(town, "HanMeimei", "二")
        await town.deliver()

        sends = {"api": "message/send"}
        deliveries = {
            result: await grown(look, before, "mianyue_deliveries_total", result=result)
            for result in ("sent", "dropped", "dead", "later")
        }
        calls = {
            code: await grown(look, before, "mianyue_wecom_call_seconds_count", code=code, **sends)
            for code in ("0", "60020", "none", "81013")
        }
        delay = await grown(look, before, "mianyue_delivery_delay_seconds_sum")

    assert deliveries == {"sent": 1, "dropped": 1, "dead": 1, "later": 2}
    assert calls == {"0": 1, "60020": 1, "none": 1, "81013": 1}
    assert delay == 240  # from when it was due, not from when it was to be tried again


async def test_a_worker_at_work_shows_in_its_metrics(make_measured: MakeTown) -> None:
    town = await make_measured(clock={"tick": "0.05s"})
    await town.say("LiLei", "算了")
    async with metrics(town) as look:
        before = await look()
        async with worker.running(town.settings, town.url, town.clock.now):
            await notify(town, "LiLei", "一", "二")
            await until_sent(town, 2)
        ticks = {
            kind: await grown(look, before, "mianyue_tick_seconds_count", kind=kind)
            for kind in ("reminders", "digests", "expiry")
        }

        assert await grown(look, before, "mianyue_deliveries_total", result="sent") == 2
        assert min(ticks.values()) >= 1


async def test_the_outbox_shows_its_depth_and_its_age(make_measured: MakeTown) -> None:
    town = await make_measured()
    await town.hello("LiLei", "HanMeimei")
    rows, oldest = "mianyue_outbox_rows", "mianyue_outbox_oldest_seconds"
    async with metrics(town) as look:
        assert (await look()).all(rows) == {"waiting": 0, "held": 0, "dead": 0}
        assert (await look()).get(oldest) == 0

        await notify(town, "LiLei", "以后", not_before=town.clock.now() + timedelta(hours=1))
        town.clock.advance(timedelta(minutes=50))
        assert (await look()).all(rows) == {"waiting": 0, "held": 1, "dead": 0}
        assert (await look()).get(oldest) == 0  # its time has not come

        await notify(town, "HanMeimei", "现在")
        town.clock.advance(timedelta(minutes=30))
        assert (await look()).all(rows) == {"waiting": 2, "held": 0, "dead": 0}
        assert (await look()).get(oldest) == 30 * 60

        town.wecom.faults.add("message/send", code=-1)
        await town.deliver()
        town.clock.advance(timedelta(seconds=1))
        assert (await look()).get(oldest) == 30 * 60 + 1

        town.wecom.faults.clear()
        town.wecom.remove_member("LiLei")
        for _ in range(2):
            town.clock.advance(timedelta(minutes=2))
            await town.deliver()
        assert (await look()).all(rows) == {"waiting": 0, "held": 0, "dead": 1}
        assert (await look()).get(oldest) == 0


async def test_a_message_that_is_tried_again_and_again_does_not_look_young(
    make_measured: MakeTown,
) -> None:
    town = await make_measured()
    await town.hello("LiLei")
    town.wecom.faults.add("message/send", code=-1)
    await notify(town, "LiLei", "一")
    start = town.clock.now()
    async with metrics(town) as look:
        for _ in range(5):
            await town.deliver()
            town.clock.advance(timedelta(minutes=2))

        age = (town.clock.now() - start).total_seconds()
        assert (await look()).get("mianyue_outbox_oldest_seconds") == age


async def test_the_token_shows_its_age_and_what_is_left_of_it(make_measured: MakeTown) -> None:
    town = await make_measured()
    age, left = "mianyue_token_age_seconds", "mianyue_token_left_seconds"
    async with metrics(town) as look:
        assert ((await look()).get(age), (await look()).get(left)) == (None, None)

        await town.say("LiLei", "算了")
        town.clock.advance(timedelta(hours=1))
        assert ((await look()).get(age), (await look()).get(left)) == (3600, 3600)

        town.clock.advance(timedelta(hours=2))
        assert (await look()).get(left) == -3600
        await notify(town, "LiLei", "一")
        await town.deliver()
        assert ((await look()).get(age), (await look()).get(left)) == (0, 7200)


async def test_a_clock_that_stands_still_is_seen(make_measured: MakeTown) -> None:
    town = await make_measured()
    await town.hello("WangFang")
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 后天 15:00")
    lag = "mianyue_tick_lag_seconds"
    kinds = (
        "reminders", "feedback", "digests", "outcomes", "unanswered", "begun", "nudges", "expiry",
        "retention", "queue_log",
    )  # fmt: skip
    in_time = dict.fromkeys(kinds, 0)
    async with metrics(town) as look:
        assert (await look()).all(lag) == {"expiry": 0}

        await town.pass_time(minutes=1)
        assert (await look()).all(lag) == in_time

        town.clock.advance(timedelta(hours=48))
        minute = 60
        assert (await look()).all(lag) == {
            "reminders": 48 * 60 * minute,
            "feedback": 48 * 60 * minute,
            "digests": 48 * 60 * minute,
            "outcomes": 48 * 60 * minute,
            "unanswered": (48 * 60 - 5) * minute,  # it rests for five minutes
            "begun": 48 * 60 * minute,
            "nudges": (48 * 60 - 5) * minute,
            "expiry": minute,
            "retention": 47 * 60 * minute,  # they rest for an hour
            "queue_log": 47 * 60 * minute,
        }
        await town.pass_time(seconds=0)
        assert (await look()).all(lag) == in_time


async def test_what_is_switched_off_is_not_behind(make_measured: MakeTown) -> None:
    town = await make_measured()
    await town.pass_time(minutes=1)
    switched = await make_measured(reminders={"before": []}, digest={"at": ""})
    town.clock.advance(timedelta(days=1))
    async with metrics(switched) as look:
        shown = (await look()).all("mianyue_tick_lag_seconds")
        assert shown.keys() & {"reminders", "digests"} == set()


async def test_lines_that_ask_for_attention_are_counted(
    make_measured: MakeTown, lines: Lines
) -> None:
    town = await make_measured()
    async with metrics(town) as look:
        before = await look()
        counted = {"level": "warning", "action": "callback.rejected"}
        assert before.get("mianyue_log_lines_total", **counted) is not None

        forged = await town.wecom.say("LiLei", "今天", forged=Forgery(bad_signature=True))

        assert await grown(look, before, "mianyue_log_lines_total", **counted) == forged.attempts
    assert len(lines.all(action="callback.rejected", reason="bad signature")) == forged.attempts


async def test_without_a_database_a_process_still_shows_what_it_counts(
    make_measured: MakeTown, postgres: str, lines: Lines
) -> None:
    town = await make_measured()
    await town.hello("LiLei")
    server = await asyncpg.connect(postgres)
    name = town.url.split("@/")[1].split("?")[0]
    async with metrics(town) as look:
        assert (await look()).get("mianyue_database_up") == 1
        await server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        down = await look()
        await server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

        assert down.get("mianyue_database_up") == 0
        assert down.all("mianyue_callback_seconds_count")["answered"] >= 1
        assert down.all("mianyue_outbox_rows") == {}
        assert (await look()).get("mianyue_database_up") == 1
    await server.close()
    assert lines.one(action="metrics.no_database")["error"].endswith("sqlstate=55000")


async def test_a_database_that_does_not_answer_is_not_waited_for(
    town: Town, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exposing, "PATIENCE", 0.1)

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    silent = await asyncio.start_server(listen, "127.0.0.1", unused_tcp_port)
    url = f"postgresql://u@127.0.0.1:{unused_tcp_port}/none"
    async with silent, asyncio.timeout(1):
        text = await exposing.exposition(url, town.settings.rules, town.clock.now)

    assert Scrape(text.decode()).get("mianyue_database_up") == 0


async def test_looking_at_a_large_outbox_reads_only_what_waits(town: Town) -> None:
    await town.hello("LiLei")
    await notify(town, "LiLei", *(f"第 {n} 条" for n in range(20)))
    async with town.connection() as connection:
        await connection.execute(
            "INSERT INTO outbox (key, person_id, kind, text, state, part, attempts, created_at)"
            " SELECT 'old:' || n, 1, 'test', 'x', 'sent', 0, 1, now()"
            " FROM generate_series(1, 20000) AS n"
        )
        await connection.execute("ANALYZE")
        rows = await connection.fetch(f"EXPLAIN {exposing._STATE}", town.clock.now())
    plan = "\n".join(row[0] for row in rows)

    assert "outbox_waiting_idx" in plan
    assert "outbox_dead_idx" in plan
    assert "Seq Scan on outbox" not in plan


async def test_a_taken_port_costs_the_metrics_and_not_the_process(
    make_measured: MakeTown, lines: Lines
) -> None:
    town = await make_measured()
    async with (
        metrics(town) as look,
        measured(town.settings, town.url, town.clock.now, worker_only=False),
    ):
        assert (await look()).get("mianyue_database_up") == 1

    off = lines.one(action="metrics.off")
    assert f"cannot listen on 127.0.0.1:{town.settings.metrics.port}" in off["error"]


async def test_docs_operations_explains_every_metric_and_no_other(
    make_measured: MakeTown,
) -> None:
    town = await make_measured()
    await town.say("LiLei", "算了")
    async with metrics(town) as look:
        found = await look()
    ours = [one for one in found.families if one.name.startswith("mianyue_")]
    names = {
        f"{one.name}_total" if one.type == "counter" else one.name
        for one in ours
        if not one.name.endswith("_created")
    }
    text = (ROOT / "docs" / "operations.md").read_text()

    assert set(re.findall(r"^\| `(mianyue_\w+)`", text, re.MULTILINE)) == names
    known = names | {sample.name for sample in found.samples}
    assert set(re.findall(r"mianyue_(?!new)[a-z_]+", text)) <= known
