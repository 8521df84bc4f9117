"""Whatever people do in whatever order, the life of a return keeps its rules."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
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
from nap.store import audit, open_store, returns
from nap.store.chain import examine
from nap.store.returns import StoredReturn
from tests.monitor.building import COORDINATOR, H1, H2, WPN, a_draft, a_house

ALLOWED = {
    ("", "draft"),
    ("draft", "submitted"),
    ("submitted", "accepted"),
    ("submitted", "returned"),
    ("submitted", "superseded"),
    ("accepted", "submitted"),
    ("accepted", "superseded"),
    ("superseded", "accepted"),
}
"""Every step a status may take."""
STEPS = {
    "submit": ("draft", ("submitted",)),
    "accept": ("submitted", ("accepted",)),
    "send_back": ("submitted", ("returned",)),
    "undo": ("accepted", ("submitted", "superseded")),
}
"""What each act needs, and what may come of it."""
ACTS: dict[str, Callable[[House, str], Receipt]] = {
    "submit": lambda house, id: monitor.submit(WPN, house, id),
    "accept": lambda house, id: monitor.accept(COORDINATOR, house, id),
    "send_back": lambda house, id: monitor.send_back(COORDINATOR, house, id, "why"),
    "undo": lambda house, id: monitor.undo(COORDINATOR, house, id, "why"),
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
    """One partner, two periods, few different files, a sender and a coordinator."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="nap-life-")
        self.house = fresh_house(Path(self.folder.name))
        self.standing: dict[str, StoredReturn] = {}

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
        if before and before[-1].sha256 == receipt.sha256:
            assert (receipt.id, receipt.status) == (before[-1].id, before[-1].standing.status)
        else:
            assert (receipt.version, receipt.status) == (len(before) + 1, "draft")

    @precondition(lambda self: self.standing)
    @rule(which=st.integers(0, 9), act=st.sampled_from(["submit", "accept", "accept", "send_back", "undo"]))
    def act(self, which: int, act: str) -> None:
        stored = list(self.standing.values())[-1 - which % len(self.standing)]
        needed, becomes = STEPS[act]
        if stored.standing.status != needed:
            self.refused(act, stored, f"not_{needed}")
        elif act == "submit" and stored.verdict == "errors":
            self.refused(act, stored, "has_errors")
        elif act == "submit" and any(o.version > stored.version and o.standing.status != "draft" for o in self.of(stored.period)):
            self.refused(act, stored, "newer_version")
        else:
            assert ACTS[act](self.house, stored.id).status in becomes

    def refused(self, act: str, stored: StoredReturn, code: str) -> None:
        with pytest.raises(NotNow, match=f"^{code}$"):
            ACTS[act](self.house, stored.id)

    @invariant()
    def versions_have_no_gaps_and_at_most_one_counts_and_one_waits(self) -> None:
        with self.house.store.reading() as transaction:
            found = returns.find_returns(transaction, self.house.plan.id)
            counting = set(returns.accepted_ids(transaction, self.house.plan.id))
        self.standing = {stored.id: stored for stored in found}
        assert counting == {stored.id for stored in found if stored.standing.status == "accepted"}
        for period in (H1, H2):
            statuses = [stored.standing.status for stored in self.of(period)]
            assert [stored.version for stored in self.of(period)] == list(range(1, len(statuses) + 1))
            assert statuses.count("accepted") <= 1
            assert statuses.count("submitted") <= 1
            waiting = statuses.index("submitted") if "submitted" in statuses else len(statuses)
            assert "accepted" not in statuses[waiting:]

    def only_allowed_steps_were_taken_and_the_chain_holds(self) -> None:
        with self.house.store.reading() as transaction:
            assert examine(transaction).broken is None
            for id in self.standing:
                steps = [event.status or "" for event in audit.events(transaction, id)]
                assert set(pairwise(["", *steps])) <= ALLOWED


TestLife = Life.TestCase
