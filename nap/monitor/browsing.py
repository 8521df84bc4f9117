"""Browsing results: what one viewer may see at one moment, and what was made of it, kept while the same returns count."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar, cast

from nap.facts import Period, Result
from nap.monitor.house import House
from nap.monitor.memory import MISSING
from nap.monitor.permission import require
from nap.monitor.showing import audience_of, results_for
from nap.people import Verb, Viewer
from nap.plan import due_date, return_periods
from nap.results.board import Board, Split, split_of

Made = TypeVar("Made")


class Reader(Protocol):
    """`results_for` and its like."""

    def __call__(
        self, viewer: Viewer, house: House, /, *, indicators: Collection[str] | None = None, parts: bool = True
    ) -> list[Result]: ...


@dataclass(frozen=True)
class Shelf:
    """The results of one viewer at one moment (`version` of the returns that count), for one run of a page.

    `name` tells the kinds of shelves apart, `results` reads what the viewer may see on it.
    """

    viewer: Viewer
    house: House
    name: str
    results: Reader
    version: int
    today: date

    def board(self) -> Board:
        """Every result on it, ready to be looked up: totals, and the parts of an indicator when its page asks for them."""
        return self.made(
            "board", lambda: Board.of(self.house.plan, self.results(self.viewer, self.house, parts=False), self._split)
        )

    def _split(self, indicator: str) -> Split:
        return self.made(("split", indicator), lambda: split_of(self.results(self.viewer, self.house, indicators=[indicator])))

    def made(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes of these results, made once per (returns that count, kind of shelf, audience, day, `key`).

        The audience stands in every key here, where results are read, so that no caller can forget it. What is kept is shared
        by all readers and must never be changed.
        """
        memory = self.house.memory
        whole = (self.name, audience_of(self.viewer), self.today, key)
        found = memory.made_at(self.version, whole)
        if found is not MISSING:
            return cast(Made, found)
        # Whoever asks for the same waits and finds it; all others go on meanwhile.
        with memory.turns.of((self.version, whole)):
            found = memory.made_at(self.version, whole)
            return cast(Made, found) if found is not MISSING else self._make(whole, make)

    def _make(self, whole: Hashable, make: Callable[[], Made]) -> Made:
        made, memory = make(), self.house.memory
        with memory.lock:
            # If an acceptance came in between, this is made of two different moments and must not stay.
            if memory.version == self.version:
                memory.made[whole] = made
        return made


def browse(viewer: Viewer, house: House) -> Shelf:
    """Every result this viewer may see."""
    require(viewer, Verb.BROWSE_RESULTS)
    return _shelf(viewer, house, "results", results_for)


def _shelf(viewer: Viewer, house: House, name: str, results: Reader) -> Shelf:
    version = house.store.counting_version()
    if house.memory.to_turn(version):
        with house.memory.lock:
            version = house.store.counting_version()
            house.memory.turn_to(version)
    return Shelf(viewer, house, name, results, version, house.today())


def next_due(house: House) -> tuple[Period, date] | None:
    """The return that is to be sent next and its due date; None when the plan is over."""
    coming = [(period, due_date(house.plan, period)) for period in return_periods(house.plan)]
    return next(((period, due) for period, due in coming if due >= house.today()), None)


def due_days(house: House) -> tuple[date, ...]:
    """The due date of every return period of the plan, in order."""
    return tuple(due_date(house.plan, period) for period in return_periods(house.plan))
