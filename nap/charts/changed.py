"""What changed and what drove it, in words and tables. Comparisons of what one audience sees enter, `Figure`s leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nap.charts.cells import Amount, Cell, Link
from nap.charts.differences import amount_changed, told_change, told_sides, verdict_text
from nap.charts.figure import Figure
from nap.charts.lists import Lead, status_cell
from nap.charts.texts import coverage_text, value_cell, value_text
from nap.facts import Period, Result
from nap.plan import Indicator, Plan
from nap.results.comparing import Comparison, Doubt, Driver, Obstacle
from nap.results.completeness import Side
from nap.results.movements import KINDS, Movement
from nap.words import pick, say

_JUDGED = ("worse", "better", "rated", "unrated")


def changed(
    lang: str,
    plan: Plan,
    found: Sequence[Movement],
    lead: Lead,
    periods: tuple[Period, Period],
    heads: tuple[str, str],
    *,
    title: str,
    nothing: str,
    name: str,
    causes: Mapping[str, Sequence[str]] | None = None,
    remark: str = "",
) -> Figure:
    """Every indicator that is not what it was. `periods` and `heads` (their names) are of the two moments, `nothing` is said
    where none changed.

    `causes` are words on what caused it, by indicator; None where the reader is not told.
    """
    columns = [say(lang, "pages.column.indicator"), *heads, say(lang, "changes.column.change")]
    columns += [say(lang, "changes.column.cause")] if causes is not None else []
    rows = [_row(lang, plan, one, lead, periods) for one in found]
    if causes is not None:
        rows = [(*row, "\n".join(causes.get(one.indicator.code, ()))) for row, one in zip(rows, found, strict=True)]
    counted = _counted(lang, found) or nothing
    return Figure(
        title=title,
        words=" ".join(part for part in (counted, remark) if part),
        caption=title,
        header=tuple(columns),
        rows=tuple(rows),
        name=name,
    )


def _counted(lang: str, found: Sequence[Movement]) -> str:
    counts = {kind: sum(one.kind == kind for one in found) for kind in KINDS}
    # Nothing worse and nothing better is an answer too; the others are told where there are any.
    told = {kind: n for kind, n in counts.items() if n or kind in {"worse", "better"}} if found else {}
    return " ".join(
        say(lang, f"board.change.{kind}", n=n) if kind in _JUDGED else _other(lang, kind, n) for kind, n in told.items()
    )


def _other(lang: str, kind: str, n: int) -> str:
    return say(lang, f"changes.count.{kind}", n=n)


def _row(lang: str, plan: Plan, one: Movement, lead: Lead, periods: tuple[Period, Period]) -> tuple[Cell, ...]:
    indicator, pair = one.indicator, one.comparison
    name, address = f"{indicator.code} {pick(indicator.title, lang)}", lead(indicator)
    asked = zip((pair.before, pair.after), periods, strict=True)
    sides = (status_cell(lang, indicator, side, period) for side, period in asked)
    return Link(name, address) if address else name, *sides, told_change(lang, plan, pair)


def compared(lang: str, plan: Plan, pair: Comparison, place: str, *, title: str, name: str) -> Figure:
    """One indicator in one place against an earlier moment: the difference, and each smaller place's share in it."""
    split = any(driver.own is not None for driver in pair.drivers)
    columns = ["pages.column.region", "pages.column.before", "pages.column.after", "changes.column.contribution"]
    columns += ["changes.column.own", "changes.column.weight"] if split else []
    whole = (place, *_two(lang, pair.indicator, pair.before, pair.after), _change_cell(lang, pair), *([""] * (2 * split)))
    return Figure(
        title=title,
        words=" ".join(_sentences(lang, plan, pair, split=split)),
        caption=title,
        header=tuple(say(lang, column) for column in columns),
        rows=(
            whole,
            *(_driver(lang, plan, pair.indicator, driver, split=split) for driver in pair.drivers),
            *(_known(lang, plan, pair.indicator, side) for side in pair.sides),
        ),
        name=name,
    )


def _two(lang: str, indicator: Indicator, before: Result | None, after: Result | None) -> tuple[Cell, Cell]:
    return _side(lang, indicator, before), _side(lang, indicator, after)


def _side(lang: str, indicator: Indicator, result: Result | None) -> Cell:
    return Amount(say(lang, "board.silent")) if result is None else value_cell(lang, indicator, result)


def _change_cell(lang: str, pair: Comparison) -> Cell:
    return "" if pair.change is None else amount_changed(lang, pair.indicator, pair.change)


def _driver(lang: str, plan: Plan, indicator: Indicator, driver: Driver, *, split: bool) -> tuple[Cell, ...]:
    region = plan.regions.get(driver.place)
    name = pick(region.names, lang) if region else say(lang, "changes.unallocated")
    sides: tuple[Cell, Cell] = ("", "") if region is None else _two(lang, indicator, driver.before, driver.after)
    effects: list[Cell] = []
    if split:
        effects = ["", ""]
        if driver.own is not None:
            effects = [amount_changed(lang, indicator, part) for part in (driver.own, driver.change - driver.own)]
    return name, *sides, amount_changed(lang, indicator, driver.change), *effects


def _known(lang: str, plan: Plan, indicator: Indicator, side: Side) -> tuple[Cell, ...]:
    """A smaller place of a whole that is not compared."""
    region = plan.regions.get(side.place)
    name = pick(region.names, lang) if region else side.place
    change = "" if side.change is None else amount_changed(lang, indicator, side.change)
    return name, *_two(lang, indicator, side.before, side.after), change


def _sentences(lang: str, plan: Plan, pair: Comparison, *, split: bool) -> list[str]:
    if pair.obstacle == Obstacle.INCOMPLETE and pair.before is not None and pair.after is not None:
        then, now = coverage_text(lang, pair.before), coverage_text(lang, pair.after)
        return [say(lang, "changes.obstacle.incomplete", then=then, now=now), *_as_sentences(told_sides(lang, plan, pair))]
    if pair.obstacle or pair.before is None or pair.after is None or pair.change is None:
        return [say(lang, f"changes.obstacle.{pair.obstacle}")]
    said = [_lead(lang, pair, pair.before, pair.after), *_doubts(lang, pair)]
    if pair.undriven:
        said.append(say(lang, f"changes.undriven.{pair.undriven}"))
    elif pair.drivers:
        said.append(say(lang, "changes.split" if split else "changes.parts"))
    return said


def _as_sentences(phrases: Sequence[str]) -> list[str]:
    return [f"{phrase[:1].upper()}{phrase[1:]}." for phrase in phrases]


def _lead(lang: str, pair: Comparison, before: Result, after: Result) -> str:
    assert pair.change is not None
    amount = amount_changed(lang, pair.indicator, pair.change)
    told = ", ".join(part for part in (amount.text, verdict_text(lang, pair)) if part)
    values = [value_text(lang, pair.indicator, side) for side in (before, after)]
    facts = {"before": before.period, "after": after.period, "then": values[0], "now": values[1], "change": told}
    return say(lang, "changes.compared", **facts)


def _doubts(lang: str, pair: Comparison) -> list[str]:
    """Why the difference says little about what happened, one sentence each."""
    assert pair.before is not None
    assert pair.after is not None
    then, now = coverage_text(lang, pair.before), coverage_text(lang, pair.after)
    said = []
    for doubt in pair.doubts:
        if doubt is Doubt.COVERAGE and then and now:
            said.append(say(lang, "changes.doubt.coverage", then=then, now=now))
        elif doubt is not Doubt.COVERAGE:
            said.append(say(lang, f"changes.doubt.{doubt.value}"))
    return said
