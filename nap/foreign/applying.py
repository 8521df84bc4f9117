"""Mappings meet a new file: which one it is, which of its blocks become figures, what has changed since. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nap.foreign.anchors import hinted
from nap.foreign.changes import changes
from nap.foreign.mapping import Mapping, Table
from nap.foreign.matching import Match, apart, matches
from nap.foreign.model import Choice, Choices, Hint, Remark, Sure, Understood
from nap.foreign.understanding import understand
from nap.plan import Regions
from nap.returns.book import Book


@dataclass(frozen=True)
class Applied:
    """A file read by a mapping.

    `choices` are for the blocks that were found beyond doubt, `doubted` for those of which something has to be asked first
    (`moved` says what). `found` of `tables` tables of the mapping are there, doubted ones included.
    """

    understood: Understood
    choices: Choices
    moved: tuple[Remark, ...] = ()
    doubted: Choices = field(default_factory=dict)
    found: int = 0
    tables: int = 0
    same: int = 0
    """Tables in which nothing at all has changed; only to choose among mappings that fit."""

    @property
    def recognised(self) -> bool:
        """True if the file is the one the mapping was made for: at least half of its tables are there."""
        return self.found > 0 and self.found * 2 >= self.tables

    @property
    def sure(self) -> Sure:
        """Certain where every table is there and nothing is asked, likely where some are missing, else asked."""
        if any(each.asks for each in self.moved) or not self.recognised:
            return Sure.ASKED
        return Sure.CERTAIN if self.found == self.tables else Sure.LIKELY


@dataclass(frozen=True)
class Recognised:
    """The mapping that fits a file, read by it; None where none does, or several do equally (`rivals`, to be asked)."""

    mapping: Mapping | None = None
    applied: Applied | None = None
    rivals: tuple[Mapping, ...] = ()


def applied(mapping: Mapping, book: Book, regions: Regions, hints: Sequence[Hint] = ()) -> Applied:
    """Read a file by a mapping. `hints`: what a person says of this file besides; it outweighs the mapping's own."""
    own, lost = hinted(mapping.anchors, book)
    return fitted(mapping, understand(book, regions, (*own, *hints)), lost)


def recognise(mappings: Iterable[Mapping], book: Book, regions: Regions, plain: Understood | None = None) -> Recognised:
    """Which mapping fits; `plain` is the file as understood without any hint, if that is known already."""
    understood = plain or understand(book, regions)
    read = [(each, applied(each, book, regions) if each.anchors else fitted(each, understood)) for each in mappings]
    fit = [(mapping, found) for mapping, found in read if found.recognised]
    best = max((_rank(found) for _, found in fit), default=())
    first = [(mapping, found) for mapping, found in fit if _rank(found) == best]
    if len(first) == 1:
        return Recognised(*first[0])
    return Recognised(rivals=tuple(mapping for mapping, _ in first))


def _rank(found: Applied) -> tuple[float, ...]:
    return (found.found / found.tables, found.found, found.same)


def fitted(mapping: Mapping, understood: Understood, lost: Sequence[Remark] = ()) -> Applied:
    """A file already understood, read by a mapping; `lost` is what was said before of hints that were not found."""
    choices: dict[int, tuple[Choice, ...]] = {}
    doubted: dict[int, tuple[Choice, ...]] = {}
    moved, found, same = list(lost), 0, 0
    for table in mapping.tables:
        fits, remarks = _find(table, understood)
        doubt = any(each.asks for each in remarks)
        for match in fits:
            into = doubted if doubt else choices
            into[match.block.number] = (*into.get(match.block.number, ()), table.choice)
        moved += remarks
        found += bool(fits)
        same += bool(fits) and not remarks
    chosen: Choices = {number: _plain(each) for number, each in choices.items()}
    return Applied(
        understood, chosen, _once(moved), {k: _plain(each) for k, each in doubted.items()}, found, len(mapping.tables), same
    )


def _plain(choices: tuple[Choice, ...]) -> Choice | tuple[Choice, ...]:
    return choices if len(choices) > 1 else choices[0]


def _once(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """One block that serves two indicators has moved once."""
    return tuple(dict.fromkeys(remarks))


def _find(table: Table, understood: Understood) -> tuple[list[Match], list[Remark]]:
    fits = matches(table, understood.blocks)
    if not fits:
        words = next(iter((*table.title.values(), *table.heading.values())), "")
        return [], [Remark("block-not-found", asks=True, found=words, facts=(("indicator", table.choice.indicator),))]
    if len(fits) > 1 and not apart(fits):
        return fits, [_of_several("block-twice", True, table, fits)]
    more = [_of_several("block-goes-on", False, table, fits)] if len(fits) > 1 else []
    return fits, [*(remark for match in fits for remark in changes(match, goes_on=bool(more))), *more]


def _of_several(code: str, asks: bool, table: Table, fits: Sequence[Match]) -> Remark:
    numbers = ", ".join(str(match.block.number) for match in fits)
    facts = (("indicator", table.choice.indicator), ("blocks", numbers))
    return Remark(code, asks, fits[0].block.sheet, found=next(iter(fits[0].block.title.values()), None), facts=facts)
