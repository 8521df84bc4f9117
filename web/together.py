"""One question to the store for all who ask at the same time: how to ask enters, the answer leaves for each of them.

Whoever asks gets an answer that was begun after the question was put, so nobody reads what was true before; while one is under
way all newcomers wait for the next one together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from starlette.concurrency import run_in_threadpool

T = TypeVar("T")


class Together(Generic[T]):
    """`ask` is called in a thread, never twice at once. What it raises, all who waited for it get."""

    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self._running: asyncio.Task[T] | None = None
        self._next: asyncio.Task[T] | None = None

    async def answer(self) -> T:
        """The answer, as it is now."""
        if self._next is None or self._next.get_loop() is not asyncio.get_running_loop():
            self._next = asyncio.create_task(self._after(self._running))
        return await asyncio.shield(self._next)  # one who goes away takes the answer from nobody else

    async def _after(self, before: asyncio.Task[T] | None) -> T:
        if before is not None and not before.done() and before.get_loop() is asyncio.get_running_loop():
            await asyncio.wait([before])
        self._running, self._next = self._next, None
        return await run_in_threadpool(self._ask)
