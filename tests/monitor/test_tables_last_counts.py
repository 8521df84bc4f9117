"""What was accepted last counts for a figure, whichever return brought it; nothing is summed twice, and undo brings back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from nap.facts import Observation, Period
from nap.monitor import Asked, House, Receipt, accept, explain, results_for, submit, undo
from nap.monitor.counting import counting_totals
from nap.monitor.sending import keep
from tests.monitor.building import COORDINATOR, H1, H2, WPN, a_check

YEAR = Period.parse("2024")


def accepted(house: House, said: int | str, period: Period, mapping: str = "") -> Receipt:
    """One accepted return with one figure or answer for 2024, by a workbook or by a table."""
    bare = Observation("WPN", "2.2", "KG-B", YEAR)
    figure = replace(bare, state=said) if isinstance(said, str) else replace(bare, value=Decimal(said))
    return accept(COORDINATOR, house, waiting(house, figure, period, mapping).id)


def waiting(house: House, figure: Observation, period: Period, mapping: str = "") -> Receipt:
    checked = replace(a_check(house, period=period), observations=(figure,))
    data = f"{figure} {period} {mapping}".encode()
    with house.store.writing() as transaction:
        kept = keep(transaction, WPN, house, data, "table.xlsx", checked, mapping=mapping, mapped="text").receipt
    assert kept is not None
    return submit(WPN, house, kept.id, correction="counted again")


def shown(house: House) -> object:
    found = results_for(COORDINATOR, house, indicators=["2.2"])
    return next(each.value for each in found if (each.region, each.period, each.breakdown) == ("KG-B", YEAR, ""))


def test_a_figure_of_an_earlier_year_given_in_two_returns_is_the_one_accepted_last(quick_house: House) -> None:
    accepted(quick_house, 7, H2)
    accepted(quick_house, 5, H1)
    assert shown(quick_house) == 5


def test_a_table_takes_the_place_of_a_figure_and_undo_brings_it_back(quick_house: House) -> None:
    accepted(quick_house, 7, H2)
    table = accepted(quick_house, 9, H1, "official")
    assert shown(quick_house) == 9
    undo(COORDINATOR, quick_house, table.id, "wrong file")
    assert shown(quick_house) == 7


def test_a_version_that_counts_again_does_not_become_the_last_one_said(quick_house: House) -> None:
    accepted(quick_house, 7, H2)
    accepted(quick_house, 9, H1, "official")
    newer = accepted(quick_house, 8, H2)
    assert shown(quick_house) == 8
    undo(COORDINATOR, quick_house, newer.id, "wrong file")
    assert shown(quick_house) == 9


def test_no_data_in_a_table_wipes_out_no_figure(quick_house: House) -> None:
    accepted(quick_house, 7, H2)
    accepted(quick_house, "no_data", H1, "official")
    assert shown(quick_house) == 7


def test_that_a_figure_is_not_safe_takes_it_out(quick_house: House) -> None:
    accepted(quick_house, 7, H1, "official")
    accepted(quick_house, "not_safe", H2)
    assert shown(quick_house) is None


def test_only_the_last_one_is_handed_out_as_the_figure_that_counts(quick_house: House) -> None:
    accepted(quick_house, 7, H2)
    accepted(quick_house, 5, H1)
    assert [one.value for one in counting_totals(quick_house)] == [Decimal(5)]


def test_the_explanation_names_what_was_replaced_and_by_which_return(quick_house: House) -> None:
    first = accepted(quick_house, 7, H2)
    accepted(quick_house, 9, H1)
    table = accepted(quick_house, 5, H1, "official")
    told = explain(COORDINATOR, quick_house, Asked("2.2", "KG-B", YEAR))
    assert [one.source.mapping for one in told.made_of if one.source] == ["official"]
    gone = [(one.because, one.source.return_id, one.instead.source.return_id) for one in told.left_out]  # type: ignore[union-attr]
    assert ("replaced", first.id, table.id) in gone
    assert len(gone) == 2
