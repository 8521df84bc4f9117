"""One of three processes is killed while people send: what anybody was answered is there, nothing is half, and they go on."""

from __future__ import annotations

import os
from threading import Event, Thread

import httpx
import pytest

from tests.crash.clients import Client, Reviewer, Sender
from tests.crash.crowd import PARTNERS, PERIODS
from tests.crash.ledger import Ledger
from tests.crash.servers import PATIENCE, found_by_another_process
from tests.processes.conftest import Together

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL here")
SENDERS = 6


def crowd(address: str, ledger: Ledger) -> list[Client]:
    whose = [(partner, period) for period in PERIODS for partner in PARTNERS][-SENDERS:]
    senders = [Sender(address, f"{one[0].lower()}@demo", ledger, whose=one) for one in whose]
    return [*senders, Reviewer(address, "coordinator@demo", ledger)]


def test_nothing_is_lost_and_everybody_goes_on(together: Together, request: pytest.FixtureRequest) -> None:
    ledger, over = Ledger(), Event()
    clients = crowd(together.address, ledger)
    for client in clients:
        client.sign_in()
    threads = [Thread(target=client.live, args=(over,)) for client in clients]
    for thread in threads:
        thread.start()
    answered(ledger, 6)
    together.processes[0].kill()
    answered(ledger, 200 if request.config.getoption("--long") else 10)  # the others take over, without anybody signing in again
    over.set()
    for thread in threads:
        thread.join(PATIENCE)
    signed_in = [client.http.get("/light").status_code for client in clients]
    for client in clients:
        client.close()
    found = found_by_another_process(together.environment, ledger)
    assert [*ledger.faults, *found.faults] == []
    assert signed_in == [200] * len(clients)
    assert ledger.given


def answered(ledger: Ledger, times: int) -> None:
    """Wait until so many receipts and acts more were answered."""
    for _ in range(times):
        assert ledger.answers.acquire(timeout=PATIENCE), ledger.faults


def test_who_asks_meanwhile_is_answered_by_the_others(together: Together) -> None:
    """Runs after the kill: the process is gone, its address too, and nobody is sent there."""
    together.processes[0].kill()
    with pytest.raises(httpx.TransportError):
        httpx.get(f"{together.own[0]}/health")
    assert {httpx.get(f"{together.address}/health", timeout=30).status_code for _ in range(9)} == {200}
