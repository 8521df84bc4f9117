"""What counts, told plainly: a book of who sent which rows and what became of them, for the law of the whole life of a return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import yaml

from nap.facts import Observation, Period
from tests.monitor.revising import SOURCE

PERIODS = tuple(Period.parse(f"{year}-H{half}") for year in (2025, 2026, 2027) for half in (1, 2))
TRAINED, COMMITTEES, MONEY, LATER = "2.1", "2.2", "2.6", "2.8"
PARTS = {TRAINED: ("sex=F", "sex=M"), MONEY: ("origin=BUDGET", "origin=COMMUNITY"), COMMITTEES: (), LATER: ()}
Row = tuple[str, str, Period]
Given = dict[str, int] | str
"""Figures by breakdown, or an answer."""
Counted = dict[Row, tuple[Given, int]]
"""By row what was given, and the step at which it came to count."""
Task = tuple[tuple[str, ...], tuple[str, ...]]
"""Places and indicators."""


def plan_text(version: int) -> str:
    """The example plan with two partners and three indicators: the greatest, a stock, money; version 2 has one more."""
    plan = yaml.safe_load(SOURCE)
    plan["plan"] |= {"version": version, "history_from": 2025}
    plan["partners"] = [{**one, "regions": ["KG-B", "KG-O"]} for one in plan["partners"] if one["code"] in {"WPN", "CEC"}]
    plan["measures"] = []
    kept = [one for one in plan["indicators"] if one["code"] in {TRAINED, COMMITTEES, MONEY}]
    if version > 1:
        second = next(one for one in kept if one["code"] == COMMITTEES)
        kept.append({**deepcopy(second), "code": LATER})
        second["targets"] = [{"date": date(2027, 12, 31), "value": 90}]
    plan["indicators"] = kept
    text: str = yaml.safe_dump(plan, allow_unicode=True, sort_keys=False)
    return text


def given(indicator: str, value: int, how: str) -> Given:
    """A row as somebody may give it: an answer, a total alone, a total with its parts."""
    if how in {"no_data", "not_safe", "not_applicable"}:
        return how
    if how == "total" or not PARTS[indicator]:
        return {"": value}
    first, second = PARTS[indicator]
    return {"": value, first: value // 3, second: value - value // 3}


def observations(partner: str, rows: Mapping[Row, Given]) -> list[Observation]:
    found: list[Observation] = []
    for row, one in rows.items():
        if isinstance(one, str):
            found.append(Observation(partner, *row, state=one))
        else:
            found += [Observation(partner, *row, key, Decimal(value)) for key, value in one.items()]
    return found


@dataclass
class Sent:
    """One version: what it says, how it stands, which rows are out of it."""

    id: str
    partner: str
    period: Period
    way: str
    version: int
    rows: dict[Row, Given]
    data: bytes
    late: bool
    status: str = "draft"
    wrong: bool = False
    found: bool = False
    held: set[Row] = field(default_factory=set)
    declined: set[Row] = field(default_factory=set)
    gone: bool = False

    @property
    def key(self) -> tuple[str, Period, str]:
        return self.partner, self.period, self.way

    @property
    def out(self) -> set[Row]:
        return self.held | self.declined


@dataclass
class Mark:
    """So much of two partners' row is the same."""

    number: int
    row: Row
    pair: frozenset[str]
    same: dict[str, int]


@dataclass
class Came:
    """How a version came to count, and what then counted of that way."""

    id: str
    act: str
    counted: Counted


