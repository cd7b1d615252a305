"""The test's company: WeCom played by the simulator, the real door, real PostgreSQL.

`say` speaks as a person would and gives what they read. What is pushed is delivered when the test
asks for it (`pushed`), through the real delivery, job by job, without waiting.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import asyncpg
from aiohttp import web
from aiohttp.test_utils import TestServer
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job
from pydantic import SecretStr
from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import col

import handlers
import pages
from bot import database, keys
from bot.app import make_app
from bot.clock import Clock
from bot.conversation import Conversation
from bot.customers import Customers
from bot.delivery import Delivery
from bot.errands import Errands
from bot.machinery import Machinery, machinery
from bot.settings import Settings
from models import Person
from models.person import Channel
from simulator.clock import StoppedClock
from simulator.customer import Customer
from simulator.mailbox import Mailbox
from simulator.wecom import Answer, Push, WeCom

CORP_ID, AGENT_ID = "wx5823bf96d3bd56c7", 1000002
SECRET, TOKEN = "test-secret", "QDG6eK"
AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"

SENDER = "jobs@xingchen.example.com"

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC) - timedelta(hours=8)
"""Tuesday 24 November 2026, 10:00 in Shanghai: when every test begins."""

CARDED = """
    SELECT o.task_id FROM outbox o JOIN person p ON p.id = o.person_id
    WHERE lower(p.userid) = lower($1) AND o.kind = 'reply' AND o.state = 'waiting'
      AND o.card IS NOT NULL
