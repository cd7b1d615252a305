"""The floor: the same physical work with nothing around it.

A bare aiohttp handler with wechatpy's decryption and encryption, and one asyncpg transaction of
one insert, one indexed select of the same rows, and one update.
"""

import sys

import asyncpg
import uvloop
import xmltodict
from aiohttp import web
from wechatpy.work.crypto import WeChatCrypto

ROWS = """
    SELECT i.id, lower(b.during), upper(b.during), c.name, i.position, i.round, i.status, i.place,
           i.zone
    FROM booking b JOIN interview i ON i.id = b.interview_id JOIN person c ON c.id = i.candidate_id
    WHERE b.who = (SELECT id FROM person WHERE lower(userid) = lower($1))
      AND lower(b.during) >= $2 AND lower(b.during) < $2 + interval '1 day'
    ORDER BY 2, 1
"""


def make_app(url: str, token: str, aes_key: str, corp_id: str, day: object) -> web.Application:
    """The application; `day` is the midnight whose rows are read."""
    crypto = WeChatCrypto(token, aes_key, corp_id)

    async def handle(request: web.Request) -> web.Response:
        query = request.query
        outer = xmltodict.parse(await request.read())["xml"]
        plain = crypto.decrypt_message(
            outer, query["msg_signature"], query["timestamp"], query["nonce"]
        )
        inner = xmltodict.parse(plain)["xml"]
        async with request.app["pool"].acquire() as connection, connection.transaction():
            await connection.execute(
                "INSERT INTO inbox (key, received_at, text) VALUES ($1, now(), $2)",
                f"m:{inner['AgentID']}:{inner['MsgId']}",
                inner["Content"],
            )
            rows = await connection.fetch(ROWS, inner["FromUserName"], day)
            text = "\n".join(
                f"#{row[0]} {row[1]:%H:%M}–{row[2]:%H:%M} {row[3]} · {row[4]}" for row in rows
            )
            await connection.execute(
                "UPDATE inbox SET reply = $2 WHERE key = $1",
                f"m:{inner['AgentID']}:{inner['MsgId']}",
                text,
            )
        reply = (
            f"<xml><ToUserName><![CDATA[{inner['FromUserName']}]]></ToUserName>"
            f"<FromUserName><![CDATA[{corp_id}]]></FromUserName><CreateTime>1</CreateTime>"
            f"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content></xml>"
        )
        return web.Response(
            text=crypto.encrypt_message(reply, query["nonce"], query["timestamp"]),
            content_type="text/xml",
        )

    async def pool(app: web.Application):  # type: ignore[no-untyped-def]
        async with asyncpg.create_pool(
            url, min_size=10, max_size=10, server_settings={"synchronous_commit": "off"}
        ) as made:
            app["pool"] = made
            yield

    app = web.Application()
    app.cleanup_ctx.append(pool)
    app.router.add_post("/wecom/callback", handle)
    return app


if __name__ == "__main__":
    from datetime import datetime

    from bench.processes import AES_KEY, CORP_ID, TOKEN

    port, url, midnight = sys.argv[1:]
    app = make_app(url, TOKEN, AES_KEY, CORP_ID, datetime.fromisoformat(midnight))
    loop = uvloop.new_event_loop()
    web.run_app(app, host="127.0.0.1", port=int(port), access_log=None, print=None, loop=loop)
