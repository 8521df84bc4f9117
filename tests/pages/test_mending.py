"""Mending on the screen: fields beside findings, offers, refusals that lose nothing, drafts of an earlier visit."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

import ui.mending
from nap.facts import Finding, Severity
from nap.monitor import House, NotNow, Receipt, accept, mend, named_cells, person_viewer, receive, return_detail, send, send_back
from nap.monitor.once import Once
from tests.journeys.filling import fill
from tests.pages.conftest import Opener, words
from tests.pages.test_returns import BAD, GOOD, SPOILT, blank, keys, page, uploaded  # noqa: F401 - `blank` is a fixture
from ui.menu import PAGES

SHEET = "O2 Interaction of authorities"


def field(screen: AppTest, cell: str) -> str:
    """The name of a cell's field."""
    return next(one.key for one in screen.text_input if str(one.key).startswith("cell|") and str(one.key).endswith(f"|{cell}"))


def answers(screen: AppTest) -> list[str]:
    return [str(one.key) for one in screen.text_input if str(one.key).startswith("answer|")]


def to_type(screen: AppTest) -> list[str]:
    """The fields of what was found, cells and answers."""
    return [str(one.key) for one in screen.text_input if str(one.key).startswith(("cell|", "answer|"))]


def save(screen: AppTest) -> AppTest:
    screen.button(key="mend_button").click().run()
    assert not screen.exception
    return screen


def received(house: House, data: bytes) -> Receipt:
    receipt = receive(person_viewer(house, "wpn@demo"), house, data, "r.xlsx").receipt  # type: ignore[arg-type]
    assert receipt is not None
    return receipt


def opened(look: Opener, receipt: Receipt, person: str = "wpn@demo") -> AppTest:
    screen = look(person)
    screen.query_params["return"] = receipt.id
    screen.switch_page(str(PAGES / "returns.py"))
    return screen


def test_a_cell_is_mended_and_the_return_submitted_without_a_file(house: House, look: Opener, blank: bytes) -> None:  # noqa: F811
    data, places = fill(blank, BAD)
    screen = uploaded(page(look), data)
    cell = places["2.1", "KG-J", "#value+total"]
    screen.text_input(key=field(screen, cell)).set_value("12")
    told = words(save(screen))
    assert "Saved as version 2." in told
    assert "1 mended, 0 still to mend" in told
    assert "Mended on screen by: wpn@demo" in told
    assert "a dozen" in told[told.index("Mended on screen since") :]
    assert "Only what is saved is submitted" in told
    screen.button(key="submit").click().run()
    assert "Submitted. This is your receipt" in words(screen)


def test_a_telephone_is_refused_and_what_was_typed_still_stands(house: House, look: Opener, blank: bytes) -> None:  # noqa: F811
    data, places = fill(blank, BAD)
    screen = uploaded(page(look), data)
    name = field(screen, places["2.1", "KG-J", "#value+total"])
    screen.text_input(key=name).set_value("+996 700 123 456")
    told = words(save(screen))
    assert "There seems to be personal data here" in told
    assert "Nothing was saved or kept" in told
    assert screen.text_input(key=name).value == "+996 700 123 456"
    assert "Saved as version" not in told


def test_the_second_of_two_keeps_what_was_typed_and_finds_it_on_the_newer_version(
    house: House,
    look: Opener,
    blank: bytes,  # noqa: F811
) -> None:
    data, places = fill(blank, SPOILT)
    screen = uploaded(page(look), data)
    first, second = (places[code, "KG-J", "#value+total"] for code in ("2.1", "2.2"))
    name = field(screen, second)
    screen.text_input(key=name).set_value("4")
    id = str(
        screen.query_params["return"][0] if isinstance(screen.query_params["return"], list) else screen.query_params["return"]
    )
    newer = mend(person_viewer(house, "wpn@demo"), house, id, {(SHEET, first): "12"}).receipt  # type: ignore[arg-type]
    told = words(save(screen))
    assert "Somebody has saved a later version meanwhile" in told
    assert f"return={newer.id}" in told
    assert screen.text_input(key=name).value == "4"
    screen.query_params["return"] = newer.id
    assert screen.run().text_input(key=name).value == "4"
    assert "Saved as version 3." in words(save(screen))


def test_hostile_text_reaches_neither_markdown_nor_html(look: Opener, blank: bytes) -> None:  # noqa: F811
    hostile = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) :red[no]"
    data, places = fill(blank, {("2.1", "KG-J"): {"#value+total": hostile}})
    screen = uploaded(page(look), data)
    drawn = screen.text_input(key=field(screen, places["2.1", "KG-J", "#value+total"]))
    assert not any(mark in drawn.label for mark in "<[:(")
    screen.text_input(key=drawn.key).set_value("5 <b>*x*</b>")
    told = words(save(screen))
    assert "<img" not in told
    assert "<b>*x*" not in told
    assert "&lt;b&gt;*x*" in told