"""
ERRANDS = "SELECT * FROM pgqueuer WHERE entrypoint = 'errand' ORDER BY id"
DELIVERIES = "SELECT * FROM pgqueuer WHERE entrypoint = 'deliver' ORDER BY priority DESC, id"
PULLS = "SELECT * FROM pgqueuer WHERE entrypoint = 'pull' ORDER BY id"
MEMBERS = {
    "WangFang": "王芳",
    "ZhouMin": "周敏",
    "LiLei": "李雷",
    "HanMeimei": "韩梅梅",
    "LaoWang": "老王",
    "zhangsan": "张三",
    "lisi": "李四",
}


def make_settings(url: str, **given: Any) -> Settings:
    """Settings of a test; sections are merged over these."""
    made = _settings(json.dumps(given, sort_keys=True))
    reached = made.database.model_copy(update={"url": SecretStr(url)})
    return made.model_copy(update={"database": reached})


@lru_cache
def _settings(given_as_json: str) -> Settings:
    given = json.loads(given_as_json)
    sections: dict[str, Any] = {
        "wecom": {
            "corp_id": CORP_ID,
            "agent_id": AGENT_ID,
            "secret": SECRET,
            "token": TOKEN,
            "aes_key": AES_KEY,
            "timeout": "2s",
        },
        "database": {"url": "postgresql://127.0.0.1:9/none", "pool": 8},
        "people": {"hr": ["WangFang", "ZhouMin"]},
    }
    for section, values in given.items():
        sections[section] = {**sections.get(section, {}), **values}
    return Settings(**sections)


class Town:
    """Everybody and everything of one test."""

    def __init__(
        self,
        url: str,
        settings: Settings,
        wecom: WeCom,
        mailbox: Mailbox,
        clock: StoppedClock,
        made: Machinery,
        eyes: AsyncEngine,
    ) -> None:
        self.url = url
        self.eyes = eyes
        self.settings = settings
        self.wecom = wecom
        self.mailbox = mailbox
        self.clock = clock
        self.made = made
        self.sessions = made.sessions
        self.ticker = Clock(made.sessions, settings.rules, clock.now)
        self.delivery = Delivery(settings, made, clock.now)
        self.errands = Errands(settings, made, clock.now)
        self.server: TestServer
        self.conversation: Conversation
        self.customers: Customers
        """Pulls what candidates on WeChat say."""
        self._shown: dict[str, int] = {}
        self._answers: set[str] = set()
        """Cards that were read as answers."""

    async def say(self, userid: str, text: str) -> str | None:
        """Say something and read the answer: the passive one or, where that is empty, the words of
        the card that is sent instead. None: neither."""
        answer = await self.wecom.say(userid, text)
        assert (answer.status, answer.attempts, answer.problem) == (200, 1, ""), answer
        return answer.text or await self._carded(userid)

    async def hello(self, *userids: str) -> None:
        """Have people met already: their first answer carries a line about languages."""
        if not userids:
            return
        now = self.clock.now()
        met = {
            "named": True,
            "channel": Channel.WECOM,
            "language": self.settings.people.language,
            "created_at": now,
            "greeted_at": now,
            "roles": [],
        }
        people = [
            {"userid": userid, "name": self.wecom.members[userid.lower()].name, **met}
            for userid in userids
        ]
        async with self.sessions() as session:
            again = insert(Person).values(people)
            await session.exec(
                again.on_conflict_do_update(
                    index_elements=[func.lower(col(Person.userid))], set_={"greeted_at": now}
                )
            )
            await session.commit()

    async def pushed(self, userid: str) -> list[str]:
        """What this member was newly sent, everything due being delivered first; of a card, what it
        says in words."""
        await self.deliver()
        texts = [
            await self._in_words(push)
            for push in self.wecom.pushes_to(userid)
            if push.payload.get("template_card", {}).get("task_id") not in self._answers
        ]
        start = self._shown.get(userid.lower(), 0)
        self._shown[userid.lower()] = len(texts)
        return texts[start:]

    async def click(self, userid: str, label: str, *chosen: str) -> str:
        """Press a button of the newest card that has it, having chosen these options, and read the
        answer."""
        await self.pushed(userid)
        card = next(one for one in reversed(self.cards(userid)) if label in labels(one))
        options = {
            question: [option["id"]]
            for question, shown in selectors(card).items()
            for option in shown
            if option["text"] in chosen
        }
        answer = await self.wecom.cards.press(userid, card["task_id"], labels(card)[label], options)
        assert (answer.status, answer.text, answer.problem) == (200, None, ""), answer
        return "\n---\n".join(await self.pushed(userid))

    async def _carded(self, userid: str) -> str | None:
        """The question that waits to be sent to them as a card; what waits before it is read later."""
        async with self.connection() as connection:
            task_id = await connection.fetchval(CARDED, userid)
        if task_id is None:
            return None
        await self.deliver()
        sent = self.wecom.pushes_to(userid)
        [push] = [
            one for one in sent if one.payload.get("template_card", {}).get("task_id") == task_id
        ]
        self._answers.add(task_id)
        return await self._in_words(push)

    def cards(self, userid: str) -> list[dict[str, Any]]:
        """The cards this member sees, oldest first, as they look now."""
        return self.wecom.cards.held_by(userid)

    async def _in_words(self, push: Push) -> str:
        if push.msgtype != "template_card":
            return push.text
        async with self.connection() as connection:
            task_id = push.payload["template_card"]["task_id"]
            words: str = await connection.fetchval(
                "SELECT text FROM outbox WHERE task_id = $1", task_id
            )
            return words

    async def reads(self, phone: Customer) -> list[str]:
        """What is new on a candidate's phone, everything said there being answered first."""
        await self.pull()
        await self.deliver()
        await self.pull()  # what did not arrive
        return phone.read()

    def link(self, number: int = 1) -> str:
        """The link into WeChat of an interview's candidate."""
        account = next(iter(self.wecom.kf.accounts.values()))
        contact = self.wecom.kf.contact({"open_kfid": account.open_kfid, "scene": "hr"})["url"]
        tickets = self.settings.rules.tickets
        assert tickets is not None
        return f"{contact}&scene_param={tickets.make(number)}"

    async def pull(self) -> None:
        """Do every job that fetches what was said on WeChat."""
        async with self.connection() as connection:
            while jobs := await connection.fetch(PULLS):
                for job in jobs:
                    await self.customers.work(Job.model_validate(dict(job)))
                done = [job["id"] for job in jobs]
                await connection.execute("DELETE FROM pgqueuer WHERE id = ANY($1)", done)

    async def pass_time(self, **length: float) -> None:
        """Move the clock, and let the worker's clock tick once."""
        self.clock.advance(timedelta(**length))
        await self.ticker.tick()

    async def deliver(self, by: Delivery | None = None) -> None:
        """Do every job in the queue once; those that must wait stay. `by`: another worker."""
        worker = by or self.delivery
        async with self.connection() as connection:
            while jobs := await connection.fetch(DELIVERIES):
                done = [job["id"] for job in jobs if await self._work(worker, job)]
                await connection.execute("DELETE FROM pgqueuer WHERE id = ANY($1)", done)
                if not done:
                    return

    async def run_errands(self, by: Errands | None = None) -> None:
        """Do every errand in the queue once; those that must wait stay."""
        worker = by or self.errands
        async with self.connection() as connection:
            while jobs := await connection.fetch(ERRANDS):
                done = [job["id"] for job in jobs if await self._work(worker, job)]
                await connection.execute("DELETE FROM pgqueuer WHERE id = ANY($1)", done)
                if not done:
                    return

    async def _work(self, worker: Delivery | Errands, row: asyncpg.Record) -> bool:
        try:
            await worker.work(Job.model_validate(dict(row)))
        except RetryRequested:
            return False
        return True

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[asyncpg.Connection]:
        """A plain connection, to look behind the scenes."""
        async with self.eyes.connect() as connection:
            ours = await connection.get_raw_connection()
            assert ours.driver_connection
            yield ours.driver_connection

    async def count(self, table: str, where: str = "true") -> int:
        """Rows of a table."""
        async with self.connection() as connection:
            found: int = await connection.fetchval(f"SELECT count(*) FROM {table} WHERE {where}")
            return found


