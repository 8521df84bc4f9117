"""One objective's sheet: each indicator with title and definition, below it its expected rows, only cells to fill unlocked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from nap.plan import Indicator, Owed
from nap.returns import tags, template_checks as checks, template_lists as lists, template_paint as paint, template_texts as texts
from nap.returns.template_head import Written, add_head, add_row_above
from nap.returns.template_layout import CHECK_COLUMN, LATEST_COLUMN, Block, Contents, Objectives, limits, open_tags
from nap.words import pick, say

WIDTHS = {
    **{CHECK_COLUMN: 23, tags.INDICATOR: 13, tags.REGION: 11, tags.REGION_NAME: 20, tags.PERIOD: 10, LATEST_COLUMN: 18},
    **{tags.CALCULATED: 12, tags.LEVEL: 17, tags.STATE: 20, tags.QUALITY: 16, tags.SOURCE: 20, tags.COMMENT: 26},
    tags.EXPLANATION: 26,
}
NUMBER_WIDTH = 12.5
_WORDS = frozenset({tags.SOURCE, tags.COMMENT, tags.EXPLANATION})


@dataclass
class _Page:
    """One sheet while it is being written; `cells` collects which cells get which help."""

    painter: paint.Painter
    sheet: Worksheet
    contents: Contents
    plan: Objectives
    items: str
    letters: Mapping[str, str]
    widths: tuple[float, ...]
    choices: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    numbers: dict[tuple[Decimal | None, Decimal | None], list[str]] = field(default_factory=lambda: defaultdict(list))

    def column(self, name: str) -> int:
        return self.plan.columns.index(name) + 1


def add_objective(painter: paint.Painter, sheet: Worksheet, contents: Contents, plan: Objectives, items: str) -> Written:
    """Write the sheet; `items` is the formula that counts an indicator's items in a region, with `{code}`, `{region}` cells."""
    letters = {name: get_column_letter(number) for number, name in enumerate(plan.columns, start=1)}
    widths = tuple(float(WIDTHS.get(name, NUMBER_WIDTH)) for name in plan.columns)
    page = _Page(painter, sheet, contents, plan, items, letters, widths)
    heading = f"{plan.objective.code} — {pick(plan.objective.title, contents.lang)}"
    heads = [texts.header(column, contents, plan.blocks) for column in plan.columns]
    first = row = add_head(
        painter, sheet, contents, heading, say(contents.lang, "workbook.hint.data"), plan.columns, heads, widths
    )
    for block in plan.blocks:
        row = _add_block(page, block, row)
    _help(page)
    letter = letters[CHECK_COLUMN]
    paint.colour_checks(sheet, letter, first, row - 1)
    paint.finish(sheet, freeze=f"{letters[tags.PERIOD]}{first}", titles=f"{first - 2}:{first - 1}")
    return Written(sheet.title, f"${letter}${first}:${letter}${row - 1}")


def _add_block(page: _Page, block: Block, row: int) -> int:
    """Title, definition, rows; returns the next free row."""
    row = add_row_above(page.painter, page.sheet, row, texts.title(block.indicator, page.contents.lang), paint.BAND, page.widths)
    about = texts.about(block.indicator, page.contents)
    row = add_row_above(page.painter, page.sheet, row, about, paint.DETAIL, page.widths) if about else row
    counted = page.items.format(code=f"${page.letters[tags.INDICATOR]}{{row}}", region=f"${page.letters[tags.REGION]}{{row}}")
    found = checks.rules(block.indicator, page.letters, counted, page.contents.lang)
    formula = checks.row_check(block.indicator, found, page.letters, counted, page.contents.lang)
    for number, owed in enumerate(block.rows, start=row):
        _add_row(page, block.indicator, owed, number)
        page.painter.formula(page.sheet, number, 1, formula.format(row=number, above=number - 1), paint.CHECK)
        paint.grow(page.sheet, number, _room_for_check(page, found))
    _colour(page, found, row, row + len(block.rows) - 1)
    return row + len(block.rows)


