"""Periods side by side for a file: lines of dots on one scale enter, an SVG leaves.

Like on the page, what has no figure is a sign behind the line, always in the same place: it tells no height.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nap.charts.look import ink
from nap.charts.strokes_svg import HATCHED, letters, tag, whole

_WIDTH, _BEHIND, _LEFT = 860, 70, 8
_TOP, _STEP, _LINE, _FOOT = 34, 58, 40, 24
_KEY_TEXT, _NAME, _SAID, _SMALL = 13, 15, 14, 12
_LETTER, _ROUND = 7.4, 6.5
_INK = {"old": "quiet", "mid": "target", "new": "accent"}


@dataclass(frozen=True)
class Dot:
    """A figure of the period `kind` (`old`, `mid`, `new`); how far `across` it lies, from 0 to 1."""

    across: float
    kind: str
    hollow: bool


@dataclass(frozen=True)
class Instead:
    """The sign of what has no figure."""

    sign: str
    hidden: bool


@dataclass(frozen=True)
class Line:
    """One place: its name, its figures in words, its dots, and signs for the others."""

    name: str
    said: str
    dots: Sequence[Dot]
    instead: Sequence[Instead]


def periods_svg(lines: Sequence[Line], legend: Sequence[tuple[str, str]], ends: tuple[str, str]) -> str:
    """`legend`: kinds with the names of their periods (`hollow` and `hid` too); `ends`: the scale's first and last figure."""
    low = _TOP + len(lines) * _STEP
    parts = [*_legend(legend)]
    for place, line in enumerate(lines):
        parts += _line(line, _TOP + place * _STEP)
    parts += [letters(_LEFT, low + 14, ends[0], _SMALL, anchor="start", colour="quiet")]
    parts += [letters(_x(1), low + 14, ends[1], _SMALL, anchor="end", colour="quiet")]
    return whole(_WIDTH, low + _FOOT, parts)


def _x(across: float) -> float:
    return _LEFT + across * (_WIDTH - _LEFT - _BEHIND)


def _legend(legend: Sequence[tuple[str, str]]) -> Iterator[str]:
    x = float(_LEFT)
    for kind, word in legend:
        yield from _hidden(x, 7, "") if kind == "hid" else _dot(x + _ROUND, 13, kind, hollow=kind == "hollow")
        yield letters(x + 2 * _ROUND + 8, 18, word, _KEY_TEXT, anchor="start", colour="quiet")
        x += 2 * _ROUND + 26 + len(word) * _LETTER


def _line(line: Line, top: float) -> Iterable[str]:
    yield letters(_LEFT, top + 18, line.name, _NAME, bold=True, anchor="start")
    yield letters(_WIDTH, top + 18, line.said, _SAID, anchor="end", colour="quiet")
    y, across = top + _LINE, [dot.across for dot in line.dots]
    yield tag("line", x1=_x(0), x2=_x(1), y1=y, y2=y, stroke=ink("grid"))
    if len(across) > 1:
        yield tag("line", x1=_x(min(across)), x2=_x(max(across)), y1=y, y2=y, stroke=ink("line"), stroke_width=3)
    for dot in line.dots:
        yield from _dot(_x(dot.across), y, dot.kind, hollow=dot.hollow)
    for place, one in enumerate(line.instead):
        x = _x(1) + 18 + place * 20
        yield from _hidden(x - 8, y - 9, one.sign) if one.hidden else (letters(x, y + 5, one.sign, 14, colour="quiet"),)


def _dot(x: float, y: float, kind: str, *, hollow: bool) -> Iterator[str]:
    colour = ink(_INK.get(kind, "accent"))
    look = {"fill": ink("paper") if hollow else colour, "stroke": colour, "stroke_width": 2}
    if kind == "mid":
        yield tag("path", d=f"M{x:g} {y - 7:g}l7 7-7 7-7-7z", **look)
    else:
        yield tag("circle", cx=x, cy=y, r=_ROUND - 1, **look)


def _hidden(x: float, y: float, sign: str) -> Iterator[str]:
    yield tag("rect", x=x, y=y, width=16, height=16, fill=HATCHED, stroke=ink("quiet"))
    yield letters(x + 8, y + 13, sign, 13)
