"""The workbook in a real office program: it opens, checks itself, and a copy saved there keeps tags, identity and values."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from nap.facts import Period
from nap.plan import Plan
from nap.returns import tags
from nap.returns.template import make_template

H2 = Period.parse("2026-H2")
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice (soffice) is not installed: self-check not recalculated"
)

CASES: dict[tuple[str, str], tuple[dict[str, object], str]] = {
    ("2.1", "KG-J"): ({tags.TOTAL: 10, "#value+f": 6, "#value+m": 5}, "! to mend: parts exceed the total"),
    ("2.1", "KG-O"): ({tags.TOTAL: 10, "#value+f": 6, "#value+m": 3}, "✓ complete"),
    ("2.1", "KG-B"): ({tags.TOTAL: 10}, "○ still empty"),
    ("2.2", "KG-J"): ({tags.TOTAL: "twelve"}, "! to mend: text instead of a number"),
    ("2.2", "KG-O"): ({tags.TOTAL: -1}, "! to mend: out of range"),
    ("2.2", "KG-B"): ({tags.TOTAL: 4, tags.STATE: "no data"}, "! to mend: both a value and a reason"),
    ("2.3", "KG-J"): ({tags.TOTAL: 0}, "✓ complete"),
    ("2.3", "KG-O"): ({}, "✓ complete"),
    ("2.3", "KG-B"): ({tags.TOTAL: 3}, "! to mend: total differs from the list"),
    ("2.4", "KG-J"): ({tags.LEVEL: "yes"}, "✓ complete"),
    ("2.5", "KG-J"): ({tags.STATE: "not applicable"}, "✓ complete"),
    ("2.6", "KG-J"): ({tags.TOTAL: 0}, "✓ complete"),
    ("3.5", "KG-J"): ({tags.NUMERATOR: 1200, tags.DENOMINATOR: 48}, "✓ complete"),
    ("3.5", "KG-O"): ({tags.NUMERATOR: 1200}, "○ still empty"),
    ("3.5", "KG-B"): ({tags.NUMERATOR: 1200, tags.DENOMINATOR: 0}, "! to mend: denominator is 0"),
    ("3.7", "KG-J"): ({tags.TEXT: "Roads were closed."}, "✓ complete"),
}


def columns(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    for row in sheet.iter_rows(max_row=12):
        found = {cell.value: cell.column for cell in row if isinstance(cell.value, str) and cell.value.startswith("#")}
        if len(found) > 2:
            return row[0].row, found
    return 0, {}


def lines(book: openpyxl.Workbook) -> Iterator[tuple[tuple[str, str], Worksheet, int, dict[str, int]]]:
    for sheet in book:
        head, found = columns(sheet)
        for row in range(head + 1, sheet.max_row + 1):
            if tags.INDICATOR in found and sheet.cell(row, found[tags.INDICATOR]).value:
                yield (sheet.cell(row, found[tags.INDICATOR]).value, sheet.cell(row, found[tags.REGION]).value), sheet, row, found


def fill(data: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for key, sheet, row, found in lines(book):
        for tag, value in CASES.get(key, ({}, ""))[0].items():
            sheet.cell(row, found[tag]).value = value
    items = book["Items"]
    head, found = columns(items)
    for tag, value in {
        tags.INDICATOR: "2.3",
        tags.REGION: "KG-O",
        tags.ITEM_STARTED: "30 June",
        tags.ITEM_TITLE: "Alert",
    }.items():
        items.cell(head + 1, found[tag]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def saved_by_libreoffice(data: bytes, folder: Path, kind: str = "xlsx") -> bytes:
    (folder / "out").mkdir()
    (folder / "return.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--convert-to", kind, "--outdir", str(folder / "out"), str(folder / "return.xlsx")]
    subprocess.run([str(SOFFICE), "--headless", profile, *convert], check=True, capture_output=True, timeout=120)
    return (folder / "out" / f"return.{kind}").read_bytes()


@pytest.fixture(scope="module")
def copy(example_plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    """A filled-in return after LibreOffice opened, recalculated and saved it."""
    data = fill(make_template(example_plan, "WPN", H2, "en"))
    return openpyxl.load_workbook(io.BytesIO(saved_by_libreoffice(data, tmp_path_factory.mktemp("office"))), data_only=True)


@needs_libreoffice
def test_each_row_says_whether_it_is_complete_empty_or_to_mend(copy: openpyxl.Workbook) -> None:
    shown = {key: sheet.cell(row, 1).value for key, sheet, row, _ in lines(copy) if key in CASES and sheet.title != "Items"}
    assert shown == {key: words for key, (_, words) in CASES.items()}


@needs_libreoffice
def test_the_first_sheet_counts_what_is_left(copy: openpyxl.Workbook) -> None:
    counts = {row[1]: row[2:5] for row in copy.worksheets[0].iter_rows(values_only=True) if isinstance(row[2], int)}
    assert counts == {
        copy.sheetnames[1]: (6, 7, 5),
        copy.sheetnames[2]: (1, 1, 1),
        "Items": (0, 0, 1),
        "Measures": (0, 2, 0),
        "Narrative": (1, 2, 0),
    }
    said = [cell.value for cell in copy.worksheets[0]["B"] if isinstance(cell.value, str) and cell.value.startswith("!")]
    assert said == ["! To mend: 7. Still empty: 12. Rows to mend are marked with ! on their sheets, the cells are red."]


SPOILT: dict[tuple[str, str, str], tuple[dict[str, object], str]] = {
    ("2.1", "KG-J", "2026-H2"): (
        {tags.TOTAL: 10, "#value+f": 6, "#value+m": 3, "#value+u": 0},
        "! to mend: parts give less than the total",
    ),
    ("2.2", "KG-J", "2026-H2"): ({tags.TOTAL: 12.5}, "! to mend: not a whole number"),
    ("2.4", "KG-J", "2026-H2"): ({tags.LEVEL: "perhaps"}, "! to mend: choose a word from the list"),
    ("2.5", "KG-J", "2026-H2"): ({tags.LEVEL: "limited"}, "✓ complete"),
    ("2.5", "KG-O", "2026-H2"): ({tags.LEVEL: 1}, "✓ complete"),
    ("2.6", "KG-J", "2026-H2"): ({tags.STATE: "later"}, "! to mend: choose a word from the list"),
    ("2.6", "KG-O", "2026-H2"): ({tags.TOTAL: 12.5}, "✓ complete"),
    ("3.1", "KG", "2026-Q3"): ({tags.TOTAL: 30}, "✓ complete"),
    ("3.1", "KG", "2026-Q4"): ({tags.TOTAL: 29}, "! to mend: less than in the row above"),
}


@needs_libreoffice
@pytest.mark.parametrize("partner", ["WPN", "MIA"])
def test_what_the_monitor_would_refuse_is_seen_in_the_workbook_already(example_plan: Plan, tmp_path: Path, partner: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_template(example_plan, partner, H2, "en")))
    asked: dict[tuple[str, str, str], str] = {}
    for key, sheet, row, found in lines(book):
        when = str(sheet.cell(row, found[tags.PERIOD]).value) if tags.PERIOD in found else ""
        if (*key, when) in SPOILT:
            asked[*key, when] = SPOILT[*key, when][1]
            for tag, value in SPOILT[*key, when][0].items():
                sheet.cell(row, found[tag]).value = value
    out = io.BytesIO()
    book.save(out)
    saved = openpyxl.load_workbook(io.BytesIO(saved_by_libreoffice(out.getvalue(), tmp_path)), data_only=True)
    shown = {
        (*key, str(sheet.cell(row, found[tags.PERIOD]).value)): sheet.cell(row, 1).value
        for key, sheet, row, found in lines(saved)
        if tags.PERIOD in found
    }
    assert asked
    assert {key: shown[key] for key in asked} == asked


ITEM: dict[str, object] = {
    tags.INDICATOR: "2.3",
    tags.REGION: "KG-O",
    tags.ITEM_STARTED: date(2026, 7, 3),
    tags.ITEM_TITLE: "Alert",
}
ITEMS: list[tuple[dict[str, object], str]] = [
    ({}, "✓ complete"),
    ({tags.ITEM_RECIPIENT: "yes", tags.ITEM_NETWORK: "No"}, "✓ complete"),
    ({tags.ITEM_TITLE: None}, "○ still empty"),
    ({tags.INDICATOR: "2.33"}, "! to mend: indicator code is not in the list"),
    ({tags.INDICATOR: "2.1"}, "! to mend: indicator code is not in the list"),
    ({tags.REGION: "KG-X"}, "! to mend: region code is not in the list"),
    ({tags.ITEM_NETWORK: "perhaps"}, "! to mend: choose a word from the list"),
    ({tags.ITEM_RECIPIENT: "perhaps", tags.ITEM_TITLE: None}, "! to mend: choose a word from the list"),
]
STATUSES = {"in work": "! to mend: choose a word from the list", "in progress": "✓ complete", None: "○ still empty"}


@needs_libreoffice
def test_a_word_or_a_code_that_is_in_no_list_is_never_called_complete(example_plan: Plan, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_template(example_plan, "WPN", H2, "en")))
    items, measures = book["Items"], book["Measures"]
    (head, found), (above, at) = columns(items), columns(measures)
    for row, (spoilt, _) in enumerate(ITEMS, start=head + 1):
        for tag, value in (ITEM | spoilt).items():
            items.cell(row, found[tag]).value = value
    words = list(STATUSES)[: measures.max_row - above]
    for row, word in enumerate(words, start=above + 1):
        measures.cell(row, at[tags.MEASURE_STATUS]).value = word
    out = io.BytesIO()
    book.save(out)
    saved = openpyxl.load_workbook(io.BytesIO(saved_by_libreoffice(out.getvalue(), tmp_path)), data_only=True)
    said = [saved["Items"].cell(head + 1 + number, 1).value for number in range(len(ITEMS))]
    assert said == [words for _, words in ITEMS]
    assert len(words) > 1
    assert [saved["Measures"].cell(above + 1 + number, 1).value for number in range(len(words))] == [
        STATUSES[word] for word in words
    ]


@needs_libreoffice
def test_the_percentage_is_calculated_and_guarded(copy: openpyxl.Workbook) -> None:
    found = {key[1]: sheet.cell(row, at[tags.CALCULATED]).value for key, sheet, row, at in lines(copy) if key[0] == "3.5"}
    assert found["KG-J"] == 25
    assert not found["KG-O"]
    assert not found["KG-B"]


@needs_libreoffice
def test_the_saved_copy_keeps_tags_identity_and_values(copy: openpyxl.Workbook, example_plan: Plan) -> None:
    original = openpyxl.load_workbook(io.BytesIO(make_template(example_plan, "WPN", H2, "en")))
    assert [columns(sheet) for sheet in copy] == [columns(sheet) for sheet in original]
    identity = [[str(cell) for cell in row] for row in copy[tags.IDENTITY_SHEET].iter_rows(max_col=2, values_only=True)]
    assert identity == [[str(cell) for cell in row] for row in original[tags.IDENTITY_SHEET].iter_rows(values_only=True)]
    assert copy[tags.IDENTITY_SHEET].sheet_state != "visible"
    kept = {(key, tag): sheet.cell(row, at[tag]).value for key, sheet, row, at in lines(copy) for tag in at}
    assert all(kept[key, tag] == value for key, (cells, _) in CASES.items() if key[0] != "2.3" for tag, value in cells.items())