@pytest.fixture
def offering(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell that is no number is offered a dozen."""
    import nap.returns.fields as rooms

    monkeypatch.setattr(rooms, "_offer", lambda finding, number, **_: "12" if finding.code == "not-a-number" else None)


@pytest.mark.usefixtures("offering")
def test_all_offers_are_taken_with_one_click_and_listed_before_they_are_saved(
    house: House,
    look: Opener,
    blank: bytes,  # noqa: F811
) -> None:
    screen = uploaded(page(look), fill(blank, SPOILT)[0])
    assert "Nothing is saved yet" not in words(screen)
    taking = next(one for one in screen.button if str(one.label) == "Take all 3 offers")
    taking.click().run()
    told = words(screen)
    assert "3 cells would change. Nothing is saved yet." in told
    assert '<span class="typed">a lot</span> → <strong class="typed">12</strong>' in told
    assert "Saved as version" not in told
    assert "Saved as version 2." in words(save(screen))
    detail = return_detail(person_viewer(house, "wpn@demo"), house, f"{house.plan.id}.WPN.2026-H1.2")  # type: ignore[arg-type]
    assert [one.offered for one in detail.mends] == [True, True, True]


def test_a_draft_of_an_earlier_visit_is_found_with_its_fields(house: House, look: Opener, blank: bytes) -> None:  # noqa: F811
    data, places = fill(blank, BAD)
    draft = received(house, data)
    told = words(page(look))
    assert "Begun and not submitted" in told
    assert f'href="/returns?return={draft.id}"' in told
    screen = opened(look, draft).run()
    assert field(screen, places["2.1", "KG-J", "#value+total"])
    assert "Go on with version 1" not in words(screen)


def test_another_organisations_return_is_not_shown(house: House, look: Opener, blank: bytes) -> None:  # noqa: F811
    draft = received(house, fill(blank, BAD)[0])
    screen = opened(look, draft, "mia@demo").run()
    assert not screen.exception
    assert "There is no such return" in words(screen)
    assert "a dozen" not in words(screen)


def test_no_more_than_forty_fields_stand_on_the_page_until_asked_for(
    look: Opener,
    blank: bytes,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ui.mending, "STEP", 2)
    screen = uploaded(page(look), fill(blank, SPOILT)[0])
    assert len(to_type(screen)) == 2
    screen.button(key="mend_more").click().run()
    assert len(to_type(screen)) == 4


def test_a_warning_is_explained_in_one_line_and_the_coordinator_reads_it(house: House, look: Opener, blank: bytes) -> None:  # noqa: F811
    screen = uploaded(page(look), fill(blank, GOOD)[0])
    name = answers(screen)[0]
    screen.text_input(key=name).set_value("moved to <i>autumn</i>")
    assert "Your explanations are saved." in words(save(screen))
    screen.button(key="submit").click().run()
    review = look("coordinator@demo")
    review.query_params["return"] = f"{house.plan.id}.WPN.2026-H1.1"
    review.switch_page(str(PAGES / "review.py")).run()
    told = words(review)
    assert "moved to &lt;i&gt;autumn&lt;/i&gt;" in told
    assert "unexplained" in told


def test_the_reason_of_a_correction_is_asked_for_once_a_version_was_accepted(house: House, look: Opener, blank: bytes) -> None:  # noqa: F811
    partner, coordinator = person_viewer(house, "wpn@demo"), person_viewer(house, "coordinator@demo")
    first = send(partner, house, fill(blank, GOOD)[0], "r.xlsx").receipt  # type: ignore[arg-type]
    accept(coordinator, house, first.id)  # type: ignore[arg-type,union-attr]
    other = {("2.1", "KG-J"): {**GOOD["2.1", "KG-J"], "#value+total": 13, "#value+f": "8"}}
    screen = uploaded(page(look), fill(blank, other)[0])
    screen.text_input(key="correction").set_value("one training was forgotten")
    screen.button(key="submit").click().run()
    assert "Submitted. This is your receipt" in words(screen)
    review = look("coordinator@demo")
    review.query_params["return"] = f"{house.plan.id}.WPN.2026-H1.2"
    review.switch_page(str(PAGES / "review.py")).run()
    assert "one training was forgotten" in words(review)


def test_what_came_back_leads_to_its_fields(house: House, look: Opener, blank: bytes) -> None:  # noqa: F811
    sent = send(person_viewer(house, "wpn@demo"), house, fill(blank, GOOD)[0], "r.xlsx").receipt  # type: ignore[arg-type]
    send_back(person_viewer(house, "coordinator@demo"), house, sent.id, "Osh is missing")  # type: ignore[arg-type,union-attr]
    assert f'href="/returns?return={sent.id}"' in words(page(look))  # type: ignore[union-attr]
    assert "mend_button" in keys(opened(look, sent).run())  # type: ignore[arg-type]


def test_fields_that_cannot_be_read_just_now_come_back_when_tried_again(
    house: House,
    look: Opener,
    blank: bytes,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, places = fill(blank, BAD)
    screen = uploaded(page(look), data)
    name = field(screen, places["2.1", "KG-J", "#value+total"])
    house.memory.fields = Once(2)
    with monkeypatch.context() as broken:
        broken.setattr(named_cells, "open_book_safely", lambda _: Finding("file-unreadable", Severity.REFUSED, case="crash"))
        told = words(screen.run())
        assert "The workbook could not be read just now" in told
        assert "mend_button" not in keys(screen)
        screen.run()
    screen.button(key="mend_again").click().run()
    screen.text_input(key=name).set_value("12")
    assert "Saved as version 2." in words(save(screen))


def test_a_store_that_cannot_be_written_is_said_and_what_was_typed_still_stands(
    house: House,
    look: Opener,
    blank: bytes,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, places = fill(blank, BAD)
    screen = uploaded(page(look), data)
    name = field(screen, places["2.1", "KG-J", "#value+total"])
    screen.text_input(key=name).set_value("12")

    def full(*_: object) -> None:
        raise NotNow("store_unavailable")

    with monkeypatch.context() as broken:
        broken.setattr(house.store, "writing", full)
        told = words(save(screen))
    assert "store is full or cannot be reached at this moment" in told
    assert screen.text_input(key=name).value == "12"
    assert "Saved as version 2." in words(save(screen))
