"""Commands for a country that begins: its plan file, its words. Called by `nap.cli`."""

from __future__ import annotations

import argparse
from pathlib import Path

from nap.cli.options import Commands, add, group


def add_country(commands: Commands[argparse.ArgumentParser]) -> None:
    """Every command of this part."""
    _words(commands)


def to_begin(init: argparse.ArgumentParser) -> None:
    """What `init` takes for a country that begins; without --country it starts the installation of the plan in NAP_PLAN."""
    about = "write plan file, regions and settings of another country into a new folder; asks for what is not said by options"
    init.add_argument("--country", type=Path, metavar="DIR", help=about)
    init.add_argument("--answers", type=Path, metavar="FILE.yaml", help="answers from a file; then nothing is asked")
    one = ("code", "frequency", "due-days", "year-begins", "timezone", "currency", "organisation", "calling-code")
    for name in one:
        init.add_argument(f"--{name}", dest=f"of_{_QUESTIONS.get(name, name.replace('-', '_'))}", metavar=_METAVARS.get(name))
    for name in ("name", "languages", "years", "regions", "partners"):
        init.add_argument(f"--{name}", dest=f"of_{name}", nargs="+", metavar=_METAVARS.get(name))


_QUESTIONS = {"code": "country"}
_METAVARS = {
    "code": "XX",
    "name": "LANG=TEXT",
    "languages": "CODE",
    "years": "YEAR",
    "regions": "NAME|FILE",
    "partners": "NAME|FILE",
}


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
