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
    assert f"<code>{places['2.1', 'KG-J', '#value+total']}</code>" in told
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
    assert "There is no earlier version" in words(screen)
    screen.button(key="submit").click().run()
    assert not screen.exception
    told = words(screen)
    assert "Submitted. This is your receipt" in told
    assert "submit" not in keys(screen)
    (waiting,) = waiting_returns(person_viewer(house, "coordinator@demo"), house)  # type: ignore[arg-type]
    assert waiting.receipt.id in told
    assert waiting.receipt.sha256 in told
    assert f'href="/receipt/{waiting.receipt.id}?lang=en"' in told


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
    for name in ("returns", "start"):
        told = words(page(look, name=name))
        assert "Came back for correction: 1st half of 2026" in told
        assert "Please &lt;b&gt;check&lt;/b&gt; **Osh**" in told


def test_what_waits_for_a_coordinator_is_said_on_the_first_page(house: House, look: Opener, blank: bytes) -> None:
    told = "waiting for a coordinator&#x27;s review"
    assert told not in words(page(look, name="start"))
    sent = send(person_viewer(house, "wpn@demo"), house, fill(blank, GOOD)[0], "r.xlsx")  # type: ignore[arg-type]
    assert sent.receipt is not None
    start = words(page(look, name="start"))
    assert told in start
    assert "1st half of 2026" in start.partition(told)[2][:120]


def test_the_reason_stands_above_everything_else(house: House, look: Opener, blank: bytes) -> None:
    partner, coordinator = person_viewer(house, "wpn@demo"), person_viewer(house, "coordinator@demo")
    sent = send(partner, house, fill(blank, GOOD)[0], "r.xlsx")  # type: ignore[arg-type]
    send_back(coordinator, house, sent.receipt.id, "Osh is missing")  # type: ignore[arg-type,union-attr]
    told = words(page(look))
    assert told.index("Osh is missing") < told.index("Returns you owe") < told.index("Download template")


def test_an_uploaded_trial_hides_neither_the_return_that_was_sent_nor_itself(house: House, look: Opener, blank: bytes) -> None:
    partner = person_viewer(house, "wpn@demo")
    sent = send(partner, house, fill(blank, GOOD)[0], "r.xlsx").receipt  # type: ignore[arg-type]
    tried = receive(partner, house, fill(blank, BAD)[0], "t.xlsx").receipt  # type: ignore[arg-type]
    told = words(page(look))
    folded, open_ = told[told.index("1 other version") :].split("</details>", 1)
    assert f"/receipt/{tried.id}?" in folded  # type: ignore[union-attr]
    assert f"/receipt/{sent.id}?" in open_  # type: ignore[union-attr]
    assert "Nothing to do: the coordinator is reading it." in told


@pytest.mark.parametrize(("entries", "said"), [(GOOD, "Not submitted yet"), (BAD, "There were errors: mend them here")])
def test_a_draft_says_what_to_do_with_it(house: House, look: Opener, blank: bytes, entries: Entries, said: str) -> None:
    receive(person_viewer(house, "wpn@demo"), house, fill(blank, entries)[0], "r.xlsx")  # type: ignore[arg-type]
    assert said in words(page(look))


def test_a_second_upload_says_what_changed_since_the_first(look: Opener, blank: bytes) -> None:
    screen = uploaded(page(look), fill(blank, GOOD)[0])
    other = {("2.1", "KG-J"): {**GOOD["2.1", "KG-J"], "#value+total": 13, "#value+f": "8"}}
    told = words(uploaded(screen, fill(blank, other)[0], "second.xlsx"))
    assert "2 figures differ from version 1 (Draft" in told


def test_a_file_that_only_looks_different_says_that_no_figure_differs(look: Opener, blank: bytes) -> None:
    screen = uploaded(page(look), fill(blank, GOOD)[0])
    same = {("2.1", "KG-J"): {**GOOD["2.1", "KG-J"], "#value+total": "12"}}
    assert "No figure differs from version 1 (Draft" in words(uploaded(screen, fill(blank, same)[0], "second.xlsx"))


def test_what_was_typed_stands_next_to_what_was_understood(look: Opener, blank: bytes) -> None:
    typed = {("2.2", "KG-J"): {"#value+total": "1 280"}, ("2.2", "KG-O"): {"#value+total": "н/д"}}
    told = words(uploaded(page(look), fill(blank, typed)[0]))
    read = told[told.index("What was understood") :]
    assert "2 figures were not taken as they were typed" in read
    assert '<span class="typed">1 280</span>' in read
    assert "<strong>1,280</strong>" in read
    assert "spaces and commas read as part of the number" in read
    assert "<strong>no data</strong>" in read
    assert "read as a reason for no value, not as zero" in read


def test_after_an_upload_what_was_found_stands_above_what_is_due(look: Opener, blank: bytes) -> None:
    screen = page(look)
    assert words(screen).index("Returns you owe") < words(screen).index("Send the filled workbook")
    told = words(uploaded(screen, fill(blank, BAD)[0]))
    assert told.index("1 error must be mended") < told.index("is not a number") < told.index("Returns you owe")


def test_the_period_that_runs_is_listed_with_its_due_date(look: Opener) -> None:
    told = words(page(look))
    due = told[told.index("Returns you owe") : told.index("Download template")]
    assert "The period is still running" in due
    assert "the return is sent when the period has ended" in due


def test_a_refused_file_is_not_said_to_have_been_read(look: Opener) -> None:
    told = words(uploaded(page(look), b"not a workbook", "letter.docx"))
    assert "rows were read" not in told
    assert "must be mended" not in told


def test_no_table_has_a_scroll_bar_of_its_own_for_its_rows(look: Opener, blank: bytes) -> None:
    screen = uploaded(page(look), fill(blank, GOOD)[0])
    assert 'class="nap-scroll long"' not in words(screen)


SPOILT: Entries = {
    ("2.1", "KG-J"): {"#value+total": "a dozen"},
    ("2.2", "KG-J"): {"#value+total": "a dozen"},
    ("2.2", "KG-O"): {"#value+total": "a lot"},
}


def test_equal_mistakes_are_one_finding_with_all_their_cells_the_gravest_first(look: Opener, blank: bytes) -> None:
    data, places = fill(blank, SPOILT)
    told = words(uploaded(page(look), data))
    assert told.count("<p>“a dozen” is not a number.</p>") == 1
    card = told[told.index('<article class="nap-find nap-is-error') :].split("</article>")[0]
    assert all(f"<code>{places[code, 'KG-J', '#value+total']}</code>" in card for code in ("2.1", "2.2"))
    assert told.index("3 errors</span></h3>") < told.index("warnings</span></h3>")


@pytest.mark.parametrize(("order", "heading"), [("place", "Sheet O2"), ("indicator", "2.2 ")])
def test_the_order_of_findings_is_kept_in_the_address(look: Opener, blank: bytes, order: str, heading: str) -> None:
    data, _ = fill(blank, SPOILT)
    screen = uploaded(page(look), data)
    assert "order" not in screen.query_params
    screen.segmented_control(key="order").set_value(order).run()
    assert not screen.exception
    assert screen.query_params["order"] == order
    assert f"<h3>{heading}" in words(screen)
    assert words(screen).count("is not a number.</p>") == 3


def test_an_order_that_is_none_is_the_usual_one(look: Opener, blank: bytes) -> None:
    screen = page(look)
    screen.query_params["order"] = "<script>"
    told = words(uploaded(screen, fill(blank, SPOILT)[0]))
    assert "3 errors</span></h3>" in told


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