def labels(card: dict[str, Any]) -> dict[str, str]:
    """What can be pressed on a card, and the key of each."""
    if card.get("replace_text"):
        return {}
    buttons = [*card.get("button_list", []), *filter(None, [card.get("submit_button")])]
    return {button["text"]: button["key"] for button in buttons}


def selectors(card: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The options of each choice on a card, by its question."""
    shown = [*filter(None, [card.get("button_selection")]), *card.get("select_list", [])]
    return {one["question_key"]: one["option_list"] for one in shown}


MakeTown = Callable[..., Awaitable[Town]]


@asynccontextmanager
async def town(url: str, clock: StoppedClock, /, **given: Any) -> AsyncIterator[Town]:
    """A running town; `given` are sections of settings."""
    wecom = WeCom(
        corp_id=CORP_ID,
        secret=SECRET,
        agent_id=AGENT_ID,
        token=TOKEN,
        aes_key=AES_KEY,
        now=clock.now,
    )
    for userid, name in MEMBERS.items():
        wecom.add_member(userid, name)
    router = given.pop("router", handlers.router)
    if given.pop("wechat", False):
        account = wecom.kf.add_account("招聘助手", "ZhouMin")
        given["kf"] = {
            "open_kfid": account.open_kfid,
            "servicer": "ZhouMin",
            **given.get("kf", {}),
        }
    mailbox = Mailbox(clock.now)
    mail = given.pop("mail", False)
    async with AsyncExitStack() as stack:
        if mail:
            port = await stack.enter_async_context(mailbox.running())
            given["mail"] = {
                "host": "127.0.0.1",
                "port": port,
                "security": "none",
                "sender": f"星辰科技招聘 <{SENDER}>",
                "timeout": "2s",
            }
        api = await stack.enter_async_context(served(wecom.api()))
        base = str(api.make_url("")).rstrip("/")
        settings = make_settings(url, **given)
        if "api_base" not in given.get("wecom", {}):
            here = settings.wecom.model_copy(update={"api_base": base})
            settings = settings.model_copy(update={"wecom": here})
        app = make_app(settings, router, url, clock.now, pages=pages.set_up)
        async with (
            served(app) as server,
            wecom,
            machinery(settings, url, clock.now) as made,
            database.engine(url, size=4) as eyes,
        ):
            wecom.callback_url = str(server.make_url("/wecom/callback"))
            made_town = Town(url, settings, wecom, mailbox, clock, made, eyes)
            made_town.server = server
            made_town.conversation = app[keys.CONVERSATION]
            made_town.customers = Customers(settings, made, made_town.conversation, clock.now)
            yield made_town


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[TestServer]:
    """An application on a free port of this machine."""
    server = TestServer(app)
    await server.start_server()
    try:
        yield server
    finally:
        await server.close()


__all__ = ["Answer", "MakeTown", "Town", "make_settings", "served", "town"]
