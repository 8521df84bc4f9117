"""The picture of a foreign sheet: every cell as it is, coloured with a sign and a word, in windows that a weak line carries."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as some

from nap.monitor import Sheet, TableRole, Understood
from nap.returns.book import Cell
from nap.words import known
from ui.tables_roles import CLASSES, SIGNS, legend
from ui.tables_sheet import COLUMNS, Extent, chosen_css, sheet_html, window

CSS = (Path(__file__).parents[2] / "ui" / "tables.css").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ui.tables_roles.t", "ui.tables_sheet.t"):
        monkeypatch.setattr(name, lambda key, **facts: f"{key}{facts or ''}")


def sheet(texts: dict[tuple[int, int], str], name: str = "S") -> Sheet:
    cells = {place: Cell("text", text, text) for place, text in texts.items()}
    return Sheet(name, "visible", cells)


def numbers(rows: int, columns: int) -> Sheet:
    one = Cell("number", Decimal(7), "7")
    return Sheet("S", "visible", {(row, column): one for row in range(1, rows + 1) for column in range(1, columns + 1)})


def drawn(one: Sheet, roles: dict[tuple[int, int], TableRole] | None = None, rows: int = 200) -> str:
    found = {(one.name, *place): role for place, role in (roles or {}).items()}
    return sheet_html(Understood((one,), (), found), one, 0, Extent.of(one, rows))


def cells(html: str) -> list[tuple[int, str]]:
    """Each drawn cell of the body with the columns it covers."""
    found = re.findall(r"<td([^>]*)>([^<]*)</td>", html.partition("<tbody>")[2])
    return [(int((re.search(r'colspan="(\d+)"', kind) or ["", "1"])[1]), text) for kind, text in found]


def test_every_role_has_a_sign_of_its_own_a_word_and_a_colour() -> None:
    assert set(SIGNS) == set(CLASSES) == set(TableRole)
    assert len(set(SIGNS.values())) == len(set(CLASSES.values())) == len(TableRole)
    assert all(known(f"tables.role.{role.value}") for role in TableRole)
    assert all(f".nap-roles) .{kind}{{" in CSS for kind in CLASSES.values())


def test_only_colours_of_the_palette_are_used() -> None:
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(", CSS)


def test_what_stands_in_a_cell_is_text() -> None:
    html = drawn(sheet({(1, 1): "<script>alert(1)</script>", (2, 1): '"><img src=x>'}, '<b>"'))
    assert "<script" not in html
    assert "<img" not in html


def test_a_long_title_runs_over_the_empty_cells_beside_it_and_no_further() -> None:
    long = "Number of women who applied for help because of family violence"
    assert cells(drawn(sheet({(1, 1): long, (1, 4): "x", (2, 1): "short", (2, 5): "y"})))[:3] == [(3, long), (1, "x"), (1, "")]


@given(
    some.dictionaries(some.tuples(some.integers(1, 9), some.integers(1, 9)), some.sampled_from(["", "a", "b" * 40]), max_size=30)
)
def test_every_row_covers_every_column_whatever_runs_over(texts: dict[tuple[int, int], str]) -> None:
    one = sheet({place: text for place, text in texts.items() if text})
    extent = Extent.of(one, 200)
    rows = drawn(one).partition("<tbody>")[2].split("<tr")[1:]
    assert len(rows) == extent.rows
    assert all(sum(span for span, _ in cells(f"<tbody>{row}")) == extent.columns for row in rows)
    assert sorted(text for _, text in cells(drawn(one)) if text) == sorted(cell.text for cell in one.cells.values())


def test_a_large_sheet_is_drawn_in_windows_and_a_wide_one_in_smaller_ones() -> None:
    narrow, wide = numbers(1000, 5), numbers(300, 100)
    assert window(narrow) == 200
    assert window(wide) < 100
    assert len(cells(drawn(narrow, rows=window(narrow)))) == 1000
    assert Extent.of(wide, window(wide)).columns == COLUMNS
    assert len(drawn(wide, rows=window(wide))) < 200_000


def test_each_line_is_a_link_by_its_own_letter_or_number_with_the_sign_of_what_it_was_taken_for() -> None:
    html = drawn(sheet({(1, 1): "Osh city", (1, 2): "2024"}), {(1, 1): TableRole.REGION, (1, 2): TableRole.PERIOD})
    assert '<a href="/tables?at=0r1" target="_self" data-stay>1</a>' in html
    assert '<a href="/tables?at=0c2" target="_self" data-stay>B</a>' in html
    assert f">{SIGNS[TableRole.PERIOD]}</i>" in html


def test_pointing_changes_a_style_and_not_the_sheet() -> None:
    css = chosen_css((3,), (2,))
    assert "nth-child(3)" in css
    assert "tr:not(.w)>:nth-child(3)" in css
    assert chosen_css((), ()).startswith("<style>")


def test_the_legend_names_what_occurs_and_nothing_else() -> None:
    one = sheet({(1, 1): "x"})
    told = legend(Understood((one,), (), {("S", 1, 1): TableRole.TOTAL, ("other", 1, 1): TableRole.PART}), one)
    assert "tables.role.total" in told
    assert "tables.role.part" not in told


def test_an_empty_sheet_is_one_empty_cell() -> None:
    assert cells(drawn(sheet({}))) == [(1, "")]
