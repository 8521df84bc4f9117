"""Returns for the tests: a genuine template, filled in whole with sound values, then spoilt in one place."""

from __future__ import annotations

import io
import pickle
from datetime import date
from functools import cache
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from nap.facts import Finding, Period
from nap.plan import Indicator, Plan
from nap.returns import tags
from nap.returns.check import Checked, Context, check_return
from nap.returns.template import make_template

SAMPLES = Path(__file__).parent.parent / "samples"
TODAY = date(2026, 7, 10)
LEFT_OUT = {"history-not-checked", "small-cell", "late"}
"""Infos of every sound return; tests about something else look past them."""


@cache
def _template(plan: Plan, partner: str, period: str, lang: str) -> bytes:
    return make_template(plan, partner, Period.parse(period), lang)


@cache
def _open(plan: Plan, partner: str, period: str, lang: str, filled: bool) -> bytes:
    """The open workbook, pickled: taken up again in a quarter of the time that opening and filling the file takes."""
    return pickle.dumps(Return(plan, partner, period, lang, filled=filled, template=_template(plan, partner, period, lang)).book)


def sound_values(indicator: Indicator, lang: str) -> dict[str, object]:
    """Tag → a value that is right in every check."""
    if indicator.has_ratio:
        return {tags.NUMERATOR: 40, tags.DENOMINATOR: 100}
    if indicator.type == "cascade":
        return {tags.category_tag(tags.STEP, step.code): 20 - number for number, step in enumerate(indicator.steps)}
    if indicator.type == "ordinal":
        return {tags.LEVEL: indicator.scale[1].title[lang]}
    if indicator.type == "milestone":
        return {tags.LEVEL: {"ru": "да", "ky": "ооба", "en": "yes"}[lang]}
    parts = {tags.category_tag(each.by, code): 10 for each in indicator.breakdowns for code in each.categories}
    if indicator.type == "list":
        return {tags.TOTAL: 0}
    return {tags.TOTAL: sum(parts.values()) or 30, **parts}


class Return:
    """One workbook in the making. Cells are named by sheet kind, row key and tag, never by address."""

    def __init__(
        self,
        plan: Plan,
        partner: str = "WPN",
        period: str = "2026-H1",
        lang: str = "ru",
        *,
        filled: bool = True,
        template: bytes | None = None,
    ) -> None:
        self.plan, self.lang = plan, lang
        self.book: Workbook
        if template is None:
            self.book = pickle.loads(_open(plan, partner, period, lang, filled))
            return
        self.book = load_workbook(io.BytesIO(template))
        if filled:
            self.fill()

    def fill(self) -> None:
        """Every expected row answered."""
        for sheet, columns, row in self.lines():
            code = str(sheet.cell(row, columns[tags.INDICATOR]).value)
            if tags.PERIOD not in columns:
                sheet.cell(row, columns[tags.TEXT]).value = "Работа шла по плану."
                continue
            indicator = self.plan.indicator(code)
            assert indicator is not None
            for tag, value in sound_values(indicator, self.lang).items():
                sheet.cell(row, columns[tag]).value = value

    def heads(self) -> list[tuple[Worksheet, dict[str, int], int]]:
        """Each sheet with a tag row: its columns by tag and the number of that row."""
        found = []
        for sheet in self.book.worksheets:
            for row in sheet.iter_rows(max_row=40):
                columns = {str(cell.value): cell.column for cell in row if str(cell.value).startswith("#")}
                if len(columns) > 2:
                    found.append((sheet, columns, row[0].row))
        return found

    def lines(self) -> list[tuple[Worksheet, dict[str, int], int]]:
        """Every prefilled row of data and narrative sheets."""
        return [
            (sheet, columns, row)
            for sheet, columns, head in self.heads()
            if tags.INDICATOR in columns and tags.ITEM_TITLE not in columns
            for row in range(head + 1, sheet.max_row + 1)
            if sheet.cell(row, columns[tags.INDICATOR]).value
        ]

    def where(self, indicator: str, region: str, tag: str, period: str | None = None) -> tuple[Worksheet, str]:
        """The sheet and address of one cell."""
        for sheet, columns, row in self.lines():
            key = [sheet.cell(row, columns[each]).value for each in (tags.INDICATOR, tags.REGION)]
            when = sheet.cell(row, columns[tags.PERIOD]).value if tags.PERIOD in columns else None
            if key == [indicator, region] and period in (None, when):
                return sheet, f"{get_column_letter(columns[tag])}{row}"
        raise LookupError((indicator, region, tag, period))

    def put(self, indicator: str, region: str, tag: str, value: object, period: str | None = None) -> str:
        """Type a value; the address it was typed at."""
        sheet, cell = self.where(indicator, region, tag, period)
        sheet[cell].value = value
        return cell

    def add_row(self, like: tuple[str, str], **values: object) -> int:
        """A new row below the table with the keys of another; values by tag with `_` for `+` (`value_total`)."""
        sheet, cell = self.where(*like, tags.INDICATOR)
        columns = next(columns for each, columns, _ in self.heads() if each is sheet)
        source, row = sheet[cell].row, sheet.max_row + 1
        for tag in (tags.INDICATOR, tags.REGION, tags.PERIOD):
            sheet.cell(row, columns[tag]).value = sheet.cell(source, columns[tag]).value
        for name, value in values.items():
            sheet.cell(row, columns["#" + name.replace("_", "+", 1)]).value = value
        return row

    def add_item(self, **values: object) -> str:
        """The first blank row of the items sheet; the address of its indicator cell."""
        sheet, columns, head = next(each for each in self.heads() if tags.ITEM_TITLE in each[1])
        row = next(row for row in range(head + 1, head + 500) if not sheet.cell(row, columns[tags.INDICATOR]).value)
        for name, value in values.items():
            sheet.cell(row, columns["#" + name.replace("_", "+", 1)]).value = value
        return f"{get_column_letter(columns[tags.INDICATOR])}{row}"

    def identity(self, key: str, value: object) -> None:
        """Change what the hidden sheet says."""
        sheet = self.book[tags.IDENTITY_SHEET]
        next(row for row in sheet.iter_rows() if row[0].value == key)[1].value = value

    def data(self) -> bytes:
        """The file."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def check(self, **changes: object) -> Checked:
        """Checked in this process on the tenth of July."""
        return check(self.data(), self.plan, **changes)


def check(data: bytes, plan: Plan, **changes: object) -> Checked:
    """Check bytes with the usual context."""
    context = {"plans": {}, "current": plan, "today": TODAY, "safely": False} | changes
    return check_return(data, Context(**context))  # type: ignore[arg-type]


def noted(checked: Checked) -> list[Finding]:
    """All findings but the infos of every sound return."""
    return [finding for finding in checked.findings if finding.code not in LEFT_OUT]


def only(checked: Checked) -> Finding:
    """The one finding."""
    (finding,) = noted(checked)
    return finding
