"""Six genuine workbooks against a table typed by reading them: every cell, both ways. Skipped where the workbooks are not."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from nap.foreign.model import Given, Understood
from nap.foreign.understanding import understand
from nap.plan import Regions
from nap.returns.book import Book
from nap.returns.reader import open_book
from tests.foreign.genuine import LANGUAGES, ROOT, Figure, Typed, fifteen, folder, plain, typed

BOOKS = typed()
NAMES = [book.name for book in BOOKS]
COUNTS = {  # counted by hand: figures, of which without data
    "16.1.1.xlsx": (332, 5),
    "16.1.4.xlsx": (162, 0),
    "5.2.1.2.xlsx": (69, 2),
    "5.2.1.3.xlsx": (255, 56),
    "5.5.1.xlsx": (34, 9),
    "5.5.2.xlsx": (17, 0),
}
REGIONS = Regions.load(ROOT / "data" / "regions.csv")
every = pytest.mark.parametrize("book", BOOKS, ids=NAMES)


@cache
def workbook(name: str) -> Book:
    place = folder()
    if place is None or not (place / name).is_file():
        pytest.skip(f"the genuine workbook {name} is not here")
    book = open_book((place / name).read_bytes())
    assert isinstance(book, Book)
    return book


@cache
def understood(name: str) -> Understood:
    return understand(workbook(name), REGIONS)


def by_cell(name: str) -> dict[str, Given]:
    given = [each for block in understood(name).blocks for each in block.values]
    assert max(Counter(each.cell for each in given).values()) == 1, "a cell stands in two blocks"
    return {each.cell: each for each in given}


def said(given: Given) -> tuple[object, ...]:
    state = given.state if given.value is None else ""
    return given.region, given.breakdown, str(given.period), given.value, state, plain(given.labels.get("ru", ""))


def meant(figure: Figure) -> tuple[object, ...]:
    return figure.region, figure.breakdown, figure.period, figure.value, figure.state, figure.labels["ru"]


def test_the_typed_table_holds_as_many_figures_as_were_counted() -> None:
    assert {book.name: (len(book.figures), book.no_data) for book in BOOKS} == COUNTS


@every
def test_the_typed_table_misses_no_filled_cell_of_the_workbook(book: Typed) -> None:
    sheet = workbook(book.name).sheet(book.sheet)
    assert sheet is not None
    known = {figure.cell for figure in book.figures}
    body = {place for place in sheet.cells if place[0] > 4 and place[1] >= book.column}
    assert len(body) == len(known) + sum(row in book.beside_headings for row, _ in body)


@every
def test_every_figure_says_what_a_reader_reads(book: Typed) -> None:
    found = by_cell(book.name)
    wrong = {figure.cell: (meant(figure), said(found[figure.cell])) for figure in book.figures if figure.cell in found}
    assert {cell: pair for cell, pair in wrong.items() if pair[0] != pair[1]} == {}
    assert {figure.cell for figure in book.figures} - set(found) == set()


@every
def test_nothing_besides_is_taken_for_a_figure(book: Typed) -> None:
    more = set(by_cell(book.name)) - {figure.cell for figure in book.figures}
    beside = {each.cell for each in by_cell(book.name).values() if each.row in book.beside_headings and each.breakdown is None}
    assert more - beside == set()


@every
def test_no_question_is_asked_of_an_ordinary_table(book: Typed) -> None:
    given = understood(book.name)
    asked = [each for remarks in (given.remarks, *(block.remarks for block in given.blocks)) for each in remarks if each.asks]
    assert asked == []


@every
def test_labels_stand_under_their_own_language(book: Typed) -> None:
    found = by_cell(book.name)
    for figure in book.figures:
        labels = {lang: plain(text) for lang, text in found[figure.cell].labels.items()}
        assert labels == figure.labels, figure.cell


@every
def test_title_and_unit_stand_under_their_own_language(book: Typed) -> None:
    title = understood(book.name).titles[book.sheet]
    units = [block.unit for block in understood(book.name).blocks]
    for lang in LANGUAGES:
        assert plain(book.texts["title"][lang]) in plain(title[lang])
        assert all(book.texts["unit"][lang] in plain(unit[lang]) for unit in units)


@every
def test_footnotes_are_found_and_nothing_else_is_one(book: Typed) -> None:
    notes = understood(book.name).footnotes.get(book.sheet, ())
    assert len(notes) == ("footnote" in book.texts)
    for lang, text in book.texts.get("footnote", {}).items():
        assert text in plain(notes[0][lang])


@every
def test_different_measures_and_kinds_of_parts_are_never_one_block(book: Typed) -> None:
    groups = {figure.cell: figure.group for figure in book.figures}
    together = [{groups.get(each.cell, "") for each in block.values} - {""} for block in understood(book.name).blocks]
    assert [mixed for mixed in together if len(mixed) > 1 and not mixed & {"total"}] == []


def test_a_heading_that_names_a_measure_is_the_title_of_the_figures_beneath() -> None:
    found = {each.cell: block for block in understood("16.1.1.xlsx").blocks for each in block.values}
    assert "на 100 000 человек" in plain(found["D9"].title["ru"])
    assert "на 100 000 человек" not in plain(found["D12"].title["ru"])
    assert plain(found["D15"].heading["ru"]) == "По территории"
    assert plain(found["L43"].heading["ru"]) == "По возрасту"


def test_a_year_that_swallowed_a_footnote_mark_is_that_year() -> None:
    assert {str(each.period) for cell, each in by_cell("5.5.1.xlsx").items() if cell.startswith("T")} == {"2023"}
    assert any(each.cells == ("T4",) for block in understood("5.5.1.xlsx").blocks for each in block.remarks)


def test_a_dash_is_said_to_be_a_dash() -> None:
    marks = {each.cell: each.mark for each in by_cell("16.1.1.xlsx").values() if each.state == "no_data"}
    assert marks == dict.fromkeys(("D17", "D26", "I31", "E32", "J32"), "dash")


def test_a_changed_cell_would_be_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The comparison can fail: with one typed number changed, that very cell differs."""
    text = (Path(__file__).with_name("genuine_figures.txt")).read_text(encoding="utf-8")
    (tmp_path / "typed.txt").write_text(text.replace("    225 226 202", "    225 227 202"), encoding="utf-8")
    monkeypatch.setattr("tests.foreign.genuine.TYPED", tmp_path / "typed.txt")
    changed = {figure.cell: figure.value for figure in typed()[0].figures}
    assert [figure.cell for figure in BOOKS[0].figures if changed[figure.cell] != figure.value] == ["E12"]
    assert changed["E12"] == fifteen("227")
