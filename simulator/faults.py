"""Things going wrong on WeCom's side, on demand."""

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum

from aiohttp import web


class Trouble(StrEnum):
    """How a call goes wrong other than by an errcode."""

    SERVER_ERROR = "500"
    GARBAGE = "garbage"
    RESET = "reset"
    HANG = "hang"
    ACCEPTED_UNANSWERED = "accepted, unanswered"
    """The call takes effect and the connection breaks before the answer: the caller must think it
    failed."""


@dataclass
class Fault:
    """One fault; `times` None is until it is cleared."""

    code: int | None = None
    trouble: Trouble | None = None
    delay: float = 0.0
    """Seconds before anything happens."""
    late: float = 0.0
    """Seconds from the effect to the answer."""
    times: int | None = None
    detail: str = ""
    until: asyncio.Event | None = None
    """The answer waits for that, after the effect."""
    met: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once a call has met it."""


class Faults:
    """Which API goes wrong how; `"*"` is all of them."""

    def __init__(self) -> None:
        self._of: dict[str, list[Fault]] = {}

    def add(
        self,
        api: str = "*",
        *,
        code: int | None = None,
        trouble: Trouble | None = None,
        delay: float = 0.0,
        late: float = 0.0,
        times: int | None = None,
        detail: str = "",
        until: asyncio.Event | None = None,
    ) -> Fault:
        """Break an API (`message/send`): by errcode, by trouble, or by slowness in seconds, before
        (`delay`) or after (`late`, or `until` something happens) the call takes effect."""
        fault = Fault(code, trouble, delay, late, times, detail, until)
        self._of.setdefault(api, []).append(fault)
        return fault

    def clear(self, api: str | None = None) -> None:
        """Mend one API, or all."""
        if api is None:
            self._of.clear()
        else:
            self._of.pop(api, None)

    def take(self, api: str) -> Fault | None:
        """What happens to this call; counts it."""
        for name in (api, "*"):
            for fault in self._of.get(name, []):
                if fault.times == 0:
                    continue
                if fault.times is not None:
                    fault.times -= 1
                fault.met.set()
                return fault
        return None


async def go_wrong(request: web.Request, fault: Fault) -> web.StreamResponse:
    """The answer of a call that is not even looked at: an error, nonsense, or none at all."""
    if fault.trouble is Trouble.SERVER_ERROR:
        return web.Response(status=500, text="Internal Server Error")
    if fault.trouble is Trouble.GARBAGE:
        return web.Response(body=b"\xff<html>gateway</html>", content_type="text/html")
    if fault.trouble is Trouble.RESET:
        await hang_up(request)
    await asyncio.Event().wait()
    raise AssertionError


async def hang_up(request: web.Request) -> None:
    """Break the connection of a call; what called never hears more."""
    if request.transport is not None:
        request.transport.abort()
    await asyncio.Event().wait()
