"""Small multiples and periods side by side for a file: the scenes of the page enter, an SVG leaves.

Like on the page a hidden figure is one mark of one size at the foot, whatever it hides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nap.charts.look import ink
from nap.charts.multiples_html import ends_of, latest_told
from nap.charts.multiples_scene import Mark, Panel, Scene, Way
from nap.charts.strokes_svg import HATCHED, letters, tag, whole
from nap.charts.timeline import short_name
from nap.plan import Indicator

_WIDTH, _ACROSS, _GAP = 860, 3, 22
_HEAD, _PLOT, _FOOT, _LEFT = 50, 110, 34, 46
_FILLS, _SMALL, _NAMED = 0.62, 12, 3


def multiples_svg(lang: str, indicator: Indicator, scene: Scene) -> str:
    """All panels, three beside each other."""
    wide = (_WIDTH - _GAP * (_ACROSS - 1)) / _ACROSS
    high = _HEAD + _PLOT + _FOOT
    parts = [
        piece
        for place, panel in enumerate(scene.panels)
        for piece in _Plot(place % _ACROSS * (wide + _GAP), place // _ACROSS * high, wide).panel(lang, indicator, scene, panel)
    ]
    return whole(_WIDTH, -(-len(scene.panels) // _ACROSS) * high, parts)


class _Plot:
    """One panel's place on the sheet."""

    def __init__(self, left: float, top: float, wide: float) -> None:
        self.left, self.top, self.wide = left, top, wide

    def x(self, across: float) -> float:
        return self.left + _LEFT + across * (self.wide - _LEFT)

    def y(self, up: float) -> float:
        return self.top + _HEAD + (1 - up) * _PLOT

    def panel(self, lang: str, indicator: Indicator, scene: Scene, panel: Panel) -> Iterable[str]:
        yield letters(self.left, self.top + 16, panel.side.name, 15, bold=True, anchor="start")
        yield letters(self.left, self.top + 35, latest_told(lang, indicator, panel), 13, anchor="start", colour="quiet")
        for value, up in ends_of(indicator, scene):
            yield tag(
                "line", x1=self.x(0), x2=self.x(1), y1=self.y(up), y2=self.y(up), stroke=ink("quiet" if up <= 0 else "grid")
            )
            yield letters(self.x(0) - 5, self.y(up) + 4, value(lang), _SMALL - 1, anchor="end", colour="quiet")
        yield from self._ways(scene, panel)
        for mark in panel.marks:
            yield from self._mark(scene, mark)
        named = scene.periods if len(scene.periods) <= _NAMED else (scene.periods[0], scene.periods[-1])
        for period in named:
            yield letters(self.x(scene.across(period)), self.y(0) + 16, short_name(period), _SMALL, colour="quiet")

    def _ways(self, scene: Scene, panel: Panel) -> Iterable[str]:
        yield from self._lines(panel.whole, "quiet", 1.25)
        yield from self._lines([panel.way] if panel.way else [], "target", 1.5, "5 4")
        yield from self._lines(panel.lines, "accent", 2.25)
        for across, up in panel.goals:
            x, y = self.x(across), self.y(up)
            yield tag("path", d=f"M{x:g} {y - 5:g}l5 5-5 5-5-5z", fill=ink("paper"), stroke=ink("target"), stroke_width=1.8)
        if scene.broken is not None:
            x = self.x(scene.broken)
            yield tag("line", x1=x, x2=x, y1=self.y(1), y2=self.y(0), stroke=ink("quiet"), stroke_dasharray="3 3")

    def _lines(self, lines: Sequence[Way], colour: str, width: float, dashes: str | None = None) -> Iterable[str]:
        for line in lines:
            points = " ".join(f"{self.x(x):.1f},{self.y(y):.1f}" for x, y in line)
            yield tag("polyline", points=points, fill="none", stroke=ink(colour), stroke_width=width, stroke_dasharray=dashes)

    def _mark(self, scene: Scene, mark: Mark) -> Iterable[str]:
        x, colour = self.x(mark.across), "quiet" if mark.history else "accent"
        if mark.up is None:
            yield from self._sign(mark)
        elif scene.columns:
            foot = max(0.0, -scene.low / (scene.high - scene.low))
            low, high = sorted((foot, mark.up))
            wide = scene.step * _FILLS * (self.wide - _LEFT)
            look = (
                {"fill": ink("panel"), "stroke": ink(colour), "stroke_dasharray": "4 3"} if mark.hollow else {"fill": ink(colour)}
            )
            yield tag("rect", x=x - wide / 2, y=self.y(high), width=wide, height=max(1.5, self.y(low) - self.y(high)), **look)
        else:
            fill = "paper" if mark.hollow else colour
            yield tag("circle", cx=x, cy=self.y(mark.up), r=4.5, fill=ink(fill), stroke=ink(colour), stroke_width=2)

    def _sign(self, mark: Mark) -> Iterable[str]:
        x, y = self.x(mark.across), self.y(0)
        if mark.hidden:
            yield tag("rect", x=x - 8, y=y - 17, width=16, height=16, fill=HATCHED, stroke=ink("quiet"))
        yield letters(x, y - 4, mark.sign, 13, colour="ink" if mark.hidden else "quiet")
