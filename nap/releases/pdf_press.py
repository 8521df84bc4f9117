"""The press: words and shapes as data enter, with the name of a template beside this file; PDF or PNG leaves.

The same data give the same bytes. Texts are data to typst, never markup. What is hidden has left the data before they come here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

_HERE = Path(__file__).parent
_FONTS = _HERE.parent / "fonts"
_LASTING = ["a-2a", "ua-1"]
"""What a file promises that must open in ten years (PDF/A) and be read aloud (PDF/UA)."""


def press_pdf(template: str, told: Mapping[str, Any]) -> bytes:
    """A tagged PDF. A letter that none of our fonts has stops no release: only the promise of the standards is left out then."""
    try:
        made = _compiled(template, told, format="pdf", pdf_standards=_LASTING, timestamp=0)
    except typst.TypstError:
        made = _compiled(template, told, format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    return made


def press_png(template: str, told: Mapping[str, Any], ppi: int) -> list[bytes]:
    """One picture a page, in order."""
    made = _compiled(template, told, format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else list(made or ())


def _compiled(template: str, told: Mapping[str, Any], **how: Any) -> bytes | list[bytes] | None:
    # A compiler of typst's serves one thread only; what takes time are the fonts, which all share.
    compiler = typst.Compiler(_HERE / template, root=_HERE, font_paths=_fonts())
    said = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return compiler.compile(sys_inputs={"told": said}, **how)


@cache
def _fonts() -> typst.Fonts:
    """Ours, and those within typst for signs and rare letters; none of the system's, or each machine would give other bytes."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[_FONTS])
