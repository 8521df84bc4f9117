"""Whatever partners and coordinators do in whatever order: what counts is what a plain book says, and all of it is told so."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings as sampled, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from nap import monitor
from nap.facts import Finding, Result, Severity
from nap.monitor import Asked, House, NotNow, PartnerRefused, PartnerTyped
from nap.monitor.counting import Counting
from nap.monitor.memory import Memory
from nap.monitor.sending import keep
from nap.people import Role
from nap.plan import due_date
from nap.results import compute
from nap.results.explanation import Step
from nap.results.shifting import newly_hidden, shifts
from nap.store import open_store, returns
from nap.store.answers import spot
from tests.monitor.building import COORDINATOR, a_check, second_coordinator, settings, somebody
from tests.monitor.whole_life import (
    COMMITTEES,
    LATER,
    MONEY,
    PERIODS,
    TRAINED,
    Book,
    Mark,
    Row,
    Sent,
    as_told,
    given,
    joined,
    observations,
    plan_text,
    said_last,
)  # fmt: skip

OLD, NEW = PERIODS[1], PERIODS[2]
FIRST_DAY = date(2026, 7, 14)
"""The return for the first half of the year is due on the next day."""
PEOPLE = {code: somebody(Role.PARTNER, partner=code, person=f"{code.lower()}@demo") for code in ("WPN", "CEC", "RCK")}
NAMES = {"en": "Red Crescent", "ru": "Красный Полумесяц", "ky": "Кызыл Жарым ай"}
PLACES = ("KG-B", "KG-O")
HOW = ("total", "total", "parts", "parts", "no_data", "not_safe", "not_applicable")
WHO = st.sampled_from(["WPN", "WPN", "CEC", "CEC", "RCK"])
WHEN = st.sampled_from([OLD, NEW, NEW])
WHICH = st.integers(0, 99)
SAID = st.dictionaries(st.integers(0, 7), st.tuples(st.integers(0, 40), st.sampled_from(HOW)), min_size=1, max_size=6)
SOME = st.sets(st.integers(0, 7), max_size=3)
_FIRST: list[tuple[House, bytes]] = []


def fresh(folder: Path) -> House:
    """An empty house with that plan in force and a second coordinator; opened once, then its file is copied."""
    if not _FIRST:
        file = folder / "plan.yaml"
        file.write_text(plan_text(1), encoding="utf-8")
        first = settings(f"sqlite:///{folder / 'first.sqlite'}", plan_file=file)
        house = monitor.open_house(
            first, now=lambda: datetime.combine(FIRST_DAY, time(), ZoneInfo("UTC")), today=lambda: FIRST_DAY
        )
        second_coordinator(house)
        monitor.close(house)
        _FIRST.append((house, (folder / "first.sqlite").read_bytes()))
    house, data = _FIRST[0]
    (folder / "nap.sqlite").write_bytes(data)
    return replace(house, store=open_store(f"sqlite:///{folder / 'nap.sqlite'}"), memory=Memory())


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(NotNow) as caught:
        act()
    assert caught.value.code == code


def key_of(one: Result) -> tuple[str, str, object, str]:
    return one.indicator, one.region, one.period, one.breakdown


class WholeLife(RuleBasedStateMachine):
    """Three organisations, two periods, workbook and table, two coordinators, days that pass."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="nap-whole-")
        self.house = fresh(Path(self.folder.name))
        self.other = somebody(Role.COORDINATOR, person="aida@example.org")
        self.book = Book()
        self.day, self.ticks, self.number = FIRST_DAY, 0, 0
        self.closed: dict[object, set[str]] = {}
        self.known: dict[date, object] = {}
        self.erasing: set[str] = set()
        self.tick()

    def teardown(self) -> None:
        try:
            self.what_was_known_of_earlier_days_does_not_change()
            assert monitor.audit_verify(self.house)[0] is None
        finally:
            monitor.close(self.house)
            self.folder.cleanup()

    def tick(self) -> None:
        """A little later on the same day; what others put in force is taken up, as with every request."""
        self.ticks += 1
        moment = datetime.combine(self.day, time(8), ZoneInfo("Asia/Bishkek")) + timedelta(seconds=self.ticks)
        day = self.day
        self.house = monitor.current(replace(self.house, today=lambda: day, now=lambda: moment))

    def pick(self, which: int, *statuses: str) -> Sent | None:
        found = [one for one in self.book.sent.values() if one.status in statuses]
        return found[-1 - which % len(found)] if found else None

    # What partners do

    @rule(who=WHO, period=WHEN, way=st.sampled_from(["", "", "official"]), said=SAID, wrong=st.sampled_from([False, False, True]))
    def receive(self, who: str, period: object, way: str, said: dict[int, tuple[int, str]], wrong: bool) -> None:
        self.tick()
        book = self.book
        owed = book.owed(who, period) if who in book.asked else []  # type: ignore[arg-type]
        if not owed:
            return
        rows: dict[Row, object] = {}
        for place, (value, how) in said.items():
            row = owed[place % len(owed)]
            rows[row] = given(row[0], value, how)
        self.number += 1
        finding = Finding("parts-exceed-total", Severity.ERROR, "O2", (f"F{self.number}",), "2.2", "KG-B", "5")
        checked = replace(
            a_check(self.house, who, period, verdict="errors" if wrong else "clean"),  # type: ignore[arg-type]
            observations=tuple(observations(who, rows)),  # type: ignore[arg-type]
            findings=(finding,) if wrong else (),
        )
        data, mapped = f"file {self.number}".encode(), "text" if way else ""
        with self.house.store.writing() as transaction:
            kept = keep(transaction, PEOPLE[who], self.house, data, "r.xlsx", checked, "", way, mapped).receipt
        assert kept is not None
        late = self.day > due_date(self.house.plan, period)  # type: ignore[arg-type]
        book.sent[kept.id] = Sent(kept.id, who, period, way, kept.version, rows, data, late, wrong=wrong, found=wrong)  # type: ignore[arg-type]

    @rule(which=WHICH, places=SOME, back=SOME)
    def hold_back(self, which: int, places: set[int], back: set[int]) -> None:
        self.tick()
        one = self.pick(which % 2, "draft")
        if one is None:
            return
        rows = {sorted(one.rows)[place % len(one.rows)] for place in places} - one.held
        if rows and one.gone and one.found:
            refused("file_gone", lambda: monitor.hold_back(PEOPLE[one.partner], self.house, one.id, rows, "counted again"))
        elif rows:
            monitor.hold_back(PEOPLE[one.partner], self.house, one.id, rows, "counted again next week")
            one.held |= rows
        again = {sorted(one.rows)[place % len(one.rows)] for place in back} & one.held
        if again:
            monitor.take_back_hold(PEOPLE[one.partner], self.house, one.id, again)
            one.held -= again

    @rule(which=WHICH, because=st.sampled_from(["counted again", "counted again", ""]))
    def submit(self, which: int, because: str) -> None:
        self.tick()
        one = self.pick(which % 3, "draft")
        if one is None:
            return
        closed = one.period in self.closed and one.partner not in self.closed[one.period]
        others = [each for each in self.book.of(one.key) if each.id != one.id]

        def act() -> object:
            return monitor.submit(PEOPLE[one.partner], self.house, one.id, correction=because)

        if any(each.version > one.version and each.status not in {"draft", "withdrawn"} for each in others):
            refused("newer_version", act)
        elif one.wrong:
            refused("has_errors", act)
        elif one.rows.keys() <= one.held:
            refused("nothing_left", act)
        elif closed:
            refused("period_closed", act)
        elif not because and any(each.status == "accepted" for each in others):
            refused("correction_needed", act)
        else:
            act()
            self.book.submit(one)

    @rule(which=WHICH)
    def withdraw(self, which: int) -> None:
        self.tick()
        one = self.pick(which % 3, "draft", "submitted")
        if one is not None:
            monitor.withdraw(PEOPLE[one.partner], self.house, one.id)
            one.status = "withdrawn"

    @rule(
        who=WHO, period=WHEN, way=st.sampled_from(["", "", "official"]), said=SAID, accepted=st.sampled_from([True, True, False])
    )
    def send(self, who: str, period: object, way: str, said: dict[int, tuple[int, str]], accepted: bool) -> None:
        before = len(self.book.sent)
        self.receive(who, period, way, said, wrong=False)
        if len(self.book.sent) > before:
            self.submit(0, "counted again")
            if accepted:
                self.accept(0)

    # What coordinators do

    @rule(which=WHICH)
    def waive(self, which: int) -> None:
        self.tick()
        wrong = [one for one in self.book.sent.values() if one.wrong and one.status == "draft" and not one.gone]
        if wrong:
            one = wrong[-1 - which % len(wrong)]
            with self.house.store.reading() as transaction:
                (finding,) = returns.findings(transaction, one.id)
            monitor.waive(COORDINATOR, self.house, one.id, spot(finding), "the register itself says so")
            one.wrong = False

    @rule(which=WHICH, places=SOME, back=SOME)
    def decline(self, which: int, places: set[int], back: set[int]) -> None:
        self.tick()
        one = self.pick(which, "submitted")
        if one is None:
            return
        rows = {sorted(one.rows)[place % len(one.rows)] for place in places} - one.out
        if rows:
            monitor.decline(COORDINATOR, self.house, one.id, rows, "not so")
            one.declined |= rows
        again = {sorted(one.rows)[place % len(one.rows)] for place in back} & one.declined
        if again:
            monitor.undecline(self.other, self.house, one.id, again)
            one.declined -= again

    @rule(which=WHICH)
    def accept(self, which: int) -> None:
        self.tick()
        one = self.pick(which, "submitted")
        if one is None:
            return
        effect, before = monitor.effect_of(COORDINATOR, self.house, one.id), self.boards()
        monitor.accept(COORDINATOR, self.house, one.id, seen=effect.seen[one.id])
        self.book.accept(one)
        after = self.boards()
        found = shifts(before[0], after[0])
        assert set(effect.totals) == {each for each in found if not each.result.breakdown}
        assert effect.parts == sum(bool(each.result.breakdown) for each in found)
        assert set(effect.hidden) == set(newly_hidden(before[1], after[1]))
        assert set(effect.shown) <= set(newly_hidden(after[1], before[1]))
        told = {now.period: (then, now) for then, now in effect.reported}
        for then, now in zip(before[2], after[2], strict=True):
            assert told.get(then.period, (then, now)) == (then, now)
        for each in [*effect.totals][:2]:
            self.adds_up(each.result)

    @rule(which=WHICH)
    def send_back(self, which: int) -> None:
        self.tick()
        one = self.pick(which, "submitted")
        if one is not None:
            monitor.send_back(COORDINATOR, self.house, one.id, "one row is missing")
            one.status = "returned"

    @rule(which=WHICH)
    def undo(self, which: int) -> None:
        self.tick()
        one = self.pick(which, "accepted")
        if one is not None:
            monitor.undo(COORDINATOR, self.house, one.id, "a mistake")
            self.book.undo(one)

    @rule(which=WHICH)
    def reactivate(self, which: int) -> None:
        self.tick()
        stacks = [stack for stack in self.book.ways.values() if len({each.id for each in stack}) > 1]
        if stacks:
            stack = stacks[which % len(stacks)]
            earlier = sorted({each.id for each in stack} - {stack[-1].id})
            one = self.book.sent[earlier[which % len(earlier)]]
            monitor.reactivate(COORDINATOR, self.house, one.id, "that one was right")
            self.book.accept(one, "reactivate")

    @rule(period=WHEN, region=st.sampled_from(PLACES), which=WHICH, much=st.integers(1, 9))
    def mark_joint(self, period: object, region: str, which: int, much: int) -> None:
        self.tick()
        row: Row = (MONEY, region, period)  # type: ignore[assignment]
        soon = self.soon()
        told = {who: said for (who, at), said in soon.items() if at == row and isinstance(said, dict) and said}
        pairs = [(one, two) for one in told for two in told if one != two]
        if not pairs:
            return
        first, second = pairs[which % len(pairs)]
        both = [key for key in told[first] if key in told[second]]
        smallest = {key: min(told[first][key], told[second][key]) for key in both}
        same = self.shared(smallest, much)
        if not any(same.values()):
            return
        asked = {key: Decimal(value) for key, value in same.items()}
        if joined(self.book.marks, row, (first, second)):
            with pytest.raises(monitor.JointRefused, match=r"marked_already|circle"):
                monitor.mark_joint(COORDINATOR, self.house, *row, first, second, asked, "one seminar")
            return
        made = monitor.mark_joint(COORDINATOR, self.house, *row, first, second, asked, "one seminar")
        self.book.marks.append(Mark(made.number, row, frozenset((first, second)), same))

    @staticmethod
    def shared(smallest: dict[str, int], much: int) -> dict[str, int]:
        """So much of each, or less; parts make up the total."""
        if set(smallest) == {""}:
            return {"": min(much, smallest[""])}
        parts = {key: min(much, value) for key, value in smallest.items() if key}
        return {"": sum(parts.values()), **parts} if sum(parts.values()) <= smallest.get("", 0) else {}

    def soon(self) -> dict[tuple[str, Row], dict[str, int] | str]:
        """What would count if all that waits were accepted, in the order of partner, period and version."""
        waiting = sorted((one for one in self.book.sent.values() if one.status == "submitted"), key=self.place)
        ways = {key: (stack[-1].counted if stack else {}) for key, stack in self.book.ways.items()}
        for number, one in enumerate(waiting, self.book.step + 1):
            before = ways.get(one.key, {})
            stays = {row: before[row] for row in one.out if row in before}
            ways[one.key] = {row: (said, number) for row, said in one.rows.items() if row not in one.out} | stays
        several: dict[tuple[str, Row], list[tuple[int, object]]] = {}
        for (partner, _, _), counted in ways.items():
            for row, (said, step) in counted.items():
                several.setdefault((partner, row), []).append((step, said))
        return {key: said_last(said for _, said in sorted(found, key=lambda one: one[0])) for key, found in several.items()}  # type: ignore[misc]

    @staticmethod
    def place(one: Sent) -> tuple[str, str, int]:
        return one.partner, str(one.period), one.version

    @rule(which=WHICH)
    def lift_joint(self, which: int) -> None:
        self.tick()
        if self.book.marks:
            mark = self.book.marks.pop(which % len(self.book.marks))
            monitor.lift_joint(self.other, self.house, mark.number, "two seminars after all")

    # Partners, periods, plan, files, days

    @rule(
        who=WHO,
        places=st.sampled_from([("KG-B",), PLACES, (*PLACES, "KG-T")]),
        without=st.sampled_from(["", TRAINED, COMMITTEES]),
        since=st.sampled_from([None, *PERIODS[1:4]]),
    )
    def change_partner(self, who: str, places: tuple[str, ...], without: str, since: object) -> None:
        self.tick()
        known = [code for code in (TRAINED, COMMITTEES, MONEY, LATER) if self.house.plan.indicator(code)]
        codes = tuple(code for code in known if code != without)
        typed = PartnerTyped(who, NAMES if who == "RCK" else self.name(who), places, codes, str(since) if since else "")
        asked = self.book.asked
        try:
            if who in asked:
                monitor.change_partner(COORDINATOR, self.house, typed, "agreement")
                self.tick()
            else:
                monitor.add_partner(COORDINATOR, self.house, typed, "agreement")
                self.tick()
                asked[who] = dict.fromkeys(PERIODS, (places, codes))
                for period in PERIODS:
                    if since is not None and period < since:  # type: ignore[operator]
                        asked[who][period] = None
                return
        except PartnerRefused:
            return
        begins = [period for period in PERIODS if asked[who][period]]
        for period in PERIODS:
            starts = since is not None and begins and period < begins[0]
            if (since is None or period >= since) and (asked[who][period] or starts):  # type: ignore[operator]
                asked[who][period] = (places, codes)

    def name(self, who: str) -> dict[str, str]:
        partner = self.house.plan.partner(who)
        assert partner is not None
        return dict(partner.name)

    @rule(who=WHO, until=st.sampled_from(PERIODS[:4]))
    def end_partner(self, who: str, until: object) -> None:
        self.tick()
        try:
            monitor.end_partner(COORDINATOR, self.house, who, str(until), "it closed")
            self.tick()
        except PartnerRefused:
            return
        asked = self.book.asked[who]
        last = max(period for period in PERIODS if asked[period] and period <= until)  # type: ignore[operator]
        for period in PERIODS:
            if period > last:
                asked[period] = asked[last] if period <= until else None  # type: ignore[operator]

    @rule(who=WHO, since=st.sampled_from([None, *PERIODS[1:5]]))
    def bring_back(self, who: str, since: object) -> None:
        self.tick()
        try:
            monitor.bring_back(COORDINATOR, self.house, who, "it works again", since=str(since) if since else "")
            self.tick()
        except PartnerRefused:
            return
        asked = self.book.asked[who]
        last = max(period for period in PERIODS if asked[period])
        for period in PERIODS:
            if period > last and (since is None or period >= since):  # type: ignore[operator]
                asked[period] = asked[last]

    @rule(period=WHEN)
    def close_period(self, period: object) -> None:
        self.tick()

        def act() -> None:
            monitor.close_period(COORDINATOR, self.house, period)  # type: ignore[arg-type]

        if self.day <= due_date(self.house.plan, period):  # type: ignore[arg-type]
            refused("period_running", act)
        elif period in self.closed:
            refused("already_closed", act)
        else:
            act()
            self.closed[period] = set()

    @rule(who=WHO, period=WHEN)
    def reopen_period(self, who: str, period: object) -> None:
        self.tick()
        if period in self.closed and self.book.asked.get(who, {}).get(period):  # type: ignore[call-overload]
            if who in self.closed[period]:
                refused("already_open", lambda: monitor.reopen_period(COORDINATOR, self.house, period, who, "a late paper"))  # type: ignore[arg-type]
            else:
                monitor.reopen_period(COORDINATOR, self.house, period, who, "a late paper")  # type: ignore[arg-type]
                self.closed[period].add(who)

    @precondition(lambda self: self.house.plan.version == 1)
    @rule()
    def adopt_plan(self) -> None:
        self.tick()
        file = Path(self.folder.name) / "plan-2.yaml"
        file.write_text(plan_text(2), encoding="utf-8")
        monitor.adopt_plan(COORDINATOR, self.house, "decision of the council", file=file)
        self.tick()
        for who, tasks in self.book.asked.items():
            for period, task in tasks.items():
                if task and who != "RCK":
                    tasks[period] = (task[0], (*task[1], LATER))

    @rule(which=WHICH)
    def erase(self, which: int) -> None:
        self.tick()
        kept = [one for one in self.book.sent.values() if not one.gone]
        if not kept:
            return
        one = kept[which % len(kept)]
        done = monitor.purge(self.other if one.id in self.erasing else COORDINATOR, self.house, one.id, "a person asks for it")
        assert done.done is (one.id in self.erasing)
        self.erasing ^= {one.id}
        if done.done:
            one.gone = True
            if one.status in {"draft", "returned"}:
                one.status = "withdrawn"

    @rule(days=st.sampled_from([1, 1, 2, 30, 400]))
    def days_pass(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.ticks = 0
        self.tick()
        self.what_was_known_of_earlier_days_does_not_change()
        yesterday = self.day - timedelta(days=1)
        self.known[yesterday] = self.as_known(yesterday)
        monitor.apply_retention(self.house)
        gone = {one.return_id for one in monitor.gone_files(COORDINATOR, self.house)}
        for one in self.book.sent.values():
            assert one.id in gone or not one.gone
            assert one.status != "submitted" or one.gone or one.id not in gone
            one.gone = one.id in gone

    def as_known(self, day: date) -> object:
        afresh = replace(self.house, memory=Memory())
        found = monitor.coverage(COORDINATOR, afresh, as_of=day)
        return monitor.results_for(COORDINATOR, afresh, as_of=day), found.periods, found.squares

    # What holds after each step

    @invariant()
    def all_of_it_is_told_so(self) -> None:
        self.what_counts_is_what_the_book_says()
        self.every_return_stands_as_the_book_says_and_nothing_received_is_gone()
        self.marks_stand_as_the_book_says()
        self.results_are_computed_from_that_alone()
        self.who_has_reported_is_what_the_book_says()

    def boards(self) -> tuple[list[Result], list[Result], tuple[monitor.PeriodCoverage, ...]]:
        house = self.house
        forum = monitor.results_for_audience(COORDINATOR, house, "forum")
        return monitor.results_for(COORDINATOR, house), forum, monitor.coverage(COORDINATOR, house).periods

    def adds_up(self, result: Result) -> None:
        told = monitor.explain(COORDINATOR, self.house, Asked(*key_of(result)))  # type: ignore[arg-type]
        assert told.explanation.result.value == result.value
        step = told.explanation.step
        if result.value is None:
            return
        assert step is not None
        assert step.value == result.value
        for one in step.walk():
            steps_add_up(one)
        taken_off = {(one.of, one.observation.region, one.observation.period): one.same for one in told.counted_once}
        counting = self.book.counting()
        for each in told.explanation.made_of:
            row = counting[each.partner, (each.indicator, each.region, each.period)]
            assert isinstance(row, dict)
            assert each.value is not None
            assert each.value in {
                row[each.breakdown],
                row[each.breakdown] - taken_off.get((each.partner, each.region, each.period), 0),
            }

    def what_counts_is_what_the_book_says(self) -> None:
        wanted = self.book.counting()
        for house in (self.house, replace(self.house, memory=Memory())):
            with house.memory.lock, house.store.reading() as transaction:
                counting = Counting(transaction, house)
                figures = list(chain.from_iterable(counting.figures(one.code) for one in house.plan.indicators))
            assert as_told(figures) == wanted

    def results_are_computed_from_that_alone(self) -> None:
        shown = {key_of(one): one for one in monitor.results_for(COORDINATOR, self.house)}
        for period in (OLD, NEW):
            for region in PLACES:
                for breakdown in ("", "origin=BUDGET"):
                    told = shown.get((MONEY, region, period, breakdown))
                    wanted = self.book.money(region, period, breakdown)
                    assert (told.value if told else None) == wanted
        plain = [
            one for (who, row), said in self.book.counting().items() if row[0] != MONEY for one in observations(who, {row: said})
        ]
        codes = [one.code for one in self.house.plan.indicators if one.code != MONEY]
        naive = {key_of(one): one.value for one in compute(self.house.plan, plain, self.day, indicators=codes)}
        assert {key: one.value for key, one in shown.items() if key[0] != MONEY} == naive

    def marks_stand_as_the_book_says(self) -> None:
        told = {one.number: one.standing for one in monitor.joint_activities(COORDINATOR, self.house)}
        works = {number for number, standing in told.items() if standing in {"holds", "look_again"}}
        assert works == {one.number for one in self.book.holding()}

    def every_return_stands_as_the_book_says_and_nothing_received_is_gone(self) -> None:
        told = {one.receipt.id: one.receipt for one in monitor.all_returns(COORDINATOR, self.house)}
        with self.house.store.reading() as transaction:
            kept = {one.id: one for one in returns.find_returns(transaction, self.house.plan.id)}
            data = {one.id: returns.original(transaction, one.id) for one in self.book.sent.values() if not one.gone}
        assert {id: one.standing.status for id, one in kept.items()} == {id: one.status for id, one in self.book.sent.items()}
        assert all(told[id].status == one.standing.status for id, one in kept.items() if id in told)
        assert data == {one.id: one.data for one in self.book.sent.values() if not one.gone}
        for one in self.book.sent.values():
            assert kept[one.id].late is one.late
            assert (kept[one.id].standing.gone is not None) is one.gone

    def who_has_reported_is_what_the_book_says(self) -> None:
        found = monitor.coverage(COORDINATOR, self.house)
        told = {
            one.period: (one.partners, one.accepted, one.waiting, one.returned, one.expected, one.came) for one in found.periods
        }
        assert told == {period: self.book.reported(period) for period in told}

    def what_was_known_of_earlier_days_does_not_change(self) -> None:
        for day, known in self.known.items():
            assert self.as_known(day) == known


def steps_add_up(step: Step) -> None:
    """A step that adds up is the sum of what it adds up, one that takes the greatest the greatest of them."""
    values = [one.value for one in step.operands if one.counts and one.value is not None]
    if step.value is not None and step.how == "sum":
        assert step.value == sum(values)
    if step.value is not None and step.how == "highest":
        assert step.value == max(one.value for one in step.operands if one.value is not None)


TestWholeLife = WholeLife.TestCase
# Each step looks at the whole board several times: a quarter of the cases, so that it stays among the quick ones.
TestWholeLife.settings = sampled(max_examples=sampled().max_examples // 4)
