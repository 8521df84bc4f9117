"""Whatever people do in whatever order, the life of a return keeps its rules."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from nap import monitor
from nap.facts import Period
from nap.monitor import House, NotNow, Receipt
from nap.monitor.memory import Memory
from nap.store import audit, counted, open_store, returns
from nap.store.chain import examine
from nap.store.returns import StoredReturn
from tests.monitor.building import COORDINATOR, H1, H2, WPN, a_draft, a_house

ALLOWED = {
    ("", "draft"),
    ("draft", "submitted"),
    ("draft", "withdrawn"),
    ("submitted", "accepted"),
    ("submitted", "returned"),
    ("submitted", "superseded"),
    ("submitted", "withdrawn"),
    ("accepted", "submitted"),
    ("accepted", "superseded"),
    ("superseded", "accepted"),
}
"""Every step a status may take."""
STEPS = {
    "submit": ({"draft"}, ("submitted",)),
    "withdraw": ({"draft", "submitted"}, ("withdrawn",)),
    "accept": ({"submitted"}, ("accepted",)),
    "send_back": ({"submitted"}, ("returned",)),
    "undo": ({"accepted"}, ("submitted", "superseded")),
    "reactivate": ({"superseded"}, ("accepted",)),
}
"""What each act needs, and what may come of it."""
REFUSED = {"submit": "not_draft", "withdraw": "not_withdrawable", "reactivate": "never_counted", "undo": "not_accepted"}
ACTS: dict[str, Callable[[House, str], Receipt]] = {
    "submit": lambda house, id: monitor.submit(WPN, house, id, correction="counted again"),
    "withdraw": lambda house, id: monitor.withdraw(WPN, house, id),
    "accept": lambda house, id: monitor.accept(COORDINATOR, house, id),
    "send_back": lambda house, id: monitor.send_back(COORDINATOR, house, id, "why"),
    "undo": lambda house, id: monitor.undo(COORDINATOR, house, id, "why"),
    "reactivate": lambda house, id: monitor.reactivate(COORDINATOR, house, id, "why"),
}
_FIRST: list[tuple[House, bytes]] = []


def fresh_house(folder: Path) -> House:
    """An empty house that has adopted its plan; opened once, then its file is copied."""
    if not _FIRST:
        house = a_house(f"sqlite:///{folder / 'first.sqlite'}")
        monitor.close(house)
        _FIRST.append((house, (folder / "first.sqlite").read_bytes()))
    house, file = _FIRST[0]
    (folder / "nap.sqlite").write_bytes(file)
    return replace(house, store=open_store(f"sqlite:///{folder / 'nap.sqlite'}"), memory=Memory())


class Life(RuleBasedStateMachine):
    """One partner, two periods, few different files, a sender and a coordinator.

    `counted` is the whole theory of what counts: for each period the versions that came to count, one upon the other; undoing
    takes the last one away, and what counts is the last one there is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="nap-life-")
        self.house = fresh_house(Path(self.folder.name))
        self.standing: dict[str, StoredReturn] = {}
        self.counted: dict[Period, list[str]] = {H1: [], H2: []}
        self.kept: dict[str, bytes] = {}
        self.events = 0

    def teardown(self) -> None:
        try:
            self.only_allowed_steps_were_taken_and_the_chain_holds()
        finally:
            monitor.close(self.house)
            self.folder.cleanup()

    def of(self, period: Period) -> list[StoredReturn]:
        return [stored for stored in self.standing.values() if stored.period == period]

    @rule(data=st.sampled_from([b"one", b"two", b"three"]), period=st.sampled_from([H1, H1, H2]), good=st.sampled_from([1, 1, 0]))
    def receive(self, data: bytes, period: Period, good: int) -> None:
        before = self.of(period)
        receipt = a_draft(self.house, WPN, data, period=period, verdict="clean" if good else "errors")
        in_hand = [one for one in before if one.standing.status != "withdrawn"][-1:]
        if [(one.sha256, one.standing.status != "superseded") for one in in_hand] == [(receipt.sha256, True)]:
            assert (receipt.id, receipt.status) == (in_hand[0].id, in_hand[0].standing.status)
        else:
            assert (receipt.version, receipt.status) == (len(before) + 1, "draft")
            self.kept[receipt.id] = data

    @precondition(lambda self: self.standing)
    @rule(which=st.integers(0, 9), act=st.sampled_from([*STEPS, "accept", "submit"]))
    def act(self, which: int, act: str) -> None:
        stored = list(self.standing.values())[-1 - which % len(self.standing)]
        needed, becomes = STEPS[act]
        if stored.standing.status not in needed or (act == "reactivate" and stored.standing.replaced is None):
            self.refused(act, stored, REFUSED.get(act, "not_submitted"))
        elif act == "submit" and stored.verdict == "errors":
            self.refused(act, stored, "has_errors")
        elif act == "submit" and later_was_sent(stored, self.of(stored.period)):
            self.refused(act, stored, "newer_version")
        else:
            self.done(act, stored, becomes)

    def done(self, act: str, stored: StoredReturn, becomes: tuple[str, ...]) -> None:
        counted = self.counted[stored.period]
        assert ACTS[act](self.house, stored.id).status in becomes
        if act in {"accept", "reactivate"}:
            counted.append(stored.id)
        elif act == "undo":
            assert counted.pop() == stored.id

    @precondition(lambda self: any(self.counted.values()))
    @rule(which=st.integers(0, 9))
    def what_counts_and_who_replaced_whom_is_the_same_after_reactivating_and_undoing(self, which: int) -> None:
        replaced = [one for one in self.standing.values() if one.standing.replaced is not None]
        if replaced:
            one, before = replaced[which % len(replaced)], self.told()
            ACTS["reactivate"](self.house, one.id)
            ACTS["undo"](self.house, one.id)
            assert self.told() == before

    def told(self) -> list[tuple[str, str, str | None]]:
        with self.house.store.reading() as transaction:
            found = returns.find_returns(transaction, self.house.plan.id)
        return [(one.id, one.standing.status, one.standing.replaced) for one in found]

    def refused(self, act: str, stored: StoredReturn, code: str) -> None:
        before = self.house.store.version()
        with pytest.raises(NotNow, match=f"^{code}$"):
            ACTS[act](self.house, stored.id)
        assert self.house.store.version() == before

    @invariant()
    def versions_have_no_gaps_and_at_most_one_counts_and_one_waits(self) -> None:
        with self.house.store.reading() as transaction:
            found = returns.find_returns(transaction, self.house.plan.id)
            counting = set(counted.accepted_ids(transaction, self.house.plan.id))
        self.standing = {stored.id: stored for stored in found}
        assert counting == {stored.id for stored in found if stored.standing.status == "accepted"}
        assert counting == {ids[-1] for ids in self.counted.values() if ids}
        for period in (H1, H2):
            statuses = [stored.standing.status for stored in self.of(period)]
            assert [stored.version for stored in self.of(period)] == list(range(1, len(statuses) + 1))
            assert statuses.count("accepted") <= 1
            assert statuses.count("submitted") <= 1
            waiting = statuses.index("submitted") if "submitted" in statuses else len(statuses)
            assert "accepted" not in statuses[waiting:]

    @invariant()
    def nothing_that_was_kept_or_noted_ever_disappears(self) -> None:
        with self.house.store.reading() as transaction:
            assert {id: returns.original(transaction, id) for id in self.kept} == self.kept
        noted = self.house.store.version()
        assert noted >= self.events
        self.events = noted

    def only_allowed_steps_were_taken_and_the_chain_holds(self) -> None:
        with self.house.store.reading() as transaction:
            assert examine(transaction).broken is None
            for id, stored in self.standing.items():
                steps = [event.status for event in audit.events(transaction, id) if event.status]
                assert set(pairwise(["", *steps])) <= ALLOWED
                assert stored.standing.status == steps[-1]


def later_was_sent(stored: StoredReturn, others: Iterable[StoredReturn]) -> bool:
    """Whether a later version was handed in and not taken back."""
    return any(one.version > stored.version and one.standing.status not in {"draft", "withdrawn"} for one in others)


TestLife = Life.TestCase
