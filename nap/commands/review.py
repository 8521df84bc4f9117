"""`review list|accept|return|undo`: the coordinator's way by command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from nap.commands.edge import in_words, lang_of, print_json, the_house, the_person
from nap.commands.returns import receipt_json
from nap.monitor import (
    Effect,
    Receipt,
    Shift,
    Waiting,
    accept as accept_return,
    effect_of,
    queue,
    send_back,
    undo as undo_acceptance,
)
from nap.words import say, say_n

Act = Callable[..., Receipt]


@in_words
def list(options: Namespace) -> int:
    """Print the returns that wait for review, those that wait longest first."""
    with the_house() as house:
        waiting = [
            (one.line.receipt, one) for one in queue(the_person(house, options), house) if one.line and one.turn == "reviewer"
        ]
    if options.json:
        print_json([{**receipt_json(receipt), **_clocks(one)} for receipt, one in waiting])
        return 0
    for receipt, one in waiting:
        print(f"{_line(receipt, lang_of(options))}  {say_n(lang_of(options), 'queue.waits', one.days)}")
    if not waiting:
        print(say(lang_of(options), "cli.nothing_waits"))
    return 0


@in_words
def effect(options: Namespace) -> int:
    """Print what accepting a return would change: every total, who will have reported, cells hidden and shown again."""
    with the_house() as house:
        found = effect_of(the_person(house, options), house, options.id)
    if options.json:
        print_json(_effect_json(found))
        return 0
    for shift in found.totals:
        before, after = ("–" if one is None or one.value is None else f"{one.value:.10g}" for one in (shift.before, shift.after))
        print(f"{shift.result.indicator}  {shift.result.region}  {shift.result.period}  {before} → {after}{_rated(shift)}")
    for name, cells in (("hidden", found.hidden), ("shown", found.shown)):
        if cells:
            print(say(lang_of(options), f"queue.effect.{name}", n=len(cells)))
    if not (found.totals or found.parts):
        print(say(lang_of(options), "queue.effect.nothing"))
    return 0


def _rated(shift: Shift) -> str:
    if not shift.rated:
        return ""
    return "  " + " → ".join(str(one.status.value) for one in (shift.before, shift.after) if one)


def _effect_json(found: Effect) -> dict[str, object]:
    return {
        "seen": dict(found.seen),
        "totals": [_shift_json(each) for each in found.totals],
        "parts": found.parts,
        "hidden": [[*map(str, key)] for key in found.hidden],
        "shown": [[*map(str, key)] for key in found.shown],
        "reported": [
            {
                "period": str(after.period),
                "partners": after.partners,
                "accepted": [before.accepted, after.accepted],
                "on_time": [before.timely, after.timely],
                "figures": [before.came, after.came],
                "expected": after.expected,
            }
            for before, after in found.reported
        ],
        "replaced": [one.id for one in found.replaced],
    }


def _shift_json(shift: Shift) -> dict[str, object]:
    one = shift.result
    both = (shift.before, shift.after)
    return {
        "indicator": one.indicator,
        "region": one.region,
        "period": str(one.period),
        "value": [str(each.value) if each and each.value is not None else None for each in both],
        "status": [each.status.value if each else None for each in both],
    }


@in_words
def accept(options: Namespace) -> int:
    """Accept a submitted return."""
    return _act(options, accept_return, seen=options.seen)


@in_words
def return_(options: Namespace) -> int:
    """Send a submitted return back; a reason is needed."""
    return _act(options, send_back, seen=options.seen)


@in_words
def undo(options: Namespace) -> int:
    """Take an acceptance back; a reason is needed."""
    return _act(options, undo_acceptance)


def _act(options: Namespace, act: Act, **how: str) -> int:
    with the_house() as house:
        receipt = act(the_person(house, options), house, options.id, options.reason, **how)
    if options.json:
        print_json(receipt_json(receipt))
    else:
        print(_line(receipt, lang_of(options)))
    return 0


def _clocks(one: Waiting) -> dict[str, object]:
    """How long it waits, what was found, and the word that `--seen` takes."""
    return {
        "days": one.days,
        "days_left": one.days_left,
        "first_sent": one.first_sent.isoformat() if one.first_sent else None,
        "last_sent": one.sent.isoformat() if one.sent else None,
        "warnings": one.line.warnings if one.line else 0,
        "unexplained": one.unexplained,
        "seen": one.seen,
    }


def _line(receipt: Receipt, lang: str) -> str:
    status = say(lang, f"common.return_status.{receipt.status}")
    return f"{receipt.id}  {receipt.partner}  {receipt.period}  v{receipt.version}  {status}"
