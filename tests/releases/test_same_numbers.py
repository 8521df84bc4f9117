"""Every format, read back by somebody else's tool, says the same numbers, and none of them a hidden one."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from html import unescape
from typing import Any

import pypdf
import pytest
from hypothesis import given

from nap.charts.texts import amount_text
from nap.facts import Result, Status
from nap.releases.as_json import release_json
from nap.releases.figures_csv import figures_csv
from nap.releases.html import forum_pages, pages
from nap.releases.pdf import pdf
from nap.releases.release import Kind, Release
from nap.releases.sdmx import dimensions, time_period
from nap.releases.workbook import workbook
from nap.words import say
from tests.releases.making import corrected, small
from tests.releases.reading import (
    SECRET_NUMBER,
    by_calamine,
    by_openpyxl,
    csv_rows,
    figures_of,
    made_up,
    overlooked,
    results,
    sheet,
    unzipped,
)

SECRET = str(SECRET_NUMBER).encode()
Told = dict[str, tuple[Any, ...]]
COLUMNS = ("OBS_VALUE", "NUMERATOR", "DENOMINATOR", "REPORTED", "EXPECTED")
FIELDS = ("value", "numerator", "denominator", "reported", "expected")


def number(text: object) -> float | None:
    return None if text in {"", None} else float(str(text))


def of_lines(release: Release) -> Told:
    """What the release itself says: where, its numbers, its status."""
    told: Told = {}
    for line in release.lines:
        one, veiled = line.result, line.result.status is Status.SUPPRESSED
        numbers = [None if veiled else number(getattr(one, name)) for name in FIELDS]
        where = (one.indicator, one.region, time_period(one.period), *dimensions(one.breakdown))
        told[release.name(line)] = (*where, *numbers, one.status.value)
    return told


def of_csv(release: Release) -> Told:
    names = ("INDICATOR", "REF_AREA", "TIME_PERIOD", "SEX", "AGE", "OTHER")
    return {
        row["FIGURE"]: (*(row[name] for name in names), *(number(row[name]) for name in COLUMNS), row["STATUS"])
        for row in csv_rows(figures_csv(release))
    }


def of_json(release: Release) -> Told:
    told: Told = {}
    for name, one in figures_of(release_json(release)).items():
        where = (one["indicator"], one["region"], one["period"].replace("-H", "-S"), *dimensions(one["breakdown"]))
        told[name] = (*where, *(number(one[field]) for field in FIELDS), one["status"])
    return told


def of_sheet(rows: list[tuple[Any, ...]]) -> Told:
    """The sheet of all figures."""
    return {
        row[14]: (*(row[at] for at in (0, 1, 3, 4, 5, 6)), *(number(row[at]) for at in (7, 9, 10, 11, 12)), row[13])
        for row in rows
    }


@given(results())
def test_every_table_of_figures_says_what_the_release_says(found: list[Result]) -> None:
    release = made_up(found)
    data = workbook(release, "ru")
    expected = of_lines(release)
    assert of_csv(release) == expected
    assert of_json(release) == expected
    for book in (by_openpyxl(data), by_calamine(data)):
        assert of_sheet(sheet(book, "ru", "figures")) == expected
    _tables_to_read(release, by_openpyxl(data))


def _tables_to_read(release: Release, book: dict[str, Any]) -> None:
    figures = figures_of(release_json(release))
    rows = [(row[8], row[5]) for row in sheet(book, "ru", "groups")] if say("ru", "formats.sheet.groups") in book else []
    rows += [(row[9], row[6]) for row in sheet(book, "ru", "districts")] if say("ru", "formats.sheet.districts") in book else []
    told = [(name, value) for name, value in rows if name is not None and _number_of(value) is not None]
    assert [(name, _number_of(value)) for name, value in told] == [(name, float(figures[name]["value"])) for name, _ in told]
    hidden = {name for name, one in figures.items() if one["status"] == "suppressed"}
    assert {value for name, value in rows if name in hidden} <= {say("ru", "formats.hidden")}


def _number_of(cell: object) -> float | None:
    return float(cell) if isinstance(cell, (int, float)) else None


@given(results())
def test_hidden_numbers_are_in_no_format_and_change_no_byte_of_any(found: list[Result]) -> None:
    """Not even the order, the width of a column or the size of a file can tell of them."""
    others = [overlooked(each, 4) if each.status is Status.SUPPRESSED else each for each in found]
    one, two = ((figures_csv(each), release_json(each), workbook(each, "ky")) for each in map(made_up, (found, others)))
    assert one == two
    parts = [("csv", one[0]), ("json", one[1]), *unzipped(one[2])]
    assert [name for name, content in parts if SECRET in content] == []


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("release", [small, corrected])
def test_pages_print_the_same_numbers_rounded(release: Any, kind: Kind) -> None:
    """Cells of the tables with a short number beside the value: what stands there is the figure of that number."""
    made = release(kind)
    by_number = {line.number: line.result for line in made.lines}
    html = (pages if kind is Kind.DONOR else forum_pages)(made, {})
    cells = [cell for path, data in html.items() if path.startswith("en/") for cell in _cells(data.decode())]
    assert cells
    for text, short in cells:
        _same(made, text, by_number[short])


def _cells(page: str) -> list[tuple[str, int]]:
    """What stands beside a short number: in the same cell, or as the one number of a row that bears one."""
    found = re.findall(r"<td[^>]*>((?:(?!</td>).)*?)<small class=\"ref\">\s*(\d+)</small>", page)
    for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL):
        values, names = re.findall(r"<td class=\"n[^\"]*\">(.*?)</td>", row), re.findall(r">R\d+-(\d+)<", row)
        found += [(values[0], names[0])] if (len(values), len(names)) == (1, 1) else []
    return [(_plain(text), int(short)) for text, short in found]


def _plain(cell: str) -> str:
    """The value alone; which period it is of may stand below it in small letters."""
    return unescape(re.sub(r"<small.*?</small>|<[^>]+>", " ", cell)).strip()


def _same(release: Release, text: str, result: Result) -> None:
    indicator = release.plan.indicator(result.indicator)
    assert indicator is not None
    if result.status is Status.SUPPRESSED:
        assert not re.search(r"\d", text)
    elif result.value is not None and not indicator.scale and indicator.type != "milestone":
        assert amount_text("en", indicator, result.value).removesuffix("%") in text


def test_the_pdf_prints_the_same_numbers_rounded() -> None:
    release = small(Kind.DONOR)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf(release, "en"))).pages)
    told = " ".join(text.split())
    for indicator in release.indicators:
        now = release.board.at(indicator, "KG", release.period)
        if now is not None and now.value is not None and indicator.type not in {"milestone", "narrative", "cascade"}:
            assert amount_text("en", indicator, now.value) in told
    assert say("en", "pages.value.hidden").split()[0] in told


def test_the_tracking_table_and_the_document_say_the_same_of_every_period() -> None:
    release = small()
    rows = by_openpyxl(workbook(release, "en"))["Tracking table"]
    half = rows[0].index("1st half of 2026")
    document = {
        one["indicator"]: one["value"]
        for one in figures_of(release_json(release)).values()
        if (one["region"], one["period"], one["breakdown"]) == ("KG", "2026-H1", "")
    }
    told = {row[0]: row[half] for row in rows[2:] if isinstance(row[half], (int, float)) and row[0]}
    assert len(told) > 3
    assert told == {code: document[code] for code in told}
    assert Decimal(told["2.6"]) == 1250000
