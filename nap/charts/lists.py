"""Figures that are tables by nature: objectives by region, what needs a look first, the indicators of a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from nap.charts.cells import Cell, Link, Mark
from nap.charts.figure import Figure
from nap.charts.look import SIGNS, SILENT
from nap.charts.texts import amount_text, assessed, coverage_text, explained_cell, status_mark, status_word, value_text
from nap.facts import Period, Result
from nap.plan import Baseline, Indicator, Plan
from nap.results import Concern, Goal, Tally, goal_of
from nap.results.board import RATED
from nap.words import number, period_name, pick, say

Lead = Callable[[Indicator], str]
"""Where an indicator leads; empty for readers who may not follow."""


@dataclass(frozen=True)
class Square:
    """One cell of the table of objectives by region: how the indicators stand there, and where they are listed."""

    tally: Tally
    address: str
    whole: bool = False
    """Indicators that nobody was asked for yet belong to the whole as well, as in a `Bar`."""

    @property
    def of(self) -> int:
        """The indicators this square is of."""
        return self.tally.of + (self.tally.silent if self.whole else 0)


def standing(lang: str, heads: Sequence[str], rows: Sequence[tuple[Link, Sequence[Square]]], *, title: str, name: str) -> Figure:
    """One row a region, one column an objective: the judged ones with sign and word, of how many, how complete."""
    lines = [(link, [_square(lang, square) for square in squares]) for link, squares in rows]
    return Figure(
        title=title,
        words=say(lang, "board.standing.words"),
        caption=title,
        header=(say(lang, "pages.column.region"), *heads),
        rows=tuple((link, *squares) for link, squares in lines),
        name=name,
    )


def _square(lang: str, square: Square) -> Cell:
    tally = square.tally
    if not square.of:
        return say(lang, "board.not_asked")
    words = {status: f"{say(lang, f'common.status.{status.value}')}: {number(lang, n)}" for status, n in tally.counts.items()}
    marks: list[Mark | Link] = [Mark(SIGNS[status], word, status.value) for status, word in words.items() if status in RATED]
    marks += [Mark(SIGNS[status], word, "unrated") for status, word in words.items() if status not in RATED]
    if square.whole and tally.silent:
        marks.append(Mark(SILENT, f"{say(lang, 'board.silent')}: {number(lang, tally.silent)}", "unrated"))
    told = assessed(lang, tally, square.of)
    return (*marks, Link(told[:1].upper() + told[1:], square.address))


def concerns(lang: str, found: Sequence[Concern], lead: Lead, *, title: str, name: str) -> Figure:
    """What to look at first; the words say how many there are of each kind."""
    kinds = [kind for kind in ("off_track", "worse", "not_reported") if any(one.kind == kind for one in found)]
    counted = [say(lang, f"board.concern.{kind}", n=sum(one.kind == kind for one in found)) for kind in kinds]
    return Figure(
        title=title,
        words=" ".join(counted) or say(lang, "board.concern.none"),
        caption=title,
        header=tuple(say(lang, f"pages.column.{column}") for column in ("indicator", "status")),
        rows=tuple(_concern(lang, one, lead) for one in found),
        name=name,
    )


def _concern(lang: str, one: Concern, lead: Lead) -> tuple[Cell, ...]:
    before = say(lang, "board.before", status=status_word(lang, one.before)) if one.before and one.kind == "worse" else ""
    small = before or (coverage_text(lang, one.result) if one.kind == "not_reported" else "")
    return _name(lang, one.indicator, lead), _valued(lang, one.indicator, one.result, small)


def status_cell(lang: str, indicator: Indicator, result: Result | None, asked: Period) -> Cell:
    """Value and status as they stood at a moment; a figure of another period than the one asked for names it."""
    if result is None:
        return say(lang, "board.silent")
    return _valued(lang, indicator, result, "" if result.period == asked else period_name(lang, result.period))


def _valued(lang: str, indicator: Indicator, result: Result, small: str = "") -> Mark:
    return status_mark(lang, result, big="" if result.value is None else value_text(lang, indicator, result), small=small)


def indicators(
    lang: str,
    plan: Plan,
    region: str,
    found: Sequence[tuple[Indicator, Result | None]],
    lead: Lead,
    asked: Period,
    *,
    title: str,
    name: str,
    instead: Mapping[str, str] | None = None,
) -> Figure:
    """The indicators of one place: where each started there, where it stands at the end of `asked`, where it should be.

    `instead`: words by code for indicators that have no single value there, such as how many regions stand at which level.
    """
    said = instead or {}
    columns = ("indicator", "baseline", "value", "status", "target", "coverage")
    return Figure(
        title=title,
        words=_listed(lang, found) if found else say(lang, "coverage.nothing_asked"),
        caption=title,
        header=tuple(say(lang, f"pages.column.{column}") for column in columns),
        rows=tuple(
            _indicator(lang, plan, region, indicator, result, lead, asked, said.get(indicator.code, ""))
            for indicator, result in found
        ),
        name=name,
    )


def _listed(lang: str, found: Sequence[tuple[Indicator, Result | None]]) -> str:
    return f"{say(lang, 'board.indicators.words', n=len(found))} {standing_told(lang, [result for _, result in found])}"


def standing_told(lang: str, results: Sequence[Result | None]) -> str:
    """How many stand how, hidden ones and those nobody was asked for too: a sentence in the order of the statuses."""
    counts = Counter(None if result is None else result.status for result in results)
    told = [f"{say(lang, f'common.status.{status.value}')}: {number(lang, counts[status])}" for status in SIGNS if counts[status]]
    told += [f"{say(lang, 'board.silent')}: {number(lang, counts[None])}"] if counts[None] else []
    return f"{'; '.join(told)}." if told else ""


def _indicator(
    lang: str, plan: Plan, region: str, indicator: Indicator, result: Result | None, lead: Lead, asked: Period, instead: str
) -> tuple[Cell, ...]:
    goal = goal_of(indicator, region, plan.regions.country.code)
    own = indicator.baseline if region == plan.country else indicator.regional_baselines.get(region)
    start, aim = _start(lang, indicator, goal, own), _aim(lang, indicator, goal)
    name = _name(lang, indicator, lead)
    if result is None:
        return name, start, "", say(lang, "board.silent"), aim, ""
    older = period_name(lang, result.period) if result.period != asked else ""
    if instead:
        return name, start, instead, replace(status_mark(lang, result), small=older), aim, coverage_text(lang, result)
    mark = status_mark(lang, result, small=older)
    return name, start, explained_cell(lang, indicator, result), mark, aim, coverage_text(lang, result)


def _start(lang: str, indicator: Indicator, goal: Goal, own: Baseline | None) -> str:
    """The baseline that the rating uses; where nothing is rated the place's own. What is added up starts from nothing."""
    if goal.targets and goal.targets[-1].over == "plan":
        return say(lang, "coverage.from_nothing")
    baseline = goal.baseline if goal.targets else own
    if baseline is None:
        return say(lang, "coverage.no_baseline")
    return f"{amount_text(lang, indicator, baseline.value)} ({baseline.date.year})"


def _aim(lang: str, indicator: Indicator, goal: Goal) -> str:
    if not goal.targets:
        return say(lang, "coverage.no_target")
    last = goal.targets[-1]
    shown = f"{amount_text(lang, indicator, last.value)} ({last.date.year})"
    return f"{shown}\n{say(lang, 'board.over_plan')}" if last.over == "plan" else shown


def _name(lang: str, indicator: Indicator, lead: Lead) -> Link | str:
    name, address = f"{indicator.code} {pick(indicator.title, lang)}", lead(indicator)
    return Link(name, address) if address else name
