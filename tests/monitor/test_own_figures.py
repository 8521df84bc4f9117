"""An organisation's own figures: only its own, only what counts; in the workbook for others no small number of people."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from nap import monitor
from nap.facts import Observation
from nap.monitor import Denied, House, Unknown
from nap.monitor.sending import keep
from tests.monitor.building import COORDINATOR, FORUM, H1, MIA, WPN, a_check, a_draft, an_acceptance


def cells(data: bytes, sheet: int) -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[sheet].iter_rows()]


def test_another_organisation_and_readers_get_nothing(quick_house: House) -> None:
    for person in (MIA, FORUM):
        with pytest.raises(Denied):
            monitor.own_workbook(person, quick_house, "WPN", "en")
    with pytest.raises(Unknown):
        monitor.own_figures(COORDINATOR, quick_house, "NOBODY")


def test_a_draft_is_no_figure_yet(quick_house: House) -> None:
    a_draft(quick_house)
    assert monitor.own_figures(WPN, quick_house, "WPN") == ()


def test_what_was_accepted_stands_there_as_it_was_given(quick_house: House) -> None:
    an_acceptance(quick_house)
    (one,) = monitor.own_figures(WPN, quick_house, "WPN")
    assert (one.said.indicator, one.said.region, one.said.period, one.said.value) == ("2.2", "KG-B", H1, Decimal(21))


def an_accepted_return_of_people(house: House, *figures: Observation) -> None:
    checked = replace(a_check(house), observations=figures)
    with house.store.writing() as transaction:
        receipt = keep(transaction, WPN, house, b"people", "return.xlsx", checked).receipt
    assert receipt is not None
    monitor.submit(WPN, house, receipt.id)
    monitor.accept(COORDINATOR, house, receipt.id)


def of_people(region: str, value: int | None, part: str = "", state: str = "") -> Observation:
    return Observation("WPN", "2.1", region, H1, part, None if value is None else Decimal(value), state=state)


def test_in_the_workbook_for_others_stands_no_small_number_and_that_something_is_left_out(quick_house: House) -> None:
    an_accepted_return_of_people(
        quick_house, of_people("KG-B", 3), of_people("KG-O", 40), of_people("KG-J", None, "", "not_safe")
    )
    safe = cells(monitor.own_workbook(WPN, quick_house, "WPN", "en").data, 0)
    value, remark = safe[0].index("Value"), safe[0].index("Remark")
    assert sorted((str(row[value]), row[remark]) for row in safe[1:]) == [
        ("40", None),
        ("None", "left out to protect people"),
        ("None", "no data"),
    ]


def test_the_whole_one_says_that_it_must_not_be_passed_on(quick_house: House) -> None:
    an_accepted_return_of_people(quick_house, of_people("KG-B", 3), of_people("KG-B", 3, "sex=F"))
    data = monitor.own_workbook(WPN, quick_house, "WPN", "en", protected=False).data
    totals, parts, about = (cells(data, sheet) for sheet in (0, 1, 2))
    assert 3 in totals[1]
    assert 3 in parts[1]
    assert any("Do not pass this file on" in str(cell) for row in about for cell in row)
