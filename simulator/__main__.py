"""`make run`: embedded PostgreSQL, the bot, WeCom and a page to chat on, in one process with one
clock. The composition root of the demo; production never comes here."""

import argparse
import asyncio
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

from aiohttp import web
from sqlalchemy import text

import handlers
import pages
from bot import database, embedded, logs, publishing, schema, serving, worker
from bot.settings import ROOT, Settings, SettingsError, load
from models.sql import run as run_sql
from simulator import company
from simulator.clock import Clock
from simulator.mailbox import Mailbox
from simulator.page import make_page
from simulator.showmebug import ShowMeBug
from simulator.transcript import Transcript
from simulator.wecom import WeCom

DATA = ROOT / ".data" / "demo"
PAGE_PORT = 8000
CORP_ID, AGENT_ID = "ww1234567890abcdef", 1000002
CLIENT_ID, CLIENT_SECRET = "demo", "demo-client-secret"
SECRET, TOKEN, AES_KEY = "demo-secret", "demotoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def main() -> None:
    """Run until Ctrl-C."""
    arguments = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    arguments.add_argument("--fresh", action="store_true", help="forget everything and begin anew")
    arguments.add_argument("--port", type=int, default=PAGE_PORT, help="of the chat page")
    given = arguments.parse_args()
    if given.fresh:
        for folder in (DATA, embedded.place(DATA / "postgres")):
            shutil.rmtree(folder, ignore_errors=True)
    api_port, bot_port, rooms_port, mail_port = _free_ports(4)
    try:
        settings = load(
            Settings,
            wecom={
                "corp_id": CORP_ID,
                "agent_id": AGENT_ID,
                "secret": SECRET,
                "token": TOKEN,
                "aes_key": AES_KEY,
                "api_base": f"http://127.0.0.1:{api_port}",
            },
            server={
                "host": "127.0.0.1",
                "port": bot_port,
                "public_url": f"http://127.0.0.1:{bot_port}",
                "proxies": 0,
            },
            database={"url": None, "data": str(DATA / "postgres")},
            people={"hr": [company.HR, "ZhouMin"]},
            kf={"open_kfid": company.OPEN_KFID, "servicer": "ZhouMin"},
            company={"name": company.NAME},
            rooms={"provider": "showmebug", "email_domain": company.DOMAIN},
            showmebug={
                "client_id": CLIENT_ID,
                "client_secret": CLIENT_SECRET,
                "api_base": f"http://127.0.0.1:{rooms_port}",
            },
            calendar={"wecom": True},
            mail={
                "host": "127.0.0.1",
                "port": mail_port,
                "security": "none",
                "sender": f"{company.NAME}招聘 <jobs@{company.DOMAIN}>",
            },
            log={"level": "warning"},
        )
        logs.configure(settings.log)
        _say("Starting PostgreSQL …")
        with embedded.postgres(settings.data) as url:
            asyncio.run(_demo(settings, url, given.port, api_port, rooms_port))
    except SettingsError as error:
        raise SystemExit(str(error)) from None
    except KeyboardInterrupt:
        _say("")


async def _demo(
    settings: Settings, url: str, page_port: int, api_port: int, rooms_port: int
) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    clock = Clock(DATA / "clock.json")
    wecom = WeCom(
        corp_id=CORP_ID,
        secret=SECRET,
        agent_id=AGENT_ID,
        token=TOKEN,
        aes_key=AES_KEY,
        now=clock.now,
    )
    wecom.transcript = Transcript(DATA / "transcript.jsonl")
    wecom.cards.resume()
    for userid, name in company.MEMBERS.items():
        wecom.add_member(userid, name)
    account = wecom.kf.add_account("招聘助手", "ZhouMin", open_kfid=company.OPEN_KFID)
    for external_userid, name in company.WECHAT.items():
        wecom.kf.customer(name, external_userid).chat = account
    bot = f"http://127.0.0.1:{settings.server.port}"
    wecom.callback_url = f"{bot}/wecom/callback"
    smb = ShowMeBug(CLIENT_ID, CLIENT_SECRET, clock.now)
    smb.base = f"http://127.0.0.1:{rooms_port}"
    smb.events_url = f"{bot}/showmebug/events"
    await schema.migrate(url)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(wecom)
        await stack.enter_async_context(_site(wecom.api(), api_port))
        await stack.enter_async_context(_site(smb.api(), rooms_port))
        mailbox = Mailbox(clock.now, wecom.transcript)
        await stack.enter_async_context(mailbox.running(settings.mail.port))
        await stack.enter_async_context(
            serving.listening(settings, handlers.router, url, clock.now, pages.set_up)
        )
        if problem := await wecom.verify_callback():
            raise SettingsError(problem)
        await publishing.publish(settings, url, handlers.router, _silently)
        if await _is_new(url):
            _say("Setting up a small company …")
            await _prologue(wecom, clock)
        await stack.enter_async_context(
            worker.running(settings, url, clock.now, router=handlers.router)
        )
        page = make_page(wecom, clock, company.PHONES)
        port = page_port if _is_free(page_port) else _free_ports(1)[0]
        await stack.enter_async_context(_site(page, port))
        _say(
            f"\n  Mianyue is running. Open  http://127.0.0.1:{port}  and say something as HR,"
            "\n  an interviewer or a candidate. Ctrl-C stops; make run FRESH=1 begins anew.\n"
        )
        await stop.wait()
        _say("\nStopping …")


async def _prologue(wecom: WeCom, clock: Clock) -> None:
    start = company.opening(clock.now().astimezone(company.ZONE).date())
    for said in company.prologue(start):
        clock.set(said.at)
        answer = await wecom.say(said.userid, said.text)
        if answer.problem:
            raise SettingsError(f"the demo could not be set up: {answer.problem}")
    clock.set(start)


async def _is_new(url: str) -> bool:
    async with database.engine(url, size=1) as engine, database.sessions(engine)() as session:
        found = await run_sql(session, text("SELECT count(*) FROM inbox"))
        return found.scalar() == 0


@asynccontextmanager
async def _site(app: web.Application, port: int) -> AsyncIterator[None]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield
    finally:
        await runner.cleanup()


def _free_ports(count: int) -> list[int]:
    """Ports nobody uses, chosen together so that they differ."""
    with _bound(count) as sockets:
        return [bound.getsockname()[1] for bound in sockets]


@contextmanager
def _bound(count: int) -> Iterator[list[socket.socket]]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        yield sockets
    finally:
        for one in sockets:
            one.close()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _silently(line: str) -> None:
    """What is only worth a word to an operator."""


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
