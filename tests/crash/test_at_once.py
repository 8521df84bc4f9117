"""Over HTTP at the same moment: the same bytes sent by eight make one return, one acceptance is on record where two accept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest

from tests.crash.app import AT_ONCE
from tests.crash.clients import Client
from tests.crash.ledger import ACCEPTED, SUBMITTED, Ledger
from tests.crash.servers import bare, found_by_another_process, until_healthy
from tests.crash.test_nothing_lost import installation
from tests.crash.workbooks import filled
from tests.web.server import free_port

pytestmark = pytest.mark.skipif(os.name != "posix", reason="servers of these tests are forked")
WHOSE = ("WPN", "2026-H1")
T = TypeVar("T")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    server = bare(installation(tmp_path), port)
    try:
        until_healthy(server, f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()


@contextmanager
def signed_in(address: str, person: str, ledger: Ledger, many: int) -> Iterator[list[Client]]:
    clients = [Client(address, person, ledger) for _ in range(many)]
    with ExitStack() as open_clients:
        for client in clients:
            open_clients.callback(client.close)
            client.sign_in()
        yield clients


def together(clients: list[Client], act: Callable[[Client], T]) -> list[T]:
    """What each was answered; all set out at the same moment."""
    gate = Barrier(len(clients))

    def one(client: Client) -> T:
        gate.wait()
        return act(client)

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(one, clients))


def test_the_same_bytes_and_the_same_decision_at_once_count_once(
    address: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    ledger, rounds = Ledger(), 50 if request.config.getoption("--long") else 3
    with (
        signed_in(address, "wpn@demo", ledger, AT_ONCE) as senders,
        signed_in(address, "coordinator@demo", ledger, 2) as reviewers,
    ):
        book = filled(senders[0].template(WHOSE))
        for number in range(1, rounds + 1):
            data = book.with_figure(number)
            ledger.sends_file(data, WHOSE)
            found = together(senders, partial(Client.send, data=data))
            assert len(set(found)) == 1
            assert all(together(senders, partial(Client.act, id=found[0], act=SUBMITTED, correction="counted again")))
            assert all(together(reviewers, partial(Client.act, id=found[0], act=ACCEPTED)))
    looked = found_by_another_process(installation(tmp_path), ledger)
    assert looked.faults == ()
    assert len(looked.looked) == rounds
