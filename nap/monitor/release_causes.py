"""What happened to returns since a release was made: what counted then and what counts now enter, causes by figure leave."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from nap.facts import Observation, Period
from nap.plan import Plan
from nap.releases.moving import Causes
from nap.store import Transaction, returns
from nap.store.counted import Share

Kept = Sequence[Sequence[Any]]
"""Shares, or causes, as they are kept with a release: lists that JSON can hold."""
_Figure = tuple[str, str, str, Period, str]
_Said = tuple[Decimal | None, Decimal | None, Decimal | None, str]
_ORDER = ("new_returns", "corrected", "withdrawn_return")


def kept_shares(shares: Iterable[Share]) -> list[list[Any]]:
    """What counts, to be kept with a release: ids of returns and rows, no figure."""
    return [[one.id, _rows(one.without), None if one.only is None else _rows(one.only)] for one in shares]


def shares_kept(kept: Kept) -> tuple[Share, ...]:
    """Back from how they are kept."""
    return tuple(Share(id, _read(without), None if only is None else _read(only)) for id, without, only in kept)


def causes_between(
    transaction: Transaction,
    plan: Plan,
    then: tuple[Sequence[Share], Collection[str]],
    now: tuple[Sequence[Share], Collection[str]],
) -> Causes:
    """Why figures may differ: `then` and `now` are what counts and whose sensitive figures were left out.

    `new_returns`: somebody who had said nothing of it; `corrected`: another figure; `withdrawn_return`: it counts no more.
    """
    turned = set(then[1]) ^ set(now[1])
    old, new = set(then[0]), set(now[0])
    before = _figures(
        transaction, plan, [one for one in then[0] if one not in new or _partner(transaction, one) in turned], then[1]
    )
    after = _figures(transaction, plan, [one for one in now[0] if one not in old or _partner(transaction, one) in turned], now[1])
    found: dict[tuple[str, str, Period, str], set[str]] = {}
    for figure in before.keys() | after.keys():
        kind = _kind(before.get(figure), after.get(figure))
        if kind:
            found.setdefault(figure[1:], set()).add(kind)
    return {place: tuple(kind for kind in _ORDER if kind in kinds) for place, kinds in found.items()}


def kept_causes(causes: Causes) -> list[list[Any]]:
    """Causes as they are kept with a release."""
    told = ([*place[:2], str(place[2]), place[3], *kinds] for place, kinds in causes.items())
    return sorted(told, key=lambda row: [str(each) for each in row])


def causes_kept(kept: Kept) -> Causes:
    """Back from how they are kept."""
    return {(row[0], row[1], Period.parse(row[2]), row[3]): tuple(row[4:]) for row in kept}


def _kind(before: _Said | None, after: _Said | None) -> str:
    if before == after:
        return ""
    if before is None:
        return "new_returns"
    return "withdrawn_return" if after is None else "corrected"


def _figures(transaction: Transaction, plan: Plan, shares: Iterable[Share], without: Collection[str]) -> Mapping[_Figure, _Said]:
    """What these returns say; of a figure said twice what was accepted last."""
    found: dict[_Figure, _Said] = {}
    for share in shares:
        for one in returns.observations(transaction, share.id):
            if share.holds(one) and not one.state and not (one.partner in without and _sensitive(plan, one)):
                place = (one.partner, one.indicator, one.region, one.period, one.breakdown)
                found[place] = (one.value, one.numerator, one.denominator, one.quality)
    return found


def _sensitive(plan: Plan, one: Observation) -> bool:
    indicator = plan.indicator(one.indicator)
    return indicator is None or indicator.sensitivity == "sensitive"


def _partner(transaction: Transaction, share: Share) -> str:
    return returns.get_return(transaction, share.id).partner


def _rows(rows: Iterable[tuple[str, str, Period]]) -> list[list[str]]:
    return sorted([indicator, region, str(period)] for indicator, region, period in rows)


def _read(rows: Iterable[Sequence[str]]) -> frozenset[tuple[str, str, Period]]:
    return frozenset((indicator, region, Period.parse(period)) for indicator, region, period in rows)
