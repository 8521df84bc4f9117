"""The look that the theme file cannot say. Enters the style sheets beside this file, leaves one that every screen loads once."""

from __future__ import annotations

from pathlib import Path

from web.assets import Asset, base_css

_SHEETS = sorted(Path(__file__).parent.glob("*.css"))


def sheet() -> Asset:
    """Typeface, palette and all rules, under an address of their own: a browser keeps them, no run sends them again."""
    rules = "".join(file.read_text(encoding="utf-8") for file in _SHEETS)
    return Asset("/nap.css", (base_css() + rules).encode(), "text/css")


def css_text(text: str) -> str:
    r"""A CSS string; anything that could end it is written as its code, `\22 ` for a quotation mark."""
    return '"' + "".join(letter if letter.isalnum() or letter in " .,-" else f"\\{ord(letter):x} " for letter in text) + '"'
