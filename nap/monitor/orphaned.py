"""Figures a new plan would not know any more: a transaction, a house and the plan enter, what would be orphaned leaves.

An indicator that ends properly stays in the plan with `valid_to`, so its figures have a place; nothing of it is an orphan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nap.monitor.house import House
from nap.plan import Plan
from nap.store import Transaction, counted, returns, said
from nap.store.said import Said


@dataclass(frozen=True)
class Orphan:
    """Figures without a place in the new plan. `kind`: `indicator`, `region` or `breakdown`; `code`: the region or breakdown.

    `figures`: how many; `accepted` and `waiting`: ids of the returns that give them.
    """

    kind: str
    indicator: str
    code: str
    figures: int
    accepted: tuple[str, ...]
    waiting: tuple[str, ...]


def orphans_of(transaction: Transaction, house: House, plan: Plan) -> tuple[Orphan, ...]:
    """What accepted returns, and those that wait for a decision, say of indicators, places and parts the plan does not have."""
    counting = set(counted.ids_of(counted.shares(transaction, house.plan.id)))
    kept = returns.find_returns(transaction, house.plan.id)
    waiting = {one.id for one in kept if one.standing.status == "submitted"}
    places = {region.code for region in plan.regions.all}
    parts = {indicator.code: {"", *indicator.categories} for indicator in plan.indicators}
    found: dict[tuple[str, str, str], list[Said]] = {}
    for one in said.said(transaction, house.plan.id, counting | waiting):
        for what in _lost(one, places, parts):
            found.setdefault(what, []).append(one)
    return tuple(_orphan(what, several, counting) for what, several in found.items())


def _lost(one: Said, places: set[str], parts: dict[str, set[str]]) -> Iterator[tuple[str, str, str]]:
    if one.indicator not in parts:
        yield "indicator", one.indicator, ""
    elif one.region not in places:
        yield "region", one.indicator, one.region
    elif one.breakdown not in parts[one.indicator]:
        yield "breakdown", one.indicator, one.breakdown


def _orphan(what: tuple[str, str, str], several: list[Said], counting: set[str]) -> Orphan:
    ids = sorted({one.return_id for one in several})
    accepted, waiting = tuple(id for id in ids if id in counting), tuple(id for id in ids if id not in counting)
    return Orphan(*what, sum(one.figures for one in several), accepted, waiting)
