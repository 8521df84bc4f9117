"""What disclosure control is about: cells that an audience gets, earlier editions of them, and a pattern of hidden ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nap.facts import Period, Result

Cell = tuple[str, str, Period, str]
"""Indicator, region, period, breakdown: one row of the results, which is shown or hidden as a whole."""


def cell_of(result: Result) -> Cell:
    """The cell a result stands in."""
    return result.indicator, result.region, result.period, result.breakdown


@dataclass(frozen=True)
class Past:
    """An earlier edition: every figure as it was then, with its true number, and which of them were hidden.

    `own`: by partner what its own figures alone gave then.
    """

    rows: Mapping[Cell, Result]
    hidden: frozenset[Cell]
    own: Mapping[str, Mapping[Cell, Result]] = field(default_factory=dict)

    @classmethod
    def of(cls, results: Iterable[Result], hidden: Iterable[Cell], own: Mapping[str, Iterable[Result]] | None = None) -> Past:
        """An edition of these results."""
        mine = {partner: {cell_of(each): each for each in several} for partner, several in (own or {}).items()}
        return cls({cell_of(each): each for each in results}, frozenset(hidden), mine)


@dataclass(frozen=True)
class Pattern:
    """Which cells are hidden. `primary`: those that are too small or too revealing themselves; the others stand in for them.

    Readers must never learn which is which: both wear the same mark.
    """

    hidden: frozenset[Cell] = frozenset()
    primary: frozenset[Cell] = field(default=frozenset(), repr=False)
    lost: frozenset[Cell] = field(default=frozenset(), repr=False)
    """What earlier editions already tell so closely that no pattern can take it back."""


@dataclass(frozen=True)
class Exposed:
    """A protected number that can be worked out too closely: `viewer` (a partner's code, "" for anybody) is left the range from
    `low` to `high`, narrower than `needed`."""

    cell: Cell
    viewer: str
    low: float
    high: float
    needed: int


@dataclass(frozen=True)
class Withdrawn:
    """What a coordinator has withdrawn from everybody else for the moment: whole indicators, and regions with their districts."""

    indicators: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.indicators or self.regions)


NOTHING = Withdrawn()
"""As it is almost always."""
