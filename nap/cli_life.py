"""The commands of a return's whole life: setting up, reminding, closing, keeping. Called by `nap.cli`."""

from __future__ import annotations

import argparse

from nap.cli_words import Commands, add, group, perhaps_as


def add_life(commands: Commands[argparse.ArgumentParser]) -> None:
    """Every command of this part."""
    _joint(commands)
    _remind(commands)


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
