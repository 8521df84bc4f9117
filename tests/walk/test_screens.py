"""Every screen as everybody: the menu offers what the table says, a page run by itself guards itself, no address of a page leads
to another organisation's things, and the files it hands out are those of the table.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import ui.session
from nap.monitor import people as accounts, person_viewer
from tests.pages.conftest import FRAME, PATIENCE, words
from tests.walk import table as who
from tests.walk.conftest import PEOPLE, SECRET, Walk
from tests.walk.table import FILES, PAGES, SIGNED_IN
from ui import downloads
from ui.menu import PAGES as FOLDER, offered

Look = Callable[..., AppTest]
OUTSIDERS = (who.PARTNER, who.FORUM_PARTNER, who.FORUM, who.DONOR, who.UNATTACHED)


@pytest.fixture
def look(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Open the frame (or one page's file) as somebody, with what the address asks for."""

    def opened(person: str, file: Path = FRAME, /, **asked: str) -> AppTest:
        monkeypatch.setattr(ui.session, "session_cookie", lambda: walk.tokens[person])
        screen = AppTest.from_file(file, default_timeout=PATIENCE)
        screen.session_state["language"] = "en"
        for name, value in asked.items():
            screen.query_params[name] = value
        return screen.run()

    return opened


def at(screen: AppTest, page: str) -> AppTest:
    screen.switch_page(str(FOLDER / f"{page}.py")).run()
    assert not screen.exception, (page, screen.exception)
    return screen


def sent(screen: AppTest) -> str:
    """Everything that would go over the line, seen or not."""
    return "\n".join(str(getattr(one, "proto", "")) for one in _all(screen))


def _all(screen: AppTest) -> Iterator[object]:
    for part in (screen.main, screen.sidebar):
        yield from part


def test_every_page_is_in_the_table() -> None:
    assert {file.stem for file in FOLDER.glob("*.py")} == set(PAGES)


@pytest.mark.parametrize("person", PEOPLE)
def test_the_menu_offers_what_the_table_names_in_it(walk: Walk, person: str) -> None:
    viewer = person_viewer(walk.house, Walk.email(person))
    found = {screen.name for screen in offered(viewer)} if viewer else set()
    assert found == {page for page, allowed in PAGES.items() if person in allowed}


@pytest.mark.parametrize("person", PEOPLE)
def test_a_page_opens_for_whom_the_table_names_and_is_unknown_to_others(look: Look, person: str) -> None:
    screen = look(person)
    for page, allowed in PAGES.items():
        if person in allowed:
            assert "<h1" in words(at(screen, page)) or screen.title
        else:
            with pytest.raises(ValueError):
                screen.switch_page(str(FOLDER / f"{page}.py"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_run_by_itself_guards_itself(look: Look, page: str) -> None:
    for person in (who.DONOR, who.FORUM, who.UNATTACHED, who.PARTNER, who.DISABLED, who.NOBODY):
        if person in PAGES[page]:
            continue
        screen = look(person, FOLDER / f"{page}.py")
        told = words(screen)
        assert not screen.exception
        assert ("This page is not open to your role" if person in SIGNED_IN else "You are not signed in") in told
        assert not [*screen.selectbox, *screen.button, *screen.get("file_uploader"), *screen.get("vega_lite_chart")]
        assert "<table" not in told


@pytest.mark.parametrize("person", OUTSIDERS)
def test_no_address_of_a_page_shows_another_organisations_things(walk: Walk, look: Look, person: str) -> None:
    theirs = {"partner": "MIA", "period": "2026-H1", "person": Walk.email(who.OTHER)}
    for id in (walk.others_draft, walk.others_submitted):
        screen = look(person, **theirs, **{"return": id})
        for page in (page for page, allowed in PAGES.items() if person in allowed):
            for name, value in (theirs | {"return": id}).items():
                screen.query_params[name] = value
            seen = sent(at(screen, page))
            assert (page, [told for told in (SECRET, Walk.email(who.OTHER)) if told in seen]) == (page, [])


def test_the_same_address_shows_them_to_their_own_people(walk: Walk, look: Look) -> None:
    for person, page in ((who.OTHER, "returns"), (who.COORDINATOR, "review")):
        screen = look(person, **{"return": walk.others_submitted})
        screen.query_params["return"] = walk.others_submitted
        assert SECRET in sent(at(screen, page))


def test_files_are_handed_out_by_one_function_and_are_in_the_table() -> None:
    """The names of the buttons, as they stand in the code."""
    found: set[str] = set()
    for file in (*FOLDER.glob("*.py"), *FOLDER.parent.glob("ui/*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            assert name != "download_button" or file.name == "downloads.py"
            if name == "download":
                found |= {each for word in call.keywords if word.arg == "key" for each in _begins(word.value, tree)}
    assert {name for name in found if not name.startswith(tuple(FILES))} == set()
    assert {name for name in FILES if not any(each.startswith(name) for each in found)} == set()


def _begins(value: ast.expr, tree: ast.Module) -> set[str]:
    """How a name can begin: as it is written, or as it was put into a variable in the same file."""
    if isinstance(value, ast.Name):
        made = [node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and _is(node.targets, value.id)]
        return {begin for each in made for begin in _begins(each, tree)}
    if isinstance(value, ast.JoinedStr):
        value = value.values[0]
    assert isinstance(value, ast.Constant), ast.dump(value)
    return {str(value.value)}


def _is(targets: list[ast.expr], name: str) -> bool:
    return any(isinstance(each, ast.Name) and each.id == name for each in targets)


@pytest.mark.parametrize("person", sorted(SIGNED_IN))
def test_a_page_hands_out_the_files_of_the_table(walk: Walk, look: Look, monkeypatch: pytest.MonkeyPatch, person: str) -> None:
    keys: set[str] = set()
    monkeypatch.setattr(downloads.st, "download_button", lambda _label, **given: keys.add(given["key"]))
    screen = look(person)
    for page in ("returns", "review", "objective", "summary", "trail"):
        if person in PAGES[page]:
            screen.query_params["return"] = walk.submitted
            at(screen, page)
    named = {begin for begin in FILES if any(key.startswith(begin) for key in keys)}
    allowed = {begin for begin, people in FILES.items() if person in people}
    assert named <= allowed | ({"template"} if person == who.OTHER else set())  # its own template
    assert "trail_csv" in named


def test_who_there_is_stays_with_coordinators(walk: Walk) -> None:
    from nap.monitor import Denied

    for person in SIGNED_IN - who.COORDINATORS:
        with pytest.raises(Denied):
            accounts(person_viewer(walk.house, Walk.email(person)), walk.house)  # type: ignore[arg-type]
