"""`review list|accept|return|undo`: the coordinator's way by command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from nap.commands.edge import in_words, lang_of, print_json, the_house, the_person
from nap.commands.returns import receipt_json
from nap.monitor import Receipt, accept as accept_return, send_back, undo as undo_acceptance, waiting_returns
from nap.words import say

Act = Callable[..., Receipt]


@in_words
def list(options: Namespace) -> int:
    """Print the returns that wait for review, oldest first."""
    with the_house() as house:
        receipts = [line.receipt for line in waiting_returns(the_person(house, options), house)]
    if options.json:
        print_json([receipt_json(receipt) for receipt in receipts])
        return 0
    for receipt in receipts:
        print(_line(receipt, lang_of(options)))
    if not receipts:
        print(say(lang_of(options), "cli.nothing_waits"))
    return 0


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


def _line(receipt: Receipt, lang: str) -> str:
    status = say(lang, f"common.return_status.{receipt.status}")
    return f"{receipt.id}  {receipt.partner}  {receipt.period}  v{receipt.version}  {status}"
