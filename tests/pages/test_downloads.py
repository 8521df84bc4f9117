"""Files to download: each has the address of one person; a session that has ended, or a right that is lost, hands out nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from nap.monitor import House, Role, drawn_upon, hide_now, person_viewer, results_for, sign_in_demo, sign_out, viewer_of
from tests.monitor.building import COORDINATOR
from tests.pages.conftest import Opener
from ui import downloads
from ui.menu import PAGES


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What every button of a run was given."""
    seen: list[dict[str, object]] = []

    def button(_label: str, **given: object) -> None:
        seen.append(given)

    monkeypatch.setattr(downloads.st, "download_button", button)
    return seen


def kinds(look: Opener, person: str, offered: list[dict[str, object]]) -> set[object]:
    offered.clear()
    screen = look(person)
    screen.switch_page(str(PAGES / "trail.py")).run()
    assert not screen.exception
    return {given["mime"] for given in offered if given["key"] == "trail_csv"}


def drawn(
    look: Opener, house: House, offered: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> tuple[str, Callable[[], bytes]]:
    """The token of a session, and what the first button drawn for it asks at the click."""
    token = sign_in_demo(house, "forum@demo")
    monkeypatch.setattr(downloads, "session_cookie", lambda: token)
    kinds(look, "forum@demo", offered)
    make = offered[0]["data"]
    assert callable(make)
    return token, make


def test_the_same_file_has_another_address_for_everybody(look: Opener, offered: list[dict[str, object]]) -> None:
    one, other = kinds(look, "forum@demo", offered), kinds(look, "wpn@demo", offered)
    assert one
    assert all(str(kind).startswith("text/csv; for=") and len(str(kind)) > 40 for kind in one | other)
    assert one.isdisjoint(other)


@pytest.mark.parametrize(
    "now", [{"roles": frozenset({Role.DONOR})}, {"partner": "MIA"}, {"roles": frozenset({Role.FORUM, Role.PARTNER})}]
)
def test_whose_rights_are_others_by_now_is_handed_nothing_that_was_drawn_before(
    look: Opener, house: House, offered: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch, now: dict[str, object]
) -> None:
    _, make = drawn(look, house, offered, monkeypatch)
    monkeypatch.setattr(downloads, "viewer_of", lambda *asked: replace(viewer_of(*asked), **now))  # type: ignore[type-var]
    with pytest.raises(PermissionError):
        make()


def test_a_session_that_has_ended_hands_out_nothing(
    look: Opener, house: House, offered: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    token, make = drawn(look, house, offered, monkeypatch)
    assert make().startswith(b"\xef\xbb\xbf")
    sign_out(house, token)
    with pytest.raises(PermissionError):
        make()


def test_figures_drawn_before_something_was_hidden_are_handed_out_no_more(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    token = sign_in_demo(house, "forum@demo")
    forum = person_viewer(house, "forum@demo")
    assert forum is not None
    for name, given in {"session_cookie": token, "came_from": "", "house": house}.items():
        monkeypatch.setattr(downloads, name, lambda given=given: given)

    def button() -> Callable[[], bytes]:
        results_for(forum, house)
        assert drawn_upon(house) >= 0
        return downloads._asked(forum, lambda _: b"figures", "x.csv", "figures_behind")

    before = button()
    assert before() == b"figures"
    hide_now(COORDINATOR, house, "the shelter was threatened", indicator="2.2")
    with pytest.raises(PermissionError):
        before()
    assert button()() == b"figures"
