"""`python -m nap …`: reads the words of the command line and calls the command. Prints nothing itself.

Each module says which words the commands of one subject take; what they do stands in `nap.commands`, loaded when it is asked for.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from nap.cli.country import add_country
from nap.cli.doctor import add_doctor
from nap.cli.files import add_files
from nap.cli.foreign import add_foreign
from nap.cli.keeping import add_keeping
from nap.cli.life import add_life
from nap.cli.people import add_audit, add_people
from nap.cli.results import add_results
from nap.cli.returns import add_returns
from nap.cli.running import add_running


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
    add_files(commands)
    add_returns(commands)
    add_results(commands)
    add_foreign(commands)
    add_people(commands)
    add_audit(commands)
    add_running(commands)
    add_life(commands)
    add_keeping(commands)
    add_doctor(commands)
    add_country(commands)
    return parser
