"""What clients were answered: it must be in the store whatever happens to the server afterwards."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from threading import Lock, Semaphore

SUBMITTED, ACCEPTED, SENT_BACK = "submit", "accept", "send_back"


@dataclass
class Ledger:
    """Shared by all clients.

    `given`: receipts seen, the number of the return → sha256 of the file. `done`: (number of the return, act) answered.
    `sent`: sha256 of every file that was ever sent, answered or not, with whose it is: (organisation, period).
    """

    given: dict[str, str] = field(default_factory=dict)
    done: set[tuple[str, str]] = field(default_factory=set)
    sent: dict[str, tuple[str, str]] = field(default_factory=dict)
    repeats: int = 0
    """Requests that were made once more because the server died before it answered."""
    kept_before: int = 0
    """Files among them that had come in all the same."""
    faults: list[str] = field(default_factory=list)
    answers: Semaphore = field(default_factory=lambda: Semaphore(0), repr=False)
    """Is released once for each receipt that was seen and each act that was answered."""
    _lock: Lock = field(default_factory=Lock, repr=False)

    def sends_file(self, data: bytes, whose: tuple[str, str], *, again: bool = False) -> None:
        with self._lock:
            self.sent[hashlib.sha256(data).hexdigest()] = whose
            self.repeats += again

    def gives(self, id: str, sha256: str) -> None:
        with self._lock:
            if self.given.setdefault(id, sha256) != sha256:
                self.faults.append(f"{id} was given for two files")
        self.answers.release()

    def does(self, id: str, act: str) -> None:
        with self._lock:
            self.done.add((id, act))
        self.answers.release()

    def knew(self) -> None:
        with self._lock:
            self.kept_before += 1

    def repeated(self) -> None:
        with self._lock:
            self.repeats += 1

    def finds(self, fault: str) -> None:
        with self._lock:
            self.faults.append(fault)

    def plain(self) -> tuple[dict[str, str], list[tuple[str, str]], dict[str, tuple[str, str]]]:
        """Receipts, acts and files for another process."""
        return dict(self.given), sorted(self.done), dict(self.sent)
