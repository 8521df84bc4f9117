"""`results override|lift-override|overrides`: a coordinator's own assessments by command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from nap.commands.edge import Stop, in_words, lang_of, print_json, the_house, the_person
from nap.facts import Period, Status
from nap.monitor import (
    LONGEST_REASON,
    House,
    Override,
    OverrideRefused,
    Plan,
    Viewer,
    lift_override,
    operator,
    override_status,
    overrides,
)
from nap.words import say

Value = str | int | float | None


@in_words
def override(options: Namespace) -> int:
    """Set the status of one figure by hand; a reason is needed."""
    return _act(
        options,
        lambda viewer, house: override_status(viewer, house, *_row(house.plan, options), _status(options.status), options.reason),
    )


@in_words
def lift(options: Namespace) -> int:
    """Let the computed status stand again; a reason is needed."""
    return _act(options, lambda viewer, house: lift_override(viewer, house, *_row(house.plan, options), options.reason))


@in_words
def list(options: Namespace) -> int:
    """Print every override, the latest first: what holds, what has lapsed, what was lifted."""
    with the_house() as house:
        found = overrides(operator(), house)
    if options.json:
        print_json([_json(one) for one in found])
        return 0
    for one in found:
        print(_line(one, lang_of(options)))
    if not found:
        print(say(lang_of(options), "overrides.none"))
    return 0


def _act(options: Namespace, act: Callable[[Viewer, House], Override]) -> int:
    with the_house() as house, _in_own_words(lang_of(options)):
        done = act(the_person(house, options), house)
    if options.json:
        print_json(_json(done))
    else:
        print(_line(done, lang_of(options)))
    return 0


@contextmanager
def _in_own_words(lang: str) -> Iterator[None]:
    try:
        yield
    except OverrideRefused as problem:
        raise Stop(say(lang, f"overrides.refused.{problem.code}", n=LONGEST_REASON)) from problem


def _row(plan: Plan, options: Namespace) -> tuple[str, str, Period]:
    try:
        return options.indicator, options.region, plan.period(options.period)
    except ValueError as problem:
        raise OverrideRefused("no_row") from problem


def _status(text: str) -> Status:
    try:
        return Status(text)
    except ValueError as problem:
        raise OverrideRefused("not_a_choice") from problem


def _line(one: Override, lang: str) -> str:
    status, computed = (say(lang, f"common.status.{each.value}") for each in (one.status, one.upon_status))
    told = say(lang, "overrides.cli.line", status=status, computed=computed, reason=one.because)
    standing = say(lang, f"overrides.standing.{one.standing}")
    return f"{one.indicator}  {one.region}  {one.period}  {told}  [{standing}]  {one.by}, {one.at.date()}"


def _json(one: Override) -> dict[str, Value]:
    return {
        "indicator": one.indicator,
        "region": one.region,
        "period": str(one.period),
        "status": one.status.value,
        "reason": one.because,
        "by": one.by,
        "at": one.at.isoformat(),
        "upon_value": float(one.upon_value),
        "upon_status": one.upon_status.value,
        "standing": one.standing,
        "ended_by": one.ended_by or None,
        "ended_at": one.ended_at.isoformat() if one.ended_at else None,
        "ended_because": one.ended_because or None,
    }
