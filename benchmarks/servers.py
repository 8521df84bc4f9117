"""The two servers that are compared, and who opens what on ours. Each is a process of its own, ended by its own number."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from nap.facts import Frequency, Period
from nap.people import Viewer, demo_people
from nap.plan import Plan, load_plan
from nap.settings import ROOT
from ui.menu import offered

PATIENCE = 900
"""Seconds for a server to answer: it makes its first board before, of a million observations in minutes."""
EMPTY_PAGE = "import streamlit as st\nimport altair, pandas, pyarrow\n\nst.title('Empty')\n"
"""An empty page with the data libraries that any dashboard loads."""


@dataclass(frozen=True)
class Server:
    """A running server: where it listens, its process number and its log."""

    address: str
    pid: int
    log: Path

    def cpu(self) -> float:
        """Seconds of processor time so far; 0 where the system does not tell (it is read from /proc)."""
        told = Path(f"/proc/{self.pid}/stat")
        if not told.is_file():
            return 0.0
        fields = told.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Resident megabytes; 0 where the system does not tell."""
        told = Path(f"/proc/{self.pid}/statm")
        return int(told.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if told.is_file() else 0.0

    def troubles(self) -> str:
        """What went wrong in the server's own words; empty if nothing did: a page that fails is quick, and must not count."""
        said = self.log.read_text(errors="replace")
        return said[-3000:] if "Traceback" in said else ""


@dataclass(frozen=True)
class View:
    """One screen as one person opens it."""

    person: str
    page: str
    query: str = ""

    def __str__(self) -> str:
        return f"{self.person.partition('@')[0]} {self.page}{'?' if self.query else ''}{self.query}"


@contextmanager
def our_server(folder: Path, plan: Path | None = None) -> Iterator[Server]:
    """`python -m nap serve` with the store in the folder; a new one of the demo's own plan is filled with its story."""
    port, own = free_port(), {"NAP_PLAN": str(plan)} if plan else {}
    command = [sys.executable, "-m", "nap", "serve", "--port", str(port)]
    with _running(command, ROOT, port, "/health", folder / "ours.log", NAP_DATA=str(folder), **own) as server:
        yield server


@contextmanager
def empty_server(folder: Path) -> Iterator[Server]:
    """`streamlit run` with nothing set but what a machine without a screen needs, and one empty page."""
    port, script = free_port(), folder / "empty.py"
    script.write_text(EMPTY_PAGE, encoding="utf-8")
    options = {"server.port": port, "server.address": "127.0.0.1", "server.headless": "true", "browser.gatherUsageStats": "false"}
    command = [sys.executable, "-m", "streamlit", "run", str(script), *(f"--{name}={value}" for name, value in options.items())]
    with _running(command, folder, port, "/_stcore/health", folder / "empty.log") as server:
        yield server


def views(pages: list[str], people: list[str], file: Path = ROOT / "indicators.yaml") -> list[View]:
    """Every screen each role may open, with and without filters; of some pages or people if they are named."""
    plan, faults = load_plan(file)
    assert plan is not None, faults
    return [
        View(person.person, screen.name, query)
        for person in _one_of_each_role(plan)
        for screen in offered(person)
        for query in _queries(plan, screen.name)
        if (not pages or screen.name in pages) and (not people or person.person.partition("@")[0] in people)
    ]


def sign_in(address: str, person: str) -> str:
    """The `Cookie` header of a new session."""
    with httpx.Client(base_url=address, timeout=30) as client:
        client.get("/sign-in")
        answer = client.post("/sign-in", data={"person": person, "form": client.cookies["nap_form"]})
        assert answer.status_code == 303, answer.text
        return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _one_of_each_role(plan: Plan) -> list[Viewer]:
    first = {role: person for person in reversed(demo_people(plan)) for role in person.roles}
    return sorted(first.values(), key=lambda person: person.person)


def _queries(plan: Plan, page: str) -> list[str]:
    """The plain address and, of pages with filters, one with filters that are not the default ones."""
    objective, indicator = plan.objectives[-1].code, plan.indicators[-1].code
    region = [one.code for one in plan.regions.all if one.level == "region"][-1]
    period = Period(plan.years[0], Frequency.YEAR)
    filtered = {
        "overview": f"indicator={indicator}&period={period}",
        "objective": f"objective={objective}&period={period}",
        "region": f"region={region}&period={period}",
        "indicator": f"indicator={indicator}",
    }
    return ["", filtered[page]] if page in filtered else [""]


@contextmanager
def _running(command: list[str], cwd: Path, port: int, health: str, log: Path, **environment: str) -> Iterator[Server]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("STREAMLIT_", "NAP_"))}
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=cwd, env={**inherited, **environment}, stdout=out, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(process, address + health, log)
            yield Server(address, process.pid, log)
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: subprocess.Popen[bytes], health: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(health, timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise SystemExit(f"the server did not start:\n{log.read_text(errors='replace')[-3000:]}")
