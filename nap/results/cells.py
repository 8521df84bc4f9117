"""Observations sorted into cells. Accepted observations enter; per indicator the rows of each partner and region leave."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from nap.facts import Observation, Period
from nap.plan import Indicator, Plan
from nap.results.spans import Span, around, span_of

Cell = tuple[str, str]
"""Partner and region."""

Row = dict[str, Observation]
"""What one partner gave for one region and period, by breakdown."""


@dataclass(slots=True)
class Cells:
    """The observations of one indicator: rows with figures, and states, by partner and region, then by months."""

    rows: dict[Cell, dict[Span, Row]] = field(default_factory=dict)
    states: dict[Cell, dict[Span, str]] = field(default_factory=dict)

    def add(self, observation: Observation, span: Span) -> None:
        """Put one observation in its place; of two for the same place the later one counts."""
        cell = (observation.partner, observation.region)
        if observation.state:
            if not observation.breakdown:
                self.states.setdefault(cell, {})[span] = observation.state
        else:
            self.rows.setdefault(cell, {}).setdefault(span, {})[observation.breakdown] = observation

    def given(self, months: int) -> dict[Cell, dict[Span, set[str]]]:
        """Which breakdowns each cell has for each period of the indicator's own length.

        A shorter period counts if it ends the own one (months given for a quarter); a longer one answers none of its parts.
        """
        found: dict[Cell, dict[Span, set[str]]] = {}
        for cell, rows in self.rows.items():
            ends = found.setdefault(cell, {})
            for span, row in rows.items():
                own = around(span, months)
                if own[1] == span[1] and own[0] <= span[0]:
                    ends.setdefault(own, set()).update(row)
        return found


def gather(
    plan: Plan, observations: Iterable[Observation], as_of: date, wanted: Collection[str] | None = None
) -> dict[str, Cells]:
    """The cells of every wanted indicator of the plan, in order of the plan.

    Left out: periods that end after `as_of`, places and indicators the plan does not know, and for `lead_only` what others
    than the lead gave (evidence, domain.md 4.6).
    """
    indicators = {each.code: each for each in plan.indicators if wanted is None or each.code in wanted}
    found = {code: Cells() for code in indicators}
    spans: dict[Period, Span | None] = {}
    for observation in observations:
        indicator = indicators.get(observation.indicator)
        if indicator is None or not _counts(plan, indicator, observation):
            continue
        period = observation.period
        if period not in spans:
            spans[period] = span_of(period) if period.end <= as_of else None
        span = spans[period]
        if span is not None:
            found[observation.indicator].add(observation, span)
    return found


def _counts(plan: Plan, indicator: Indicator, observation: Observation) -> bool:
    if indicator.partners == "lead_only" and observation.partner != indicator.lead:
        return False
    return plan.regions.get(observation.region) is not None
