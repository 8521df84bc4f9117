"""The parts of one total in one period, or the steps of a cascade. Disclosed results enter, a `Figure` leaves.

A part that was not given is not worked out from the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from nap.charts.axes import value_labels
from nap.charts.bars import Bar, draw_bars
from nap.charts.cells import Amount, Cell
from nap.charts.figure import Figure
from nap.charts.gaps import empty_told
from nap.charts.look import SIGNS
from nap.charts.points import discreet, drawn, read_aloud
from nap.charts.regions import top_of
from nap.charts.texts import coverage_text, explained_cell, status_word, value_text
from nap.facts import Result, Status
from nap.plan import Indicator, Plan
from nap.words import known, number, period_name, pick, say

Found = Sequence[tuple[str, Result]]


def by_category(lang: str, plan: Plan, indicator: Indicator, place: str, by: str, found: Found) -> Figure:
    """The figure of one breakdown (`by`: sex, age, … or step). `found`: the category's name and its disclosed result.

    All results are of one region and period; ValueError for none.
    """
    if not found:
        raise ValueError("found")
    found = [(name, discreet(result)) for name, result in found]
    first, bars = found[0][1], [_bar(lang, indicator, name, one) for name, one in found]
    named = {"place": place, "by": say(lang, _by(by)), "period": period_name(lang, first.period)}
    header = [say(lang, f"pages.column.{name}") for name in ("breakdown", "value", "status", "coverage")]
    rows = [_row(lang, indicator, name, result) for name, result in found]
    said = [say(lang, "figures.lead.parts", indicator=indicator.title, **named), _words(lang, indicator, found)]
    if by == "step":
        said += _shares_told(lang, found)
        header += [say(lang, f"changes.column.{name}") for name in ("of_before", "of_first")]
        rows = [(*row, *shares) for row, shares in zip(rows, _shares(lang, [result for _, result in found]), strict=True)]
    return Figure(
        title=say(lang, "figures.title.parts", indicator=f"{indicator.code} {pick(indicator.title, lang)}", **named),
        words=" ".join(said),
        caption=say(lang, "pages.indicator.table"),
        header=tuple(header),
        rows=tuple(rows),
        name=f"indicator-{indicator.code}-{first.region}-{first.period}-{by}",
        spec=draw_bars(lang, bars, top_of(indicator, bars), *value_labels(lang, indicator)),
    )


def _shares(lang: str, steps: Sequence[Result]) -> list[tuple[Cell, Cell]]:
    """Of each step its share of the one before and of the first; empty where either is hidden, missing, partial or zero."""
    return [
        (_share(lang, step, steps[place - 1]), _share(lang, step, steps[0])) if place else ("", "")
        for place, step in enumerate(steps)
    ]


def _shares_told(lang: str, found: Found) -> list[str]:
    shares = _shares(lang, [result for _, result in found])
    pairs = [(name, before, first) for (name, _), (before, first) in zip(found, shares, strict=True)]
    return [
        say(lang, "changes.share", name=name, before=before.text, first=first.text)
        for name, before, first in pairs
        if isinstance(before, Amount) and isinstance(first, Amount)
    ]


def _share(lang: str, step: Result, whole: Result) -> Cell:
    doubtful = any(one.at_least or one.reported != step.reported for one in (step, whole))
    if step.value is None or not whole.value or doubtful:
        return ""
    share = step.value * 100 / whole.value
    return Amount(say(lang, "pages.value.percent", value=number(lang, share, 0)), round(share, 0))


def _by(by: str) -> str:
    key = f"figures.by.{by}"
    return key if known(key) else "figures.by.other"


def _bar(lang: str, indicator: Indicator, name: str, result: Result) -> Bar:
    """Parts are not rated, so only what marks the number itself is said beside it."""
    value, _ = read_aloud(lang, indicator, result)
    if result.value is None:
        return Bar(name, f"{SIGNS[result.status]} {status_word(lang, result)}", value, hidden=result.status is Status.SUPPRESSED)
    partial = result.status is Status.PARTIAL
    return Bar(
        name,
        value_text(lang, indicator, result),
        value,
        value=drawn(indicator, result.value),
        note=_status(lang, result) if partial else "",
        partial=partial,
    )


def _status(lang: str, result: Result) -> str:
    """Parts are not rated; a reason is told where there is no figure."""
    word = status_word(lang, result)
    return f"{SIGNS[result.status]} {empty_told(lang, word, result) if result.value is None else word}"


def _row(lang: str, indicator: Indicator, name: str, result: Result) -> tuple[Cell, ...]:
    told = result.value is None or result.status is Status.PARTIAL
    return name, explained_cell(lang, indicator, result), _status(lang, result) if told else "", coverage_text(lang, result)


def _words(lang: str, indicator: Indicator, found: Found) -> str:
    told = (say(lang, "figures.entry", name=name, value=_told(lang, indicator, result)) for name, result in found)
    return "; ".join(told) + "."


def _told(lang: str, indicator: Indicator, result: Result) -> str:
    if result.value is None:
        return empty_told(lang, status_word(lang, result), result)
    value = value_text(lang, indicator, result)
    return f"{value}, {status_word(lang, result).lower()}" if result.status is Status.PARTIAL else value
