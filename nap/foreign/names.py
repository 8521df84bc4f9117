"""Columns of names beside each other: the same names in several languages, or one names places, another women and men.

The columns of a section enter; which of them leave out a name that holds on from above, which name what is counted, leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nap.foreign.columns import Columns
from nap.foreign.grid import Named, Spot
from nap.foreign.meanings import said_by
from nap.foreign.model import Role
from nap.foreign.nesting import MEASURE, PLACE, TOTAL
from nap.foreign.sorting import sort_of
from nap.returns.choices import fold


@dataclass(frozen=True)
class Names:
    """What columns of names are to each other, by number of the column."""

    filled: frozenset[int]
    """A name stands only in the first of its rows."""
    measures: frozenset[int]
    """They name what is counted, beside others that name places or parts."""
    parts: frozenset[int]
    """They name categories nobody declared, beside others that name places or parts."""
    by: dict[int, str]
    """What their headers say they break down by."""


def names_of(columns: Columns) -> Names:
    """Tells the columns of names apart."""
    by = {column: _by(columns, column) for column in columns.labels}
    sorts = {column: _sorts(columns, column, by[column]) for column in columns.labels}
    apart = {column for column in sorts if _is_apart(column, sorts)}
    vague = {column for column in apart if sorts[column] == {MEASURE} and len(apart) > 1}
    counting = {column for column in vague if _counts(columns, column, by[column])}
    last = max(sorts, default=0)
    return Names(frozenset(apart - {last}), frozenset(counting), frozenset(vague - counting), by)


def _by(columns: Columns, column: int) -> str:
    labels = [columns.grid.label(spot) for spot in columns.heads(column)]
    named = [label.by for label in labels if label.role is Role.HEADING and label.by]
    return named[-1] if named and ";" not in named[-1] else ""


def _sorts(columns: Columns, column: int, by: str) -> set[str]:
    grid = columns.grid
    spots = (grid.spots.get((row, column)) for row in columns.section.data)
    found = {sort_of(said_by([(spot, grid.named(spot, by))])).partition(":")[0] for spot in spots if spot is not None}
    return {PLACE if sort == TOTAL else sort for sort in found} if found != {TOTAL} else found


def _is_apart(column: int, sorts: dict[int, set[str]]) -> bool:
    own = sorts[column]
    return bool(own) and all(own.isdisjoint(other) for each, other in sorts.items() if each != column)


def _counts(columns: Columns, column: int, by: str) -> bool:
    """Names of measures, not of categories: the header says so, or most of them say that something is counted."""
    if by:
        return False
    grid = columns.grid
    if any(grid.label(spot).role is Role.HEADER for spot in columns.heads(column)):
        return True
    spots = [spot for spot in (grid.spots.get((row, column)) for row in columns.section.data) if spot is not None]
    return 2 * sum(said_by([(spot, grid.named(spot))]).counts for spot in spots) >= len(spots)


def as_parts(pairs: Sequence[tuple[Spot, Named]], names: Names) -> list[tuple[Spot, Named]]:
    """The same names, those of categories nobody declared marked as such."""
    return [(spot, _as_part(named) if spot.column in names.parts else named) for spot, named in pairs]


def _as_part(named: Named) -> Named:
    label = named.label
    if label.meaning.total or label.meaning.unknown_part:
        return named
    meaning = replace(label.meaning, unknown_part=fold(label.text) or "?")
    return Named(named.period, replace(label, role=Role.PART, meaning=meaning))
