"""What a partner wrote about a warning: a finding and the notes of its return go in, the words in the same rows come out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nap.facts import Finding, Note

_ROW = re.compile(r"[0-9]+\Z")


def explanations(finding: Finding, notes: Iterable[Note]) -> tuple[str, ...]:
    """One text for each row the finding names, empty where nothing was written.

    A finding may stand for many cells: each row has a column of its own for explanations, so each is asked for. A finding without
    cells is explained by the row of its indicator and region.
    """
    written = [note for note in notes if note.kind == "explanation"]
    rows = rows_of(finding)
    if not rows:
        about = (finding.indicator or "", finding.region or "")
        return (next((note.text for note in written if (note.indicator, note.region) == about), ""),)
    said = {_row(note.place.cell): note.text for note in written if note.place and note.place.sheet == finding.sheet}
    return tuple(said.get(row, "") for row in rows)


def rows_of(finding: Finding) -> tuple[str, ...]:
    """The rows that a finding names, each once, in its order."""
    return tuple(dict.fromkeys(_row(cell) for cell in finding.cells))


def _row(cell: str) -> str:
    match = _ROW.search(cell)
    return match[0] if match else ""
