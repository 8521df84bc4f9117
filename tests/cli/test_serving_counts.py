"""`serve` says where counts are read: beside where people are served, on this computer unless the address says otherwise."""

from __future__ import annotations

import os

import pytest

from tests.cli.conftest import Nap


@pytest.fixture
def become(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], str]]:
    """What would be started, and with which word on counts."""
    started: list[tuple[list[str], str]] = []

    def noted(command: list[str]) -> int:
        started.append((command, os.environ.get("NAP_METRICS", "")))
        return 0

    monkeypatch.setattr("nap.commands.running._become", noted)
    monkeypatch.setattr(os, "environ", dict(os.environ) | {"NAP_DEMO": "0"})
    return started


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
@pytest.mark.parametrize(
    ("words", "setting", "told"),
    [
        (["--port", "8600", "--metrics-port", "8600"], "", "127.0.0.1:8600"),
        (["--port", "8600"], "0.0.0.0:8600", "0.0.0.0:8600"),
        (["--port", "8600"], "everywhere", "everywhere"),
        (["--port", "8600"], ":9325", ":9325"),
    ],
)
def test_counts_are_not_read_nowhere_or_where_everybody_is_served(
    nap: Nap, become: list[tuple[list[str], str]], lang: str, words: list[str], setting: str, told: str
) -> None:
    os.environ["NAP_METRICS"] = setting
    done = nap("serve", *words, "--lang", lang)
    assert (done.status, told in done.err, "9325" in done.err, become) == (2, True, True, [])


def test_a_port_for_counts_is_this_computers_and_goes_before_the_setting(nap: Nap, become: list[tuple[list[str], str]]) -> None:
    os.environ["NAP_METRICS"] = "10.0.0.1:9000"
    assert nap("serve", "--port", "8600", "--metrics-port", "9325").status == 0
    assert [said for _, said in become] == ["127.0.0.1:9325"]


def test_without_a_word_no_counts_are_read(nap: Nap, become: list[tuple[list[str], str]]) -> None:
    os.environ.pop("NAP_METRICS", None)
    assert nap("serve", "--port", "8600").status == 0
    assert become[0][1] == ""
