"""What one row adds up to before it is judged. Observations enter, figures leave; nothing is ever averaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nap.facts import UNSURE, Observation
from nap.plan.model import PARTS, Indicator
from nap.results.reasons import Reason

NOT_ADDED = frozenset({"index", "ordinal", "narrative"})
"""Types that stand only where all agree."""


@dataclass(slots=True)
class Figure:
    """A number on its way to a result.

    A ratio is kept as numerator and denominator until the end. `until`: last month of the latest observation in it.
    `fresh`: false if nothing in it comes from the last part of the period asked for. `cells`: observations of this period in
    it, `carried`: observations carried forward into it. `lower`: a part is "more than"; `overlap`: the highest of several
    partners was taken. `problem`: why there is no number although somebody reported. `whole`: it was reported for the place
    itself although smaller places lie in it; `parts`: what these add up to, if they gave anything.
    `lasting`: a milestone that was reached, which stays reached. `flags`: which of `UNSURE` hold for observations in the number.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    increment: Decimal | None = None
    until: int = 0
    fresh: bool = True
    cells: int = 1
    carried: int = 0
    lower: bool = False
    overlap: bool = False
    partners: frozenset[str] = frozenset()
    parts: Figure | None = None
    problem: str = ""
    whole: bool = False
    lasting: bool = False
    flags: frozenset[str] = frozenset()


_SURE = frozenset[str]()
_FLAGS = {quality: frozenset({quality}) for quality in UNSURE}

Figures = dict[str, Figure]
"""The figures of one row by breakdown: `""` is the total."""


def figure_of(indicator: Indicator, observation: Observation, until: int, partners: frozenset[str]) -> Figure:
    """One observation as a figure; numerator and denominator count for percentages, rates and ratios only."""
    lower, flags = observation.quality == "more_than", flags_of(observation)
    if indicator.type in PARTS and observation.numerator is not None and observation.denominator is not None:
        parts = observation.numerator, observation.denominator
        return Figure(None, *parts, None, until, lower=lower, partners=partners, flags=flags)
    return Figure(observation.value, None, None, None, until, lower=lower, partners=partners, flags=flags)


def flags_of(observation: Observation) -> frozenset[str]:
    """What its partner said of how sure it is."""
    return _FLAGS.get(observation.quality, _SURE)


def number(indicator: Indicator, figure: Figure) -> Decimal | None:
    """The value to show: percentages 0 to 100, rates per multiplier; None for a zero denominator."""
    if figure.numerator is None or figure.denominator is None:
        return figure.value
    times = 100 if indicator.type == "percentage" else indicator.multiplier
    return figure.numerator * times / figure.denominator if figure.denominator else None


def add_up(indicator: Indicator, figures: Sequence[Figure]) -> Figure:
    """One figure out of several: counts are summed, ratios pooled, anything else stands only if all agree."""
    if len(figures) == 1:
        return figures[0]
    if indicator.type in PARTS:
        if all(figure.numerator is not None for figure in figures):
            return _pooled(figures)
        return _agreed(figures, Reason.PARTS_MISSING if indicator.has_ratio else Reason.NOT_COMBINED)
    if indicator.type in NOT_ADDED:
        return _agreed(figures, Reason.NOT_COMBINED)
    return _summed(figures)


def highest(indicator: Indicator, figures: Sequence[Figure]) -> Figure:
    """The largest figure of one region and period: people reached by several partners are at least so many."""
    ranked = [(shown, figure) for figure in figures if (shown := number(indicator, figure)) is not None]
    if not ranked:
        return _agreed(figures, Reason.NOT_COMBINED)
    _, best = max(ranked, key=lambda pair: (pair[0], sorted(pair[1].partners)))
    # Who gave no number had people too, as far as anybody knows.
    others = any(number(indicator, each) != 0 for each in figures if each is not best)
    chosen = _merged(figures)
    chosen.value, chosen.numerator, chosen.denominator = best.value, best.numerator, best.denominator
    chosen.increment, chosen.overlap = best.increment, others and indicator.type != "milestone"
    # Whoever gave the same number is in it; who gave a lower one is not, however sure that was.
    chosen.flags = _SURE.union(*[figure.flags for shown, figure in ranked if shown == number(indicator, best)])
    return chosen


def alone(figures: Sequence[Figure]) -> Figure:
    """Partners that the plan does not combine: one figure stands for itself, several only if they agree."""
    return figures[0] if len(figures) == 1 else _agreed(figures, Reason.NOT_COMBINED)


def without_overlap(figure: Figure) -> Figure:
    """The figure in a longer period: "at least" holds within one period only, a sum over periods counts participations."""
    return replace(figure, overlap=False) if figure.overlap else figure


def without_parts(figure: Figure) -> Figure:
    """The figure as a part of a larger place, where only what counts is added up."""
    return replace(figure, parts=None, whole=False) if figure.whole else figure


def parts_of(indicator: Indicator, figures: Sequence[Figure]) -> Figure | None:
    """What the smaller places add up to over several periods, if in any of them the place's own row stands before them."""
    if not any(figure.parts for figure in figures):
        return None
    return add_up(indicator, [figure.parts or figure for figure in figures if figure.parts or not figure.whole])


def _merged(figures: Sequence[Figure]) -> Figure:
    """What is common to every way of combining; the numbers are left to the caller."""
    problems = [figure.problem for figure in figures if figure.problem]
    return Figure(
        until=max([figure.until for figure in figures]),
        fresh=True in [figure.fresh for figure in figures],
        lasting=True in [figure.lasting for figure in figures],
        cells=sum([figure.cells for figure in figures]),
        carried=sum([figure.carried for figure in figures]),
        lower=True in [figure.lower for figure in figures],
        overlap=True in [figure.overlap for figure in figures],
        partners=frozenset().union(*[figure.partners for figure in figures]),
        problem=min(problems) if problems else "",
        flags=_SURE.union(*[figure.flags for figure in figures]),
    )


def _summed(figures: Sequence[Figure]) -> Figure:
    total = _merged(figures)
    total.value = _sum([figure.value for figure in figures])
    total.increment = _sum([figure.increment for figure in figures])
    return total


def _pooled(figures: Sequence[Figure]) -> Figure:
    total = _merged(figures)
    total.numerator = _sum([figure.numerator for figure in figures])
    total.denominator = _sum([figure.denominator for figure in figures])
    return total


def _agreed(figures: Sequence[Figure], otherwise: Reason) -> Figure:
    first, common = figures[0], _merged(figures)
    if all(
        (each.value, each.numerator, each.denominator) == (first.value, first.numerator, first.denominator) for each in figures
    ):
        common.value, common.numerator, common.denominator = first.value, first.numerator, first.denominator
        common.increment = first.increment if all(each.increment == first.increment for each in figures) else None
    elif not common.problem:
        common.problem = otherwise
    return common


def _sum(numbers: Sequence[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for value in numbers:
        if value is None:
            return None
        total += value
    return total
