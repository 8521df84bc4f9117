"""The words of `submit`, `withdraw` and `review` that tell how a file came and what is taken back. Called by `nap.cli`."""

from __future__ import annotations

import argparse
from datetime import date

from nap.cli.options import Commands, add, person


def handed_over(submit: argparse.ArgumentParser) -> None:
    """How a file came that is entered for a partner."""
    submit.add_argument("--from-whom", default="", metavar="TEXT", help="entered for a partner: from whom the file came")
    submit.add_argument("--came", type=date.fromisoformat, metavar="DATE", help="on which day (default: today)")
    submit.add_argument("--by-way", default="", metavar="WAY", help="messenger, email, paper, telephone, in_person or other")


def add_withdraw(commands: Commands[argparse.ArgumentParser]) -> None:
    """`withdraw ID`."""
    parser = add(
        commands, "withdraw", "handing_over:withdraw", "take back a return that nobody has decided about; its file stays"
    )
    parser.add_argument("id", help="id of the return, from its receipt")
    parser.add_argument("--reason", default="", metavar="TEXT")
    person(parser)


def add_to_review(review: Commands[argparse.ArgumentParser]) -> None:
    """`review reactivate ID`, `review confirm-link ID`."""
    again = add(review, "reactivate", "handing_over:reactivate", "let an earlier version that counted count again, with a reason")
    again.add_argument("--reason", default="", metavar="TEXT")
    link = add(
        review, "confirm-link", "handing_over:confirm_link", "a one-time link by which a partner confirms what was sent for it"
    )
    for parser in (again, link):
        parser.add_argument("id", help="id of the return, from its receipt")
        person(parser)
