"""What lives long is set aside, so that the collection Streamlit makes after every run walks only what is new.

Libraries, plan and results are some hundred thousand objects; walking them after every click costs more than drawing the page.
Enters nothing, leaves a process whose full collections stay short.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping

SHORT = 0.005
"""Seconds of processor time that a full collection may take without anybody minding."""


def set_aside() -> None:
    """Set aside whatever lives now, and later whatever has come to stay: results of a new version, modules loaded late."""
    gc.callbacks.append(Keeper().watch)
    gc.collect()


class Keeper:
    """Listens to the collections of `gc` and decides which of them looks at everything and sets aside what is alive then.

    Such a collection frees also what ended since it was set aside, so nothing is kept for ever. It is due as soon as the short
    ones together have cost as much above `SHORT` as it will: whatever happens, the work is at most twice the least possible.
    """

    def __init__(self, clock: Callable[[], float] = time.thread_time) -> None:
        self.clock = clock
        self.start = self.spent = self.whole = 0.0
        self.due = True

    def watch(self, phase: str, told: Mapping[str, int]) -> None:
        """One call of `gc.callbacks`. Only full collections count: all others walk newcomers alone."""
        if told["generation"] < 2:
            return
        if phase == "start":
            self._begin()
        else:
            self._end(self.clock() - self.start)

    def _begin(self) -> None:
        if self.due:
            gc.unfreeze()
        self.start = self.clock()

    def _end(self, took: float) -> None:
        # Counting the objects instead would be surer, but gc.get_objects() breaks a tuple that another thread is just building.
        if self.due:
            gc.freeze()
            self.whole, self.spent, self.due = took, 0.0, False
        else:
            self.spent += max(0.0, took - SHORT)
            self.due = self.spent > self.whole
