"""A published line as every format writes it: a line enters, its plain numbers leave. Nothing of a hidden one ever does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from nap.facts import Result, Status
from nap.releases.release import Line, Release
from nap.results.as_json import Value, to_json
from nap.results.reasons import Reason

Number = int | float


def published(result: Result) -> Result:
    """The result itself; a hidden one bare of everything but its place and its mark, whatever it came with.

    The rules have taken the numbers out already. Files last for ever, so they do not rely on it.
    """
    if result.status is not Status.SUPPRESSED:
        return result
    bare = Result(result.indicator, result.region, result.period, result.breakdown, status=Status.SUPPRESSED)
    return replace(bare, reported=None, expected=None, carried=None, at_least=None, reason=Reason.TO_PROTECT_PEOPLE)


def row(line: Line) -> dict[str, Value]:
    """The fields of a figure by name: numbers as int or float, the same in every file; None where there is none."""
    return to_json(published(line.result))


def number(value: Decimal | None) -> Number | None:
    """One number in the same manner."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def hidden(result: Result) -> bool:
    """True if it is hidden to protect people."""
    return result.status is Status.SUPPRESSED


def languages(release: Release) -> tuple[str, ...]:
    """In which languages its files are made: those of the plan, in its order."""
    return release.plan.languages
