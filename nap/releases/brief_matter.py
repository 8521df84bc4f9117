"""What a brief is made of: plan, disclosed results, a region, a period, counts of alerts, and where the figures come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from nap.facts import Period, Result
from nap.plan import Indicator, Measure, Plan
from nap.plan.regions import Region
from nap.releases.brief_told import Alerts
from nap.releases.lines import published
from nap.releases.release import Key, key_of
from nap.results import Board


@dataclass(frozen=True)
class Origin:
    """Where the figures come from. `released`: the number of the release, None where they are accepted and no more.

    `wanted`: a release was looked for and there is none yet. `earlier`: as known on an earlier day. `address`: where the release
    can be read; `numbers`: the second halves of its figures' short numbers (`R1-214`).
    """

    released: int | None = None
    wanted: bool = False
    earlier: bool = False
    address: str = ""
    illustrative: bool = False
    numbers: Mapping[Key, int] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Matter:
    """All that enters a brief. The board holds what its readers may see; nothing else is asked."""

    plan: Plan
    board: Board
    region: Region
    period: Period
    as_of: date
    origin: Origin
    alerts: Alerts | None = None

    @cached_property
    def here(self) -> tuple[tuple[Indicator, Result], ...]:
        """The indicators that the region was asked for, with their results, in the plan's order; hidden ones bare of numbers."""
        found = ((one, self.at(one, self.region.code)) for one in self.board.indicators())
        return tuple((one, result) for one, result in found if result is not None)

    def at(self, indicator: Indicator, region: str) -> Result | None:
        """The result that stands for the period there."""
        found = self.board.at(indicator, region, self.period)
        return None if found is None else published(found)

    def of_country(self, indicator: Indicator, period: Period) -> Result | None:
        """The country's result of the same period, else the one that stands for the brief's."""
        found = self.board.of_period(indicator, self.plan.country, period)
        return published(found) if found is not None else self.at(indicator, self.plan.country)

    def name(self, result: Result) -> str:
        """The short number of a figure of a release; empty where it has none."""
        number = self.origin.numbers.get(key_of(result))
        return "" if number is None or self.origin.released is None else f"R{self.origin.released}-{number}"

    def measure(self, indicator: Indicator) -> Measure | None:
        """The measure that the indicator stands behind; None where the plan names none."""
        return next((one for one in self.plan.measures if one.code == indicator.measure), None)
