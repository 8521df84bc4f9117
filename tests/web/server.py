"""A real server process on a free port, with a store of its own, ended by its own number."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.on_postgresql import of_a_server

ROOT = Path(__file__).resolve().parent.parent.parent
_PATIENCE = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(data: Path, *, cwd: Path = ROOT, port: int = 0, **environment: str) -> Iterator[str]:
    """Start `streamlit run /abs/dashboard.py` from `cwd`; gives the base address once /health answers.

    Its secrets are those in `data`, if there are any: never those of the machine the tests run on.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py")]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--secrets.files", str(data / "secrets.toml")]
    env = {**os.environ, "NAP_DATA": str(data), **of_a_server(environment, data)}
    log = (data / "server.log").open("wb")
    process = subprocess.Popen([*command, *options], cwd=cwd, env=env, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, address, data / "server.log")
        yield address
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Until it is healthy; a server that dies says why."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{address}/health", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(log.read_text(errors="replace"))


def sign_in(address: str, person: str) -> httpx.Client:
    """A client with the session cookie of a demo person."""
    client = httpx.Client(base_url=address, follow_redirects=False, timeout=30)
    client.get("/sign-in")
    answer = client.post("/sign-in", data={"person": person, "form": client.cookies["nap_form"]})
    assert answer.status_code == 303, answer.text
    return client
