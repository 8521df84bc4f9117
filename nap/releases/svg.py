"""Strokes of small pictures: shares of the width enter (0 to 1), inline SVG leaves.

Across, everything stands in per cent of the width, so that a picture fits a phone and a page while its letters keep their size.
Colours are classes (`nap.releases.look`). What is hidden has no shape of its own: one mark of one size, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from nap.charts import SIGNS
from nap.facts import Status
from nap.releases.html_markup import Html, tag

HATCH_WIDTH, HATCH_HEIGHT = 16, 14
"""Pixels of the mark of a hidden figure."""


def picture(height: int, parts: Iterable[Html], *, title: str, told: str, about: str) -> Html:
    """An image with its name and its words. `about` makes the addresses of both unlike those of other pictures of the page."""
    name = f"p{sha256(about.encode()).hexdigest()[:10]}"
    return tag(
        "svg",
        tag("title", title, id=f"{name}t"),
        tag("desc", told, id=f"{name}d"),
        *parts,
        height=height,
        role="img",
        aria_labelledby=f"{name}t {name}d",
    )


def rect(x: float, y: float, width: float, height: float, ink: str, **more: object) -> Html:
    return tag("rect", x=share(x), y=px(y), width=share(width), height=px(height), class_=f"f-{ink}", **more)


def line(x1: float, y1: float, x2: float, y2: float, ink: str, width: float = 1, dashes: str | None = None) -> Html:
    return tag(
        "line",
        x1=share(x1),
        y1=px(y1),
        x2=share(x2),
        y2=px(y2),
        class_=f"s-{ink}",
        stroke_width=px(width),
        stroke_dasharray=dashes,
    )


def dot(x: float, y: float, ink: str, *, hollow: bool = False) -> Html:
    look = f"f-paper s-{ink}" if hollow else f"f-{ink}"
    return tag("circle", cx=share(x), cy=px(y), r="4.5" if hollow else "5", class_=look, stroke_width="2" if hollow else None)


def letters(x: float, y: float, said: str, look: str = "q", anchor: str = "middle") -> Html:
    """A word; `anchor` says which of its ends stands at `x`."""
    return tag("text", said, x=share(x), y=px(y), class_=look, text_anchor=None if anchor == "start" else anchor)


def diamond(x: float, y: float, ink: str) -> Html:
    """A target: a square on its corner."""
    body = tag("path", d="M0-6.5 6.5 0 0 6.5-6.5 0z", class_=f"f-paper s-{ink}", stroke_width="2")
    return tag("svg", body, x=share(x), y=px(y), overflow="visible")


def hatch(x: float, foot: float) -> Html:
    """A hidden figure: the same strip everywhere, whatever it hides."""
    half, high = HATCH_WIDTH / 2, HATCH_HEIGHT
    strokes = f"M{px(-half)} {high}L{px(half)} 0M{px(-half)} {high / 2:g}L0 0M0 {high}L{px(half)} {high / 2:g}"
    frame = tag("rect", x=px(-half), y="0", width=px(2 * half), height=str(high), class_="f-paper s-quiet hid")
    body = tag("path", d=strokes, class_="s-quiet", fill="none")
    return tag("svg", frame, body, letters(0, -4, SIGNS[Status.SUPPRESSED]), x=share(x), y=px(foot - high), overflow="visible")


def share(value: float) -> str:
    """A part of the width: `12.5%`."""
    return f"{px(round(value * 100, 2))}%"


def px(value: float) -> str:
    """A number as short as it is exact."""
    return f"{round(value, 2):g}"
