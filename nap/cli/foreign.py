"""The words of `foreign`: tables in a layout of their own. Called by `nap.cli`."""

from __future__ import annotations

import argparse
from pathlib import Path

from nap.cli.options import Commands, acting, add, group, person


def add_foreign(commands: Commands[argparse.ArgumentParser]) -> None:
    """`foreign`."""
    foreign = group(commands, "foreign", "tables in a layout of their own: official statistics, partners' own sheets")
    look = add(foreign, "look", "foreign:look", "tell what is understood of a table; needs no store")
    look.add_argument("file", type=Path)
    look.add_argument("--json", action="store_true")
    take = add(foreign, "map", "foreign:map", "take a block for an indicator, and keep that as a mapping")
    take.add_argument("file", type=Path)
    _choice(take)
    take.add_argument("--as", dest="person", default="", metavar="PERSON", help="e-mail of the person who saves it")
    take.add_argument("--json", action="store_true")
    send = add(foreign, "send", "foreign:send", "send a table as a return, by a mapping; exit status as submit")
    send.add_argument("file", type=Path)
    send.add_argument("--mapping", required=True, metavar="NAME")
    send.add_argument("--because", default="", help="why it is sent for a partner, or corrects an accepted return")
    send.add_argument("--period", default="", help="of the return (default: the one in which its newest figures end)")
    person(send)
    _mappings(foreign)


def _choice(take: argparse.ArgumentParser) -> None:
    add = take.add_argument
    add("--indicator", required=True, metavar="CODE")
    add("--block", required=True, type=int, metavar="N", help="number of the block, as `look` prints it")
    add("--save", required=True, metavar="NAME", help="name of the mapping; another block joins those it has")
    add("--partner", default="", metavar="CODE", help="whose figures these are (default: the indicator's lead)")
    add("--source", default="", metavar="TEXT", help="publication, kept with each figure")
    add("--measures", default="value", choices=("value", "numerator", "denominator"))
    add("--breakdown", default="", metavar="PART", help="holds for the whole block, such as sex=F")
    add("--region", metavar="CODE", help="place of figures that name none (default: the country)")
    add("--scale", default="1", metavar="NUMBER", help="figures are multiplied by it: 1000 for thousands")
    add("--dash", default="no_data", choices=("no_data", "zero"), help="what a dash means")
    about = "a part of the table and the plan's own: age=Y0T17=age=Y_LT18, 'Students=out', sex=F=total"
    add("--part", action="append", default=[], metavar="FOUND=PLAN", help=about)
    add("--leave-out", action="append", default=[], metavar="LABEL", help="a line that does not belong to it")


def _mappings(foreign: Commands[argparse.ArgumentParser]) -> None:
    mappings = group(foreign, "mappings", "how tables are read: list, show, export, import, delete")
    add(mappings, "list", "foreign_mappings:list", "list them").add_argument("--json", action="store_true")
    for name, about in (("show", "say what a mapping takes"), ("export", "print its file"), ("delete", "take it away")):
        one = add(mappings, name, f"foreign_mappings:{name}", about)
        one.add_argument("name")
        if name == "export":
            one.add_argument("-o", "--output", type=Path, metavar="FILE")
        if name == "delete":
            acting(one)
    brought = add(mappings, "import", "foreign_mappings:import_", "keep the mapping of a file; 1 if it has faults")
    brought.add_argument("file", type=Path)
    acting(brought)
