"""Small plans and observations for the tests, through the real loader, so that every default is the product's own."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from nap.facts import Observation, Period, Result
from nap.plan import Plan, Regions, read_plan
from nap.results import compute
from nap.settings import ROOT

REGIONS = ("KG-B", "KG-J", "KG-Y", "KG-N", "KG-O", "KG-T", "KG-C", "KG-GB", "KG-GO")
_TEXT = {"en": "x", "ru": "x", "ky": "x"}
_SHAPES: dict[str, dict[str, Any]] = {
    "money": {"currency": "KGS"},
    "ordinal": {"scale": [{"code": code, "title": _TEXT} for code in ("NONE", "LIMITED", "MET")]},
    "cascade": {"steps": [{"code": code, "title": _TEXT} for code in ("REPORTED", "SENTENCED")]},
    "ratio": {"numerator": _TEXT, "denominator": _TEXT},
    "rate": {"numerator": _TEXT, "denominator": _TEXT, "multiplier": 100000},
}


@cache
def _regions() -> Regions:
    return Regions.load(ROOT / "data" / "regions.csv")


def a_plan(
    *indicators: dict[str, Any],
    partners: dict[str, list[str]] | None = None,
    years: tuple[int, int] = (2025, 2027),
    history_from: int = 2012,
    frequency: str = "half_year",
    **thresholds: Any,
) -> Plan:
    """A plan of these indicators; partners P1 in Batken unless said otherwise."""
    written = {
        "plan": {
            "id": "test",
            "version": 1,
            "status": "illustrative",
            "title": _TEXT,
            "country": "KG",
            "years": list(years),
            "history_from": history_from,
            "languages": ["ky", "ru", "en"],
            "currency": "KGS",
            "calendar": {"frequency": frequency, "due_days": 15, "timezone": "Asia/Bishkek"},
            "thresholds": thresholds,
        },
        "regions": "data/regions.csv",
        "partners": [{"code": code, "name": _TEXT, "regions": places} for code, places in (partners or {"P1": ["KG-B"]}).items()],
        "objectives": [{"code": "O1", "title": _TEXT}],
        "indicators": [_indicator(number, each) for number, each in enumerate(indicators, start=1)],
    }
    plan, faults = read_plan(json.dumps(written, default=str).encode(), "plan.yaml", _regions())
    assert plan is not None, faults
    return plan


def _indicator(number: int, given: dict[str, Any]) -> dict[str, Any]:
    kind = given.get("type", "count")
    pooled = {"numerator": _TEXT, "denominator": _TEXT} if kind == "percentage" and given.get("regions") != "national_row" else {}
    return {"code": f"1.{number}", "objective": "O1", "title": _TEXT, "type": kind, **_SHAPES.get(kind, {}), **pooled, **given}


def seen(partner: str, region: str, period: object, value: object = None, **more: Any) -> Observation:
    """One observation of indicator 1.1, written short: a value, or two numbers as (numerator, denominator)."""
    if isinstance(value, tuple):
        more |= {"numerator": Decimal(str(value[0])), "denominator": Decimal(str(value[1]))}
    elif value is not None:
        more["value"] = Decimal(str(value))
    return Observation(partner, more.pop("indicator", "1.1"), region, Period.parse(str(period)), **more)


def row(plan: Plan, observations: list[Observation], region: str, period: object, breakdown: str = "", **more: Any) -> Result:
    """The one result of indicator 1.1 there, as of the end of 2030 unless said otherwise."""
    indicator = more.get("indicator", "1.1")
    results = compute(plan, observations, more.get("as_of", date(2030, 12, 31)), indicators=[indicator])
    return only(results, region, period, breakdown)


def only(results: list[Result], region: str, period: object, breakdown: str = "", indicator: str = "1.1") -> Result:
    """The one result of that place."""
    wanted = (indicator, region, str(period), breakdown)
    found = [each for each in results if (each.indicator, each.region, str(each.period), each.breakdown) == wanted]
    assert len(found) == 1, (wanted, found)
    return found[0]
