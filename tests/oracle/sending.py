"""What partners send for a made-up plan: mostly what is asked of them, with gaps, and figures for other places and periods."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.oracle.months import LENGTHS, code, cut, last_day

Row = dict[str, Any]


def sent(pick: Random, plan: dict[str, Any], table: list[tuple[str, str, str]], day: str, tidy: bool) -> list[Row]:
    """Observations of every indicator, each key once; some end after the day."""
    seen: dict[tuple[str, ...], Row] = {}
    for indicator in plan["indicators"]:
        density, odd = (0.9, 0.0) if tidy else (pick.choice((0.3, 0.7, 1.0)), pick.choice((0.0, 0.1, 0.3)))
        for partner in plan["partners"]:
            for place in where(pick, partner, table, odd):
                for period in when(pick, plan, indicator, day, odd):
                    if pick.random() < density:
                        for row in answers(pick, indicator, partner["code"], place, period, 0.02 if tidy else 0.08):
                            seen[(row["partner"], row["indicator"], row["region"], row["period"], row["breakdown"])] = row
    rows = list(seen.values())
    pick.shuffle(rows)
    return rows


def where(pick: Random, partner: dict[str, Any], table: list[tuple[str, str, str]], odd: float) -> list[str]:
    """The partner's places; sometimes districts instead of their region, or any other place."""
    split = pick.random() < 0.25
    found: list[str] = []
    for place in partner["regions"]:
        districts = [code for code, parent, level in table if parent == place and level == "district"]
        found += districts if split and districts else [place]
        found += [district for district in districts if pick.random() < odd]
    return sorted({*found, *(place for place, _, _ in table if pick.random() < odd / 2)})


def when(pick: Random, plan: dict[str, Any], indicator: dict[str, Any], day: str, odd: float) -> list[str]:
    """The indicator's periods from history to the day and a little beyond; some longer or shorter ones."""
    usual = plan["plan"]["calendar"]["frequency"]
    own = LENGTHS[indicator.get("frequency", usual)]
    start = plan["plan"]["history_from"] * 12
    whole = (start, (int(day[:4]) + 1) * 12 - start)
    periods = [part for part in cut(whole, own) if str(last_day(part)) <= day or pick.random() < 0.05]
    for length in LENGTHS.values():
        if length != own and pick.random() < odd * 2:
            periods += [part for part in cut(whole, length) if pick.random() < 0.4]
    return [code(period) for period in periods]


def answers(pick: Random, indicator: dict[str, Any], partner: str, place: str, period: str, silent: float) -> list[Row]:
    """The total and the parts of one row of a return."""
    base = {"partner": partner, "indicator": indicator["code"], "region": place, "period": period}
    if indicator["type"] == "narrative":
        return []
    if pick.random() < silent:
        state = {"state": pick.choice(("no_data", "not_applicable", "not_safe"))}
        return [base | {"breakdown": ""} | state]
    splits = [f"{split['by']}={category}" for split in indicator.get("breakdowns", []) for category in split["categories"]]
    if len(indicator.get("breakdowns", [])) > 1:
        splits.append("sex=F;age=OLD")
    steps = [f"step={step['code']}" for step in indicator.get("steps", [])]
    wanted = steps or ["", *splits]
    return [base | {"breakdown": each} | a_figure(pick, indicator) for each in wanted if pick.random() < 0.95]


def a_figure(pick: Random, indicator: dict[str, Any]) -> Row:
    kind = indicator["type"]
    quality = {"quality": "more_than"} if pick.random() < 0.03 and kind in ("count", "stock", "money") else {}
    if "numerator" in indicator and pick.random() < 0.96:
        numerator = pick.choice((0, 1, 2, 3, 10, 45))
        return {"numerator": str(numerator), "denominator": str(pick.choice((0, numerator, numerator + 5, numerator * 2 + 1)))}
    if kind == "milestone":
        return {"value": str(int(pick.random() < 0.4))}
    if kind == "ordinal":
        return {"value": str(pick.randint(0, 3))}
    if kind == "index":
        return {"value": pick.choice(("-8", "-2.5", "0", "3", "12", "15.5"))}
    if kind in ("percentage", "rate", "ratio", "money"):
        return {"value": pick.choice(("0", "2.5", "10", "33.3", "50"))} | quality
    return {"value": pick.choice(("0", "0", "1", "2", "3", "5", "10", "40"))} | quality
