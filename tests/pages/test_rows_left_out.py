"""Rows of one indicator and place taken out for several periods: one line answers them all, with and without script."""

from __future__ import annotations

import io

import openpyxl

from nap.facts import Finding, Period, Severity
from nap.finding_groups import Group, answered_once
from nap.finding_texts import FindingText
from nap.monitor import House, person_viewer, return_detail, spot, template
from tests.houses import reading_here
from tests.pages.conftest import Opener
from tests.pages.test_mending import answers, save
from tests.pages.test_returns import page, uploaded
from tests.web.light import browser, press, sent_id, upload

__all__ = ["reading_here"]
WHY = "Counted from the second half-year on"


def without_quarters(house: House) -> bytes:
    """The ministry's workbook without its two rows of 3.1."""
    person = person_viewer(house, "mia@demo")
    assert person is not None
    book = openpyxl.load_workbook(io.BytesIO(template(person, house, "MIA", Period.parse("2026-H1"), "en").data))
    for sheet in book.worksheets:
        rows = [row[0].row for row in sheet.iter_rows() if any(cell.value == "3.1" for cell in row)]
        for row in reversed(rows):
            sheet.delete_rows(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def absent(house: House, id: str) -> list[Finding]:
    person = person_viewer(house, "mia@demo")
    assert person is not None
    return [each for each in return_detail(person, house, id).findings if each.case == "absent" and each.indicator == "3.1"]


def test_the_page_stands_and_one_line_answers_both_quarters(house: House, look: Opener) -> None:
    screen = uploaded(page(look, "mia@demo"), without_quarters(house))
    names = [name for name in answers(screen) if "|3.1|" in name]
    assert len(names) == 1
    screen.text_input(key=names[0]).set_value(WHY)
    screen = save(screen)
    assert screen.text_input(key=next(name for name in answers(screen) if "|3.1|" in name)).value == WHY


def test_without_script_too(house: House) -> None:
    partner = browser(house, "mia@demo")
    id = sent_id(upload(partner, without_quarters(house)))
    assert len(absent(house, id)) == 2
    (name,) = {
        part.partition('"')[0]
        for part in partner.get(f"/light/return/{id}").text.split('name="')
        if part.startswith("a:missing-value::3.1")
    }
    assert partner.get(f"/light/return/{id}").text.count(f'name="{name}"') == 1
    press(partner, f"/light/return/{id}/mend", **{name: WHY})
    assert WHY in partner.get(f"/light/return/{id}").text


def test_no_line_takes_back_what_another_says() -> None:
    first, second = (Finding("missing-value", Severity.WARNING, indicator="1", region=place) for place in ("KG-B", "KG-O"))
    wrong = Finding("missing-value", Severity.ERROR, indicator="1", region="KG-J")
    text = FindingText("", "", "", "")
    groups = [Group(text, found) for found in ((first,), (second, first), (first,), (wrong,))]
    assert answered_once(groups, spot) == [(first,), (second,), (), ()]
