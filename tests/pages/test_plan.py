"""The page about the plan, and looking back: adopted is what was shown, and everybody reads what was revised and why."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import ui.session
from nap.monitor import House, PlanUpload, Viewer, adopt_plan, current, person_viewer, plan_from_matrix, plan_matrix
from nap.monitor.house import at_noon
from tests.monitor.building import an_acceptance
from tests.monitor.revising import SOURCE, TARGET, a_version
from tests.pages.conftest import Opener, words
from ui.addresses import explanation_address, on
from ui.menu import PAGES

WHY = "Decision of the council <b>of 12 May</b>"
COMMITTEES = ("date: 2027-12-31, value: 40}", "date: 2027-12-31, value: 44}")
Holder = dict[str, House]


@pytest.fixture
def holder(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Holder:
    """The house of the process, which takes up a new version as the server does; its plan file is a copy."""
    held = {"house": replace(house, settings=replace(house.settings, plan_file=a_version(tmp_path, 1)))}

    def the_house() -> House:
        held["house"] = current(held["house"])
        return held["house"]

    monkeypatch.setattr(ui.session, "the_house", the_house)
    return held


@pytest.fixture
def changed(holder: Holder, tmp_path: Path) -> Callable[..., None]:
    """Write the plan file anew."""

    def write(version: int, *changes: tuple[str, str]) -> None:
        (tmp_path / "plan-1.yaml").write_bytes(a_version(tmp_path, version, *changes).read_bytes())

    return write


@pytest.fixture
def revised(holder: Holder, tmp_path: Path) -> None:
    """A month ago another target was adopted for indicator 2.2."""
    then = at_noon(holder["house"], date(2026, 10, 15))
    coordinator = person_viewer(then, "coordinator@demo")
    assert coordinator is not None
    adopt_plan(coordinator, then, WHY, file=a_version(tmp_path, 2, COMMITTEES))


def shown(look: Opener, person: str, name: str, lang: str = "en", **address: str) -> AppTest:
    screen = look(person, lang=lang)
    screen.switch_page(str(PAGES / f"{name}.py"))
    for key, value in address.items():
        screen.query_params[key] = value
    screen.run()
    assert not screen.exception
    return screen


@pytest.mark.usefixtures("holder")
def test_with_nothing_changed_there_is_nothing_to_adopt(look: Opener) -> None:
    screen = shown(look, "coordinator@demo", "plan")
    assert "The plan file is the version in force: 1." in words(screen)
    assert not screen.button
    assert "A changed plan file waits" not in words(shown(look, "coordinator@demo", "start"))


def test_a_changed_file_waits_until_it_is_adopted_with_a_reason(
    look: Opener, holder: Holder, changed: Callable[..., None]
) -> None:
    changed(2, COMMITTEES)
    assert "A changed plan file waits" in words(shown(look, "coordinator@demo", "start"))
    assert "A changed plan file waits" not in words(shown(look, "wpn@demo", "start"))
    screen = shown(look, "coordinator@demo", "plan")
    assert "40 (31 December 2027)</td>" in words(screen)
    assert "44 (31 December 2027)</td>" in words(screen)
    screen.button[0].click().run()
    assert "Say why the plan is changed" in screen.error[0].value
    screen.text_area[0].set_value(WHY)
    screen.button[0].click().run()
    assert not screen.exception
    assert [each.value for each in screen.success] == ["Version 2 of the plan is in force."]
    assert holder["house"].plan.version == 2
    assert "Decision of the council &lt;b&gt;of 12 May" in words(screen)
    assert not screen.button


def test_what_changed_after_it_was_shown_is_shown_again(look: Opener, holder: Holder, changed: Callable[..., None]) -> None:
    changed(2, COMMITTEES)
    screen = shown(look, "coordinator@demo", "plan")
    screen.text_area[0].set_value(WHY)
    changed(2, (TARGET, "value: 6000"))
    screen.button[0].click().run()
    assert not screen.exception
    assert "6,000 (31 December 2027, for the whole plan)" in words(screen)
    assert holder["house"].plan.version == 1


def test_a_faulty_file_tells_its_faults_and_changes_nothing(look: Opener, changed: Callable[..., None]) -> None:
    changed(2, ("objective: O1", "objective: O9"))
    screen = shown(look, "coordinator@demo", "plan")
    assert "The plan file has faults" in words(screen)
    assert "plan-1.yaml:" in words(screen)
    assert not screen.button
    assert "The plan file has faults" in words(shown(look, "coordinator@demo", "start"))


def brought_from(folder: Path) -> Path:
    """A folder beside that of the server's file."""
    (beside := folder / "beside").mkdir(exist_ok=True)
    return beside