class Book:
    """Everything that was done; what follows of it is asked."""

    def __init__(self) -> None:
        self.sent: dict[str, Sent] = {}
        self.ways: dict[tuple[str, Period, str], list[Came]] = {}
        self.marks: list[Mark] = []
        both: Task = (("KG-B", "KG-O"), (TRAINED, COMMITTEES, MONEY))
        self.asked: dict[str, dict[Period, Task | None]] = {code: dict.fromkeys(PERIODS, both) for code in ("WPN", "CEC")}
        self.step = 0

    def of(self, key: tuple[str, Period, str]) -> list[Sent]:
        return [one for one in self.sent.values() if one.key == key]

    def stack(self, one: Sent) -> list[Came]:
        return self.ways.setdefault(one.key, [])

    def submit(self, one: Sent) -> None:
        for other in self.of(one.key):
            if other.status == "submitted":
                other.status = "superseded"
        one.status = "submitted"

    def accept(self, one: Sent, act: str = "accept") -> None:
        self.step += 1
        stack = self.stack(one)
        if act == "accept":
            before = stack[-1].counted if stack else {}
            stays = {row: before[row] for row in one.out if row in before}
        else:
            earlier = [each for each in stack if each.id == one.id][-1].counted
            stays = {row: earlier[row] for row in one.out if row in earlier}
        new = {row: (said, self.step) for row, said in one.rows.items() if row not in one.out}
        if stack:
            self.sent[stack[-1].id].status = "superseded"
        stack.append(Came(one.id, act, {**new, **stays}))
        one.status = "accepted"

    def undo(self, one: Sent) -> None:
        stack = self.stack(one)
        came = stack.pop()
        if stack:
            self.sent[stack[-1].id].status = "accepted"
        later = [each for each in self.of(one.key) if each.status == "submitted" and each.version > one.version]
        one.status = "superseded" if later or came.act == "reactivate" else "submitted"

    def counting(self) -> dict[tuple[str, Row], dict[str, int] | str]:
        """Of each partner and row what counts: what was said last, figure by figure."""
        several: dict[tuple[str, Row], list[tuple[int, Given]]] = {}
        for (partner, _, _), stack in self.ways.items():
            for row, (said, step) in (stack[-1].counted if stack else {}).items():
                several.setdefault((partner, row), []).append((step, said))
        return {key: said_last(said for _, said in sorted(found, key=lambda one: one[0])) for key, found in several.items()}

    def holding(self) -> list[Mark]:
        """The marks that work upon the rows as they stand."""
        counting = self.counting()
        return [one for one in self.marks if self.fits(one, counting)]

    def fits(self, mark: Mark, counting: Mapping[tuple[str, Row], dict[str, int] | str]) -> bool:
        first, second = (counting.get((partner, mark.row), "") for partner in sorted(mark.pair))
        if isinstance(first, str) or isinstance(second, str):
            return False
        both = first.keys() & second.keys()
        return both == mark.same.keys() and all(same <= min(first[key], second[key]) for key, same in mark.same.items())

    def money(self, region: str, period: Period, breakdown: str) -> int | None:
        """All that was given there, less what two of them both counted."""
        row = (MONEY, region, period)
        told = [
            each[breakdown]
            for (_, at), each in self.counting().items()
            if at == row and not isinstance(each, str) and breakdown in each
        ]
        return sum(told) - sum(one.same.get(breakdown, 0) for one in self.holding() if one.row == row) if told else None

    def owed(self, partner: str, period: Period) -> list[Row]:
        task = self.asked[partner][period]
        return [(code, region, period) for code in task[1] for region in task[0]] if task else []

    def reported(self, period: Period) -> tuple[int, int, int, int, int, int]:
        """Partners asked, accepted, waiting, returned, expected rows, rows that came."""
        askeds = [partner for partner in self.asked if self.asked[partner][period]]
        counts = {partner for partner in askeds if self.ways.get((partner, period, ""))}
        stands = {partner: self.stands(partner, period) for partner in askeds}
        waiting = sum(stands[one] == "submitted" for one in askeds if one not in counts)
        returned = sum(state == "returned" for state in stands.values())
        counting = self.counting()
        answers = {(partner, row): counting.get((partner, row)) for partner in askeds for row in self.owed(partner, period)}
        expected = [said for said in answers.values() if said != "not_applicable"]
        return len(askeds), len(counts), waiting, returned, len(expected), sum(isinstance(said, dict) for said in expected)

    def stands(self, partner: str, period: Period) -> str:
        sent = [one for one in self.of((partner, period, "")) if one.status in {"submitted", "returned", "accepted"}]
        return max(sent, key=lambda one: one.version).status if sent else ""


def said_last(several: Iterable[Given]) -> dict[str, int] | str:
    """One thing said of a row upon the other."""
    now: dict[str, int] | str = ""
    for one in several:
        if isinstance(one, dict):
            now = {**now, **one} if isinstance(now, dict) else dict(one)
        elif one != "no_data" or not (isinstance(now, dict) or now == "not_safe"):
            now = one
    return now


def joined(marks: Iterable[Mark], row: Row, pair: Iterable[str]) -> bool:
    """Whether these two stand together in that row already, be it through others."""
    groups: list[set[str]] = []
    for mark in marks:
        if mark.row == row:
            touching = [group for group in groups if group & mark.pair]
            groups = [group for group in groups if group not in touching] + [set(mark.pair).union(*touching)]
    return any(set(two) <= group for group in groups for two in combinations(sorted(pair), 2))


def as_told(figures: Iterable[Any]) -> dict[tuple[str, Row], dict[str, int] | str]:
    """Observations as the book tells them."""
    found: dict[tuple[str, Row], dict[str, int] | str] = {}
    for one in figures:
        key = one.partner, (one.indicator, one.region, one.period)
        if one.state:
            assert key not in found
            found[key] = one.state
        else:
            row = found.setdefault(key, {})
            assert isinstance(row, dict)
            row[one.breakdown] = int(one.value)
    return found
