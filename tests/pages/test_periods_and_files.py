"""The pages about periods and files: what is missing before closing, two people for an erasure, nothing shown to others."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from nap.monitor import House, ask_erasure, close_period, kept_files, original, period_states
from nap.monitor.problems import NotNow
from tests.monitor.building import COORDINATOR, H1, WPN, a_submission, second_coordinator
from tests.pages.conftest import Opener, words
from ui.menu import PAGES

WHY = "A person named in the file asks for it"


def button(screen: AppTest, name: str) -> AppTest:
    return next(one for one in screen.button if str(one.key).startswith(name)).click().run()


def typed(screen: AppTest, name: str, text: str) -> None:
    next(one for one in screen.text_input if str(one.key).startswith(name)).set_value(text)


def chosen(screen: AppTest, name: str, value: object) -> AppTest:
    return next(one for one in screen.selectbox if str(one.key).startswith(name)).set_value(value).run()


@pytest.mark.parametrize("page", ["periods", "files"])
@pytest.mark.parametrize("person", ["wpn@demo", "forum@demo", "donor@demo"])
def test_they_are_for_coordinators(look: Opener, page: str, person: str) -> None:
    screen = look(person, PAGES / f"{page}.py")
    assert not screen.button
    assert "not open to you" in words(screen) or screen.error


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
@pytest.mark.parametrize("page", ["periods", "files"])
def test_they_are_drawn_in_every_language(look: Opener, house: House, page: str, lang: str) -> None:
    a_submission(house)
    close_period(COORDINATOR, house, H1)
    screen = look("coordinator@demo", PAGES / f"{page}.py", lang)
    assert not screen.exception
    assert f"{page}." not in words(screen)


def test_a_period_is_closed_and_opened_again_for_one(look: Opener, house: House) -> None:
    a_submission(house)
    screen = chosen(look("coordinator@demo", PAGES / "periods.py"), "period", "2026-H1")
    assert "Still missing: Ministry of Internal Affairs (demo)" in words(screen)
    assert "shows partners and forum members the totals of sensitive indicators" in words(screen)
    screen = button(screen, "periods_close")
    assert "Closed: 1st half of 2026" in words(screen)
    screen = button(chosen(screen, "periods_reopen_partner", "MIA"), "periods_reopen_1")
    assert "Please write the reason first" in words(screen)
    typed(screen, "periods_reopen_reason", "The register was corrected")
    screen = button(screen, "periods_reopen_1")
    assert "Whatever was published stays as it is" in words(screen)
    (state,) = (one for one in period_states(COORDINATOR, house) if one.period == H1)
    assert [one.partner for one in state.partners if one.reopened] == ["MIA"]


def test_asking_on_the_page_erases_nothing(look: Opener, house: House) -> None:
    id = a_submission(house).id
    screen = look("coordinator@demo", PAGES / "files.py")
    chosen(screen, "files_subject", id)
    typed(screen, "files_reason", WHY)
    screen = button(screen, "files_ask_go")
    assert "nothing is erased yet" in words(screen)
    assert "You asked for this yourself" in words(screen)
    assert not any(str(one.key).startswith("files_confirm") for one in screen.button)
    assert [one.return_id for one in kept_files(COORDINATOR, house)] == [id]


def test_the_second_person_erases(look: Opener, house: House) -> None:
    id, other = a_submission(house).id, second_coordinator(house)
    ask_erasure(other, house, id, WHY)
    screen = button(look("coordinator@demo", PAGES / "files.py"), "files_confirm")
    assert "Backups made before today still hold it" in words(screen)
    with pytest.raises(NotNow):
        original(WPN, house, id)
