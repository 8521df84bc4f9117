"""The commands of a return's whole life: setting up, reminding, closing, keeping. Called by `nap.cli`."""

from __future__ import annotations

import argparse
from pathlib import Path

from nap.cli.options import Commands, acting, add, group, perhaps_as, person
from nap.cli.release import add_release


def add_life(commands: Commands[argparse.ArgumentParser]) -> None:
    """Every command of this part."""
    _files(commands)
    _hiding(commands)
    _history(commands)
    _joint(commands)
    _organisations(commands)
    _periods(commands)
    _remind(commands)
    _partners(commands)
    _rows(commands)
    add_release(commands)


def _files(commands: Commands[argparse.ArgumentParser]) -> None:
    purge = add(commands, "purge", "purge:purge", "erase a file for a person's sake: one coordinator asks, another one confirms")
    purge.add_argument("id", metavar="RETURN", help="number of a return, or of a refused upload (I-0007)")
    purge.add_argument("--reason", default="", help="why; without the person's name, since it stays on record")
    person(purge)
    files = group(commands, "files", "files as they were sent: what leaves when, what is gone")
    perhaps_as(add(files, "list", "purge:list", "every file that is kept with the day it leaves, and every one that is gone"))
    perhaps_as(add(files, "tidy", "purge:tidy", "take out every file that has had its time"))


def _hiding(commands: Commands[argparse.ArgumentParser]) -> None:
    hide = add(commands, "hide", "hiding:hide", "hide an indicator or a region at once from everybody but coordinators")
    show = add(commands, "show-again", "hiding:show", "show again what was hidden at once")
    for one in (hide, show):
        thing = one.add_mutually_exclusive_group(required=True)
        thing.add_argument("--indicator", default="", metavar="CODE", help="2.2")
        thing.add_argument("--region", default="", metavar="CODE", help="with all its districts, in every indicator")
        one.add_argument("--reason", default="", help="why; for coordinators only, without names of persons")
        perhaps_as(one)
    hidden = add(commands, "hidden", "hiding:hidden", "what is hidden at the moment")
    hidden.add_argument("--all", action="store_true", help="what was hidden earlier, too")
    perhaps_as(hidden)


def _history(commands: Commands[argparse.ArgumentParser]) -> None:
    history = group(commands, "history", "figures of earlier years")
    bring = add(
        history, "import", "history:bring", "bring in a CSV of observations: one submitted return for each partner, or nothing"
    )
    bring.add_argument("file", type=Path, metavar="FILE", help="UTF-8, partner,indicator,region,period,breakdown,value,…")
    bring.add_argument("--because", default="", help="where the figures come from; needed to keep them")
    bring.add_argument("--dry-run", action="store_true", help="only check, and tell what it would bring")
    person(bring)


def _periods(commands: Commands[argparse.ArgumentParser]) -> None:
    periods = group(commands, "periods", "return periods: how they stand, templates for all, closing, opening again")
    perhaps_as(add(periods, "list", "periods:list", "how every return period stands, the latest first"))
    templates = add(periods, "templates", "periods:templates", "every template of a period as one archive")
    templates.add_argument("period", help="2026-H1")
    templates.add_argument("-o", "--output", metavar="FILE", help="file to write (default: PLAN-PERIOD.zip)")
    templates.add_argument(
        "--in", dest="language", default="", metavar="LANGUAGE", help="all in one language (default: its people's)"
    )
    close = add(periods, "close", "periods:close", "take no further returns for a period that is over")
    close.add_argument("--partner", default="", metavar="CODE", help="close it again for one partner it was opened for")
    reopen = add(periods, "reopen", "periods:reopen", "open a closed period again for one partner")
    reopen.add_argument("partner", help="code of the partner")
    for parser in (close, reopen):
        parser.add_argument("period", help="2026-H1")
        parser.add_argument("--reason", default="", help="why")
        acting(parser)


def _remind(commands: Commands[argparse.ArgumentParser]) -> None:
    remind = add(commands, "remind", "remind:remind", "remind people of what is due; by mail, else as texts to pass on")
    remind.add_argument("--dry-run", action="store_true", help="only tell who would be reminded of what")
    perhaps_as(remind)


