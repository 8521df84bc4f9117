"""Which scenarios there are, how large they are, and which of them this machine can play."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load_place import has_nginx
from tests.store.postgres import binaries


@dataclass(frozen=True)
class Sizes:
    """How many and for how long; of the faults fewer."""

    partners: int = 50
    readers: int = 50
    seconds: float = 60.0
    rows: int = 2000
    kills: int = 20

    def lighter(self) -> Sizes:
        """For faults."""
        return Sizes(min(10, self.partners), min(10, self.readers), self.seconds, min(500, self.rows), self.kills)


@dataclass(frozen=True)
class Scenario:
    """Its name, what is said of it, the database, how many processes, and what goes wrong."""

    name: str
    about: str
    postgresql: bool = False
    processes: int = 1
    fault: str = ""


SCENARIOS = (
    Scenario("sqlite", "the crowd on SQLite, one process"),
    Scenario("postgresql", "the crowd on PostgreSQL, one process", True),
    Scenario("three-processes", "the crowd on PostgreSQL, three processes behind nginx", True, 3),
    Scenario("disk-full", "SQLite on a disk that fills up", fault="disk-full"),
    Scenario("files-limited", "SQLite, no file may grow", fault="files-limited"),
    Scenario("memory", "SQLite, hardly any memory left", fault="memory"),
    Scenario("database-restarted", "PostgreSQL stopped and started", True, fault="database-restarted"),
    Scenario("network-cut", "PostgreSQL behind a line that is cut and hangs", True, fault="network-cut"),
    Scenario("clock-jumped", "SQLite, a clock that jumps", fault="clock-jumped"),
    Scenario("power-cut", "SQLite, the server killed at random", fault="power-cut"),
    Scenario("slow-clients", "SQLite, a hundred slow connections", fault="slow-clients"),
)


def impossible(scenario: Scenario) -> str:
    """Why this machine cannot play it; empty if it can."""
    if scenario.postgresql and binaries() is None:
        return "no PostgreSQL here"
    if scenario.processes > 1 and not has_nginx():
        return "no nginx here"
    if scenario.fault == "disk-full" and (os.geteuid() != 0 or sys.platform != "linux"):
        return "only root may mount a small disk; see files-limited"
    if scenario.fault == "clock-jumped" and faketime() is None:
        return "no faketime here"
    if scenario.fault in {"memory", "files-limited"} and sys.platform != "linux":
        return "limits of a running process can be changed on Linux alone"
    return ""


def faketime() -> Path | None:
    """The library that shifts a process's clock."""
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    return found[0] if found else None
