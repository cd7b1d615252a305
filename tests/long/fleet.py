"""Webs and workers as an operator runs them, the proxy before the webs, and WeCom beyond it.

Processes are real (`python -m bot web | worker`), so is their clock; Tencent is played by the
simulator in the test's own process. Whatever was started is ended with the fleet.
"""

import asyncio
import json
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import asyncpg
from aiohttp import web

from bot import database, delivery
from bot.callback import PATH
from bot.settings import ROOT
from interviews.notices import Notice, write
from interviews.people import by_userid
from interviews.rules import Rules
from interviews.texts import Own
from simulator.clock import Clock
from simulator.wecom import Answer, WeCom
from tests.town import AES_KEY, AGENT_ID, CORP_ID, SECRET, TOKEN

PATIENCE = 30
"""Seconds for whatever a test waits for without measuring it."""


async def until(
    so: Callable[[], Awaitable[object]], within: float = PATIENCE, every: float = 0.05
) -> float:
    """Wait until something is so; gives the seconds that took."""
    started = time.monotonic()
    async with asyncio.timeout(within):
        while not await so():  # noqa: ASYNC110 - another process has no event to wait for
            await asyncio.sleep(every)
    return time.monotonic() - started


class Machine:
    """One process of the bot; what it logs goes to a file."""

    def __init__(self, kind: str, port: int, log: Path, process: asyncio.subprocess.Process):
        self.kind = kind
        self.port = port
        self.log = log
        self.process = process

    def lines(self, *actions: str) -> list[dict[str, Any]]:
        """What it has logged, of these actions or of all; raw text counts as an action."""
        found = [_line(line) for line in self.log.read_text().splitlines() if line]
        return [line for line in found if not actions or line["action"] in actions]

    async def ready(self) -> bool:
        """Whether it does its work."""
        if self.process.returncode is not None:
            raise RuntimeError(f"{self.kind} ended at once: {self.log.read_text()}")
        if self.kind == "worker":
            return bool(self.lines("queue.taking"))
        return await self.probe("readyz") == 200

    async def probe(self, name: str) -> int:
        """The status of a web's probe; 0 while nobody listens."""
        try:
            async with (
                aiohttp.ClientSession() as http,
                http.get(f"http://127.0.0.1:{self.port}/{name}") as response,
            ):
                return response.status
        except aiohttp.ClientError:
            return 0

    async def kill(self) -> None:
        """SIGKILL: no chance to put anything in order."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()

    async def stop(self) -> float:
        """SIGTERM; gives the seconds it took to end."""
        started = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(self.process.wait(), PATIENCE)
        return time.monotonic() - started


class Fleet:
    """The processes of one company, on one database."""

    def __init__(self, url: str, folder: Path, wecom: WeCom, settings: Mapping[str, str]) -> None:
        self.url = url
        self.folder = folder
        self.wecom = wecom
        self.settings = settings
        self.api = Site(wecom.api)
        self.webs: list[Machine] = []
        self.workers: list[Machine] = []
        self.answers: list[tuple[int, float]] = []
        """Status and seconds of everything the webs have answered."""
        self._turn = count()
        self._ids = count(1)

    async def start(self, kind: str, **settings: str) -> Machine:
        """Start a web or a worker; it is ready when this returns."""
        port = free_port()
        log = self.folder / f"{kind}-{next(self._ids)}.log"
        environment = {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": self.url,
            "PORT": str(port),
            "WECOM_CORP_ID": CORP_ID,
            "WECOM_AGENT_ID": str(AGENT_ID),
            "WECOM_SECRET": SECRET,
            "WECOM_TOKEN": TOKEN,
            "WECOM_ENCODING_AES_KEY": AES_KEY,
            "WECOM_API_BASE": f"http://127.0.0.1:{self.api.port}",
            "MIANYUE__SERVER__HOST": "127.0.0.1",
            "MIANYUE__METRICS__PORT": "0",
            "MIANYUE__LOG__FORMAT": "json",
            **self.settings,
            **settings,
        }
        with log.open("wb") as file:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "bot", kind),
                cwd=ROOT,
                env=environment,
                stdout=file,
                stderr=asyncio.subprocess.STDOUT,
            )
        machine = Machine(kind, port, log, process)
        (self.webs if kind == "web" else self.workers).append(machine)
        await until(machine.ready)
        return machine

    async def start_workers_that_remind(self, at: datetime) -> None:
        """Start two workers with such a lead that the earliest interviews are due for a reminder
        at this instant."""
        [row] = await self.fetch("SELECT min(starts_at) AS earliest FROM interview")
        lead = f'["{(row["earliest"] - at).total_seconds():.0f}s"]'
        await asyncio.gather(
            *(self.start("worker", MIANYUE__REMINDERS__BEFORE=lead) for _ in range(2))
        )

    async def kill(self, machine: Machine) -> None:
        """Kill one of them for good."""
        (self.webs if machine.kind == "web" else self.workers).remove(machine)
        await machine.kill()

    async def end(self) -> None:
        """Kill what still runs."""
        for machine in (*self.webs, *self.workers):
            await machine.kill()

    async def say(self, userid: str, text: str, within: float = PATIENCE) -> Answer:
        """Say something; WeCom brings the same message until it is taken."""
        number = self.message_id()
        async with asyncio.timeout(within):
            while True:
                answer = await self.wecom.say(userid, text, msg_id=number)
                if answer.status == 200:
                    assert answer.problem == "", answer
                    return answer
                await asyncio.sleep(0.5)

    def message_id(self) -> int:
        """A MsgId nobody has used."""
        return next(self._ids)

    async def hello(self, *userids: str) -> None:
        """Have people met already: their first answer carries a line about languages."""
        for userid in userids:
            await self.say(userid, "算了")

    async def notify(self, userid: str, *texts: str, not_after: datetime | None = None) -> None:
        """Write notices to one person, in one transaction."""
        now = self.wecom.now()
        async with (
            database.engine(self.url, size=1) as engine,
            database.sessions(engine)() as session,
            session.begin(),
        ):
            person = await by_userid(session, userid)
            assert person is not None
            notices = [
                Notice(person, Own(text), f"{userid}:{text}", "test", not_after=not_after)
                for text in texts
            ]
            await write(session, notices, Rules(), now)
            await delivery.enqueue(session, now)

    async def fetch(self, query: str, *values: Any) -> list[asyncpg.Record]:
        """Look behind the scenes."""
        connection = await database.connect(self.url)
        try:
            rows: list[asyncpg.Record] = await connection.fetch(query, *values)
            return rows
        finally:
            await connection.close()

    async def pushed(self, count: int) -> None:
        """Wait until so many more messages have reached people."""
        async with self.wecom.transcript.watch() as lines:
            while count:
                count -= (await lines.get()).kind == "push"

    async def delivered(self) -> bool:
        """Whether no notice waits."""
        return not await self.fetch("SELECT FROM outbox WHERE state = 'waiting' LIMIT 1")

    async def pass_on(self, request: web.Request) -> web.Response:
        """The proxy before the webs: in turn, leaving out those that do not listen."""
        body = await request.read()
        for _ in self.webs:
            chosen = self.webs[next(self._turn) % len(self.webs)]
            started = time.monotonic()
            try:
                async with (
                    aiohttp.ClientSession() as http,
                    http.post(f"http://127.0.0.1:{chosen.port}{request.path_qs}", data=body) as got,
                ):
                    answer = web.Response(body=await got.read(), status=got.status)
                    self.answers.append((got.status, time.monotonic() - started))
                    return answer
            except aiohttp.ClientConnectorError:
                continue
            except aiohttp.ClientError:
                break
        return web.Response(status=502, text="bad gateway")

    def door(self) -> web.Application:
        """What WeCom posts to."""
        app = web.Application()
        app.router.add_post(PATH, self.pass_on)
        return app


class Site:
    """An application on a port of its own, that can be stopped and started again there."""

    def __init__(self, make: Callable[[], web.Application]) -> None:
        self.make = make
        self.port = free_port()
        self.runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen."""
        self.runner = web.AppRunner(self.make(), access_log=None, shutdown_timeout=0.5)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", self.port).start()

    async def stop(self) -> None:
        """Refuse connections from now on."""
        if self.runner is not None:
            await self.runner.cleanup()
            self.runner = None


