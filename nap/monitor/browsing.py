"""Browsing results: the board of whoever looks, and what was made of it, remembered while the same returns count."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import TypeVar, cast

from nap.facts import Period
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.showing import audience_of, results_for, summary_for
from nap.people import Verb, Viewer
from nap.plan import due_date, return_periods
from nap.results.board import Board

Made = TypeVar("Made")


def board_for(viewer: Viewer, house: House) -> Board:
    """Every result this viewer may see, ready to be looked up."""
    return remembered(viewer, house, "board", lambda: Board.of(house.plan, results_for(viewer, house)))


def summary_board(viewer: Viewer, house: House) -> Board:
    """The same of the donors' summary: public indicators as of the last closed period, as a donor sees them."""
    return remembered(viewer, house, "summary board", lambda: Board.of(house.plan, summary_for(viewer, house)), Verb.READ_SUMMARY)


def remembered(viewer: Viewer, house: House, key: Hashable, make: Callable[[], Made], verb: Verb = Verb.BROWSE_RESULTS) -> Made:
    """What `make` makes of this viewer's results, made once per (returns that count, audience, day, `key`).

    Denied to who may not do `verb`. The audience stands in every key here, where results are read, so that no caller can
    forget it. What is kept is shared by all readers and must never be changed.
    """
    require(viewer, verb)
    memory = house.memory
    whole = (audience_of(viewer), house.today(), key)
    with memory.lock:
        version = house.store.counting_version()
        memory.turn_to(version)
        if whole not in memory.made:
            made = make()
            if memory.version != version:
                return made  # an acceptance came in between: made of two different moments, it must not stay
            memory.made[whole] = made
        return cast(Made, memory.made[whole])


def next_due(house: House) -> tuple[Period, date] | None:
    """The return that is to be sent next and its due date; None when the plan is over."""
    coming = [(period, due_date(house.plan, period)) for period in return_periods(house.plan)]
    return next(((period, due) for period, due in coming if due >= house.today()), None)
