"""Lines inside a table that are no rows of it: totals, notes, places to sign. A line goes in; what it is comes out.

People write them below every table they have ever made. They say nothing that is not said above them, so they stop nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nap.facts import Finding, Severity
from nap.returns import choices, tags
from nap.returns.book import Cell
from nap.returns.columns import Line
from nap.returns.keys import KEY_TAGS

_BESIDE = KEY_TAGS | {tags.COMMENT, tags.EXPLANATION, tags.SOURCE}
"""Columns that hold no answer."""


def aside(line: Line, findings: list[Finding]) -> list[Finding] | None:
    """What to say of a line whose code is not in the plan, if it is no row of ours; None if it may be one.

    A note without any figure is nothing to speak of; totals are told, as their figures are not read.
    """
    if any(each.case == "near" for each in findings):
        return None
    if not _answers(line):
        return []
    word = next((text for text in _labels(line) if _is_total(text)), None)
    return None if word is None else [replace(each, severity=Severity.INFO, case="totals", found=word) for each in findings]


def noted_aside(line: Line, findings: list[Finding]) -> list[Finding]:
    """The same for a line of words: what to say of it."""
    said = aside(line, findings)
    return findings if said is None else said


def _answers(line: Line) -> bool:
    """True if anything stands there that could be meant as an answer; among figures, words alone are none."""
    cells = (line.cell(tag) for tag in line.table.columns if tag not in _BESIDE)
    figures_only = line.table.kind == "data"
    return any(cell is not None and _is_answer(cell, figures_only) for cell in cells)


def _is_answer(cell: Cell, figures_only: bool) -> bool:
    if not figures_only or cell.kind != "text":
        return bool(cell.text.strip() or cell.formula)
    return any(letter.isnumeric() for letter in cell.text)


def _labels(line: Line) -> Iterator[str]:
    """The words in front of the figures: in the key columns, and in those that have no tag."""
    answers = {column for tag, column in line.table.columns.items() if tag not in KEY_TAGS}
    yield from (cell.text for column, cell in sorted(line.cells.items()) if column not in answers and cell.kind == "text")


def _is_total(text: str) -> bool:
    first = text.split(maxsplit=1)[:1]
    return bool(first) and choices.fold(first[0]) in choices.typed("total")
