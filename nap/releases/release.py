"""A release as data: all that its files say, and the only thing they are made from (docs/releases.md).

Every number in it is disclosed already: who has a `Release` can learn nothing that its readers may not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from nap.facts import Period, Result
from nap.plan import Indicator, Plan
from nap.results.board import Board
from nap.words import Text

METHOD = 1
"""Version of the way results and hidden cells are made; raised whenever the same returns would give another number or mark."""

Key = tuple[str, str, Period, str]
"""Indicator, region, period, breakdown."""


class Kind(StrEnum):
    """For whom a release is made: `donor` for outside, `forum` for the women's NGOs (with regions and districts)."""

    DONOR = "donor"
    FORUM = "forum"


@dataclass(frozen=True)
class Line:
    """One published figure. `number` is its short number's second half: line 214 of release 3 is R3-214.

    `before`: the same figure in the release before, if it stood there.
    """

    number: int
    result: Result
    before: Result | None = None

    @property
    def key(self) -> Key:
        """What it is a figure of."""
        return key_of(self.result)


def key_of(result: Result) -> Key:
    """What a result is a figure of."""
    return result.indicator, result.region, result.period, result.breakdown


@dataclass(frozen=True)
class Stamp:
    """Another release, named: its number and the day of its data."""

    number: int
    as_of: date


@dataclass(frozen=True)
class Moved:
    """A figure that differs from the release before, and why.

    `kinds`, of: `new_returns` (returns that came since), `corrected` (a version that replaced another), `withdrawn_return`,
    `method`, `plan`, `hidden` (shown then, hidden now), `shown` (hidden then, shown now; where
    there is no figure any more, why not), `status` (set or lifted by hand), `due`
    (the day by which it must be reported has passed since).
    """

    line: Line
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Elsewhere:
    """A figure that somebody else has published of the same thing, and why it differs."""

    indicator: str
    region: str
    period: str
    value: str
    source: str
    why: Text = field(default_factory=dict)


@dataclass(frozen=True)
class Release:
    """Everything a release says.

    `lines` in the order of the plan; hidden figures stand among them, without a number in any field. `texts` by objective code
    (`""` for the first page) and language. `asked`, `accepted`: returns that were due by then, and how many count. `gone`: what
    the release before had figures of and this one has not. `replaces`: the release that this one corrects, `because` the reason
    by language. `draft`: a preview, not yet published.
    """

    number: int
    kind: Kind
    plan: Plan
    period: Period
    as_of: date
    title: Text
    lines: tuple[Line, ...] = field(repr=False)
    texts: Mapping[str, Text] = field(default_factory=dict)
    asked: int = 0
    accepted: int = 0
    previous: Stamp | None = None
    moved: tuple[Moved, ...] = field(default=(), repr=False)
    gone: tuple[Key, ...] = field(default=(), repr=False)
    elsewhere: tuple[Elsewhere, ...] = ()
    replaces: Stamp | None = None
    because: Text = field(default_factory=dict)
    illustrative: bool = False
    draft: bool = False
    base_url: str = ""
    method: int = METHOD

    def name(self, line: Line) -> str:
        """The short number of a figure: `R3-214`."""
        return f"R{self.number}-{line.number}"

    @cached_property
    def by_key(self) -> Mapping[Key, Line]:
        """Every line by what it is a figure of."""
        return {line.key: line for line in self.lines}

    def line(self, indicator: str, region: str, period: Period, breakdown: str = "") -> Line | None:
        """The published figure of that place; None if there is none."""
        return self.by_key.get((indicator, region, period, breakdown))

    @cached_property
    def board(self) -> Board:
        """The same figures, ready to be looked up."""
        return Board.of(self.plan, [line.result for line in self.lines])

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Those it has figures of, in the plan's order."""
        return tuple(self.board.indicators())
