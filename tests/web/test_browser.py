"""The browser is opened once the server answers, and never holds the server up."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from web import browser


class Healthy(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_the_browser_opens_when_the_server_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, said = threading.Event(), []
    monkeypatch.setattr(browser.webbrowser, "open", lambda address: (said.append(address), opened.set()))
    server = HTTPServer(("127.0.0.1", 0), Healthy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    browser.open_when_ready(address)
    assert opened.wait(10)
    assert said == [address]
    server.shutdown()
    server.server_close()


def test_a_server_that_never_answers_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(browser.webbrowser, "open", said.append)
    browser._open("http://127.0.0.1:9", until=0)
    assert said == []
