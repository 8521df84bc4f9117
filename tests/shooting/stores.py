"""The three installations that are looked at: the demo with its story, the demo plan with nothing sent, a plan with one partner.

Enters a name and a folder, leaves a `Store` whose plan is loaded and whose files stand ready for a server.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nap.facts import Period
from nap.monitor import House, Viewer, accept, close, demo_people, open_house, receive, return_detail, submit, waiting_returns
from nap.plan import Plan, load_plan
from nap.settings import ROOT, Settings
from tests.shooting.workbooks import clean

NAMES = ("demo", "empty", "one")
TOLD = ("2025-H1", "2025-H2")
"""What the single partner of `one` has sent and had accepted; the period after it is missing."""


_LATIN = re.compile(r"[A-Za-z]{4,}")


@dataclass(frozen=True)
class Store:
    """An installation: its plan, where it is kept, and the partner whose pages are shown."""

    name: str
    plan: Plan
    plan_file: Path
    data: Path
    partner: str

    @cached_property
    def typed(self) -> frozenset[str]:
        """Latin words that the demo's partners typed into their workbooks, and people who are named in them."""
        tables = (ROOT / "data" / "demo").glob("*.csv") if self.name == "demo" else ()
        return frozenset(word for file in tables for word in _LATIN.findall(file.read_text(encoding="utf-8")))

    @property
    def environment(self) -> dict[str, str]:
        """What its server and its house must be told."""
        return {"NAP_DATA": str(self.data), "NAP_PLAN": str(self.plan_file), "NAP_DEMO": "1"}

    @contextmanager
    def house(self) -> Iterator[House]:
        """The same installation, open in this process."""
        opened = open_house(Settings.read(self.environment))
        try:
            yield opened
        finally:
            close(opened)


def make(name: str, folder: Path) -> Store:
    """The store of that name in a new folder. The demo's story is told by its server when it starts."""
    data = folder / name
    data.mkdir(parents=True)
    plan_file = _plan_file(name, data)
    plan, faults = load_plan(plan_file)
    assert plan is not None, faults
    # The demo's own story sends this partner's return back and accepts the next version.
    partner = "FWN" if name == "demo" else plan.partners[0].code
    store = Store(name, plan, plan_file, data, partner)
    if name == "one":
        _tell(store)
    return store


def waiting(store: Store) -> str:
    """The id of a return that waits for review, the fullest of findings; empty if none waits."""
    with store.house() as house:
        person = _person(house, "coordinator@demo")
        lines = waiting_returns(person, house)
        ids = [line.receipt.id for line in lines]
        return max(ids, key=lambda id: len(return_detail(person, house, id).findings), default="")


def _plan_file(name: str, data: Path) -> Path:
    if name == "one":
        return Path(__file__).parent.parent / "samples" / "one-partner.yaml"
    if name == "demo":
        return ROOT / "indicators.yaml"
    # A copy is somebody's own plan, which gets no story but, asked for, demo people.
    return Path(shutil.copy(ROOT / "indicators.yaml", data))


def _person(house: House, email: str) -> Viewer:
    return next(person for person in demo_people(house) if person.person == email)


def _tell(store: Store) -> None:
    with store.house() as house:
        sender, coordinator = _person(house, f"{store.partner.lower()}@demo"), _person(house, "coordinator@demo")
        for number, period in enumerate(TOLD):
            data = clean(store.plan, store.partner, Period.parse(period), "ky", number)
            received = receive(sender, house, data, f"{period}.xlsx", safely=False)
            assert received.receipt is not None, received.checked.findings
            submit(sender, house, received.receipt.id)
            accept(coordinator, house, received.receipt.id)