def _add_row(page: _Page, indicator: Indicator, owed: Owed, row: int) -> None:
    name = page.contents.region_name(owed.region)
    fixed = {tags.INDICATOR: owed.indicator, tags.REGION: owed.region, tags.REGION_NAME: name, tags.PERIOD: str(owed.period)}
    for column, text in fixed.items():
        page.painter.put(page.sheet, row, page.column(column), text, paint.FIXED)
    points = max(paint.height(name, WIDTHS[tags.REGION_NAME], 9), 30.0, _add_latest(page, indicator, owed, row))
    opened = {*open_tags(indicator), tags.STATE, tags.SOURCE, tags.COMMENT, tags.EXPLANATION}
    opened |= {tags.QUALITY} if indicator.type not in {"ordinal", "milestone"} else set()
    for column in page.plan.columns[len(fixed) + 1 :]:
        if column in opened:
            _open(page, indicator, column, row)
        elif column == tags.CALCULATED and indicator.has_ratio:
            share = checks.percent(indicator, page.letters).format(row=row)
            page.painter.formula(page.sheet, row, page.column(column), share, _precise(indicator))
        elif column != LATEST_COLUMN:
            page.painter.dress(page.sheet, row, page.column(column), paint.UNUSED)
    paint.grow(page.sheet, row, points)


def _room_for_check(page: _Page, found: tuple[checks.Rule, ...]) -> float:
    texts_shown = {checks.mend_text(rule.name, page.contents.lang) for rule in found}
    return max(paint.height(text, WIDTHS[CHECK_COLUMN], 9, bold=True) for text in texts_shown)


def _add_latest(page: _Page, indicator: Indicator, owed: Owed, row: int) -> float:
    if LATEST_COLUMN not in page.plan.columns:
        return 0.0
    known = page.contents.latest.get((owed.indicator, owed.region))
    text = texts.latest(known, indicator, page.contents.lang) if known else ""
    page.painter.put(page.sheet, row, page.column(LATEST_COLUMN), text, paint.LATEST)
    return paint.height(text, WIDTHS[LATEST_COLUMN], 9)


def _open(page: _Page, indicator: Indicator, column: str, row: int) -> None:
    look = paint.INPUT_TEXT if column in _WORDS or column in {tags.STATE, tags.QUALITY, tags.LEVEL} else paint.INPUT
    page.painter.dress(page.sheet, row, page.column(column), look)
    cell = f"{page.letters[column]}{row}"
    choice = {tags.STATE: lists.STATE_LIST, tags.QUALITY: lists.QUALITY_LIST, tags.LEVEL: _levels(page, indicator)}.get(column)
    if choice:
        page.choices[choice].append(cell)
    elif column not in _WORDS:
        whole = column in {tags.NUMERATOR, tags.DENOMINATOR}
        page.numbers[(Decimal(0), None) if whole else limits(indicator)].append(cell)


def _levels(page: _Page, indicator: Indicator) -> str:
    return lists.level_list(page.contents.plan.indicators.index(indicator)) if indicator.scale else lists.YES_NO


def _precise(indicator: Indicator) -> paint.Look:
    decimals = max(indicator.precision, 1)
    return replace(paint.CALCULATED, format="0." + "0" * decimals)


def _help(page: _Page) -> None:
    for name, cells in page.choices.items():
        lists.offer(page.sheet, name, cells)
    message = say(page.contents.lang, "workbook.hint.number")
    for (low, high), cells in page.numbers.items():
        lists.expect_number(page.sheet, low, high, message, cells)


def _colour(page: _Page, found: tuple[checks.Rule, ...], first: int, last: int) -> None:
    for rule in found:
        for tag in rule.tags:
            letter, condition = page.letters[tag], rule.condition.format(row=first, above=first - 1)
            paint.colour_if(page.sheet, f"{letter}{first}:{letter}{last}", condition, paint.MEND_FILL)
