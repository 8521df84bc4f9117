"""A server that may not begin: it says why in every language and ends, before it answers anybody."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from nap.monitor import House
from nap.words import languages
from tests.web.server import ROOT, free_port
from ui import starting

GOOD = {
    "redirect_uri": "http://127.0.0.1:8501/oauth2callback",
    "cookie_secret": "0123456789abcdef" * 3,
    "client_id": "nap",
    "client_secret": "x",
    "server_metadata_url": "https://login.example/.well-known/openid-configuration",
}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What Streamlit was told: its secrets under `[auth]`, and where to listen."""
    section: dict[str, object] = {}
    monkeypatch.setattr(starting, "auth_section", lambda: section)
    monkeypatch.setattr(starting, "configured", lambda: bool(section))
    monkeypatch.setattr(starting.st, "get_option", {"server.address": "127.0.0.1"}.get)
    return section


def test_a_demo_beside_a_provider_is_told_in_each_language(house: House, told: dict[str, object]) -> None:
    told |= GOOD
    lines = {starting.unfit(house, lang)[0] for lang in languages()}
    assert len(lines) == len(languages())
    assert all("NAP_DEMO=0" in line and "[auth]" in line for line in lines)


def test_every_fault_of_the_settings_is_told_at_once(house: House, told: dict[str, object]) -> None:
    told |= GOOD | {"cookie_secret": "short", "redirect_uri": "https://other.example/oauth2callback", "client_secret": ""}
    lines = starting.unfit(replace(house, settings=replace(house.settings, demo=False)), "en")
    assert ["secrets.token_urlsafe" in lines[0], "https://other.example" in lines[1], "client_secret" in lines[2]] == [True] * 3


def test_a_real_installation_with_a_provider_may_begin(house: House, told: dict[str, object]) -> None:
    told |= GOOD
    assert starting.unfit(replace(house, settings=replace(house.settings, demo=False)), "en") == []


def test_a_demo_without_one_may_begin(house: House, told: dict[str, object]) -> None:
    assert starting.unfit(house, "en") == []


@pytest.mark.server
def test_a_bare_start_beyond_this_machine_ends_with_a_sentence_in_each_language(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), "--server.port", str(free_port())]
    env = {name: value for name, value in os.environ.items() if not name.startswith("NAP_")}
    env |= {"NAP_DATA": str(tmp_path), "STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert [words in done.stderr for words in ("Not started", "Запуск отменён", "Иштетилген жок")] == [True] * 3
