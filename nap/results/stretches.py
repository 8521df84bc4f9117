"""Flows given for periods of different lengths: the rows of a cell that count, and the stretches of time they make up.

A partner's months add up to the indicator's own period before partners meet; a row for more than one own period stands for its
whole time unless each part of it was given. What overlaps is one stretch, within which every cell adds up its own rows first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nap.plan import Indicator
from nap.results.cells import Cell, Cells, Row
from nap.results.figures import Figures, add_up, figure_of
from nap.results.places import Places
from nap.results.spans import Span, around, length, lies_in, parts

Standing = dict[Span, dict[Cell, Figures]]
"""Per period the figures of every cell that has any."""


@dataclass
class Flows:
    """`standing`: what stands in the cells of each stretch; `longer`: rows that count for more than one own period, by cell."""

    standing: Standing = field(default_factory=dict)
    longer: dict[Cell, list[Span]] = field(default_factory=dict)

    def longer_at(self, places: Places) -> dict[str, set[Span]]:
        """The same by place: the longer stretches that rows of the place, or of one within it, make necessary."""
        found: dict[str, set[Span]] = {}
        for (_, region), spans in self.longer.items():
            for place in places.above(region):
                found.setdefault(place, set()).update(spans)
        return found


def reported(indicator: Indicator, cells: Cells) -> Flows:
    """Every row as a figure of its own period, and what each cell adds up to in longer stretches."""
    flows, months = Flows(), indicator.frequency.months
    for cell, rows in cells.rows.items():
        own = {span if length(span) == months else around(span, months) for span in rows if length(span) <= months}
        for span in own:
            flows.standing.setdefault(span, {})[cell] = figures_of(indicator, cell, rows, counting(rows, span, months))
        longer = [span for span in rows if length(span) > months and counting(rows, span, months) == [span]]
        if longer:
            flows.longer[cell] = longer
    for stretch in {span for spans in flows.longer.values() for span in spans}:
        for cell, rows in cells.rows.items():
            counted = counting(rows, stretch, months)
            if counted:
                flows.standing.setdefault(stretch, {})[cell] = figures_of(indicator, cell, rows, counted)
    return flows


def counting(rows: Collection[Span], span: Span, months: int) -> list[Span]:
    """The rows of a cell that count for a period, none inside another; `months`: length of the indicator's own period.

    Of an own period its own row counts, without one the shorter ones; of a longer period the row of the whole, unless each
    part of it was given.
    """
    if span in rows and (length(span) <= months or not all(_given(rows, part, months) for part in parts(span))):
        return [span]
    return [each for part in parts(span) for each in counting(rows, part, months)]


def apart(spans: Iterable[Span], longer: Collection[Span]) -> list[Span]:
    """The stretches of a place in order: those of `spans` that lie in none of the longer ones."""
    return sorted(span for span in spans if not any(each != span and lies_in(span, each) for each in longer))


def figures_of(indicator: Indicator, cell: Cell, rows: Mapping[Span, Row], counted: Sequence[Span]) -> Figures:
    """What one cell adds up to in these of its rows."""
    partners = frozenset((cell[0],))
    pieces = [{key: figure_of(indicator, each, span[1], partners) for key, each in rows[span].items()} for span in counted]
    if len(pieces) == 1:
        return pieces[0]
    keys = dict.fromkeys(key for piece in pieces for key in piece)
    return {key: add_up(indicator, [piece[key] for piece in pieces if key in piece]) for key in keys}


def _given(rows: Collection[Span], span: Span, months: int) -> bool:
    """True if there is a row for the period or for each of its parts; an own period is told by any row within it."""
    if span in rows:
        return True
    if length(span) <= months:
        return bool(counting(rows, span, months))
    return all(_given(rows, part, months) for part in parts(span))
