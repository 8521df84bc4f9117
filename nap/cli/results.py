"""The words of `results` and all beneath it: explaining, coverage, statuses set by hand. Called by `nap.cli`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from nap.cli.options import Commands, add, person


def add_results(commands: Commands[argparse.ArgumentParser]) -> None:
    """`results`."""
    results = add(commands, "results", "results:results", "print the results, or say more about one")
    results.add_argument("--json", action="store_true", help="as JSON, the one form the list has")
    results.add_argument("--indicator", action="append", metavar="CODE", help="only this indicator; may be given several times")
    _whose(results)
    results.set_defaults(plan=None, observations=None, as_of=None, audience="coordinator")
    more = results.add_subparsers(metavar="WHAT", help="print the results if left out")
    explain = add(more, "explain", "explaining:explain", "say how one figure came about, in words or as JSON")
    _figure(explain, perhaps=True)
    about = "of which release the figure is that is named by its short number alone, as in `results explain --release 3 R3-214`"
    explain.add_argument("--release", type=int, default=0, metavar="NUMBER", help=about)
    explain.add_argument("--breakdown", default="", metavar="KEY", help="a part of the figure, such as sex=F")
    explain.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    _whose(explain)
    _overrides(more)
    _coverage(more)


def _whose(parser: argparse.ArgumentParser) -> None:
    """From where, as of when and for whom; may stand before or behind the word `explain`."""
    keep = argparse.SUPPRESS
    parser.add_argument("--plan", type=Path, default=keep, metavar="FILE")
    about = "accepted observations from a file instead of the store"
    parser.add_argument("--observations", type=Path, default=keep, metavar="FILE.csv", help=about)
    parser.add_argument("--as-of", type=date.fromisoformat, default=keep, metavar="DATE")
    parser.add_argument("--audience", default=keep, metavar="coordinator|forum|donor|partner:CODE")


def _coverage(more: Commands[argparse.ArgumentParser]) -> None:
    coverage = add(more, "coverage", "coverage:coverage", "who has reported, in time or late; of one partner every figure")
    coverage.add_argument("--period", metavar="PERIOD", help="only this return period, such as 2026-H1")
    coverage.add_argument("--partner", metavar="CODE", help="one partner, with every figure that was expected")
    coverage.add_argument("--as-of", type=date.fromisoformat, default=argparse.SUPPRESS, metavar="DATE")
    coverage.add_argument("--json", action="store_true", default=argparse.SUPPRESS)


def _overrides(more: Commands[argparse.ArgumentParser]) -> None:
    override = add(more, "override", "overriding:override", "set the status of one figure by hand, with a reason all can read")
    lift = add(more, "lift-override", "overriding:lift", "let the computed status stand again")
    for act in (override, lift):
        _figure(act)
        act.add_argument("--reason", default="", metavar="TEXT")
        person(act)
    override.add_argument(
        "status", help="achieved, on_track, behind, off_track, regressing, not_achieved, too_early, not_assessable"
    )
    listed = add(more, "overrides", "overriding:list", "list the statuses set by hand: what holds, has lapsed, was lifted")
    listed.add_argument("--json", action="store_true")


def _figure(parser: argparse.ArgumentParser, *, perhaps: bool = False) -> None:
    """Which figure; `perhaps` only its short number in a release."""
    rest: dict[str, Any] = {"nargs": "?", "default": ""} if perhaps else {}
    parser.add_argument(
        "indicator", help="code of the indicator" + (", or the short number of a published figure" if perhaps else "")
    )
    parser.add_argument("region", help="code of the country, a region or a district", **rest)
    parser.add_argument("period", help="2026-H1, 2026-Q1, 2026-03 or 2026", **rest)
