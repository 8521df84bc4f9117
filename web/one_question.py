"""A question that may hang (a database that does not answer), asked by many: it holds one thread and one connection, not many.

Enters the question, leaves its answer, or that it is late. Whoever asks while it is being answered waits for the same answer.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Late(Exception):
    """There is no answer yet."""


class OneQuestion(Generic[Answer]):
    """`patience`: seconds after which an answer is late; `fresh`: seconds for which one answer serves whoever asks."""

    def __init__(self, question: Callable[[], Answer], patience: float = 1.5, fresh: float = 0.5) -> None:
        self._question, self.patience, self.fresh = question, patience, fresh
        self._lock = Lock()
        self._asked: Future[Answer] | None = None
        self._begun = self._over = float("-inf")

    def answer(self) -> Answer:
        """Wait for the answer in this thread. Late, or whatever the question raises."""
        asked, left = self._asking()
        try:
            return asked.result(left)
        except TimeoutError as fault:
            if asked.done():  # the question itself raised it
                raise
            raise Late from fault

    async def answered(self) -> Answer:
        """The same without holding a thread."""
        asked, left = self._asking()
        if not asked.done() and left <= 0:
            raise Late
        waiting = asyncio.wrap_future(asked)
        done, _ = await asyncio.wait([waiting], timeout=left)
        if not done:
            waiting.cancel()
            raise Late
        return waiting.result()

    def _asking(self) -> tuple[Future[Answer], float]:
        """The answer that is or will be there, and how long it may be waited for."""
        with self._lock:
            now, asked = time.monotonic(), self._asked
            if asked is None or (asked.done() and now - self._over >= self.fresh):
                asked = self._asked = Future()
                asked.set_running_or_notify_cancel()
                self._begun = now
                Thread(target=self._ask, args=(asked,), name="question", daemon=True).start()
            return asked, max(0.0, self._begun + self.patience - now)

    def _ask(self, asked: Future[Answer]) -> None:
        try:
            answer = self._question()
        except BaseException as fault:
            self._over = time.monotonic()
            asked.set_exception(fault)
        else:
            self._over = time.monotonic()
            asked.set_result(answer)
