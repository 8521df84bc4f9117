"""Whatever is held back, declined, accepted, undone and reactivated: what counts is what a plain list of figures says."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from nap import monitor
from nap.facts import Observation, Period
from nap.monitor.counting import Counting, counting_totals
from nap.monitor.left_out import supposing
from nap.monitor.memory import Memory
from nap.monitor.remembered import Remembered
from nap.monitor.sending import keep
from nap.results import compute
from nap.store import counted, returns
from nap.store.left_out import Row
from tests.monitor.building import COORDINATOR, H1, WPN, a_check
from tests.monitor.test_life import fresh_house

ROWS: list[Row] = [("2.2", region, period) for region in ("KG-B", "KG-O") for period in (H1, Period.parse("2024"))]
SOME = st.sets(st.sampled_from(ROWS))
Figures = dict[Row, tuple[int, int]]
"""By row its figure, and the step at which it was accepted."""


class Rows(RuleBasedStateMachine):
    """One partner and period, by workbook and by a table. `ways`: of each, what counted of it, one acceptance upon the other."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="nap-rows-")
        self.house = fresh_house(Path(self.folder.name))
        self.ways: dict[str, list[tuple[str, Figures]]] = {"": [], "official": []}
        self.given: dict[str, dict[Row, int]] = {}
        self.out: dict[str, set[Row]] = {}
        self.waiting: dict[str, str] = {}
        self.step = 0

    def teardown(self) -> None:
        try:
            self.results_are_those_of_the_plain_list()
        finally:
            monitor.close(self.house)
            self.folder.cleanup()

    def counting(self) -> dict[Row, int]:
        found: Figures = {}
        for way in self.ways.values():
            for row, one in (way[-1][1] if way else {}).items():
                found[row] = max(one, found.get(row, one), key=lambda each: each[1])
        return {row: value for row, (value, _) in found.items()}

    @rule(
        way=st.sampled_from(["", "", "official"]),
        figures=st.dictionaries(st.sampled_from(ROWS), st.integers(0, 99), min_size=1),
        held=SOME,
    )
    def send(self, way: str, figures: dict[Row, int], held: set[Row]) -> None:
        self.step += 1
        said = tuple(Observation("WPN", *row, value=Decimal(value)) for row, value in figures.items())
        checked = replace(a_check(self.house), observations=said)
        with self.house.store.writing() as transaction:
            data, name = f"{self.step}".encode(), "return.xlsx"
            kept = keep(transaction, WPN, self.house, data, name, checked, mapping=way, mapped="text" if way else "").receipt
        assert kept is not None
        wanted = held & figures.keys()
        if wanted:
            monitor.hold_back(WPN, self.house, kept.id, wanted, "counted again next week")
        if wanted == figures.keys():
            with pytest.raises(monitor.NotNow, match="nothing_left"):
                monitor.submit(WPN, self.house, kept.id, correction="better")
            back = min(wanted)
            wanted = wanted - {back}
            monitor.take_back_hold(WPN, self.house, kept.id, {back})
        monitor.submit(WPN, self.house, kept.id, correction="better")
        self.given[kept.id], self.out[kept.id], self.waiting[way] = figures, wanted, kept.id

    @precondition(lambda self: self.waiting)
    @rule(which=st.integers(0, 1), declined=SOME, again=SOME)
    def accept(self, which: int, declined: set[Row], again: set[Row]) -> None:
        way = sorted(self.waiting)[which % len(self.waiting)]
        id = self.waiting.pop(way)
        fresh = declined & self.given[id].keys() - self.out[id]
        if fresh:
            monitor.decline(COORDINATOR, self.house, id, fresh, "not so")
        back = fresh & again
        if back:
            monitor.undecline(COORDINATOR, self.house, id, back)
        self.out[id] |= fresh - back
        self.step += 1
        before = self.ways[way][-1][1] if self.ways[way] else {}
        new = {row: (value, self.step) for row, value in self.given[id].items() if row not in self.out[id]}
        stays = {row: before[row] for row in self.out[id] if row in before}
        supposed = self.supposed(id)
        monitor.accept(COORDINATOR, self.house, id)
        self.ways[way].append((id, {**new, **stays}))
        assert supposed == self.counting()

    def supposed(self, id: str) -> dict[Row, int]:
        """What the house says, before the acceptance, would count after it."""
        with self.house.store.reading() as transaction:
            asked = supposing(transaction, self.house, returns.get_return(transaction, id))
            return told(Counting(transaction, self.house, asked).totals("2.2"))

    @precondition(lambda self: any(self.ways.values()))
    @rule(which=st.integers(0, 1), free=st.booleans())
    def undo(self, which: int, free: bool) -> None:
        way = [each for each in self.ways if self.ways[each]][which % sum(map(bool, self.ways.values()))]
        id, _ = self.ways[way].pop()
        receipt = monitor.undo(COORDINATOR, self.house, id, "a mistake")
        if receipt.status == "submitted":
            self.waiting.setdefault(way, id)

    @precondition(lambda self: any(len(way) > 1 for way in self.ways.values()))
    @rule(which=st.integers(0, 5))
    def reactivate(self, which: int) -> None:
        way = next(each for each in self.ways if len(self.ways[each]) > 1)
        current = self.ways[way][-1][0]
        earlier = [(id, figures) for id, figures in self.ways[way] if id != current]
        if not earlier:
            return
        id = earlier[which % len(earlier)][0]
        _, figures = [one for one in earlier if one[0] == id][-1]
        self.step += 1
        monitor.reactivate(COORDINATOR, self.house, id, "that one was right")
        own = {row: (value, self.step) for row, value in self.given[id].items() if row not in self.out[id]}
        self.ways[way].append((id, {**figures, **own}))

    @invariant()
    def the_figures_that_count_are_those_of_the_plain_list(self) -> None:
        wanted = self.counting()
        assert told(counting_totals(self.house)) == wanted
        with self.house.store.reading() as transaction:
            afresh = Counting(transaction, replace(self.house, memory=Memory()))
            assert told(afresh.figures("2.2")) == wanted
            told_whole = {(one.indicator, one.region, one.period): one.value for _, one in afresh.whole("2.2")}
            assert told_whole.keys() == wanted.keys()
            whole = counted.observations(transaction, self.house.plan.id)
        assert {(one.indicator, one.region, one.period) for one in whole} == wanted.keys()

    def results_are_those_of_the_plain_list(self) -> None:
        plain = [Observation("WPN", *row, value=Decimal(value)) for row, value in self.counting().items()]
        plan, shown = self.house.plan, monitor.results_for(COORDINATOR, self.house, indicators=["2.2"])
        naive = compute(plan, plain, self.house.today(), indicators=["2.2"])
        assert [(one.region, one.period, one.value) for one in shown] == [(one.region, one.period, one.value) for one in naive]

    @invariant()
    def a_table_is_compared_with_what_counts(self) -> None:
        past = Remembered(WPN, self.house, mapping="another").past(self.house.plan, "WPN", H1, ["2.2"])
        assert {row: given[""].value for row, given in past.own.items()} == self.counting()


def told(figures: object) -> dict[Row, int]:
    return {(one.indicator, one.region, one.period): one.value for one in figures if not one.state}  # type: ignore[attr-defined]


TestRows = Rows.TestCase
