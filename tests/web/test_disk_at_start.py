"""However the server is started: real data on a disk that is thrown away, and tables of a later program, end it with a sentence;
a demo says that it forgets."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest

from nap.monitor import NotKept, NotNow
from nap.words import say
from tests.catalogues import LANGUAGES
from ui import starting


class Ended(Exception):
    """Instead of the end of the process."""


REFUSALS = {
    "doctor.not_kept.container": NotKept("container", "/app/run"),
    "cli.not_now.store_later": NotNow("store_later"),
}


@pytest.mark.parametrize("sentence", REFUSALS)
def test_an_installation_that_would_be_thrown_away_or_is_of_a_later_program_ends_the_server_in_every_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sentence: str
) -> None:
    def ends(status: int) -> None:
        raise Ended(status)

    def refuses() -> None:
        raise REFUSALS[sentence]

    monkeypatch.setattr(os, "_exit", ends)
    monkeypatch.setattr(starting, "the_house", refuses)
    with pytest.raises(Ended, match="2"):
        starting.open_or_end()
    said = capsys.readouterr().err
    assert [lang for lang in LANGUAGES if say(lang, sentence, folder="/app/run") not in said] == []


@pytest.mark.parametrize("lost", [True, False])
def test_a_demo_there_says_that_it_forgets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lost: bool
) -> None:
    house = SimpleNamespace(settings=None)
    monkeypatch.setattr(starting, "the_house", lambda: house)
    monkeypatch.setattr(starting, "thrown_away", lambda _: NotKept("memory", "/tmp") if lost else None)
    assert starting.open_or_end() is house
    assert ("forgets everything" in capsys.readouterr().out) is lost
