"""Commands that take the whole store along: move, back up, restore, export. Called by `nap.cli`."""

from __future__ import annotations

import argparse

from nap.cli_words import Commands


def add_keeping(commands: Commands[argparse.ArgumentParser]) -> None:
    """Every command of this part."""
