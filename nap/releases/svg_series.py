"""One indicator of one place over time: disclosed results and what the plan promises enter, a picture leaves.

Columns for what adds up, a line for what stands; the way to the target dashed. Hidden and missing figures are signs at the foot,
never a height. The values are those of the table beside it, rounded alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nap.charts.axes import from_zero
from nap.charts.look import SIGNS
from nap.charts.points import discreet, drawn
from nap.charts.promises import Stop, break_before, stops
from nap.charts.serieswords import words
from nap.charts.texts import amount_text, short_text
from nap.charts.timeline import period_of, short_name, timeline
from nap.facts import Frequency, Period, Result, Status
from nap.plan import Indicator, Plan
from nap.releases.html_markup import Html
from nap.releases.svg import diamond, dot, hatch, letters, line, picture, rect
from nap.words import pick, say

MOST = 16
"""So many periods have room in a picture."""
_LEFT, _RIGHT, _TOP, _FOOT, _HEIGHT = 0.02, 0.98, 40, 170, 194
_LABELS = {Frequency.YEAR: 6, Frequency.HALF_YEAR: 4, Frequency.QUARTER: 4, Frequency.MONTH: 4}


@dataclass(frozen=True)
class Scene:
    """What is drawn, and where it stands: `low` and `high` are the values at foot and top."""

    lang: str
    plan: Plan
    indicator: Indicator
    results: Sequence[Result]
    way: Sequence[Stop]
    periods: Sequence[Period]
    low: float
    high: float

    def x(self, period: Period) -> float:
        """The middle of a period's place, as a share of the width."""
        return _LEFT + (self.periods.index(period) + 0.5) * self.step

    @property
    def step(self) -> float:
        """The width of one period."""
        return (_RIGHT - _LEFT) / len(self.periods)

    def y(self, value: float) -> float:
        """The height of a value in pixels from above."""
        return _FOOT - (value - self.low) / (self.high - self.low) * (_FOOT - _TOP)

    @property
    def columns(self) -> bool:
        """True for what adds up over time: a column for each period."""
        return self.indicator.additive and self.indicator.accumulation in {"flow", "ytd"} and not self.indicator.scale


def shown(results: Sequence[Result], most: int = MOST) -> list[Result]:
    """The last ones, as many as a picture and its table have room for, without any number of those that are hidden."""
    return [discreet(result) for result in results[-most:]]


def starts_at_zero(plan: Plan, indicator: Indicator, results: Sequence[Result]) -> bool:
    """Whether the foot of the picture is zero, which must be said where it is not."""
    return _scene("", plan, indicator, shown(results)).low <= 0


def draw_series(lang: str, plan: Plan, indicator: Indicator, place: str, results: Sequence[Result]) -> Html | None:
    """The picture of these disclosed totals of one frequency, in order of time; None without two figures to compare."""
    results = shown(results)
    if sum(result.value is not None for result in results) < 2:
        return None
    scene = _scene(lang, plan, indicator, results)
    parts = [*_grid(), *_rules(scene), *_names(scene), *_figures(scene), *_way(scene), *_labels(scene)]
    title = f"{indicator.code} {pick(indicator.title, lang)}: {place}"
    told = words(lang, plan, indicator, place, results, scene.way)
    return picture(_HEIGHT, parts, title=title, told=told, about=f"series {indicator.code} {results[0].region}")


def _scene(lang: str, plan: Plan, indicator: Indicator, results: Sequence[Result]) -> Scene:
    first = results[0].period
    way = [one for one in stops(plan, indicator, results[0].region, first.frequency) if one.day >= first.start]
    periods = timeline(results, [one.day for one in way])
    values = [float(drawn(indicator, result.value)) for result in results if result.value is not None]
    values += [float(one.value) for one in way]
    low = 0.0 if from_zero(indicator, results, way) else min(values)
    high = max(values)
    if low:
        low -= (high - low) * 0.15
    low = min(low, min(values))
    return Scene(lang, plan, indicator, results, way, periods, low, high if high > low else low + 1)


def _grid() -> list[Html]:
    return [line(_LEFT, _FOOT, _RIGHT, _FOOT, "quiet"), line(_LEFT, (_FOOT + _TOP) / 2, _RIGHT, (_FOOT + _TOP) / 2, "grid")]


