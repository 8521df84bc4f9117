"""The command that tells what is wrong with an installation. Called by `nap.cli`."""

from __future__ import annotations

import argparse

from nap.cli_words import Commands


def add_doctor(commands: Commands[argparse.ArgumentParser]) -> None:
    """Every command of this part."""
