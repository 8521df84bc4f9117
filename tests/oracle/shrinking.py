"""A case in which two calculations differ becomes the smallest one found that still shows it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

Case = dict[str, Any]


def smallest(case: Case, still: Callable[[Case], bool]) -> Case:
    """Leave out one thing after the other, as long as `still` holds; what can no longer be left out, remains."""
    while True:
        smaller = next((each for each in _smaller(case) if still(each)), None)
        if smaller is None:
            return case
        case = smaller


def _smaller(case: Case) -> Iterator[Case]:
    """Cases with something less, the largest pieces first."""
    yield from _without_rows(case)
    for name in ("indicators", "partners"):
        several = range(len(case["plan"][name])) if len(case["plan"][name]) > 1 else ()
        yield from (_changed(case, lambda plan, name=name, each=each: plan[name].pop(each)) for each in several)
    for number, indicator in enumerate(case["plan"]["indicators"]):
        for key in set(indicator) - {"code", "objective", "title", "type"}:
            yield _changed(case, lambda plan, number=number, key=key: plan["indicators"][number].pop(key))
            yield from _shorter(case, number, key)
    for key in set(case["plan"]["plan"]) & {"history_from", "calendar", "thresholds"}:
        yield _changed(case, lambda plan, key=key: plan["plan"].pop(key))
    yield from _fewer_places(case)


def _fewer_places(case: Case) -> Iterator[Case]:
    for number, partner in enumerate(case["plan"]["partners"]):
        for place in partner["regions"] if len(partner["regions"]) > 1 else ():
            yield _changed(case, lambda plan, number=number, place=place: plan["partners"][number]["regions"].remove(place))


def _without_rows(case: Case) -> Iterator[Case]:
    rows = case["observations"]
    size = len(rows)
    while size:
        for start in range(0, len(rows), size):
            yield case | {"observations": rows[:start] + rows[start + size :]}
        size //= 2


def _shorter(case: Case, number: int, key: str) -> Iterator[Case]:
    entries = case["plan"]["indicators"][number][key]
    if not isinstance(entries, list | dict) or len(entries) < 2:
        return
    for each in list(entries) if isinstance(entries, dict) else range(len(entries)):
        yield _changed(case, lambda plan, each=each: plan["indicators"][number][key].pop(each))


def _changed(case: Case, change: Callable[[dict[str, Any]], object]) -> Case:
    plan = copy.deepcopy(case["plan"])
    change(plan)
    codes = {partner["code"] for partner in plan["partners"]}
    kept = [row for row in case["observations"] if row["partner"] in codes and _known(plan, row)]
    return case | {"plan": plan, "observations": kept}


def _known(plan: dict[str, Any], row: dict[str, Any]) -> bool:
    return any(indicator["code"] == row["indicator"] for indicator in plan["indicators"])
