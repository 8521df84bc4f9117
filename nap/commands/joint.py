"""`joint list|mark|lift`: rows of two partners about the same activity."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from nap.commands.edge import Stop, in_words, lang_of, print_json, the_house, the_person
from nap.facts import Period
from nap.monitor import (
    LONGEST_JOINT_REASON,
    House,
    JointActivity,
    JointRefused,
    Plan,
    Viewer,
    joint_activities,
    lift_joint,
    mark_joint,
    operator,
)
from nap.words import number, period_name, say


@in_words
def list(options: Namespace) -> int:
    """Print every mark, the latest first, and how it stands."""
    return _with(options, lambda viewer, house: joint_activities(viewer, house, options.indicator))


@in_words
def mark(options: Namespace) -> int:
    """Count once what both rows hold."""
    which = (options.first, options.second, dict(map(_amount, options.same)), options.reason)

    def mark_them(viewer: Viewer, house: House) -> Any:
        period = _period(house.plan, options.period)
        return [mark_joint(viewer, house, options.indicator, options.region, period, *which)]

    return _with(options, mark_them)


@in_words
def lift(options: Namespace) -> int:
    """Take a mark back."""
    return _with(options, lambda viewer, house: [lift_joint(viewer, house, options.number, options.reason)])


def _with(options: Namespace, act: Callable[[Viewer, House], Any]) -> int:
    lang = lang_of(options)
    with the_house() as house:
        viewer = the_person(house, options) if options.person else operator()
        try:
            found = act(viewer, house)
        except JointRefused as problem:
            needed = ", ".join(key or say(lang, "joint.total") for key in problem.needed)
            raise Stop(say(lang, f"joint.refused.{problem.code}", needed=needed, n=LONGEST_JOINT_REASON)) from problem
    if options.json:
        print_json([_json(one) for one in found])
    else:
        for one in found or [None]:
            print(_line(lang, one) if one else say(lang, "joint.none"))
    return 0


def _amount(text: str) -> tuple[str, Decimal]:
    """`5` or `sex=F:3`."""
    key, _, amount = text.rpartition(":")
    try:
        return key, Decimal(amount)
    except InvalidOperation:
        raise Stop(f"--same {text}: 5, sex=F:3") from None


def _period(plan: Plan, text: str) -> Period:
    try:
        return plan.period(text)
    except ValueError:
        raise Stop(f"{text}: 2026, 2026-H1, 2026-Q2, 2026-03") from None


def _line(lang: str, one: JointActivity) -> str:
    amounts = ", ".join(f"{key or say(lang, 'joint.total')} {number(lang, amount)}" for key, amount in sorted(one.same.items()))
    about = f"{one.indicator}  {one.region}  {period_name(lang, one.period)}  {one.first} + {one.second}"
    stands = say(lang, f"joint.standing.{one.standing}")
    return f"{say(lang, 'joint.cli.number', number=str(one.number))}  {about}  {amounts}  [{stands}]  {one.reason}"


def _json(one: JointActivity) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(one, name) for name in ("number", "indicator", "region", "first", "second")}
    told |= {"period": str(one.period), "same": {key: str(amount) for key, amount in one.same.items()}}
    told |= {name: getattr(one, name) for name in ("reason", "by", "standing", "why", "lifted_by", "lifted_because")}
    return told | {"at": one.at.isoformat(), "lifted_at": one.lifted_at.isoformat() if one.lifted_at else None}