def brought(look: Opener, folder: Path, *changes: tuple[str, str], lang: str = "en") -> AppTest:
    """The page with a file in hand, as it is drawn after an upload."""
    screen = shown(look, "coordinator@demo", "plan", lang)
    screen.session_state["plan_upload"] = PlanUpload("May <b>.yaml", a_version(brought_from(folder), 2, *changes).read_bytes())
    screen.run()
    assert not screen.exception
    return screen


def test_an_uploaded_file_is_looked_at_then_adopted(look: Opener, holder: Holder, tmp_path: Path) -> None:
    screen = brought(look, tmp_path, COMMITTEES)
    said = words(screen)
    for part in ("May &lt;b&gt;.yaml", "a new version: 2", "44 (31 December 2027)</td>", "Templates of periods still open"):
        assert part in said
    screen.text_area[0].set_value(WHY)
    next(one for one in screen.button if one.label == "Adopt version 2").click().run()
    assert not screen.exception
    assert [each.value for each in screen.success] == ["Version 2 of the plan is in force."]
    assert holder["house"].plan.version == 2
    assert "stays in force after every restart" in words(screen)
    assert "plan_upload" not in screen.session_state


@pytest.mark.usefixtures("holder")
def test_an_upload_of_another_plan_says_which_id_is_expected(look: Opener, house: House, tmp_path: Path) -> None:
    screen = brought(look, tmp_path, (f"id: {house.plan.id}", "id: plan-of-our-own"))
    assert f"id: {house.plan.id}" in words(screen)
    assert "docs/plan-file.md" in words(screen)


@pytest.mark.usefixtures("holder")
@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_an_upload_with_orphans_offers_no_button(look: Opener, house: House, tmp_path: Path, lang: str) -> None:
    an_acceptance(house)
    gone = SOURCE[SOURCE.index("  - code: '2.2'") : SOURCE.index("  - code: '2.3'")]
    screen = brought(look, tmp_path, (gone, ""), lang=lang)
    assert "valid_to" in words(screen)
    assert not screen.text_area
    assert [one.key for one in screen.button] == ["plan_put_away"]
    screen.button[0].click().run()
    assert "plan_upload" not in screen.session_state


def test_a_matrix_in_hand_is_adopted_like_a_plan_file(look: Opener, holder: Holder) -> None:
    screen = with_matrix(look, holder, plan_matrix(the_coordinator(holder), holder["house"], "en").data)
    said = words(screen)
    assert "a new version: 2" in said
    assert "Nothing is changed that matters for results" in said
    screen.text_area[0].set_value("Translations of May")
    next(one for one in screen.button if one.label == "Adopt version 2").click().run()
    assert not screen.exception
    assert holder["house"].plan.version == 2


def test_a_matrix_with_faults_tells_them_and_offers_nothing(look: Opener, holder: Holder) -> None:
    book = openpyxl.load_workbook(io.BytesIO(plan_matrix(the_coordinator(holder), holder["house"], "en").data))
    book["Measures"]["B3"].value = "O9"
    out = io.BytesIO()
    book.save(out)
    for data, said in ((out.getvalue(), "Measures, B3: "), (b"PK none", "Nothing was changed: the workbook has faults")):
        screen = with_matrix(look, holder, data)
        assert said in words(screen)
        assert not screen.text_area
    assert holder["house"].plan.version == 1


def the_coordinator(holder: Holder) -> Viewer:
    found = person_viewer(holder["house"], "coordinator@demo")
    assert found is not None
    return found


def with_matrix(look: Opener, holder: Holder, data: bytes) -> AppTest:
    """The page with a matrix in hand, as it is drawn after an upload."""
    screen = shown(look, "coordinator@demo", "plan")
    read = plan_from_matrix(the_coordinator(holder), holder["house"], data)
    screen.session_state["plan_matrix_read"] = read
    screen.session_state["plan_upload"] = PlanUpload("matrix.xlsx", read.source)
    screen.run()
    assert not screen.exception
    return screen


