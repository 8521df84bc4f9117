"""`nap/monitor/__init__.pyi`, made of what the monitor gives away: `python -m tests.monitor.exported_stub` writes it anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from nap.monitor.exported import ROOMS
from tests.catalogues import ROOT

STUB = ROOT / "nap" / "monitor" / "__init__.pyi"
_HEAD = "# Made by tests/monitor/exported_stub.py of nap/monitor/exported.py; write there, not here.\n\n"


def stub() -> str:
    """One line for each name, laid out as every other file."""
    lines = [f"from {room} import {_name(name)}" for room, names in sorted(ROOMS.items()) for name in sorted(names.split())]
    formatter = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(STUB), "-"]
    sorter = [sys.executable, "-m", "ruff", "check", "--select", "I,RUF022", "--fix", "-q", "--stdin-filename", str(STUB), "-"]
    renamed = sorted(name.partition("=")[0] for names in ROOMS.values() for name in names.split() if "=" in name)
    # A name that is another one at home counts as given away only if it is said so once more.
    text = _HEAD + "\n".join([*lines, "", f"__all__ = {renamed}"]) + "\n"
    for tool in (sorter, formatter):
        text = subprocess.run(tool, input=text, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return text


def _name(given: str) -> str:
    name, _, there = given.rpartition("=") if "=" in given else (given, "", given)
    return f"{there} as {name}"


if __name__ == "__main__":
    Path(STUB).write_text(stub(), encoding="utf-8")
