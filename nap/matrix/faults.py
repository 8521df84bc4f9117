"""One problem of a matrix as data, and its sentence: sheet, cell, what was found, what to do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from nap.facts import Fact
from nap.matrix.tree import Place
from nap.plan.faults import Fault, fault_text
from nap.words import say

CODES = (
    "not-a-matrix", "other-plan", "sheet-missing", "column-missing", "column-twice", "sheet-twice", "unknown-setting",
    "setting-twice", "no-parent", "unknown-parent", "row-twice", "cell-error", "no-result", "code-as-number", "number-as-text",
    "older-version",
)  # fmt: skip


@dataclass(frozen=True)
class MatrixFault:
    """`error`: no plan file comes of the matrix. `code` is one of `CODES`; of what the plan's own rules say it is empty and
    `fault` is theirs. `sheet` and `cell` are empty where it is about the whole file."""

    severity: Literal["error", "warning"]
    code: str
    sheet: str = ""
    cell: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()
    fault: Fault | None = None


def of_plan(fault: Fault, place: Place | None) -> MatrixFault:
    """A fault of the plan file, at the cell that its line came from."""
    sheet, cell = (place.sheet, place.cell) if place is not None else ("", "")
    return MatrixFault(fault.severity, "", sheet, cell, fault=replace(fault, file="", line=0))


def matrix_fault_text(fault: MatrixFault, lang: str) -> str:
    """The whole sentence: `Indicators, F12: …`."""
    where = ", ".join(part for part in (fault.sheet, fault.cell) if part)
    if fault.fault is not None:
        said = fault_text(fault.fault, lang)
    else:
        said = say(lang, f"matrix.fault.{fault.code}", **dict(fault.facts))
    return f"{where}: {said}" if where else said
