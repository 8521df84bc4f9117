"""A real OpenID provider on this machine, run by node; and two that are none: one that is down, one that answers nonsense."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.houses import alone
from tests.web.server import free_port

HERE = Path(__file__).parent
OLDEST_NODE = 18
UNTESTED = "NO PROVIDER, SO SIGN-IN BY OPENID CONNECT WAS NOT TESTED WITH ONE: {}"
SECRET = "a-secret-of-the-tests"


def installed() -> Path:
    """The folder in which the provider is installed, as the lock file says; kept for the next run, outside the project."""
    npm = shutil.which("npm")
    if npm is None or _node_version() < OLDEST_NODE:
        pytest.skip(UNTESTED.format(f"node {OLDEST_NODE} or later and npm are needed (Debian: apt install nodejs npm)"))
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "nap-1325-monitor"
    cache.mkdir(parents=True, exist_ok=True)
    folder = cache / ("oidc-" + hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:16])
    with alone(folder.with_suffix(".lock")):
        if not folder.exists():
            _install(npm, folder)
    return folder


@contextmanager
def provider(folder: Path, redirect: str, people: Mapping[str, Mapping[str, object]], work: Path) -> Iterator[str]:
    """Start it on a free port; gives its address, ends it by its own number."""
    port, known, log = free_port(), work / "people.json", work / "provider.log"
    known.write_text(json.dumps(people), encoding="utf-8")
    with log.open("wb") as errors:
        command = ["node", str(HERE / "provider.mjs"), str(port), redirect, str(known)]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=errors) as process:
            assert process.stdout is not None
            try:
                assert process.stdout.readline() == b"ready\n", log.read_text(errors="replace")
                yield f"http://127.0.0.1:{port}"
            finally:
                process.terminate()


@contextmanager
def nonsense() -> Iterator[str]:
    """Something that answers every question, but with nothing of use."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Nonsense)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Nonsense(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>Welcome to the hotel network</html>")

    def log_message(self, *_: object) -> None:
        """Nothing to the console."""


def _install(npm: str, folder: Path) -> None:
    half = folder.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, half)
    done = subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=half, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(UNTESTED.format("npm ci did not work: " + (done.stderr.strip().splitlines() or ["?"])[-1]))
    half.rename(folder)


def _node_version() -> int:
    node = shutil.which("node")
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout if node else ""
    first = said.strip().removeprefix("v").partition(".")[0]
    return int(first) if first.isdigit() else 0
