"""Plans and observations that could be, as plain data: everything a plan file may say and partners may send, the odd cases often.

One seed gives one case. Numbers are few and small, so that equal values, zeros and met targets meet each other. Every second
case is tidy: few partners that answer nearly all they are asked, so that figures get as far as being rated.
"""

from __future__ import annotations

from random import Random
from typing import Any

from tests.oracle.goals import promised
from tests.oracle.sending import sent

TABLE = [
    ("KX", "", "country"),
    ("KX-A", "KX", "region"),
    ("KX-B", "KX", "region"),
    ("KX-C", "KX", "region"),
    ("101", "KX-A", "district"),
    ("102", "KX-A", "district"),
    ("201", "KX-B", "district"),
]
"""Code, parent, level: small enough to be looked through, deep enough for every rule."""
FREQUENCIES = ("month", "quarter", "half_year", "half_year", "year")
MODES = {"count": 4, "money": 4, "list": 4, "cascade": 4, "percentage": 2, "rate": 2, "ratio": 2}
TYPES = ("count", "count", "money", "stock", "percentage", "rate", "ratio", "index")
TYPES += ("milestone", "ordinal", "list", "narrative", "cascade", "percentage")
Case = dict[str, Any]


def a_case(seed: int) -> Case:
    """A plan as written in its file, the accepted observations, the day asked for."""
    pick = Random(seed)
    tidy = pick.random() < 0.5
    plan = a_plan(pick, tidy)
    first, last = plan["plan"]["years"]
    day = f"{pick.randint(first, last + 1)}-{pick.choice(('01-01', '06-30', '07-15', '07-16', '12-31', '04-20', '10-03'))}"
    return {"plan": plan, "observations": sent(pick, plan, TABLE, day, tidy), "as_of": day}


def a_plan(pick: Random, tidy: bool) -> dict[str, Any]:
    first = 2025
    head = {"id": "made-up", "version": 1, "status": "draft", "title": {"en": "Plan"}, "country": "KX", "languages": ["en"]}
    head |= {
        "years": [first, first + pick.choice((0, 1, 1, 2))],
        "history_from": first - pick.choice((0, 0, 1, 2)),
        "currency": "KXC",
    }
    head["calendar"] = {"frequency": pick.choice(FREQUENCIES), "due_days": pick.choice((0, 15, 40))}
    if pick.random() < 0.3:
        head["thresholds"] = {
            "on_track": 0.9,
            "behind": 0.5,
            "too_early": pick.choice((0, 0.25)),
            "coverage": pick.choice((0, 0.5, 0.75, 1)),
        }
    codes = ["AA", "BB", "CC", "DD"][: pick.randint(1, 2 if tidy else 4)]
    partners = [{"code": code, "name": {"en": code}, "regions": some_places(pick, tidy)} for code in codes]
    objectives = [{"code": "O1", "title": {"en": "Objective"}}]
    indicators: list[dict[str, Any]] = []
    for number in range(pick.choice((1, 1, 2))):
        indicators.append(an_indicator(pick, f"1.{number + 1}", codes, head, [each["code"] for each in indicators], tidy))
    return {"plan": head, "regions": "places.csv", "partners": partners, "objectives": objectives, "indicators": indicators}


def some_places(pick: Random, tidy: bool) -> list[str]:
    """Mostly regions, as partners have them; now and then the country or districts."""
    level = "region" if tidy else pick.choice(("region", "region", "country", "district", "any"))
    known = [code for code, _, each in TABLE if level in (each, "any")]
    return sorted(pick.sample(known, min(len(known), pick.choice((1, 2, 3)))))


