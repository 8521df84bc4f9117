"""Many clients and the server they lose again and again. One store grows through all rounds; each round is one kill."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event, Thread

from tests.crash.clients import Client, Reviewer, Sender
from tests.crash.ledger import Ledger
from tests.crash.servers import PATIENCE, Running, bare, found_by_another_process, until_healthy
from tests.web.server import free_port

PARTNERS, PERIODS = ("WPN", "MIA", "CEC", "NSC", "PBF"), ("2025-H1", "2025-H2", "2026-H1", "2026-H2")
REVIEWERS = 2
Start = Callable[[Mapping[str, str], int], Running]


@dataclass
class Crowd:
    """The clients of one installation, what they were answered and what was found in the store after each kill."""

    environment: Mapping[str, str]
    start: Start
    seed: int
    size: int = 20
    """How many clients there are."""
    most: int = 12
    """Receipts and acts that are answered at most before the server is killed."""
    ledger: Ledger = field(default_factory=Ledger)
    looked: tuple[str, ...] = ()
    kills: int = 0
    events: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        whose = [(partner, period) for period in PERIODS for partner in PARTNERS][: self.size - REVIEWERS]
        self.clients: list[Client] = [
            *(Sender(self.address, f"{one[0].lower()}@demo", self.ledger, whose=one) for one in whose),
            *(Reviewer(self.address, "coordinator@demo", self.ledger, chance=self.chance) for _ in range(REVIEWERS)),
        ]

    def round(self, early: float) -> None:
        """Start the server, kill it, look into the store. `early`: how likely it is killed while it starts."""
        server = self.start(self.environment, self.port)
        try:
            if self.chance.random() < early:
                time.sleep(self.chance.uniform(0.01, 1))
            else:
                until_healthy(server, self.address)
                self._live(server)
        finally:
            server.kill()
        self.kills += 1
        self.look()

    def _live(self, server: Running) -> None:
        over = Event()
        threads = [Thread(target=client.live, args=(over,)) for client in self.clients]
        for thread in threads:
            thread.start()
        for _ in range(self.chance.randint(1, self.most)):
            self.ledger.answers.acquire(timeout=PATIENCE)
        time.sleep(self.chance.uniform(0, 0.2))
        server.kill()
        over.set()
        for thread in threads:
            thread.join()

    def look(self) -> None:
        """Compare what a fresh process finds with what was answered."""
        found = found_by_another_process(self.environment, self.ledger, self.looked)
        self.looked, self.events = found.looked, found.events
        faults = [*self.ledger.faults, *found.faults]
        assert not faults, f"after kill {self.kills} of seed {self.seed}: " + "\n".join(faults[:20])

    def finish(self) -> None:
        """A server comes up once more, the one that starts in a moment: whoever was not answered asks again and is answered."""
        server = bare(self.environment, self.port)
        try:
            until_healthy(server, self.address)
            over = Event()
            over.set()
            threads = [Thread(target=client.live, args=(over,)) for client in self.clients]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            server.kill()
        self.look()
        assert len(self.looked) == len(self.ledger.sent), "every file that was ever sent is one return"

    def close(self) -> None:
        """Give back the clients' connections."""
        for client in self.clients:
            client.close()

    def figures(self) -> str:
        """One line for whoever asks how much was tried."""
        book = self.ledger
        repeats = f"{book.repeats} repeats ({book.kept_before} files were there already)"
        answered = f"{len(book.given)} receipts given, {len(book.done)} acts answered"
        return f"{self.kills} kills, {answered}, {len(self.looked)} returns, {repeats}, {self.events} events"
