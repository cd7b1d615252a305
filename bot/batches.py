"""Many small statements as a few large ones."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Batches(Generic[T, R]):
    """What is asked while the database is busy with the last batch goes together in the next: a
    lone question waits for nothing, and a hundred cost little more than one."""

    def __init__(self, run: Callable[[Sequence[T]], Awaitable[Sequence[R]]], most: int) -> None:
        self.run = run
        self.most = most
        self.waiting: list[tuple[T, asyncio.Future[R]]] = []
        self.task: asyncio.Task[None] | None = None

    async def ask(self, item: T) -> R:
        """The result for one item; whatever `run` raises, everyone of its batch gets."""
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self.waiting.append((item, future))
        if self.task is None:
            self.task = asyncio.create_task(self._work())
        return await future

    async def _work(self) -> None:
        try:
            while self.waiting:
                batch, self.waiting = self.waiting[: self.most], self.waiting[self.most :]
                await self._one(batch)
        finally:
            self.task = None

    async def _one(self, batch: list[tuple[T, asyncio.Future[R]]]) -> None:
        try:
            results = await self.run([item for item, _ in batch])
        except BaseException as error:
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for (_, future), result in zip(batch, results, strict=True):
            if not future.done():  # nobody waits for it any more
                future.set_result(result)
