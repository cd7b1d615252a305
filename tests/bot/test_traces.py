"""What goes wrong is logged with its kind and place, and quotes nobody."""

import asyncio
import gc
import logging
from datetime import timedelta
from typing import Literal

import aiohttp
import asyncpg
import pytest
import typer
from aiohttp import web

from bot.__main__ import _with_database
from bot.routing import Chat
from bot.settings import Basics
from interviews.texts import Own, Words
from models import Outbox
from tests.bot.test_conversation import with_commands
from tests.bot.test_delivery import notify
from tests.lines import Lines, logged
from tests.town import SECRET, MakeTown, Town, served

WORDS = "家里老人住院"
"""What nobody but its receiver is to read."""


async def quote(chat: Chat) -> Words:
    """Break with what was said in the message."""
    try:
        return Own(str(int(chat.raw)))
    except ValueError as error:
        raise LookupError(f"nothing is known of {chat.raw}") from error


async def store_twice(chat: Chat) -> Words:
    """Break a unique constraint: PostgreSQL says which key it was."""
    for _ in range(2):
        row = Outbox(
            key=chat.raw, person_id=chat.person.id, kind="test", text=chat.raw, created_at=chat.now
        )
        chat.session.add(row)
    await chat.session.flush()
    return Own("")


async def store_wrongly(chat: Chat) -> Words:
    """Break a check: PostgreSQL shows the whole row."""
    await chat.rows.execute(
        "INSERT INTO outbox (key, person_id, kind, text, state, part, attempts, created_at)"
        " VALUES ($1, $2, 'test', $1, 'nowhere', 0, 0, now())",
        chat.raw,
        chat.person.id,
    )
    return Own("")


async def forbid(town: Town, when: str, raised: str) -> None:
    """Have PostgreSQL break what is done to a table, quoting the row."""
    async with town.connection() as connection:
        await connection.execute(f"""
            CREATE FUNCTION forbid() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '% is forbidden', {raised} USING DETAIL = {raised}; END $$
        """)
        await connection.execute(
            f"CREATE TRIGGER forbid {when} FOR EACH ROW EXECUTE FUNCTION forbid()"
        )


@pytest.mark.parametrize(
    ("handler", "kind"),
    [
        (quote, "LookupError"),
        (store_twice, "sqlalchemy.exc.IntegrityError"),
        (store_wrongly, "asyncpg.exceptions.CheckViolationError"),
    ],
)
async def test_a_bug_is_logged_with_its_place_and_without_anybodys_words(
    make_town: MakeTown, lines: Lines, handler: object, kind: str
) -> None:
    town = await make_town(router=with_commands(("break", handler)))
    await town.hello("LiLei")

    answer = await town.say("LiLei", f"break {WORDS}")

    broke = lines.one(action="handler.broke")
    assert answer is not None
    assert f"编号 {broke['reference']} 告诉管理员" in answer
    assert (broke["level"], broke["command"]) == ("error", "break")
    assert broke["exception"][0]["type"] == kind
    places = [place for error in broke["exception"] for place in error["at"]]
    assert any(
        place.startswith("tests/bot/test_traces.py:") and place.endswith(handler.__name__)  # type: ignore[attr-defined]
        for place in places
    )
    assert WORDS not in lines.text()


async def test_what_postgresql_forbids_is_logged_by_the_name_of_the_rule(
    make_town: MakeTown, lines: Lines
) -> None:
    town = await make_town(router=with_commands(("break", store_twice)))

    await town.say("LiLei", f"break {WORDS}")

    broke = lines.one(action="handler.broke")["exception"]
    assert [{**error, "at": None} for error in broke if "sqlstate" in error] == [
        {
            "type": "asyncpg.exceptions.UniqueViolationError",
            "sqlstate": "23505",
            "table_name": "outbox",
            "constraint_name": "outbox_key_key",
            "at": None,
        }
    ]


@pytest.mark.parametrize("form", ["json", "text"])
async def test_a_log_as_text_hides_and_shows_the_same(
    make_town: MakeTown, form: Literal["json", "text"]
) -> None:
    with logged(form=form) as lines:
        town = await make_town(router=with_commands(("break", quote)))
        await town.say("LiLei", f"break {WORDS}")

    assert WORDS not in lines.text()
    assert "tests/bot/test_traces.py:" in lines.text()
    assert "ValueError" in lines.text()


async def test_a_bug_after_the_request_has_ended_still_carries_its_ids(
    make_town: MakeTown, lines: Lines
) -> None:
    go_on = asyncio.Event()

    async def slow(chat: Chat) -> Words:
        await go_on.wait()
        return await quote(chat)

    town = await make_town(router=with_commands(("slow", slow)), callback={"answer_within": "0.5s"})
    await town.hello("LiLei")

    assert await town.say("LiLei", f"slow {WORDS}") is None
    late = lines.one(action="callback.late")
    go_on.set()
    await asyncio.wait(town.conversation.running)

    ids = {"request": late["request"], "message": late["message"]}
    assert lines.one(action="message.late", **ids)["level"] == "warning"
    reference = lines.one(action="handler.broke", **ids)["reference"]
    town.clock.advance(timedelta(seconds=2))
    [pushed] = await town.pushed("LiLei")
    assert reference in pushed
    assert lines.one(action="outbox.sent", cause=late["message"])["kind"] == "reply"
    assert WORDS not in lines.text()


