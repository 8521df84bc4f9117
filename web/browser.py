"""Opens the visitor's browser once the server answers; enters the address, leaves a new tab."""

from __future__ import annotations

import time
import webbrowser
from threading import Thread
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE = 60.0
"""Seconds; a slow machine loads the data libraries that long at most."""


def open_when_ready(address: str) -> None:
    """Wait for `/health` beside the server that is starting, then open the browser. Never holds the server up."""
    Thread(target=_open, args=(address, time.monotonic() + PATIENCE), daemon=True).start()


def _open(address: str, until: float) -> None:
    while time.monotonic() < until:
        try:
            with urlopen(f"{address}/health", timeout=2):  # noqa: S310 - our own address on this computer
                webbrowser.open(address)
                return
        except (URLError, OSError):
            time.sleep(0.3)