def an_indicator(
    pick: Random, code: str, partners: list[str], head: dict[str, Any], earlier: list[str], tidy: bool
) -> dict[str, Any]:
    kind = pick.choice(TYPES[:8] if tidy else TYPES)
    made: dict[str, Any] = {
        "code": code,
        "objective": "O1",
        "title": {"en": "Indicator"},
        "type": kind,
        "counts": "money" if kind == "money" else "people",
    }
    made |= of_the_type(pick, kind)
    made |= how_added(pick, kind, partners, "numerator" in made)
    if pick.random() < 0.6:
        made["frequency"] = pick.choice(FREQUENCIES)
    if pick.random() < 0.2 and not tidy:
        made["levels"] = pick.choice((["region"], ["country", "region"], ["district"], ["region", "district"]))
    if kind in ("count", "stock", "percentage", "rate", "ratio", "index") and pick.random() < 0.3:
        made["breakdowns"] = [{"by": "sex", "categories": ["F", "M"], "complete": pick.random() < 0.5}]
        made["breakdowns"] += [{"by": "age", "categories": ["OLD"]}] if pick.random() < 0.3 else []
    made["direction"] = pick.choice(("increase", "increase", "increase", "decrease", "maintain", "maintain" if tidy else "none"))
    if made["direction"] == "decrease" and (kind == "milestone" or made.get("accumulation") == "since_start"):
        made["direction"] = "increase"
    if kind != "narrative":
        made |= promised(pick, made, head, tidy)
    return made if tidy else made | when_valid(pick, earlier, head)


def of_the_type(pick: Random, kind: str) -> dict[str, Any]:
    words = {"en": "words"}
    if kind in ("percentage", "rate", "ratio") and pick.random() < 0.8:
        multiplier = {"multiplier": 1000} if kind == "rate" else {}
        return {"numerator": words, "denominator": words} | multiplier
    if kind == "ordinal":
        return {"scale": [{"code": code, "title": words} for code in ("NONE", "SOME", "MOST", "FULL")]}
    return {"steps": [{"code": code, "title": words} for code in ("TOLD", "TRIED")]} if kind == "cascade" else {}


def how_added(pick: Random, kind: str, partners: list[str], parted: bool) -> dict[str, Any]:
    ratio = kind in ("percentage", "rate", "ratio")
    keys: dict[str, Any] = {}
    rule = pick.choice(partner_rules(kind, parted))
    if rule:
        keys["partners"] = rule
    if rule == "lead_only" or pick.random() < 0.1:
        keys["lead"] = pick.choice(partners)
    if pick.random() < 0.3:
        keys["reported_by"] = sorted({pick.choice(partners), keys.get("lead", pick.choice(partners))})
    if pick.random() < 0.25:
        keys["regions"] = pick.choice(("none", "national_row"))
    elif ratio and not parted:
        keys["regions"] = "national_row"
    modes = ("flow", "ytd", "since_start", "snapshot")[: MODES.get(kind, 0)]
    if ratio:
        modes = ("snapshot", "flow") if parted else ("snapshot",)
    if modes and pick.random() < 0.7:
        keys["accumulation"] = pick.choice(modes)
    return keys


def partner_rules(kind: str, parted: bool) -> list[str]:
    """The words a plan may use for the type; nothing written means `sum`."""
    if kind in ("index", "ordinal", "percentage", "rate", "ratio"):
        return ["", "lead_only", "none", *(["sum", "sum"] if parted else [])]
    return ["", "sum", "max", "lead_only", "none", *(["list"] * (kind in ("list", "narrative")))]


def when_valid(pick: Random, earlier: list[str], head: dict[str, Any]) -> dict[str, Any]:
    """A share of the indicators begins or ends within the plan, or follows another."""
    keys: dict[str, Any] = {}
    first, last = head["years"]
    if pick.random() < 0.25:
        keys["valid_from"] = f"{pick.choice((first - 1, first))}-{pick.choice(('01-01', '07-01', '04-01'))}"
    if pick.random() < 0.15:
        keys["valid_to"] = f"{last}-{pick.choice(('06-30', '12-31', '09-30', '05-31', '06-15'))}"
    if pick.random() < 0.25:
        keys["successor_of"] = pick.choice([*earlier, "older-plan:1.1"])
    if pick.random() < 0.2:
        keys["comparable"] = pick.random() < 0.2
    return keys
