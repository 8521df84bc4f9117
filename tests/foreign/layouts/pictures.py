"""A sheet in a few lines of text, to see at a glance what was made."""

from __future__ import annotations

from tests.foreign.layouts.things import Case, Paper

WIDTH, ROWS, COLUMNS = 13, 30, 11


def picture(case: Case, rows: int = ROWS) -> str:
    """All sheets, cut to what fits on a screen."""
    return "\n".join(line for paper in case.papers for line in (f"[{paper.name}]", *_lines(paper, rows)))


def _lines(paper: Paper, rows: int) -> list[str]:
    width = min(COLUMNS, max(column for _, column in paper.cells))
    lines = []
    for row in range(1, min(rows, paper.bottom) + 1):
        cells = [_cut(paper.cells.get((row, column))) for column in range(1, width + 1)]
        lines.append(f"{row:3}{'h' if row in paper.hidden else ' '}" + "|".join(cells).rstrip())
    return lines


def _cut(value: object) -> str:
    text = "" if value is None else str(value).replace("\n", "⏎").replace("\xa0", "·")
    return (text if len(text) <= WIDTH else text[: WIDTH - 5] + "…" + text[-4:]).ljust(WIDTH)
