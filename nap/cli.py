"""`python -m nap …`: reads the words of the command line and calls the command. Prints nothing itself."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from nap.cli_country import add_country, to_begin
from nap.cli_doctor import add_doctor
from nap.cli_handing import add_to_review, add_withdraw, handed_over
from nap.cli_keeping import add_keeping
from nap.cli_life import add_life
from nap.cli_words import Commands, acting, add, group, perhaps_as, person


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status (0 good, 1 errors in what was given, 2 refused or not possible)."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a Windows console may default to another one
    options = _parser().parse_args(arguments)
    room, _, name = options.run.partition(":")
    command = getattr(import_module(f"nap.commands.{room}"), name)  # only what the command needs is loaded
    return int(command(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m nap", description="The NAP 1325 monitor from the command line.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _files(commands)
    _returns(commands)
    _results(commands)
    _foreign(commands)
    _people(commands)
    _audit(commands)
    _running(commands)
    add_life(commands)
    add_keeping(commands)
    add_doctor(commands)
    add_country(commands)
    return parser


def _files(commands: Commands[argparse.ArgumentParser]) -> None:
    plan = group(commands, "plan", "the plan file")
    check = add(plan, "check", "plan:check", "tell all faults of a plan file")
    check.add_argument("file", nargs="?", type=Path, help="plan file (default: NAP_PLAN, else indicators.yaml)")
    check.add_argument("--against-store", action="store_true", help="also tell what it would change of the plan in force")
    _adopt(plan)
    _matrix(plan)
    template = add(commands, "template", "returns:template", "write the return workbook of a partner for a period")
    template.add_argument("partner", help="code of the partner")
    template.add_argument("period", help="2026-H1, 2026-Q1, 2026-03 or 2026")
    template.add_argument("-o", "--output", type=Path, help="file to write (default: PARTNER-PERIOD-LANGUAGE.xlsx)")
    check = add(
        commands, "check", "checking:check", "check a filled return; exit status 0 clean or warnings, 1 errors, 2 refused"
    )
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a filled return, or a folder with some; several go")
    check.add_argument("--json", action="store_true")
    check.add_argument("--offline", action="store_true", help="do not look into the store")
    about = "also write the file with marks; of several files, OUT is a folder for their marked copies"
    check.add_argument("--marked", type=Path, metavar="OUT", help=about)
    check.add_argument("--summary", type=Path, metavar="OUT.xlsx", help="also write what was found as a workbook")


def _adopt(plan: Commands[argparse.ArgumentParser]) -> None:
    adopt = add(plan, "adopt", "plan:adopt", "bring a changed plan into force: its version is raised, and there is a reason")
    adopt.add_argument("file", nargs="?", type=Path, help="plan file (default: NAP_PLAN, else indicators.yaml)")
    adopt.add_argument("--reason", default="", metavar="TEXT", help="why the plan is changed; everybody reads it")
    adopt.add_argument("--dry-run", action="store_true", help="only tell what would change")
    person(adopt)


def _matrix(plan: Commands[argparse.ArgumentParser]) -> None:
    matrix = add(plan, "matrix", "plan:matrix", "write the plan in force as an Excel workbook, texts side by side")
    matrix.add_argument("-o", "--output", type=Path, metavar="FILE.xlsx")
    back = add(plan, "from-matrix", "plan:from_matrix", "make a plan file of the workbook, or tell its faults by sheet and cell")
    back.add_argument("file", type=Path, metavar="FILE.xlsx")
    back.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.yaml")


def _returns(commands: Commands[argparse.ArgumentParser]) -> None:
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


def _results(commands: Commands[argparse.ArgumentParser]) -> None:
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


def _foreign(commands: Commands[argparse.ArgumentParser]) -> None:
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


def _people(commands: Commands[argparse.ArgumentParser]) -> None:
    people = group(commands, "people", "who has an account: invite, list, link, change, disable, enable, sign-out")
    everybody = add(people, "list", "people:list", "list everybody, and how it stands with each")
    perhaps_as(everybody)
    invite = _one_person(people, "invite", "make an account, and print the link by which its person comes in")
    link = _one_person(people, "link", "print a new link: an invitation again, or one to set a new password")
    for hands_out in (invite, link):
        hands_out.add_argument("--send", action="store_true", help="also send the link by e-mail; 1 if that fails")
    change = _one_person(people, "change", "change what is given: name, roles (all of them anew), organisation, language")
    about = "language of the letter and the first page: ky, ru or en"
    for told, nothing in ((invite, ""), (change, None)):
        told.add_argument("--name", required=told is invite, metavar="TEXT")
        told.add_argument("--role", required=told is invite, action="append", metavar="partner|forum|donor|coordinator")
        told.add_argument("--partner", default=nothing, metavar="CODE", help="organisation; needed for the role partner")
        told.add_argument("--lang-of-person", dest="language", default=nothing, metavar="LANGUAGE", help=about)
    _one_person(people, "disable", "let somebody in no more, at once").add_argument("--reason", default="", metavar="TEXT")
    _one_person(people, "enable", "let somebody in again")
    _one_person(people, "sign-out", "end every session of a person")


def _one_person(people: Commands[argparse.ArgumentParser], name: str, about: str) -> argparse.ArgumentParser:
    one = add(people, name, f"people:{name.replace('-', '_')}", about)
    one.add_argument("email", help="e-mail of the person it is about")
    perhaps_as(one)
    return one


def _audit(commands: Commands[argparse.ArgumentParser]) -> None:
    audit = group(commands, "audit", "the record of what was done")
    verify = add(audit, "verify", "audit:verify", "look whether it is whole; 1 and the first event that does not fit if not")
    about = "also compare with a number and hash noted elsewhere; the hash may be cut short"
    verify.add_argument("--expect", default="", metavar="NUMBER:HASH", help=about)
    verify.add_argument("--json", action="store_true")
    listed = add(audit, "list", "audit:list_", "print events, the newest first")
    listed.add_argument("--person", default="", metavar="EMAIL", help="what this person did")
    about = "an act, or sign_ins, returns, decisions, people, settings, downloads"
    listed.add_argument("--act", default="", metavar="ACT", help=about)
    listed.add_argument("--since", type=date.fromisoformat, metavar="DATE")
    listed.add_argument("--until", type=date.fromisoformat, metavar="DATE", help="the last day")
    listed.add_argument("--return", dest="return_id", default="", metavar="ID", help="about this return")
    listed.add_argument("--before", type=int, metavar="NUMBER", help="only events with a lower number")
    listed.add_argument("--limit", type=int, default=100, metavar="N", help="at most so many (default 100)")
    listed.add_argument("--as", dest="viewer", default="", metavar="PERSON", help="who asks (default: whoever sits here)")
    listed.add_argument("--json", action="store_true")


def _running(commands: Commands[argparse.ArgumentParser]) -> None:
    add(commands, "demo", "running:demo", "fill an empty store with the demo")
    to_begin(
        add(commands, "init", "running:init", "start a real, empty installation, or write the files of a country to start from")
    )
    serve = add(commands, "serve", "running:serve", "start the server; on this computer alone unless told otherwise")
    serve.add_argument("--port", type=int, default=8501)
    serve.add_argument("--address", default="127.0.0.1", help="address to listen at (default 127.0.0.1: this computer alone)")
    serve.add_argument("--browser", action="store_true", help="open the browser")
    serve.add_argument("--metrics-port", type=int, help="port on this computer where counts are read (Prometheus; default none)")
