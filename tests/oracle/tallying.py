"""Which kinds of cases a sample holds, so that a generator that grows tame is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.oracle.facts import with_defaults
from tests.oracle.months import LENGTHS, span

Case = dict[str, Any]
TYPES = [
    "count",
    "stock",
    "percentage",
    "rate",
    "ratio",
    "money",
    "index",
    "milestone",
    "ordinal",
    "list",
    "narrative",
    "cascade",
]
STATUSES = [
    "not_assessable",
    "not_due",
    "no_data",
    "partial",
    "context",
    "achieved",
    "not_achieved",
    "too_early",
    "on_track",
    "behind",
    "off_track",
    "regressing",
]
REASONS = [
    "not_numeric",
    "no_baseline",
    "no_target",
    "part_of_year",
    "break_in_series",
    "before_baseline",
    "history",
    "of_the_total",
    "baseline_equals_target",
    "earlier_period_missing",
    "not_combined",
    "not_added_up",
    "of_larger_place",
    "parts_missing",
    "denominator_zero",
    "answered_no_data",
    "not_applicable",
    "not_safe",
    "earlier_periods_partial",
]
RULES = {
    "type": TYPES,
    "accumulation": ["flow", "ytd", "since_start", "snapshot"],
    "partners": ["sum", "max", "lead_only", "list", "none"],
    "regions": ["sum", "pooled", "none", "national_row"],
    "frequency": list(LENGTHS),
    "direction": ["increase", "decrease", "maintain", "none"],
    "over": ["year", "plan"],
    "state": ["no_data", "not_applicable", "not_safe"],
    "status": STATUSES,
    "reason": REASONS,
    "row": ["at_least", "parts_of_the_country", "parts_of_a_region", "carried", "increment", "negative", "zero_reported"],
    "case": [
        "calendar_month",
        "calendar_year",
        "several_frequencies",
        "after_the_plan",
        "thresholds",
        "regional_baselines",
        "regional_targets",
        "levels",
        "reported_by",
        "valid_from",
        "valid_to",
        "not_comparable",
        "tolerance",
        "longer_period",
        "shorter_period",
        "before_the_plan",
        "beside_the_country",
        "district_without_region",
        "district_with_region",
    ],
}
"""What has to occur in a sample, by kind."""


def kinds(case: Case, rows: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Every (kind, word) that the case or one of its results shows, once."""
    yield from {*_of_plan(case), *_of_sendings(case), *(each for row in rows for each in _of_row(row))}


def _of_plan(case: Case) -> Iterator[tuple[str, str]]:
    plan = case["plan"]
    keys = [with_defaults(plan, written) for written in plan["indicators"]]
    for written, key in zip(plan["indicators"], keys, strict=True):
        yield from ((name, key[name]) for name in ("type", "accumulation", "partners", "regions", "frequency", "direction"))
        yield from (("over", target["over"]) for target in key["targets"] if "over" in target)
        for name in ["regional_baselines", "regional_targets", "levels", "reported_by", "valid_from", "valid_to", "tolerance"]:
            if name in written:
                yield "case", name
        if not key["comparable"]:
            yield "case", "not_comparable"
    if len({key["frequency"] for key in keys}) > 1:
        yield "case", "several_frequencies"
    if "thresholds" in plan["plan"]:
        yield "case", "thresholds"
    yield "case", "calendar_" + plan["plan"]["calendar"]["frequency"]
    if int(case["as_of"][:4]) > plan["plan"]["years"][1]:
        yield "case", "after_the_plan"


def _of_sendings(case: Case) -> Iterator[tuple[str, str]]:
    plan = case["plan"]
    own = {written["code"]: LENGTHS[with_defaults(plan, written)["frequency"]] for written in plan["indicators"]}
    places: dict[tuple[str, str, str], set[str]] = {}
    for row in case["observations"]:
        length = span(row["period"])[1]
        if length != own[row["indicator"]]:
            yield "case", "longer_period" if length > own[row["indicator"]] else "shorter_period"
        if int(row["period"][:4]) < plan["plan"]["years"][0]:
            yield "case", "before_the_plan"
        if row.get("state"):
            yield "state", row["state"]
        places.setdefault((row["partner"], row["indicator"], row["period"]), set()).add(row["region"])
    for found in places.values():
        if found & {"101", "102"}:
            yield "case", "district_with_region" if "KX-A" in found else "district_without_region"
        if "KX" in found and len(found) > 1:
            yield "case", "beside_the_country"


def _of_row(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "status", row["status"]
    yield "reason", row["reason"]
    if row["parts_sum"] is not None:
        yield "row", "parts_of_the_country" if row["region"] == "KX" else "parts_of_a_region"
    shown = {"at_least": row["at_least"], "carried": row["carried"], "increment": row["increment"] is not None}
    shown |= {"negative": row["value"] is not None and row["value"] < 0, "zero_reported": row["value"] == 0 and row["reported"]}
    yield from (("row", name) for name, there in shown.items() if there)
