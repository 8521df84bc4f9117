"""What a tab remembers is one person's; what it shows of a huge return has an end."""

from __future__ import annotations

from dataclasses import replace

import pytest

import ui.session
from nap.facts import Finding, Severity
from nap.monitor import House, Role, sign_in_demo, viewer_of
from tests.pages.conftest import Opener, words
from ui.findings import ROWS_SHOWN


@pytest.mark.parametrize("next_person", ["mia@demo", None])
def test_whoever_looks_next_in_a_tab_finds_nothing_of_the_one_before(
    look: Opener, house: House, monkeypatch: pytest.MonkeyPatch, next_person: str | None
) -> None:
    screen = look("wpn@demo")
    screen.session_state["received"] = ("file", "what became of it")
    screen.run()
    assert "received" in screen.session_state
    token = sign_in_demo(house, next_person) if next_person else ""
    monkeypatch.setattr(ui.session, "session_cookie", lambda: token)
    screen.run()
    assert "received" not in screen.session_state


@pytest.mark.parametrize("now", [{"partner": "MIA"}, {"roles": frozenset({Role.FORUM})}])
def test_whose_rights_are_others_by_now_finds_nothing_that_the_tab_knew_before(
    look: Opener, monkeypatch: pytest.MonkeyPatch, now: dict[str, object]
) -> None:
    screen = look("wpn@demo")
    screen.session_state["received"] = ("file", "what became of it")
    person = viewer_of
    monkeypatch.setattr(ui.session, "viewer_of", lambda *asked: replace(person(*asked), **now))  # type: ignore[type-var]
    screen.run()
    assert not screen.exception
    assert "received" not in screen.session_state


def test_of_very_many_findings_the_first_are_shown_and_the_rest_counted(look: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [Finding("unknown-indicator", Severity.ERROR, "O1", (f"B{n}",), found=f"X{n}", case="none") for n in range(600)]

    def shown(person: object) -> None:
        from nap.monitor import plan_of
        from ui.findings import findings_board

        findings_board("en", plan_of(person, ui.session.house()), many)  # type: ignore[arg-type]

    monkeypatch.setattr("ui.start.next_steps", shown)
    told = words(look("wpn@demo"))
    assert f"X{ROWS_SHOWN - 1}<" in told
    assert f"X{ROWS_SHOWN}<" not in told
    assert f"and {600 - ROWS_SHOWN} more" in told
