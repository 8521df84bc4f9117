"""What looks for losses finds each of them: otherwise the kills would prove nothing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from nap.facts import Period
from nap.monitor import Receipt, close, open_house, operator, receive, submit, template
from nap.settings import Settings
from tests.crash.ledger import ACCEPTED, SUBMITTED, Ledger
from tests.crash.servers import found_by_another_process
from tests.crash.test_nothing_lost import installation
from tests.crash.workbooks import filled
from tests.monitor.building import WPN

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the process that looks is forked")
HARMS = {
    "DELETE FROM originals": "bytes",
    "UPDATE originals SET data = x'50'": "bytes",
    "DELETE FROM observations WHERE number = 1": "figures",
    "UPDATE observations SET value = '8'": "figures",
    "DELETE FROM returns": "receipt",
    "UPDATE returns SET version = 2": "versions",
    "UPDATE audit_head SET number = 99": "audit verify",
    "INSERT INTO notes SELECT plan, 'nobody', 1, 'k', 't', '', '', NULL, NULL FROM returns": "without their return",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ledger]:
    """A store with one return that was handed in, and what its sender knows."""
    folder, ledger = tmp_path_factory.mktemp("store"), Ledger()
    house = open_house(Settings.read(installation(folder)))
    data = filled(template(operator(), house, "WPN", Period.parse("2026-H1"), "en").data).with_figure(7)
    kept = receive(WPN, house, data, "return.xlsx", safely=False).receipt
    assert isinstance(kept, Receipt)
    submit(WPN, house, kept.id)
    close(house)
    ledger.sends_file(data, ("WPN", "2026-H1"))
    ledger.gives(kept.id, kept.sha256)
    ledger.does(kept.id, SUBMITTED)
    return folder, ledger


def harmed(store: Path, folder: Path, script: str) -> dict[str, str]:
    """A copy of the store with that harm done to it."""
    with closing(sqlite3.connect(store / "nap.sqlite")) as whole, closing(sqlite3.connect(folder / "nap.sqlite")) as copy:
        whole.backup(copy)
        copy.execute("PRAGMA foreign_keys=OFF")
        copy.execute(script)
        copy.commit()
    return installation(folder)


def test_a_whole_store_has_no_fault(store: tuple[Path, Ledger]) -> None:
    found = found_by_another_process(installation(store[0]), store[1])
    assert (found.faults, len(found.looked)) == ((), 1)


@pytest.mark.parametrize("script", HARMS)
def test_every_harm_is_found(store: tuple[Path, Ledger], tmp_path: Path, script: str) -> None:
    found = found_by_another_process(harmed(store[0], tmp_path, script), store[1])
    assert [fault for fault in found.faults if HARMS[script] in fault], found.faults


def test_an_answer_that_never_came_true_is_found(store: tuple[Path, Ledger]) -> None:
    ledger = Ledger(dict(store[1].given), {*store[1].done, *((id, ACCEPTED) for id in store[1].given)}, dict(store[1].sent))
    assert "accept of" in found_by_another_process(installation(store[0]), ledger).faults[0]


def test_a_file_that_nobody_sent_is_found(store: tuple[Path, Ledger]) -> None:
    assert "nobody sent" in found_by_another_process(installation(store[0]), Ledger(dict(store[1].given))).faults[0]
