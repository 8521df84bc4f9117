"""The texts of `labels.txt` and `headers.txt`, by what they mean."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from nap.foreign.labels import Reader
from nap.plan import Regions

HERE = Path(__file__).parent
READER = Reader(Regions.load(HERE.parents[1] / "data" / "regions.csv"))
_SIGNS = str.maketrans({"␣": " ", "⍽": "\u00a0", "↵": "\n"})


@cache
def sections(file: str) -> tuple[tuple[str, str, str], ...]:
    """Kind, meaning and text, in the order of a file."""
    found, kind, meaning = [], "", ""
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            kind, _, meaning = line[3:].partition(" ")
        elif line and kind:
            found += [(kind, meaning, text.translate(_SIGNS)) for text in line.split(" ¦ ")]
    return tuple(found)


def of(file: str, wanted: str) -> list[tuple[str, str]]:
    """Meaning and text of one kind."""
    return [(meaning, text) for kind, meaning, text in sections(file) if kind == wanted]
