"""What the oracle is asked: a plan as written, observations as plain maps, a day. Defaults as the plan file's manual says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from tests.oracle.months import LENGTHS, Span, last_day, span

RATIOS = ("percentage", "rate", "ratio")
Place = tuple[str, str, str]
"""Code, parent, level."""
Cell = tuple[str, str]
"""Partner and place."""


class Given(NamedTuple):
    """One accepted figure."""

    value: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    more: bool


@dataclass
class Sheet:
    """Everything about one indicator: its keys with defaults, the plan around it, what was given up to the day."""

    plan: dict[str, Any]
    places: list[Place]
    key: dict[str, Any]
    as_of: date
    rows: dict[tuple[Cell, Span], dict[str, Given]] = field(default_factory=dict)
    """By partner and place, then period, the figures by breakdown."""
    states: dict[tuple[Cell, Span], str] = field(default_factory=dict)
    memo: dict[Any, Any] = field(default_factory=dict)

    @property
    def length(self) -> int:
        """Months of the indicator's own period."""
        return LENGTHS[self.key["frequency"]]

    @property
    def country(self) -> str:
        return next(code for code, _, level in self.places if level == "country")

    @property
    def years(self) -> tuple[int, int]:
        return self.plan["plan"]["years"][0], self.plan["plan"]["years"][1]

    @property
    def adds_places(self) -> bool:
        """Whether smaller places make larger ones."""
        return self.key["regions"] in ("sum", "pooled")

    def level(self, place: str) -> str:
        return next(level for code, _, level in self.places if code == place)

    def inside(self, place: str) -> list[str]:
        """The places directly inside."""
        return [code for code, parent, _ in self.places if parent == place]

    def within(self, place: str) -> list[str]:
        """Every smaller place in it."""
        return [smaller for each in self.inside(place) for smaller in (each, *self.within(each))]

    def around(self, place: str) -> list[str]:
        """The place and every place it lies in."""
        found = []
        while place:
            found.append(place)
            place = next(parent for code, parent, _ in self.places if code == place)
        return found

    def cells(self) -> list[Cell]:
        """Partners and places that gave any figure, in order."""
        return sorted({cell for cell, _ in self.rows})


def sheet(plan: dict[str, Any], places: list[Place], written: dict[str, Any], seen: list[dict[str, Any]], as_of: date) -> Sheet:
    """The sheet of one indicator: accepted figures of periods that have ended, of the lead alone where only the lead counts."""
    made = Sheet(plan, places, with_defaults(plan, written), as_of)
    for each in seen:
        period, partner = span(each["period"]), each["partner"]
        other = made.key["partners"] == "lead_only" and partner != made.key["lead"]
        if each["indicator"] != made.key["code"] or last_day(period) > as_of or other:
            continue
        where = ((partner, each["region"]), period)
        if each.get("state"):
            made.states[where] = each["state"]
        else:
            made.rows.setdefault(where, {})[each["breakdown"]] = _given(each)
    return made


def _given(each: dict[str, Any]) -> Given:
    value, numerator, denominator = (number(each.get(name)) for name in ("value", "numerator", "denominator"))
    return Given(value, numerator, denominator, each.get("quality", "") == "more_than")


def number(text: Any) -> Fraction | None:
    """Exactly what is written."""
    return None if text is None or text == "" else Fraction(str(text))


def with_defaults(plan: dict[str, Any], written: dict[str, Any]) -> dict[str, Any]:
    """The indicator's keys, those left out filled in."""
    kind = written["type"]
    frequency = plan["plan"].get("calendar", {}).get("frequency", "half_year")
    regions = "pooled" if kind in RATIOS else "none" if kind in ("index", "ordinal", "narrative") else "sum"
    accumulation = "flow" if kind in ("count", "money", "list", "cascade") else "snapshot"
    partners = [partner["code"] for partner in plan["partners"]]
    reporters = [written["lead"]] if written.get("partners") == "lead_only" else partners
    filled = {
        "direction": "increase",
        "accumulation": accumulation,
        "partners": "sum",
        "regions": regions,
        "frequency": frequency,
    }
    filled |= {"breakdowns": [], "steps": [], "baseline": None, "targets": [], "regional_targets": {}, "regional_baselines": {}}
    filled |= {"tolerance": 0, "levels": ["country", "region", "district"], "reported_by": reporters, "comparable": True}
    filled |= {"valid_from": None, "valid_to": None, "multiplier": 100 if kind == "percentage" else 1}
    return filled | {key: value for key, value in written.items() if value is not None}
