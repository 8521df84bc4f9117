"""The commands of a return's whole life: setting up, reminding, closing, keeping. Called by `nap.cli`."""

from __future__ import annotations

import argparse

from nap.cli_words import Commands, add, perhaps_as


def add_life(commands: Commands[argparse.ArgumentParser]) -> None:
    """Every command of this part."""
    _remind(commands)


def _remind(commands: Commands[argparse.ArgumentParser]) -> None:
    remind = add(commands, "remind", "remind:remind", "remind people of what is due; by mail, else as texts to pass on")
    remind.add_argument("--dry-run", action="store_true", help="only tell who would be reminded of what")
    perhaps_as(remind)
