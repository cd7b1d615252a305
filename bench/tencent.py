"""WeCom's API in a process of its own, for deliveries: `python -m bench.tencent PORT PEOPLE`."""

import sys
from datetime import UTC, datetime

import uvloop
from aiohttp import web

from bench.processes import AES_KEY, AGENT_ID, CORP_ID, SECRET, TOKEN
from simulator.wecom import WeCom


def main() -> None:
    """Serve until killed."""
    port, people = map(int, sys.argv[1:])
    wecom = WeCom(
        corp_id=CORP_ID,
        secret=SECRET,
        agent_id=AGENT_ID,
        token=TOKEN,
        aes_key=AES_KEY,
        now=lambda: datetime.now(UTC),
    )
    for number in range(1, people + 1):
        wecom.add_member(f"u{number}", f"同事{number}")
    loop = uvloop.new_event_loop()
    web.run_app(wecom.api(), host="127.0.0.1", port=port, access_log=None, print=None, loop=loop)


if __name__ == "__main__":
    main()