@pytest.mark.usefixtures("revised")
@pytest.mark.parametrize(("person", "by"), [("coordinator@demo", "coordinator@demo"), ("forum@demo", "Coordinator")])
def test_an_indicator_tells_old_and_new_goals_who_when_and_why(look: Opener, person: str, by: str) -> None:
    told = words(shown(look, person, "indicator", indicator="2.2"))
    for part in ("How baseline and targets were revised", "40 (31 December 2027)", "44 (31 December 2027)", f"Version 2 · {by}<"):
        assert part in told
    assert "Decision of the council &lt;b&gt;of 12 May&lt;/b&gt;" in told
    assert ("coordinator@demo" in told) == (person == "coordinator@demo")
    assert "were revised" not in words(shown(look, person, "indicator", indicator="2.1"))


@pytest.mark.usefixtures("revised")
def test_an_earlier_day_shows_the_plan_as_it_was_then(look: Opener) -> None:
    before = words(shown(look, "forum@demo", "indicator", indicator="2.2", as_of="2026-10-14"))
    assert "As known on 14 October 2026, with plan version 1." in before
    assert "Target (31 December 2027): 40." in before
    assert "were revised" not in before
    assert "Earlier states of figures that count people are shown to coordinators only." in before
    after = words(shown(look, "coordinator@demo", "indicator", indicator="2.2", as_of="2026-10-15"))
    assert "As known on 15 October 2026, with plan version 2." in after
    assert "Target (31 December 2027): 44." in after
    assert "Earlier states" not in after


@pytest.mark.usefixtures("revised")
def test_links_of_an_earlier_day_lead_to_the_same_day(look: Opener) -> None:
    told = words(shown(look, "forum@demo", "overview", as_of="2026-10-14"))
    assert "as_of=2026-10-14" in told
    assert "as_of" not in words(shown(look, "forum@demo", "overview"))


def test_an_explanation_is_of_the_day_its_figure_is_of() -> None:
    with on({"as_of": "2026-10-14"}):
        assert explanation_address("2.2", "KG-B", "2026-H1") == (
            "/indicator?indicator=2.2&region=KG-B&period=2026-H1&as_of=2026-10-14#explain"
        )
    assert "as_of" not in explanation_address("2.2", "KG-B", "2026-H1")


@pytest.mark.usefixtures("revised")
@pytest.mark.parametrize("asked", ["yesterday", "1999-01-01", "2026-13-01", "<script>"])
def test_a_day_that_is_none_is_ignored_with_a_notice(look: Opener, asked: str) -> None:
    told = words(shown(look, "forum@demo", "indicator", indicator="2.2", as_of=asked))
    assert "The address asks for something that is not there" in told
    assert "As known on 1" not in told
    assert "<script>" not in told


def test_before_the_plan_a_page_says_why_it_is_empty(look: Opener) -> None:
    page = words(shown(look, "coordinator@demo", "indicator", indicator="2.2", as_of="2024-03-01"))
    assert "On that day the plan had not begun yet." in page
    assert "Nothing can be shown for this indicator yet" not in page


def test_an_earlier_figure_that_counts_people_is_not_said_to_be_of_survivors(look: Opener, house: House) -> None:
    assert house.plan.indicator("2.1").counts == "people"  # type: ignore[union-attr]
    page = words(shown(look, "forum@demo", "indicator", indicator="2.1", as_of="2026-10-14"))
    assert "survivors of violence. Its figures" not in page
    assert "Earlier states of figures that count people" in page


@pytest.mark.usefixtures("revised")
def test_the_earlier_targets_are_one_step_away(look: Opener) -> None:
    page = words(shown(look, "forum@demo", "indicator", indicator="2.2"))
    assert 'href="#earlier-goals"' in page
    assert 'id="earlier-goals"' in page


@pytest.mark.usefixtures("revised")
def test_a_day_is_chosen_below_and_stands_in_the_address(look: Opener) -> None:
    screen = shown(look, "forum@demo", "indicator", indicator="2.2")
    (choice,) = [box for box in screen.selectbox if box.label == "Figures shown"]
    assert choice.options[:2] == ["Accepted until today", "as known on 14 October 2026"]
    choice.set_value("2026-10-14").run()
    assert screen.query_params["as_of"] == "2026-10-14"
    assert "As known on 14 October 2026" in words(screen)
