"""The twin of an HTML picture for a file: plain data of what is drawn, which `sheet.typ` draws again. Texts are not escaped.

`{"kind": "bars"}`: bars of segments with their legend; `{"kind": "tiles"}`: tiles in their places with a scale;
`{"kind": "svg", "svg": …}`: an SVG whose colours are written by `look.ink`, as attributes and not by classes.
A hidden or missing figure has its sign and word and no number here either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

Drawing = dict[str, Any]


@dataclass(frozen=True)
class Word:
    """A sign with its word, in the colour `kind` of the palette; `number` where it stands for so many things."""

    sign: str
    word: str
    kind: str
    number: int = 0


@dataclass(frozen=True)
class Stack:
    """A bar of segments: what it is of, what is said beside and below it. It is as wide as the sheet, or as its share of `of`."""

    label: str
    note: str
    parts: Sequence[Word]
    remark: str = ""
    of: int = 0


@dataclass(frozen=True)
class Tile:
    """A tile at its `place` (row, column), if it has one. `look`: `shade-1` to `shade-5`, `hidden`, `missing` or `unasked`."""

    name: str
    value: str
    sign: str
    word: str
    look: str
    partial: bool = False
    place: tuple[int, int] | None = None


def bars(rows: Sequence[Stack], legend: Sequence[Word]) -> Drawing:
    """Bars one under the other."""
    return {"kind": "bars", "rows": [asdict(row) for row in rows], "legend": [asdict(word) for word in legend]}


def tiles(several: Sequence[Tile], columns: int, scale: Sequence[str]) -> Drawing:
    """Tiles in `columns`; `scale`: the words at its lower and upper end and what darker means, or nothing."""
    return {"kind": "tiles", "tiles": [asdict(tile) for tile in several], "columns": columns, "scale": list(scale)}


def svg(drawn: str, scale: Sequence[str] = (), below: str = "") -> Drawing:
    """An SVG; below it a scale as of `tiles`, if there is one, and what must be known of the picture."""
    return {"kind": "svg", "svg": drawn, "scale": list(scale), "below": below}
