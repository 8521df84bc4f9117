"""Commands for a country that begins: its plan file, its words. Called by `nap.cli`."""

from __future__ import annotations

import argparse
from pathlib import Path

from nap.cli_words import Commands, add, group


def add_country(commands: Commands[argparse.ArgumentParser]) -> None:
    """Every command of this part."""
    _words(commands)


def _words(commands: Commands[argparse.ArgumentParser]) -> None:
    words = group(commands, "words", "the texts of the program as Excel for native readers, and back")
    export = add(words, "export", "words:export", "write the texts into a workbook, one sheet for each language")
    export.add_argument("file", type=Path, metavar="FILE.xlsx")
    about = "code of a language, new ones too, such as pt or sw; several go (default: all there are but English)"
    export.add_argument("--of", nargs="+", metavar="CODE", help=about)
    back = add(words, "import", "words:import_", "take the texts of the workbook, or tell all that is wrong by sheet and cell")
    back.add_argument("file", type=Path, metavar="FILE.xlsx")
    about = "folder of catalogues (default: that of NAP_WORDS, else the program's own)"
    back.add_argument("--into", type=Path, metavar="DIR", help=about)
    back.add_argument("--reviewer", default="", metavar="NAME", help="native speaker who has read all of it and signs for it")
