"""Baselines and targets that a plan file may promise: after the baseline, on the side the direction points to."""

from __future__ import annotations

from random import Random
from typing import Any

PLACES = ("KX-A", "KX-B", "101")


def promised(pick: Random, made: dict[str, Any], head: dict[str, Any], whole: bool) -> dict[str, Any]:
    """Baseline, targets, those of regions and the tolerance; each is left out now and then, unless the promise is `whole`."""
    keys: dict[str, Any] = {}
    if made["direction"] == "maintain":
        keys["tolerance"] = pick.choice((0, 1, 2, 5))
    year = head["history_from"] - pick.choice((0, 0, 1, 1, 2))
    if whole or pick.random() < 0.7:
        keys["baseline"] = a_baseline(pick, made, pick.choice((year, head["years"][0] - 1)))
    stood = keys.get("baseline")
    over: dict[str, str] = pick.choice(({}, {"over": "year"}, {"over": "plan"}, {"over": "plan"})) if adds_up(made) else {}
    if over == {"over": "plan"} and made["direction"] in ("decrease", "maintain"):
        over = {}
    if whole or pick.random() < 0.7:
        keys["targets"] = some_targets(pick, made, stood, head, over)
    if pick.random() < 0.3:
        keys["regional_baselines"] = {place: a_baseline(pick, made, year) for place in PLACES if pick.random() < 0.5}
    if pick.random() < 0.6:
        own = keys.get("regional_baselines", {})
        keys["regional_targets"] = {
            place: some_targets(pick, made, own.get(place, stood), head, over) for place in PLACES if pick.random() < 0.7
        }
    return {key: value for key, value in keys.items() if value != {}}


def adds_up(made: dict[str, Any]) -> bool:
    usual = "flow" if made["type"] in ("count", "money", "list", "cascade") else "snapshot"
    return made.get("accumulation", usual) in ("flow", "ytd")


def a_baseline(pick: Random, made: dict[str, Any], year: int) -> dict[str, Any]:
    return {"value": a_number(pick, made), "date": f"{year}-{pick.choice(('12-31', '12-31', '06-30'))}"}


def a_number(pick: Random, made: dict[str, Any]) -> float | int:
    kind = made["type"]
    if kind == "milestone":
        return pick.choice((0, 0, 0, 1))
    if kind == "ordinal":
        return pick.randint(0, 3)
    if kind == "index":
        return pick.choice((-8, -2.5, 0, 3, 12))
    return pick.choice((0, 0, 1, 2, 5, 10, 40)) if kind != "percentage" else pick.choice((0, 12.5, 20, 33.3, 50))


def some_targets(
    pick: Random, made: dict[str, Any], stood: dict[str, Any] | None, head: dict[str, Any], over: dict[str, Any]
) -> list[dict[str, Any]]:
    """One to three targets of one kind; the last is the promise, the others make the path."""
    first, last = head["years"]
    first = max(first, int(stood["date"][:4]) + 1 if stood else first)
    years = sorted(pick.sample(range(first, last + 2), min(pick.choice((1, 1, 2, 3)), last + 2 - first)))
    day = "12-31" if pick.random() < 0.9 else "06-30"
    base = 0 if over == {"over": "plan"} else stood["value"] if stood else a_number(pick, made)
    return [{"date": f"{year}-{day}", "value": a_target(pick, made, base)} | over for year in years]


def a_target(pick: Random, made: dict[str, Any], base: Any) -> float | int:
    """A number on the right side of where it starts."""
    if made["type"] == "milestone":
        return max(base, pick.choice((0, 1, 1, 2))) if made["direction"] == "increase" else base
    if made["type"] == "ordinal":
        way = {"increase": range(base, 4), "decrease": range(base + 1)}.get(made["direction"], [base])
        return pick.choice(list(way))
    step = pick.choice((0, 3, 10, 15, 30, 50) if made["type"] == "percentage" else (0, 3, 10, 20, 50, 100, 300))
    if made["direction"] == "decrease":
        return base - step if made["type"] == "index" else max(base - step, 0)
    return base if made["direction"] == "maintain" else base + step
