"""Pieces of an SVG for a file: numbers and words enter, elements leave. Colours stand as attributes, words are escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from nap.charts.look import ink
from nap.charts.strokes import SVG

HATCHED = "url(#hidden)"
_HATCH = (
    '<pattern id="hidden" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="8" height="8" fill="{ink("paper")}"/><rect width="3" height="8" fill="{ink("line")}"/></pattern>'
)


def whole(width: float, height: float, parts: Iterable[str]) -> str:
    """The SVG, with the hatching of what is hidden at hand."""
    return f'<svg xmlns="{SVG}" viewBox="0 0 {width:g} {height:g}"><defs>{_HATCH}</defs>{"".join(parts)}</svg>'


def tag(name: str, **given: object) -> str:
    """An element; `stroke_width` is written `stroke-width`, what is None is left out."""
    told = "".join(f' {key.replace("_", "-")}="{escape(_short(value))}"' for key, value in given.items() if value is not None)
    return f"<{name}{told}/>"


def letters(
    x: float,
    y: float,
    said: str,
    size: float,
    *,
    bold: bool = False,
    anchor: str = "middle",
    colour: str = "ink",
    rim: bool = False,
) -> str:
    """A line of words on its baseline; with a `rim` in the colour of the paper, where they stand across lines."""
    weight = ' font-weight="600"' if bold else ""
    look = f'x="{_short(x)}" y="{_short(y)}" font-size="{size:g}" text-anchor="{anchor}"{weight}'
    under = f'<text {look} fill="none" stroke="{ink("paper")}" stroke-width="5">{escape(said)}</text>' if rim else ""
    return f'{under}<text {look} fill="{ink(colour)}">{escape(said)}</text>' if said else ""


def _short(value: object) -> str:
    return f"{round(value, 1):g}" if isinstance(value, float) else str(value)