def _names(scene: Scene) -> list[Html]:
    """The last period, and as many before it, evenly spread, as have room on a phone."""
    room = _LABELS[scene.periods[0].frequency]
    every = -(-len(scene.periods) // room)
    named = list(scene.periods)[::-1][::every]
    return [letters(scene.x(period), _FOOT + 17, short_name(period)) for period in reversed(named)]


def _rules(scene: Scene) -> list[Html]:
    """Where the plan begins, and where the series breaks."""
    in_plan = [period for period in scene.periods if period.year >= scene.plan.years[0]]
    broken = break_before(scene.plan, scene.indicator, scene.periods)
    found: list[Html] = []
    if in_plan and in_plan[0] != scene.periods[0]:
        found += _rule(scene, in_plan[0], say(scene.lang, "figures.plan_begins", year=str(scene.plan.years[0])), 11)
    if broken is not None and broken != scene.periods[0]:
        found += _rule(scene, broken, say(scene.lang, "figures.break"), 25)
    return found


def _rule(scene: Scene, period: Period, said: str, height: float) -> list[Html]:
    x = scene.x(period) - scene.step / 2
    side, gap = ("start", 0.008) if x < 0.5 else ("end", -0.008)
    return [line(x, 2, x, _FOOT, "quiet", 1, "2 3"), letters(x + gap, height, said, "q", side)]


def _figures(scene: Scene) -> list[Html]:
    lines = [] if scene.columns else _joined(scene)
    return lines + [part for result in scene.results for part in _figure(scene, result)]


def _figure(scene: Scene, result: Result) -> list[Html]:
    x = scene.x(result.period)
    if result.status is Status.SUPPRESSED:
        return [hatch(x, _FOOT - 1)]
    if result.value is None:
        return [letters(x, _FOOT - 5, SIGNS[result.status])]
    y, ink = scene.y(float(drawn(scene.indicator, result.value))), _ink(scene, result)
    if not scene.columns:
        return [dot(x, y, ink, hollow=bool(result.carried) or result.incomplete)]
    wide = min(scene.step * 0.62, 0.11)
    dashed = {"stroke_dasharray": "4 3", "fill_opacity": ".35"} if result.incomplete else {}
    stroke = {"stroke_width": "1.5"} | dashed if dashed else {}
    body = rect(x - wide / 2, y, wide, max(_FOOT - y, 1), f"{ink} s-{ink}" if stroke else ink, **stroke)
    return [body]


def _ink(scene: Scene, result: Result) -> str:
    return "quiet" if result.period.year < scene.plan.years[0] else "accent"


def _joined(scene: Scene) -> list[Html]:
    """Neighbours are joined, across gaps too, but neither across a break nor from another indicator's figures."""
    known = [result for result in scene.results if result.value is not None]
    broken = break_before(scene.plan, scene.indicator, scene.periods)
    pairs = [pair for pair in pairwise(known) if broken is None or not pair[0].period < broken <= pair[1].period]
    return [_between(scene, one, other) for one, other in pairs]


def _between(scene: Scene, one: Result, other: Result) -> Html:
    (x1, y1), (x2, y2) = (_point(scene, result) for result in (one, other))
    gap = scene.periods.index(other.period) - scene.periods.index(one.period) > 1
    return line(x1, y1, x2, y2, _ink(scene, other), 2, "1 4" if gap else None)


def _point(scene: Scene, result: Result) -> tuple[float, float]:
    assert result.value is not None
    return scene.x(result.period), scene.y(float(drawn(scene.indicator, result.value)))


def _stop_point(scene: Scene, stop: Stop) -> tuple[float, float]:
    return scene.x(period_of(stop.day, scene.periods[0])), scene.y(float(stop.value))


def _way(scene: Scene) -> list[Html]:
    points = [_stop_point(scene, stop) for stop in scene.way]
    dashes = [line(*one, *other, "goal", 1.5, "5 4") for one, other in pairwise(points) if scene.indicator.comparable]
    return dashes + [diamond(*point, "goal") for point in points]


def _labels(scene: Scene) -> list[Html]:
    """The last value and the last target, each on the side where the other is not; the first value where it stands far away."""
    known = [result for result in scene.results if result.value is not None]
    last = known[-1]
    x, y = _point(scene, last)
    goal = _stop_point(scene, scene.way[-1]) if scene.way and scene.way[-1].what == "target" else None
    up = goal is None or y <= goal[1] or scene.columns
    found = [letters(x, _beside(y, up=up), short_text(scene.lang, scene.indicator, last), "i strong", _side(x))]
    if goal is not None:
        said = say(scene.lang, "figures.target", value=amount_text(scene.lang, scene.indicator, scene.way[-1].value))
        above = scene.columns or not up or goal[1] > _FOOT - 30
        found.append(letters(min(goal[0] + 0.04, 1), _beside(goal[1], up=above), said, "g strong", "end"))
    first_x, first_y = _point(scene, known[0])
    if x - first_x > 0.4 and not scene.indicator.scale:
        found.append(
            letters(first_x, _beside(first_y, up=True), short_text(scene.lang, scene.indicator, known[0]), "q", _side(first_x))
        )
    return found


def _beside(y: float, *, up: bool) -> float:
    return y - 11 if up else min(y + 21, _FOOT - 4)


def _side(x: float) -> str:
    return "start" if x < 0.1 else "end" if x > 0.9 else "middle"
