"""A figure on one sheet to take along: title, picture or table, words, how far to rely on it, where it was taken from.

Enters a `Figure` and its `Imprint`, leaves PNG or SVG, the same bytes for the same figure. Letters are drawn as shapes: the sheet
looks the same everywhere and needs no typeface.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from fractions import Fraction
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from nap.charts import drawing
from nap.charts.cells import Amount, Cell, Link, Mark, plain
from nap.charts.figure import Figure
from nap.charts.imprint import Imprint
from nap.charts.look import LIGHT
from nap.charts.sheet_picture import WIDTH, of_spec, of_svg
from nap.words import say

PIXELS = 1640
"""The width of a PNG: sharp on a page of A4."""
_MARGINS = 40
_COLUMN, _ROOMY = 105, 8
"""Points of a column, where there are more columns than have room on a sheet of the usual width."""
_LONG = 700
"""Letters of words that are read below a picture; longer ones say the table once more."""
_ROWS = 20
"""Rows of a table that one can still look at as a picture."""
_NARROW, _BROAD = 9, 34
"""Letters: the least and the most that a column's share of the sheet is measured by."""
_DARK = 3 * 150
_BOLD = 1.3
"""Room a letter of a heading takes, against the mean."""
_TINTS = (Fraction(1, 3), Fraction(2, 3))
"""How much of a colour the edges of letters have; with more steps the file is larger and looks the same."""
_HERE = Path(__file__).parent
_EMBEDDED = re.compile(r'<image([^>]*?) xlink:href="data:image/svg\+xml;base64,[^"]*"([^>]*?)/>')
_PLACE = re.compile(r'transform="[^"]*"')


def sheet_png(figure: Figure, imprint: Imprint) -> bytes:
    """`PIXELS` wide, in the colours of the palette and few between: it is sent by phone."""
    told = _told(figure, imprint)
    made = Image.open(io.BytesIO(_compiled(told, format="png", ppi=72 * PIXELS / told["width"]))).convert("RGB")
    small = io.BytesIO()
    made.quantize(palette=_palette(), dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


@cache
def _palette() -> Image.Image:
    """The light palette, and the colours of its letters mixed with the paper; what is nearly paper itself stays as it is."""
    pure = {name: tuple(bytes.fromhex(colour.removeprefix("#"))) for name, colour in LIGHT.items()}
    dark = [colour for colour in pure.values() if sum(colour) < _DARK]
    mixed = [tuple(round(part * tint + 255 * (1 - tint)) for part in colour) for colour in dark for tint in _TINTS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in dict.fromkeys((*pure.values(), *mixed)) for part in colour])
    return palette


def sheet_svg(figure: Figure, imprint: Imprint) -> bytes:
    """One flat SVG with its title and words for those who do not see it."""
    told = _told(figure, imprint)
    made = _compiled(told, format="svg").decode()
    picture = told["picture"]
    if picture is not None and picture["kind"] == "svg":
        made = _EMBEDDED.sub(lambda found: _unpacked(found[0], picture["svg"]), made)
    aloud = f"<title>{escape(figure.title)}</title><desc>{escape(f'{figure.words} {imprint.stamp}')}</desc>"
    head, _, body = made.partition(">")
    return f'{head} role="img" xml:lang="{imprint.lang}">{aloud}{body}'.encode()


def _unpacked(image: str, picture: str) -> str:
    """The picture itself where typst has packed it into an address, which many programs do not open."""
    place = _PLACE.search(image)
    return f"<g {place[0] if place else ''}>{picture}</g>"


def _told(figure: Figure, imprint: Imprint) -> dict[str, Any]:
    picture = _picture(figure)
    long = len(figure.words) > _LONG
    wide = max(WIDTH, _COLUMN * len(figure.header)) if picture is None and len(figure.header) > _ROOMY else WIDTH
    return {
        "lang": imprint.lang,
        "width": wide + _MARGINS,
        "palette": dict(LIGHT),
        "title": figure.title,
        "picture": picture,
        "words": figure.words if not long else say(imprint.lang, "takeaway.values") if picture else "",
        "table": _table(figure, imprint.lang) if picture is None and figure.rows else None,
        "stamp": imprint.stamp,
        "note": imprint.note,
        "source": f"{imprint.monitor} · {imprint.plan}",
        "address": imprint.address,
    }


def _picture(figure: Figure) -> dict[str, Any] | None:
    """What `sheet.typ` draws; None for a figure that is a table by nature, or whose picture has no twin for a file."""
    if figure.spec:
        return {**drawing.svg(""), **asdict(of_spec(figure.spec))}
    if not figure.drawing:
        return None
    inner = asdict(of_svg(figure.drawing["svg"])) if figure.drawing["kind"] == "svg" else {}
    return {**figure.drawing, **inner}


def _table(figure: Figure, lang: str) -> dict[str, Any]:
    rows, more = figure.rows[:_ROWS], len(figure.rows) - _ROWS
    return {
        "header": figure.header,
        "widths": [_share([name, *(str(plain(row[place])) for row in rows)]) for place, name in enumerate(figure.header)],
        "numbers": [all(isinstance(row[place], Amount) for row in rows) for place in range(len(figure.header))],
        "rows": [[{"lines": _lines(cell)} for cell in row] for row in rows],
        "more": say(lang, "takeaway.rows", n=more) if more > 0 else "",
    }


def _share(texts: Sequence[str]) -> float:
    """How much of the sheet a column gets: by its longest word at least, and by the mean of its texts."""
    words = max(len(word) for text in texts for word in text.split() or ("",))
    mean = sum(map(len, texts)) / len(texts)
    return max(_NARROW, min(_BROAD, max(words * _BOLD, mean)))


def _lines(cell: Cell) -> list[dict[str, Any]]:
    match cell:
        case Mark(sign, word, kind, big, small):
            above = [_line(big, big=True)] if big else []
            return [*above, _line(word, sign, kind), *(_line(line, small=True) for line in small.splitlines())]
        case tuple():
            return [line for each in cell for line in _lines(each)]
        case Amount(text):
            return [_line(text)]
        case Link(words):
            return [_line(words)]
        case _:
            return [_line(line) for line in str(cell).splitlines()]


def _line(said: str, sign: str = "", kind: str = "", *, big: bool = False, small: bool = False) -> dict[str, Any]:
    return {"said": said, "sign": sign, "kind": kind, "big": big, "small": small}


def _compiled(told: dict[str, Any], **how: Any) -> bytes:
    # A compiler of typst's serves one thread only; what takes time are the fonts, which all share.
    compiler = typst.Compiler(_HERE / "sheet.typ", root=_HERE, font_paths=_fonts())
    made = compiler.compile(sys_inputs={"told": json.dumps(told, ensure_ascii=False)}, **how)
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    """Ours, and those within typst for signs and rare letters; none of the system's, or each machine would give other bytes."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[_HERE.parent / "fonts"])
