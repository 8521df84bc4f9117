"""What a brief is: sentences, rows and bars ready to be set on one page. Nothing in them is escaped, nothing is to be hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

PROTECTED = 1000
"""What never leaves the page."""
MINOR = 400
"""What weighs less leaves the page before its letters become the smallest."""
WEIGHTS: Mapping[str, tuple[int, ...]] = {
    "gaps": (990, 980, 970),
    "questions": (950, 940, 930, 500, 300, 110),
    "rows": (945, 935, 920, 480, 200),
    "alerts": (910,),
    "responsible": (900, 600, 250),
    "sources": (700, 150, 140, 130),
    "unknown": (620,),
    "bars": (450,),
}
"""How much the first line of each kind weighs, the second, and so on; the last number holds for all that follow."""


def weight(kind: str, place: int) -> int:
    """What the line of that place, counted from 0, weighs."""
    told = WEIGHTS[kind]
    return told[min(place, len(told) - 1)]


@dataclass(frozen=True)
class Alerts:
    """Alerts and recommendations of a region: how many were sent, answered and are open, and how long the oldest has been.

    `one_side`: of the answered ones those that the addressee alone says are."""

    sent: int
    answered: int
    open: int
    longest_days: int | None = None
    one_side: int = 0


@dataclass(frozen=True)
class BriefLine:
    """One sentence or several. `strong`: what stands before it in heavier letters; `name`: the short number of its figure.

    `weight`: of all that is too much for one page, what weighs least goes first.
    """

    text: str
    weight: int
    strong: str = ""
    name: str = ""


@dataclass(frozen=True)
class BriefSection:
    """A heading with its lines. `code`: standing, gaps, unknown, alerts, responsible, questions, sources.

    `lead` stands before them; with `counted` they are numbered.
    """

    code: str
    heading: str
    lines: tuple[BriefLine, ...]
    counted: bool = False
    lead: str = ""


@dataclass(frozen=True)
class BriefMark:
    """A status: its sign, its word and the name of its colour, never the colour alone."""

    sign: str
    word: str
    colour: str


@dataclass(frozen=True)
class BriefRow:
    """A key indicator: what it is, where the region stands, what it is held to, where the country stands."""

    title: str
    unit: str
    value: str
    target: str
    country: str
    mark: BriefMark
    name: str
    weight: int


@dataclass(frozen=True)
class BriefPart:
    """A part of a bar: so many indicators that stand so."""

    n: int
    mark: BriefMark


@dataclass(frozen=True)
class BriefBar:
    """How the indicators of one objective stand, drawn, and in words."""

    title: str
    parts: tuple[BriefPart, ...]
    said: str
    alt: str
    weight: int


@dataclass(frozen=True)
class Brief:
    """The whole page. `quotable`: its figures are released; `day`: of its data; `size`: of its letters, in points."""

    lang: str
    region: str
    day: date
    brand: str
    title: str
    kind: str
    about: tuple[str, ...]
    stamp: str
    quotable: bool
    notices: tuple[str, ...]
    standing: BriefSection
    bars: tuple[BriefBar, ...]
    header: tuple[str, ...]
    rows: tuple[BriefRow, ...]
    sections: tuple[BriefSection, ...]
    foot: str
    left_out: str = ""
    size: float = field(default=10.0)
