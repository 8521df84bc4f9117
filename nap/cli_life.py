"""The commands of a return's whole life: setting up, reminding, closing, keeping. Called by `nap.cli`."""

from __future__ import annotations

import argparse

from nap.cli_words import Commands


def add_life(commands: Commands[argparse.ArgumentParser]) -> None:
    """Every command of this part."""
