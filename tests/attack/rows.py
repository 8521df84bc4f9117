"""What an audience may have kept: editions, each with every true row, those it could read, and what each partner gave itself.

`told`: the rows as readers got them, all audiences together, by cell; a hidden row stands there without a number, a row that
nobody gets does not stand there at all. The truth is only used to ask whether something that an attacker might suppose is true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nap.facts import Observation, Period, Result, Status
from nap.plan import Plan
from nap.results import Audience, compute
from nap.results.hiding import Past, Pattern, Withdrawn, hide, own_results, shown

Cell = tuple[str, str, Period, str]
NOTHING = Withdrawn(frozenset(), frozenset())


@dataclass(frozen=True)
class Kept:
    """One edition. `own`: by partner the rows that its figures alone make."""

    truth: Mapping[Cell, Result]
    told: Mapping[Cell, Result]
    own: Mapping[str, Mapping[Cell, Result]]


def cell(result: Result) -> Cell:
    return (result.indicator, result.region, result.period, result.breakdown)


def by_cell(results: Sequence[Result]) -> dict[Cell, Result]:
    return {cell(each): each for each in results}


def editions(plan: Plan, moments: Sequence[tuple[date, Sequence[Observation]]], withdrawn: Withdrawn = NOTHING) -> list[Kept]:
    """Each moment made into an edition, hidden against all earlier ones as the product does it."""
    kept: list[Kept] = []
    past: list[Past] = []
    for as_of, observations in moments:
        results = ended(compute(plan, observations, as_of), as_of)
        own = own_by_product(plan, observations, as_of)
        pattern = hide(plan, results, own=own, past=past, withdrawn=withdrawn)
        past.append(Past.of(results, pattern.hidden, own))
        kept.append(Kept(by_cell(results), told_to_anybody(plan, results, pattern), own_by_me(plan, observations, as_of)))
    return kept


def ended(results: Sequence[Result], as_of: date) -> list[Result]:
    return [each for each in results if each.period.end <= as_of]


def own_by_product(plan: Plan, observations: Sequence[Observation], as_of: date) -> dict[str, list[Result]]:
    def figures(code: str) -> list[Observation]:
        return [each for each in observations if each.indicator == code]

    found = own_results(plan, figures, [each.code for each in plan.indicators], as_of)
    return {partner: ended(several, as_of) for partner, several in found.items()}


def own_by_me(plan: Plan, observations: Sequence[Observation], as_of: date) -> dict[str, dict[Cell, Result]]:
    """What a partner can compute at home of what it sent itself."""
    partners = sorted({each.partner for each in observations})
    alone = {code: [each for each in observations if each.partner == code] for code in partners}
    return {code: by_cell(ended(compute(plan, mine, as_of), as_of)) for code, mine in alone.items()}


def told_to_anybody(plan: Plan, results: Sequence[Result], pattern: Pattern) -> dict[Cell, Result]:
    """The rows of every audience laid over each other: a number that any of them got is known."""
    found: dict[Cell, Result] = {}
    for audience in ("donor", "forum"):
        for each in shown(plan, results, pattern, Audience.parse(audience)):
            if each.status is not Status.SUPPRESSED or cell(each) not in found:
                found[cell(each)] = each
    return found
