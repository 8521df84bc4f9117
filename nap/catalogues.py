"""Where the texts of each language stand: the program's own folder, and over it the one that the setting NAP_WORDS names.

Loads no library, so that the command line can list the languages before it knows what is asked.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from nap.settings import ROOT, words_folder

LOCALES = ROOT / "locales"
FALLBACK = "en"
_CODE = re.compile(r"[a-z]{2,3}\Z", re.ASCII)


@cache
def folders() -> tuple[Path, ...]:
    """The folders of languages; what stands in a later one holds over what stands in an earlier."""
    own = words_folder()
    return (LOCALES,) if own is None else (LOCALES, own)


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have catalogues, sorted; in which order they are offered is left to the plan."""
    return tuple(sorted({code for folder in folders() for code in languages_in(folder)}))


def languages_in(folder: Path) -> list[str]:
    """Codes of the languages one folder has catalogues of."""
    inner = folder.iterdir() if folder.is_dir() else ()
    return sorted(each.name for each in inner if _CODE.match(each.name) and any(each.glob("*.po")))


@cache
def rooms() -> tuple[str, ...]:
    """Names of the catalogues each language has: those of the English one."""
    return tuple(sorted(path.stem for path in (LOCALES / FALLBACK).glob("*.po")))


def files_of(lang: str, room: str) -> list[Path]:
    """The catalogues of one language and room, the one that holds over the others last; none if there is none."""
    return [path for folder in folders() if (path := folder / lang / f"{room}.po").is_file()]
