"""Lines of any form in HTML: paths enter, an element in a colour of the palette leaves.

Pages may hold no SVG of their own (what draws them lets HTML through and nothing else), so a path is the mask of a coloured
element: it follows the theme like everything else, and stretches with the element it lies in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

SVG = "http://www.w3.org/2000/svg"


def stroked(path: str, size: tuple[float, float], ink: str, width: float, dashes: str = "", more: str = "") -> str:
    """A line along `path` (in units of `size`, which fills the element around it), `width` pixels at any size of it. `ink` is a
    name of the palette, `more` further classes."""
    dashed = f" stroke-dasharray='{dashes}'" if dashes else ""
    drawn = (
        f"<svg xmlns='{SVG}' viewBox='0 0 {size[0]:g} {size[1]:g}' preserveAspectRatio='none'><path d='{path}' fill='none' "
        f"stroke='red' vector-effect='non-scaling-stroke' stroke-linejoin='round' stroke-width='{width:g}'{dashed}/></svg>"
    )
    address = "data:image/svg+xml," + drawn.replace("<", "%3C").replace(">", "%3E")
    style = escape(f'--nap-stroke:url("{address}");background:var(--nap-{ink})')
    return f'<i class="nap-stroke{" " if more else ""}{more}" style="{style}"></i>'


def path_of(lines: Iterable[Sequence[tuple[int, int]]], *, closed: bool = False) -> str:
    """Lines of whole numbers as a path: each begins where it stands, the rest is told as steps."""
    return "".join(_line(line) + ("z" if closed else "") for line in lines)


def _line(line: Sequence[tuple[int, int]]) -> str:
    (x, y), *others = line
    said, before = f"M{x} {y}l", (x, y)
    for point in others:
        said += _steps(point[0] - before[0], first=said[-1] == "l") + _steps(point[1] - before[1])
        before = point
    return said


def _steps(number: int, *, first: bool = False) -> str:
    """A minus sign keeps numbers apart already."""
    return str(number) if number < 0 or first else f" {number}"
