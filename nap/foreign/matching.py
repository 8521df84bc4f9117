"""Which block of a file is the one a mapping speaks of: by its words alone, whatever row, column or sheet it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache

from nap.foreign.mapping import YEARS, Table, same_words, shapes
from nap.foreign.model import Axis, Block, Line, Role
from nap.returns.choices import fold
from nap.words import Text

OVERLAP = 0.5
"""Share of the known lines that must be there where title or heading have changed."""
MOST = 0.8
"""And where there is neither."""
_SLIP = 0.8


class Agree(IntEnum):
    """How far two texts agree: not at all, alike (other words in it have changed), spelt a little otherwise, the same."""

    NO = 0
    ALIKE = 1
    SPELT = 2
    SAME = 3


@dataclass(frozen=True)
class Match:
    """A table and a block that fits it."""

    table: Table
    block: Block
    title: Agree
    heading: Agree
    overlap: float

    @property
    def words(self) -> tuple[Agree, Agree]:
        """How far title and heading agree."""
        return self.title, self.heading

    @property
    def rank(self) -> tuple[float, ...]:
        """The better it fits, the higher; what stands where plays no part in it."""
        return (*self.words, round(self.overlap, 2), same_words(self.table.unit, self.block.unit))

    @property
    def by_lines(self) -> bool:
        """True if neither has a title or heading, so that only its lines speak for it."""
        return not (self.table.title or self.table.heading)

    @property
    def as_it_was(self) -> bool:
        """True if sheet, lines and unit are just those that were seen."""
        seen, block = self.table.seen, self.block
        same = (seen.sheet, seen.orientation) == (block.sheet, block.orientation)
        lines = {shapes(line.labels) for line in named_lines(block)}
        return same and lines == set(map(shapes, seen.lines)) and shapes(self.table.unit) == shapes(block.unit)


def matches(table: Table, blocks: Iterable[Block]) -> list[Match]:
    """The block that fits best, with those in which it goes on; several that cannot be told apart; or none.

    Of equals with periods in common the one on the sheet of the old name is it: a sheet's name is words too.
    """
    found = [match for block in blocks if (match := _match(table, block)) is not None]
    best = max((match.rank for match in found), default=())
    first = [match for match in found if match.rank == best]
    if len(first) > 1 and not apart(first):
        named = [match for match in first if match.block.sheet == table.seen.sheet]
        first = named if len(named) == 1 else first
    for match in found:
        further = match not in first and match.words == first[0].words and match.overlap >= OVERLAP
        if further and apart([*first, match]):
            first.append(match)
    return first


def apart(found: Sequence[Match]) -> bool:
    """True if no two of them have a period in common: one table that goes on in another block or on another sheet."""
    periods = [{given.period for given in match.block.values} for match in found]
    return all(not one & other for number, one in enumerate(periods) for other in periods[:number])


def _match(table: Table, block: Block) -> Match | None:
    title, heading = agree(table.title, block.title), agree(table.heading, block.heading)
    overlap = _overlap(table, block)
    doubtful = title is Agree.ALIKE or heading < Agree.SPELT
    if title is Agree.NO or (doubtful and overlap < OVERLAP):
        return None
    match = Match(table, block, title, heading, overlap)
    return None if match.by_lines and (overlap < MOST or not table.seen.lines) else match


def agree(one: Text, other: Text) -> Agree:
    """How far two texts agree: the same in one language is enough, alike they must be in all. Two empty ones are the same."""
    if not one or not other:
        return Agree.SAME if bool(one) == bool(other) else Agree.NO
    if shapes(one) & shapes(other):
        return Agree.SAME
    common = [_agree(one[lang], other[lang]) for lang in one if lang in other]
    if common:
        return max(common) if max(common) >= Agree.SPELT else min(common)
    return max(_agree(mine, theirs) for mine in one.values() for theirs in other.values())


@lru_cache(maxsize=2_000)
def _agree(one: str, other: str) -> Agree:
    mine, theirs = _words(one), _words(other)
    if mine == theirs:
        return Agree.SAME
    pairs = zip(mine, theirs, strict=False)
    if len(mine) == len(theirs) and all(SequenceMatcher(None, *pair).ratio() >= _SLIP for pair in pairs):
        return Agree.SPELT
    alike = SequenceMatcher(None, mine, theirs).ratio() >= OVERLAP
    return Agree.ALIKE if alike else Agree.NO


def _words(text: str) -> tuple[str, ...]:
    """Its words, folded, without the number of the table before them and without years."""
    plain = YEARS.sub(" ", _NUMBERED.sub("", text))
    return tuple(filter(None, map(fold, re.split(r"[\W_]+", plain))))


_NUMBERED = re.compile(r"^\s*(?:\d+[.\-])*\d+[^\W\d_]{0,2}[.)]?\s+")


def named_lines(block: Block) -> list[Line]:
    """The lines that a person would name: all but those that are periods or have no label."""
    return [line for line in block.lines if line.role is not Role.PERIOD and line.labels and not _only_period(line)]


def _only_period(line: Line) -> bool:
    said = line.meaning
    return line.axis is Axis.COLUMN and said.period is not None and not (said.region or said.breakdown or said.unknown_part)


def _overlap(table: Table, block: Block) -> float:
    """The share of the lines seen that are there again; half of it, and no more, where none were listed."""
    seen = table.seen.lines
    if not seen:
        return OVERLAP
    there = frozenset(each for line in named_lines(block) for each in shapes(line.labels))
    return sum(bool(shapes(line) & there) for line in seen) / len(seen)
