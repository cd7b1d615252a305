"""`python -m bot doctor`: what is wrong between this machine, its database and WeCom."""

from collections.abc import Callable
from datetime import UTC, datetime

import asyncpg

from bot import database, schema, verdicts
from bot.machinery import machinery
from bot.settings import Settings
from bot.tokens import TokenRefused
from bot.wecom import WeComError, WeComUnreachable


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
    say("      The callback itself is checked by WeCom when you press 保存 in the console.")
    return True
