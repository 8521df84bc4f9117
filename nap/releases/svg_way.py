"""How far from the baseline to the target: one disclosed result enters, a bar leaves, with where it should stand by then.

Only what is rated has one; a hidden or missing figure has no bar at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from nap.charts.texts import amount_text, percent_text, status_word
from nap.facts import Result
from nap.plan import Indicator, Plan
from nap.releases.html_markup import Html
from nap.releases.svg import diamond, letters, line, picture, rect
from nap.results import goal_of
from nap.results.board import RATED
from nap.words import pick, say

_FROM, _TO = 0.03, 0.97
_HEIGHT, _TOP, _THICK = 74, 26, 20


@dataclass(frozen=True)
class Way:
    """Shares of the way from baseline to target: made, and that should be made by then (None where none is known)."""

    made: Decimal
    due: Decimal | None
    start: Decimal
    goal: Decimal


def way_of(plan: Plan, indicator: Indicator, result: Result | None) -> Way | None:
    """The way of the result; None where it is not rated by one."""
    if result is None or result.status not in RATED or result.value is None or result.progress is None:
        return None
    goal = goal_of(indicator, result.region, plan.country)
    if goal.baseline is None or not goal.targets:
        return None
    start, end = goal.baseline.value, goal.targets[-1].value
    expected = result.expected_value
    due = None if expected is None or end == start else (expected - start) / (end - start)
    return Way(result.progress, due, start, end)


def way_told(lang: str, way: Way) -> str:
    """The same in one sentence."""
    said = [say(lang, "site.way.made", share=percent_text(lang, way.made))]
    said += [] if way.due is None else [say(lang, "site.way.due", share=percent_text(lang, way.due))]
    return " ".join(said)


def draw_way(lang: str, plan: Plan, indicator: Indicator, result: Result) -> Html | None:
    """The picture; None where there is no way."""
    way = way_of(plan, indicator, result)
    if way is None:
        return None
    parts = [rect(_FROM, _TOP, _TO - _FROM, _THICK, "grid", rx="3"), *_made(result, way), *_due(lang, way)]
    parts += [diamond(_TO, _TOP + _THICK / 2, "goal"), *_ends(lang, indicator, way)]
    title = say(lang, "site.way.title", indicator=f"{indicator.code} {pick(indicator.title, lang)}")
    told = f"{way_told(lang, way)} {status_word(lang, result)}."
    return picture(_HEIGHT, parts, title=title, told=told, about=f"way {indicator.code} {result.region}")


def _at(share: Decimal) -> float:
    return _FROM + float(max(Decimal(0), min(Decimal(1), share))) * (_TO - _FROM)


def _made(result: Result, way: Way) -> list[Html]:
    """Who stands behind the baseline has no bar; the words say it."""
    wide = _at(way.made) - _FROM
    return [rect(_FROM, _TOP, wide, _THICK, result.status.value, rx="3")] if wide > 0 else []


def _due(lang: str, way: Way) -> list[Html]:
    if way.due is None:
        return []
    at = _at(way.due)
    said = say(lang, "site.way.mark")
    side = "start" if at < 0.5 else "end"
    return [line(at, _TOP - 9, at, _TOP + _THICK + 5, "ink", 2), letters(at, _TOP - 13, said, "i", side)]


def _ends(lang: str, indicator: Indicator, way: Way) -> list[Html]:
    low = _TOP + _THICK + 18
    start = say(lang, "figures.baseline", value=amount_text(lang, indicator, way.start))
    goal = say(lang, "figures.target", value=amount_text(lang, indicator, way.goal))
    return [letters(_FROM, low, start, "q", "start"), letters(1, low, goal, "g strong", "end")]
