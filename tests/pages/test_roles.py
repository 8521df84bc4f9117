"""Role × page: who is offered which page, and what a page's file does when it is run without having been offered."""

from __future__ import annotations

import pytest

from nap.monitor import House, Verb, demo_people, may, sign_in_demo, sign_out
from tests.pages.conftest import Opener, words
from ui.menu import PAGES, SCREENS

ALLOWED = {
    None: set(),
    "wpn@demo": {
        "start",
        "returns",
        "check",
        "tables",
        "overview",
        "objective",
        "region",
        "indicator",
        "summary",
        "coverage",
        "trail",
    },
    "forum@demo": {"overview", "objective", "region", "indicator", "summary", "coverage", "trail"},
    "donor@demo": {"summary", "coverage", "trail"},
    "coordinator@demo": {screen.name for screen in SCREENS},
}
NAMES = tuple(screen.name for screen in SCREENS)
MATRIX = [(person, page) for person in ALLOWED for page in NAMES]


def test_every_page_file_is_a_screen_with_a_guard() -> None:
    files = {file.stem for file in PAGES.glob("*.py")}
    assert files == set(NAMES)
    for file in PAGES.glob("*.py"):
        assert "\nperson = require(Verb." in file.read_text(encoding="utf-8").split("\n\n", 2)[2]


@pytest.mark.parametrize(("person", "page"), MATRIX)
def test_the_menu_offers_exactly_what_the_role_may(look: Opener, person: str | None, page: str) -> None:
    screen = look(person)
    assert not screen.exception
    if page in ALLOWED[person]:
        screen.switch_page(str(PAGES / f"{page}.py")).run()
        assert not screen.exception
        assert screen.title or "<h1" in words(screen)
    else:
        with pytest.raises(ValueError):
            screen.switch_page(str(PAGES / f"{page}.py"))


@pytest.mark.parametrize(("person", "page"), MATRIX)
def test_a_page_run_by_itself_guards_itself(look: Opener, person: str | None, page: str) -> None:
    screen = look(person, PAGES / f"{page}.py")
    refused = words(screen)
    assert not screen.exception
    if person is None:
        assert "You are not signed in" in refused
    else:
        assert ("This page is not open to your role" in refused) == (page not in ALLOWED[person])
    if page not in ALLOWED[person]:
        assert not [*screen.selectbox, *screen.button, *screen.get("file_uploader"), *screen.get("vega_lite_chart")]
        assert "<table" not in refused


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
