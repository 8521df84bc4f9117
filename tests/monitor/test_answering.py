"""Warnings answered in one line: kept for the reviewer, carried on where the same finding stands again, never in the way."""

from __future__ import annotations

import pytest

from nap import monitor
from nap.facts import Finding, Severity
from nap.monitor import Answer, House, NotMended, Said
from nap.monitor.answering import carried
from tests.monitor.building import CLOCK, COORDINATOR, WPN
from tests.monitor.test_mending import COLLEAGUE, sent, total

FEW = {("2.1", "KG-J"): {"#value+total": 12}}


def first_warning(house: House, id: str) -> Finding:
    findings = monitor.return_detail(WPN, house, id).findings
    return next(each for each in findings if each.severity is Severity.WARNING)


@pytest.mark.parametrize(
    ("text", "code"), [("ask 0700 123 456", "answer_personal"), ("x" * (monitor.LONGEST_ANSWER + 1), "answer_too_long")]
)
def test_an_answer_with_a_telephone_or_without_end_is_refused(quick_house: House, text: str, code: str) -> None:
    receipt, _ = sent(quick_house, FEW)
    before = quick_house.store.version()
    with pytest.raises(NotMended) as caught:
        monitor.mend(WPN, quick_house, receipt.id, {}, {monitor.spot(first_warning(quick_house, receipt.id)): text})
    assert caught.value.code == code
    assert quick_house.store.version() == before


def test_an_answer_to_what_nobody_asked_is_refused(quick_house: House) -> None:
    receipt, _ = sent(quick_house, FEW)
    with pytest.raises(NotMended) as caught:
        monitor.mend(WPN, quick_house, receipt.id, {}, {("late", "", "", "", ""): "the road was closed"})
    assert caught.value.code == "unknown_finding"


def test_an_answer_stays_with_the_draft_and_its_last_wording_holds(house: House) -> None:
    receipt, _ = sent(house, FEW)
    where = monitor.spot(first_warning(house, receipt.id))
    for text in ("moved to autumn", "moved\nto winter"):
        answered = monitor.mend(WPN, house, receipt.id, {}, {where: text})
        assert (answered.receipt.id, answered.cells) == (receipt.id, 0)
    (kept,) = monitor.return_detail(COORDINATOR, house, receipt.id).answers
    assert (monitor.spot(kept), kept.text, kept.person) == (where, "moved to winter", WPN.person)
    monitor.mend(WPN, house, receipt.id, {}, {where: ""})
    assert monitor.return_detail(COORDINATOR, house, receipt.id).answers == ()


def test_an_answer_goes_on_to_the_mended_version_and_to_the_next_file(house: House) -> None:
    receipt, places = sent(house, {**FEW, ("2.1", "KG-O"): {"#value+total": "many"}})
    where = monitor.spot(first_warning(house, receipt.id))
    mended = monitor.mend(WPN, house, receipt.id, {total(places, "KG-O"): "5"}, {where: "moved to autumn"})
    again, _ = sent(house, {("2.1", "KG-J"): {"#value+total": 14}})
    for id in (mended.receipt.id, again.id):
        (kept,) = monitor.return_detail(WPN, house, id).answers
        assert (kept.code, kept.cell, kept.indicator, kept.text) == (*where[:1], where[2], where[3], "moved to autumn")


def test_a_return_that_came_back_is_answered_in_a_version_that_can_be_submitted(quick_house: House) -> None:
    receipt, _ = sent(quick_house, FEW)
    monitor.submit(WPN, quick_house, receipt.id)
    monitor.send_back(COORDINATOR, quick_house, receipt.id, "why is this so?")
    where = monitor.spot(first_warning(quick_house, receipt.id))
    answered = monitor.mend(WPN, quick_house, receipt.id, {}, {where: "moved to autumn"})
    assert (answered.receipt.version, answered.receipt.mended_by) == (2, "")
    assert monitor.submit(WPN, quick_house, answered.receipt.id).status == "submitted"


