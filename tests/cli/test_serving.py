"""`serve`: where it listens, and that a demo goes no further than this computer."""

from __future__ import annotations

import os

import pytest

from tests.cli.conftest import Nap


@pytest.fixture
def become(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would be started, instead of starting it."""
    started: list[list[str]] = []
    monkeypatch.setattr("nap.commands.running._become", lambda command: started.append(command) or 0)
    monkeypatch.setattr(os, "environ", {name: value for name, value in os.environ.items() if name != "NAP_DEMO_BEYOND"})
    return started


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Not started: in a demo"), ("ru", "Запуск отменён: в демонстрации"), ("ky", "Иштетилген жок: демодо")],
)
def test_a_demo_is_not_served_beyond_this_computer(nap: Nap, become: list[list[str]], lang: str, words: str) -> None:
    done = nap("serve", "--address", "0.0.0.0", "--lang", lang)
    assert (done.status, words in done.err, "NAP_DEMO_BEYOND=1" in done.err, become) == (2, True, True, [])


def test_nor_if_it_is_said_to_be_reached_from_elsewhere(
    nap: Nap, become: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAP_BASE_URL", "https://nap.example")
    done = nap("serve")
    assert (done.status, "https://nap.example" in done.err, become) == (2, True, [])


def test_a_real_installation_is_served_where_it_is_told_and_warns_of_passwords_in_the_open(
    nap: Nap, become: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAP_DEMO", "0")
    done = nap("serve", "--address", "192.168.1.7", "--port", "8600")
    assert done.status == 0
    assert "--server.address=192.168.1.7" in become[0]
    assert "http://192.168.1.7:8600" in done.out
    assert "without HTTPS" in done.out


def test_without_a_word_it_is_served_to_this_computer_alone(
    demo_nap: Nap, become: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = demo_nap("serve", "--port", "8600")
    assert (done.status, "--server.address=127.0.0.1" in become[0]) == (0, True)
    assert "HTTPS" not in done.out
