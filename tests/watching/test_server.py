"""The real server, watched: it says when it is ready, is counted, tells nothing of anybody, and cuts nobody off at the end."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from nap.words import say
from tests.watching.test_metrics import told
from tests.web.server import ROOT, free_port, sign_in
from tests.web.test_cold_server import PLAN, ask

pytestmark = [pytest.mark.server, pytest.mark.skipif(os.name != "posix", reason="signals and systemd are of POSIX")]
PATIENCE = 90


@dataclass
class Running:
    """A server as systemd would start it."""

    process: subprocess.Popen[bytes]
    address: str
    counts: str
    notified: socket.socket
    data: Path

    def log(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.data / "err").read_text(encoding="utf-8").splitlines()]

    def numbers(self) -> dict[str, float]:
        return told(httpx.get(self.counts).text)

    def store(self, question: str) -> list[Any]:
        with closing(sqlite3.connect(self.data / "nap.sqlite", timeout=20)) as store, store:
            return list(store.execute(question))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The tests of this module follow each other: the last one ends it."""
    data, port, metrics = tmp_path_factory.mktemp("watched"), free_port(), free_port()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notified, (data / "out").open("wb") as out:
        notified.bind(name := f"/tmp/nap-{os.getpid()}-{port}")
        notified.settimeout(PATIENCE)
        command = [sys.executable, "-m", "nap", "serve", "--port", str(port), "--metrics-port", str(metrics)]
        env = {**os.environ, "NAP_DATA": str(data), "NAP_PLAN": PLAN, "NAP_LOG": "json", "NOTIFY_SOCKET": name}
        with (data / "err").open("wb") as err:
            process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=err)
        counts = f"http://127.0.0.1:{metrics}/metrics"
        try:
            yield Running(process, f"http://127.0.0.1:{port}", counts, notified, data)
        finally:
            process.kill()
            process.wait(20)
            Path(name).unlink()


def test_whoever_started_it_is_told_when_it_is_ready(running: Running) -> None:
    assert running.notified.recv(100) == b"READY=1"
    assert httpx.get(f"{running.address}/health/ready").status_code == 200


@pytest.mark.parametrize("path", ["/metrics", "/_stcore/metrics", "/health/metrics"])
def test_strangers_find_no_counts_where_people_are_served(running: Running, path: str) -> None:
    assert httpx.get(running.address + path, follow_redirects=False).status_code in {303, 404}
    with closing(sign_in(running.address, "coordinator@demo")) as coordinator:
        assert coordinator.get(path).status_code == 404


def test_what_people_do_is_counted_without_a_name(running: Running) -> None:
    with closing(sign_in(running.address, "coordinator@demo")) as coordinator:
        ask(running.address, "overview", f"nap_session={coordinator.cookies['nap_session']}")
        assert coordinator.get("/light/review").status_code == 200
    text = httpx.get(running.counts).text
    found = told(text)
    assert found["nap_page_run_seconds_count[('page', 'overview')]"] >= 1
    assert found["nap_requests_total[('kind', 'light'), ('status', '2xx')]"] >= 1
    assert found["nap_events_total[('act', 'sign_in')]"] >= 1
    assert (found["nap_store_up"], found["nap_begun"]) == (1, 1)
    assert not re.search(r"@|demo|WPN|KG|2026-H|127\.0\.0\.1|nap_session=|\.sqlite|overview/", text)


def test_the_number_a_person_is_shown_stands_in_the_log_for_a_page_and_for_a_light_page(running: Running) -> None:
    with closing(sign_in(running.address, "coordinator@demo")) as coordinator:
        cookie = f"nap_session={coordinator.cookies['nap_session']}"
        running.store("ALTER TABLE returns RENAME TO gone")
        try:
            screen, light = ask(running.address, "review", cookie), coordinator.get("/light/review")
        finally:
            running.store("ALTER TABLE gone RENAME TO returns")
    before, _, _ = say("en", "pages.broken", id="@").partition("@")
    shown = re.escape(before) + "([0-9a-f]{8})"
    numbers = [re.findall(shown, screen)[0], re.findall(shown, light.text)[0]]
    assert light.status_code == 500
    lines = {line["incident"]: line for line in running.log() if "incident" in line}
    assert [lines[number]["fault"].split()[0] for number in numbers] == ["OperationalError"] * 2
    assert lines[numbers[1]]["request"] == light.headers["x-request-id"]
    assert all(any(place.startswith("  nap/") for place in lines[number]["places"]) for number in numbers)
    found = running.numbers()
    assert [found[f"nap_trouble_total[('where', '{where}')]"] for where in ("page", "plain")] == [1, 1]


def test_an_upload_on_its_way_when_the_end_is_asked_for_is_stored_and_answered(running: Running) -> None:
    with closing(sign_in(running.address, "wpn@demo")) as partner:
        book = partner.get("/light/template/WPN/2026-H1").content
        form = {"form": partner.cookies["nap_form"], "partner": "WPN", "period": "2026-H1"}
        request = partner.build_request("POST", "/light/send", data=form, files={"file": ("a.xlsx", book)})
        body = request.read()
        head = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
        cookies = "; ".join(f"{name}={value}" for name, value in partner.cookies.items())
        if "cookie:" not in head.lower():
            head += f"Cookie: {cookies}\r\n"
        before = running.store("SELECT count(*) FROM audit")[0][0]
        port = httpx.URL(running.address).port
        with closing(socket.create_connection(("127.0.0.1", port or 80), timeout=60)) as line:
            line.sendall(f"POST /light/send HTTP/1.1\r\n{head}\r\n".encode() + body[:-1000])
            time.sleep(0.3)
            running.process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            line.sendall(body[-1000:])
            answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.split(b" ")[1] in {b"200", b"303", b"422"}, answer[:300]
    assert running.process.wait(60) == -signal.SIGTERM  # what systemd calls a clean end
    assert running.store("SELECT count(*) FROM audit")[0][0] > before
    assert running.notified.recv(100) == b"STOPPING=1"


def test_after_all_this_the_log_is_json_and_names_nobody(running: Running) -> None:
    lines = running.log()
    assert {line["logger"] for line in lines} >= {"nap.access", "nap.process"}
    said = json.dumps(lines, ensure_ascii=False)
    assert not re.search(r"@|demo|WPN|2026-H1|127\.0\.0\.1|a\.xlsx|SELECT|no such table", said)
    assert "You can now view" not in (running.data / "out").read_text(encoding="utf-8")
