"""Making a brief fit on one page: letters get smaller first, then whole lines leave, what weighs least first. No word is cut.

A `Brief` of any length enters, one that fits on A4 leaves. How high it will be is reckoned from the letters, on the safe side:
the same brief is set by a browser with the reader's own typeface and by a press with ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import TypeVar

from nap.releases.brief_told import MINOR, PROTECTED, Brief, BriefBar, BriefLine, BriefRow, BriefSection
from nap.words import say

SIZES = (10.0, 9.5, 9.0, 8.5)
"""Points; smaller letters are hard to read at a meeting."""
SMALLEST = 8.0
"""Only where otherwise something important would have to leave."""
WIDE, HIGH = 516.0, 774.0
"""The room within the margins of A4, in points, a little less than there is."""
_LATIN, _OTHER = 0.47, 0.515
"""How wide a letter is on average, as a share of its size: that of the wider typefaces which the page asks for."""
_BOLD = 1.08
_LEADING = 1.25
COLUMNS = (0.44, 0.14, 0.12, 0.14, 0.16)
"""How a row shares the width: what it is, the region, the target, the country, how it stands."""
BAR = 0.4
"""How much of the width a bar has, beside its objective."""
FLOWING = frozenset({"unknown", "sources"})
"""Sections whose lines stand one after the other, as sentences do."""

Weighed = TypeVar("Weighed", BriefLine, BriefRow, BriefBar)


def fitted(whole: Brief) -> Brief:
    """The longest that fits, in the largest letters in which it does; what weighs little leaves before letters get smallest."""
    tried = None
    for tried in _attempts(whole):
        if height(tried) <= HIGH:
            return tried
    return tried or whole


def _attempts(whole: Brief) -> Iterator[Brief]:
    """From the whole page to one of nothing but what must stand there."""
    weights = sorted({each.weight for each in _weighed(whole) if each.weight < PROTECTED})
    yield from (replace(whole, size=size) for size in SIZES)
    yield from (_without(replace(whole, size=SIZES[-1]), weight) for weight in weights if weight < MINOR)
    yield from (_without(replace(whole, size=SMALLEST), weight) for weight in weights)


def _weighed(one: Brief) -> Iterator[BriefLine | BriefRow | BriefBar]:
    yield from one.bars
    yield from one.rows
    for section in one.sections:
        yield from section.lines


def _without(one: Brief, weight: int) -> Brief:
    """Without everything that weighs no more than that, and with how much that is."""
    gone = sum(each.weight <= weight for each in _weighed(one))
    sections = (replace(each, lines=_kept(each.lines, weight)) for each in one.sections)
    kept = tuple(each for each in sections if each.lines or each.lead)
    told = say(one.lang, "brief.left_out", n=gone)
    return replace(one, bars=_kept(one.bars, weight), rows=_kept(one.rows, weight), sections=kept, left_out=told)


def _kept(told: Sequence[Weighed], weight: int) -> tuple[Weighed, ...]:
    return tuple(each for each in told if each.weight > weight)


def height(one: Brief) -> float:
    """How high the page will be, in points, and rather too high."""
    return sum((_head(one), _standing(one), *(_section(one.size, each) for each in one.sections), _foot(one)))


def _lines(said: str, size: float, wide: float = WIDE, *, bold: bool = False) -> int:
    """How many lines a text takes: its words leave each a little empty."""
    letters = sum(_LATIN if letter.isascii() else _OTHER for letter in said) * size * (_BOLD if bold else 1)
    if letters <= wide:
        return 1
    longest = max(map(len, said.split())) * letters / len(said)
    return ceil(letters / (wide - min(longest, wide / 2) / 3))


def _high(said: str, size: float, wide: float = WIDE, *, bold: bool = False) -> float:
    return _lines(said, size, wide, bold=bold) * size * _LEADING


def _head(one: Brief) -> float:
    size, inner = one.size, WIDE - 24
    title = _high(one.title, size * 1.8, inner, bold=True)
    about = _high(f"{one.kind}    {one.brand}", size * 0.9, inner, bold=True) + _high(" · ".join(one.about), size * 0.9, inner)
    stamped = size * (1 if one.quotable else 1.35)
    stamp = _high(f"! {one.stamp}", stamped, WIDE - 2 * stamped, bold=True) + stamped * 1.1 + 5
    return title + about + size * 1.9 + stamp + sum(_high(said, size * 0.9) + size * 0.2 for said in one.notices)


def _standing(one: Brief) -> float:
    return _section(one.size, one.standing) + sum(_bar(bar, one.size) for bar in one.bars) + (_table(one) if one.rows else 0)


def _bar(bar: BriefBar, size: float) -> float:
    return max(_high(bar.title, size * 0.88, WIDE * (1 - BAR) - size * 1.2), size * 1.6) + size * 0.4


def _table(one: Brief) -> float:
    size = one.size
    head = max(_high(said, size * 0.86, room, bold=True) for said, room in zip(one.header, _rooms(size), strict=True))
    return head + size + sum(max(_row(row, size)) + size * 0.4 + 1 for row in one.rows)


def _rooms(size: float) -> list[float]:
    return [share * WIDE - size * 0.7 for share in COLUMNS]


def _row(row: BriefRow, size: float) -> Iterator[float]:
    below = " · ".join(each for each in (row.unit, row.name) if each)
    first, *rooms = _rooms(size)
    yield _high(row.title, size * 0.95, first) + (_high(below, size * 0.8, first) if below else 0)
    mark = f"{row.mark.sign} {row.mark.word}"
    for said, room in zip((row.value, row.target, row.country, mark), rooms, strict=True):
        yield _high(said, size * 0.95, room, bold=True)


def _section(size: float, each: BriefSection) -> float:
    asked = each.code == "questions"
    heading = _high(each.heading, size * 1.12, bold=True) + size * (1.9 if asked else 1.0)
    lead = _high(each.lead, size) + size * 0.25 if each.lead else 0
    wide = WIDE - (size * 1.5 if each.counted else 0) - (size * 2.2 if asked else 0)
    letters = size * (0.88 if each.code == "sources" else 1)
    return heading + lead + sum(_high(said, letters, wide) + letters * 0.25 for said in _told(each))


def _told(each: BriefSection) -> list[str]:
    said = [" ".join(filter(None, (f"{one.strong}." if one.strong else "", one.text, one.name))) for one in each.lines]
    return [" ".join(said)] if each.code in FLOWING and said else said


def _foot(one: Brief) -> float:
    return _high(" · ".join(filter(None, (one.foot, one.left_out))), one.size * 0.82) + one.size
