"""Commands that take the whole store along: move, back up, restore, export. Called by `nap.cli`."""

from __future__ import annotations

import argparse
from pathlib import Path

from nap.cli.options import Commands, add, perhaps_as


def add_keeping(commands: Commands[argparse.ArgumentParser]) -> None:
    """Every command of this part."""
    moved = add(commands, "move", "keeping:move", "copy the store to an empty one elsewhere, SQLite or PostgreSQL, and prove it")
    moved.add_argument("url", help="postgresql+psycopg://USER@HOST/NAME or sqlite:////FOLDER/nap.sqlite; an empty one")
    moved.add_argument("--json", action="store_true")
    _backup(commands)
    _restore(commands)
    out = add(commands, "export", "keeping:export", "write everything in open formats into an empty folder, for other programs")
    out.add_argument("folder", type=Path, metavar="DIR")
    perhaps_as(out)


def _backup(commands: Commands[argparse.ArgumentParser]) -> None:
    backup = add(
        commands,
        "backup",
        "keeping:backup",
        "write store, plan and releases into one file while servers run; 1 if the trail is broken",
    )
    backup.add_argument(
        "file", type=Path, metavar="FILE", help="file to write, or a folder: then the name is made of plan and time"
    )
    about = "encrypt for this recipient of age; may be given several times"
    backup.add_argument("--for", dest="recipients", action="append", default=[], metavar="age1…", help=about)
    backup.add_argument("--passphrase-file", type=Path, metavar="FILE", help="encrypt by the first line of this file")
    backup.add_argument("--replace", action="store_true", help="write over a file that stands there")
    about = "leave the N newest with such a name in the folder, once the new one was read back; the name needs a date or number"
    backup.add_argument("--keep", type=_several, metavar="N", help=about)
    backup.add_argument("--json", action="store_true")


def _restore(commands: Commands[argparse.ArgumentParser]) -> None:
    restore = add(
        commands, "restore", "keeping:restore", "bring a backup back to where the settings say, if that is empty; all or nothing"
    )
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--identity", type=Path, metavar="KEYFILE", help="key of age, as age-keygen writes it")
    restore.add_argument("--passphrase-file", type=Path, metavar="FILE", help="the passphrase is the first line of this file")
    restore.add_argument("--check", action="store_true", help="only look at all of it")
    about = "erase again what was erased since: the newer store's `files list --json` or `audit list --json`, or a number a line"
    restore.add_argument("--erased", type=Path, metavar="LIST", help=about)
    restore.add_argument("--json", action="store_true")


def _several(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)
