"""A receipt as PDF, one sheet of A4: words that are already said enter, tagged bytes leave, the same ones for the same words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import typst

_HERE = Path(__file__).parent
FONTS = _HERE / "fonts"
"""Typst reads neither WOFF2 nor variable fonts, so the PDFs have files of their own; no font of the system is looked at."""


@dataclass(frozen=True)
class Block:
    """A part of the sheet: a heading (perhaps none), names with values, lines of text."""

    title: str
    pairs: Sequence[tuple[str, str]] = ()
    lines: Sequence[str] = ()


@dataclass(frozen=True)
class Sheet:
    """All that stands on a receipt. `page` is the word before the page's number, `lang` the language of the text."""

    lang: str
    brand: str
    title: str
    state: str
    blocks: Sequence[Block]
    note: str
    page: str


def receipt_pdf(sheet: Sheet) -> bytes:
    """The PDF, tagged for screen readers. Texts are data to typst, never markup."""
    told = json.dumps(asdict(sheet), ensure_ascii=False)
    # A compiler of typst's serves one thread only; what takes time are the fonts, which all share.
    compiler = typst.Compiler(_HERE / "sheet.typ", root=_HERE, font_paths=_fonts())
    made = compiler.compile(sys_inputs={"told": told}, format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