def _joint(commands: Commands[argparse.ArgumentParser]) -> None:
    joint = group(commands, "joint", "rows of two partners about the same activity, counted once")
    listed = add(joint, "list", "joint:list", "every mark, the latest first, and how it stands")
    listed.add_argument("--indicator", metavar="CODE", help="only those of one indicator")
    perhaps_as(listed)
    mark = add(joint, "mark", "joint:mark", "mark two rows as the same activity: what both counted is counted once")
    for word in ("indicator", "region", "period", "first", "second"):
        mark.add_argument(word)
    mark.add_argument("--same", action="append", required=True, metavar="[PART:]NUMBER", help="how many both counted: 5, sex=F:3")
    mark.add_argument("--reason", required=True, help="how it is known")
    perhaps_as(mark)
    lift = add(joint, "lift", "joint:lift", "take a mark back")
    lift.add_argument("number", type=int, help="its number in the list")
    lift.add_argument("--reason", required=True)
    perhaps_as(lift)


def _partners(commands: Commands[argparse.ArgumentParser]) -> None:
    partners = group(
        commands, "partners", "who reports what for which places: list, add, change, end, remove, bring-back, history"
    )
    perhaps_as(add(partners, "list", "partners:list", "every partner on record, and what each owes next"))
    new = _one_partner(partners, "add", "add", "put a new partner on record")
    changed = _one_partner(partners, "change", "change", "change what is given; places and indicators all of them anew")
    for one in (new, changed):
        one.add_argument(
            "--name", action="append", metavar="LANGUAGE=NAME", help="in each language of the plan: ky=…, ru=…, en=…"
        )
        one.add_argument("--regions", default="", metavar="CODES", help="codes of its places, with commas between them")
        one.add_argument("--indicators", default="", metavar="CODES", help="codes of its indicators, with commas between them")
    back = _one_partner(partners, "bring-back", "back", "ask a partner again that had ended or was taken out")
    for one in (new, changed, back):
        one.add_argument("--since", default="", metavar="PERIOD", help="first return period of it (default: all along)")
    new.add_argument("--until", default="", metavar="PERIOD", help="last return period")
    ended = _one_partner(partners, "end", "end", "ask nothing of a partner after a return period")
    ended.add_argument("--until", required=True, metavar="PERIOD", help="last return period")
    _one_partner(partners, "remove", "remove", "take out a partner that has sent nothing")
    told = add(partners, "history", "partners:history", "what was put on record: who, when, why")
    told.add_argument("code", nargs="?", default="", help="of one partner")
    perhaps_as(told)


def _one_partner(partners: Commands[argparse.ArgumentParser], name: str, run: str, about: str) -> argparse.ArgumentParser:
    one = add(partners, name, f"partners:{run}", about)
    one.add_argument("code")
    one.add_argument("--reason", required=True, metavar="TEXT", help="why; it stays on record")
    perhaps_as(one)
    return one


def _organisations(commands: Commands[argparse.ArgumentParser]) -> None:
    known = group(commands, "organisations", "women's organisations on record")
    listed = add(known, "list", "organisations:list", "the organisations, by name")
    for word in ("region", "kind", "field"):
        listed.add_argument(f"--{word}", default="", metavar="CODE", help=f"only those of one {word}")
    perhaps_as(listed)
    brought = add(known, "import", "organisations:bring", "bring a list in (xlsx, ods, xls, csv), all of it or nothing")
    brought.add_argument("file")
    perhaps_as(brought)


def _rows(commands: Commands[argparse.ArgumentParser]) -> None:
    rows = group(commands, "rows", "rows left out of a return, findings waived, remarks")
    listed = add(rows, "list", "rows:list", "the rows of a return, those with errors first, and what is said to it")
    for name, run, about in (
        ("hold-back", "hold_back", "hold rows of a draft back and send the rest"),
        ("take-back", "take_back", "let rows that were held back count again"),
        ("decline", "decline", "leave rows out of what a waiting return is accepted with"),
        ("undecline", "undecline", "let rows that were declined be accepted with the rest"),
    ):
        one = _about_return(add(rows, name, f"rows:{run}", about))
        one.add_argument("rows", nargs="+", metavar="ROW", help="INDICATOR:PLACE:PERIOD, as `rows list` prints it")
        if name in {"hold-back", "decline"}:
            one.add_argument("--reason", default="", help="why; it is read beside the row")
    _about_return(listed)
    for name, about in (
        ("waive", "let a finding pass because the source itself is wrong"),
        ("unwaive", "let a waived finding stand again"),
        ("remark", "say something to a finding or a cell"),
    ):
        one = _about_return(add(rows, name, f"rows:{name}", about))
        one.add_argument("--code", default="", required=name != "remark", help="code of the finding")
        one.add_argument("--at", default="", metavar="SHEET!CELL", help="its first cell")
        one.add_argument(
            *{"waive": ("--reason",), "remark": ("--text",)}.get(name, ("--reason",)), default="", help="what is said"
        )


def _about_return(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("id", metavar="RETURN", help="number of a return")
    person(parser)
    return parser
