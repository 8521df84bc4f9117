"""The partner's screen: mistakes shown with their cells, submitting only without errors, the reason of a return sent back."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from nap.facts import Period
from nap.monitor import House, person_viewer, receive, return_detail, send, send_back, template, waiting_returns
from tests.journeys.filling import Entries, fill
from tests.pages.conftest import Opener, words
from ui.menu import PAGES

PERIOD = Period.parse("2026-H1")
GOOD: Entries = {("2.1", "KG-J"): {"#value+total": 12, "#value+f": 7, "#value+m": 5, "#value+u": 0}}
BAD: Entries = {("2.1", "KG-J"): {"#value+total": "a dozen"}}


@pytest.fixture
def blank(house: House) -> bytes:
    return template(person_viewer(house, "wpn@demo"), house, "WPN", PERIOD, "en").data  # type: ignore[arg-type]


def page(look: Opener, person: str = "wpn@demo", lang: str = "en", name: str = "returns") -> AppTest:
    screen = look(person, lang=lang)
    screen.switch_page(str(PAGES / f"{name}.py")).run()
    assert not screen.exception
    return screen


def uploaded(screen: AppTest, data: bytes, name: str = "return.xlsx") -> AppTest:
    screen.file_uploader[0].upload(name, data)
    screen.run()
    assert not screen.exception
    return screen


def keys(screen: AppTest) -> set[str]:
    return {button.key for button in screen.button}


def test_a_mistake_is_shown_with_sheet_and_cell_and_cannot_be_submitted(look: Opener, blank: bytes) -> None:
    data, places = fill(blank, BAD)
    screen = uploaded(page(look), data)
    told = words(screen)
    assert places["2.1", "KG-J", "#value+total"] in told
    assert "a dozen" in told
    assert "1 error must be mended" in told
    assert "submit" not in keys(screen)


def test_a_file_that_is_no_workbook_is_refused_with_an_incident_number(look: Opener) -> None:
    screen = uploaded(page(look), b"not a workbook", "letter.docx")
    told = words(screen)
    assert "This file cannot be taken" in told
    assert "Incident number" in told
    assert "submit" not in keys(screen)


def test_a_good_return_is_submitted_once_and_gives_its_receipt(house: House, look: Opener, blank: bytes) -> None:
    screen = uploaded(page(look), fill(blank, GOOD)[0])
    assert "What was understood" in words(screen)
    screen.button(key="submit").click().run()
    assert not screen.exception
    told = words(screen)
    assert "Submitted. This is your receipt" in told
    assert "submit" not in keys(screen)
    (waiting,) = waiting_returns(person_viewer(house, "coordinator@demo"), house)  # type: ignore[arg-type]
    assert waiting.receipt.id in told
    assert waiting.receipt.sha256 in told


def test_the_same_upload_is_received_once_however_often_the_page_runs(look: Opener, blank: bytes, counted: list[str]) -> None:
    screen = uploaded(page(look), fill(blank, GOOD)[0])
    screen.run()
    screen.selectbox(key="template_language").select("ru").run()
    assert counted == ["return.xlsx"]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were received."""
    import ui.returns

    names: list[str] = []

    def counting(*given: object, **more: object) -> object:
        names.append(str(given[3]))
        return receive(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(ui.returns, "receive", counting)
    return names


def test_a_return_that_came_back_says_why(house: House, look: Opener, blank: bytes) -> None:
    partner, coordinator = person_viewer(house, "wpn@demo"), person_viewer(house, "coordinator@demo")
    assert partner is not None
    assert coordinator is not None
    sent = send(partner, house, fill(blank, GOOD)[0], "r.xlsx")
    assert sent.receipt is not None
    send_back(coordinator, house, sent.receipt.id, "Please <b>check</b> **Osh**")
    told = words(page(look))
    assert "Returned for correction" in told
    assert "Please &lt;b&gt;check&lt;/b&gt; **Osh**" in told


@pytest.mark.parametrize(("lang", "overdue"), [("en", "Overdue"), ("ru", "Просрочено"), ("ky", "Мөөнөтү өтүп кеткен")])
def test_what_is_overdue_is_said_in_each_language(look: Opener, lang: str, overdue: str) -> None:
    assert words(page(look, lang=lang)).count(overdue) == 3


def test_the_latest_period_that_is_not_accepted_is_offered_first(look: Opener) -> None:
    assert str(page(look).selectbox(key="period").value.period) == "2026-H1"


def test_a_coordinator_sends_for_a_partner_only_with_a_reason(house: House, look: Opener, blank: bytes) -> None:
    screen = uploaded(page(look, "coordinator@demo"), fill(blank, GOOD)[0])
    screen.button(key="submit").click().run()
    assert "Please write why you send" in words(screen)
    screen.text_input(key="because").set_value("their line is down").run()
    screen.button(key="submit").click().run()
    assert "their line is down" in words(screen)
    (waiting,) = waiting_returns(person_viewer(house, "coordinator@demo"), house)  # type: ignore[arg-type]
    assert return_detail(person_viewer(house, "wpn@demo"), house, waiting.receipt.id).receipt.because  # type: ignore[arg-type]
