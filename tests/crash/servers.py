"""Servers to be killed: the whole dashboard, and the bare light lane that starts in a moment. Both listen on a free port.

Enters the environment of an installation, leaves a process that is ended by SIGKILL, as a power cut would end it.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import httpx

from tests.crash import app, verifying
from tests.crash.ledger import Ledger
from tests.web.server import ROOT

PATIENCE = 120
"""Seconds for a server to come up on a machine where others work."""


class Running(Protocol):
    """A process of a server."""

    def kill(self) -> None: ...

    def ended(self) -> int | None:
        """None while it runs."""


@dataclass(frozen=True)
class Forked:
    """A process of `fresh()`."""

    process: Any

    def kill(self) -> None:
        self.process.kill()
        self.process.join()

    def ended(self) -> int | None:
        code: int | None = self.process.exitcode
        return code


@dataclass(frozen=True)
class Started:
    """A program that was started."""

    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def ended(self) -> int | None:
        return self.process.poll()


def fresh() -> ForkServerContext:
    """Makes processes that know nothing of this one; what takes long to load they have loaded already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([app.__name__, verifying.__name__])
    return context


@contextmanager
def of_no_script() -> Iterator[None]:
    """New processes run the main script of this one first, and Streamlit's own tests leave the script they ran in its place."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def begun(run: Callable[[Mapping[str, str], int], None], environment: Mapping[str, str], port: int) -> Forked:
    """A process that serves there until it is killed."""
    process = fresh().Process(target=run, args=(dict(environment), port), daemon=True)
    with of_no_script():
        process.start()
    return Forked(process)


def bare(environment: Mapping[str, str], port: int) -> Running:
    """The light lane alone; workbooks are read in its own process."""
    return begun(app.run, environment, port)


def dashboard(environment: Mapping[str, str], port: int) -> Running:
    """The server as people run it."""
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py")]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    folder = Path(environment["NAP_DATA"])
    options += ["--secrets.files", str(folder / "secrets.toml")]
    env = {**os.environ, **environment}
    with (folder / "server.log").open("ab") as log:
        return Started(subprocess.Popen([*command, *options], cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT))


def until_healthy(server: Running, address: str) -> None:
    """Until it answers; AssertionError if it has ended by itself."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.ended() is None:
        try:
            if httpx.get(f"{address}/health", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.02)
    raise AssertionError(f"the server did not come up: {server.ended()}")


def found_by_another_process(environment: Mapping[str, str], ledger: Ledger, looked: tuple[str, ...] = ()) -> verifying.Found:
    """`verify` in a process that is new."""
    with of_no_script(), fresh().Pool(1) as pool:
        return pool.apply(verifying.verify, (dict(environment), *ledger.plain(), looked))
