"""The commands of releases: build, list, verify, withdraw. Called by `nap.cli.life`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from nap.catalogues import languages
from nap.cli.options import Commands, acting, add, group, perhaps_as


def add_release(commands: Commands[argparse.ArgumentParser]) -> None:
    """Every command about releases."""
    release = group(commands, "release", "what is published: build, check, list, verify, withdraw")
    _build(release)
    check = add(release, "check", "release_about:check", "what stops a draft of a release, and what to know before publishing it")
    check.add_argument("draft", type=int, help="number of the draft, from `release list`")
    perhaps_as(check)
    perhaps_as(add(release, "list", "release_about:list", "every release, the newest first; for coordinators open drafts too"))
    verify = add(release, "verify", "release_about:verify", "whether a folder still holds a release as it was built; 1 if not")
    verify.add_argument("folder", type=Path, metavar="DIR")
    verify.add_argument("--json", action="store_true")
    withdraw = add(release, "withdraw", "release_about:withdraw", "withdraw a release for good; a notice with the reason stays")
    withdraw.add_argument("number", type=int)
    withdraw.add_argument("--reason", default="", metavar="TEXT", help="why; whoever looks for the release reads it")
    acting(withdraw)


def _build(release: Commands[argparse.ArgumentParser]) -> None:
    build = add(release, "build", "release:build", "write every file of a release into a folder that any web host can serve")
    build.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new or empty folder, or one with a release")
    build.add_argument("--observations", type=Path, metavar="FILE.csv", help="from observations instead of the store")
    build.add_argument(
        "--plan", type=Path, metavar="FILE", help="plan of these observations (default: NAP_PLAN, else the demo's)"
    )
    build.add_argument("--number", type=int, default=1, help="of a release from observations (default: 1)")
    build.add_argument("--period", metavar="PERIOD", help="up to which return period (default: the last one that is over)")
    build.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="as things stood on that day")
    build.add_argument("--kind", choices=("donor", "forum"), default="donor", help="for whom (default: donor)")
    build.add_argument("--release", type=int, metavar="NUMBER", help="write a published release again")
    build.add_argument("--draft", type=int, metavar="NUMBER", help="of an open draft; without it from what the store holds now")
    build.add_argument("--publish", action="store_true", help="publish it: it gets its number and never changes again")
    build.add_argument("--reason", default="", metavar="TEXT", help="why it is published although somebody has not agreed")
    for language in languages():
        build.add_argument(f"--title-{language}", default="", metavar="TEXT", help=f"title ({language})")
    perhaps_as(build)
