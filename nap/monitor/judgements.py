"""Statuses set by hand put in place of the computed ones: a step of the results' way (`monitor.showing`)."""

from __future__ import annotations

from collections.abc import Iterable

from nap.facts import Result
from nap.monitor.house import House
from nap.results.overriding import override
from nap.store import overrides


def judged(house: House, results: Iterable[Result]) -> list[Result]:
    """The same results with the overrides that this house knows of and that hold."""
    with house.store.reading() as transaction:
        known = overrides.history(transaction, house.plan.id, house.until)
    return override(results, {key: one.judgement for key, one in overrides.standing(known).items()})
