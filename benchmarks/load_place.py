"""The server under load as people run it: `python -m nap serve`, one process or three behind nginx, on either database.

An installation's settings enter; an address leaves, and processes that can be killed and started again, with their memory.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.servers import Server, free_port
from nap.settings import ROOT

_NUMBER = re.compile(r"\b[0-9a-f]{8}\b")
_FAULT = re.compile(r"[\w.]*(?:Error|Exception|Exit)\b")
"""The last line of a traceback that was not written as a line of the log."""
PATIENCE = 180.0
"""Seconds for a server to come up."""
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log warn; worker_processes 1; {user}
events {{ worker_connections 2000; }}
http {{
  access_log off; client_max_body_size 12m; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  map $http_upgrade $connection_upgrade {{ default upgrade; '' ''; }}
  upstream nap {{ hash $cookie_nap_session consistent; {servers} }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://nap; proxy_http_version 1.1; proxy_set_header Host $host:{port};
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;
      proxy_read_timeout 3600s; proxy_request_buffering off;
    }}
  }}
}}
"""


@dataclass
class Process:
    """One server process: its port, its settings, its log; started, ended or killed as often as one likes."""

    folder: Path
    port: int
    environment: Mapping[str, str]
    running: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / f"server-{self.port}.log"

    @property
    def server(self) -> Server:
        """What is measured of it."""
        return Server(self.address, self.running.pid if self.running else 0, self.log)

    def start(self) -> None:
        """Begin; it answers some seconds later."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("STREAMLIT_", "NAP_"))}
        command = [sys.executable, "-m", "nap", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            environment = {**kept, **self.environment}
            self.running = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)

    def kill(self) -> None:
        """As a power cut ends it."""
        if self.running:
            self.running.kill()
            self.running.wait()

    def end(self) -> bool:
        """As an operator ends it; False if it had to be killed in the end."""
        if self.running is None or self.running.poll() is not None:
            return True
        self.running.terminate()
        try:
            self.running.wait(45)
        except subprocess.TimeoutExpired:
            self.kill()
            return False
        return True

    def is_healthy(self) -> bool:
        """Whether it says so itself."""
        with suppress(httpx.HTTPError):
            return httpx.get(f"{self.address}/health", timeout=5).status_code == 200
        return False

    def until_healthy(self) -> float:
        """Seconds until it is. SystemExit with its own words if it ends, or if it takes too long."""
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE:
            if self.is_healthy():
                return time.monotonic() - begun
            if self.running is None or self.running.poll() is not None:
                break
            time.sleep(0.05)
        raise SystemExit(f"the server did not come up:\n{self.log.read_text(errors='replace')[-3000:]}")


@dataclass
class Place:
    """An installation: its processes, and where people reach it."""

    folder: Path
    database: str
    processes: list[Process]
    address: str
    ended_well: bool = field(default=True, init=False)

    def memory(self) -> float:
        """Megabytes of all processes together, without the short-lived ones that read workbooks."""
        return sum(one.server.memory() for one in self.processes if one.running and one.running.poll() is None)

    def cpu(self) -> float:
        """Seconds of processor time of the processes that run."""
        return sum(one.server.cpu() for one in self.processes if one.running and one.running.poll() is None)

    def lines_of_trouble(self) -> list[str]:
        """What the server itself calls an error in its log, with the kind of what caused it; and what is no line of the log."""
        return [said for process in self.processes for said in _errors(process.log.read_text(errors="replace"))]


def _errors(log: str) -> Iterator[str]:
    for line in log.splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            if _FAULT.match(line):
                yield line.strip()[:160]
            continue
        if isinstance(told, dict) and told.get("level") in {"ERROR", "CRITICAL"}:
            first = told["message"].partition("\n")[0][:120]
            yield " ".join(filter(None, (f"{told['logger']}: {_NUMBER.sub('…', first)}", told.get("fault"))))


@contextmanager
def place(folder: Path, plan: Path, database: str = "", processes: int = 1, **environment: str) -> Iterator[Place]:
    """Started and healthy; ended with the block. Several processes stand behind nginx, with one person's session on one."""
    settings = {"NAP_DATA": str(folder), "NAP_PLAN": str(plan), "NAP_DEMO": "1", "NAP_LOG": "json", **environment}
    if database:
        settings["NAP_DATABASE_URL"] = database
    if processes > 1:
        settings |= {"NAP_PROXIES": "127.0.0.1", "NAP_DEMO_BEYOND": "1"}
    running = [Process(folder, free_port(), settings) for _ in range(processes)]
    whole = Place(folder, database or f"sqlite:///{folder / 'nap.sqlite'}", running, running[0].address)
    front: subprocess.Popen[bytes] | None = None
    try:
        for process in running:  # one after the other: the first one makes the tables
            process.start()
            process.until_healthy()
        if processes > 1:
            front, whole.address = _nginx(folder, [process.port for process in running])
        yield whole
    finally:
        if front:
            front.terminate()
            front.wait(20)
        whole.ended_well = all([process.end() for process in running])


def _nginx(folder: Path, ports: list[int]) -> tuple[subprocess.Popen[bytes], str]:
    port, program = free_port(), shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    assert program is not None
    servers = " ".join(f"server 127.0.0.1:{each} max_fails=1 fail_timeout=5s;" for each in ports)
    written = folder / "nginx.conf"
    user = "user root;" if os.getuid() == 0 else ""
    written.write_text(NGINX.format(folder=folder, servers=servers, port=port, user=user), encoding="utf-8")
    front = subprocess.Popen([program, "-c", str(written), "-p", str(folder)], stderr=subprocess.DEVNULL)
    for _ in range(200):
        with suppress(httpx.HTTPError):
            httpx.get(f"http://127.0.0.1:{port}/health", timeout=2)
            break
        time.sleep(0.05)
    return front, f"http://127.0.0.1:{port}"


def has_nginx() -> bool:
    """Whether there is one here."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is not None
