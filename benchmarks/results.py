"""How long results take: a plan of 45 indicators, 10,000 and 100,000 generated observations (or the sizes given as arguments).

    python benchmarks/results.py [SIZE …]

Prints, for each size, seconds for reading the CSV, computing every row, hiding for the forum, and microseconds per observation
and per row. The last line compares the largest with the smallest size: linear work gives a ratio near 1.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import islice, product
from pathlib import Path
from random import Random
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nap.facts import Frequency, Observation, Period  # noqa: E402
from nap.plan import Plan, Regions, read_plan  # noqa: E402
from nap.results import Audience, compute, disclose, read_observations  # noqa: E402

PLACES = ("KG-B", "KG-J", "KG-Y", "KG-N", "KG-O", "KG-T", "KG-C", "KG-GB", "KG-GO")
PARTNERS = ("P1", "P2", "P3")
YEARS = (2021, 2030)
TODAY = date(2030, 12, 31)
TEXT = {"en": "x", "ru": "x", "ky": "x"}
SEX = [{"by": "sex", "categories": ["F", "M", "_U"], "required": False, "disjoint": True, "complete": True}]
RATIO = {"numerator": TEXT, "denominator": TEXT}
GOAL = {"baseline": {"value": 0, "date": "2020-12-31"}, "targets": [{"date": "2030-12-31", "value": 500}]}
KINDS: tuple[dict[str, Any], ...] = (
    {"type": "count", "counts": "people", "sensitivity": "people", "partners": "max", "breakdowns": SEX, **GOAL},
    {"type": "count", "counts": "people", "accumulation": "ytd", "breakdowns": SEX, **GOAL},
    {"type": "stock", "counts": "people", "breakdowns": SEX, **GOAL},
    {"type": "percentage", "counts": "people", "breakdowns": SEX, **RATIO, **GOAL},
    {"type": "count", "counts": "people", "accumulation": "since_start", "breakdowns": SEX, **GOAL},
)
T = TypeVar("T")


def plan_of(count: int = 45) -> Plan:
    """A plan of that many indicators, the kinds in turn."""
    indicators = [
        {"code": f"1.{number}", "objective": "O1", "title": TEXT, **KINDS[number % len(KINDS)]} for number in range(1, count + 1)
    ]
    head = {"id": "bench", "version": 1, "status": "illustrative", "title": TEXT, "country": "KG", "years": YEARS}
    rest = {"history_from": 2012, "languages": ["ky", "ru", "en"], "currency": "KGS"}
    calendar = {"frequency": "half_year", "due_days": 15, "timezone": "Asia/Bishkek"}
    written = {
        "plan": {**head, **rest, "calendar": calendar},
        "regions": "data/regions.csv",
        "partners": [{"code": code, "name": TEXT, "regions": PLACES} for code in PARTNERS],
        "objectives": [{"code": "O1", "title": TEXT}],
        "indicators": indicators,
    }
    plan, faults = read_plan(json.dumps(written).encode(), "bench.yaml", Regions.load(ROOT / "data" / "regions.csv"))
    if plan is None:
        raise SystemExit(str(faults))
    return plan


def observations_of(plan: Plan, count: int) -> list[Observation]:
    """That many observations, period by period, in a shuffled order that is always the same."""
    random = Random(1325)
    periods = [Period(year, Frequency.HALF_YEAR, half) for year in range(YEARS[0], YEARS[1] + 1) for half in (1, 2)]
    keys = ("", "sex=F", "sex=M", "sex=_U")
    cells = islice(product(periods, plan.indicators, PARTNERS, PLACES, keys), count)
    found = []
    for period, indicator, partner, place, key in cells:
        number = Decimal(random.randrange(100))
        parts = (None, number, Decimal(100)) if indicator.has_ratio else (number, None, None)
        found.append(Observation(partner, indicator.code, place, period, key, *parts))
    random.shuffle(found)
    return found


def as_csv(observations: list[Observation]) -> bytes:
    """The observations in the format of the contract."""
    lines = ["partner,indicator,region,period,breakdown,value,numerator,denominator,state"]
    for each in observations:
        numbers = ("" if number is None else str(number) for number in (each.value, each.numerator, each.denominator))
        lines.append(",".join((each.partner, each.indicator, each.region, str(each.period), each.breakdown, *numbers, "")))
    return "\n".join(lines).encode()


def timed(work: Callable[[], T], repeats: int = 3) -> tuple[float, T]:
    """The best of some runs, and what the work gave."""
    best, result = float("inf"), work()
    for _ in range(repeats):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result


def main(sizes: list[int]) -> None:
    """Measure each size."""
    plan, costs = plan_of(), []
    print(f"{'observations':>12} {'rows':>8} {'read s':>8} {'compute s':>10} {'hide s':>8} {'µs/obs':>8} {'µs/row':>8}")
    for size in sizes:
        observations = observations_of(plan, size)
        data = as_csv(observations)
        reading, (_, faults) = timed(lambda data=data: read_observations(data, plan), 1)
        if faults:
            raise SystemExit(str(faults[:3]))
        computing, rows = timed(lambda observations=observations: compute(plan, observations, TODAY))
        hiding, _ = timed(lambda rows=rows: disclose(plan, rows, Audience("forum")), 1)
        costs.append(computing / len(observations))
        per_row = computing / len(rows) * 1e6
        seconds = f"{reading:8.3f} {computing:10.3f} {hiding:8.3f}"
        print(f"{len(observations):12} {len(rows):8} {seconds} {costs[-1] * 1e6:8.1f} {per_row:8.1f}")
    print(f"cost of one observation, largest size to smallest: {costs[-1] / costs[0]:.2f}")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [10_000, 100_000])
