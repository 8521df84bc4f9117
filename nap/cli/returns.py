"""The words of the commands that send and review returns. Called by `nap.cli`."""

from __future__ import annotations

import argparse
from pathlib import Path

from nap.cli.handing import add_to_review, add_withdraw, handed_over
from nap.cli.options import Commands, add, group, person


def add_returns(commands: Commands[argparse.ArgumentParser]) -> None:
    """`submit`, `review`, `withdraw`."""
    submit = add(commands, "submit", "returns:submit", "send a return; with errors it is kept as a draft (1), refused is 2")
    submit.add_argument("file", type=Path)
    submit.add_argument("--because", default="", help="why it is sent for a partner, or corrects an accepted return")
    handed_over(submit)
    review = group(commands, "review", "look at returns, accept them or send them back")
    for name, about in (
        ("list", "returns that wait"),
        ("effect", "what accepting a return would change, before it is done"),
        ("accept", "accept a return: its figures count"),
        ("return", "send a return back with a reason"),
        ("undo", "take an acceptance back, with a reason"),
    ):
        act = add(review, name, f"review:{name}_" if name == "return" else f"review:{name}", about)
        act.add_argument("--reason", default="", metavar="TEXT")
        if name != "list":
            act.add_argument("id", help="id of the return, from its receipt")
        if name in {"accept", "return"}:
            act.add_argument(
                "--seen", default="", metavar="WORD", help="as `review list --json` said: refuse if it stands otherwise"
            )
        person(act)
    add_to_review(review)
    add_withdraw(commands)
    person(submit)
