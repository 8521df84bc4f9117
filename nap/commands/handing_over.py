"""`withdraw`, `review reactivate`, `review confirm-link`: taking back, going back, asking a partner for its word."""

from __future__ import annotations

from argparse import Namespace

from nap.commands.edge import in_words, print_json, the_house, the_person
from nap.commands.returns import receipt_json, receipt_line
from nap.monitor import (
    Receipt,
    confirm_address,
    confirm_letters,
    confirmation_link,
    reactivate as reactivate_return,
    withdraw as withdraw_return,
)


@in_words
def withdraw(options: Namespace) -> int:
    """Take a return back before anybody decides."""
    with the_house() as house:
        receipt = withdraw_return(the_person(house, options), house, options.id, options.reason)
    return _print(receipt, options)


@in_words
def reactivate(options: Namespace) -> int:
    """Let an earlier version count again."""
    with the_house() as house:
        receipt = reactivate_return(the_person(house, options), house, options.id, options.reason)
    return _print(receipt, options)


@in_words
def confirm_link(options: Namespace) -> int:
    """Print the text to pass on to each of the organisation's people, with a new link; older ones stop."""
    with the_house() as house:
        viewer = the_person(house, options)
        link = confirmation_link(viewer, house, options.id)
        letters, address = confirm_letters(viewer, house, link), confirm_address(house, link)
    if options.json:
        to = [letter.to for letter in letters if letter.to]
        print_json({"id": link.return_id, "partner": link.partner, "link": address, "ends": link.ends.isoformat(), "to": to})
        return 0
    for letter in letters:
        print("\n".join(filter(None, (letter.to, letter.text))))
        print()
    return 0


def _print(receipt: Receipt, options: Namespace) -> int:
    if options.json:
        print_json(receipt_json(receipt))
    else:
        print(receipt_line(receipt, options.lang or "en"))
    return 0
