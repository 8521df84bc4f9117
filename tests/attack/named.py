"""The worked cases of the field notes as plans and figures: homicides of 2022, and a running total that grows by two."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from nap.facts import Observation
from nap.plan import Plan
from tests.results.building import REGIONS, a_plan, seen

HOMICIDES = {
    "KG-B": (3, 5),
    "KG-J": (5, 13),
    "KG-Y": (4, 10),
    "KG-N": (2, 8),
    "KG-O": (3, 16),
    "KG-T": (1, 5),
    "KG-C": (11, 51),
    "KG-GB": (12, 36),
    "KG-GO": (2, 4),
}
"""Women and men killed in 2022, by region (16.1.1, National Statistical Committee)."""
SEX = [{"by": "sex", "categories": ["F", "M"], "required": True, "disjoint": True, "complete": True}]
VICTIMS = {"type": "count", "counts": "people", "sensitivity": "people", "frequency": "year", "breakdowns": SEX}


@cache
def homicides() -> Plan:
    """One organisation tells them for every region."""
    return a_plan(VICTIMS, partners={"P1": list(REGIONS)}, years=(2022, 2022), history_from=2022, frequency="year")


def victims(table: Mapping[str, tuple[int, int]]) -> list[Observation]:
    found: list[Observation] = []
    for place, (women, men) in table.items():
        for key, value in (("", women + men), ("sex=F", women), ("sex=M", men)):
            found.append(seen("P1", place, 2022, value, breakdown=key))
    return found