async def test_a_database_that_refuses_a_message_does_not_quote_it(
    town: Town, lines: Lines
) -> None:
    await forbid(town, "BEFORE INSERT ON inbox", "NEW.text")

    answer = await town.wecom.say("LiLei", WORDS)

    assert answer.status == 503
    refused, *_ = lines.all(action="callback.no_database")  # WeCom brings it again
    assert refused["error"] == "asyncpg.exceptions.RaiseError sqlstate=P0001"
    assert lines.one(action="callback.unavailable", request=refused["request"])
    assert WORDS not in lines.text()


async def test_a_database_that_is_away_is_named_by_its_first_cause(
    town: Town, postgres: str, lines: Lines
) -> None:
    server = await asyncpg.connect(postgres)
    name = town.url.split("@/")[1].split("?")[0]
    await server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    await server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name
    )

    await server.close()

    async with aiohttp.ClientSession() as http:
        for _ in range(town.settings.database.pool + 1):  # those in the pool say they were cut off
            async with http.get(town.server.make_url("/readyz")) as ready:
                assert ready.status == 503

    error = lines.all(action="probe.not_ready")[-1]["error"]
    assert error.startswith("sqlalchemy.exc.DBAPIError from asyncpg.exceptions.")
    assert error.endswith("Error sqlstate=55000")


async def test_a_delivery_and_a_tick_that_break_quote_nobody(town: Town, lines: Lines) -> None:
    await town.hello("WangFang")
    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00")
    await notify(town, "WangFang", WORDS)
    await forbid(town, "BEFORE INSERT OR UPDATE ON outbox", f"NEW.text || '{WORDS}'")

    await town.deliver()
    await town.pass_time(hours=48)  # the offer has run out, which HR is to be told

    assert lines.all(action="outbox.broke")
    assert lines.one(action="clock.failed")["kind"] == "expiry"
    assert WORDS not in lines.text()


async def test_a_late_message_that_cannot_be_finished_is_reported(
    make_town: MakeTown, lines: Lines
) -> None:
    go_on = asyncio.Event()

    async def slow(chat: Chat) -> Words:
        await go_on.wait()
        await chat.session.flush()
        return Own(chat.raw)

    town = await make_town(router=with_commands(("slow", slow)), callback={"answer_within": "0.5s"})
    await town.hello("LiLei")
    await forbid(town, "BEFORE UPDATE ON inbox", "NEW.text")
    await town.say("LiLei", f"slow {WORDS}")
    go_on.set()
    await asyncio.wait(town.conversation.running)

    message = lines.one(action="message.late")["message"]
    broke = lines.one(action="message.broke")
    assert (broke["level"], broke["message"]) == ("error", message)
    assert WORDS not in lines.text()


async def fail() -> None:
    """A task nobody waits for."""
    raise ValueError(WORDS)


async def test_what_libraries_report_quotes_nobody(lines: Lines) -> None:
    async def breaks(request: web.Request) -> web.Response:
        raise ValueError(request.query["words"])

    app = web.Application()
    app.router.add_get("/", breaks)
    async with (
        served(app) as server,
        aiohttp.ClientSession() as http,
        http.get(server.make_url("/"), params={"words": WORDS}) as response,
    ):
        assert response.status == 500
    forgotten = asyncio.get_running_loop().create_task(fail())
    await asyncio.wait({forgotten})
    del forgotten
    gc.collect()
    logging.getLogger("pgqueuer").warning("%d jobs of %s failed", 3, WORDS)

    said = {line["logger"]: line for line in lines.all(action="library")}
    assert said["aiohttp.server"]["event"] == "Error handling request from …"
    assert said["aiohttp.server"]["exception"][0]["type"] == "ValueError"
    assert said["asyncio"]["event"] == "Task exception was never retrieved"
    assert said["asyncio"]["exception"][0]["at"][-1].endswith("in fail")
    assert said["pgqueuer"]["event"] == "3 jobs of … failed"
    assert WORDS not in lines.text()


def test_a_process_that_stops_by_a_bug_quotes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(settings: Basics, url: str) -> None:
        raise ValueError(f"{WORDS}: {settings.database.url} {url}")

    monkeypatch.setenv("DATABASE_URL", f"postgresql://u:{SECRET}@127.0.0.1:9/none")
    monkeypatch.setenv("MIANYUE__LOG__FORMAT", "json")
    with logged() as lines, pytest.raises(typer.Exit):
        _with_database(Basics, work)

    broke = lines.one(action="process.broke")
    assert broke["exception"][0]["at"][-1].endswith("in work")
    assert WORDS not in lines.text()
    assert SECRET not in lines.text()
