"""History by CSV: checked as a whole before anything is kept, one submitted return for each partner, nothing twice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from nap.facts import Period
from nap.monitor import (
    House,
    NotNow,
    accept,
    import_history,
    look_history,
    results_for,
    return_detail,
    waiting_returns,
)
from nap.results import read_observations
from tests.monitor.building import COORDINATOR, second_coordinator

HEADER = "partner,indicator,region,period,breakdown,value,numerator,denominator,state"
WPN_LINES = ("WPN,2.2,KG-B,2019-H2,,20,,,", "WPN,2.2,KG-B,2020-H2,,22,,,", "WPN,2.2,KG-O,2020-H2,,,,,no_data")
CEC_LINES = ("CEC,1.1,KG-B,2020,,15,30,200,",)
BECAUSE = "Figures of earlier years from the ministry's archive"


def file(*lines: str) -> bytes:
    return "\n".join((HEADER, *lines)).encode()


def brought_in(house: House, *lines: str) -> list[str]:
    read = import_history(COORDINATOR, house, file(*lines), "history.csv", BECAUSE)
    return [one.receipt.id for one in read.parts if one.receipt is not None]


def test_one_fault_keeps_the_whole_file_out(quick_house: House) -> None:
    read = import_history(COORDINATOR, quick_house, file(*WPN_LINES, "XXX,2.2,KG-B,2020-H2,,4,,,"), "h.csv", BECAUSE)
    assert [(one.code, one.line) for one in read.faults] == [("unknown_partner", 5)]
    assert waiting_returns(COORDINATOR, quick_house) == ()


def test_an_error_of_one_partner_keeps_every_partner_out_and_names_its_line(quick_house: House) -> None:
    lines = (*WPN_LINES, "CEC,1.1,KG-B,2020,,,300,200,")
    read = import_history(COORDINATOR, quick_house, file(*lines), "h.csv", BECAUSE)
    assert read.blocked
    (found,) = [one for one in read.parts[1].findings if one.severity == "error"]
    assert (found.code, found.cells[0][1:]) == ("numerator-exceeds-denominator", "5")
    assert waiting_returns(COORDINATOR, quick_house) == ()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"a;b\n1;2", HEADER.encode(), b'"'])
def test_what_is_no_such_file_brings_nothing(quick_house: House, data: bytes) -> None:
    assert import_history(COORDINATOR, quick_house, data, "h.csv", BECAUSE).blocked


def test_a_reason_is_needed(quick_house: House) -> None:
    with pytest.raises(NotNow) as caught:
        import_history(COORDINATOR, quick_house, file(*WPN_LINES), "h.csv", "  ")
    assert caught.value.code == "because_needed"


def test_looking_keeps_nothing(quick_house: House) -> None:
    read = look_history(COORDINATOR, quick_house, file(*WPN_LINES, *CEC_LINES))
    assert not read.blocked
    assert [(one.partner, str(one.period), dict(one.counts)) for one in read.parts] == [
        ("WPN", "2020", {"new": 3}),
        ("CEC", "2020", {"new": 1}),
    ]
    assert waiting_returns(COORDINATOR, quick_house) == ()


def test_each_partner_gets_a_return_of_its_own_lines(house: House) -> None:
    wpn, cec = brought_in(house, WPN_LINES[0], *CEC_LINES, *WPN_LINES[1:])
    detail = return_detail(COORDINATOR, house, wpn)
    assert detail.receipt.status == "submitted"
    assert detail.receipt.because == BECAUSE
    assert [one.value for one in detail.observations] == [Decimal(20), Decimal(22), None]
    assert [one.partner for one in return_detail(COORDINATOR, house, cec).observations] == ["CEC"]


def test_its_bytes_are_a_file_of_observations_again(quick_house: House) -> None:
    from nap.monitor import original

    (id,) = brought_in(quick_house, *WPN_LINES)
    observations, faults = read_observations(original(COORDINATOR, quick_house, id).data, quick_house.plan)
    assert faults == ()
    kept = return_detail(COORDINATOR, quick_house, id).observations
    assert observations == tuple(replace(one, place=None, typed=()) for one in kept)


def test_another_coordinator_accepts_and_then_it_is_shown(quick_house: House) -> None:
    other = second_coordinator(quick_house)
    (id,) = brought_in(quick_house, *WPN_LINES)
    with pytest.raises(NotNow) as caught:
        accept(COORDINATOR, quick_house, id)
    assert caught.value.code == "own_return"
    accept(other, quick_house, id)
    found = results_for(COORDINATOR, quick_house, indicators=["2.2"])
    shown = {one.period: one.value for one in found if one.region == "KG-B" and not one.breakdown}
    assert shown[Period.parse("2020-H2")] == Decimal(22)
    again = look_history(COORDINATOR, quick_house, file("WPN,2.2,KG-B,2020-H2,,23,,,", WPN_LINES[0])).parts[0]
    assert dict(again.counts) == {"changed": 1, "same": 1}


def test_the_same_lines_twice_bring_nothing_twice(quick_house: House) -> None:
    first = brought_in(quick_house, *WPN_LINES)
    read = import_history(COORDINATOR, quick_house, file(*WPN_LINES, *CEC_LINES), "again.csv", BECAUSE)
    assert [(one.again, one.receipt is not None) for one in read.parts] == [(True, True), (False, True)]
    waiting = {one.receipt.id for one in waiting_returns(COORDINATOR, quick_house)}
    assert waiting == {first[0], "kg-example.CEC.2020.1"}
