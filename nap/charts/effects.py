"""What accepting a return changes on the board, in words: shifts of results enter, lines and rows of tables leave.

One line for each indicator, with the places of the return's own period; every other row stands in the whole list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from nap.charts.cells import Cell, Mark
from nap.charts.look import SIGNS
from nap.charts.texts import amount_text, plain_status, value_text
from nap.facts import Period, Result
from nap.plan import Indicator, Plan
from nap.plan.parts import breakdown_name
from nap.results import goal_of
from nap.results.board import RATED
from nap.results.shifting import Key, Shift
from nap.words import period_name, pick, say


@dataclass(frozen=True)
class EffectLine:
    """What changes of one indicator: `places` each with before and after; `statuses`: those of the widest place, or none."""

    indicator: str
    places: tuple[str, ...]
    statuses: tuple[Mark, ...]


def effect_lines(lang: str, plan: Plan, shifts: Sequence[Shift], periods: Collection[Period]) -> list[EffectLine]:
    """One line for each indicator, those with another judgement first, else in the plan's order.

    `periods`: those of the returns; of what they contain the last period speaks, where nothing of them changes any.
    """
    found = [(indicator, _speaking(shifts, indicator.code, periods)) for indicator in plan.indicators]
    told = [(indicator, several) for indicator, several in found if several]
    return [_line(lang, plan, *each) for each in sorted(told, key=lambda each: _rank(plan, each[1]))]


def shift_rows(lang: str, plan: Plan, shifts: Iterable[Shift]) -> list[Sequence[Cell]]:
    """Every row that changes: indicator, place and period, before, after, the statuses where they differ."""
    return [_row(lang, plan, each) for each in shifts]


def cell_rows(lang: str, plan: Plan, keys: Iterable[Key]) -> list[Sequence[Cell]]:
    """Cells by name: indicator, place, period, of whom."""
    return [
        (
            _title(lang, plan.indicator(code), code),
            _place(lang, plan, region),
            period_name(lang, period),
            breakdown_name(lang, plan.indicator(code), breakdown),
        )
        for code, region, period, breakdown in keys
    ]


def _speaking(shifts: Sequence[Shift], code: str, periods: Collection[Period]) -> Sequence[Shift]:
    own = [each for each in shifts if each.result.indicator == code]
    within = [each for each in own if any(one.contains(each.result.period) for one in periods)] or own
    if not within:
        return ()
    last = max(each.result.period.end for each in within)
    latest = [each for each in within if each.result.period.end == last]
    shortest = max(each.result.period.start for each in latest)
    return [each for each in latest if each.result.period.start == shortest]


def _rank(plan: Plan, shifts: Sequence[Shift]) -> int:
    """Another judgement of the country, of a place, another status, another figure."""
    judged = [each for each in shifts if each.rated and _is_judged(each)]
    if any(each.result.region == plan.country for each in judged):
        return 0
    return 1 if judged else 2 if any(each.rated for each in shifts) else 3


def _is_judged(shift: Shift) -> bool:
    return any(one is not None and one.status in RATED for one in (shift.before, shift.after))


def _line(lang: str, plan: Plan, indicator: Indicator, shifts: Sequence[Shift]) -> EffectLine:
    """The country last: what its places do is told before what they come to."""
    ordered = sorted(shifts, key=lambda each: each.result.region == plan.country)
    rated = [each for each in ordered if each.rated]
    places = tuple(_moved(lang, plan, indicator, each) for each in ordered)
    return EffectLine(indicator.code, places, _marks(lang, rated[-1]) if rated else ())


def _moved(lang: str, plan: Plan, indicator: Indicator, shift: Shift) -> str:
    place = _place(lang, plan, shift.result.region)
    before, after = _value(lang, indicator, shift.before), _value(lang, indicator, shift.after)
    if not shift.moved:
        return say(lang, "queue.effect.same", place=place, value=after)
    target = _target(lang, plan, indicator, shift.after)
    if not target:
        return say(lang, "queue.effect.moved", place=place, before=before, after=after)
    way = "of" if indicator.additive and indicator.direction == "increase" else "target"
    return say(lang, f"queue.effect.moved.{way}", place=place, before=before, after=after, target=target)


def _target(lang: str, plan: Plan, indicator: Indicator, result: Result | None) -> str:
    """The final target of the place, where this very figure is measured by it."""
    if result is None or result.progress is None:
        return ""
    goal = goal_of(indicator, result.region, plan.country)
    return amount_text(lang, indicator, goal.targets[-1].value) if goal.targets and goal.over != "plan" else ""


def _row(lang: str, plan: Plan, shift: Shift) -> Sequence[Cell]:
    result = shift.result
    indicator = plan.indicator(result.indicator)
    assert indicator is not None
    about = f"{_place(lang, plan, result.region)}\n{period_name(lang, result.period)}"
    values = (_value(lang, indicator, one) for one in (shift.before, shift.after))
    return (_title(lang, indicator, result.indicator), about, *values, _marks(lang, shift) if shift.rated else "")


def _marks(lang: str, shift: Shift) -> tuple[Mark, ...]:
    told = [one for one in (shift.before, shift.after) if one is not None]
    marks = [Mark(SIGNS[one.status], plain_status(lang, one), one.status.value) for one in told]
    if len(marks) < 2:
        return tuple(marks)
    then, now = marks
    return then, Mark(f"→ {now.sign}", now.word, now.kind)


def _value(lang: str, indicator: Indicator, result: Result | None) -> str:
    return say(lang, "pages.value.none") if result is None else value_text(lang, indicator, result)


def _title(lang: str, indicator: Indicator | None, code: str) -> str:
    return f"{code} {pick(indicator.title, lang)}" if indicator else code


def _place(lang: str, plan: Plan, code: str) -> str:
    region = plan.regions.get(code)
    return pick(region.names, lang) if region else code
