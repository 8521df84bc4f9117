"""Tables in a layout of their own become returns: whole or not at all, by whom it is allowed, each figure traced to its cell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nap.facts import Period, Place
from nap.monitor import (
    Asked,
    Denied,
    House,
    MappingRefused,
    NotMended,
    NotNow,
    Receipt,
    Unknown,
    accept,
    all_returns,
    coverage,
    difference,
    draw_table,
    due_returns,
    explain,
    look_table,
    marked_return,
    mend,
    open_drafts,
    original,
    refused_uploads,
    results_for,
    return_detail,
    send_back,
    send_table,
    spot,
    submit,
    table_reading,
    to_mend,
    undo,
)
from nap.returns.turns import Turns
from tests.monitor.building import COORDINATOR, MIA
from tests.monitor.tables_made import NSC, mapping, poverty, without_choice

YEAR = Period.parse("2025")


def sent(house: House, *changes: tuple[str, str], **about: object) -> Receipt:
    why = "" if not changes else "a revised yearbook"
    receipt = send_table(NSC, house, poverty(*changes), "poverty.csv", mapping(), why, **about).receipt  # type: ignore[arg-type]
    assert receipt is not None
    return receipt


def accepted(house: House, *changes: tuple[str, str]) -> Receipt:
    return accept(COORDINATOR, house, sent(house, *changes).id)


def shown(house: House, region: str, period: Period = YEAR) -> object:
    found = results_for(COORDINATOR, house, indicators=["3.3"])
    return next(each.value for each in found if (each.region, each.period) == (region, period))


def test_a_file_that_is_no_table_becomes_an_incident(quick_house: House) -> None:
    received = send_table(NSC, quick_house, b"%PDF-1.7 nothing", "book.pdf", mapping())
    assert (received.receipt, received.incident) == (None, "I-0001")
    assert len(refused_uploads(COORDINATOR, quick_house)) == 1


def test_a_table_the_mapping_does_not_know_becomes_no_return(quick_house: House) -> None:
    received = send_table(NSC, quick_house, poverty(), "poverty.csv", without_choice())
    assert received.receipt is None
    assert [each.code for each in received.checked.findings] == ["wrong-template"]


def test_personal_data_are_not_kept_and_not_shown(quick_house: House) -> None:
    data = poverty(("Talas oblast", "Айбекова Бегимай Асановна 22303198500123"))
    looked = look_table(NSC, quick_house, data, "poverty.csv")
    received = send_table(NSC, quick_house, data, "poverty.csv", mapping())
    assert looked.refused
    assert looked.book is None
    assert received.receipt is None
    assert refused_uploads(COORDINATOR, quick_house)[0].keep_until is None


def test_what_breaks_in_our_reading_is_an_incident_with_its_number(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr(table_reading, "draw", broken)
    received = send_table(NSC, quick_house, poverty(), "poverty.csv", mapping())
    assert received.incident == "I-0001"
    assert [each.code for each in received.checked.findings] == ["unexpected-failure"]


def test_a_table_waits_for_its_turn_to_be_understood(quick_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = Turns(1, patience=0)
    monkeypatch.setattr(table_reading, "TURNS", turns)
    with turns.turn("somebody else"), pytest.raises(NotNow, match="busy"):
        look_table(NSC, quick_house, poverty(), "poverty.csv")
    assert look_table(NSC, quick_house, poverty(), "poverty.csv").understood is not None


def test_nothing_is_half_kept_where_a_coordinator_gives_no_reason(quick_house: House) -> None:
    with pytest.raises(NotNow) as caught:
        send_table(COORDINATOR, quick_house, poverty(), "poverty.csv", mapping())
    assert caught.value.code == "because_needed"
    assert all_returns(COORDINATOR, quick_house) == ()


def test_a_coordinator_sends_for_a_partner_and_the_receipt_says_why(quick_house: House) -> None:
    receipt = send_table(COORDINATOR, quick_house, poverty(), "poverty.csv", mapping(), "from the yearbook").receipt
    assert receipt is not None
    assert (receipt.status, receipt.because, receipt.by) == ("submitted", "from the yearbook", COORDINATOR.person)


def test_nobody_draws_or_sends_the_figures_of_another_partner(quick_house: House) -> None:
    for verb in (draw_table, send_table):
        with pytest.raises(Denied):
            verb(MIA, quick_house, poverty(), "poverty.csv", mapping())  # type: ignore[operator]
    with pytest.raises(Unknown):
        send_table(COORDINATOR, quick_house, poverty(), "poverty.csv", mapping(partner="XXX"))


def test_each_figure_stands_at_its_cell_and_the_file_is_kept_as_it_was(quick_house: House) -> None:
    receipt = accepted(quick_house)
    detail = return_detail(NSC, quick_house, receipt.id)
    figure = next(each for each in detail.observations if (each.region, each.period) == ("KG-N", YEAR))
    assert (figure.place, figure.typed, figure.source) == (Place("csv", "D4"), (("D4", "31.5"),), "NSC yearbook")
    assert (receipt.mapping, str(receipt.period), detail.filename) == ("poverty", "2025-H2", "poverty.csv")
    assert "mapping: poverty" in detail.mapped
    assert next(each.mapping for each in detail.events) == "poverty"
    assert (original(NSC, quick_house, receipt.id).name, original(NSC, quick_house, receipt.id).data) == (
        "poverty.csv",
        poverty(),
    )
    told = explain(COORDINATOR, quick_house, Asked("3.3", "KG-N", YEAR))
    source = told.made_of[0].source
    assert source is not None
    assert (source.mapping, source.filename) == ("poverty", "poverty.csv")


def test_the_same_file_gives_the_same_receipt_and_another_mapping_a_new_version(quick_house: House) -> None:
    first = sent(quick_house)
    again = send_table(NSC, quick_house, poverty(), "again.csv", mapping())
    other = send_table(NSC, quick_house, poverty(), "poverty.csv", replace(mapping(), source="Yearbook 2026"))
    assert again.again
    assert again.receipt == first
    assert other.receipt is not None
    assert (other.receipt.version, other.receipt.status) == (2, "submitted")
    assert return_detail(NSC, quick_house, first.id).receipt.status == "superseded"


def test_versions_of_one_mapping_leave_those_of_another_alone(quick_house: House) -> None:
    first = sent(quick_house)
    other = send_table(NSC, quick_house, poverty(), "poverty.csv", mapping("other")).receipt
    assert other is not None
    assert return_detail(NSC, quick_house, first.id).receipt.status == "submitted"
    assert return_detail(NSC, quick_house, first.id).others == ()
    assert other.version == 2


def test_the_figures_are_compared_with_what_is_stored(quick_house: House) -> None:
    accepted(quick_house)
    drawn = draw_table(NSC, quick_house, poverty((";…", ";10,2"), ("31,5", "33,5"), ("28,4", "…")), "p.csv", mapping())
    kinds = {(each.observation.place.cell, each.kind) for each in drawn.figures if each.observation.place}
    assert {("D4", "changed"), ("C3", "kept"), ("B3", "same"), ("D5", "changed")} <= kinds
    told = {(each.code, each.case) for each in (drawn.checked.findings if drawn.checked else ())}
    assert {("already-accepted", "table"), ("already-accepted", "table-kept")} <= told
    changed = next(each for each in drawn.figures if each.kind == "changed")
    assert changed.stored is not None
    assert (changed.stored.accepted_by, changed.stored.mapping) == (COORDINATOR.person, "poverty")


def test_a_figure_that_was_stored_rounded_is_not_revised_by_its_exact_one(quick_house: House) -> None:
    accepted(quick_house)
    drawn = draw_table(NSC, quick_house, poverty(("31,5", "31,4431"), ("27,9", "28,06")), "p.csv", mapping())
    kinds = {each.observation.place.cell: each.kind for each in drawn.figures if each.observation.place}
    assert (kinds["D4"], kinds["D3"]) == ("changed", "changed")
    drawn = draw_table(NSC, quick_house, poverty(("31,5", "31,4981"), ("27,9", "27,8500")), "p.csv", mapping())
    kinds = {each.observation.place.cell: each.kind for each in drawn.figures if each.observation.place}
    assert (kinds["D4"], kinds["D3"]) == ("finer", "finer")
    assert "already-accepted" not in {each.code for each in (drawn.checked.findings if drawn.checked else ())}


def test_no_data_in_a_later_table_leaves_the_figure_and_undo_gives_back_what_was(quick_house: House) -> None:
    accepted(quick_house)
    later = accepted(quick_house, ("31,5", "33,5"), ("28,4", "…"))
    assert difference(COORDINATOR, quick_house, later.id) is not None
    assert shown(quick_house, "KG-N") == pytest.approx(33.5)
    undo(COORDINATOR, quick_house, later.id, "wrong file")
    assert shown(quick_house, "KG-N") == pytest.approx(31.5)


def test_an_impossible_figure_keeps_the_table_a_draft_and_points_to_its_cell(quick_house: House) -> None:
    receipt = sent(quick_house, ("31,5", "315"))
    detail = return_detail(NSC, quick_house, receipt.id)
    assert (receipt.status, receipt.verdict) == ("draft", "errors")
    assert [(each.code, each.sheet, each.cells) for each in detail.findings if each.severity == "error"] == [
        ("out-of-range", "csv", ("D4",))
    ]


def test_a_forecast_is_no_figure(quick_house: House) -> None:
    receipt = sent(quick_house, (";2023;2024;2025", ";2025;2026;2027"))
    assert receipt.status == "draft"
    findings = return_detail(NSC, quick_house, receipt.id).findings
    assert {cell for each in findings if each.code == "wrong-period" for cell in each.cells} == {"D3", "D4", "D5", "D6"}


def test_a_table_is_not_mended_on_the_screen_but_its_warnings_are_answered(quick_house: House) -> None:
    accepted(quick_house)
    receipt = sent(quick_house, ("31,5", "33,5"))
    send_back(COORDINATOR, quick_house, receipt.id, "why?")
    detail = return_detail(NSC, quick_house, receipt.id)
    assert to_mend(NSC, quick_house, receipt.id).fields == {}
    assert open_drafts(NSC, quick_house, "NSC") == ()
    with pytest.raises(NotMended):
        mend(NSC, quick_house, receipt.id, {("csv", "D4"): "31"})
    with pytest.raises(NotNow) as caught:
        marked_return(NSC, quick_house, receipt.id, "ky")
    assert caught.value.code == "is_table"
    warning = next(each for each in detail.findings if each.code == "already-accepted")
    mended = mend(NSC, quick_house, receipt.id, {}, {spot(warning): "revised yearbook"}).receipt
    assert (mended.mapping, mended.version) == ("poverty", 3)
    assert submit(NSC, quick_house, mended.id).status == "submitted"


def test_a_table_brings_figures_and_stands_for_no_workbook(quick_house: House) -> None:
    accepted(quick_house)
    due = next(each for each in due_returns(NSC, quick_house) if str(each.period) == "2025-H2")
    square = next(
        each for each in coverage(COORDINATOR, quick_house).squares if (each.partner, str(each.period)) == ("NSC", "2025-H2")
    )
    assert (due.status, due.overdue) == (None, True)
    assert (square.state, square.came, square.late) == ("not_reported", 1, 1)


def test_a_period_may_be_given_that_can_hold_the_figures(quick_house: House) -> None:
    assert str(sent(quick_house, period=Period.parse("2026-H1")).period) == "2026-H1"
    for wrong in ("2025-H1", "2027-H1", "2025"):
        with pytest.raises(Unknown):
            sent(quick_house, period=Period.parse(wrong))


def test_a_table_of_earlier_years_belongs_to_the_newest_of_them(quick_house: House) -> None:
    assert str(sent(quick_house, (";2023;2024;2025", ";2021;2022;2023")).period) == "2023"


@pytest.mark.parametrize(
    ("about", "code"), [({"source": "Айбекова Бегимай Асановна 22303198500123"}, "personal"), ({"name": "../x"}, "name")]
)
def test_what_no_mapping_may_hold_comes_in_by_no_return_either(quick_house: House, about: dict[str, str], code: str) -> None:
    # The mapping is kept beside the return, and its source beside each figure.
    with pytest.raises(MappingRefused) as caught:
        send_table(NSC, quick_house, poverty(), "poverty.csv", replace(mapping(), **about))  # type: ignore[arg-type]
    assert caught.value.code == code
    assert all_returns(COORDINATOR, quick_house) == ()
