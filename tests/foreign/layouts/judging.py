"""What became of a case: came in whole, asked, or wrong; for one that nobody can read in one way, asked or guessed.

Whole: every figure right, none besides, no question. Asked: something is missing or open, or a needless question, but no figure
is wrong. Wrong: a figure with another value, region, period, breakdown or state, two measures that cannot be told apart, or
something missing or invented without a question.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from nap.foreign.model import Block, Given, Understood
from tests.foreign.layouts.things import Case, Figure

Place = tuple[str, int, int]


class Verdict(StrEnum):
    """One word for a case."""

    WHOLE = "whole"
    ASKED = "asked"
    WRONG = "wrong"
    GUESSED = "guessed"
    """Of an ambiguous case: no question, or a figure that says what nobody can know."""


@dataclass
class Judged:
    """The verdict and everything that was noticed, most telling first."""

    verdict: Verdict
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)

    @property
    def reasons(self) -> list[str]:
        return [*self.wrong, *self.missing, *(f"asks {code} ({count})" for code, count in self.asked.items())]


def judged(case: Case, found: Understood) -> Judged:
    """Compares what was understood with what stands in the file."""
    given = dict(_given(case, found))
    expected = {_place(case, place): figure for place, figure in case.figures.items()}
    asked = Counter(
        remark.code for remarks in (found.remarks, *(b.remarks for b in found.blocks)) for remark in remarks if remark.asks
    )
    result = Judged(Verdict.WHOLE, asked=asked)
    for place, figure in expected.items():
        _compare(place, figure, given.get(place), result)
    for place in given.keys() - expected.keys():
        each = given[place]
        result.missing.append(f"{_at(place)} is no figure, taken for {_said(each)}")
    result.wrong += _mixed(case, found, expected)
    result.verdict = _verdict(case, result)
    return result


def _verdict(case: Case, result: Judged) -> Verdict:
    if case.ambiguous:
        return Verdict.GUESSED if result.wrong or not result.asked else Verdict.ASKED
    if result.wrong or (result.missing and not result.asked):
        return Verdict.WRONG
    return Verdict.ASKED if result.asked else Verdict.WHOLE


def _place(case: Case, place: Place) -> Place:
    return ("", *place[1:]) if case.form == "csv" else place


def _at(place: Place) -> str:
    return f"{place[0]}!R{place[1]}C{place[2]}"


def _given(case: Case, found: Understood) -> Iterator[tuple[Place, Given]]:
    for block in found.blocks:
        for each in block.values:
            yield _place(case, (block.sheet, each.row, each.column)), each


def _said(given: Given) -> tuple[object, ...]:
    return (
        given.region,
        given.breakdown,
        str(given.period),
        given.value if given.value is not None else given.state or given.problem,
    )


def _compare(place: Place, figure: Figure, given: Given | None, result: Judged) -> None:
    if given is None:
        if not figure.open:
            result.missing.append(f"{_at(place)} is missing: {_meant(figure)}")
        return
    for word, meant, said in _pairs(figure, given):
        if meant == said:
            continue
        line = f"{_at(place)} {word}: is {meant!s}, taken for {said!s}"
        (result.missing if said is None else result.wrong).append(line)


def _meant(figure: Figure) -> tuple[object, ...]:
    return figure.region, figure.breakdown, figure.period, figure.value if figure.value is not None else figure.state


def _pairs(figure: Figure, given: Given) -> Iterator[tuple[str, object, object]]:
    """What it is and what it was taken for; None for what was left open."""
    period = str(given.period) if given.period else None
    yield "region", None if "region" in figure.open else figure.region, given.region
    yield "period", None if "period" in figure.open else figure.period, period
    if figure.breakdown != given.breakdown:
        yield "breakdown", figure.breakdown if figure.breakdown is not None else "a part nobody declared", given.breakdown
    said = given.value if given.value is not None else given.state or None
    yield "value", figure.value if figure.value is not None else figure.state, said


def _mixed(case: Case, found: Understood, expected: dict[Place, Figure]) -> list[str]:
    """Two measures in one block whose figures say the same and whose lines are called the same: nobody could tell them apart."""
    wrong = []
    for block in found.blocks:
        for key, measures in _measures(case, block, expected).items():
            if len(measures) > 1:
                wrong.append(f"block {block.number} holds {' and '.join(sorted(measures))} alike for {key[:3]}")
    return wrong[:2]


def _measures(case: Case, block: Block, expected: dict[Place, Figure]) -> dict[tuple[object, ...], set[str]]:
    measures: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for each in block.values:
        figure = expected.get(_place(case, (block.sheet, each.row, each.column)))
        if figure is not None and not figure.open:
            measures[each.region, each.breakdown, str(each.period), *sorted(each.labels.values())].add(figure.measure)
    return measures
