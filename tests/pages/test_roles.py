"""Every page asks who is looking, on every run; who may open which page is walked in tests/walk."""

from __future__ import annotations

import pytest

from nap.monitor import House, Verb, demo_people, may, sign_in_demo, sign_out
from tests.pages.conftest import Opener, words
from ui.menu import PAGES, SCREENS

NAMES = tuple(screen.name for screen in SCREENS)


def test_every_page_file_is_a_screen_with_a_guard() -> None:
    files = {file.stem for file in PAGES.glob("*.py")}
    assert files == set(NAMES)
    for file in PAGES.glob("*.py"):
        assert "\nperson = require(Verb." in file.read_text(encoding="utf-8").split("\n\n", 2)[2]


def test_the_menu_says_the_same_as_the_table_of_permissions(house: House) -> None:
    for viewer in demo_people(house):
        assert ("review" in _offered(viewer)) == may(viewer, Verb.REVIEW)


def _offered(viewer: object) -> set[str]:
    from ui.menu import offered

    return {screen.name for screen in offered(viewer)}  # type: ignore[arg-type]


def test_a_session_that_ends_shows_nothing_on_the_next_run(house: House, look: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    import ui.session

    screen = look("coordinator@demo")
    token = sign_in_demo(house, "coordinator@demo")
    monkeypatch.setattr(ui.session, "session_cookie", lambda: token)
    screen.switch_page(str(PAGES / "review.py")).run()
    assert "Review" in screen.title[0].value
    sign_out(house, token)
    screen.run()
    assert "You are not signed in" in words(screen)
    assert [title.value for title in screen.title] == ["Sign in"]
