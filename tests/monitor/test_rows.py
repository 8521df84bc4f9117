"""Rows held back and declined, findings waived, remarks: what is refused, what then counts, what goes on to the next version."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from nap import monitor
from nap.facts import Finding, Observation, Period, Place, Severity
from nap.monitor import House, NotNow, Receipt, Unknown, spot
from nap.monitor.counting import counting_totals
from nap.monitor.sending import keep
from nap.people import Role
from nap.returns.waivable import is_waivable
from nap.store.left_out import Row
from tests.monitor.building import COORDINATOR, FORUM, H1, WPN, a_check, a_workbook, somebody

B, O = ("2.2", "KG-B", H1), ("2.2", "KG-O", H1)  # noqa: E741
WRONG = Finding("parts-exceed-total", Severity.ERROR, "O2", ("F3", "G3", "H3"), "2.2", "KG-B", "5")
UNREAD = Finding("not-a-number", Severity.ERROR, "O2", ("F4", "F5"), "2.2", None, "many")
FAR = Finding("large-jump", Severity.WARNING, "O2", ("F3",), "2.2", "KG-B", "5")


def a_file(*cells: tuple[str, object]) -> bytes:
    """A workbook with one sheet called O2: the trail tells cells by the number of their tab."""
    book = openpyxl.Workbook()
    book.active.title = "O2"
    for cell, value in cells:
        book.active[cell] = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def sent(house: House, figures: dict[Row, int], *findings: Finding, way: str = "") -> Receipt:
    """A draft with these figures, one line below the other from line 3 on, and these findings."""
    said = [
        Observation("WPN", *row, value=Decimal(value), place=Place("O2", f"F{line}"))
        for line, (row, value) in enumerate(figures.items(), start=3)
    ]
    verdict = "errors" if any(each.severity is Severity.ERROR for each in findings) else "clean"
    checked = replace(a_check(house, verdict=verdict), observations=tuple(said), findings=findings)
    with house.store.writing() as transaction:
        data = a_file(("A1", str(sorted(map(str, figures.items())))), ("A2", way), ("A3", str(findings)))
        kept = keep(transaction, WPN, house, data, "r.xlsx", checked, mapping=way, mapped="text" if way else "").receipt
    assert kept is not None
    return kept


def accepted(house: House, figures: dict[Row, int], way: str = "", declined: tuple[Row, ...] = ()) -> Receipt:
    kept = monitor.submit(WPN, house, sent(house, figures, way=way).id, correction="better")
    if declined:
        monitor.decline(COORDINATOR, house, kept.id, declined, "counted twice")
    return monitor.accept(COORDINATOR, house, kept.id)


def counting(house: House) -> dict[Row, int]:
    return {(one.indicator, one.region, one.period): int(one.value or 0) for one in counting_totals(house)}


def refused(code: str, act: object, *given: object) -> None:
    with pytest.raises(NotNow) as caught:
        act(*given)  # type: ignore[operator]
    assert caught.value.code == code


def test_what_cannot_be_held_back_is_refused_and_nothing_is_changed(quick_house: House) -> None:
    kept = sent(quick_house, {B: 5, O: 7})
    refused("rows_needed", monitor.hold_back, WPN, quick_house, kept.id, (), "why")
    refused("reason_needed", monitor.hold_back, WPN, quick_house, kept.id, (B,), " ")
    refused("reason_personal", monitor.hold_back, WPN, quick_house, kept.id, (B,), "ask +996 555 123456")
    with pytest.raises(Unknown):
        monitor.hold_back(WPN, quick_house, kept.id, (("9.9", "KG", H1),), "why")
    monitor.submit(WPN, quick_house, kept.id)
    refused("not_draft", monitor.hold_back, WPN, quick_house, kept.id, (B,), "why")
    assert monitor.return_detail(WPN, quick_house, kept.id).beside.left_out == ()


def test_errors_of_rows_held_back_no_longer_block_and_the_rest_counts(quick_house: House) -> None:
    year = Period.parse("2024")
    rows: dict[Row, int] = {B: 5, O: 7, ("2.2", "KG-J", year): 9}
    kept = sent(quick_house, rows, WRONG, UNREAD)
    refused("has_errors", monitor.submit, WPN, quick_house, kept.id)
    monitor.hold_back(WPN, quick_house, kept.id, (B,), "the register is being counted")
    assert monitor.return_detail(WPN, quick_house, kept.id).beside.open_errors == 2
    monitor.hold_back(WPN, quick_house, kept.id, (O,), "the register is being counted")
    assert monitor.return_detail(WPN, quick_house, kept.id).beside.open_errors == 1
    refused("has_errors", monitor.submit, WPN, quick_house, kept.id)
    monitor.hold_back(WPN, quick_house, kept.id, (("2.2", "KG-J", year),), "later")
    refused("nothing_left", monitor.submit, WPN, quick_house, kept.id)


def test_a_draft_is_not_said_to_have_errors_once_their_rows_are_held_back(quick_house: House) -> None:
    said = {}
    for name, findings in (("clean", (WRONG,)), ("warnings", (WRONG, replace(FAR, region="KG-O")))):
        kept = sent(quick_house, {B: 5, O: 7}, *findings, way=name)
        assert monitor.return_detail(WPN, quick_house, kept.id).verdict == "errors"
        monitor.hold_back(WPN, quick_house, kept.id, (B,), "the register is being counted")
        said[name] = monitor.return_detail(WPN, quick_house, kept.id).verdict
    assert said == {"clean": "clean", "warnings": "warnings"}


def test_a_row_that_is_left_out_leaves_what_counted_of_it_before(quick_house: House) -> None:
    accepted(quick_house, {B: 5, O: 7})
    newer = accepted(quick_house, {B: 50, O: 70}, declined=(B,))
    assert counting(quick_house) == {B: 5, O: 70}
    accepted(quick_house, {B: 500, O: 700}, declined=(B,))
    assert counting(quick_house) == {B: 5, O: 700}
    told = monitor.explain(COORDINATOR, quick_house, monitor.Asked(*B))
    assert [one.source.version for one in told.made_of if one.source] == [1]
    assert newer.version == 2


def test_accepting_again_after_undoing_shows_the_row_that_was_declined(quick_house: House) -> None:
    first = accepted(quick_house, {B: 5, O: 7})
    newer = accepted(quick_house, {B: 50, O: 70}, declined=(B,))
    assert counting(quick_house) == {B: 5, O: 70}
    monitor.undo(COORDINATOR, quick_house, newer.id, "a mistake")
    assert counting(quick_house) == {B: 5, O: 7}
    monitor.undecline(COORDINATOR, quick_house, newer.id, (B,))
    monitor.accept(COORDINATOR, quick_house, newer.id)
    assert counting(quick_house) == {B: 50, O: 70}
    assert first.version == 1


def test_what_counts_in_place_of_a_row_does_not_become_the_last_one_said(quick_house: House) -> None:
    accepted(quick_house, {B: 1, O: 1}, way="official")
    accepted(quick_house, {B: 2, O: 2})
    assert counting(quick_house) == {B: 2, O: 2}
    accepted(quick_house, {B: 3, O: 3}, way="official", declined=(B,))
    assert counting(quick_house) == {B: 2, O: 3}


def test_the_reason_of_a_missing_row_is_told_to_reviewers_and_to_its_organisation_alone(quick_house: House) -> None:
    accepted(quick_house, {B: 5, O: 7}, declined=(B,))
    expected = monitor.expected_of(WPN, quick_house, "WPN", period=H1)
    why = {one.region: one.why for one in expected if one.indicator == "2.2" and one.why}
    assert why.get("KG-B") == "declined"
    reviewer, forum = (
        {gap.kind for one in monitor.results_for(who, quick_house, indicators=["2.2"]) for gap in one.gaps}
        for who in (COORDINATOR, FORUM)
    )
    assert "declined" in reviewer
    assert "declined" not in forum
    assert "left_blank" in forum


def test_a_value_that_was_not_read_cannot_be_waived(quick_house: House) -> None:
    kept = sent(quick_house, {B: 5, O: 7}, WRONG, UNREAD)
    refused("not_waivable", monitor.waive, COORDINATOR, quick_house, kept.id, spot(UNREAD), "the source is wrong")
    with pytest.raises(Unknown):
        monitor.waive(COORDINATOR, quick_house, kept.id, spot(FAR), "the source is wrong")


def test_nobody_waives_a_finding_of_the_own_organisation_while_somebody_else_could(quick_house: House) -> None:
    both = somebody(Role.PARTNER, Role.COORDINATOR, partner="WPN", person="both@example.org")
    kept = sent(quick_house, {B: 5, O: 7}, WRONG)
    refused("own_return", monitor.waive, both, quick_house, kept.id, spot(WRONG), "the register itself says so")


def test_a_waived_error_lets_its_partner_submit_and_the_figure_counts(quick_house: House) -> None:
    kept = sent(quick_house, {B: 5, O: 7}, WRONG)
    monitor.waive(COORDINATOR, quick_house, kept.id, spot(WRONG), "the register itself says so")
    again = sent(quick_house, {B: 5, O: 8}, WRONG)
    assert monitor.return_detail(WPN, quick_house, again.id).beside.open_errors == 0
    assert monitor.submit(WPN, quick_house, again.id).status == "submitted"
    monitor.accept(COORDINATOR, quick_house, again.id)
    assert counting(quick_house) == {B: 5, O: 8}


def test_a_waiver_does_not_go_on_to_another_value(quick_house: House) -> None:
    kept = sent(quick_house, {B: 5, O: 7}, WRONG)
    monitor.waive(COORDINATOR, quick_house, kept.id, spot(WRONG), "the register itself says so")
    other = sent(quick_house, {B: 6, O: 7}, replace(WRONG, found="6"))
    refused("has_errors", monitor.submit, WPN, quick_house, other.id)


def test_a_waived_warning_needs_no_explanation(quick_house: House) -> None:
    kept = sent(quick_house, {B: 5, O: 7}, FAR)
    assert monitor.said_to(WPN, quick_house, kept.id).unexplained([FAR]) == 1
    monitor.waive(COORDINATOR, quick_house, kept.id, spot(FAR), "a new office opened")
    assert monitor.said_to(WPN, quick_house, kept.id).unexplained([FAR]) == 0


@pytest.mark.parametrize(
    ("code", "case", "kept"),
    [
        ("not-a-number", "", False),
        ("out-of-range", "", False),
        ("out-of-range", "computed", True),
        ("percentage-mismatch", "alone", False),
        ("percentage-mismatch", "", True),
        ("duplicate-row", "", False),
        ("value-and-state", "", False),
        ("total-decreased", "ytd", True),
    ],
)
def test_only_errors_whose_figures_are_kept_can_be_waived(code: str, case: str, kept: bool) -> None:
    assert is_waivable(Finding(code, Severity.ERROR, case=case)) is kept


def test_a_remark_stands_at_its_cell_in_the_marked_workbook_and_nowhere_else(quick_house: House) -> None:
    data = a_workbook(quick_house, "WPN", H1)
    kept = monitor.receive(WPN, quick_house, data, "r.xlsx", lang="en").receipt
    assert kept is not None
    found = monitor.return_detail(WPN, quick_house, kept.id).observations
    sheet, cell = next((one.place.sheet, one.place.cell) for one in found if one.place)
    plain = monitor.marked_return(WPN, quick_house, kept.id, "ru").data
    monitor.remark(COORDINATOR, quick_house, kept.id, monitor.at_cell(sheet, cell.lower()), "Which day was it?")
    noted = openpyxl.load_workbook(io.BytesIO(monitor.marked_return(WPN, quick_house, kept.id, "ru").data))[sheet]
    assert "Координатор: Which day was it?" in noted[cell].comment.text
    assert openpyxl.load_workbook(io.BytesIO(plain))[sheet][cell].comment is None


def test_a_remark_about_a_cell_there_is_not_is_refused(quick_house: House) -> None:
    kept = sent(quick_house, {B: 5, O: 7})
    beyond = [monitor.at_cell("O2", cell) for cell in ("XFE1", "A1048577", "")]  # Excel opens no file with notes there
    for place in (monitor.at_cell("Nowhere", "F3"), monitor.at_cell("O2", "well"), monitor.at_cell("<b>", ""), *beyond):
        with pytest.raises(Unknown):
            monitor.remark(COORDINATOR, quick_house, kept.id, place, "why?")
    refused("reason_personal", monitor.remark, COORDINATOR, quick_house, kept.id, monitor.at_cell("O2", "F3"), "+996 555 123456")
    monitor.remark(COORDINATOR, quick_house, kept.id, monitor.at_cell("O2", "F3"), "why?")
    monitor.remark(COORDINATOR, quick_house, kept.id, monitor.at_cell("O2", "F3"), "")
    assert monitor.remarks_of(WPN, quick_house, kept.id) == ()


def test_the_explanation_of_a_figure_tells_of_its_waiver(quick_house: House) -> None:
    kept = sent(quick_house, {B: 5, O: 7}, WRONG)
    monitor.waive(COORDINATOR, quick_house, kept.id, spot(WRONG), "the register itself says so")
    monitor.submit(WPN, quick_house, kept.id)
    monitor.accept(COORDINATOR, quick_house, kept.id)
    for row, why in ((B, ("the register itself says so",)), (O, ())):
        told = monitor.explain(COORDINATOR, quick_house, monitor.Asked(*row)).made_of
        assert [one.source.waived(one.observation) for one in told if one.source] == [why]