def test_the_reason_of_a_correction_is_kept_for_the_reviewer_and_blocks_nothing(quick_house: House) -> None:
    receipt, _ = sent(quick_house, FEW)
    monitor.submit(WPN, quick_house, receipt.id)
    monitor.accept(COORDINATOR, quick_house, receipt.id)
    again, _ = sent(quick_house, {("2.1", "KG-J"): {"#value+total": 14}})
    counting = monitor.to_mend(WPN, quick_house, again.id).accepted
    assert counting is not None
    assert counting.id == receipt.id
    with pytest.raises(NotMended):
        monitor.submit(WPN, quick_house, again.id, correction="ask 0700 123 456")
    monitor.submit(WPN, quick_house, again.id, correction="two trainings were forgotten")
    (kept,) = monitor.return_detail(COORDINATOR, quick_house, again.id).answers
    assert (monitor.spot(kept), kept.text) == (monitor.CORRECTION, "two trainings were forgotten")


def finding(cell: str = "F12", region: str | None = "KG-B", code: str = "lost-decimal") -> Finding:
    return Finding(code, Severity.WARNING, "O2", (cell,), "2.2", region)


def test_what_was_said_to_accepted_figures_is_not_said_to_their_correction(house: House) -> None:
    receipt, _ = sent(house, FEW)
    monitor.mend(WPN, house, receipt.id, {}, {monitor.spot(first_warning(house, receipt.id)): "moved to autumn"})
    monitor.submit(WPN, house, receipt.id)
    monitor.accept(COORDINATOR, house, receipt.id)
    again, _ = sent(house, {("2.1", "KG-J"): {"#value+total": 13}})
    assert monitor.return_detail(WPN, house, again.id).answers == ()


ANSWER = Answer("lost-decimal", "O2", "F12", "2.2", "KG-B", "it is so", "wpn@demo", CLOCK)


@pytest.mark.parametrize(
    ("standing", "cells"),
    [
        ([finding()], ["F12"]),
        ([finding("F13")], ["F13"]),
        ([finding("F12", "KG-J"), finding("F13")], ["F13"]),
        ([finding("F12", None)], ["F12"]),
        ([finding("F12", "KG-J")], []),
        ([finding("F13"), finding("G13")], []),
        ([finding(code="rule-broken")], []),
        ([], []),
    ],
)
def test_an_answer_follows_its_finding_and_no_other(standing: list[Finding], cells: list[str]) -> None:
    assert [one.cell for one in carried([ANSWER], standing)] == cells


def of_accepted(house: House, total: int) -> tuple[str, Finding]:
    """The next file, with this total, and the warning that it differs from what was accepted."""
    receipt, _ = sent(house, {("2.1", "KG-J"): {"#value+total": total}})
    findings = monitor.return_detail(WPN, house, receipt.id).findings
    return receipt.id, next(each for each in findings if each.code == "already-accepted" and each.severity is Severity.WARNING)


def test_what_was_said_about_a_figure_that_changed_counts_only_when_it_is_said_again(quick_house: House) -> None:
    first, _ = sent(quick_house, FEW)
    monitor.submit(WPN, quick_house, first.id)
    monitor.accept(COORDINATOR, quick_house, first.id)
    id, asked = of_accepted(quick_house, 14)
    assert monitor.mend(WPN, quick_house, id, {}, {monitor.spot(asked): "two were forgotten"}).explained == 1
    said = monitor.said_to(COORDINATOR, quick_house, id)
    assert (said.is_explained(asked), dict(said.earlier)) == (True, {})

    id, asked = of_accepted(quick_house, 15)
    said = monitor.said_to(COORDINATOR, quick_house, id)
    assert (said.answer(asked), said.is_explained(asked)) == ("two were forgotten", False)
    assert dict(said.earlier) == {monitor.spot(asked): "14"}
    monitor.mend(COLLEAGUE, quick_house, id, {}, {monitor.spot(asked): "two were forgotten"})
    assert monitor.said_to(COORDINATOR, quick_house, id).is_explained(asked)


def row_said(*codes: str, earlier: bool = False) -> list[bool]:
    """Whether warnings of these codes at one cell are explained by an answer to the first."""
    first = finding(code=codes[0])
    rows = frozenset() if earlier else frozenset({("O2", "12")})
    said = Said({monitor.spot(first): "it is so"}, {monitor.spot(first): "52"} if earlier else {}, rows)
    return [said.is_explained(finding(code=code)) for code in codes]


def test_one_answer_explains_every_warning_of_its_row_unless_the_figure_has_changed() -> None:
    assert row_said("lost-decimal", "rule-broken") == [True, True]
    assert row_said("lost-decimal", "rule-broken", earlier=True) == [False, False]
    said = Said({monitor.spot(finding()): "it is so"}, {}, frozenset({("O2", "12")}))
    assert said.unexplained([finding(), finding("F13")]) == 1
