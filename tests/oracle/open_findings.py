"""Where the monitor is known to be wrong and not yet mended: such cases are left out, and counted. Empty is how it should be."""

from __future__ import annotations

from typing import Any

from tests.oracle.facts import with_defaults
from tests.oracle.generating import TABLE


def finding(case: dict[str, Any]) -> str:
    """The finding a case falls under; empty for a case that has to agree."""
    if any(_year_to_date_over_the_plan(with_defaults(case["plan"], each)) for each in case["plan"]["indicators"]):
        return "a year-to-date sum over the plan asks for months that the last figure includes"
    return "a district counts as reported by its neighbour" if _neighbours(case) else ""


def _year_to_date_over_the_plan(key: dict[str, Any]) -> bool:
    targets = [key["targets"], *key["regional_targets"].values()]
    return key["accumulation"] == "ytd" and any(each.get("over") == "plan" for several in targets for each in several)


def _neighbours(case: dict[str, Any]) -> bool:
    """Whether somebody reported a district and is asked for another one of the same region."""
    parents = {code: parent for code, parent, level in TABLE if level == "district"}
    asked = {(each["code"], place) for each in case["plan"]["partners"] for place in each["regions"] if place in parents}
    told = {(row["partner"], row["region"]) for row in case["observations"] if row["region"] in parents}
    return any(
        who == partner and place != district and parents[place] == parents[district]
        for who, place in asked
        for partner, district in told
    )
