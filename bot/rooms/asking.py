"""What a failure of WeCom's API means for what it keeps."""

from collections.abc import Awaitable
from typing import Any

from bot.rooms import Gone, Later, Misconfigured, Never, Unanswered
from bot.tokens import TokenRefused
from bot.verdicts import Dead, verdict
from bot.wecom import WeComError, WeComUnreachable

GONE = {400041}
"""Codes of what was cancelled or removed by somebody else."""


async def ask(call: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    """The answer of a call.

    Raises:
        Trouble: it failed.
    """
    try:
        return await call
    except WeComUnreachable as error:
        raise Unanswered(str(error)) from None
    except (WeComError, TokenRefused) as error:
        if isinstance(error, WeComError) and error.code in GONE:
            raise Gone(str(error)) from None
        then = verdict(error)
        if isinstance(then, Dead):
            raise Never(then.reason) from None
        raise (Misconfigured if then.alarm else Later)(then.reason) from None
