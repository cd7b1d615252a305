"""A load of encrypted messages, prepared beforehand so that the generator costs little."""

import asyncio
import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from simulator import xml
from simulator.crypto import Envelope

_ids = count(secrets.randbelow(1 << 40))


@dataclass(frozen=True, slots=True)
class Result:
    """What a run of requests took."""

    per_second: float
    p50: float
    p99: float
    """Milliseconds."""
    failures: int


def requests(
    envelope: Envelope, corp_id: str, agent_id: int, userids: Sequence[str], text: str, port: int
) -> list[bytes]:
    """One HTTP request a userid: a genuine message, each with a MsgId of its own."""
    return [_request(envelope, corp_id, agent_id, userid, text, port) for userid in userids]


def _request(
    envelope: Envelope, corp_id: str, agent_id: int, userid: str, text: str, port: int
) -> bytes:
    now = str(int(time.time()))
    plain = xml.document(
        ToUserName=corp_id,
        FromUserName=userid,
        CreateTime=int(now),
        MsgType="text",
        Content=text,
        MsgId=next(_ids),
        AgentID=agent_id,
    )
    encrypted = envelope.encrypt(plain.encode())
    body = xml.document(ToUserName=corp_id, AgentID=str(agent_id), Encrypt=encrypted).encode()
    nonce = str(secrets.randbelow(10**10))
    signature = envelope.sign(now, nonce, encrypted)
    head = (
        f"POST /wecom/callback?msg_signature={signature}&timestamp={now}&nonce={nonce} HTTP/1.1\r\n"
        f"Host: 127.0.0.1:{port}\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def closed(port: int, prepared: list[bytes], connections: int) -> Result:
    """So many connections, each sending its next request when the last one is answered."""
    return await closed_on([port], [prepared], connections)


async def closed_on(ports: list[int], prepared: list[list[bytes]], connections: int) -> Result:
    """The same, shared out between several processes."""
    times: list[float] = []
    failures = 0

    async def one(port: int, queue: Iterator[bytes]) -> None:
        nonlocal failures
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in queue:
            started = time.perf_counter()
            writer.write(request)
            failures += not await _answered(reader)
            times.append(time.perf_counter() - started)
        writer.close()

    started = time.perf_counter()
    await asyncio.gather(
        *(
            one(port, queue)
            for port, queue in zip(ports, map(iter, prepared), strict=True)
            for _ in range(connections // len(ports))
        )
    )
    return _result(times, time.perf_counter() - started, failures)


async def open_(port: int, prepared: list[bytes], per_second: float) -> Result:
    """Requests at a fixed rate, whatever the answers do."""
    times: list[float] = []
    failures = 0
    idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def one(request: bytes, due: float) -> None:
        nonlocal failures
        reader, writer = idle.pop() if idle else await asyncio.open_connection("127.0.0.1", port)
        writer.write(request)
        failures += not await _answered(reader)
        times.append(time.perf_counter() - due)
        idle.append((reader, writer))

    started = time.perf_counter()
    tasks = []
    for number, request in enumerate(prepared):
        due = started + number / per_second
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        tasks.append(asyncio.create_task(one(request, due)))
    await asyncio.gather(*tasks)
    for _, writer in idle:
        writer.close()
    return _result(times, time.perf_counter() - started, failures)


async def _answered(reader: asyncio.StreamReader) -> bool:
    head = await reader.readuntil(b"\r\n\r\n")
    lowered = head.lower()
    at = lowered.find(b"content-length:")
    length = int(lowered[at + 15 : lowered.find(b"\r\n", at)]) if at >= 0 else 0
    if length:
        await reader.readexactly(length)
    return head.startswith(b"HTTP/1.1 200") and length > 0


def _result(times: list[float], took: float, failures: int) -> Result:
    ordered = sorted(times)
    return Result(
        per_second=len(ordered) / took,
        p50=ordered[len(ordered) // 2] * 1000,
        p99=ordered[int(len(ordered) * 0.99)] * 1000,
        failures=failures,
    )
