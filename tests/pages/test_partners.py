"""The coordinators' screen about partners: faults beside their fields, nothing overwritten, what is on record in sight."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

import ui.session
from nap.monitor import House, PartnerTyped, change_partner, current, operator, partner_line
from tests.pages.conftest import Opener, words
from ui.menu import PAGES

ODD = "*Red* [press](https://evil.example) <b>Crescent</b> :material/star:"


@pytest.fixture
def standing(house: House, monkeypatch: pytest.MonkeyPatch) -> dict[str, House]:
    """The open house as the server hands it out: as it stands now, at every run."""
    held = {"house": house}

    def now() -> House:
        held["house"] = current(held["house"])
        return held["house"]

    monkeypatch.setattr(ui.session, "the_house", now)
    return held


def screen_of(look: Opener, chosen: str = "", lang: str = "en", person: str = "coordinator@demo") -> AppTest:
    screen = look(person, lang=lang)
    if chosen:
        screen.query_params["partner"] = chosen
    screen.switch_page(str(PAGES / "partners.py")).run()
    assert not screen.exception
    return screen


def press(screen: AppTest, key: str) -> str:
    screen.button(key=key).click().run()
    assert not screen.exception
    return words(screen)


def filled(screen: AppTest, code: str, name: str = "Red Crescent") -> AppTest:
    screen.text_input(key="partners_new_0_code").set_value(code)
    for language in ("ky", "ru", "en"):
        screen.text_input(key=f"partners_new_0_name_{language}").set_value(f"{name} {language}")
    screen.multiselect(key="partners_new_0_regions").set_value(["KG-T"])
    screen.multiselect(key="partners_new_0_indicators").set_value(["2.2"])
    screen.text_input(key="partners_new_0_reason").set_value("Agreement of 3 November")
    return screen


def test_a_code_twice_is_told_and_all_that_was_typed_stays(look: Opener, standing: dict[str, House]) -> None:
    screen = filled(screen_of(look), "WPN")
    said = press(screen, "partners_new_0_go")
    assert "There is a partner with the code WPN already: " in said
    assert screen.text_input(key="partners_new_0_name_en").value == "Red Crescent en"
    assert standing["house"].entries == ()


def test_all_faults_of_an_empty_form_are_told_at_once(look: Opener, standing: dict[str, House]) -> None:
    said = press(screen_of(look), "partners_new_0_go")
    for sentence in ("Give the partner a code", "Choose at least one place", "Choose at least one indicator", "Give the reason"):
        assert sentence in said
    assert said.count("The name is missing in this language") == 3


def test_an_added_partner_stands_in_the_list_and_in_the_history(look: Opener, standing: dict[str, House]) -> None:
    said = press(filled(screen_of(look), "RCK", ODD), "partners_new_0_go")
    assert standing["house"].plan.partner("RCK") is not None
    assert "Partners on record: 6" in said
    assert "<b>Crescent</b>" not in said
    assert "&lt;b&gt;Crescent&lt;/b&gt;" in said
    assert "Not as in the plan file: 1." in said
    assert "Agreement of 3 November" in said


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_one_partner_with_everything_on_record(look: Opener, standing: dict[str, House], lang: str) -> None:
    said = words(screen_of(look, "WPN", lang))
    assert standing["house"].plan.partner("WPN").name[lang] in said  # type: ignore[union-attr]
    assert "partners." not in said


def test_ending_tells_what_holds_then_and_offers_to_bring_back(look: Opener, standing: dict[str, House]) -> None:
    screen = screen_of(look, "PBF")
    screen.selectbox(key="partners_PBF_end_0_until").set_value("2026-H1")
    screen.text_input(key="partners_PBF_end_0_reason").set_value("The project is over")
    said = press(screen, "partners_PBF_end_0_go")
    assert "The end is on record." in said
    assert "last period: 1st half of 2026" in said
    assert screen.button(key="partners_PBF_back_1_go")
    assert partner_line(operator(), standing["house"], "PBF").state == "ended"


def test_who_is_second_is_told_and_sees_what_stands_now(look: Opener, standing: dict[str, House]) -> None:
    screen = screen_of(look, "WPN")
    line = partner_line(operator(), standing["house"], "WPN")
    change_partner(operator(), standing["house"], PartnerTyped("WPN", line.name, ("KG-B",), line.indicators), "Agreed")
    screen.multiselect(key="partners_WPN_change_0_regions").set_value(["KG-J"])
    screen.text_input(key="partners_WPN_change_0_reason").set_value("Agreed otherwise")
    said = press(screen, "partners_WPN_change_0_go")
    assert "Somebody else has changed this meanwhile." in said
    assert "Changed by: " in said
    assert screen.multiselect(key="partners_WPN_change_1_regions").value == ["KG-B"]
    assert len(standing["house"].entries) == 1


def test_whoever_was_taken_out_is_told_of_and_can_come_back(look: Opener, standing: dict[str, House]) -> None:
    screen = screen_of(look, "PBF")
    screen.text_input(key="partners_PBF_remove_0_reason").set_value("A mistake")
    press(screen, "partners_PBF_remove_0_go")
    screen.text_input(key="partners_PBF_back_1_reason").set_value("No mistake")
    said = press(screen, "partners_PBF_back_1_go")
    assert "The partner is back." in said


def test_an_unknown_code_leads_to_the_list(look: Opener, standing: dict[str, House]) -> None:
    assert "There is no such partner" in words(screen_of(look, "NOBODY"))


def test_only_coordinators_come_in(look: Opener, standing: dict[str, House]) -> None:
    assert "Partners on record" not in words(look("wpn@demo", PAGES / "partners.py"))
