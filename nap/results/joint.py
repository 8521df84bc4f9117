"""Rows of two partners about the same activity: how many both counted is counted once.

Observations that count and the marks of coordinators enter; the observations to be added up leave, and what was taken off which.
Of one row the marks never go round in a circle, so the sum falls below no row: of several sets the sum, less what neighbours in
a tree share, is never less than all of them together (Hunter's inequality).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from nap.facts import Observation, Period
from nap.plan import Indicator
from nap.plan.model import Breakdown

ADDED = frozenset({"count", "money"})
"""Types whose figures of two partners may be lessened. The steps of a cascade hang together, and a list shows every entry."""

Row = Mapping[str, Decimal]
"""What one partner gave of one indicator, region and period, by breakdown."""
Spot = tuple[str, str, Period]
"""Indicator, region, period."""


@dataclass(frozen=True)
class Mark:
    """The same activity in the rows of two partners. `same`: how much both counted, by breakdown; `upon`: both rows as they stood
    when it was marked, each as (breakdown, value); `number` and what else is known of it are no part of what it does."""

    indicator: str
    region: str
    period: Period
    first: str
    second: str
    same: tuple[tuple[str, Decimal], ...]
    upon: tuple[tuple[tuple[str, Decimal], ...], tuple[tuple[str, Decimal], ...]] = field(default=((), ()), compare=False)
    number: int = field(default=0, compare=False)

    @property
    def spot(self) -> Spot:
        """The row it is of."""
        return self.indicator, self.region, self.period

    @property
    def partners(self) -> frozenset[str]:
        """The two."""
        return frozenset((self.first, self.second))


class Taken(NamedTuple):
    """By a mark, so much was taken off one figure: as it was reported and as it is added up."""

    mark: Mark
    reported: Observation
    added: Observation


def hindrance(indicator: Indicator) -> str:
    """Why rows of this indicator cannot be marked, empty if they can: a name in `joint.refused.*`."""
    if indicator.partners != "sum":
        return {"max": "max", "lead_only": "lead_only", "list": "list"}.get(indicator.partners, "not_combined")
    if indicator.type in {"list", "cascade"}:
        return indicator.type
    if not indicator.additive:
        return "not_added"
    return "" if indicator.accumulation == "flow" and indicator.type in ADDED else "not_flow"


def fault(indicator: Indicator, first: Row, second: Row, same: Row) -> str:
    """What is wrong with so much in both rows, empty if nothing is: a name in `joint.refused.*`."""
    both = first.keys() & second.keys()
    if why := hindrance(indicator):
        return why
    if not first or not second:
        return "row_gone"
    if not both:
        return "nothing_shared"
    if same.keys() != both:
        return "not_in_both" if same.keys() - both else "not_all"
    if any(each < 0 or (each != each.to_integral_value() and indicator.type == "count") for each in same.values()):
        return "no_number"
    if not any(same.values()):
        return "zero"
    if any(amount > min(first[key], second[key]) for key, amount in same.items()):
        return "more_than_row"
    return next(filter(None, (_parts_fault(each, first, second, same) for each in indicator.breakdowns)), "")


def _parts_fault(breakdown: Breakdown, first: Row, second: Row, same: Row) -> str:
    """Whether what both counted, part by part, fits what they counted in all."""
    keys = [f"{breakdown.by}={category}" for category in breakdown.categories]
    if "" not in same or not breakdown.disjoint or not any(key in same for key in keys):
        return ""
    parts = sum((same[key] for key in keys if key in same), Decimal(0))
    if parts > same[""]:
        return "parts_over"
    if breakdown.complete and all(key in same for key in keys):
        return "" if parts == same[""] else "parts_under"
    # Who is in no shared part must be among those whom one of the two has in no part, or the parts would pass the whole.
    return "parts_under" if same[""] - parts > _unsaid(keys, first) + _unsaid(keys, second) else ""


def _unsaid(keys: Iterable[str], row: Row) -> Decimal:
    return max(row[""] - sum((row[key] for key in keys if key in row), Decimal(0)), Decimal(0))


def connected(marks: Iterable[Mark], mark: Mark) -> bool:
    """True if the two partners already stand together in that row, be it through others: one more mark would close a circle."""
    reached, others = {mark.first}, [each.partners for each in marks if each.spot == mark.spot]
    while more := {partner for pair in others if pair & reached for partner in pair} - reached:
        reached |= more
    return mark.second in reached


def standing(indicator: Indicator | None, first: Row, second: Row, mark: Mark) -> str:
    """How a mark stands with the rows as they are: `holds`, `look_again` (figures have changed, it still fits) or `lapsed`."""
    if indicator is None or fault(indicator, first, second, dict(mark.same)):
        return "lapsed"
    return "holds" if (_as_pairs(first), _as_pairs(second)) == mark.upon else "look_again"


def as_upon(first: Row, second: Row) -> tuple[tuple[tuple[str, Decimal], ...], tuple[tuple[str, Decimal], ...]]:
    """Both rows as `Mark.upon` keeps them."""
    return _as_pairs(first), _as_pairs(second)


def row_of(observations: Iterable[Observation], spot: Spot, partner: str) -> dict[str, Decimal]:
    """What that partner gave there, as figures."""
    found = (each for each in observations if each.partner == partner and (each.indicator, each.region, each.period) == spot)
    return {each.breakdown: each.value for each in found if each.value is not None and not each.state}


def lessen(indicator: Indicator, observations: Iterable[Observation], marks: Sequence[Mark]) -> Sequence[Observation]:
    """The observations to be added up: of what two rows share, one of the two is relieved. Without a mark that holds: the same.

    `observations`: all of the indicator, parts included; whether a mark holds is seen by its whole rows.
    """
    given = list(observations)
    off = {id(one.reported): one.added for one in taken(indicator, given, marks)}
    return [off.get(id(each), each) for each in given] if off else given


def taken(indicator: Indicator, observations: Iterable[Observation], marks: Sequence[Mark]) -> Sequence[Taken]:
    """What the marks take off which figures; each row is relieved by one mark at most, so none falls below zero."""
    mine = [mark for mark in marks if mark.indicator == indicator.code]
    rows = _rows(observations, {(mark.spot, partner) for mark in mine for partner in mark.partners})
    found: list[Taken] = []
    for spot in dict.fromkeys(mark.spot for mark in mine):
        holding = [mark for mark in mine if mark.spot == spot and _holds(indicator, rows, mark)]
        for mark, partner in _outwards(holding):
            found += _off(mark, rows[spot, partner])
    return found


_Cells = Mapping[str, Observation]


def _rows(observations: Iterable[Observation], wanted: set[tuple[Spot, str]]) -> dict[tuple[Spot, str], _Cells]:
    rows: dict[tuple[Spot, str], dict[str, Observation]] = {key: {} for key in wanted}
    for each in observations:
        key = ((each.indicator, each.region, each.period), each.partner)
        if key in rows and each.value is not None and not each.state:
            rows[key][each.breakdown] = each
    return dict(rows)


def _holds(indicator: Indicator, rows: Mapping[tuple[Spot, str], _Cells], mark: Mark) -> bool:
    first, second = (_values(rows[mark.spot, partner]) for partner in (mark.first, mark.second))
    return not fault(indicator, first, second, dict(mark.same))


def _values(cells: _Cells) -> Row:
    return {key: each.value for key, each in cells.items() if each.value is not None}


def _outwards(marks: Sequence[Mark]) -> Iterator[tuple[Mark, str]]:
    """Each mark with the partner whose row it relieves: away from the one that was named first in its tree."""
    left = list(marks)
    while left:
        reached = {left[0].first}
        while (mark := next((each for each in left if len(each.partners & reached) == 1), None)) is not None:
            (partner,) = mark.partners - reached
            reached.add(partner)
            yield mark, partner
        # What joins two that are both reached would close a circle: it is told when marking, and takes nothing off.
        left = [each for each in left if not each.partners & reached]


def _off(mark: Mark, cells: _Cells) -> Iterator[Taken]:
    for key, amount in mark.same:
        reported = cells[key]
        assert reported.value is not None
        if amount:
            yield Taken(mark, reported, replace(reported, value=reported.value - amount))


def _as_pairs(row: Row) -> tuple[tuple[str, Decimal], ...]:
    return tuple(sorted(row.items()))
