"""Make the demo workbooks: `python data/demo/make.py` fills the product's own templates with the figures kept beside it.

Enter: `story.yaml` (which workbook, in which language) and the tables `history.csv`, `run.csv`, `items.csv`, `notes.csv`. Leave:
one `.xlsx` for each entry of the story, as a partner would have typed it. The same tables give the same bytes.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from nap.facts import Period  # noqa: E402
from nap.plan import Indicator, Plan, load_plan  # noqa: E402
from nap.returns import tags  # noqa: E402
from nap.returns.template import make_template  # noqa: E402
from nap.tables import plain_properties, workbook_bytes  # noqa: E402
from nap.words import pick, say  # noqa: E402

Line = dict[str, str]
"""One line of a table, by column name; empty text where nothing was typed."""

INVENTED = {"en": "invented for the demo", "ru": "вымышлено для демонстрации", "ky": "демо үчүн ойдон чыгарылган"}
ITEM_COLUMNS = {
    "indicator": tags.INDICATOR,
    "region": tags.REGION,
    "started": tags.ITEM_STARTED,
    "title": tags.ITEM_TITLE,
    "addressee": tags.ITEM_ADDRESSEE,
    "subject": tags.ITEM_SUBJECT,
    "answered_recipient": tags.ITEM_RECIPIENT,
    "answered_network": tags.ITEM_NETWORK,
    "answered": tags.ITEM_ANSWERED,
    "source": tags.SOURCE,
}
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


@dataclass(frozen=True)
class Tables:
    """The lines of every table, by the workbook they belong to."""

    figures: Mapping[str, list[Line]]
    items: Mapping[str, list[Line]]
    notes: Mapping[str, list[Line]]


@dataclass(frozen=True)
class Grid:
    """A sheet of the template with the columns and the first data row its tags show."""

    sheet: Worksheet
    columns: Mapping[str, int]
    first: int

    def text(self, row: int, tag: str) -> str:
        """What stands in that column; empty for a column this sheet does not have."""
        return str(self.sheet.cell(row, self.columns[tag]).value or "") if tag in self.columns else ""

    def put(self, row: int, tag: str, typed: str) -> None:
        """Type into a cell: a plain number or date as such, anything else as the text it is."""
        if typed:
            self.sheet.cell(row, self.columns[tag]).value = _as_typed(typed)

    def rows(self) -> range:
        """Every row below the tags."""
        return range(self.first, self.sheet.max_row + 1)


def story(folder: Path = HERE) -> list[dict[str, object]]:
    """The entries of `story.yaml`, in order."""
    entries: list[dict[str, object]] = yaml.safe_load((folder / "story.yaml").read_text(encoding="utf-8"))
    return entries


def tables(folder: Path = HERE) -> Tables:
    """Read the tables."""
    figures = _by_file(folder / "history.csv")
    figures.update(_by_file(folder / "run.csv"))
    return Tables(figures, _by_file(folder / "items.csv"), _by_file(folder / "notes.csv"))


def workbook(plan: Plan, entry: Mapping[str, object], kept: Tables) -> bytes:
    """The filled workbook of one entry of the story. ValueError for a figure that has no row in the template."""
    name, lang = str(entry["file"]), str(entry["language"])
    template = make_template(plan, str(entry["partner"]), Period.parse(str(entry["period"])), lang)
    book = load_workbook(io.BytesIO(template))
    grids = [grid for sheet in book.worksheets if (grid := _grid(sheet))]
    for line in kept.figures.get(name, ()):
        _fill_figures(plan, grids, line, lang)
    _fill_items(grids, kept.items.get(name, []), lang)
    for line in kept.notes.get(name, ()):
        _fill_note(grids, line, lang)
    plain_properties(book)
    return workbook_bytes(book)


def _by_file(path: Path) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            found[line["file"]].append(line)
    return dict(found)


def _as_typed(typed: str) -> str | int | Decimal | date:
    if _NUMBER.match(typed):
        return Decimal(typed) if "." in typed else int(typed)
    return date.fromisoformat(typed) if _DATE.match(typed) else typed


def _grid(sheet: Worksheet) -> Grid | None:
    """The sheet by its row of tags; None for one without."""
    for row in range(1, min(sheet.max_row, 20) + 1):
        columns = {str(cell.value): int(cell.column or 0) for cell in sheet[row] if str(cell.value or "").startswith("#")}
        if len(columns) > 1:
            return Grid(sheet, columns, row + 1)
    return None


def _row(grids: list[Grid], **wanted: str) -> tuple[Grid, int]:
    """Where the row with these codes stands; keys are the tags' names in this file's tables."""
    needed = {
        {"indicator": tags.INDICATOR, "region": tags.REGION, "period": tags.PERIOD, "measure": tags.MEASURE}[k]: v
        for k, v in wanted.items()
    }
    for grid in grids:
        for row in grid.rows() if set(needed) <= set(grid.columns) else ():
            if all(grid.text(row, tag) == text for tag, text in needed.items()):
                return grid, row
    raise ValueError(f"no row for {wanted}")


def _fill_figures(plan: Plan, grids: list[Grid], line: Line, lang: str) -> None:
    indicator = plan.indicator(line["indicator"])
    if indicator is None:
        raise ValueError(line["indicator"])
    grid, row = _row(grids, indicator=indicator.code, region=line["region"], period=line["period"])
    for tag, typed in _cells(indicator, line, lang):
        grid.put(row, tag, typed)


def _cells(indicator: Indicator, line: Line, lang: str) -> Iterator[tuple[str, str]]:
    """What is typed into which column of a data row."""
    yield from ((tags.TOTAL, line["total"]), (tags.NUMERATOR, line["numerator"]), (tags.DENOMINATOR, line["denominator"]))
    if line["level"]:
        yield tags.LEVEL, _level(indicator, int(line["level"]), lang)
    named = {category: each.by for each in indicator.breakdowns for category in each.categories}
    for part in line["parts"].split():
        category, _, number = part.partition("=")
        yield tags.category_tag(named.get(category, tags.STEP), category), number
    yield tags.STATE, say(lang, f"workbook.state.{line['state']}") if line["state"] else ""
    yield tags.QUALITY, say(lang, f"workbook.quality.{line['quality']}") if line["quality"] else ""
    yield from ((tags.SOURCE, _source(line, lang)), (tags.COMMENT, line["comment"]), (tags.EXPLANATION, line["explanation"]))


def _level(indicator: Indicator, number: int, lang: str) -> str:
    if indicator.type == "milestone":
        return say(lang, "workbook.yes" if number else "workbook.no")
    return pick(indicator.scale[number].title, lang)


def _source(line: Line, lang: str) -> str:
    return INVENTED[lang] if line["source"] == "invented" else line["source"]


def _fill_items(grids: list[Grid], lines: list[Line], lang: str) -> None:
    """Items go into the blank rows from the top."""
    grid = next((grid for grid in grids if tags.ITEM_TITLE in grid.columns), None)
    if lines and grid is None:
        raise ValueError(lines[0]["file"])
    for offset, line in enumerate(lines):
        assert grid is not None
        for column, tag in ITEM_COLUMNS.items():
            grid.put(grid.first + offset, tag, _source(line, lang) if column == "source" else line[column])


def _fill_note(grids: list[Grid], line: Line, lang: str) -> None:
    """A narrative, or the status of a measure."""
    if line["kind"] == "measure":
        grid, row = _row(grids, measure=line["code"])
        grid.put(row, tags.MEASURE_STATUS, say(lang, f"workbook.measure_status.{line['status']}"))
        return
    told = [grid for grid in grids if tags.TEXT in grid.columns]
    grid, row = _row(told, indicator=line["code"], region=line["region"])
    grid.put(row, tags.TEXT, line["text"])


def main() -> None:
    """Write every workbook of the story beside this file."""
    plan, faults = load_plan(ROOT / "indicators.yaml")
    if plan is None:
        raise SystemExit(f"indicators.yaml has {len(faults)} faults: python -m nap plan check")
    kept = tables()
    for entry in story():
        (HERE / str(entry["file"])).write_bytes(workbook(plan, entry, kept))


if __name__ == "__main__":
    main()
