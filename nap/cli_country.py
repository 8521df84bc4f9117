"""Commands for a country that begins: its plan file, its words. Called by `nap.cli`."""

from __future__ import annotations

import argparse

from nap.cli_words import Commands


def add_country(commands: Commands[argparse.ArgumentParser]) -> None:
    """Every command of this part."""
