"""Observations sorted into cells. Accepted observations enter; per indicator the rows of each partner and region leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from nap.facts import Observation, Period
from nap.plan import Plan
from nap.results.spans import Span, around, span_of

Cell = tuple[str, str]
"""Partner and region."""

Row = dict[str, Observation]
"""What one partner gave for one region and period, by breakdown."""


def _rows() -> defaultdict[Span, Row]:
    return defaultdict(dict)


@dataclass(slots=True)
class Cells:
    """The observations of one indicator: rows with figures, and states, by partner and region, then by months."""

    rows: defaultdict[Cell, defaultdict[Span, Row]] = field(default_factory=lambda: defaultdict(_rows))
    states: dict[Cell, dict[Span, str]] = field(default_factory=dict)

    def add(self, observation: Observation, span: Span) -> None:
        """Put one observation in its place; of two for the same place the later one counts."""
        cell = (observation.partner, observation.region)
        if not observation.state:
            self.rows[cell][span][observation.breakdown] = observation
        elif not observation.breakdown:
            self.states.setdefault(cell, {})[span] = observation.state

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
    than the lead gave (evidence).
    """
    indicators = [each for each in plan.indicators if wanted is None or each.code in wanted]
    found = {each.code: Cells() for each in indicators}
    leads = {each.code: each.lead for each in indicators if each.partners == "lead_only"}
    known = {region.code for region in plan.regions.all}
    spans: dict[Period, Span | None] = {}
    for observation in observations:
        code, period = observation.indicator, observation.period
        if code not in found or observation.region not in known or leads.get(code, observation.partner) != observation.partner:
            continue
        try:
            span = spans[period]
        except KeyError:
            span = spans[period] = span_of(period) if period.end <= as_of else None
        if span is not None:
            found[code].add(observation, span)
    return found
