"""What lives long is set aside, so that the collection Streamlit makes after every run walks only what is new.

Enters nothing, leaves a process whose full collections stay short: libraries, plan and results are some hundred thousand objects,
and walking them after every click costs more than drawing the page.
"""

from __future__ import annotations

import gc

GROWN = 25_000
"""So many newcomers that live on are set aside too: walking them takes about five milliseconds after every run."""


def set_aside() -> None:
    """Set aside whatever lives now, and later whatever has come to stay: results of a new version, modules loaded late."""
    gc.collect()
    gc.freeze()
    gc.callbacks.append(_Shelf().watch)


class _Shelf:
    """Listens to the collections. When newcomers are many, the next full one looks at everything and then sets it aside.

    Looking at everything first is what frees the sessions that have ended since: nothing is set aside for ever.
    """

    def __init__(self) -> None:
        self.full = False

    def watch(self, phase: str, told: dict[str, int]) -> None:
        """A callback of `gc`; only full collections matter, as all others look at newcomers alone."""
        if told["generation"] != 2:
            return
        if phase == "start" and self.full:
            gc.unfreeze()
        elif phase == "stop" and self.full:
            gc.freeze()
            self.full = False
        elif phase == "stop":
            self.full = len(gc.get_objects()) > GROWN
