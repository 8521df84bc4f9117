"""Full collections stay short: what lives is set aside, looked at again when newcomers have grown dear, never kept for ever."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from web.heap import SHORT, Keeper


class Clock:
    """Processor time that passes only when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Thing:
    """Something in a ring with itself: only a collection can free it."""

    def __init__(self) -> None:
        self.ring = self


@pytest.fixture(autouse=True)
def _nothing_stays_aside() -> Iterator[None]:
    before = gc.get_freeze_count()
    gc.unfreeze()
    gc.disable()
    yield
    gc.unfreeze()
    if before:  # as the run of all tests does
        gc.freeze()
    gc.enable()


def collect(shelf: Keeper, clock: Clock, seconds: float) -> bool:
    """One full collection that takes so long; True if it looked at everything."""
    looked = shelf.due
    shelf.watch("start", {"generation": 2})
    clock.now += seconds
    shelf.watch("stop", {"generation": 2})
    return looked


def test_the_first_full_collection_sets_everything_aside() -> None:
    assert collect(Keeper(clock := Clock()), clock, 0.2)
    assert gc.get_freeze_count() > 1_000


def test_short_collections_never_make_another_look_due() -> None:
    shelf = Keeper(clock := Clock())
    assert [collect(shelf, clock, SHORT / 2) for _ in range(500)] == [True] + [False] * 499


def test_newcomers_are_set_aside_when_walking_them_has_cost_as_much_as_looking_at_everything() -> None:
    shelf = Keeper(clock := Clock())
    collect(shelf, clock, 0.1)
    walks = [collect(shelf, clock, SHORT + 0.04) for _ in range(5)]
    assert walks == [False, False, False, True, False]


def test_collections_of_the_young_count_for_nothing() -> None:
    shelf = Keeper(clock := Clock())
    collect(shelf, clock, 0.1)
    for _ in range(100):
        shelf.watch("start", {"generation": 0})
        clock.now += 1
        shelf.watch("stop", {"generation": 0})
    assert not shelf.due


def test_what_has_ended_on_the_shelf_is_freed_by_the_next_look_at_everything() -> None:
    shelf, thing = Keeper(), Thing()
    ended = ref(thing)
    gc.callbacks.append(shelf.watch)
    try:
        gc.collect()
        del thing
        gc.collect()
        assert ended() is not None
        shelf.due = True
        gc.collect()
        assert ended() is None
    finally:
        gc.callbacks.remove(shelf.watch)