@asynccontextmanager
async def fleet(
    url: str,
    folder: Path,
    people: Mapping[str, str],
    *,
    hr: Sequence[str],
    webs: int = 2,
    workers: int = 2,
    **settings: str,
) -> AsyncIterator[Fleet]:
    """A running fleet; `people` are userids and names, `settings` variables of every process."""
    wecom = WeCom(
        corp_id=CORP_ID,
        secret=SECRET,
        agent_id=AGENT_ID,
        token=TOKEN,
        aes_key=AES_KEY,
        now=Clock().now,
    )
    for userid, name in people.items():
        wecom.add_member(userid, name)
    quiet = {
        "MIANYUE__REMINDERS__BEFORE": "[]",
        "MIANYUE__DIGEST__AT": "",
        "MIANYUE__CARDS__ENABLED": "false",  # what is read is compared word by word
    }
    named = {"MIANYUE__PEOPLE__HR": json.dumps([*hr])}
    made = Fleet(url, folder, wecom, {**quiet, **named, **settings})
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(wecom)
        await made.api.start()
        stack.push_async_callback(made.api.stop)
        door = Site(made.door)
        await door.start()
        stack.push_async_callback(door.stop)
        wecom.callback_url = f"http://127.0.0.1:{door.port}{PATH}"
        stack.push_async_callback(made.end)
        await asyncio.gather(
            *(made.start("web") for _ in range(webs)),
            *(made.start("worker") for _ in range(workers)),
        )
        yield made


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _line(written: str) -> dict[str, Any]:
    try:
        read: dict[str, Any] = json.loads(written)
    except ValueError:
        return {"action": written}
    return {"action": "", **read}
