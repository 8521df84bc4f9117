"""One problem of a workbook of words as data, and its sentence: sheet, cell, what was found, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nap.facts import Fact
from nap.words import say

WORDS_FAULTS = (
    "not-words", "unknown-language", "language-twice", "unknown-key", "row-twice", "form-missing", "formula",
    "error-cell", "empty", "unseen-character", "braces", "placeholder-unknown", "placeholder-missing", "markup", "long",
)  # fmt: skip


@dataclass(frozen=True)
class WordsFault:
    """`error`: nothing of the workbook is taken. `code` is one of `WORDS_FAULTS`; `key` the text it is about."""

    severity: Literal["error", "warning"]
    code: str
    sheet: str = ""
    cell: str = ""
    key: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()


def words_fault_text(fault: WordsFault, lang: str) -> str:
    """The whole sentence: `Swahili (sw), D12, pages.open: …`."""
    where = ", ".join(part for part in (fault.sheet, fault.cell, fault.key) if part)
    said = say(lang, f"country.words.fault.{fault.code}", **dict(fault.facts))
    return f"{where}: {said}" if where else said
