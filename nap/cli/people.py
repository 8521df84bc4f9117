"""The words of the commands about accounts and the record of what was done. Called by `nap.cli`."""

from __future__ import annotations

import argparse
from datetime import date

from nap.cli.options import Commands, add, group, perhaps_as


def add_people(commands: Commands[argparse.ArgumentParser]) -> None:
    """`people`."""
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


def add_audit(commands: Commands[argparse.ArgumentParser]) -> None:
    """`audit`."""
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
