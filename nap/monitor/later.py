"""What nobody need wait for: a task enters, one thread of this process does it soon, in the order in which they came.

Whoever reads must neither wait for those who write nor fail with them. While the store is free a task is done before its reader
goes on. While it is busy the reader goes on after a moment, and the task is tried again until the store takes it or it is given
up, which the log tells. A process that is killed loses what it had still to do.
"""

from __future__ import annotations

import atexit
import logging
import time
from collections.abc import Callable
from queue import Full, Queue
from threading import Event, Lock, Thread

from nap.discreet import Fit

PATIENCE = 0.25
"""Seconds a reader waits at most."""
MOST = 1000
"""Tasks that wait; further ones are given up at once, and the log tells of each."""
PAUSES = (0.0, 2.0, 10.0)
"""Seconds before each attempt; an attempt itself waits as long as a writer does."""
_LOG = logging.getLogger("nap.later")
_TASKS: Queue[tuple[Callable[[], object], str, Event]] = Queue(MOST)
GATHERED: list[Callable[[], object]] = []
"""What hands over tasks that were still being gathered, before it is waited for them."""
_LOCK = Lock()
_threads: list[Thread] = []


def soon(task: Callable[[], object], about: str, patience: float = PATIENCE) -> bool:
    """Have it done; True if it has been, or was given up, within `patience` seconds.

    `about` is what the log calls it; it names nobody.
    """
    _begin()
    over = Event()
    try:
        _TASKS.put_nowait((task, about, over))
    except Full:
        _LOG.error("given up, too much waits: %s", Fit(about))
        return False
    return over.wait(patience)


def settle(patience: float = 5.0) -> bool:
    """Wait until all that was asked for so far is over; False if that takes longer than `patience` seconds."""
    for hand_over in GATHERED:
        hand_over()
    idle = _TASKS.empty() and not any(thread.is_alive() for thread in _threads)
    return idle or soon(lambda: None, "nothing", patience)


def _begin() -> None:
    with _LOCK:
        if not any(thread.is_alive() for thread in _threads):  # none yet, or left behind in the process this one came from
            _threads[:] = [Thread(target=_work, name="later", daemon=True)]
            _threads[0].start()


def _work() -> None:
    while True:
        task, about, over = _TASKS.get()
        _do(task, about)
        over.set()


def _do(task: Callable[[], object], about: str) -> None:
    for pause in PAUSES:
        time.sleep(pause)
        try:
            task()
        except Exception as fault:  # whatever it is: the next task must be done all the same
            said = type(fault).__name__
        else:
            return
    _LOG.error("given up: %s: %s", Fit(about), said)


atexit.register(settle)
