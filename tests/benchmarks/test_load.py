"""The benchmark of load and faults: what looks for losses finds each of them, and the figures are what was noted."""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from benchmarks.load_ledger import ANSWERED, FAILED, REFUSED, Act, Given, Ledger, percentile
from benchmarks.load_lost import counted, losses
from benchmarks.load_people import judged
from benchmarks.load_world import make_world
from nap.monitor import Receipt, accept, close, demo_people, open_house, receive, submit
from nap.settings import Settings

HARMS: dict[str, str] = {
    "DELETE FROM returns WHERE partner = 'P02'": "was given and is not there",
    "DELETE FROM originals": "bytes",
    "UPDATE originals SET data = x'50'": "other bytes than were sent",
    "DELETE FROM observations WHERE number = 1": "sum to",
    "UPDATE observations SET value = '8' WHERE number = 2": "sum to",
    "DELETE FROM findings": "findings of the",
    "UPDATE returns SET version = 2": "versions of",
    "UPDATE audit_head SET number = 99": "audit trail",
    "INSERT INTO notes SELECT plan, 'nobody', 1, 'k', 't', '', '', NULL, NULL FROM returns LIMIT 1": "without their return",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ledger]:
    """A store with a sound return that was handed in and accepted and one with faults, and what their senders were answered."""
    folder, ledger = tmp_path_factory.mktemp("store"), Ledger()
    world = make_world(folder, partners=2, rows=54)
    house = open_house(Settings.read({"NAP_DATA": str(folder), "NAP_PLAN": str(world.plan)}))
    people = {person.partner or person.person: person for person in demo_people(house)}
    for partner, wrong in (("P01", False), ("P02", True)):
        made = world.workbook(partner, 7, wrong=wrong)
        kept = receive(people[partner], house, made.data, "return.xlsx", safely=False).receipt
        assert isinstance(kept, Receipt)
        ledger.gives(Given(kept.id, made.sha256, made.figures, made.total, made.faults))
        if not wrong:
            submit(people[partner], house, kept.id)
            accept(people["coordinator@demo"], house, kept.id)
            ledger.done |= {(kept.id, "submit"), (kept.id, "accept")}
    close(house)
    return folder, ledger


def harmed(store: Path, folder: Path, script: str) -> str:
    """A copy of the store with that done to it; its address."""
    with closing(sqlite3.connect(store / "nap.sqlite")) as whole, closing(sqlite3.connect(folder / "nap.sqlite")) as copy:
        whole.backup(copy)
        copy.execute("PRAGMA foreign_keys=OFF")
        copy.execute(script)
        copy.commit()
    return f"sqlite:///{folder / 'nap.sqlite'}"


def test_a_whole_store_has_lost_nothing(store: tuple[Path, Ledger]) -> None:
    folder, ledger = store
    address = f"sqlite:///{folder / 'nap.sqlite'}"
    assert losses(address, ledger.given.values(), ledger.done) == ()
    assert counted(address)["returns"] == 2
    assert [one.faults > 0 for one in ledger.given.values()] == [False, True]


@pytest.mark.parametrize("script", HARMS)
def test_every_loss_is_found(store: tuple[Path, Ledger], tmp_path: Path, script: str) -> None:
    folder, ledger = store
    found = losses(harmed(folder, tmp_path, script), ledger.given.values(), ledger.done)
    assert [fault for fault in found if HARMS[script] in fault], found


def test_an_act_that_never_came_true_is_found(store: tuple[Path, Ledger]) -> None:
    folder, ledger = store
    (draft,) = (one.id for one in ledger.given.values() if one.faults)
    (told,) = losses(f"sqlite:///{folder / 'nap.sqlite'}", (), {(draft, "submit")})
    assert told == f"submit of {draft} was answered and is 0 times on record"


def test_one_number_for_two_files_is_a_contradiction() -> None:
    ledger = Ledger()
    ledger.gives(Given("load.P01.2026-H1.1", "a", 1, 1, 0))
    ledger.gives(Given("load.P01.2026-H1.1", "b", 1, 1, 0))
    assert ledger.contradictions == ["load.P01.2026-H1.1 was given for two files"]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (httpx.Response(200, text="<p>Fine</p>"), ANSWERED),
        (httpx.Response(200, text="Traceback (most recent call last)"), FAILED),
        (httpx.Response(500, text="Internal Server Error"), FAILED),
        (httpx.Response(503, text='<p role="alert">The store is full, try again.</p>'), REFUSED),
        (httpx.Response(503, text=""), FAILED),
        (httpx.Response(303, headers={"location": "/sign-in?next=%2F"}), REFUSED),
    ],
)
def test_an_answer_is_refused_only_if_it_says_why(answer: httpx.Response, outcome: str) -> None:
    assert judged(answer, 200)[0] == outcome


def test_figures_of_acts() -> None:
    ledger = Ledger([Act(10 + each, "upload", float(each), ANSWERED) for each in range(1, 101)])
    ledger.acts += [Act(50.0, "upload", 1.0, FAILED, "no answer"), Act(500.0, "page", 1.0, REFUSED, "busy")]
    page, upload = ledger.figures()
    assert (upload.answered, upload.refused, upload.failed) == (100, 0, 1)
    assert (upload.p50, upload.p95, upload.p99, upload.longest) == (50, 95, 99, 100)
    assert (page.refused, math.isnan(page.p50)) == (1, True)
    assert ledger.told([(45.0, 60.0)]) == [("failed meanwhile", "upload: no answer", 1), ("refused", "page: busy", 1)]
    assert math.isnan(percentile([], 0.5))


def test_recovery_is_the_first_answer_to_what_was_begun_later() -> None:
    ledger = Ledger([Act(20.0, "upload", 12.0, ANSWERED), Act(21.0, "upload", 3.0, FAILED), Act(25.0, "upload", 2.0, ANSWERED)])
    assert ledger.first_answer(["upload"], after=10.0) == 15.0
    assert math.isnan(ledger.first_answer(["page"], after=10.0))


def test_no_two_workbooks_are_the_same(tmp_path: Path) -> None:
    world = make_world(tmp_path, partners=2, rows=54)
    made = [world.workbook(partner, number) for partner in world.partners for number in (1, 2)]
    assert len({one.sha256 for one in made}) == 4
    assert len({one.total for one in made}) == 2
