"""`python -m bot doctor`: what is wrong between this machine, its database and WeCom."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import asyncpg

from bot import database, mail, schema, verdicts
from bot.machinery import Machinery, machinery
from bot.rooms import Trouble
from bot.rooms.showmebug_api import Api
from bot.settings import Settings
from bot.tokens import TokenRefused
from bot.wecom import WeComError, WeComUnreachable

UNMANAGED = (
    "the app may not manage the account of kf.open_kfid: in the console under 应用管理 → 微信客服 → API,"
    " add the app (可调用接口的应用) and tick the account (通过API管理微信客服账号)"
)


async def examine(settings: Settings, url: str, say: Callable[[str], None]) -> bool:
    """Check one thing after the other, a line each; False if something needs a hand."""
    say("ok    settings are complete")
    connection: asyncpg.Connection = await database.connect(url)
    try:
        version = await connection.fetchval("SHOW server_version")
        problem = await schema.problem_of(connection)
    finally:
        await connection.close()
    say(f"ok    PostgreSQL {version} answers")
    if problem is not None:
        say(f"WRONG {problem}")
        return False
    say("ok    the schema is current")
    async with machinery(settings, url, lambda: datetime.now(UTC)) as made:
        try:
            await made.wecom.tokens.get()
            say(f"ok    WeCom gives a token for corp {settings.wecom.corp_id}")
            app = await made.wecom.agent.get(settings.wecom.agent_id)
            say(
                f"ok    the app is {app.get('name', settings.wecom.agent_id)}, this address is trusted"
            )
        except WeComError as error:
            say(f"WRONG {verdicts.explain(error)}")
            return False
        except (WeComUnreachable, TokenRefused) as error:
            say(f"WRONG {error}")
            say(f"      Is {settings.wecom.api_base} reachable from here?")
            return False
        if not settings.kf.open_kfid:
            await _candidates_for(made, say)
        elif not await _customers(settings, made, say):
            return False
        if settings.rooms.provider == "showmebug" and not await _rooms(settings, made, say):
            return False
    if settings.mail.host and not await _mail(settings, say):
        return False
    say("      The callback itself is checked by WeCom when you press 保存 in the console.")
    return True


async def _mail(settings: Settings, say: Callable[[str], None]) -> bool:
    """Whether the mail server lets us in."""
    server = f"the mail server {settings.mail.host}:{settings.mail.port}"
    if problem := await mail.problem_of(settings.mail):
        say(f"WRONG {server}: {problem}")
        return False
    say(f"ok    {server} takes letters from {settings.mail.address}")
    return True


async def _candidates_for(made: Machinery, say: Callable[[str], None]) -> None:
    """Accounts that kf.open_kfid could name, if there are any."""
    with suppress(WeComError, WeComUnreachable, TokenRefused):  # it is no fault to have none
        answer = await made.wecom.call("kf/account/list", data={"offset": 0, "limit": 100})
        for one in answer.get("account_list") or []:
            say(f"      kf.open_kfid could be {one.get('open_kfid')} ({one.get('name')})")


async def _rooms(settings: Settings, made: Machinery, say: Callable[[str], None]) -> bool:
    """Whether ShowMeBug knows us, and how many interviews it lets us make."""
    try:
        api = Api(settings.showmebug, made.sessions, made.http, lambda: datetime.now(UTC))
        team = await api.call("GET", "me")
    except Trouble as trouble:
        say(f"WRONG {trouble}")
        return False
    say(f"ok    ShowMeBug knows the team; interviews left: {(team or {}).get('left_quota', '?')}")
    return True


async def _customers(settings: Settings, made: Machinery, say: Callable[[str], None]) -> bool:
    """Whether the account for candidates on WeChat is there, ours to manage, and has its servicer."""
    kf = settings.kf
    try:
        answer = await made.wecom.call("kf/account/list", data={"offset": 0, "limit": 100})
        accounts = {one.get("open_kfid"): one for one in answer.get("account_list") or []}
        if kf.open_kfid not in accounts:
            known = ", ".join(f"{one.get('name')} {key}" for key, one in accounts.items())
            say(f"WRONG kf.open_kfid names no customer service account; known: {known or 'none'}")
            return False
        if accounts[kf.open_kfid].get("manage_privilege") is False:
            say(f"WRONG {UNMANAGED}")
            return False
        say(f"ok    candidates on WeChat speak to {accounts[kf.open_kfid].get('name')}")
        if not kf.servicer:
            return True
        answer = await made.wecom.call("kf/servicer/list", params={"open_kfid": kf.open_kfid})
        found = [one.get("userid", "") for one in answer.get("servicer_list") or []]
        if kf.servicer.lower() not in {one.lower() for one in found}:
            known = ", ".join(filter(None, found)) or "none"
            say(f"WRONG kf.servicer is no servicer (接待人员) of the account; known: {known}")
            return False
        say(f"ok    {kf.servicer} takes over when a human is wanted")
    except (WeComError, WeComUnreachable, TokenRefused) as error:
        say(f"WRONG {verdicts.explain(error)}")
        return False
    return True
