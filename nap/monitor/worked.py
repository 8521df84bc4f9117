"""Worked examples of the method: small inputs from `data/examples.yaml`, computed by the very code that computes the results.

Thresholds are those of the plan in force, so that an example says what holds there; so are its regions and their names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

import yaml

from nap.facts import STATES, Frequency, Observation, Period
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.people import Verb, Viewer
from nap.plan import Indicator, Plan, read_plan
from nap.results.explaining import explain
from nap.results.explanation import Explanation
from nap.settings import ROOT

EXAMPLES = ROOT / "data" / "examples.yaml"
CODE = "1"
_NAME = {"en": "-", "ru": "-", "ky": "-"}
_WRITTEN = {"index": {"partners": "lead_only", "lead": "A"}}


@dataclass(frozen=True)
class Worked:
    """One example: what was reported under the rules of `indicator` in a small `plan`, and how the figure asked for came about.

    `section`: where it belongs; `never`: the wrong result that is often seen, if there is one; `judged`: it is about the status.
    """

    id: str
    section: str
    plan: Plan = field(repr=False)
    indicator: Indicator
    reported: tuple[Observation, ...]
    explanation: Explanation
    never: Decimal | None = None
    judged: bool = False


def worked_examples(viewer: Viewer, house: House) -> tuple[Worked, ...]:
    """Every example in the order of the file; none where the plan's country is not the one they speak of."""
    require(viewer, Verb.READ_PLAN)
    return examples_of(house.plan)


@lru_cache(maxsize=4)
def examples_of(plan: Plan) -> tuple[Worked, ...]:
    """The same, for the regions and thresholds of a plan."""
    read = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    if read["country"] != plan.country:
        return ()
    return tuple(_worked(plan, read["organisations"], each) for each in read["examples"])


def _worked(around: Plan, names: Mapping[str, Any], given: Mapping[str, Any]) -> Worked:
    reported = tuple(_observation(each) for each in given["reported"])
    region, period = given["ask"][0], Period.parse(str(given["ask"][1]))
    plan = _plan(around, names, given, reported)
    indicator = plan.indicators[0]
    day = max(period.end, *(each.period.end for each in reported))
    never = Decimal(str(given["never"])) if "never" in given else None
    explanation = explain(plan, reported, day, CODE, region, period)
    return Worked(given["id"], given["section"], plan, indicator, reported, explanation, never, given.get("judged", False))


def _observation(given: list[Any]) -> Observation:
    partner, region, period, figure, *quality = given
    place: dict[str, Any] = {"quality": quality[0]} if quality else {}
    if figure in STATES:
        place["state"] = figure
    elif "/" in str(figure):
        place["numerator"], place["denominator"] = map(Decimal, str(figure).split("/"))
    else:
        place["value"] = Decimal(str(figure))
    return Observation(partner, CODE, region, Period.parse(str(period)), **place)


def _plan(around: Plan, names: Mapping[str, Any], given: Mapping[str, Any], reported: tuple[Observation, ...]) -> Plan:
    """A plan of one indicator; organisations are asked for what they reported unless the example says for what."""
    asked: dict[str, list[str]] = {}
    for each in reported:
        asked.setdefault(each.partner, []).append(each.region)
    places = {code: [*dict.fromkeys(codes)] for code, codes in asked.items()} | given.get("organisations", {})
    years = [each.period.year for each in reported] + [each["date"].year for each in given["indicator"].get("targets", ())]
    written = {
        "plan": _head(around, min(years), max(years)),
        "regions": "data/regions.csv",
        "partners": [{"code": code, "name": names[code], "regions": codes} for code, codes in places.items()],
        "objectives": [{"code": "O1", "title": _NAME}],
        "indicators": [_indicator(given["indicator"], judged=given.get("judged", False))],
    }
    plan, faults = read_plan(json.dumps(written, default=str).encode(), EXAMPLES.name, around.regions)
    if plan is None:
        raise ValueError(f"{given['id']}: {faults}")
    return plan


def _head(around: Plan, first: int, last: int) -> dict[str, Any]:
    lines = vars(around.thresholds)
    return {
        "id": "example",
        "version": 1,
        "status": "illustrative",
        "title": _NAME,
        "country": around.country,
        "years": [first, last],
        "history_from": first,
        "languages": list(around.languages),
        "currency": around.currency,
        "calendar": {"frequency": Frequency.HALF_YEAR.value, "due_days": 15, "timezone": around.calendar.timezone},
        "thresholds": {name: value if isinstance(value, int) else float(value) for name, value in lines.items()},
    }


def _indicator(given: Mapping[str, Any], *, judged: bool) -> dict[str, Any]:
    """As a plan file writes it; an example that is not about the status has no direction, and so no status to explain."""
    kind = given.get("type", "count")
    pooled = kind == "percentage" and given.get("regions") == "pooled"
    parts = {"numerator": _NAME, "denominator": _NAME} if pooled else {}
    aim = {} if judged else {"direction": "none"}
    head = {"code": CODE, "objective": "O1", "title": _NAME, "frequency": Frequency.YEAR.value, "type": kind}
    return {**head, **aim, **parts, **_WRITTEN.get(kind, {}), **given}
