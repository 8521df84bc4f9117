"""A made-up plan and its figures, as large as a country's: 100 indicators, 66 places, 12 periods (eight halves, four years)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from nap.facts import Frequency, Observation, Period
from nap.plan import Plan, load_plan

INDICATORS, OBJECTIVES = 100, 5
YEARS = (2023, 2026)
AS_OF = date(2027, 3, 1)
LAST = Period(2026, Frequency.HALF_YEAR, 2)
PARTNER = "NSC"


def _text(words: str, number: int) -> dict[str, str]:
    """As long as titles of indicators are."""
    return {
        "en": f"{words} {number}: women who take part in decisions on peace and security in their community",
        "ru": f"{words} {number}: женщины, участвующие в решениях о мире и безопасности в своих сообществах",
        "ky": f"{words} {number}: өз жамаатында тынчтык жана коопсуздук боюнча чечимдерге катышкан аялдар",
    }


def _goal(base: int, target: int) -> dict[str, Any]:
    ends = {2024: (base + target) // 2, 2026: target}
    return {
        "baseline": {"value": base, "date": "2022-12-31"},
        "targets": [{"date": f"{year}-12-31", "value": value} for year, value in ends.items()],
    }


def _kinds(number: int) -> dict[str, Any]:
    ratio = {"numerator": _text("Women", number), "denominator": _text("Everybody", number)}
    return (
        {"type": "count", "partners": "sum", **_goal(0, 60_000)},
        {"type": "percentage", **ratio, **_goal(20, 40)},
        {"type": "stock", **_goal(1_000, 5_000)},
        {"type": "count", "accumulation": "ytd", **_goal(0, 60_000)},
    )[number % 4]


def made_plan(folder: Path) -> Plan:
    """The plan; of no indicator people are counted, so that every district stands in the release."""
    regions = Path(__file__).resolve().parent.parent / "data" / "regions.csv"
    codes = [line.split(",")[0] for line in regions.read_text(encoding="utf-8-sig").splitlines()[1:]]
    objectives = [{"code": f"O{number}", "title": _text("Objective", number)} for number in range(1, OBJECTIVES + 1)]
    indicators = [
        {
            "code": f"{1 + number % OBJECTIVES}.{1 + number // OBJECTIVES}",
            "objective": f"O{1 + number % OBJECTIVES}",
            "title": _text("Indicator", number + 1),
            "sensitivity": "public",
            **_kinds(number),
        }
        for number in range(INDICATORS)
    ]
    head = {"id": "made-up", "version": 1, "status": "illustrative", "title": _text("Plan", 1), "country": codes[0]}
    rest = {"years": YEARS, "history_from": YEARS[0], "languages": ["ky", "ru", "en"], "currency": "KGS"}
    written = {
        "plan": {**head, **rest, "calendar": {"frequency": "half_year", "due_days": 15, "timezone": "Asia/Bishkek"}},
        "regions": str(regions),
        "partners": [{"code": PARTNER, "name": _text("Office", 1), "regions": codes[1:]}],
        "objectives": objectives,
        "indicators": indicators,
    }
    file = folder / "plan.yaml"
    file.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    plan, faults = load_plan(file)
    assert plan is not None, faults
    return plan


def made_observations(plan: Plan) -> list[Observation]:
    """A figure for every indicator, half-year and place below the country; always the same."""
    return list(_figures(plan, Random(1325)))


def _figures(plan: Plan, random: Random) -> Iterator[Observation]:
    places = [one.code for one in plan.regions.all if one.level != "country"]
    for indicator in plan.indicators:
        for place in places:
            so_far = 0
            for year in range(YEARS[0], YEARS[1] + 1):
                for half in (1, 2):
                    period, number = Period(year, Frequency.HALF_YEAR, half), random.randrange(40, 900)
                    so_far = number + (so_far if half == 2 and indicator.accumulation == "ytd" else 0)
                    parts = (None, Decimal(number), Decimal(1_000)) if indicator.has_ratio else (Decimal(so_far), None, None)
                    yield Observation(PARTNER, indicator.code, place, period, "", *parts)
