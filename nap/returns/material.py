"""What the checks work on: the rows of a return, understood as far as they could be. Data only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from nap.facts import Fact, Finding, Item, Note, Period, Severity
from nap.plan import Indicator, Owed, Plan
from nap.returns.book import Book
from nap.returns.columns import Line
from nap.returns.past import Past
from nap.returns.tracks import Track, make_tracks


class Figure(NamedTuple):
    """One value cell that was read. Only a figure that is not `failed` takes part in further checks."""

    cell: str
    typed: str
    value: Decimal | None = None
    state: str = ""
    failed: bool = False

    @property
    def blank(self) -> bool:
        """True if nothing was typed."""
        return self.value is None and not self.state and not self.failed


@dataclass(frozen=True)
class Row:
    """One data row whose indicator, region and period are known. `figures`: one for each column the indicator uses, by tag."""

    line: Line
    indicator: Indicator
    region: str
    period: Period
    figures: Mapping[str, Figure]
    state: str = ""
    quality: str = ""
    source: str = ""
    failed: bool = False
    """A state or quality that could not be read: the row counts as answered, and is not asked for again."""

    @property
    def sheet(self) -> str:
        """The sheet it stands on."""
        return self.line.table.sheet.name

    @property
    def key(self) -> tuple[str, str, Period]:
        """What may stand only once in a return."""
        return self.indicator.code, self.region, self.period

    @cached_property
    def blank(self) -> bool:
        """True if neither a figure nor a state was typed."""
        return not self.state and not self.failed and all(figure.blank for figure in self.figures.values())

    def value(self, tag: str) -> Decimal | None:
        """The sound value of that column."""
        figure = self.figures.get(tag)
        return None if figure is None or figure.failed else figure.value

    def finding(
        self,
        code: str,
        severity: Severity,
        *tags: str,
        case: str = "",
        found: str | None = None,
        facts: Mapping[str, Fact] = MappingProxyType({}),
    ) -> Finding:
        """A finding about these columns of this row; the first is the cell to mend, `found` by default what was typed there."""
        cells = tuple(cell for tag in tags if (cell := self.line.address(tag)) is not None)
        if found is None and tags:
            found = self.line.text(tags[0]) or None
        return Finding(code, severity, self.sheet, cells, self.indicator.code, self.region, found, case, tuple(facts.items()))


Lost = tuple[str | None, str | None, Period | None]
"""Indicator, region and period of a row whose key could not be read whole; None for what was not understood."""


@dataclass(frozen=True)
class Material:
    """Everything one return says."""

    plan: Plan
    partner: str
    period: Period
    today: date
    book: Book
    owed: tuple[Owed, ...]
    """The rows expected in this return."""
    rows: tuple[Row, ...] = ()
    lost: Collection[Lost] = frozenset()
    items: tuple[Item, ...] = ()
    notes: tuple[Note, ...] = ()
    unwritten: tuple[tuple[str, str, str, str], ...] = ()
    """(sheet, cell, indicator, region) of narratives that were left empty."""
    unread: frozenset[tuple[str, str | None]] = frozenset()
    """Indicator and region of items that could not be read; they were reported already."""
    nothing: bool = False
    """The sender says there is nothing to report this period."""
    remember: Callable[[], Past] | None = None
    """What was accepted before, asked for when the first check needs it; None without a store."""

    @cached_property
    def past(self) -> Past:
        """What was accepted before; nothing without a store."""
        return self.remember() if self.remember else Past()

    @cached_property
    def tracks(self) -> tuple[Track, ...]:
        """Each figure that has an earlier one beside it, accepted or in the same file."""
        return make_tracks(self.rows, self.past)

    @cached_property
    def expected(self) -> frozenset[tuple[str, str, Period]]:
        """Keys of the rows expected in this return."""
        return frozenset((each.indicator, each.region, each.period) for each in self.owed)

    @cached_property
    def items_by_place(self) -> Mapping[tuple[str, str], list[Item]]:
        """The items of each list and region."""
        found: dict[tuple[str, str], list[Item]] = {}
        for item in self.items:
            found.setdefault((item.indicator, item.region), []).append(item)
        return found

    def item_count(self, indicator: str, region: str, period: Period) -> int:
        """How many items of a list began in that period."""
        items = self.items_by_place.get((indicator, region), ())
        return sum(period.start <= item.started <= period.end for item in items)
