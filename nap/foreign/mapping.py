"""The noun of a mapping: by which words the blocks of a table are found again, and what is taken from each.

Data only. It names no row and no column to be read: what stands in `Seen` is told when it has moved, and never read by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nap.foreign.model import Axis, Choice
from nap.returns.choices import fold
from nap.words import Text

FORMAT = 1
"""Version of the file's form."""
NAME = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)
LONGEST_NAME = 80


@dataclass(frozen=True)
class Anchor:
    """What a person said of one line, held by the words that stand in it: `take` is that of a `Hint`.

    `nth`: which of several lines with these words, counted from the first; `sheet` is empty where any sheet may be meant.
    """

    axis: Axis
    words: str
    take: str
    nth: int = 1
    sheet: str = ""


@dataclass(frozen=True)
class Seen:
    """How the block looked when it was mapped, so that a change can be told."""

    sheet: str = ""
    area: str = ""
    """`A5:T8`."""
    orientation: str = ""
    lines: tuple[Text, ...] = ()
    """The different labels of its lines in their order, each once; lines that are periods are none. Empty: not listed."""


@dataclass(frozen=True)
class Table:
    """One block and the indicator it is taken for. Its words are in the languages of the sheet."""

    choice: Choice
    title: Text = field(default_factory=dict)
    heading: Text = field(default_factory=dict)
    unit: Text = field(default_factory=dict)
    seen: Seen = Seen()


@dataclass(frozen=True)
class Mapping:
    """How the tables of one publication become figures of one partner. `source` goes with each figure."""

    name: str
    partner: str
    tables: tuple[Table, ...]
    source: str = ""
    anchors: tuple[Anchor, ...] = ()


def fit_name(name: str) -> bool:
    """True for small letters, digits, dot, underscore and hyphen, beginning with a letter or digit, at most 80."""
    return len(name) <= LONGEST_NAME and NAME.fullmatch(name) is not None


def same_words(one: Text, other: Text) -> bool:
    """True if they agree in some language; a text whose language is not known may be any."""
    return bool(shapes(one) & shapes(other))


def shapes(text: Text) -> frozenset[str]:
    """Its words in each language, folded; years of a title do not count, they are other ones next year."""
    return frozenset(filter(None, map(shape, text.values())))


YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def shape(words: str) -> str:
    """Words without case, spaces, signs and years; a text that is a year alone stays one."""
    return fold(YEARS.sub(" ", words)) or fold(words)
