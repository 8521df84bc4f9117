"""What an audience may see of an explanation. The whole one and the disclosed results enter, what may be shown leaves.

An explanation must not tell more than the results of the same audience do. So a number stays only if it stands in a disclosed
result of that very place and period; a step keeps its operands only if every one of them may be shown, because one hidden
among known ones could be worked out; and what partners gave is told to nobody but coordinators and, each her own, the partners.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from nap.facts import Period, Result, Status
from nap.results.disclosure import Audience
from nap.results.explanation import Explanation, Judgement, Step

Disclosed = Mapping[tuple[str, Period], Result]
"""The results of one indicator and breakdown as one audience may see them, by region and period."""

_OF_PLACES_AND_TIME = frozenset({"periods", "regions"})
"""Steps over these have results of their own as operands; any other step goes into what single partners gave."""


def withhold(explanation: Explanation, results: Iterable[Result], audience: Audience) -> Explanation | None:
    """The explanation for this audience; `results` are what `disclose` gives it. None if it has no such result at all."""
    asked = explanation.result
    told = {
        (each.region, each.period): each
        for each in results
        if (each.indicator, each.breakdown) == (asked.indicator, asked.breakdown)
    }
    shown = told.get((asked.region, asked.period))
    if shown is None:
        return None
    if shown.status is Status.SUPPRESSED:
        return Explanation(shown, hidden=shown.reason)
    if audience.kind == "coordinator":
        return replace(explanation, result=shown)
    return _narrowed(explanation, shown, told, audience.partner)


def _narrowed(explanation: Explanation, shown: Result, told: Disclosed, partner: str | None) -> Explanation:
    step = explanation.step
    return Explanation(
        shown,
        _step(step, told) if step else None,
        _judgement(explanation.judgement, shown, told) if explanation.judgement else None,
        tuple(each for each in explanation.made_of if each.partner == partner),
        tuple(each for each in explanation.missing if each.partner == partner),
        tuple(each for each in explanation.left_out if each.observation.partner == partner),
        withheld=True,
    )


def _step(step: Step, told: Disclosed) -> Step:
    """A step whose own number may be shown, with its operands if they may be too, else as a rule in words."""
    row = told.get((step.region, step.period))
    increment = step.increment if row is not None and row.increment is not None else None
    plain = replace(step, partner="", observation=None, operands=(), increment=increment, beside=_beside(step.beside, told))
    if not (_goes_on(step) or _stands_alone(step, told)):
        return replace(plain, how="rule", over="", problem=step.problem)
    if not all(_visible(each, told) for each in step.operands):
        return plain
    return replace(plain, operands=tuple(_step(each, told) for each in step.operands))


def _goes_on(step: Step) -> bool:
    """True if what the step is made of are numbers of places and periods, not of partners."""
    return step.over in _OF_PLACES_AND_TIME or step.how in {"share", "whole"}


def _stands_alone(step: Step, told: Disclosed) -> bool:
    """True for an earlier figure that stands, and is what the place's own result of that earlier period shows."""
    return step.how in {"carried", "reached"} and all(_visible(each, told) for each in step.operands)


def _beside(step: Step | None, told: Disclosed) -> Step | None:
    """What smaller places add up to: its number is in the result (`parts_sum`), the ratio behind it only in its operands."""
    if step is None or step.value != _parts_sum(step, told):
        return None
    kept = _step(step, told)
    return kept if kept.operands else replace(kept, numerator=None, denominator=None)


def _parts_sum(step: Step, told: Disclosed) -> Decimal | None:
    row = told.get((step.region, step.period))
    return row.parts_sum if row is not None else None


def _visible(step: Step, told: Disclosed) -> bool:
    """True if the number stands in a disclosed result of its place and period."""
    row = told.get((step.region, step.period))
    if row is None or row.status is Status.SUPPRESSED:
        return False
    numbers = (step.value, step.numerator, step.denominator)
    return numbers == (row.value, row.numerator, row.denominator) and step.increment in {None, row.increment}


def _judgement(judgement: Judgement, shown: Result, told: Disclosed) -> Judgement:
    """Baseline and targets are the plan's, progress and pace in the result; a sum since the baseline needs all its parts."""
    since = judgement.since
    if shown.progress is None and judgement.progress is not None:
        computed = shown.overridden or shown
        judgement = replace(judgement, progress=None, pace=None, line=None, status=computed.status, reason=computed.reason)
    if since is None or all(_visible(each, told) for each in since.operands):
        return judgement
    return replace(judgement, since=None, value=None)
