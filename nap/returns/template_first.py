"""The sheet to read first: who, when, how to fill in, privacy, "nothing to report", what is still open, colours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from nap.plan import due_date
from nap.returns import tags, template_checks as checks, template_lists as lists, template_paint as paint
from nap.returns.template_head import Written, add_row_above
from nap.returns.template_layout import Contents
from nap.words import day, number, period_name, pick, reviewed, say

WIDTHS = (20.0, 62.0, 15.0, 15.0, 15.0)
STEPS = 6


def add_first(painter: paint.Painter, sheet: Worksheet, contents: Contents, written: Iterable[Written]) -> None:
    """Write the sheet from top to bottom; `written` are the sheets to count."""
    paint.set_widths(sheet, WIDTHS)
    row = _who(painter, sheet, contents)
    row = _steps(painter, sheet, contents.lang, row + 1)
    row = _heading(painter, sheet, contents.lang, row + 1, "nothing")
    nothing = f"$C${row}"
    _nothing(painter, sheet, contents.lang, row)
    row = _heading(painter, sheet, contents.lang, row + 2, "check")
    row = _check(painter, sheet, contents.lang, row, tuple(written), nothing)
    row = _heading(painter, sheet, contents.lang, row + 1, "colours")
    row = _colours(painter, sheet, contents, row)
    if not reviewed(contents.lang):
        add_row_above(painter, sheet, row + 1, say(contents.lang, "common.not_reviewed"), paint.SMALL, WIDTHS)
    paint.finish(sheet, portrait=True)


def _who(painter: paint.Painter, sheet: Worksheet, contents: Contents) -> int:
    lang = contents.lang
    row = add_row_above(painter, sheet, 1, say(lang, "workbook.title"), paint.TITLE, WIDTHS)
    if contents.plan.status == "illustrative":
        row = add_row_above(painter, sheet, row, say(lang, "common.illustrative"), paint.BANNER, WIDTHS)
    for label, text in _facts(contents):
        painter.put(sheet, row, 1, label, paint.SMALL)
        painter.line(sheet, row, text, paint.HEADING, WIDTHS, first=2)
        paint.grow(sheet, row, paint.height(label, WIDTHS[0], 9))
        row += 1
    return add_row_above(painter, sheet, row + 1, say(lang, "workbook.privacy"), paint.BANNER, WIDTHS)


def _facts(contents: Contents) -> Iterator[tuple[str, str]]:
    lang = contents.lang
    yield say(lang, "workbook.label.plan"), pick(contents.plan.title, lang)
    yield say(lang, "workbook.label.partner"), pick(contents.partner.name, lang)
    yield say(lang, "workbook.label.period"), period_name(lang, contents.period)
    if contents.history:
        yield say(lang, "workbook.label.due"), say(lang, "workbook.history")
    else:
        yield say(lang, "workbook.label.due"), day(lang, due_date(contents.plan, contents.period))


def _steps(painter: paint.Painter, sheet: Worksheet, lang: str, row: int) -> int:
    row = _heading(painter, sheet, lang, row, "steps")
    for step in range(1, STEPS + 1):
        painter.put(sheet, row, 1, say(lang, "workbook.step.number", n=step), paint.SMALL)
        painter.line(sheet, row, say(lang, f"workbook.step.{step}"), paint.PLAIN, WIDTHS, first=2)
        row += 1
    return row


def _heading(painter: paint.Painter, sheet: Worksheet, lang: str, row: int, name: str) -> int:
    return add_row_above(painter, sheet, row, say(lang, f"workbook.first.{name}"), paint.BAND, WIDTHS)


def _nothing(painter: paint.Painter, sheet: Worksheet, lang: str, row: int) -> None:
    question = say(lang, "workbook.nothing")
    painter.put(sheet, row, 1, tags.NOTHING, paint.TAG)
    painter.put(sheet, row, 2, question, paint.FIXED)
    painter.dress(sheet, row, 3, paint.INPUT)
    lists.offer(sheet, lists.YES_NO, [f"C{row}"])
    paint.grow(sheet, row, paint.height(question, WIDTHS[1], 9))


def _check(painter: paint.Painter, sheet: Worksheet, lang: str, row: int, written: tuple[Written, ...], nothing: str) -> int:
    """The table of counts, then one line that says what to do."""
    states = ("complete", "empty", "mend")
    heads = ("", say(lang, "workbook.check.sheet"), *(checks.state_text(state, lang) for state in states))
    for column, text in enumerate(heads[1:], start=2):
        painter.put(sheet, row, column, text, paint.HEADER)
        paint.grow(sheet, row, paint.height(text, WIDTHS[column - 1], 9, bold=True))
    first = row + 1
    for row, page in enumerate(written, start=first):
        _link(painter, sheet, row, page)
        for column, state in enumerate(states, start=3):
            painter.formula(sheet, row, column, page.count(checks.state_text(state, lang)), paint.FIXED)
    if written:
        paint.colour_if(sheet, f"E{first}:E{row}", f"$E{first}>0", paint.MEND_FILL)
        paint.colour_if(sheet, f"D{first}:D{row}", f"$D{first}>0", paint.OPEN_FILL)
    painter.line(sheet, row + 1, "", paint.CHECK, WIDTHS, first=2)
    painter.formula(sheet, row + 1, 2, _verdict(lang, nothing, first, max(row, first)), paint.CHECK)
    paint.colour_checks(sheet, "B", row + 1, row + 1)
    paint.grow(sheet, row + 1, 32)
    return row + 2


def _verdict(lang: str, nothing: str, first: int, last: int) -> str:
    """Nothing to report, how many to mend and still empty, or ready to send: the first that holds."""
    filled, mend, empty = (f"SUM(${letter}${first}:${letter}${last})" for letter in "CED")
    said = {name: _counted(f"{sign} {say(lang, f'workbook.check.{name}')}", mend, empty) for name, sign in _SIGNS.items()}
    yes = checks.quoted(say(lang, "workbook.yes"))
    return (
        f"IF({nothing}={yes},IF({filled}+{mend}>0,{said['contradiction']},{said['nothing']}),"
        f"IF({mend}>0,{said['mend']},IF({empty}>0,{said['empty']},{said['ready']})))"
    )


def _counted(text: str, mend: str, empty: str) -> str:
    """The words with `{mend}` and `{empty}` counted by the workbook itself."""
    pieces = re.split(r"(\{mend\}|\{empty\})", text)
    return "&".join({"{mend}": mend, "{empty}": empty}.get(piece) or checks.quoted(piece) for piece in pieces if piece)


_SIGNS = {"contradiction": "!", "nothing": "✓", "mend": "!", "empty": "○", "ready": "✓"}


def _link(painter: paint.Painter, sheet: Worksheet, row: int, page: Written) -> None:
    painter.put(sheet, row, 2, page.name, paint.LINK)
    where = page.name.replace("'", "''")
    sheet.cell(row, 2)._hyperlink = Hyperlink(ref=f"B{row}", location=f"'{where}'!A1")  # type: ignore[union-attr]


def _colours(painter: paint.Painter, sheet: Worksheet, contents: Contents, row: int) -> int:
    """One sample cell of each kind, its meaning beside it."""
    looks = {"input": paint.INPUT, "fixed": paint.CALCULATED, "unused": paint.UNUSED, "latest": paint.LATEST}
    samples = {"input": Decimal(1280), "fixed": Decimal("39.8"), "latest": Decimal(1150)}
    for name, look in looks.items():
        painter.put(sheet, row, 1, number(contents.lang, samples[name]) if name in samples else "", replace(look, locked=True))
        painter.line(sheet, row, say(contents.lang, f"workbook.colour.{name}"), paint.PLAIN, WIDTHS, first=2)
        row += 1
    for state in ("complete", "empty", "mend"):
        painter.put(sheet, row, 1, checks.state_text(state, contents.lang), paint.CHECK)
        painter.line(sheet, row, say(contents.lang, f"workbook.colour.{state}"), paint.PLAIN, WIDTHS, first=2)
        row += 1
    paint.colour_checks(sheet, "A", row - 3, row - 1)
    return row
