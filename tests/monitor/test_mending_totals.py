"""A total that was calculated from a mended cell: its old result is not believed, the new number is asked for, or offered."""

from __future__ import annotations

import re

from nap import monitor
from nap.monitor import House, Receipt
from tests.journeys.filling import Entries, fill
from tests.monitor.building import WPN
from tests.monitor.test_mending import SHEET, blank
from tests.returns.reader_files import unzipped, zipped

OSH = ("2.1", "KG-O")
PARTS = {"#value+f": "eight or so", "#value+m": 5, "#value+u": 0}


def calculated(data: bytes, formula: str, result: int) -> bytes:
    """As Excel saves it: the formula with its result."""
    parts = unzipped(data)
    pattern = rf"(<f>{re.escape(formula)}</f>)<v\s*/>|(<f>{re.escape(formula)}</f>)<v></v>"
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            text = parts[name].decode()
            parts[name] = re.sub(pattern, lambda match: f"{match[1] or match[2]}<v>{result}</v>", text).encode()
    return zipped(parts)


def sent(house: House, formula: str) -> tuple[Receipt, dict[str, str]]:
    """A return with a text in one part and a total calculated from the parts (`{f}`, `{m}`, `{u}`)."""
    entries: Entries = {OSH: {**PARTS, "#value+total": 5}}
    _, places = fill(blank(house.plan), entries)
    cells = {tag.rpartition("+")[2]: places[(*OSH, tag)] for tag in entries[OSH]}
    written = formula.format(**cells)
    data, _ = fill(blank(house.plan), {OSH: {**PARTS, "#value+total": f"={written}"}})
    receipt = monitor.receive(WPN, house, calculated(data, written, 5), "return.xlsx").receipt
    assert receipt is not None
    return receipt, cells


def told(house: House, receipt: Receipt) -> list[tuple[str, str, tuple[str, ...], dict[str, object]]]:
    found = monitor.return_detail(WPN, house, receipt.id).findings
    return [(each.code, each.case, each.cells, dict(each.facts)) for each in found if each.severity == "error"]


def test_a_sum_is_offered_anew_and_taken(quick_house: House) -> None:
    receipt, cells = sent(quick_house, "SUM({f}:{u})")
    assert [code for code, *_ in told(quick_house, receipt)] == ["not-a-number"]
    mended = monitor.mend(WPN, quick_house, receipt.id, {(SHEET, cells["f"]): "8"}).receipt
    assert told(quick_house, mended) == [("formula-without-value", "mended", (cells["total"],), {"offer": "13"})]
    field = monitor.to_mend(WPN, quick_house, mended.id).fields[SHEET, cells["total"]]
    assert field.offer == "13"
    again = monitor.mend(WPN, quick_house, mended.id, {field.spot: field.offer}).receipt
    assert told(quick_house, again) == []


def test_what_is_no_plain_sum_is_asked_for_and_stays_so_until_it_is_typed(quick_house: House) -> None:
    receipt, cells = sent(quick_house, "ROUND({f}*1,0)+{m}")
    mended = monitor.mend(WPN, quick_house, receipt.id, {(SHEET, cells["f"]): "8"}).receipt
    waiting = [("formula-without-value", "mended", (cells["total"],), {})]
    assert told(quick_house, mended) == waiting
    again = monitor.mend(WPN, quick_house, mended.id, {(SHEET, cells["total"]): "13"}).receipt
    assert told(quick_house, again) == []


def test_a_total_that_never_had_a_result_is_told_as_before(quick_house: House) -> None:
    data, places = fill(blank(quick_house.plan), {OSH: {**PARTS, "#value+total": "=1+1"}})
    receipt = monitor.receive(WPN, quick_house, data, "return.xlsx").receipt
    assert receipt is not None
    mended = monitor.mend(WPN, quick_house, receipt.id, {(SHEET, places[(*OSH, "#value+f")]): "8"}).receipt
    assert [each[:2] for each in told(quick_house, mended)] == [("formula-without-value", "")]
