"""Small multiples: one indicator in several places, or the parts of one total, over time on one scale. A `Figure` leaves.

The order is the one given (the plan's), never by size: this is no league table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nap.charts import drawing
from nap.charts.cells import Amount, Cell, Link
from nap.charts.differences import amount_changed
from nap.charts.figure import Figure
from nap.charts.gaps import empty_told
from nap.charts.multiples_html import multiples_html
from nap.charts.multiples_scene import Scene, Side, scene_of
from nap.charts.multiples_svg import multiples_svg
from nap.charts.points import discreet
from nap.charts.series import status_mark
from nap.charts.texts import amount_text, coverage_text, explained_cell, in_sentences, status_told, value_text
from nap.facts import Period, Result
from nap.plan import Indicator, Plan
from nap.results.beside import Caution, Warned, cautions, from_whole, is_share, span
from nap.words import period_name, pick, say


def multiples(
    lang: str,
    plan: Plan,
    indicator: Indicator,
    what: str,
    sides: Sequence[Side],
    whole: Sequence[Result] = (),
    *,
    title: str,
    name: str,
) -> Figure:
    """One panel for each side. `what` is the heading of their names (region, part), `whole` the country's results, drawn in every
    panel where places can be measured by them."""
    sides = [Side(one.name, [discreet(result) for result in one.results], one.address, one.region) for one in sides]
    scene = scene_of(lang, plan, indicator, sides, whole)
    said, scaled = remarks(lang, plan, indicator, sides), scaled_told(lang, scene)
    beside = {result.period: discreet(result) for result in whole} if is_share(indicator) else {}
    columns = [what, *(say(lang, f"pages.column.{column}") for column in ("period", "value", "status", "coverage"))]
    columns += [say(lang, "places.column.from_country")] if beside else []
    return Figure(
        title=title,
        words=in_sentences(*_counted(lang, indicator, sides), *scaled, *_told(lang, indicator, sides, beside), *said),
        caption=say(lang, "board.as_table"),
        header=tuple(columns),
        rows=tuple(_row(lang, indicator, one, result, beside) for one in sides for result in one.results),
        name=name,
        markup=multiples_html(lang, indicator, scene, [*scaled, *said]) if scene else "",
        drawing=drawing.svg(multiples_svg(lang, indicator, scene), below=" ".join([*scaled, *said])) if scene else {},
    )


def remarks(lang: str, plan: Plan, indicator: Indicator, sides: Sequence[Side]) -> list[str]:
    """What a reader must know before comparing: no ranking is made, and what makes the figures differ besides what happened."""
    places = any(one.region for one in sides)
    warned = cautions(plan, indicator, [(one.name, one.results) for one in sides], places=places)
    said = [say(lang, "places.order")] if places else []
    return said + [_warning(lang, one, len(sides)) for one in warned]


def _warning(lang: str, warned: Warned, of: int) -> str:
    if warned.caution is Caution.BREAK:
        return say(lang, "places.caution.break", day=warned.day)
    if not warned.names:
        return say(lang, f"places.caution.{warned.caution.value}")
    names = say(lang, "places.all") if len(warned.names) == of > 1 else ", ".join(warned.names)
    return say(lang, f"places.caution.{warned.caution.value}", names=names)


def _counted(lang: str, indicator: Indicator, sides: Sequence[Side]) -> list[str]:
    """How many have a figure of the latest period that any has, and between which ends they lie where that may be said."""
    last = max((one.period for side in sides for one in side.results if one.value is not None), default=None)
    title = pick(indicator.title, lang)
    if last is None:
        return [title, say(lang, "places.nothing")]
    there = [next((one for one in side.results if one.period == last), None) for side in sides]
    n = sum(one is not None and one.value is not None for one in there)
    said = [title, say(lang, "places.counted", period=period_name(lang, last), n=n, m=len(sides))]
    return [*said, *span_told(lang, indicator, there)]


def span_told(lang: str, indicator: Indicator, there: Sequence[Result | None]) -> list[str]:
    """Between which ends the figures lie, where that may be said."""
    ends = span(indicator, there)
    if ends is None:
        return []
    low, high = (amount_text(lang, indicator, end) for end in ends)
    return [say(lang, "places.span", low=low, high=high)]


def scaled_told(lang: str, scene: Scene | None) -> list[str]:
    """What must be known of the scale."""
    if scene is None:
        return []
    return [say(lang, "places.one_scale"), *([] if scene.low <= 0 else [say(lang, "figures.not_from_zero")])]


def _told(lang: str, indicator: Indicator, sides: Sequence[Side], beside: Mapping[Period, Result]) -> list[str]:
    """Every figure of the picture, a sentence for each panel."""
    told = [(one.name, one.results) for one in sides]
    if any(one.value is not None for one in beside.values()):
        told.append((say(lang, "places.country"), [one for one in beside.values() if one.value is not None]))
    return [say(lang, "figures.entry", name=name, value=_series(lang, indicator, results)) for name, results in told]


def _series(lang: str, indicator: Indicator, results: Sequence[Result]) -> str:
    told = (f"{period_name(lang, one.period)} – {said_value(lang, indicator, one)}" for one in results)
    return "; ".join(told) or say(lang, "board.not_asked")


def said_value(lang: str, indicator: Indicator, result: Result) -> str:
    """A figure, or why there is none, in a sentence."""
    return empty_told(lang, status_told(lang, result), result) if result.value is None else value_text(lang, indicator, result)


def _row(lang: str, indicator: Indicator, side: Side, result: Result, beside: Mapping[Period, Result]) -> tuple[Cell, ...]:
    name: Cell = Link(side.name, side.address) if side.address else side.name
    cells = (name, period_name(lang, result.period), explained_cell(lang, indicator, result), status_mark(lang, result))
    row: tuple[Cell, ...] = (*cells, coverage_text(lang, result))
    return (*row, difference_cell(lang, indicator, result, beside.get(result.period))) if beside else row


def difference_cell(lang: str, indicator: Indicator, result: Result | None, whole: Result | None) -> Cell:
    """By how much a place differs from the country; empty where that says nothing."""
    found = from_whole(indicator, result, whole)
    return Amount("", None) if found is None else amount_changed(lang, indicator, found)
