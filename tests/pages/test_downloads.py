"""Files to download: nobody finds another's by guessing what stands in it, and a session that has ended hands out nothing."""

from __future__ import annotations

import pytest

from nap.monitor import House, sign_in_demo, sign_out
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
    screen.switch_page(str(PAGES / "objective.py")).run()
    assert not screen.exception
    return {given["mime"] for given in offered if str(given["file_name"]).startswith("indicators-")}


def test_the_same_table_has_another_address_in_every_tab(look: Opener, offered: list[dict[str, object]]) -> None:
    one, other = kinds(look, "forum@demo", offered), kinds(look, "forum@demo", offered)
    assert one
    assert all(str(kind).startswith("text/csv; tab=") and len(str(kind)) > 40 for kind in one | other)
    assert one.isdisjoint(other)


def test_a_session_that_has_ended_hands_out_nothing(
    look: Opener, house: House, offered: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sign_in_demo(house, "forum@demo")
    monkeypatch.setattr(downloads, "session_cookie", lambda: token)
    kinds(look, "forum@demo", offered)
    make = offered[0]["data"]
    assert callable(make)
    assert make().startswith(b"\xef\xbb\xbf")
    sign_out(house, token)
    with pytest.raises(PermissionError):
        make()
