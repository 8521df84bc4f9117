"""Plans and figures to attack: small, of every kind that counts people, with late, corrected and held figures.

`pick` is a source of chance: `random.Random(seed)`, or Hypothesis' own, which then finds the smallest case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from nap.facts import Observation, Period
from nap.plan import Indicator, Plan
from nap.plan.model import PARTS
from tests.results.building import a_plan, seen

CODES = ("P1", "P2", "P3", "P4")
REGIONS = ("KG-B", "KG-O", "KG-T", "KG-N")
DISTRICTS = ("41705214", "41705236")
"""Both in Batken, KG-B."""
TEXT = {"en": "x", "ru": "x", "ky": "x"}


@dataclass(frozen=True)
class World:
    """A plan, and for each edition its day and the figures that counted then."""

    plan: Plan
    moments: tuple[tuple[date, tuple[Observation, ...]], ...]
    written: tuple[dict[str, Any], ...] = field(default=(), repr=False)

    @property
    def viewers(self) -> tuple[str, ...]:
        return ("", *sorted({each.partner for _, several in self.moments for each in several}))


def a_world(pick: Random) -> World:
    """One to three editions of one or two indicators."""
    partners = {code: _places(pick) for code in CODES[: pick.choice((1, 2, 3, 4, 4))]}
    several = [_an_indicator(pick, number) for number in range(pick.choice((1, 1, 1, 2)))]
    if len(several) == 2 and pick.random() < 0.6:
        _link(pick, several)
    plan = a_plan(*several, partners=partners, years=(2025, 2026), history_from=2025, frequency=several[0]["frequency"])
    figures = [each for one in plan.indicators for each in _figures(pick, plan, one, several)]
    return World(plan, tuple(_moments(pick, plan, figures)), tuple(several))


def _places(pick: Random) -> list[str]:
    if pick.random() < 0.12:
        return [pick.choice(DISTRICTS)] if pick.random() < 0.6 else ["KG"]
    count = pick.choice((1, 2, 3))
    return sorted({pick.choice(REGIONS) for _ in range(count)})


def _an_indicator(pick: Random, number: int) -> dict[str, Any]:
    kind = pick.choice(("count", "count", "count", "stock", "percentage", "rate", "cascade"))
    made: dict[str, Any] = {"type": kind, "counts": "people", "sensitivity": pick.choice(("people", "sensitive", "sensitive"))}
    made["frequency"] = pick.choice(("half_year", "half_year", "quarter", "year"))
    if kind in ("count", "cascade"):
        made["accumulation"] = pick.choice(("flow", "flow", "ytd", "since_start", "snapshot"))
    elif kind in PARTS:
        made["accumulation"] = pick.choice(("flow", "snapshot"))
    if kind == "rate":
        made["multiplier"] = 1000
    made["partners"] = pick.choice(("sum", "sum", "sum", "max", "none") if kind not in PARTS else ("sum", "sum", "none"))
    if kind not in PARTS and pick.random() < 0.1:
        made["regions"] = "national_row"
    if kind in ("count", "stock") and pick.random() < 0.6:
        made["breakdowns"] = _breakdowns(pick)
    if kind == "count" and made["accumulation"] in ("flow", "ytd") and pick.random() < 0.25:
        made |= _promised(pick)
    return made


def _breakdowns(pick: Random) -> list[dict[str, Any]]:
    found = [{"by": "sex", "categories": ["F", "M"], "required": False, "disjoint": True, "complete": pick.random() < 0.7}]
    if pick.random() < 0.35:
        found.append({"by": "age", "categories": ["OLD", "YOUNG"][: pick.choice((1, 2))], "complete": False})
    return found


def _promised(pick: Random) -> dict[str, Any]:
    over = pick.choice(("year", "plan", "plan"))
    return {
        "baseline": {"value": 0, "date": "2024-12-31"},
        "targets": [{"date": "2026-12-31", "value": 100, "over": over}],
        "regional_targets": {"KG-B": [{"date": "2026-12-31", "value": 40, "over": over}]} if pick.random() < 0.5 else {},
    }


def _link(pick: Random, several: list[dict[str, Any]]) -> None:
    """A second indicator that is never more than the first."""
    for each in several:
        each["type"] = "count"
        for name in ("numerator", "denominator", "multiplier", "steps", "baseline", "targets", "regional_targets"):
            each.pop(name, None)
    several[1] |= {"frequency": several[0]["frequency"], "accumulation": several[0].get("accumulation", "flow")}
    several[0]["accumulation"] = several[1]["accumulation"]
    several[1]["rules"] = [pick.choice(("1.2 <= 1.1", "1.2 <= 1.1", "1.2 = 1.1"))]
    if pick.random() < 0.3:
        several[0] |= {"counts": "events", "sensitivity": "public", "breakdowns": []}


def _figures(pick: Random, plan: Plan, indicator: Indicator, written: list[dict[str, Any]]) -> list[Observation]:
    found = []
    for partner in plan.partners:
        for place in _reported(pick, partner.regions):
            running: dict[str, Decimal] = {}
            for year in (2025, 2026):
                if indicator.accumulation == "ytd":
                    running = {}
                for period in Period(year).parts(indicator.frequency):
                    if pick.random() < 0.9:
                        found += _row(pick, indicator, partner.code, place, period, running)
    return found


def _reported(pick: Random, places: Sequence[str]) -> list[str]:
    found = []
    for place in places:
        if place == "KG-B" and pick.random() < 0.25:
            found += list(DISTRICTS)[: pick.choice((1, 2, 2))]
            if pick.random() < 0.3:
                found.append(place)
        else:
            found.append(place)
    return found


def _row(
    pick: Random, indicator: Indicator, partner: str, place: str, period: Period, running: dict[str, Decimal]
) -> list[Observation]:
    if indicator.type in PARTS:
        top = _number(pick)
        bottom = top + _number(pick)
        return [seen(partner, place, period, (top, bottom), indicator=indicator.code)]
    keys: dict[str, int] = _split(pick, indicator)
    sums = indicator.accumulation in ("ytd", "since_start")
    found = []
    for key, value in keys.items():
        number = Decimal(value)
        if sums:
            running[key] = number = running.get(key, Decimal(0)) + value
        found.append(seen(partner, place, period, number, indicator=indicator.code, breakdown=key))
    return found


def _split(pick: Random, indicator: Indicator) -> dict[str, int]:
    """The total and its parts."""
    if indicator.type == "cascade":
        left, found = _number(pick) + _number(pick), {}
        for key in indicator.categories:
            found[key] = left
            left = pick.randint(0, left)
        return found
    total, found = _number(pick), {}
    for split in indicator.breakdowns:
        left = total
        for place, category in enumerate(split.categories):
            last = split.complete and place == len(split.categories) - 1
            found[f"{split.by}={category}"] = share = left if last else pick.randint(0, left)
            left -= share
    return {"": total, **found}


def _number(pick: Random) -> int:
    kind = pick.random()
    if kind < 0.15:
        return 0
    if kind < 0.5:
        return pick.randint(1, 9)
    return pick.randint(5, 30) if kind < 0.8 else pick.randint(20, 150)


def _moments(pick: Random, plan: Plan, figures: list[Observation]) -> list[tuple[date, tuple[Observation, ...]]]:
    days = [date(2025, 12, 31), date(2025, 12, 31), date(2026, 6, 30), date(2026, 12, 31)]
    found, now = [], figures
    count = pick.choice((1, 1, 2, 2, 3))
    chosen = sorted(pick.choice(days) for _ in range(count))
    late = {_row_of(each): pick.randint(0, count - 1) for each in figures if pick.random() < 0.12}
    for number, day in enumerate(chosen):
        held = pick.choice([each.code for each in plan.partners]) if pick.random() < 0.12 else ""
        given = [each for each in now if late.get(_row_of(each), 0) <= number and not _held(plan, each, held)]
        found.append((day, tuple(each for each in given if each.period.end <= day)))
        now = _corrected(pick, plan, now)
    return found


def _row_of(each: Observation) -> tuple[str, str, str, Period]:
    return (each.indicator, each.partner, each.region, each.period)


def _held(plan: Plan, each: Observation, partner: str) -> bool:
    indicator = plan.indicator(each.indicator)
    assert indicator is not None
    return each.partner == partner and indicator.sensitivity == "sensitive"


def _corrected(pick: Random, plan: Plan, figures: list[Observation]) -> list[Observation]:
    """Some rows with other numbers: of flows and states the whole row, of running totals none, which would have to follow."""
    anew: dict[Any, list[Observation]] = {}
    for each in figures:
        indicator = plan.indicator(each.indicator)
        assert indicator is not None
        key = _row_of(each)
        if key not in anew and indicator.accumulation in ("flow", "snapshot") and pick.random() < 0.06:
            anew[key] = _row(pick, indicator, each.partner, each.region, each.period, {})
    kept = [each for each in figures if _row_of(each) not in anew]
    return [*kept, *(each for row in anew.values() for each in row)]


def without(world: World, number: int) -> World:
    """The world up to an edition."""
    return replace(world, moments=world.moments[: number + 1])
