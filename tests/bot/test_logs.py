"""The log: what each line carries, and what is shown at which level."""

import ast
import asyncio
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal, TextIO

import pytest

from bot import conversation
from bot.metrics import ALARMING, LOG_LOST, OUTCOMES
from bot.routing import Chat
from bot.settings import ROOT
from interviews.texts import Own, Words
from simulator.faults import Trouble
from tests.bot.test_conversation import with_commands
from tests.bot.test_delivery import notify
from tests.bot.test_traces import WORDS, quote
from tests.lines import Lines, logged, logging_to
from tests.town import AES_KEY, SECRET, TOKEN, MakeTown, Town


def calls() -> Iterator[tuple[str, str]]:
    """Every line the bot can log: level and action."""
    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "handlers").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="log"), attr=level)):
                    [action] = [one.value for one in node.keywords if one.arg == "action"]
                    for one in expanded(action):
                        yield "error" if level == "exception" else level, one


def expanded(action: ast.expr) -> list[str]:
    """What an action can be."""
    match action:
        case ast.Constant(value=str(name)):
            return [name]
        case ast.JoinedStr(values=[ast.Constant(value="callback."), _]):
            return [f"callback.{outcome}" for outcome in OUTCOMES]
        case ast.JoinedStr(values=[ast.Constant(value="outbox."), _]):
            return ["outbox.sent", "outbox.dropped"]
    raise AssertionError(ast.unparse(action))


def test_every_line_has_an_action_and_what_asks_for_attention_is_counted_from_zero() -> None:
    logged = {(level, action) for level, action in calls() if level not in {"debug", "info"}}
    logged |= {(level, "library") for level in ALARMING}

    counted = {(level, action) for level, actions in ALARMING.items() for action in actions}
    assert counted == logged
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", action) for _, action in calls())


def test_docs_operations_explains_every_action_and_no_other() -> None:
    text = (ROOT / "docs" / "operations.md").read_text()
    rows = re.findall(r"^\| (`[a-z]+[`.].*?) \| [a-z, ]+ \|", text, re.MULTILINE)
    explained = {action for row in rows for action in re.findall(r"`([a-z._]+)`", row)}

    assert explained == {"library", *(action for _, action in calls())}


async def test_every_message_is_shown_at_level_debug(town: Town) -> None:
    with logged("debug") as lines:
        answer = await town.say("LiLei", "下一场")

    received = lines.one(action="message.received")
    assert (received["sender"], received["text"]) == ("LiLei", "下一场")
    assert lines.one(action="message.replied", message=received["message"])["text"] == answer


@pytest.mark.parametrize("form", ["json", "text"])
async def test_at_level_debug_what_people_write_is_shown_and_secrets_are_not(
    make_town: MakeTown, form: Literal["json", "text"]
) -> None:
    with logged("debug", form) as lines:
        town = await make_town(router=with_commands(("break", quote)))
        town.wecom.faults.add("message/send", trouble=Trouble.RESET, times=1)
        town.wecom.faults.add("message/send", code=42001, times=1)
        await town.say("LiLei", f"break {WORDS}")
        await notify(town, "LiLei", "一条")
        for _ in range(2):
            await town.deliver()
            await town.pass_time(minutes=1)
        assert await town.pushed("LiLei") == ["一条"]
        token = await town.made.wecom.tokens.get()

    text = lines.text()
    assert f"nothing is known of {WORDS}" in text
    assert "message.received" in text
    assert "message.replied" in text
    assert not [secret for secret in (SECRET, TOKEN, AES_KEY, token) if secret in text]


async def test_the_ids_lead_from_a_request_to_the_push(town: Town, lines: Lines) -> None:
    await town.hello("WangFang", "zhangsan")
    await town.deliver()
    before = len(lines.all())

    await town.say("WangFang", "安排 张三(zhangsan) | 前端 | 李雷(LiLei) | 明天 15:00")
    [push] = await town.pushed("zhangsan")

    asked = [line for line in lines.all()[before:] if "request" in line]
    assert [line["action"] for line in asked] == ["message.handled", "callback.answered"]
    assert len({line["request"] for line in asked}) == 1
    [key] = {line["message"] for line in asked}
    sent = lines.one(action="outbox.sent", cause=key)
    async with town.connection() as connection:
        row = await connection.fetchrow("SELECT text, cause FROM outbox WHERE id = $1", sent["row"])
    assert (row["text"], row["cause"]) == (push, key)


async def test_what_hr_hears_of_a_failed_delivery_has_the_same_cause(
    town: Town, lines: Lines
) -> None:
    await town.hello("WangFang", "ZhouMin")
    await town.say("WangFang", "安排 张三(nosuchone) | 前端 | 李雷(LiLei) | 明天 15:00")
    key = lines.all(action="message.handled")[-1]["message"]

    await town.deliver()

    assert lines.one(action="outbox.dead", cause=key)["kind"] == "proposed"
    assert lines.one(action="outbox.sent", cause=key)["kind"] == "undelivered"


async def test_notices_in_one_message_are_named(town: Town, lines: Lines) -> None:
    await town.hello("LiLei")
    await notify(town, "LiLei", *(f"第 {n} 条" for n in range(23)))

    await town.deliver()

    merged = lines.one(action="outbox.merged")
    assert merged["rows"] == [merged["row"] + 1, merged["row"] + 2]
    assert lines.one(action="outbox.sent", row=merged["row"])


async def test_a_retry_has_a_request_of_its_own_and_the_same_message(
    town: Town, lines: Lines
) -> None:
    for _ in range(2):
        await town.wecom.say("LiLei", "今天", msg_id=7)

    first, again = lines.one(action="message.handled"), lines.one(action="message.again")
    assert first["message"] == again["message"]
    assert first["request"] != again["request"]


async def test_a_message_that_is_not_finished_when_the_process_stops_is_reported_and_undone(
    make_town: MakeTown, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "FINISH_WITHIN", 0.01)

    async def slow(chat: Chat) -> Words:
        del chat
        await asyncio.Event().wait()
        return Own("")

    town = await make_town(router=with_commands(("slow", slow)), callback={"answer_within": "0.5s"})
    await town.hello("LiLei")
    await town.say("LiLei", "slow")
    running = set(town.conversation.running)

    await town.conversation.finish()
    await asyncio.wait(running)

    assert lines.one(action="message.unfinished")["count"] == 1
    assert await town.count("inbox", "command = 'slow'") == 0


@pytest.fixture
def full_disk() -> Iterator[TextIO]:
    """A file on a disk that is full."""
    file = Path("/dev/full").open("w")  # noqa: SIM115 - closing it fails as well
    yield file
    with suppress(OSError):
        file.close()


async def test_a_log_that_cannot_be_written_costs_no_message(town: Town, full_disk: TextIO) -> None:
    lost = LOG_LOST._value.get()
    with logging_to(full_disk):
        answer = await town.say("LiLei", "下一场")

    assert answer is not None
    assert answer.startswith("之后没有安排面试。")
    assert LOG_LOST._value.get() > lost
