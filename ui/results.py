"""Results as tables: which result stands for a period, objectives by region, indicators by region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from nap.charts import SIGNS, coverage_text, status_word, value_text
from nap.facts import Period, Result, Status
from nap.monitor import Board, Indicator
from nap.words import period_name, pick, say
from ui.names import region_name
from ui.session import t
from ui.tables import Cell, Link, Mark

Table = tuple[list[str], list[list[Cell]]]


def objectives_by_region(lang: str, board: Board, period: Period) -> Table:
    """One row per region, one column per objective: how many indicators stand how, and the coverage of them together."""
    objectives = board.plan.objectives
    header = [t("pages.column.region"), *(f"{one.code} {pick(one.title, lang)}" for one in objectives)]
    return header, [_region_row(lang, board, code, period) for code in board.regions()]


def indicators_by_region(lang: str, board: Board, objective: str, period: Period) -> Table:
    """One row per indicator of the objective, one column per region: value, status, coverage."""
    indicators = [indicator for indicator in board.plan.indicators if indicator.objective == objective]
    regions = board.regions(indicator.code for indicator in indicators)
    header = [t("pages.column.indicator"), *(region_name(lang, board.plan, code) for code in regions)]
    return header, [_indicator_row(lang, board, one, regions, period) for one in indicators]


def result_mark(lang: str, indicator: Indicator, result: Result, asked: Period | None = None) -> Mark:
    """Value above, sign and word, below coverage and the reason; in a table of one period also the period if it is another.

    There only "cannot be assessed" tells its reason: the reader would ask why, the other words answer for themselves.
    """
    told = result.reason and (asked is None or result.status is Status.NOT_ASSESSABLE)
    below = [say(lang, f"common.reason.{result.reason}")] if told else []
    below.append(coverage_text(lang, result))
    if asked is not None and result.period != asked:
        below.append(period_name(lang, result.period))
    big = "" if result.value is None else value_text(lang, indicator, result)
    word = status_word(lang, result)
    return Mark(SIGNS[result.status], word, result.status.value, big, "\n".join(part for part in below if part))


def status_counts(results: Iterable[Result | None]) -> list[tuple[Status, int]]:
    """How many stand how, in the order of `SIGNS`; nothing for those without a result."""
    counted = Counter(result.status for result in results if result is not None)
    return [(status, counted[status]) for status in SIGNS if counted[status]]


def _region_row(lang: str, board: Board, region: str, period: Period) -> list[Cell]:
    cells: list[Cell] = [region_name(lang, board.plan, region)]
    for objective in board.plan.objectives:
        indicators = [indicator for indicator in board.plan.indicators if indicator.objective == objective.code]
        cells.append(_tally(lang, [board.at(one, region, period) for one in indicators]))
    return cells


def _indicator_row(lang: str, board: Board, indicator: Indicator, regions: Sequence[str], period: Period) -> list[Cell]:
    name = Link(f"{indicator.code} {pick(indicator.title, lang)}", f"/indicator?indicator={indicator.code}")
    found = [board.at(indicator, code, period) for code in regions]
    return [name, *("" if result is None else result_mark(lang, indicator, result, period) for result in found)]


def _tally(lang: str, results: Sequence[Result | None]) -> tuple[Mark, ...]:
    known = [result for result in results if result is not None]
    counted = Counter((result.status, status_word(lang, result)) for result in known)
    ordered = sorted(counted, key=lambda each: [*SIGNS].index(each[0]))
    marks = [Mark(SIGNS[status], f"{word}: {counted[status, word]}", status.value) for status, word in ordered]
    reported = sum(result.reported or 0 for result in results if result)
    expected = sum(result.expected or 0 for result in results if result)
    if marks and expected:
        marks[-1] = Mark(marks[-1].sign, marks[-1].word, marks[-1].kind, small=t("pages.coverage", n=reported, m=expected))
    return tuple(marks)
