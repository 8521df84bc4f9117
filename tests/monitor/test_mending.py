"""Mending on the screen: the next version with who mended what, refused politely, nothing lost when two mend at once."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache

import openpyxl
import pytest

from nap import monitor
from nap.facts import Severity
from nap.monitor import House, NotMended, NotNow, Plan, Receipt, Viewer
from nap.people import Role
from nap.returns.template import make_template
from nap.store import audit
from tests.journeys.filling import Entries, fill
from tests.monitor.building import COORDINATOR, H1, WPN, second_coordinator, somebody

BAD: Entries = {
    ("2.1", "KG-J"): {"#value+total": "a dozen"},
    ("2.1", "KG-O"): {"#value+total": 10, "#value+f": 8, "#value+m": 5, "#value+u": 0},
}
Places = Mapping[tuple[str, str, str], str]
SHEET = "O2 Interaction of authorities"
COLLEAGUE = somebody(Role.PARTNER, partner="WPN", person="second@example.org")


@cache
def blank(plan: Plan) -> bytes:
    return make_template(plan, "WPN", H1, "en")


def sent(house: House, entries: Entries = BAD, viewer: Viewer = WPN) -> tuple[Receipt, Places]:
    """A workbook received as it is, and where its cells stand."""
    data, places = fill(blank(house.plan), entries)
    receipt = monitor.receive(viewer, house, data, "return.xlsx").receipt
    assert receipt is not None
    return receipt, places


def total(places: Places, region: str = "KG-J") -> tuple[str, str]:
    return SHEET, places["2.1", region, "#value+total"]


def refusal(house: House, receipt: Receipt, values: Mapping[tuple[str, str], str], viewer: Viewer = WPN) -> NotMended:
    before = house.store.version()
    with pytest.raises(NotMended) as caught:
        monitor.mend(viewer, house, receipt.id, values)
    assert house.store.version() == before
    return caught.value


def codes(house: House, receipt: Receipt) -> list[str]:
    detail = monitor.return_detail(WPN, house, receipt.id)
    return [each.code for each in detail.findings if each.severity is Severity.ERROR]


def test_a_telephone_typed_into_a_field_is_refused_and_kept_nowhere(quick_house: House) -> None:
    receipt, places = sent(quick_house)
    problem = refusal(quick_house, receipt, {total(places): "+996 700 123 456"})
    assert (problem.code, problem.places) == ("personal", (total(places),))
    assert [(each.code, dict(each.facts)) for each in problem.findings] == [("personal-data", {"pattern": "phone"})]


def test_a_cell_that_nobody_asked_about_is_not_touched(quick_house: House) -> None:
    receipt, _ = sent(quick_house)
    assert refusal(quick_house, receipt, {("_nap", "B3"): "MIA"}).code == "unknown_cell"
    assert refusal(quick_house, receipt, {(SHEET, "A1"): "5"}).code == "unknown_cell"


def test_a_novel_is_no_value(quick_house: House) -> None:
    receipt, places = sent(quick_house)
    assert refusal(quick_house, receipt, {total(places): "1" * (monitor.LONGEST_VALUE + 1)}).code == "too_long"


def test_what_changes_nothing_makes_no_version(quick_house: House) -> None:
    receipt, places = sent(quick_house)
    assert refusal(quick_house, receipt, {}).code == "nothing"
    assert refusal(quick_house, receipt, {total(places): " a dozen "}).code == "nothing"


def test_what_was_submitted_is_mended_no_more(quick_house: House) -> None:
    receipt, _ = sent(quick_house, {("2.1", "KG-J"): {"#value+total": 12}})
    monitor.submit(WPN, quick_house, receipt.id)
    assert not monitor.to_mend(WPN, quick_house, receipt.id).open
    assert refusal(quick_house, receipt, {("O2", "F9"): "5"}).code == "not_open"


def test_the_second_of_two_is_told_of_a_newer_version(quick_house: House) -> None:
    receipt, places = sent(quick_house)
    first = monitor.mend(WPN, quick_house, receipt.id, {total(places): "12"})
    problem = refusal(quick_house, receipt, {total(places): "13"}, COLLEAGUE)
    assert (problem.code, problem.newer) == ("newer_version", first.receipt.id)
    newer = monitor.to_mend(COLLEAGUE, quick_house, receipt.id).newer
    assert newer is not None
    assert newer.id == first.receipt.id


def test_a_coordinator_mends_for_a_partner_only_with_a_reason(quick_house: House) -> None:
    receipt, places = sent(quick_house)
    assert monitor.to_mend(COORDINATOR, quick_house, receipt.id).because_needed
    assert refusal(quick_house, receipt, {total(places): "12"}, COORDINATOR).code == "because_needed"
    mended = monitor.mend(COORDINATOR, quick_house, receipt.id, {total(places): "12"}, because="their line is down")
    assert (mended.receipt.because, mended.receipt.by) == ("their line is down", COORDINATOR.person)
    assert monitor.mend(COORDINATOR, quick_house, mended.receipt.id, {total(places, "KG-O"): "13"}).receipt.because


def test_mending_makes_the_next_version_and_keeps_the_file_as_sent(house: House) -> None:
    receipt, places = sent(house)
    before = monitor.original(WPN, house, receipt.id).data
    mended = monitor.mend(WPN, house, receipt.id, {total(places): "12"})
    assert (mended.receipt.version, mended.receipt.status, mended.receipt.mended_by) == (2, "draft", WPN.person)
    assert (mended.cells, mended.mended, mended.still, mended.new) == (1, 1, 1, 0)
    assert codes(house, mended.receipt) == ["parts-exceed-total"]
    assert monitor.original(WPN, house, receipt.id).data == before
    assert monitor.return_detail(WPN, house, receipt.id).mends == ()
    (kept,) = monitor.return_detail(WPN, house, mended.receipt.id).mends
    assert (kept.sheet, kept.cell, kept.before, kept.after, kept.version) == (*total(places), "a dozen", "12", 2)
    assert (kept.person, kept.offered) == (WPN.person, False)


def test_mends_carry_across_rounds_and_name_everybody(house: House) -> None:
    receipt, places = sent(house)
    first = monitor.mend(WPN, house, receipt.id, {total(places): "12"})
    second = monitor.mend(COLLEAGUE, house, first.receipt.id, {total(places, "KG-O"): "13"})
    assert second.receipt.verdict == "warnings"
    assert second.receipt.mended_by == f"{WPN.person}, {COLLEAGUE.person}"
    mends = monitor.return_detail(WPN, house, second.receipt.id).mends
    assert [(one.version, one.after, one.person) for one in mends] == [(2, "12", WPN.person), (3, "13", COLLEAGUE.person)]
    assert monitor.submit(WPN, house, second.receipt.id).status == "submitted"
    assert monitor.audit_verify(house)[0] is None


def test_whose_figures_stand_in_a_return_does_not_accept_it_whoever_handed_it_in(quick_house: House) -> None:
    other = second_coordinator(quick_house)
    first, places = sent(quick_house)
    spots = [total(places), total(places, "KG-O")]
    mine = monitor.mend(COORDINATOR, quick_house, first.id, {spots[0]: "12"}, because="by telephone").receipt
    last = monitor.mend(WPN, quick_house, mine.id, {spots[1]: "13"}).receipt
    monitor.submit(WPN, quick_house, last.id)
    with pytest.raises(NotNow, match="own_return"):
        monitor.accept(COORDINATOR, quick_house, last.id)
    assert monitor.accept(other, quick_house, last.id).status == "accepted"


def test_a_new_file_begins_without_mends(quick_house: House) -> None:
    receipt, places = sent(quick_house)
    monitor.mend(WPN, quick_house, receipt.id, {total(places): "12"})
    again, _ = sent(quick_house)
    assert (again.version, again.mended_by) == (3, "")
    assert monitor.return_detail(WPN, quick_house, again.id).mends == ()


def test_the_trail_tells_where_and_never_what(quick_house: House) -> None:
    receipt, places = sent(quick_house)
    monitor.mend(WPN, quick_house, receipt.id, {total(places): "12345"})
    with quick_house.store.reading() as transaction:
        (event,) = [one for one in audit.events(transaction) if one.act == "mend"]
    assert event.facts["cells"] == f"sheet 2!{total(places)[1]}"
    assert "12345" not in str(event)


def test_the_name_of_a_sheet_is_in_no_trail(quick_house: House) -> None:
    data, places = fill(blank(quick_house.plan), {**BAD, ("2.1", "KG-B"): {"#value+total": 0}})
    book, stream, name = openpyxl.load_workbook(io.BytesIO(data)), io.BytesIO(), "Ayzada Jenish"
    book[SHEET].title = name
    book.save(stream)
    receipt = monitor.receive(WPN, quick_house, stream.getvalue(), "return.xlsx").receipt
    assert receipt is not None
    detail = monitor.return_detail(WPN, quick_house, receipt.id)
    asked = next(each for each in detail.findings if each.severity is Severity.WARNING and each.cells)
    monitor.mend(WPN, quick_house, receipt.id, {(name, total(places)[1]): "12"}, {monitor.spot(asked): "it is so"})
    with quick_house.store.reading() as transaction:
        events = [one for one in audit.events(transaction) if one.act in {"mend", "answer"}]
    assert asked.sheet == name
    assert {one.act for one in events} == {"mend", "answer"}
    assert name not in str(events)


def test_a_cell_is_emptied(quick_house: House) -> None:
    receipt, places = sent(quick_house)
    mended = monitor.mend(WPN, quick_house, receipt.id, {total(places): ""})
    assert codes(quick_house, mended.receipt) == ["parts-exceed-total"]
    assert monitor.return_detail(WPN, quick_house, mended.receipt.id).mends[0].after == ""


def test_what_came_back_is_mended_into_a_draft(quick_house: House) -> None:
    receipt, places = sent(quick_house, {("2.1", "KG-J"): {"#value+f": 7}})
    monitor.submit(WPN, quick_house, receipt.id)
    monitor.send_back(COORDINATOR, quick_house, receipt.id, "Jalal-Abad is missing")
    found = monitor.to_mend(WPN, quick_house, receipt.id)
    where = (SHEET, places["2.1", "KG-J", "#value+f"].replace("G", "F"))
    assert found.open
    assert where in found.fields
    mended = monitor.mend(WPN, quick_house, receipt.id, {where: "12"})
    assert (mended.receipt.version, mended.receipt.status) == (2, "draft")


def test_each_field_says_where_it_is_and_what_stands_there(quick_house: House) -> None:
    receipt, places = sent(quick_house)
    field = monitor.to_mend(WPN, quick_house, receipt.id).fields[total(places)]
    assert (field.now, field.column, field.indicator, field.region) == ("a dozen", "#value+total", "2.1", "KG-J")


def test_open_drafts_are_the_latest_versions_that_wait_for_their_partner(quick_house: House) -> None:
    assert monitor.open_drafts(WPN, quick_house, "WPN") == ()
    receipt, places = sent(quick_house)
    mended = monitor.mend(WPN, quick_house, receipt.id, {total(places): "12", total(places, "KG-O"): "13"})
    assert [line.receipt.id for line in monitor.open_drafts(WPN, quick_house, "WPN")] == [mended.receipt.id]
    monitor.submit(WPN, quick_house, mended.receipt.id)
    assert monitor.open_drafts(WPN, quick_house, "WPN") == ()


def test_a_mended_return_with_errors_is_not_submitted(quick_house: House) -> None:
    receipt, places = sent(quick_house)
    mended = monitor.mend(WPN, quick_house, receipt.id, {total(places): "13 dozen"})
    assert mended.new == 0
    with pytest.raises(NotNow):
        monitor.submit(WPN, quick_house, mended.receipt.id)
